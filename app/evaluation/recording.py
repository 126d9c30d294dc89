"""Keeps what a language model writes to the questions of a suite, to be replayed without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from app.evaluation.recorded import Failure, Record, sentences_in
from app.evaluation.suites import SuiteQuestion
from app.writing.contracts import Message, WritingModel
from store.errors import UsageError, WritingError


class RecordingModel:
    """A model that passes on what another one writes, and keeps it.

    For one question at a time: see :meth:`turn_to`. Each answer is a line as soon as it is written,
    so that what a slow model wrote before it was stopped is not lost.
    """

    def __init__(self, model: WritingModel, file: TextIO) -> None:
        self._model = model
        self._file = file
        self._question: SuiteQuestion | None = None
        self._rewritten = ""

    @property
    def name(self) -> str:
        """The other's."""
        return self._model.name

    @property
    def window(self) -> int:
        """The other's."""
        return self._model.window

    @property
    def longest(self) -> int:
        """The other's."""
        return self._model.longest

    def turn_to(self, question: SuiteQuestion) -> None:
        """The question that is asked next."""
        self._question = question
        self._rewritten = ""

    def tokens(self, text: str) -> int:
        """As the other counts them."""
        return self._model.tokens(text)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """What the other writes, up to where it fails or nobody reads on."""
        written: list[str] = []
        failed: Failure | None = None
        try:
            for piece in self._model.stream(messages):
                written.append(piece)
                yield piece
        except WritingError as error:
            failed = Failure(what=error.what, remedy=error.remedy)
            raise
        finally:
            self._keep(messages, "".join(written), failed)

    def _keep(self, messages: Sequence[Message], text: str, failed: Failure | None) -> None:
        sentences = sentences_in(messages)
        if not sentences:
            self._rewritten = text if failed is None else ""
        elif self._question is not None:
            record = Record(
                id=self._question.id,
                question=self._question.question,
                model=self.name,
                sentences=sentences,
                text=text,
                failed=failed,
                rewritten=self._rewritten,
            )
            self._file.write(record.model_dump_json(exclude_defaults=True) + "\n")
            self._file.flush()


@contextmanager
def recording(model: WritingModel, path: Path) -> Iterator[RecordingModel]:
    """The model, with what it writes kept in a new file.

    Raises :class:`UsageError` where the file is there already or cannot be made.
    """
    try:
        file = path.open("x", encoding="utf-8")
    except FileExistsError as error:
        raise UsageError(f"{path} is there already", "record into a new file") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error})", "name another file") from error
    with file:
        yield RecordingModel(model, file)

"""Asking with or without a language model, by its name: one way for the terminal and the chat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from threading import Lock

from app.answering.answer import Answer, Turn
from app.engine import Engine
from app.writing.contracts import WritingModel
from store.errors import WritingError
from store.filters import Filters

_EVERYTHING = Filters()

Opening = Callable[[str], WritingModel]
"""Opens a model by its name. Raises :class:`WritingError`."""


class Asker:
    """An engine and the models that were asked for, each opened once. Safe for threads."""

    def __init__(self, engine: Engine, opening: Opening) -> None:
        self._engine = engine
        self._opening = opening
        self._opened: dict[str, WritingModel] = {}
        self._lock = Lock()

    def answers(
        self,
        question: str,
        model: str | None,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = _EVERYTHING,
        today: dt.date | None = None,
    ) -> Iterator[Answer]:
        """The answer as it grows; the last one is the answer.

        Without a model, and with one that cannot be opened, it is the answer in quotations alone,
        which in the second case says why. A model is slow to open the first time, so a question
        that stands alone has its quotations before that; a follow-up does not, for the model may
        read it otherwise. Raises :class:`store.errors.QuestionError` where the text is no question.
        """
        if model is None:
            yield self._engine.ask(question, history=history, filters=filters, today=today)
            return
        quoted = None
        if not (history or model in self._opened):
            quoted = self._engine.ask(question, history=history, filters=filters, today=today)
            yield quoted
        try:
            opened = self._open(model)
        except WritingError as error:
            quoted = quoted or self._engine.ask(
                question, history=history, filters=filters, today=today
            )
            yield quoted.model_copy(update={"notice": str(error)})
            return
        yield from self._engine.write(
            question, opened, history=history, filters=filters, today=today
        )

    def _open(self, name: str) -> WritingModel:
        with self._lock:
            if name not in self._opened:
                self._opened[name] = self._opening(name)
            return self._opened[name]

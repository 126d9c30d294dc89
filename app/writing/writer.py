"""From the grounds of an answer to its prose: a model writes and points, what it writes is checked.

The answer in quotations is there before the model is asked, and stays the answer where the model
fails, says that the sources do not answer, or writes nothing of what answers that stands.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing
from itertools import islice

from app.answering.answer import Answer, Outcome
from app.answering.quoting.grounds import Grounds
from app.answering.recognising.asks import Asks
from app.answering.recognising.lengths import length_asked
from app.writing.checking import Checker
from app.writing.contracts import Check, WritingModel, Written
from app.writing.drafting import Draft
from app.writing.pointing import Pointing
from app.writing.prompting import NO_ANSWER, Prompt, Task, prompt_for
from store.errors import WritingError

MOST_STATEMENTS = 40
"""Statements that are looked at; a model that writes more has lost its way."""
# Of these the very words, or facts of the catalogue, are wanted: there is nothing to write.
_QUOTED_ONLY = frozenset({Asks.QUOTATION, Asks.METADATA, Asks.OPINION, Asks.INSTRUCTION})
_TASKS = {
    Asks.LIST: Task.LIST,
    Asks.COMPARISON: Task.COMPARISON,
    Asks.TIMELINE: Task.TIMELINE,
    Asks.SUMMARY: Task.SUMMARY,
    Asks.CHANGES: Task.CHANGES,
}


class Writer:
    """Has one model write answers. Safe for threads: it keeps only what cannot change."""

    def __init__(self, model: WritingModel, check: Check | None = None) -> None:
        """Without ``check``, statements are checked as those of the question's language are."""
        self._model = model
        self._check = check

    def write(self, grounds: Grounds) -> Generator[Answer, None, None]:
        """The answer in quotations, then the answer so far after each statement; the last is whole.

        Only the first where there is nothing to write from or nothing to write. What stood when
        the model failed is not kept: half an answer says something else than the whole. Closing
        the iterator ends the model's request.
        """
        quoted = grounds.answer
        yield quoted
        if not _may_be_written(quoted):
            return
        started = time.perf_counter()
        try:
            prompt = self._prompt(grounds)
            check, whole = self._checking(quoted.language)
            draft = Draft(grounds, prompt.offered, self._model.name, whole)
            by_number = {citation.number: citation for citation in prompt.offered}
            with closing(self._statements(prompt)) as statements:
                for written in filter(draft.is_new, statements):
                    verdict = check(written, [by_number[number] for number in written.numbers])
                    draft.take(verdict, written)
                    yield draft.answer
        except WritingError as error:
            yield quoted.model_copy(update={"notice": str(error)})
            return
        yield draft.finished(milliseconds=(time.perf_counter() - started) * 1000)

    def _prompt(self, grounds: Grounds) -> Prompt:
        answer = grounds.answer
        task = _TASKS.get(answer.asks, Task.ANSWER)
        asked = length_asked(answer.understood_as).words if task is Task.SUMMARY else None
        return prompt_for(
            task,
            answer.understood_as,
            grounds.offered,
            self._model,
            language=answer.language,
            words=asked,
        )

    def _checking(self, language: str) -> tuple[Check, bool]:
        """What checks statements in this language, and whether it checks all that they say."""
        if self._check is not None:
            return self._check, True
        checker = Checker(language=language)
        return checker, checker.whole

    def _statements(self, prompt: Prompt) -> Generator[Written, None, None]:
        """What the model writes, up to where it says that there is no answer."""
        with closing(self._pointed(prompt)) as statements:
            for written in islice(statements, MOST_STATEMENTS):
                if written.text.strip(" .*") == NO_ANSWER:
                    return
                yield written

    def _pointed(self, prompt: Prompt) -> Generator[Written, None, None]:
        pointing = Pointing([citation.number for citation in prompt.offered])
        stream = self._model.stream(prompt.messages)
        try:
            for piece in stream:
                yield from pointing.feed(piece)
        finally:
            if isinstance(stream, Generator):
                stream.close()
        yield from pointing.end()


def _may_be_written(quoted: Answer) -> bool:
    """Whether there is something to write, from sources that are held: a catalogue's description
    of a document never speaks as the document.
    """
    return (
        quoted.outcome is Outcome.ANSWERED
        and quoted.asks not in _QUOTED_ONLY
        and all(citation.held for citation in quoted.citations)
    )

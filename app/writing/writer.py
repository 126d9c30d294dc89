"""From the grounds of an answer to its prose: a model writes and points, what it writes is checked.

The answer in quotations is there before the model is asked, and stays the answer where the model
fails, says that the sources do not answer, or writes nothing of what answers that stands.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.answering.answer import Answer, AnswerSentence, Citation, Confidence, Dropped, Outcome
from app.answering.asks import Asks
from app.answering.grounds import Grounds
from app.answering.quotes import as_text
from app.answering.telling import as_of, told
from app.writing.checking import Checker
from app.writing.contracts import Check, Fault, Similarity, Verdict, WritingModel, Written
from app.writing.pointing import Pointing
from app.writing.prompting import NO_ANSWER, Prompt, Task, prompt_for
from store.errors import WritingError

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

    def __init__(
        self, model: WritingModel, similarity: Similarity, check: Check | None = None
    ) -> None:
        """Without ``check``, statements are checked as those of the question's language are."""
        self._model = model
        self._similarity = similarity
        self._check = check

    def write(self, grounds: Grounds) -> Iterator[Answer]:
        """The answer in quotations, then the answer so far after each statement; the last is whole.

        Only the first where there is nothing to write from or nothing to write. What stood when
        the model failed is not kept: half an answer says something else than the whole.
        """
        quoted = grounds.answer
        yield quoted
        if quoted.outcome is not Outcome.ANSWERED or quoted.asks in _QUOTED_ONLY:
            return
        started = time.perf_counter()
        try:
            prompt = self._prompt(grounds)
            draft = _Draft(quoted, prompt.offered, self._model.name)
            for verdict, written in self._checked(prompt, quoted.language):
                draft.take(verdict, written)
                yield draft.answer
        except WritingError as error:
            yield quoted.model_copy(update={"notice": str(error)})
            return
        yield draft.finished(milliseconds=(time.perf_counter() - started) * 1000)

    def _prompt(self, grounds: Grounds) -> Prompt:
        answer = grounds.answer
        return prompt_for(
            _TASKS.get(answer.asks, Task.ANSWER),
            answer.understood_as,
            grounds.offered,
            self._model,
            language=answer.language,
        )

    def _checked(self, prompt: Prompt, language: str) -> Iterator[tuple[Verdict, Written]]:
        """Every statement with what becomes of it, as it comes."""
        check = self._check or Checker(self._similarity, language=language)
        by_number = {citation.number: citation for citation in prompt.offered}
        for written in self._statements(prompt):
            if written.text.strip(" .*") == NO_ANSWER:
                return
            yield check(written, [by_number[number] for number in written.numbers]), written

    def _statements(self, prompt: Prompt) -> Iterator[Written]:
        pointing = Pointing([citation.number for citation in prompt.offered])
        for piece in self._model.stream(prompt.messages):
            yield from pointing.feed(piece)
        yield from pointing.end()


@dataclass
class _Draft:
    """What has been written so far, and what of it stands."""

    quoted: Answer
    offered: Sequence[Citation]
    model: str
    kept: list[AnswerSentence] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def take(self, verdict: Verdict, written: Written) -> None:
        """Keeps a statement or drops it; markers that name nothing are dropped by themselves."""
        if verdict.fault is not None:
            self.dropped.append(Dropped(text=written.text, reason=verdict.reason))
            return
        self.dropped += [
            Dropped(text=marker, reason=Fault.UNKNOWN_MARKER.value) for marker in written.unknown
        ]
        self.kept.append(
            AnswerSentence(
                text=verdict.text, kind="statement", citations=written.numbers, verified=True
            )
        )

    @property
    def answer(self) -> Answer:
        """The answer as far as it is written."""
        used = {number for sentence in self.kept for number in sentence.citations}
        cited = tuple(citation for citation in self.offered if citation.number in used)
        quoted = self.quoted
        return quoted.model_copy(
            update={
                "model": self.model,
                "sentences": tuple(self.kept),
                "citations": cited,
                "also_read": tuple(c for c in self.offered if c.number not in used),
                "positions": tuple(p for p in quoted.positions if p.citation in used),
                "timeline": tuple(e for e in quoted.timeline if e.citation in used),
                "answer": told(quoted.outcome, quoted.confidence, as_text(self.kept, cited)),
                "as_of": as_of(cited),
                "dropped": (*quoted.dropped, *self.dropped),
            }
        )

    def finished(self, *, milliseconds: float) -> Answer:
        """The answer, or the one in quotations where what answers did not survive."""
        written = self.answer if self._answers else self._unwritten
        timings = self.quoted.timings_ms
        timed = timings.model_copy(
            update={
                "compose": round(timings.compose + milliseconds, 2),
                "total": round(timings.total + milliseconds, 2),
            }
        )
        return written.model_copy(update={"timings_ms": timed})

    @property
    def _answers(self) -> bool:
        """Whether something stands, on one of the quotations where these are sure to answer."""
        if self.quoted.confidence is not Confidence.STATED:
            return bool(self.kept)
        answering = {citation.number for citation in self.quoted.citations}
        return any(answering & set(sentence.citations) for sentence in self.kept)

    @property
    def _unwritten(self) -> Answer:
        notice = (
            f"Nothing that {self.model} wrote to answer this rests on the sources: "
            "these are the quotations that do"
            if self.dropped or self.kept
            else f"{self.model} found no answer in the sources: these are the quotations"
        )
        return self.quoted.model_copy(
            update={"dropped": (*self.quoted.dropped, *self.dropped), "notice": f"{notice}."}
        )

"""The answer as it is written: which statements stand, and what the answer with them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile

from app.answering.answer import Answer, AnswerSentence, Citation, Confidence, Dropped, Shape
from app.answering.quoting.grounds import Grounds
from app.answering.quoting.quotes import as_text
from app.answering.quoting.telling import as_of, told
from app.answering.tongues.detecting import Language
from app.writing.arranging import arranged, with_originals
from app.writing.contracts import Fault, Verdict, Written
from app.writing.dangling import leans


@dataclass
class Draft:
    """What has been written so far, and what of it stands.

    ``offered`` are the sentences that the model was shown, and all that is cited or counted as
    read. ``whole``: everything that a statement says is checked.
    """

    grounds: Grounds
    offered: Sequence[Citation]
    model: str
    whole: bool = True
    kept: list[AnswerSentence] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    _said: set[str] = field(default_factory=set)
    _lost_before: bool = False

    def is_new(self, written: Written) -> bool:
        """Whether a statement was not written before; what was counts once."""
        key = " ".join(written.text.casefold().split())
        if key in self._said:
            return False
        self._said.add(key)
        return True

    def take(self, verdict: Verdict, written: Written) -> None:
        """Keeps a statement or drops it; markers that name nothing are dropped by themselves."""
        if verdict.fault is None and self._lost_before and leans(verdict.text):
            verdict = Verdict(verdict.text, Fault.DANGLING)
        self._lost_before = verdict.fault is not None
        if verdict.fault is not None:
            self.dropped.append(Dropped(text=written.text, reason=verdict.reason))
            return
        self.dropped += [
            Dropped(text=marker, reason=Fault.UNKNOWN_MARKER.value) for marker in written.unknown
        ]
        if any(map(str.isalnum, verdict.text)):
            self.kept.append(
                AnswerSentence(
                    text=verdict.text,
                    kind="statement",
                    citations=written.numbers,
                    verified=self.whole,
                )
            )

    @property
    def quoted(self) -> Answer:
        """The answer in quotations."""
        return self.grounds.answer

    @property
    def answer(self) -> Answer:
        """The answer as far as it is written."""
        sentences = self._sentences()
        used = {number for sentence in sentences for number in sentence.citations}
        cited = tuple(citation for citation in self.offered if citation.number in used)
        quoted = self.quoted
        text = as_text(sentences, _as_used(sentences, cited))
        return quoted.model_copy(
            update={
                "model": self.model,
                "sentences": tuple(sentences),
                "citations": cited,
                "also_read": tuple(c for c in self.offered if c.number not in used),
                "positions": tuple(p for p in quoted.positions if p.citation in used),
                "timeline": tuple(e for e in quoted.timeline if e.citation in used),
                "answer": told(quoted.outcome, quoted.confidence, text),
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

    def _sentences(self) -> list[AnswerSentence]:
        """What was written, between what is said around the quotations in our own words."""
        statements = arranged(self.kept, self.quoted)
        if self.quoted.language != Language.ENGLISH.value:
            quotes = {citation.number: citation.quote for citation in self.offered}
            statements = with_originals(statements, quotes)
        before, after = self._ours()
        return [*before, *statements, *after]

    def _ours(self) -> tuple[list[AnswerSentence], list[AnswerSentence]]:
        """Our own sentences before the quotations and behind them, as far as they hold without
        them: what a summary is said to consist of holds of its quotations alone.
        """
        said = self.quoted.sentences
        offered = {citation.number for citation in self.offered}
        before = [] if self.quoted.shape is Shape.SUMMARY else list(takewhile(_is_ours, said))
        after = [one for one in dropwhile(_is_ours, said) if _is_ours(one)]
        return (
            [_as_ours(one) for one in before if offered.issuperset(one.citations)],
            [_as_ours(one) for one in after if offered.issuperset(one.citations)],
        )

    @property
    def _answers(self) -> bool:
        """Whether something stands, on one of the quotations where these are sure to answer."""
        if self.quoted.confidence is not Confidence.STATED:
            return bool(self.kept)
        answering = self.grounds.answering
        return any(not answering.isdisjoint(sentence.citations) for sentence in self.kept)

    @property
    def _unwritten(self) -> Answer:
        notice = (
            f"Nothing that {self.model} wrote to answer this could be confirmed in the sources: "
            "these are the quotations"
            if self.dropped or self.kept
            else f"{self.model} found no answer in the sources: these are the quotations"
        )
        return self.quoted.model_copy(
            update={"dropped": (*self.quoted.dropped, *self.dropped), "notice": f"{notice}."}
        )


def _is_ours(sentence: AnswerSentence) -> bool:
    return sentence.kind == "statement"


def _as_ours(sentence: AnswerSentence) -> AnswerSentence:
    return sentence.model_copy(update={"ours": True})


def _as_used(sentences: Sequence[AnswerSentence], cited: Sequence[Citation]) -> list[Citation]:
    """The citations in the order in which the text comes to them."""
    numbers = [number for sentence in sentences for number in sentence.citations]
    return sorted(cited, key=lambda citation: numbers.index(citation.number))

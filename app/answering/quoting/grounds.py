"""What an answer in prose may stand on: the answer in quotations, and what else was read for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.answering.answer import Answer, Citation
from app.answering.finding.reading import ReadPassage, ReadSentence, sentences_of
from app.answering.quoting.composing import Decision
from app.answering.weighing.choosing import Choice

_USUAL = 12
_MOST_OF_ONE = 48
_TOKENS_EACH = 100
"""Of a sentence with its label; the longest of a resolution have more, the mean has 60."""
_TOKENS_AROUND = 1_500
"""Of the instructions and the question."""
_ALSO_READ = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many sentences are wanted beside those that the answer in quotations cites.

    ``usual`` of all that was read; ``of_one`` of the one document that a question is about as a
    whole.
    """

    usual: int = 0
    of_one: int = 0

    @classmethod
    def within(cls, tokens: int) -> Wanted:
        """As many as a model is offered that reads so many tokens."""
        fitting = (tokens - _TOKENS_AROUND) // _TOKENS_EACH
        return cls(_USUAL, max(_USUAL, min(fitting, _MOST_OF_ONE)))


NOTHING = Wanted()


@dataclass(frozen=True)
class Grounds:
    """An answer in quotations, and exact citations beside its own, numbered on from them.

    ``alike``: these answer as well as its own do, as any sentence of a document serves its summary.
    """

    answer: Answer
    further: tuple[Citation, ...] = ()
    alike: bool = False

    @property
    def offered(self) -> tuple[Citation, ...]:
        """All that a model may point at, by their numbers."""
        return (*self.answer.citations, *self.further)

    @property
    def answering(self) -> frozenset[int]:
        """The numbers of those that answer; the others were only read for it."""
        cited = self.offered if self.alike else self.answer.citations
        return frozenset(citation.number for citation in cited)


def further_sentences(choice: Choice, decision: Decision, wanted: Wanted) -> list[ReadSentence]:
    """What the decision knows beside what it cites; else the best sentences read, likeliest first.

    The same words of one document stand once.
    """
    ranked = (
        (scored.sentence for scored in choice.ranked)
        if decision.beyond is None
        else iter(decision.beyond)
    )
    most = wanted.usual if decision.beyond is None else wanted.of_one
    said = {(sentence.document, sentence.text) for sentence in decision.sentences}
    return list(islice(_fresh(ranked, said), most))


def _fresh(sentences: Iterable[ReadSentence], said: set[tuple[str, str]]) -> Iterator[ReadSentence]:
    for sentence in sentences:
        key = (sentence.document, sentence.text)
        if key not in said:
            said.add(key)
            yield sentence


def also_read(held: Sequence[ReadPassage], decision: Decision) -> list[ReadSentence]:
    """The first sentence of the best passages that were read and are not cited."""
    cited = {sentence.passage.stored.id for sentence in decision.sentences}
    passages = [passage for passage in held if passage.stored.id not in cited][:_ALSO_READ]
    return [sentence for passage in passages for sentence in sentences_of(passage)[:1]]

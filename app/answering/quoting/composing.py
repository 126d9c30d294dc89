"""What an answer is made of before its quotations are verified."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.answering.answer import Confidence, Pointer, Shape
from app.answering.finding.reading import ReadSentence


@dataclass(frozen=True)
class Statement:
    """A sentence of ours that says only what the sentences under it, or their documents' facts in
    the catalogue, show. It is shown only where every one of them stands.
    """

    text: str
    rests_on: Sequence[ReadSentence]


@dataclass(frozen=True)
class Held:
    """A sentence that gives the position of these parties, as the question names them."""

    parties: tuple[str, ...]
    sentence: ReadSentence


@dataclass(frozen=True)
class Dated:
    """A sentence on something that happened from ``date`` to ``until``, as ``printed`` in it."""

    date: dt.date
    until: dt.date
    printed: str
    sentence: ReadSentence

    def spans(self, other: Dated) -> bool:
        """Whether another's days lie within these, which are more."""
        within = self.date <= other.date and other.until <= self.until
        return within and (self.date, self.until) != (other.date, other.until)


@dataclass(frozen=True)
class Decision:
    """The sentences that answer, in the order in which they are shown, none where nothing does; how
    surely they do; and what is said before them in our own words.

    ``held`` says whose positions the sentences of a comparison give, ``dated`` of which days those
    of a timeline tell. ``gap`` says in a sentence what the documents lack of what was asked,
    ``lacking`` names it, and ``pointers``, where given, are the only documents that would have it.
    ``beyond`` are the only further sentences that prose may stand on, where the decision knows
    them; otherwise any that was read may serve.
    ``of_named``: it was found by the document that the question names, so that what other documents
    say contradicts nothing of it.
    """

    sentences: Sequence[ReadSentence]
    confidence: Confidence = Confidence.STATED
    shape: Shape = Shape.QUOTES
    statements: Sequence[Statement] = ()
    held: Sequence[Held] = ()
    dated: Sequence[Dated] = ()
    gap: str | None = None
    lacking: tuple[str, ...] = ()
    pointers: tuple[Pointer, ...] | None = None
    beyond: Sequence[ReadSentence] | None = None
    of_named: bool = False

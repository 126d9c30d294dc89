"""What an answer is made of before its quotations are verified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.answering.answer import Confidence, Shape
from app.answering.reading import ReadSentence


@dataclass(frozen=True)
class Statement:
    """A sentence of ours that says only what the sentences under it, or their documents' facts in
    the catalogue, show. It is shown only where every one of them stands.
    """

    text: str
    rests_on: Sequence[ReadSentence]


@dataclass(frozen=True)
class Decision:
    """The sentences that answer, in the order in which they are shown, none where nothing does; how
    surely they do; and what is said before them in our own words.
    """

    sentences: Sequence[ReadSentence]
    confidence: Confidence = Confidence.STATED
    shape: Shape = Shape.QUOTES
    statements: Sequence[Statement] = ()

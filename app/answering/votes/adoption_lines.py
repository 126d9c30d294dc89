"""What a resolution itself prints of the vote: "Adopted at the 2nd meeting by 9 votes to none"."""

from __future__ import annotations

import re

from app.answering.answer import Confidence
from app.answering.documents.opened import passages_of
from app.answering.finding.reading import ReadSentence
from app.answering.quoting.composing import Decision, Statement
from app.answering.terms.parties import states_in
from app.answering.votes.ballots import Side, is_unanimous
from app.answering.votes.recognising import VoteAsked
from app.answering.weighing.verdicts import Verdict
from store.library import Library, StoredPassage
from store.symbols import same_document

_ADOPTION = re.compile(
    r"\W*Adopted\b.{0,120}?(?:\bunanimously\b|\bby\s\d+\svotes?\b)", re.IGNORECASE | re.DOTALL
)
# What a resolution's own line says of a side: a number, and perhaps the names in brackets.
_NUMBER = r"(?:\d+|none|no)"
_SAID_OF = {
    Side.FAVOUR: re.compile(r"\bby\s(?P<count>\d+)\svotes?()", re.IGNORECASE),
    Side.AGAINST: re.compile(
        rf"\bvotes?\sto\s(?P<count>{_NUMBER})\b(\s\([^()]+\))?", re.IGNORECASE
    ),
    Side.ABSTAINING: re.compile(
        rf"\b(?P<count>{_NUMBER})\sabstentions?\b(\s\([^()]+\))?", re.IGNORECASE
    ),
}


def adoption_lines(library: Library, symbol: str) -> list[tuple[StoredPassage, int]]:
    """Where a resolution itself says by how many votes it was adopted, as passage and place among
    its sentences: "Adopted at the 2nd meeting by 9 votes to none".
    """
    texts = [
        summary.document
        for summary in library.documents()
        if summary.held and summary.symbol and same_document(symbol, summary.symbol)
    ]
    return [
        (passage, at)
        for text in texts
        for passage in passages_of(library, text)
        for at, sentence in enumerate(passage.passage.sentences)
        if _ADOPTION.match(passage.of(sentence.span))
    ]


def by_own_line(asked: VoteAsked, line: ReadSentence) -> Decision:
    """A resolution's own line, which states a side where it gives it: by number, or by name."""
    text, side = line.text, asked.side
    unanimous = is_unanimous(text)
    said: Verdict | None = None
    sure = asked.counted or asked.unanimous
    if asked.unanimous:
        said = Verdict.YES if unanimous else Verdict.NO
    elif asked.veto:  # it was adopted all the same
        said, sure = Verdict.NO, asked.whether
    elif side and not asked.state:
        match = _SAID_OF[side].search(text)
        nobody = (unanimous and side is not Side.FAVOUR) or bool(
            match and match["count"].lower() in ("none", "no")
        )
        sure = nobody or bool(match and (asked.counted or asked.whether or match[2]))
        said = Verdict.NO if nobody else Verdict.YES
    elif asked.state and asked.state in states_in(text):
        sure = True
        said = _of_state_in_line(asked, text)
    whether = [Statement(f"{said}.", [line])] if said and sure and asked.whether else []
    confidence = Confidence.STATED if sure else Confidence.RELATED
    return Decision([line], confidence, statements=whether, of_named=True)


def _of_state_in_line(asked: VoteAsked, text: str) -> Verdict | None:
    for side in (Side.AGAINST, Side.ABSTAINING):
        match = _SAID_OF[side].search(text)
        if match and match[2] and asked.state in states_in(match[2]):
            return Verdict.YES if side is asked.side else Verdict.NO
    return None

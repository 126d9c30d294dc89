"""The body of an answer: its sentences, gathered into blocks under their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Literal, TypedDict

from app.answering.answer import Answer, AnswerSentence, Citation, Shape
from app.answering.quoting.headings import heading_of, headings_of
from app.answering.quoting.telling import days_in
from app.ui.address import Passage
from app.ui.evidence_view import Marks, badges_of, rank_of, reference_of, source_of
from app.ui.wording import date_note, own_words
from store.printing import place_in

_SAME = "The same document"
_PROSE = frozenset({Shape.QUOTES, Shape.SUMMARY})


class Quoted(TypedDict):
    """One sentence of the answer."""

    text: str
    kind: Literal["quote", "own", "statement"]
    numbers: list[Reference]
    verified: bool
    dates: list[str]
    changes: list[Changed]


class Changed(TypedDict):
    """What became of the source of a quotation since, and the key of the passage it opens."""

    text: str
    key: str


class Reference(TypedDict):
    """A citation number in the text, and the key of the passage that it opens."""

    number: int
    key: str
    name: str


class Block(TypedDict):
    """Sentences that stand together: same document, same introduction, same party or day.

    ``prose``: they are read on, as a paragraph, and not one by one. ``aside``: they are said about
    what stands before them, or of what a model wrote and not by it.
    """

    prose: bool
    aside: bool
    heading: str | None
    lead_in: str | None
    items: list[Quoted]
    source: str | None
    rank: str | None
    attributions: list[str]
    badges: list[str]


@dataclass(frozen=True, slots=True)
class Today:
    """What the library says now, beside what the answer said then.

    ``documents`` maps symbols to documents, ``names`` documents to their names; ``marks`` holds
    badges by document; ``changes`` says, by the key of a passage, what became of its source.
    """

    documents: Mapping[str, str] = field(default_factory=dict)
    marks: Marks = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def blocks_of(answer: Answer, today: Today) -> list[Block]:
    """The sentences of an answer in their blocks; what a model wrote is one for each heading."""
    by_number = {citation.number: citation for citation in answer.citations}
    headed = headings_of(answer)

    def place(sentence: AnswerSentence) -> tuple[str, str | None, str | None, str | None]:
        citation = _only(sentence, by_number)
        if citation is None:
            return sentence.kind, None, None, None
        heading = heading_of(sentence, headed) if sentence.kind == "quote" else None
        return sentence.kind, citation.document, citation.lead_in, heading

    if answer.model is not None:
        return [
            _prose(
                heading,
                [_quoted(sentence, by_number, today.changes) for sentence in written],
                prose=answer.shape in _PROSE and not ours,
                aside=ours,
            )
            for (ours, heading), written in groupby(
                answer.sentences, key=attrgetter("ours", "heading")
            )
        ]
    parts = [
        (heading, list(sentences))
        for (_, _, _, heading), sentences in groupby(answer.sentences, key=place)
    ]
    blocks = [_block(sentences, by_number, today, heading) for heading, sentences in parts]
    for number, block in enumerate(blocks):
        block["aside"] = _states(block) and not all(map(_states, blocks[:number]))
    quoted = [[_only(sentence, by_number) for sentence in sentences] for _, sentences in parts]
    _name_once(blocks, quoted, parted=answer.shape is Shape.COMPARISON)
    said = [None, *(block["heading"] for block in blocks)]
    for before, block in zip(said, blocks, strict=False):
        if block["heading"] == before:  # of another document, under the same heading
            block["heading"] = None
    return blocks


def _name_once(
    blocks: Sequence[Block], quoted: Sequence[Sequence[Citation | None]], *, parted: bool
) -> None:
    """Of blocks from one document that follow each other, only the first names it; each has its
    places. Remarks between them name none. ``parted``: what has another heading stands in another
    column, where it is named again.
    """
    named: str | None = None
    column: str | None = None
    facts: tuple[str | None, list[str]] = (None, [])
    for block, citations in zip(blocks, quoted, strict=True):
        if block["aside"]:
            continue
        first = citations[0]
        if parted and block["heading"] != column:
            named, column = None, block["heading"]
        if first is None or first.document != named:
            named, facts = first.document if first else None, (block["rank"], block["badges"])
            continue
        block["source"] = _stands(_SAME, citations)
        if (block["rank"], block["badges"]) == facts:
            block["rank"], block["badges"] = None, []


def _states(block: Block) -> bool:
    """Whether it is said in other words than a document's."""
    return block["items"][0]["kind"] == "statement"


def _prose(heading: str | None, written: list[Quoted], *, prose: bool, aside: bool) -> Block:
    """What a model wrote: its sources stand in the list of what is cited, with their words."""
    for item in written:
        item["dates"] = []  # they explain words of the quotations, which stand there too
    return Block(
        prose=prose,
        aside=aside,
        heading=heading,
        lead_in=None,
        items=written,
        source=None,
        rank=None,
        attributions=[],
        badges=[],
    )


def _block(
    sentences: list[AnswerSentence],
    by_number: Mapping[int, Citation],
    today: Today,
    heading: str | None,
) -> Block:
    quoted = [_only(sentence, by_number) for sentence in sentences]
    first = quoted[0]
    return Block(
        prose=False,
        aside=False,
        heading=heading,
        lead_in=first.lead_in if first else None,
        items=[_quoted(sentence, by_number, today.changes) for sentence in sentences],
        source=_stands(source_of(first), quoted) if first else None,
        rank=rank_of(first) if first else None,
        attributions=list(
            dict.fromkeys(item.attribution for item in quoted if item and item.attribution)
        ),
        badges=badges_of(first, today.marks) if first else [],
    )


def _stands(name: str, quoted: Sequence[Citation | None]) -> str:
    """A document and the places in it that are quoted."""
    stands = (place_in(item.title, item.pinpoint) for item in quoted if item)
    places = dict.fromkeys(place for place in stands if place)
    return ", ".join([name, "; ".join(places)]).strip(", ")


def _only(sentence: AnswerSentence, by_number: Mapping[int, Citation]) -> Citation | None:
    """The one citation of a sentence, or none where it rests on several."""
    return by_number.get(sentence.citations[0]) if len(sentence.citations) == 1 else None


def _quoted(
    sentence: AnswerSentence, by_number: Mapping[int, Citation], changes: Mapping[str, str]
) -> Quoted:
    cited = [by_number[number] for number in sentence.citations if number in by_number]
    kind: Literal["quote", "own", "statement"] = sentence.kind
    if kind == "quote" and any(own_words(citation) for citation in cited):
        kind = "own"
    return Quoted(
        text=sentence.text,
        kind=kind,
        numbers=[
            Reference(
                number=citation.number,
                key=Passage.cited(citation.number).key,
                name=reference_of(citation),
            )
            for citation in cited
        ],
        verified=sentence.verified,
        dates=[date_note(note) for note in days_in(sentence, cited)],
        changes=[
            Changed(text=changes[key], key=key)
            for key in (Passage.cited(citation.number).key for citation in cited)
            if key in changes
        ],
    )

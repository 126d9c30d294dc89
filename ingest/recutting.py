"""Cutting again from the stored text, where the chunker or the embedding model has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ingest.chunking import cut, heading_of
from ingest.composing import Body, Placed
from ingest.formats import BlockKind
from ingest.sentences import trim
from store.embedding import Embedder
from store.records import Document, Kind, Passage, Pinpoint, Sentence, Span


def recut(document: Document, embedder: Embedder, *, whole: bool) -> Document:
    """The document with passages that the model reads whole; the same one where they are already.

    ``whole`` cuts all of it again, as another chunker would. What is cut by other units than
    paragraphs (catalogue cards, glossaries, records) is left as it is, where it is not too long.
    Its text and its sentences stay.
    """
    if whole and _is_plain(document):
        passages = _cut(
            document, document.passages, heading_of(document.title, document.date), embedder
        )
    else:
        passages = _fitted(document, embedder)
    if not passages:
        return document
    return replace(
        document,
        passages=tuple(replace(p, ordinal=ordinal) for ordinal, p in enumerate(passages)),
    )


def _is_plain(document: Document) -> bool:
    return (
        document.held
        and document.kind is not Kind.GLOSSARY
        and not any(p.procedural or _is_laid_out(p.pinpoint) for p in document.passages)
    )


def _is_laid_out(pinpoint: Pinpoint) -> bool:
    """Whether a place is one that only its layout could tell, and not a counted paragraph."""
    return bool(
        pinpoint.page or pinpoint.speaker or pinpoint.item or pinpoint.preambular or pinpoint.annex
    )


def _fitted(document: Document, embedder: Embedder) -> list[Passage]:
    """The passages, those that are too long cut in parts."""
    embedded = [f"{p.heading}\n{p.span.of(document.text)}" for p in document.passages]
    lengths = embedder.count_tokens(embedded)
    fitted: list[Passage] = []
    for passage, length in zip(document.passages, lengths, strict=True):
        if length <= embedder.max_tokens or not passage.sentences:
            fitted.append(passage)
        else:
            parts = _cut(document, (passage,), passage.heading, embedder)
            fitted += [
                replace(p, procedural=passage.procedural) for p in _whole(document, parts, passage)
            ]
    return fitted


def _whole(document: Document, parts: list[Passage], passage: Passage) -> Iterator[Passage]:
    """The parts of a passage, with what is in no sentence of it (a line that is all label) and so
    in none of them.
    """
    at = passage.span.start
    for part in parts:
        if silent := trim(document.text, Span(at, part.span.start)):
            yield replace(passage, span=silent, sentences=())
        yield part
        at = part.span.end
    if silent := trim(document.text, Span(at, passage.span.end)):
        yield replace(passage, span=silent, sentences=())


def _cut(
    document: Document, passages: tuple[Passage, ...], heading: str, embedder: Embedder
) -> list[Passage]:
    body = Body(document.text, tuple(_blocks(passages)))
    return list(
        cut(
            body,
            heading=heading,
            count_tokens=embedder.count_tokens,
            max_tokens=embedder.max_tokens,
        )
    )


def _blocks(passages: tuple[Passage, ...]) -> list[Placed]:
    """The blocks that the passages were cut from, as their sentences' places tell."""
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    # A passage may begin before its first sentence, with the label that says who speaks.
    starts = {p.sentences[0].span: p.span.start for p in passages if p.sentences}
    blocks = []
    for (pinpoint, _lead_in), group in groupby(sentences, lambda s: (s.pinpoint, s.lead_in)):
        of_block = tuple(group)
        first = of_block[0].span
        span = Span(starts.get(first, first.start), of_block[-1].span.end)
        blocks.append(Placed(span, _kind(of_block[0]), of_block, heading=pinpoint.section))
    return blocks


def _kind(sentence: Sentence) -> BlockKind:
    if sentence.pinpoint.bullet is not None:
        return BlockKind.BULLET
    return BlockKind.PARAGRAPH if sentence.pinpoint.paragraph is not None else BlockKind.HEADING

"""What changed: between the stored versions of one document, or from an older one to a newer.

Only what stands in the newer text can be quoted; what went is counted. A sentence of the newer
document is new where no sentence of the older one is near to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from app.answering.answer import Pointer
from app.answering.catalogue_facts import name_of
from app.answering.composing import Decision, Statement
from app.answering.opened import ground_for, passages_of
from app.answering.reading import ReadSentence, sentences_of
from app.answering.recognising_documents import ChangesAsked, changes_asked
from app.answering.references import meant, refer
from app.answering.routes.naming import named_in, which_of
from app.answering.routes.situation import Situation
from app.answering.summarising import nearest_to_whole
from app.changes import Change, DocumentChange, compare
from store.embedding import Vectors
from store.history import Version, version_text, versions_of
from store.library import DocumentSummary, StoredPassage
from store.printing import long_date
from store.records import Document, Span
from store.symbols import official_url

_MOST_SHOWN = 5
_MOST_READ = 60
"""Passages of each document that are read closely."""
_ALIKE = 0.8
"""Cosine of two sentences from which the one says nothing that the other does not. Of the
sentences of resolutions renewed from year to year, those repeated word for word have 1, those
with another date or number mostly more than this, and those on other matters less than 0.6."""
_FEWEST_WORDS = 5


def tell_changes(situation: Situation) -> Decision | None:
    """What the newer version or document has that the older had not; that none is known, said."""
    asked = changes_asked(situation.question.text)
    if asked is None:
        return None
    reference, found = named_in(situation, asked.document)
    newer = meant(found)
    if newer is None:
        held = [one for one in found if one.held]
        return which_of(held) if len(held) > 1 and not reference.bare else None
    if not newer.held:
        return None
    older = _older(situation, asked, newer)
    if older is not None:
        return _between(situation, *_in_order(older, newer))
    lacking = refer(asked.before or "", situation.today)
    if lacking is not None and lacking.symbols:
        return _not_both(lacking.symbols[0], newer)
    return _edited(situation, newer)


def _older(
    situation: Situation, asked: ChangesAsked, newer: DocumentSummary
) -> DocumentSummary | None:
    """The other document that the question names, or the one before in the same series."""
    if asked.before:
        _, found = named_in(situation, asked.before)
        other = meant([one for one in found if one.held and one.document != newer.document])
        if other is not None:
            return other
    series = [
        one
        for one in situation.library.documents()
        if one.held
        and (one.kind, one.title, one.publisher) == (newer.kind, newer.title, newer.publisher)
        and one.date is not None
        and newer.date is not None
        and one.date < newer.date
    ]
    return max(series, key=lambda one: str(one.date), default=None)


def _not_both(symbol: str, newer: DocumentSummary) -> Decision:
    """That the document to compare with is not held."""
    pointer = Pointer(symbol=symbol, title=symbol, url=official_url(symbol), held=False)
    gap = f"{symbol} is not held, so {newer.symbol or newer.title} cannot be compared with it."
    return Decision((), gap=gap, pointers=(pointer,))


def _in_order(
    one: DocumentSummary, other: DocumentSummary
) -> tuple[DocumentSummary, DocumentSummary]:
    """The older first, as far as both are dated."""
    if one.date and other.date and one.date > other.date:
        return other, one
    return one, other


def _edited(situation: Situation, summary: DocumentSummary) -> Decision:
    """The last edit of a document's text, or that there was none."""
    library = situation.library
    document = library.document(summary.document)
    versions = versions_of(library.catalogue, summary.document)
    for old, new in reversed(list(pairwise(versions))):
        texts = (version_text(library.catalogue, old), version_text(library.catalogue, new))
        if old.held and new.held and not new.same_original and texts[0] != texts[1]:
            change = compare(old, texts[0], new, texts[1])
            return _shown_edit(situation, document, change, texts[1])
    read = f", last on {long_date(versions[-1].read.date())}," if versions else ""
    return Decision(
        (),
        gap=f"No change of {name_of(document)} is known: every reading of it{read} has the same "
        "text, and no older document of its series is held.",
        pointers=(),
    )


def _shown_edit(
    situation: Situation, document: Document, change: DocumentChange, text: str
) -> Decision:
    """The sentences that the edit touched, behind how many paragraphs it changed."""
    passages = passages_of(situation.library, document.id)
    touched = list(_touched(change, text)) if change.new.live_to is None else []
    hit = [p for p in passages if any(p.passage.span.overlaps(span) for span in touched)]
    read = situation.pipeline.open(situation.view, hit[:_MOST_SHOWN])
    sentences = [
        sentence
        for passage in read
        for sentence in sentences_of(passage)
        if any(sentence.span.overlaps(span) for span in touched)
    ][:_MOST_SHOWN]
    said = _edit_said(document, change)
    if not sentences:
        ground = ground_for(said, passages, situation.pipeline, situation.view)
        sentences = [ground] if ground is not None else []
    return Decision(tuple(sentences), statements=(Statement(said, sentences),))


def _touched(change: DocumentChange, text: str) -> Iterator[Span]:
    """Where the newer text has something else than the older one had."""
    cursor = 0
    for paragraph in change.paragraphs:
        if paragraph.new_number is None:
            continue
        kept = [piece for piece in paragraph.pieces if piece.change is not Change.REMOVED]
        start = text.find("".join(piece.text for piece in kept), cursor)
        if start < 0:
            continue
        at = start
        for piece in paragraph.pieces:
            if piece.change is Change.SAME:
                at += len(piece.text)
            elif piece.change is Change.ADDED:
                yield Span(at, at + len(piece.text))
                at += len(piece.text)
            else:
                yield Span(max(start, at - 1), at + 1)
        cursor = at


def _edit_said(document: Document, change: DocumentChange) -> str:
    counted = [
        f"{count:,} {kind.value}"
        for kind in (Change.ADDED, Change.CHANGED, Change.REMOVED)
        if (count := sum(1 for one in change.paragraphs if one.change is kind))
    ]
    days = f"between {_read_on(change.old)} and {_read_on(change.new)}"
    return f"The text of {name_of(document)} was edited {days}; paragraphs: {', '.join(counted)}."


def _read_on(version: Version) -> str:
    return f"its reading of {long_date(version.read.date())}"


def _between(situation: Situation, older: DocumentSummary, newer: DocumentSummary) -> Decision:
    """The sentences of the newer document that nothing in the older one is near to."""
    library = situation.library
    before, after = (
        _sentences(situation, passages_of(library, one.document)) for one in (older, newer)
    )
    names = [name_of(library.document(one.document)) for one in (older, newer)]
    if not before or not after:
        return Decision((), gap=f"{names[0]} and {names[1]} cannot be compared.", pointers=())
    old, new = _vectors(before), _vectors(after)
    fresh = np.flatnonzero((new @ old.T).max(axis=1) < _ALIKE)
    if not len(fresh):
        return Decision((), gap=f"No sentence of {names[1]} is new beside {names[0]}.", pointers=())
    central = nearest_to_whole(new[fresh])
    best = sorted(np.argsort(-central)[:_MOST_SHOWN])
    shown = tuple(after[int(fresh[at])] for at in best)
    said = (
        f"Of the {len(after):,} sentences of {names[1]} that were read, {len(fresh):,} have "
        f"nothing like them in {names[0]}"
    )
    said += "; the most central of them:" if len(fresh) > len(shown) else ":"
    return Decision(shown, statements=(Statement(said, shown),))


def _sentences(situation: Situation, stored: Sequence[StoredPassage]) -> list[ReadSentence]:
    substance = [one for one in stored if not one.passage.procedural][:_MOST_READ]
    read = situation.pipeline.open(situation.view, substance)
    return [
        sentence
        for passage in read
        for sentence in sentences_of(passage)
        if len(sentence.tokens) and len(sentence.text.split()) >= _FEWEST_WORDS
    ]


def _vectors(sentences: Sequence[ReadSentence]) -> Vectors:
    means = np.stack([sentence.tokens.mean(axis=0) for sentence in sentences])
    norms = np.linalg.norm(means, axis=1, keepdims=True)
    return np.asarray(means / np.maximum(norms, 1e-9), dtype=np.float32)

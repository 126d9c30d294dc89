"""What changed: between the stored versions of one document, or from an older one to a newer.

Only what stands in the newer text can be quoted; what went is counted. A sentence of a newer
document is new where the older one has none with the same figures in nearly the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz, process

from app.answering.answer import Pointer
from app.answering.documents.catalogue_facts import name_of
from app.answering.documents.opened import ground_for, passages_of
from app.answering.documents.summarising import nearest_to_whole, sentence_vectors
from app.answering.finding.reading import ReadSentence, sentences_of
from app.answering.quoting.composing import Decision, Statement
from app.answering.recognising.documents import ChangesAsked, changes_asked
from app.answering.routes.naming import named_in, which_of
from app.answering.situation import Situation
from app.answering.understanding.references import meant, refer, same_symbol
from app.changes import Change, DocumentChange, compare
from store.date_words import MONTH_NAMES
from store.history import Version, version_text, versions_of
from store.library import DocumentSummary, StoredPassage
from store.printing import long_date
from store.records import Document, RelationKind, Span
from store.series import series_key
from store.symbols import official_url

_MOST_SHOWN = 5
_MOST_COMPARED = 200
"""Passages of each document whose sentences are compared."""
_MOST_READ = 24
"""Passages that are read closely for the most central of the new sentences."""
_SAME = 90.0
"""Likeness of characters, 0 to 100, from which two sentences with the same figures are one: a
sentence that is repeated with other spelling or punctuation. Another number, month or year makes
another sentence, which no likeness of meaning tells (its cosine is 0.83 to 0.96, that of sentences
repeated word for word 0.90 to 0.98: 68 sentences of eight resolutions that renew a mandate)."""
_FEWEST_WORDS = 5
_LABEL = re.compile(r"^\W{0,3}(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s")
_MONTHS = "|".join(" ".join(MONTH_NAMES).split())
_FIGURE = re.compile(rf"\d+|\b(?:{_MONTHS})\b", re.IGNORECASE)


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
    return _replaced(situation, newer) or _before_in_series(situation, newer)


def _replaced(situation: Situation, newer: DocumentSummary) -> DocumentSummary | None:
    """The held document that this one supersedes, as its symbol or its text says."""
    relations = situation.library.document(newer.document).relations
    targets = [one.target for one in relations if one.kind is RelationKind.SUPERSEDES]
    held = [one for one in situation.library.documents() if one.held]
    return next((one for one in held if targets and same_symbol(targets, one)), None)


def _before_in_series(situation: Situation, newer: DocumentSummary) -> DocumentSummary | None:
    """The document of the same series that came last before this one."""
    own = series_key(newer.document)
    before = [
        one
        for one in situation.library.documents()
        if one.held and one.date and newer.date and one.date < newer.date
        if one.kind is newer.kind and series_key(one.document) == own
    ]
    return max(before, key=lambda one: str(one.date), default=None)


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
    return Decision(tuple(sentences), statements=(Statement(said, sentences),), beyond=())


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
    """The sentences of the newer document that the older one has not, in nearly the same words."""
    library = situation.library
    names = [name_of(library.document(one.document)) for one in (older, newer)]
    before = [text for _, text in _sentence_texts(passages_of(library, older.document))]
    passages = passages_of(library, newer.document)
    after = list(_sentence_texts(passages))
    if not before or not after:
        return Decision((), gap=f"{names[0]} and {names[1]} cannot be compared.", pointers=())
    new = are_new([text for _, text in after], before)
    places = {place for (place, _), is_new in zip(after, new, strict=True) if is_new}
    if not places:
        gap = f"{names[1]} has no sentence that {names[0]} has not."
        return Decision((), gap=gap, pointers=())
    central = _most_central(situation, passages, places)
    shown = tuple(sorted(central[:_MOST_SHOWN], key=lambda sentence: sentence.span))
    said = (
        f"Of the {len(after):,} sentences of {names[1]} that were compared, {len(places):,} are "
        f"not in {names[0]} in the same or nearly the same words"
    )
    said += "; the most central of them:" if len(places) > len(shown) else ":"
    beyond = central[_MOST_SHOWN:][: situation.beyond]
    return Decision(shown, statements=(Statement(said, shown),), beyond=beyond)


def are_new(after: Sequence[str], before: Sequence[str]) -> list[bool]:
    """For each sentence whether none of the older ones has its figures and nearly its words."""
    old: dict[tuple[str, ...], list[str]] = {}
    for text in before:
        old.setdefault(_figures(text), []).append(_bare(text))
    return [
        process.extractOne(
            _bare(text), old.get(_figures(text), ()), scorer=fuzz.ratio, score_cutoff=_SAME
        )
        is None
        for text in after
    ]


def _sentence_texts(passages: Sequence[StoredPassage]) -> Iterator[tuple[Span, str]]:
    """Each sentence of substance with its place, of as many passages as are compared."""
    for stored in [one for one in passages if not one.passage.procedural][:_MOST_COMPARED]:
        for sentence in stored.passage.sentences:
            text = stored.of(sentence.span)
            if len(text.split()) >= _FEWEST_WORDS:
                yield sentence.span, text


def _most_central(
    situation: Situation, passages: Sequence[StoredPassage], places: set[Span]
) -> tuple[ReadSentence, ...]:
    """The sentences that were read closely, those that stand for the rest first."""
    having = [one for one in passages if any(s.span in places for s in one.passage.sentences)]
    read = situation.pipeline.open(situation.view, having[:_MOST_READ])
    new = [s for passage in read for s in sentences_of(passage) if s.span in places]
    central = nearest_to_whole(sentence_vectors(new))
    return tuple(new[at] for at in np.argsort(-central))


def _figures(text: str) -> tuple[str, ...]:
    return tuple(match.group().lower() for match in _FIGURE.finditer(_LABEL.sub("", text)))


def _bare(text: str) -> str:
    return " ".join(_LABEL.sub("", text).split())

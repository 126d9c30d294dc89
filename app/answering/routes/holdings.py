"""What the library holds: whether a document, which ones, how many, and which record covers what.

Told from the catalogue, each document by its title, symbol and date, and resting on a sentence
of it. "On a subject" is what titles say; where none does, what the documents' text says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from app.answering.answer import Confidence, Pointer, Shape
from app.answering.deciding.abstaining import pointer_to
from app.answering.documents.opened import ground_for, passages_of
from app.answering.finding.reading import ReadSentence
from app.answering.quoting.composing import Decision, Statement
from app.answering.recognising.documents import Holding, HoldingAsked
from app.answering.situation import Situation
from app.answering.understanding.references import (
    Reference,
    fitting,
    meant,
    names_all,
    refer,
    same_symbol,
)
from store.library import DocumentSummary
from store.printing import long_date
from store.records import Kind, RelationKind
from store.references import Related
from store.symbols import official_url

_MOST_SHOWN = 8
_MOST_POINTERS = 3
_PASSAGES_SEARCHED = 200


def tell_holdings(situation: Situation, asked: HoldingAsked) -> Decision | None:
    """What is asked of the holdings, or none where that names no documents."""
    reference = refer(asked.documents, situation.today)
    if reference is None:
        return None
    if asked.holding is Holding.WHETHER:
        return _whether(situation, reference)
    if asked.holding is Holding.COVERING:
        return _covering(situation, reference)
    return _which(situation, reference)


def _whether(situation: Situation, reference: Reference) -> Decision | None:
    """Yes with the document; no with the card that describes it, or with its address."""
    if not reference.symbols:
        return _which(situation, reference) if not reference.bare else None
    found = _within(situation, fitting(reference, situation.library.documents(), {}))
    held = [one for one in found if one.held]
    if held:
        return _shown(situation, held, f"Yes: the library holds {_told(held)}.")
    symbol = reference.symbols[0]
    card = meant(found)
    if card is not None:
        text = f"No: {symbol} is not held; the catalogue only describes it."
        return _shown(situation, [card], text)
    return Decision(
        (),
        gap=f"{symbol} is not held, and the catalogue does not describe it.",
        pointers=(Pointer(symbol=symbol, title=symbol, url=official_url(symbol), held=False),),
    )


def _covering(situation: Situation, reference: Reference) -> Decision | None:
    """The records and coverage of a meeting or a subject, held or known to the catalogue."""
    summaries = _within(situation, situation.library.documents())
    if reference.symbols:
        ids = {related.by for symbol in reference.symbols for related in _covers(situation, symbol)}
        found = [
            one for one in summaries if one.document in ids or same_symbol(reference.symbols, one)
        ]
    elif reference.about:
        found = fitting(reference, summaries, situation.view.forms)
    else:
        return None
    if not found:
        return None
    held = [one for one in found if one.held]
    if held:
        return _shown(situation, held, f"It is covered by {_told(held)}.")
    shown = found[:_MOST_SHOWN]
    return _shown(situation, shown, f"It is covered by {_told(shown)}, not held.")


def _covers(situation: Situation, symbol: str) -> list[Related]:
    kinds = (RelationKind.RECORD_OF, RelationKind.COVERS)
    related = situation.library.relations_to(symbol)
    return [one for one in related if one.relation.kind in kinds]


def _which(situation: Situation, reference: Reference) -> Decision:
    """The held documents that fit, counted, the newest first."""
    held = [one for one in _within(situation, situation.library.documents()) if one.held]
    found = fitting(reference, held, situation.view.forms)
    how = ""
    if not found and reference.about:
        words = " ".join(w.text for w in situation.view.words if w.stem in reference.about)
        found = _that_mention(situation, reference, held, words)
        how = f" that mention{'s' * (len(found) == 1)} {words}"
    if not found:
        return _none_fits(situation, reference)
    found.sort(key=lambda one: (one.date is not None, one.date, one.title), reverse=True)
    shown = found[:_MOST_SHOWN]
    noun = _nouns(reference)[len(found) > 1]
    told = f"The library holds {len(found):,} {noun}{_when(reference)}{how}: {_told(shown)}"
    more = len(found) - len(shown)
    told += f"; and {more:,} more." if more else "."
    return _shown(situation, shown, told, Shape.LIST)


def _none_fits(situation: Situation, reference: Reference) -> Decision:
    """That none is held, with those that the catalogue only describes."""
    summaries = _within(situation, situation.library.documents())
    cards = fitting(reference, [one for one in summaries if not one.held], situation.view.forms)
    on_this = " on this" if reference.about or reference.symbols else ""
    gap = f"The library holds no {_nouns(reference)[0]}{_when(reference)}{on_this}."
    if cards:
        gap += f" The catalogue describes {len(cards):,} that {_are(len(cards))} not held."
    return Decision((), gap=gap, pointers=tuple(map(pointer_to, cards[:_MOST_POINTERS])))


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _that_mention(
    situation: Situation, reference: Reference, held: Sequence[DocumentSummary], words: str
) -> list[DocumentSummary]:
    """The documents of the right kind and date with a passage that has all the words."""
    fit = {one.document: one for one in fitting(replace(reference, about=frozenset()), held, {})}
    found = situation.library.matching(words, _PASSAGES_SEARCHED, situation.filters)
    stored = situation.library.passages([candidate.passage_id for candidate in found])
    mentioning = {
        one.document.document
        for one in stored
        if names_all(reference.about, one.embedded, situation.view.forms)
    }
    return [fit[document] for document in sorted(mentioning & fit.keys())]


def _within(situation: Situation, summaries: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Those that the filters admit; the glossary is none."""
    filters = situation.filters
    return [
        one
        for one in summaries
        if one.kind is not Kind.GLOSSARY and filters.admit(one.document, one.kind, one.date)
    ]


def _shown(
    situation: Situation,
    found: Sequence[DocumentSummary],
    said: str,
    shape: Shape = Shape.QUOTES,
) -> Decision:
    """A statement that rests on a sentence of each document, which follows it."""
    grounds: list[ReadSentence] = []
    for one in found[:_MOST_SHOWN]:
        stored = passages_of(situation.library, one.document)
        ground = ground_for(one.title, stored, situation.pipeline, situation.view)
        if ground is not None:
            grounds.append(ground)
    return Decision(
        tuple(grounds), Confidence.STATED, shape, statements=(Statement(said, grounds),)
    )


def _told(found: Sequence[DocumentSummary]) -> str:
    return "; ".join(_named(one) for one in found[:_MOST_SHOWN])


def _named(one: DocumentSummary) -> str:
    """Title, symbol and date, each where it is known and not said already."""
    symbol = one.symbol if one.symbol and one.symbol not in one.title else None
    parts = (symbol, long_date(one.date) if one.date else None)
    beside = ", ".join(part for part in parts if part)
    return f"{one.title} ({beside})" if beside else one.title


def _nouns(reference: Reference) -> tuple[str, str]:
    """What the documents asked for are called, one and several."""
    kinds = reference.kinds
    name = next(iter(kinds)).value if len(kinds) == 1 else "statement" if kinds else "document"
    return name, name if name.endswith("coverage") else f"{name}s"


def _when(reference: Reference) -> str:
    first, last = reference.first, reference.last
    if first is None or last is None:
        return ""
    if first == last:
        return f" of {long_date(first)}"
    if last == dt.date.max:
        return f" dated {long_date(first)} or later"
    if first == dt.date.min:
        return f" dated {long_date(last)} or earlier"
    return f" dated from {long_date(first)} to {long_date(last)}"

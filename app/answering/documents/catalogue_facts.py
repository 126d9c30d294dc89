"""What the catalogue knows of one document, in a sentence, or that it does not know it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from app.answering.recognising.facts import Fact
from app.answering.tongues.detecting import Language
from store.printing import listed, long_date
from store.records import Day, DayKind, Document, Kind, RelationKind
from store.symbols import canonical

_OF_A_DAY: Mapping[DayKind, str] = MappingProxyType(
    {
        DayKind.POSTED: "was posted on {}",
        DayKind.MASTHEAD: "has {} in its masthead",
        DayKind.LETTER: "holds a letter dated {}",
        DayKind.MEETING: "records a meeting held on {}",
        DayKind.ADOPTION: "was adopted on {}",
    }
)
_PUBLISHED = frozenset({DayKind.POSTED, DayKind.MASTHEAD})
_DAYS_OF_VERBS: Mapping[str, frozenset[DayKind]] = MappingProxyType(
    {
        "held": frozenset({DayKind.MEETING}),
        "take place": frozenset({DayKind.MEETING}),
        "adopted": frozenset({DayKind.ADOPTION}),
        **dict.fromkeys(
            (
                *("posted", "published", "issued", "released", "circulated", "submitted"),
                *("put out", "made public", "come out", "appear"),
            ),
            _PUBLISHED,
        ),
    }
)
_DAY_OF_KIND: Mapping[Kind, DayKind] = MappingProxyType(
    {
        Kind.RECORD: DayKind.MEETING,
        Kind.RESOLUTION: DayKind.ADOPTION,
        Kind.PRESIDENTIAL_STATEMENT: DayKind.ADOPTION,
    }
)
_OF_A_MEETING = (RelationKind.RECORD_OF, RelationKind.COVERS, RelationKind.ADOPTED_AT)
_MOST_NAMES = 20


def name_of(document: Document) -> str:
    """What a sentence calls a document: its symbol and its title, or the title alone."""
    if document.symbol and document.symbol not in document.title:
        return f"{document.symbol} ({document.title})"
    return document.title


def sentence_on(fact: Fact, document: Document, verb: str | None = None) -> str | None:
    """The sentence that gives the fact, or none where the catalogue does not know it.

    Of a day it must be known that on it the document was what the verb says ("adopted").
    """
    if fact is Fact.DATE and verb and not _is_day_of(verb.lower(), document):
        return None
    maker = _SENTENCES.get(fact)
    return maker(document) if maker else None


def _title(document: Document) -> str | None:
    name = document.symbol or f"The {document.kind.value}"
    return (
        f"The title of {document.symbol} is: {document.title}."
        if document.symbol
        else (f"{name} has the title: {document.title}.")
    )


def _date(document: Document) -> str | None:
    said = [_OF_A_DAY[day.kind].format(long_date(day.date)) for day in _days(document)]
    if said:
        return f"{name_of(document)} {listed(said)}."
    if document.date is None:
        return None
    return f"{name_of(document)} is of {long_date(document.date)}."


def _is_day_of(verb: str, document: Document) -> bool:
    """Whether a day that is known is one on which that happened. A meeting's day is not the day on
    which its record came out, nor a resolution's that on which it was printed.
    """
    kinds = _DAYS_OF_VERBS.get(verb)
    if kinds is None:
        return True
    if document.days:
        return any(day.kind in kinds for day in document.days)
    own = _DAY_OF_KIND.get(document.kind)
    return own is None or own in kinds


def _days(document: Document) -> Iterator[Day]:
    """The day that it is cited by first, and no day of the same kind twice."""
    kinds: set[DayKind] = set()
    for day in sorted(document.days, key=lambda day: day.date != document.date):
        if day.kind not in kinds:
            kinds.add(day.kind)
            yield day


def _symbol(document: Document) -> str | None:
    if document.symbol is None:
        return None
    return f"The symbol of the {document.kind.value} {document.title} is {document.symbol}."


def _kind(document: Document) -> str | None:
    if document.kind is Kind.OTHER:
        return None
    article = "an" if document.kind.value[0] in "aeiou" else "a"
    return f"{name_of(document)} is {article} {document.kind.value}."


def _authors(document: Document) -> str | None:
    names = document.authors
    if not names:
        return None
    more = len(names) - _MOST_NAMES
    shown = list(names[:_MOST_NAMES]) + ([f"{more} more"] if more > 0 else [])
    if document.kind is Kind.DRAFT:
        return f"{name_of(document)} was submitted by {listed(shown)}."
    return f"{name_of(document)} is from {listed(shown)}."


def _publisher(document: Document) -> str | None:
    return document.publisher and f"The publisher of {name_of(document)} is {document.publisher}."


def _session(document: Document) -> str | None:
    return document.session and f"The masthead of {name_of(document)} gives: {document.session}."


def _meeting(document: Document) -> str | None:
    for relation in document.relations:
        if relation.kind in _OF_A_MEETING:
            return f"{name_of(document)} {relation.kind.value} {relation.target}."
    number = canonical(document.symbol or "").partition("/PV.")[2]
    if document.kind is Kind.RECORD and number:
        return f"{name_of(document)} is the record of meeting {number}."
    return None


def _president(document: Document) -> str | None:
    """Every presiding officer whom the record names, in order."""
    names = dict.fromkeys(
        f"{turn.name or turn.speaker} ({turn.affiliation})" if turn.affiliation else turn.name
        for turn in document.turns
        if turn.presiding and (turn.name or turn.affiliation)
    )
    people = [name for name in names if name]
    if not people:
        return None
    return f"{listed(people)} presided over the meeting that {name_of(document)} records."


def _language(document: Document) -> str | None:
    original = document.original_language
    if original is None:
        return None
    read = original in {language.value for language in Language}
    name = Language(original).name_in_english if read else original
    return f"The original of {name_of(document)} is in {name}."


def _pages(document: Document) -> str | None:
    count = document.page_count
    if not count:
        return None
    return f"{name_of(document)} has {count:,} page{'s' * (count != 1)}."


def _agenda_item(document: Document) -> str | None:
    item = document.agenda_item
    return item and f"The agenda item of {name_of(document)} is: {item}."


def _address(document: Document) -> str | None:
    return document.url and f"The address of {name_of(document)} is {document.url}"


_SENTENCES: Mapping[Fact, Callable[[Document], str | None]] = MappingProxyType(
    {
        Fact.TITLE: _title,
        Fact.DATE: _date,
        Fact.SYMBOL: _symbol,
        Fact.KIND: _kind,
        Fact.AUTHOR: _authors,
        Fact.PUBLISHER: _publisher,
        Fact.SESSION: _session,
        Fact.MEETING: _meeting,
        Fact.PRESIDENT: _president,
        Fact.LANGUAGE: _language,
        Fact.PAGES: _pages,
        Fact.AGENDA_ITEM: _agenda_item,
        Fact.ADDRESS: _address,
    }
)

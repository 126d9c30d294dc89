"""Catalogue cards from the Dag Hammarskjöld Library's tables of the Council's meetings.

Each meeting becomes the card of its verbatim record, and each resolution and presidential
statement that it adopted a card of its own, whose title is the meeting's topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.layouts.cards import MAX_TITLE, Card, card_document
from ingest.layouts.meeting_rows import MeetingRow, looks_like_meeting_table, read_rows
from store.errors import SourceError
from store.printing import long_date
from store.records import MEETING_TABLE, Day, DayKind, Document, Kind, Relation, RelationKind
from store.relations import relations_of
from store.symbols import find_symbols, kind_of, official_url

__all__ = ["looks_like_meeting_table", "read_meeting_table"]

_LONGEST_TOPIC = 240
_LONGEST_OUTCOME = 260
"""Characters; with these a card's description stays well within its limit."""

_ORDINAL_ENDS = {1: "st", 2: "nd", 3: "rd"}
_MEETING = re.compile(r"S/PV\.(?P<number>\d+)(?P<part> \(.{1,30}\))?")
_VOTE = re.compile(r"(?<!\d)(\d{1,2})-(\d{1,2})-(\d{1,2})(?![\d-])")
_OLD_STATEMENT = re.compile(r"\s?\(PRST\)")
_MANNER = re.compile(
    r"\s?(?:(?P<vote>\d{1,2}-\d{1,2}-\d{1,2})(?![\d-])|(?P<words>(?:adopted )?(?:unanimously|"
    r"without a? ?vote|by consensus)))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Adopted:
    """A resolution or presidential statement, and how the table says that it was adopted."""

    symbol: str
    kind: Kind
    manner: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table, what was adopted, and the outcome with the symbols that it lacks."""

    row: MeetingRow
    adopted: tuple[_Adopted, ...]
    outcome: str


def read_meeting_table(text: str, *, source: str) -> list[Document]:
    """The cards of a table in HTML (one year) or CSV (any number), in its order.

    Two rows of one record are one card, and what several meetings adopted is a card of the first.
    ``source`` names the file in errors. Raises :class:`SourceError` where it holds no meeting.
    """
    rows = [_read(row) for row in read_rows(text, source=source)]
    meetings: dict[str, list[_Row]] = {}
    for row in rows:
        for symbol in row.row.records:
            meetings.setdefault(symbol, []).append(row)
    documents: dict[str, Document] = {}
    for row in rows:
        for symbol in row.row.records:
            if symbol not in documents:
                documents[symbol] = _record_card(symbol, meetings[symbol])
        for adopted in row.adopted:
            if adopted.symbol not in documents:
                documents[adopted.symbol] = _adopted_card(adopted, row.row)
    if not documents:
        raise SourceError(
            f"{source} is a table of meetings without a meeting",
            "save the whole page once it is fully shown",
        )
    return list(documents.values())


def _read(row: MeetingRow) -> _Row:
    """A row with what it says was adopted: as its outcome has it, else as its links do.

    In some rows the outcome is in the address alone, or is blank on the page.
    """
    if found := tuple(_adopted_in(row.outcome)):
        return _Row(row, found, row.outcome)
    linked = tuple(_Adopted(symbol, kind) for symbol in row.linked if (kind := _kind(symbol)))
    outcome = " ".join([row.outcome, *(adopted.symbol for adopted in linked)]).strip()
    return _Row(row, linked, outcome)


def _adopted_in(outcome: str) -> Iterator[_Adopted]:
    for mention in find_symbols(outcome):
        end = mention.span.end
        if _OLD_STATEMENT.match(outcome, end):
            # "S/PV.1453 (PRST)" was read out at a meeting and has no paper of its own.
            if "/PV." not in mention.symbol:
                yield _Adopted(mention.symbol, Kind.PRESIDENTIAL_STATEMENT)
        elif kind := _kind(mention.symbol):
            manner = _MANNER.match(outcome, end)
            yield _Adopted(mention.symbol, kind, manner.group().strip() if manner else "")


def _kind(symbol: str) -> Kind | None:
    return kind_of(symbol) if symbol.startswith(("S/RES/", "S/PRST/")) else None


def _record_card(symbol: str, rows: Sequence[_Row]) -> Document:
    topic = _joined(row.row.topic for row in rows)
    outcome = _joined(row.outcome for row in rows)
    press = _named(_joined(row.row.press for row in rows))
    date = min((row.row.date for row in rows if row.row.date), default=None)
    name = _meeting_name(symbol)
    when = f" on {long_date(date)}" if date else ""
    where = ", in private" if any(row.row.closed for row in rows) else ""
    sentences = [f"The Security Council held its {name}{when}{where}."]
    if topic:
        sentences.append(f"Topic: {_shortened(topic, _LONGEST_TOPIC)}")
    if outcome:
        told = _VOTE.sub(lambda vote: f"({_vote(vote)})", outcome)
        sentences.append(f"Outcome: {_shortened(told, _LONGEST_OUTCOME)}")
    if press:
        sentences.append(f"Press release: {', '.join(press)}")
    corrigenda = [paper for row in rows for paper in row.row.corrigenda]
    return _card(
        symbol,
        Kind.RECORD,
        f"Verbatim record of the {name} of the Security Council",
        topic,
        sentences,
        Day(DayKind.MEETING, date) if date else None,
        cites=[*press, *_named(f"{topic} {outcome}"), *corrigenda],
        relations=relations_of(symbol),
    )


def _adopted_card(adopted: _Adopted, row: MeetingRow) -> Document:
    is_resolution = adopted.kind is Kind.RESOLUTION
    title = f"Presidential statement {adopted.symbol}"
    by = "Statement by the President of"
    if is_resolution:
        title = f"Resolution {adopted.symbol.removeprefix('S/RES/')}"
        by = "Resolution adopted by"
    records = row.records[:1]
    at = "".join(f" at its {_meeting_name(record)}" for record in records)
    when = f" on {long_date(row.date)}" if row.date else ""
    sentences = [f"{by} the Security Council{at}{when}."]
    if row.topic:
        sentences.append(f"Topic: {_shortened(row.topic, _LONGEST_TOPIC)}")
    if adopted.manner:
        sentences.append(f"Vote: {_VOTE.sub(_vote, adopted.manner)}")
    if records:
        sentences.append(f"The record of the meeting is {records[0]}.")
    else:
        sentences.append("The table of meetings names no record for it.")
    return _card(
        adopted.symbol,
        adopted.kind,
        title,
        row.topic,
        sentences,
        Day(DayKind.ADOPTION, row.date) if row.date else None,
        cites=[*records, *_named(row.topic)],
        relations=tuple(Relation(RelationKind.ADOPTED_AT, record) for record in records),
    )


def _card(
    symbol: str,
    kind: Kind,
    title: str,
    topic: str,
    sentences: Sequence[str],
    day: Day | None,
    *,
    cites: Sequence[str],
    relations: tuple[Relation, ...],
) -> Document:
    ended = [text if text.endswith((".", "…")) else f"{text}." for text in sentences]
    card = Card(
        title=_shortened(f"{title}: {topic}" if topic else title, MAX_TITLE),
        kind=kind,
        about=" ".join(ended),
        symbol=symbol,
        date=day.date if day else None,
        url=official_url(symbol),
        cites=tuple(cited for cited in dict.fromkeys(cites) if cited != symbol),
    )
    return card_document(
        card,
        sentences=ended,
        days=(day,) if day else (),
        relations=relations,
        layout=MEETING_TABLE,
    )


def _joined(parts: Iterable[str]) -> str:
    """What several rows say, each thing once."""
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _named(text: str) -> list[str]:
    return [mention.symbol for mention in find_symbols(text) if mention.formal]


def _meeting_name(record: str) -> str:
    """ "7796th meeting", "9052nd meeting (Resumption 1)"."""
    match = _MEETING.fullmatch(record)
    if match is None:
        return record
    number = int(match.group("number"))
    return f"{_ordinal(number)} meeting{match.group('part') or ''}"


def _ordinal(number: int) -> str:
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{_ORDINAL_ENDS.get(last, 'th')}"


def _vote(match: re.Match[str]) -> str:
    return "{} in favour, {} against, {} abstaining".format(*match.groups())


def _shortened(text: str, limit: int) -> str:
    """``text`` cut between words, with an ellipsis, where it is longer than ``limit``."""
    if len(text) <= limit:
        return text
    head = text[: limit - 2]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:") + " …"

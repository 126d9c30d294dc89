"""The rows of a table of the Council's meetings, as HTML or CSV, and what each cell of one holds.

The tables were typed by hand for decades: cells are missing, shifted by one, or hold two things.
So a cell is told by what is in it, in the order in which the columns stand: record, date, press
release, topic, outcome.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.formats import tidy
from ingest.formats.html import table_cells
from store.date_words import make_day, month_number
from store.errors import SourceError
from store.symbols import symbol_of_url

_CAPTION = re.compile(
    r"Meetings\s{1,5}conducted\s{1,5}by\s{1,5}the\s{1,5}Security\s{1,5}Council\s{1,5}in\s{1,5}"
    r"(?P<year>19[4-9]\d|20\d\d)\b"
)
_COLUMNS = ("year", "record", "date", "press_release", "topic", "outcome")
_MOST_RECORDS = 20
_LONGEST_ROW = 5_000
"""Records and characters of one row; the Library's own have at most 2, and 1,100."""
_MOST_ROWS = 50_000
"""The Council has held a fifth as many meetings."""
_CAPTION_WITHIN = 20_000  # characters of a page
HEADER_WITHIN = 200
"""Characters of a CSV file among which its columns are named."""

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = re.compile(
    rf"(?P<day>\d{{1,2}})(?:\s?[-–/+&]\s?\d{{1,2}})?\s(?P<month>{_MONTH})(?![^\W\d])"
)
_RECORD = re.compile(
    r"S/PV\.\s?(?P<number>\d{1,5})"
    r"(?P<resumed>\s?\(?Resumption\s?(?P<count>\d{1,2}|[IVX]{1,4})?\s?\))?"
    r"(?:\s?\(Part\s?(?P<part>[IVX]{1,4}|\d)\))?"
)
_CORRIGENDUM = re.compile(r"Corr\.\s?(?P<number>\d{1,2})")
_CLOSED = re.compile(r"\b(?:closed|private|privada)\b", re.IGNORECASE)
_PRESS = re.compile(
    r"(?:-{1,3}|none issued|SC/.{1,60}|SG/.{1,60}|(?:Part \d: )?Webcast.{0,60})", re.IGNORECASE
)
_NOTHING = re.compile(r"-{1,3}|–|—")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One row: a meeting, or an adoption without one where ``records`` is empty.

    ``records`` are the symbols of its verbatim records and ``corrigenda`` those of the papers
    that correct them. ``press`` and ``outcome`` are as printed, empty where there is none, and
    ``linked`` the symbols of all the documents that the row has links to.
    """

    year: int
    records: tuple[str, ...]
    corrigenda: tuple[str, ...]
    closed: bool
    date: dt.date | None
    press: str
    topic: str
    outcome: str
    linked: tuple[str, ...]


def looks_like_meeting_table(text: str) -> bool:
    """Whether a page of HTML has the caption of the Library's tables, or a CSV file its columns."""
    return has_meeting_columns(text) or _CAPTION.search(text, 0, _CAPTION_WITHIN) is not None


def read_rows(text: str, *, source: str) -> list[MeetingRow]:
    """The rows of a table, in its order. Raises :class:`SourceError` where it is none."""
    rows = _csv_rows(text, source) if has_meeting_columns(text) else _html_rows(text, source)
    found = list(islice(rows, _MOST_ROWS + 1))
    if len(found) > _MOST_ROWS:
        raise SourceError(
            f"{source} has more than the {_MOST_ROWS:,} rows that are read of one table",
            "split it and refresh again",
        )
    return found


def has_meeting_columns(text: str) -> bool:
    """Whether a CSV file's first line, of which ``text`` has the beginning, names the columns."""
    header = text[:HEADER_WITHIN].lstrip("\ufeff").split("\n", 1)[0]
    return set(_COLUMNS) <= {name.strip() for name in header.split(",")}


def _csv_rows(text: str, source: str) -> Iterator[MeetingRow]:
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    try:
        reader.fieldnames = [name.strip() for name in reader.fieldnames or ()]
        for values in reader:
            year = (values["year"] or "").strip()
            if not re.fullmatch(r"19[4-9]\d|20\d\d", year):
                raise SourceError(
                    f"line {reader.line_num} of {source} has no year",
                    "write the year of the meeting in its first column",
                )
            cells = [tidy(values[name] or "") for name in _COLUMNS[1:]]
            links = re.split(r"\s(?=https?://)", values.get("links") or "")
            yield _checked(_row(int(year), cells, links), source)
    except csv.Error as error:
        raise SourceError(
            f"{source} is not valid CSV (line {reader.line_num}: {error})",
            "mend that line and refresh again",
        ) from error


def _html_rows(text: str, source: str) -> Iterator[MeetingRow]:
    caption = _CAPTION.search(text, 0, _CAPTION_WITHIN)
    if caption is None:
        raise SourceError(
            f"{source} does not say of which year's meetings it is a table",
            "save the whole page, with the table's caption",
        )
    for cells, links in table_cells(text, name=source):
        if len(cells) >= len(_COLUMNS) - 1:
            yield _checked(_row(int(caption.group("year")), cells, links), source)


def _checked(row: MeetingRow, source: str) -> MeetingRow:
    """A row, unless it is larger than any real one; each record gets a card with all of the row."""
    printed = sum(map(len, (row.press, row.topic, row.outcome)))
    if len(row.records) > _MOST_RECORDS or printed > _LONGEST_ROW:
        raise SourceError(
            f"{source} has a row of {printed:,} characters about {len(row.records):,} meetings, "
            "as no table of meetings does",
            "close its rows where they end and refresh again",
        )
    return row


def _row(year: int, cells: Sequence[str], links: Sequence[str]) -> MeetingRow:
    record, rest = cells[0], [cell for cell in cells[1:] if cell]
    match = _DATE.search(record)
    if match is None and rest and (match := _DATE.fullmatch(rest[0])):
        rest = rest[1:]
    press: list[str] = []
    while rest and _PRESS.fullmatch(rest[0]):
        press.append(rest.pop(0))
    topic, outcome = (rest[0] if rest else ""), rest[1:]
    records = tuple(dict.fromkeys(_symbol(found) for found in _RECORD.finditer(record)))
    return MeetingRow(
        year=year,
        records=records,
        corrigenda=tuple(
            f"{records[-1]}/Corr.{found.group('number')}"
            for found in _CORRIGENDUM.finditer(record)
            if records
        ),
        closed=_CLOSED.search(record) is not None,
        date=_date(match, year) if match else None,
        press=_said(press),
        topic=topic,
        outcome=_said(outcome),
        linked=_linked(links, records),
    )


def _linked(links: Sequence[str], records: Sequence[str]) -> tuple[str, ...]:
    """The documents that a row links to, up to the record of another meeting.

    A row that was never closed has swallowed the next one.
    """
    found: dict[str, None] = {}
    for link in links:
        symbol = symbol_of_url(link)
        if symbol is None:
            continue
        if _RECORD.fullmatch(symbol) and symbol not in records and set(records) & set(found):
            break
        found[symbol] = None
    return tuple(found)


def _symbol(match: re.Match[str]) -> str:
    symbol = f"S/PV.{match.group('number')}"
    if match.group("resumed"):
        printed = match.group("count") or "1"  # the only one has no number
        symbol += f" (Resumption {_ROMAN.get(printed, printed)})"
    return symbol + (f" (Part {match.group('part')})" if match.group("part") else "")


def _date(match: re.Match[str], year: int) -> dt.date | None:
    """The first day where a meeting went on over midnight."""
    return make_day(year, month_number(match.group("month")), int(match.group("day")))


def _said(cells: Sequence[str]) -> str:
    """Cells as one text, without dashes for nothing."""
    words = (word for cell in cells for word in cell.split())
    return " ".join(word for word in words if not _NOTHING.fullmatch(word))

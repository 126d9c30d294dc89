"""The catalogue: SQL, the truth that both indexes follow."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from store import rows
from store.database import Database
from store.filters import Filters
from store.records import (
    Alias,
    Document,
    Kind,
    Passage,
    Relation,
    RelationKind,
    ResolvedDate,
    SourceRank,
    Span,
    source_rank,
)
from store.schema import (
    aliases,
    cites,
    dates,
    is_live,
    passages,
    relations,
    sources,
    versions,
)

T = TypeVar("T")

_EVERYTHING = Filters()
_SHA256 = re.compile(r"\b[0-9a-f]{64}\b")

# SQLite allows 32,766 variables a statement.
_IDS_A_STATEMENT = 10_000


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What a list of documents shows. ``passages`` counts the live ones."""

    document: str
    symbol: str | None
    title: str
    kind: Kind
    date: dt.date | None
    language: str
    url: str | None
    held: bool
    passages: int
    corrected: bool
    publisher: str | None

    @property
    def rank(self) -> SourceRank:
        """How close this source stands to what it speaks of."""
        return source_rank(self.kind, held=self.held, symbol=self.symbol)

    @property
    def is_part(self) -> bool:
        """Whether only a part of the document of its symbol is held: one speech of a record.

        A part is called by its file, and only the whole by its symbol.
        """
        by_symbol = self.symbol is None or self.document.startswith(self.symbol)
        return self.held and not by_symbol


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """One live passage with its own text and the facts of its document."""

    id: int
    document: DocumentSummary
    passage: Passage
    text: str

    @property
    def embedded(self) -> str:
        """What was embedded for it: the heading line, then the text."""
        return rows.embedded_text(self.passage.heading, self.text)

    def of(self, span: Span) -> str:
        """What stands at a place inside it, given in characters of its document's text."""
        start = self.passage.span.start
        return self.text[span.start - start : span.end - start]


@dataclass(frozen=True, slots=True)
class LiveText:
    """A document's canonical text, against which quotations are checked, and its dates."""

    text: str
    dates: tuple[ResolvedDate, ...]


@dataclass(frozen=True, slots=True)
class VersionPassages:
    """A version's passages as the lexical index wants them: id, heading, text."""

    version: int
    document: DocumentSummary
    passages: tuple[tuple[int, str, str], ...]


_SUMMARY = (
    versions.c.document,
    versions.c.symbol,
    versions.c.title,
    versions.c.kind,
    versions.c.date,
    versions.c.language,
    versions.c.url,
    versions.c.held,
    versions.c.passages,
    versions.c.corrected,
    versions.c.publisher,
)


class Catalogue(Database):
    """Everything that reads the catalogue."""

    # Documents.

    def documents(self) -> list[DocumentSummary]:
        """Every live document, by id."""
        query = sa.select(*_SUMMARY).where(is_live()).order_by(versions.c.document)
        with self.reading() as connection:
            return [_summary(row) for row in connection.execute(query)]

    def document(self, document_id: str) -> Document | None:
        """The live version of a document, whole."""
        query = sa.select(versions).where(is_live(), versions.c.document == document_id)
        with self.reading() as connection:
            row = connection.execute(query).first()
            return _document(connection, row) if row else None

    def original_of(self, document_id: str) -> str | None:
        """The SHA-256 of what the live version of a document was read from, where it is known."""
        query = sa.select(versions.c.original_sha256).where(
            is_live(), versions.c.document == document_id
        )
        with self.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def aliases(self) -> tuple[Alias, ...]:
        """Every short form that a live document explains, once."""
        query = (
            sa.select(aliases.c.short, aliases.c.full)
            .join(versions, versions.c.id == aliases.c.version)
            .where(is_live())
            .distinct()
            .order_by(aliases.c.short, aliases.c.full)
        )
        with self.reading() as connection:
            return tuple(Alias(row.short, row.full) for row in connection.execute(query))

    def dates(self, document_id: str) -> tuple[ResolvedDate, ...]:
        """The relative dates of a live document, in order."""
        query = (
            sa.select(dates.c.start, dates.c.end, dates.c.date, dates.c.relative)
            .join(versions, versions.c.id == dates.c.version)
            .where(is_live(), versions.c.document == document_id)
            .order_by(dates.c.start)
        )
        with self.reading() as connection:
            return tuple(_resolved(row) for row in connection.execute(query))

    def texts(self, document_ids: Iterable[str]) -> dict[str, LiveText]:
        """The text and the resolved dates of these documents, as they are live now."""
        wanted = sorted(set(document_ids))
        texts = sa.select(versions.c.id, versions.c.document, versions.c.text).where(
            is_live(), versions.c.document.in_(wanted)
        )
        found: dict[str, LiveText] = {}
        with self.reading() as connection:
            for row in connection.execute(texts).all():
                resolved = connection.execute(
                    sa.select(dates.c.start, dates.c.end, dates.c.date, dates.c.relative)
                    .where(dates.c.version == row.id)
                    .order_by(dates.c.start)
                )
                found[row.document] = LiveText(row.text, tuple(map(_resolved, resolved)))
        return found

    # Passages.

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        """Live passages in the order asked for; the others are left out."""
        query = (
            sa.select(
                passages.c.id,
                passages.c.ordinal,
                passages.c.start,
                passages.c.end,
                passages.c.heading,
                passages.c.pinpoint,
                passages.c.sentences,
                passages.c.procedural,
                sa.func.substr(
                    versions.c.text, passages.c.start + 1, passages.c.end - passages.c.start
                ).label("text"),
                *(column.label(f"of_{column.name}") for column in _SUMMARY),
            )
            .join(versions, versions.c.id == passages.c.version)
            .where(is_live())
        )
        found: dict[int, StoredPassage] = {}
        with self.reading() as connection:
            for some in slices(ids, _IDS_A_STATEMENT):
                for row in connection.execute(query.where(passages.c.id.in_(some))):
                    found[row.id] = StoredPassage(
                        row.id, _summary(row, "of_"), rows.passage_of(row), row.text
                    )
        return [found[id_] for id_ in ids if id_ in found]

    def live(self, ids: Iterable[int], filters: Filters) -> set[int]:
        """Those of ``ids`` that are live passages of documents that ``filters`` admit."""
        query = _live_ids(filters)
        found: set[int] = set()
        with self.reading() as connection:
            for some in slices(list(ids), _IDS_A_STATEMENT):
                found.update(connection.execute(query.where(passages.c.id.in_(some))).scalars())
        return found

    def live_passage_ids(self, filters: Filters = _EVERYTHING) -> set[int]:
        """The ids of all live passages of documents that ``filters`` admit."""
        with self.reading() as connection:
            return set(connection.execute(_live_ids(filters)).scalars())

    def unsettled_passage_ids(self) -> set[int]:
        """The ids of passages that are not live and that the next writer clears away."""
        query = (
            sa.select(passages.c.id)
            .join(versions, versions.c.id == passages.c.version)
            .where(~is_live())
        )
        with self.reading() as connection:
            return set(connection.execute(query).scalars())

    def passage_count(self) -> int:
        """How many passages are live."""
        query = sa.select(sa.func.coalesce(sa.func.sum(versions.c.passages), 0)).where(is_live())
        with self.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def referred_originals(self) -> set[str]:
        """The SHA-256 of every original that a version or a source still speaks of."""
        of_versions = sa.select(versions.c.original_sha256).where(
            versions.c.original_sha256.is_not(None)
        )
        with self.reading() as connection:
            found = set(connection.execute(of_versions.distinct()).scalars())
            visits = sa.select(sources.c.visit).where(sources.c.visit.is_not(None))
            for visit in connection.execute(visits).scalars():
                found.update(_SHA256.findall(visit))
        return found

    # What the lexical index follows.

    def retired_since(self, connection: sa.Connection, generation: int) -> list[int]:
        """The versions that stopped being live after ``generation``."""
        query = sa.select(versions.c.id).where(versions.c.live_to > generation)
        return list(connection.execute(query).scalars())

    def live_since(self, connection: sa.Connection, generation: int) -> Iterator[VersionPassages]:
        """The live versions that became so after ``generation``, oldest first."""
        ids = connection.execute(
            sa.select(versions.c.id)
            .where(is_live(), versions.c.live_from > generation)
            .order_by(versions.c.id)
        ).scalars()
        whole = sa.select(versions.c.id, versions.c.text, *_SUMMARY)
        parts = sa.select(
            passages.c.id,
            passages.c.version,
            passages.c.heading,
            passages.c.start,
            passages.c.end,
        )
        for some in slices(list(ids), 100):
            of: dict[int, list[Any]] = {}
            ordered = parts.where(passages.c.version.in_(some)).order_by(passages.c.id)
            for part in connection.execute(ordered):
                of.setdefault(part.version, []).append(part)
            for row in connection.execute(whole.where(versions.c.id.in_(some))):
                yield VersionPassages(
                    row.id,
                    _summary(row),
                    tuple(
                        (part.id, part.heading, row.text[part.start : part.end])
                        for part in of.get(row.id, ())
                    ),
                )


def slices(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Consecutive parts of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _live_ids(filters: Filters) -> sa.Select[int]:
    """The conditions of :class:`Filters`, in SQL."""
    query = (
        sa.select(passages.c.id)
        .join(versions, versions.c.id == passages.c.version)
        .where(is_live())
    )
    if filters.documents:
        query = query.where(versions.c.document.in_(filters.documents))
    if filters.kinds:
        query = query.where(versions.c.kind.in_([kind.value for kind in filters.kinds]))
    if filters.after:
        after = filters.after.isoformat()
        query = query.where(_of_day(lambda row: row.c.date >= after))
    if filters.before:
        before = filters.before.isoformat()
        query = query.where(_of_day(lambda row: row.c.date <= before))
    return query


def _of_day(fits: Callable[[sa.FromClause], sa.ColumnElement[bool]]) -> sa.ColumnElement[bool]:
    """Whether a version's day fits: its own, or where it has none that of another document of its
    symbol (the record that it is a part of, a catalogue card).
    """
    other = versions.alias()
    live = other.c.live_from.is_not(None) & other.c.live_to.is_(None)
    symbols = sa.select(other.c.symbol).where(live, other.c.symbol.is_not(None), fits(other))
    return fits(versions) | (versions.c.date.is_(None) & versions.c.symbol.in_(symbols))


def _summary(row: Any, prefix: str = "") -> DocumentSummary:
    values: Mapping[str, Any] = row._mapping
    return DocumentSummary(
        document=values[f"{prefix}document"],
        symbol=values[f"{prefix}symbol"],
        title=values[f"{prefix}title"],
        kind=Kind(values[f"{prefix}kind"]),
        date=rows.to_date(values[f"{prefix}date"]),
        language=values[f"{prefix}language"],
        url=values[f"{prefix}url"],
        held=values[f"{prefix}held"],
        passages=values[f"{prefix}passages"],
        corrected=values[f"{prefix}corrected"],
        publisher=values[f"{prefix}publisher"],
    )


def _resolved(row: Any) -> ResolvedDate:
    return ResolvedDate(Span(row.start, row.end), dt.date.fromisoformat(row.date), row.relative)


def _document(connection: sa.Connection, row: Any) -> Document:
    def of(table: sa.Table, *order: sa.Column[Any]) -> Sequence[Any]:
        return connection.execute(
            sa.select(table).where(table.c.version == row.id).order_by(*order)
        ).all()

    return Document(
        id=row.document,
        title=row.title,
        kind=Kind(row.kind),
        text=row.text,
        passages=tuple(rows.passage_of(part) for part in of(passages, passages.c.ordinal)),
        symbol=row.symbol,
        date=rows.to_date(row.date),
        event_date=rows.to_date(row.event_date),
        language=row.language,
        url=row.url,
        publisher=row.publisher,
        held=row.held,
        corrected=row.corrected,
        cites=tuple(part.symbol for part in of(cites, cites.c.symbol)),
        aliases=tuple(Alias(part.short, part.full) for part in of(aliases, aliases.c.short)),
        dates=tuple(_resolved(part) for part in of(dates, dates.c.start)),
        relations=tuple(
            Relation(RelationKind(part.relation), part.symbol)
            for part in of(relations, relations.c.relation, relations.c.symbol)
        ),
        **rows.facts_of(row.facts),
    )

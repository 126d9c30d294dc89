"""The catalogue: SQL, the truth that both indexes follow."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from store import rows
from store.embedding import Fingerprint
from store.errors import FingerprintError, LibraryError, LibraryMissing
from store.filters import Filters
from store.migrations import MIGRATIONS, migrate, schema_version
from store.records import (
    Alias,
    Document,
    Kind,
    Passage,
    ResolvedDate,
    SourceRank,
    Span,
    source_rank,
)
from store.schema import aliases, cites, dates, is_live, meta, passages, versions

T = TypeVar("T")

_EVERYTHING = Filters()

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
        return source_rank(self.kind, held=self.held)


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


class Catalogue:
    """Connections to the catalogue's database, and everything that reads it.

    Use :meth:`create` or :meth:`open`. Safe to use from several threads.
    """

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        """Opens what is at ``path``. Raises :class:`LibraryMissing` where nothing is."""
        if not path.is_file():
            raise LibraryMissing(f"there is no library in {path.parent}", "run penholder refresh")
        catalogue = cls(_sqlite(path), str(path))
        with catalogue.reading() as connection:
            current = schema_version(connection)
        if current != len(MIGRATIONS):
            catalogue._migrate()
        return catalogue

    @classmethod
    def create(cls, path: Path) -> Catalogue:
        """Opens what is at ``path``, made new where nothing is."""
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            cls(_sqlite(path), str(path))._migrate(close=True)
        return cls.open(path)

    def _migrate(self, *, close: bool = False) -> None:
        with self.writing() as connection:
            migrate(connection)
            if self.meta(connection).get("library") is None:
                self.set_meta(connection, "library", uuid.uuid4().hex)
        if close:
            self.close()

    def close(self) -> None:
        """Gives the connections back."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent view of the catalogue."""
        try:
            with self._engine.connect() as connection, connection.begin():
                yield connection
        except sa.exc.DBAPIError as error:
            raise self._unusable(error) from error

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: all of it, or, where it raises, nothing."""
        try:
            connecting = self._engine.connect().execution_options(penholder_write=True)
            with connecting as connection, connection.begin():
                yield connection
        except sa.exc.DBAPIError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: sa.exc.DBAPIError) -> LibraryError:
        return LibraryError(
            f"the catalogue {self._name} cannot be used ({error.orig})",
            "check free disk space and permissions, then run penholder doctor",
        )

    # What describes the library itself.

    def meta(self, connection: sa.Connection) -> dict[str, str]:
        """All the facts kept under a key."""
        return {row.key: row.value for row in connection.execute(sa.select(meta))}

    def set_meta(self, connection: sa.Connection, key: str, value: str) -> None:
        """Keeps a fact under a key."""
        connection.execute(sa.delete(meta).where(meta.c.key == key))
        connection.execute(sa.insert(meta).values(key=key, value=value))

    def facts(self) -> dict[str, str]:
        """All the facts kept under a key, read on their own."""
        with self.reading() as connection:
            return self.meta(connection)

    def set_fingerprint(self, connection: sa.Connection, fingerprint: Fingerprint) -> None:
        """Says that the collection is made, and with which model."""
        self.set_meta(connection, "fingerprint", fingerprint_json(fingerprint))

    @property
    def generation(self) -> int:
        """Rises by one with every swap."""
        with self.reading() as connection:
            return generation_of(connection)

    def check_fingerprint(self, fingerprint: Fingerprint) -> None:
        """Raises :class:`FingerprintError` where the vectors came from another model."""
        stored = self.facts().get("fingerprint")
        if stored is not None and stored != fingerprint_json(fingerprint):
            raise FingerprintError(
                f"this library was built with the model {json.loads(stored)['name']} "
                f"and cannot be used with {fingerprint.name}",
                "run penholder rebuild, or refresh into a new --library",
            )

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
            sa.select(dates.c.start, dates.c.end, dates.c.date)
            .join(versions, versions.c.id == dates.c.version)
            .where(is_live(), versions.c.document == document_id)
            .order_by(dates.c.start)
        )
        with self.reading() as connection:
            return tuple(_resolved(row) for row in connection.execute(query))

    def citations(self) -> list[tuple[str, str]]:
        """(symbol, citing document) for every symbol that a live, held document cites."""
        query = (
            sa.select(cites.c.symbol, versions.c.document)
            .join(versions, versions.c.id == cites.c.version)
            .where(is_live(), versions.c.held)
            .distinct()
            .order_by(cites.c.symbol, versions.c.document)
        )
        with self.reading() as connection:
            return [(row.symbol, row.document) for row in connection.execute(query)]

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

    def passage_count(self) -> int:
        """How many passages are live."""
        query = sa.select(sa.func.coalesce(sa.func.sum(versions.c.passages), 0)).where(is_live())
        with self.reading() as connection:
            return int(connection.execute(query).scalar_one())

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


def generation_of(connection: sa.Connection) -> int:
    """The generation in this connection's view."""
    found = connection.execute(sa.select(meta.c.value).where(meta.c.key == "generation"))
    return int(found.scalar_one())


def fingerprint_json(fingerprint: Fingerprint) -> str:
    """A fingerprint as it is kept and compared."""
    return json.dumps(asdict(fingerprint), sort_keys=True)


def slices(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Consecutive parts of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _sqlite(path: Path) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": 30}
    )

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        # The driver's own transactions do not cover DDL; SQLAlchemy begins them instead.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        # A reader that turns writer can be refused at once; a writer from the start waits.
        write = connection.get_execution_options().get("penholder_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _live_ids(filters: Filters) -> sa.Select[int]:
    """As :meth:`Filters.admits`, in SQL."""
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
        query = query.where(versions.c.date >= filters.after.isoformat())
    if filters.before:
        query = query.where(versions.c.date <= filters.before.isoformat())
    return query


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
    return ResolvedDate(Span(row.start, row.end), dt.date.fromisoformat(row.date))


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
    )

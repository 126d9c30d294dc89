"""The catalogue's database: connections, transactions, and what describes the library itself."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa

from store import formats
from store.embedding import Fingerprint
from store.errors import FingerprintError, LibraryError, LibraryMissing
from store.migrations import MIGRATIONS, migrate, schema_version
from store.schema import meta


class Database:
    """Connections to the catalogue's database, and the facts about the library itself.

    Use :meth:`create` or :meth:`open`. Safe to use from several threads.
    """

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    @classmethod
    def open(cls, path: Path) -> Self:
        """Opens what is at ``path``. Raises :class:`LibraryMissing` where nothing is."""
        if not path.is_file():
            raise LibraryMissing(f"there is no library in {path.parent}", "run penholder refresh")
        database = cls(_sqlite(path), str(path))
        with database.reading() as connection:
            current = schema_version(connection)
        if current != len(MIGRATIONS):
            database._migrate()
        return database

    @classmethod
    def create(cls, path: Path) -> Self:
        """Opens what is at ``path``, made new where nothing is."""
        if not path.is_file():
            # A new folder is its owner's alone: what is indexed may be for no other account.
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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

    def drop_meta(self, connection: sa.Connection, key: str) -> None:
        """Forgets a fact."""
        connection.execute(sa.delete(meta).where(meta.c.key == key))

    def set_fingerprint(self, connection: sa.Connection, fingerprint: Fingerprint) -> None:
        """Says that the collection is made, with which model and from which cutting."""
        self.set_meta(connection, "fingerprint", fingerprint_json(fingerprint))
        self.set_meta(connection, "chunker", formats.CHUNKER_VERSION)
        self.set_meta(connection, "passage_format", formats.PASSAGE_FORMAT)

    @property
    def generation(self) -> int:
        """Rises by one with every swap."""
        with self.reading() as connection:
            return generation_of(connection)

    def check_fingerprint(self, fingerprint: Fingerprint) -> None:
        """Raises :class:`FingerprintError` where the vectors came from another model or cutting."""
        reason = mismatch(self.facts(), fingerprint)
        if reason is not None:
            raise FingerprintError(reason, REBUILD_OR_ANEW)


REBUILD_OR_ANEW = "run penholder rebuild, or refresh into a new --library"

# What a library that does not say was built with.
_FIRST_FORMATS = {"chunker": "1", "passage_format": "1"}


def mismatch(facts: Mapping[str, str], fingerprint: Fingerprint) -> str | None:
    """Why a library with these facts cannot be used with this model and this Penholder, if so."""
    stored = facts.get("fingerprint")
    if stored is None:
        return None
    if stored != fingerprint_json(fingerprint):
        return (
            f"this library was built with the model {json.loads(stored)['name']} "
            f"and cannot be used with {fingerprint.name}"
        )
    return format_mismatch(facts)


def format_mismatch(facts: Mapping[str, str]) -> str | None:
    """As :func:`mismatch`, of what does not depend on the model."""
    known = _FIRST_FORMATS | dict(facts)
    if known["chunker"] != formats.CHUNKER_VERSION:
        return (
            f"this library was cut into passages by chunker {known['chunker']} "
            f"and this Penholder has chunker {formats.CHUNKER_VERSION}"
        )
    if known["passage_format"] != formats.PASSAGE_FORMAT:
        return "this library was embedded from passages in another form than this Penholder's"
    return None


def look_at(path: Path, question: str) -> object:
    """The one value that a question to the file gives, with nothing opened for writing.

    Raises :class:`LibraryError` where the file cannot answer.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute(question).fetchone()
    except sqlite3.Error as error:
        raise LibraryError(
            f"the catalogue {path} cannot be used ({error})", "run penholder doctor"
        ) from error
    return row[0] if row else None


def generation_of(connection: sa.Connection) -> int:
    """The generation in this connection's view."""
    found = connection.execute(sa.select(meta.c.value).where(meta.c.key == "generation"))
    return int(found.scalar_one())


def fingerprint_json(fingerprint: Fingerprint) -> str:
    """A fingerprint as it is kept and compared."""
    return json.dumps(asdict(fingerprint), sort_keys=True)


def fingerprint_of(facts: Mapping[str, str]) -> Fingerprint:
    """The fingerprint of the model that a library with these facts was built with."""
    return Fingerprint(**json.loads(facts["fingerprint"]))


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

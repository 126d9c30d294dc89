"""The file that the conversations are in."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from app.conversations.folding import fold, text_of_answer
from app.conversations.tables import migrate


def opened(path: Path) -> sa.Engine:
    """The file, made where there is none, for its owner alone, and with the tables of today."""
    # SQLite would create the file with the process's umask: other accounts could read it.
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
    sa.event.listen(engine, "connect", _configure)
    with engine.begin() as connection:
        migrate(connection)
    return engine


def forget(engine: sa.Engine) -> None:
    """Let what was deleted be gone from the file, and from the log of changes beside it."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")  # what a reader deletes does not stay in the file
    # For the migrations: what was kept before there was a search is to be found by it.
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.create_function("text_of_answer", 1, text_of_answer, deterministic=True)

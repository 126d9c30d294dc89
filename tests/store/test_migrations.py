"""The migrations add up to the schema that the code speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from store.catalogue import Catalogue
from store.errors import LibraryError
from store.manifest import read_sources
from store.migrations import MIGRATIONS, migrate, schema_version
from store.schema import metadata


def test_a_new_catalogue_has_the_tables_of_the_schema(tmp_path: Path) -> None:
    catalogue = Catalogue.create(tmp_path / "catalogue.sqlite")
    with catalogue.reading() as connection:
        inspector = sa.inspect(connection)
        for table in metadata.sorted_tables:
            there = {c["name"]: c["nullable"] for c in inspector.get_columns(table.name)}
            expected = {c.name: bool(c.nullable) or c.primary_key for c in table.columns}
            assert there.keys() == expected.keys()
            required = {name for name, nullable in expected.items() if not nullable}
            assert required <= {name for name, nullable in there.items() if not nullable}
        assert schema_version(connection) == len(MIGRATIONS)
    catalogue.close()


@pytest.mark.parametrize("number", range(1, len(MIGRATIONS)))
def test_every_earlier_schema_becomes_the_present_one(tmp_path: Path, number: int) -> None:
    old = sa.create_engine(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    with old.begin() as connection:
        migrate(connection, MIGRATIONS[:number])
        connection.execute(
            sa.text(
                "INSERT INTO sources (key, root, status, pipeline, documents) "
                "VALUES ('/a.txt', '/', 'ok', '1', 1)"
            )
        )
    old.dispose()
    catalogue = Catalogue.open(tmp_path / "catalogue.sqlite")
    new = Catalogue.create(tmp_path / "new" / "catalogue.sqlite")
    with catalogue.reading() as connection, new.reading() as other:
        assert schema_version(connection) == len(MIGRATIONS)
        assert list(read_sources(connection)) == ["/a.txt"]
        for table in metadata.sorted_tables:
            there, expected = (
                {column["name"] for column in sa.inspect(c).get_columns(table.name)}
                for c in (connection, other)
            )
            assert there == expected == {column.name for column in table.columns}
    catalogue.close()
    new.close()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    catalogue = Catalogue.create(tmp_path / "catalogue.sqlite")
    with catalogue.writing() as connection:
        before = catalogue.meta(connection)
        migrate(connection)
        assert catalogue.meta(connection) == before
    catalogue.close()


def test_a_catalogue_of_a_later_penholder_is_refused(tmp_path: Path) -> None:
    catalogue = Catalogue.create(tmp_path / "catalogue.sqlite")
    with catalogue.writing() as connection:
        connection.execute(sa.text("INSERT INTO migrations (number, applied) VALUES (999, 'x')"))
    catalogue.close()
    with pytest.raises(LibraryError, match="schema 999"):
        Catalogue.open(tmp_path / "catalogue.sqlite")


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    catalogue = Catalogue.create(tmp_path / "catalogue.sqlite")

    def fail() -> None:
        with catalogue.writing() as connection:
            catalogue.set_meta(connection, "half", "done")
            connection.execute(sa.text("CREATE TABLE half (done TEXT)"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with catalogue.reading() as connection:
        assert "half" not in catalogue.meta(connection)
        assert not sa.inspect(connection).has_table("half")
    catalogue.close()


def test_a_file_that_is_no_catalogue_is_named(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(LibraryError, match="cannot be used"):
        Catalogue.open(path)

"""A writer that is ended at Chroma's files may tear them: the catalogue's own vectors answer."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa
from plain_reader import plain_document
from test_library import put, vector_of

from store import collections, schema
from store.catalogue import Catalogue
from store.embedding import Embedder, HashEmbedder, Vectors
from store.embeddings import kept, kept_ids
from store.errors import LibraryError
from store.health import Model, examine
from store.library import Library
from store.lock import Holder, writer_lock
from store.manifest import Source
from store.records import Document
from store.vectors import VectorStore
from store.writing import SourceChange

MANY = 300  # more than Chroma's interval, so that its index's files are written out
TEXT = "\n\n".join(f"Paragraph {number} of many." for number in range(MANY))
SOUGHT = "Paragraph 77 of many."
ASKED = f"many\n{SOUGHT}"  # as it is embedded
MODEL = Model("hash", HashEmbedder().fingerprint)


class Counting(HashEmbedder):
    """Counts what it embeds."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return super().encode(texts)


@pytest.fixture
def path(library_path: Path) -> Path:
    with Library.open(library_path, HashEmbedder(), create=True) as library:
        put(library, plain_document("many", TEXT), source="many")
    return library_path


def say_being_written(path: Path) -> None:
    catalogue = Catalogue.open(path / "catalogue.sqlite")
    with catalogue.writing() as connection:
        catalogue.set_meta(connection, collections.BEING_WRITTEN, "yes")
    catalogue.close()


def tear(path: Path) -> None:
    """Leaves the library as a writer does that is killed at Chroma's files."""
    say_being_written(path)
    torn = list(path.glob("chroma/*/*.bin"))
    assert torn
    for file in torn:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def say_writing(path: Path, pid: int) -> None:
    who = Holder(pid, socket.gethostname(), "refresh", "2024-01-01T00:00:00+00:00")
    (path / "writer.json").write_text(json.dumps(asdict(who)))


def say_ended(path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    say_writing(path, ended.pid)


def never(*_: object, **__: object) -> None:
    raise AssertionError("Chroma was asked")


def found(library: Library, text: str) -> list[tuple[str, float]]:
    near = library.nearest(vector_of(text), 5)
    texts = {stored.id: stored.text for stored in library.passages([c.passage_id for c in near])}
    return [(texts[c.passage_id], round(c.score, 4)) for c in near]


def test_what_is_kept_is_what_chroma_has(path: Path) -> None:
    with Library.open(path, HashEmbedder()) as library:
        ids = sorted(library.catalogue.live_passage_ids())
        assert len(ids) == MANY
        of_chroma, of_catalogue = library.vectors.fetch(ids), kept(library.catalogue, 1, ids)
        assert sorted(of_chroma) == sorted(of_catalogue) == ids
        assert all(np.allclose(of_chroma[id_], of_catalogue[id_], atol=1e-6) for id_ in ids)
        library.remove("many")
        assert kept_ids(library.catalogue, 1) == set()


def test_torn_files_are_not_opened_and_all_is_found(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(path, HashEmbedder()) as library:
        before = found(library, ASKED)
    assert before[0] == (SOUGHT, 1.0)
    tear(path)
    say_ended(path)
    with monkeypatch.context() as held, Library.open(path, HashEmbedder()) as library:
        held.setattr(VectorStore, "nearest", never)
        assert found(library, ASKED) == before


def test_the_next_writer_makes_them_anew_without_the_model(path: Path) -> None:
    tear(path)
    embedder = Counting()
    with Library.open(path, embedder) as library:
        generation = library.generation
        assert library.unfinished
        put(library, plain_document("more", "Another text."), source="more")
        assert embedder.embedded == 1
        ids = library.catalogue.live_passage_ids()
        assert len(ids) == MANY + 1
        assert library.vectors.ids() == kept_ids(library.catalogue, 2) == ids
        assert kept_ids(library.catalogue, 1) == set()
        assert found(library, ASKED)[0] == (SOUGHT, 1.0)
        assert library.generation == generation + 2
        assert not library.unfinished
    assert [folder.name for folder in path.glob("chroma*")] == ["chroma-2"]
    assert all(check.ok for check in examine(path, MODEL).checks)


def test_doctor_says_it_and_does_not_open_them(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tear(path)
    monkeypatch.setattr("store.health.probe", never)
    said = {check.name: check for check in examine(path, MODEL).checks}["vectors"]
    assert said.severity == "warning"
    assert "until the next refresh" in said.detail


def test_a_writer_that_is_at_work_is_no_reason_to_do_without_chroma(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_being_written(path)
    asked: list[int] = []
    nearest = VectorStore.nearest

    def counted(store: VectorStore, vector: Vectors, k: int, *rest: object, **more: int) -> object:
        asked.append(k)
        return nearest(store, vector, k, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(VectorStore, "nearest", counted)
    with writer_lock(path, "refresh"), Library.open(path, HashEmbedder()) as library:
        assert found(library, ASKED)[0] == (SOUGHT, 1.0)
    assert asked


def test_a_process_that_took_the_number_of_an_ended_writer_is_no_writer(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tear(path)
    say_writing(path, os.getpid())  # as the first process of a container that was started again
    monkeypatch.setattr(VectorStore, "nearest", never)
    with Library.open(path, HashEmbedder()) as library:
        assert found(library, ASKED)[0] == (SOUGHT, 1.0)


def test_a_writer_that_comes_while_the_catalogue_answers_spoils_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tear(path)
    say_ended(path)
    live = Catalogue.live_passage_ids

    def as_a_writer_comes(catalogue: Catalogue, *rest: Any) -> set[int]:
        ids = live(catalogue, *rest)
        monkeypatch.setattr(Catalogue, "live_passage_ids", live)
        with Library.open(path, HashEmbedder()) as other:
            put(other, plain_document("more", "Another text."), source="more")
        return ids

    with Library.open(path, HashEmbedder()) as library:
        monkeypatch.setattr(Catalogue, "live_passage_ids", as_a_writer_comes)
        assert found(library, ASKED)[0] == (SOUGHT, 1.0)
        assert collections.current_number(library.catalogue.facts()) == 2


def test_a_rebuild_deletes_nothing_from_the_index_that_it_has_just_made(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recut(document: Document, _: Embedder) -> Document:
        return replace(document, passages=document.passages[:1])

    monkeypatch.setattr(VectorStore, "delete", never)
    with Library.open(path, HashEmbedder()) as library:
        assert library.rebuild(recut).recut == 1
        assert library.vectors.ids() == library.catalogue.live_passage_ids()
        assert not library.unfinished


def test_a_writer_keeps_the_vectors_that_a_catalogue_of_before_lacks(path: Path) -> None:
    catalogue = Catalogue.open(path / "catalogue.sqlite")
    with catalogue.writing() as connection:
        connection.execute(sa.delete(schema.embeddings))
    catalogue.close()
    embedder = Counting()
    with Library.open(path, embedder) as library:
        put(library, plain_document("more", "Another text."), source="more")
        assert embedder.embedded == 1
        assert kept_ids(library.catalogue, 1) == library.catalogue.live_passage_ids()
    tear(path)
    with Library.open(path, embedder) as library:
        assert found(library, ASKED)[0] == (SOUGHT, 1.0)


def test_what_was_not_kept_is_missed_aloud_and_embedded_again(path: Path) -> None:
    tear(path)
    catalogue = Catalogue.open(path / "catalogue.sqlite")
    with catalogue.writing() as connection:
        connection.execute(sa.delete(schema.embeddings).where(schema.embeddings.c.passage % 2 == 0))
    catalogue.close()
    embedder = Counting()
    with Library.open(path, embedder) as library:
        with pytest.raises(LibraryError, match="run penholder refresh"):
            library.nearest(vector_of(ASKED), 5)
        with library.writing("refresh"):
            pass
        assert embedder.embedded == MANY // 2
        assert library.vectors.ids() == kept_ids(library.catalogue, 2)
        assert found(library, ASKED)[0] == (SOUGHT, 1.0)


@pytest.mark.parametrize("chroma_failed", [False, True])
def test_what_is_raised_elsewhere_leaves_the_files_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch, chroma_failed: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("disk I/O error")

    def on_stage(stage: str) -> None:
        if stage == "staged" and chroma_failed:
            monkeypatch.setattr("store.vectors._keys", refuse)
        if stage == "embedded":
            raise KeyboardInterrupt

    change = SourceChange(
        Source("more", "more", None, None, "ok", None, None, "test", 1),
        (plain_document("more", "Another text."),),
    )
    with Library.open(path, HashEmbedder()) as library:
        expected = LibraryError if chroma_failed else KeyboardInterrupt
        with pytest.raises(expected), library.writing("test", on_stage=on_stage) as writer:
            writer.apply([change])
        assert collections.may_be_torn(library.catalogue.facts(), None) == chroma_failed

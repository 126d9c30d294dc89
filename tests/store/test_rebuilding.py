"""doctor names what is wrong, rebuild mends it from the stored text, and neither is in the way."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from plain_reader import PIPELINE, plain_document, plain_reader
from test_library import put, vector_of

from ingest.recutting import recut
from ingest.refresh import refresh
from store import formats
from store.embedding import Embedder, HashEmbedder, Vectors
from store.errors import FingerprintError
from store.health import Check, Model, examine
from store.library import Library
from store.lock import writer_lock
from store.migrations import MIGRATIONS, migrate
from store.probing import probe
from store.records import Document
from store.schema import metadata

TEXT = "The envoy briefed on restraint.\n\nMembers called for a ceasefire."


def keep(document: Document, _embedder: Embedder) -> Document:
    return document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(f"Brief number {number}.\n\n{TEXT}")
    return folder


@pytest.fixture
def path(library_path: Path, folder: Path) -> Path:
    with Library.open(library_path, HashEmbedder(), create=True) as library:
        refresh(library, [folder], reader=plain_reader, pipeline=PIPELINE)
        # More than Chroma's interval, so that its index file is written out.
        many = "\n\n".join(f"Paragraph {number} of many." for number in range(300))
        put(library, plain_document("many", many), source="many")
    return library_path


def look(path: Path, **options: float) -> dict[str, Check]:
    health = examine(path, Model("hash", HashEmbedder().fingerprint), **options)
    checks = {check.name: check for check in health.checks}
    assert health.healthy == all(check.ok for check in checks.values())
    return checks


def wrong(path: Path) -> dict[str, str]:
    """What does not pass, with its remedy."""
    return {name: check.remedy or "" for name, check in look(path).items() if not check.ok}


def mend(path: Path, embedder: Embedder | None = None) -> None:
    with Library.open(path, embedder or HashEmbedder(), rebuilding=True) as library:
        library.rebuild(keep)


def check_whole(path: Path, embedder: HashEmbedder | None = None) -> None:
    embedder = embedder or HashEmbedder()
    with Library.open(path, embedder) as library:
        ids = library.catalogue.live_passage_ids()
        assert library.vectors.ids() == library.lexical.ids() == ids
        assert len(ids) == 30 * 3 + 300
        vector: Vectors = embedder.encode(["07.txt\nBrief number 7."])[0]
        found = library.passages([library.nearest(vector, 1)[0].passage_id])
        assert [p.document.document for p in found] == ["07.txt"]


def test_a_sound_library_passes_every_check_and_is_left_as_it_was(path: Path) -> None:
    # Chroma's own files change whenever they are opened.
    parts = ("catalogue.sqlite", "lexical", "originals")
    files = [file for part in parts for file in (path / part, *(path / part).rglob("*"))]
    before = {file: file.stat().st_mtime_ns for file in files}
    assert wrong(path) == {}
    assert {file: file.stat().st_mtime_ns for file in files} == before


def segment(path: Path) -> Path:
    (found,) = (p for p in (path / "chroma").iterdir() if p.is_dir())
    return found


def cut_segment(path: Path) -> None:
    for file in segment(path).iterdir():
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garble_segment(path: Path) -> None:
    for file in segment(path).iterdir():
        file.write_bytes(b"\xff" * file.stat().st_size)


def cut_database(path: Path) -> None:
    file = path / "chroma/chroma.sqlite3"
    file.write_bytes(file.read_bytes()[:50_000])


def forget_vectors(path: Path) -> None:
    with Library.open(path, HashEmbedder()) as library:
        library.vectors.delete(sorted(library.vectors.ids())[:5])


def clear_words(path: Path) -> None:
    state = json.loads((path / "lexical/state.json").read_text())
    (path / "lexical/state.json").write_text(json.dumps(state | {"library": "another"}))


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "segment cut": (cut_segment, "vectors"),
    "segment garbled": (garble_segment, "vectors"),
    "segment deleted": (lambda path: shutil.rmtree(segment(path)), "vectors"),
    "database cut": (cut_database, "vectors"),
    "chroma deleted": (lambda path: shutil.rmtree(path / "chroma"), "vectors"),
    "chroma emptied": (
        lambda path: [shutil.rmtree(path / "chroma"), (path / "chroma").mkdir()],
        "vectors",
    ),
    "vectors lost": (forget_vectors, "vectors"),
    "words deleted": (lambda path: shutil.rmtree(path / "lexical"), "words"),
    "words of another": (clear_words, "words"),
}


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named_and_mended_with_no_source_at_hand(
    path: Path, folder: Path, damage: str
) -> None:
    shutil.rmtree(folder)
    spoil, name = DAMAGES[damage]
    spoil(path)
    assert wrong(path) == {name: "penholder rebuild"}
    # In a process of its own, as the command is.
    script = (
        "import sys; sys.path[:0] = ['.', 'tests', 'tests/store']\n"
        "from pathlib import Path; from test_rebuilding import mend\n"
        f"mend(Path({str(path)!r}))\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])
    assert wrong(path) == {}
    check_whole(path)


def test_a_changed_model_is_refused_and_rebuilt(path: Path) -> None:
    other = HashEmbedder(32)
    with pytest.raises(FingerprintError, match="run penholder rebuild"):
        Library.open(path, other)
    health = examine(path, Model("other", other.fingerprint))
    assert [(c.name, c.remedy) for c in health.checks if not c.ok] == [
        ("model", "penholder rebuild")
    ]
    mend(path, other)
    check_whole(path, other)
    with pytest.raises(FingerprintError):
        Library.open(path, HashEmbedder())


def test_a_changed_chunker_is_refused_and_rebuilt(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "CHUNKER_VERSION", "2")
    with pytest.raises(FingerprintError, match=r"chunker 1 .* chunker 2: run penholder rebuild"):
        Library.open(path, HashEmbedder())
    assert wrong(path)["passages"] == "penholder rebuild"
    mend(path)
    assert wrong(path) == {}
    Library.open(path, HashEmbedder()).close()


def test_a_model_that_reads_less_gets_shorter_passages(library: Library) -> None:
    text = "\n\n".join(" ".join(f"word{n}-{i}" for i in range(40)) + "." for n in range(6))
    put(library, plain_document("long", text))
    path = library.path
    library.close()
    small = HashEmbedder(32, max_tokens=50)
    with Library.open(path, small, rebuilding=True) as again:
        rebuilt = again.rebuild(lambda d, e: recut(d, e, whole=False))
        document = again.document("long")
    assert rebuilt.recut == 1
    assert document.text == text
    embedded = [f"{p.heading}\n{p.span.of(text)}" for p in document.passages]
    assert max(small.count_tokens(embedded)) <= 50
    covered = "".join(p.span.of(text) for p in document.passages)
    assert "".join(covered.split()) == "".join(text.split())
    assert [p.ordinal for p in document.passages] == list(range(len(document.passages)))


class Stopped(BaseException):
    """Not an Exception, as a kill is not."""


STAGES = ("created", "staged", "embedded", "verified", "swapped", "swept", "indexed")


@pytest.mark.parametrize("stage", STAGES)
def test_a_rebuild_that_is_ended_leaves_answers_and_is_cleared_away(
    path: Path, folder: Path, stage: str
) -> None:
    def stop(reached: str) -> None:
        if reached == stage:
            raise Stopped

    with (
        Library.open(path, HashEmbedder()) as library,
        pytest.raises(Stopped),
    ):
        library.rebuild(keep, on_stage=stop)
    check_whole(path)
    with Library.open(path, HashEmbedder()) as library:
        refresh(library, [folder], reader=plain_reader, pipeline=PIPELINE)
        assert not library.unfinished
    assert wrong(path) == {}
    assert len(list(path.glob("chroma*"))) == 1


def test_what_will_not_be_cleared_away_is_built_around(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(reached: str) -> None:
        if reached == "embedded":
            raise Stopped

    with Library.open(path, HashEmbedder()) as library:
        with pytest.raises(Stopped):
            library.rebuild(keep, on_stage=stop)
        put(library, plain_document("more", "Another text."), source="more")
    stray = path / "chroma-2"
    stray.mkdir(exist_ok=True)
    (stray / "chroma.sqlite3").write_bytes(b"of a rebuild that was killed" * 1_000)
    with monkeypatch.context() as held:
        held.setattr(shutil, "rmtree", lambda *_, **__: None)
        mend(path)
        assert set(wrong(path)) == {"unfinished", "old generations"}
    mend(path)
    assert wrong(path) == {}
    assert len(list(path.glob("chroma*"))) == 1


def test_readers_go_on_while_it_is_rebuilt(path: Path) -> None:
    errors: list[BaseException] = []
    answered = 0
    stop = threading.Event()

    def read() -> None:
        nonlocal answered
        try:
            with Library.open(path, HashEmbedder()) as reader:
                while not stop.is_set():
                    assert len(reader.nearest(vector_of("envoy"), 5)) == 5  # type: ignore[arg-type]
                    assert len(reader.matching("envoy", 5)) == 5
                    answered += 1
        except BaseException as error:  # noqa: BLE001 - it is looked at below
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(3):
        mend(path)
    stop.set()
    for reader in readers:
        reader.join()
    assert errors == []
    assert answered > 3


def test_what_no_version_refers_to_is_collected(path: Path, folder: Path) -> None:
    kept = {p.name for p in (path / "originals").glob("*/*")}
    stray = path / "originals/ab" / ("ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("of a refresh that was killed")
    assert "1 more" in look(path)["originals"].detail
    (folder / "00.txt").write_text("Another text.")
    with Library.open(path, HashEmbedder()) as library:
        refresh(library, [folder], reader=plain_reader, pipeline=PIPELINE)
        library.rebuild(keep)
    assert {p.name for p in (path / "originals").glob("*/*")} > kept  # the retired one too


def test_altered_and_missing_originals_are_named(path: Path) -> None:
    first, second, *_ = sorted((path / "originals").glob("*/*"))
    first.write_text("altered")
    second.unlink()
    detail = look(path)["originals"].detail
    assert "1 are missing, 1 were altered" in detail
    assert "2 are missing, 0 were altered" in look(path)["originals"].detail


def test_a_stale_note_and_a_writer_at_work_are_told_apart(path: Path) -> None:
    with writer_lock(path, "refresh"):
        assert look(path)["writer"].ok
        assert "is writing" in look(path)["writer"].detail
        note = (path / "writer.json").read_text()
    (path / "writer.json").write_text(note)
    assert wrong(path) == {"writer": "penholder refresh"}


def test_no_library_is_a_finding(tmp_path: Path) -> None:
    assert wrong(tmp_path / "nothing") == {"catalogue": "penholder refresh"}
    (tmp_path / "catalogue.sqlite").write_bytes(b"no database" * 500)
    assert "put a copy" in wrong(tmp_path)["catalogue"]


@pytest.mark.parametrize("number", range(1, len(MIGRATIONS)))
def test_a_library_of_every_earlier_schema_is_named_and_mended(path: Path, number: int) -> None:
    make_earlier(path / "catalogue.sqlite", number)
    assert wrong(path) == {"schema": "penholder rebuild"}
    mend(path)
    assert wrong(path) == {}
    check_whole(path)


def make_earlier(file: Path, number: int) -> None:
    """The catalogue as a Penholder with only the first ``number`` migrations would have it."""
    old = file.with_suffix(".old")
    engine = sa.create_engine(f"sqlite:///{old}")
    with engine.begin() as connection:
        migrate(connection, MIGRATIONS[:number])
        connection.execute(sa.text("DELETE FROM meta"))
        connection.execute(sa.text("ATTACH :file AS new"), {"file": str(file)})
        there = sa.inspect(connection)
        for table in metadata.sorted_tables:
            if there.has_table(table.name):
                names = ", ".join(f'"{c["name"]}"' for c in there.get_columns(table.name))
                connection.execute(
                    sa.text(
                        f"INSERT INTO {table.name} ({names}) SELECT {names} FROM new.{table.name}"
                    )
                )
    engine.dispose()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
    old.replace(file)


def test_a_file_in_the_working_folder_is_not_run(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library, plain_document("a", TEXT))
    (tmp_path / "store.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    assert probe(library.path, None, seconds=60).error is None

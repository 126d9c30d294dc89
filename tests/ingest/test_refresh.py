"""Refreshing: what comes, changes, breaks, moves and goes (T10 to T13, T15)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from plain_reader import PIPELINE, plain_reader

from ingest.refresh import Progress, RefreshReport, Removals, refresh
from store import history
from store.embedding import Embedder, HashEmbedder, Vectors
from store.errors import LibraryError, LibraryMissing, UsageError
from store.library import Library
from store.records import Document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "one.txt").write_text("Mr. Lavrov will preside.\n\nThe debate is on Wednesday.")
    (folder / "two.txt").write_text("symbol: S/PV.7796\nMr. Churkin presided.")
    return folder


def run(library: Library, *sources: Path | str, **options: object) -> RefreshReport:
    return refresh(library, sources, reader=plain_reader, pipeline=PIPELINE, **options)  # type: ignore[arg-type]


def found(library: Library, text: str) -> set[tuple[str, str]]:
    """(document, passage text) of everything that either index finds for a text."""
    vector = HashEmbedder().encode([text])[0]
    ids = [c.passage_id for c in (*library.nearest(vector, 50), *library.matching(text, 50))]
    return {(p.document.document, p.text) for p in library.passages(ids)}


def texts(library: Library, text: str) -> set[str]:
    return {passage for _, passage in found(library, text)}


def test_a_first_refresh_adds_and_a_second_does_nothing(library: Library, folder: Path) -> None:
    first = run(library, folder)
    assert first.added == ("one.txt", "S/PV.7796")
    assert (first.passages, first.generation, first.unchanged, first.failed) == (3, 1, 0, ())
    second = run(library, folder)
    assert (second.added, second.changed, second.removed) == ((), (), ())
    assert (second.passages, second.generation, second.unchanged) == (3, 1, 2)


def test_a_second_refresh_touches_no_file(library: Library, folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\xff\xfe")
    run(library, folder)
    stamps = {p: p.stat().st_mtime_ns for p in library.path.rglob("*") if p.is_file()}
    run(library, folder)
    assert {p: p.stat().st_mtime_ns for p in library.path.rglob("*") if p.is_file()} == stamps


def test_t10_an_edit_in_place_is_found_and_the_old_text_is_gone(
    library: Library, folder: Path
) -> None:
    run(library, folder)
    (folder / "one.txt").write_text("Mr. Lavrov will preside.\n\nThe debate is on Thursdays.")
    report = run(library, folder)
    assert report.changed == ("one.txt",)
    assert report.unchanged == 1
    everything = texts(library, "The debate is on Wednesday Thursdays")
    assert "The debate is on Thursdays." in everything
    assert "The debate is on Wednesday." not in everything


def test_an_edit_of_equal_length_and_time_is_seen(library: Library, folder: Path) -> None:
    import os

    path = folder / "one.txt"
    run(library, folder)
    before = path.stat()
    path.write_text(path.read_text().replace("Wednesday", "wednesdaY"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(library, folder).changed == ("one.txt",)


def test_t11_a_repaired_file_is_read_again(library: Library, folder: Path) -> None:
    (folder / "late.txt").write_bytes(b"")
    report = run(library, folder)
    assert [(f.source, f.reason) for f in report.failed] == [
        (str(folder / "late.txt"), "late.txt is empty")
    ]
    assert run(library, folder).failed == report.failed
    (folder / "late.txt").write_text("Here at last.")
    repaired = run(library, folder)
    assert (repaired.added, repaired.failed) == (("late.txt",), ())


@pytest.mark.parametrize("broken", [b"", b"\xff\xfe\x00\xff"])
def test_t12_a_broken_version_leaves_the_old_one_answering(
    library: Library, folder: Path, broken: bytes
) -> None:
    path = folder / "one.txt"
    good = path.read_bytes()
    run(library, folder)
    path.write_bytes(broken)
    report = run(library, folder)
    assert len(report.failed) == 1
    assert (report.changed, report.removed) == ((), ())
    assert "The debate is on Wednesday." in texts(library, "debate Wednesday")
    path.write_bytes(good)
    restored = run(library, folder)
    assert (restored.failed, restored.changed, restored.unchanged) == ((), (), 2)
    assert run(library, folder).generation == restored.generation


def test_t13_a_renamed_file_takes_its_passages_along(library: Library, folder: Path) -> None:
    run(library, folder)
    (folder / "one.txt").rename(folder / "new.txt")
    report = run(library, folder)
    assert (report.added, report.removed) == (("new.txt",), ("one.txt",))
    assert {d for d, _ in found(library, "The debate is on Wednesday.")} == {
        "new.txt",
        "S/PV.7796",
    }


def test_t13_a_renamed_file_with_a_symbol_is_the_same_document(
    library: Library, folder: Path
) -> None:
    run(library, folder)
    (folder / "two.txt").rename(folder / "0.txt")
    report = run(library, folder)
    assert (report.added, report.changed, report.removed, report.unchanged) == ((), (), (), 2)
    assert report.generation == 1
    (folder / "0.txt").unlink()
    assert run(library, folder).removed == ("S/PV.7796",)


def test_t13_a_deleted_file_is_gone_from_both_indexes(library: Library, folder: Path) -> None:
    run(library, folder)
    (folder / "one.txt").unlink()
    report = run(library, folder)
    assert report.removed == ("one.txt",)
    assert {d for d, _ in found(library, "Mr. Lavrov will preside.")} == {"S/PV.7796"}
    live = library.catalogue.live_passage_ids()
    assert library.vectors.ids() == library.lexical.ids() == live


def test_t15_equal_text_in_two_documents_stays_two_passages(library: Library, folder: Path) -> None:
    words = "The Council remains seized of the matter."
    (folder / "three.txt").write_text(words)
    (folder / "four.txt").write_text(words)
    run(library, folder)
    assert {("three.txt", words), ("four.txt", words)} <= found(library, words)
    (folder / "three.txt").unlink()
    run(library, folder)
    left = found(library, words)
    assert ("four.txt", words) in left
    assert ("three.txt", words) not in left


def test_only_changed_passages_are_embedded(library_path: Path, folder: Path) -> None:
    class Counting(HashEmbedder):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def encode(self, texts: list[str]) -> Vectors:  # type: ignore[override]
            self.seen += texts
            return super().encode(texts)

    counting = Counting()
    with Library.open(library_path, counting, create=True) as library:
        run(library, folder)
        counting.seen.clear()
        (folder / "one.txt").write_text("Mr. Lavrov will preside.\n\nThe debate is postponed.")
        run(library, folder)
        assert counting.seen == ["one.txt\nThe debate is postponed."]
        counting.seen.clear()
        (folder / "two.txt").rename(folder / "renamed.txt")
        run(library, folder)
        assert counting.seen == []


def test_a_sidecar_counts_as_part_of_its_file(library: Library, folder: Path) -> None:
    run(library, folder)
    (folder / "one.toml").write_text("A better title")
    report = run(library, folder)
    assert report.changed == ("one.txt",)
    assert library.document("one.txt").title == "A better title"
    (folder / "one.toml").unlink()
    assert run(library, folder).changed == ("one.txt",)


def test_another_pipeline_reads_everything_again(library: Library, folder: Path) -> None:
    run(library, folder)
    seen: list[str] = []

    def reader(
        data: bytes, *, name: str, source: str, sidecar: bytes | None, embedder: Embedder
    ) -> list[Document]:
        seen.append(name)
        return plain_reader(data, name=name, source=source, sidecar=sidecar, embedder=embedder)

    report = refresh(library, [folder], reader=reader, pipeline="plain-2")
    assert sorted(set(seen)) == ["one.txt", "two.txt"]
    assert (report.changed, report.unchanged, report.generation) == ((), 2, 1)
    seen.clear()
    refresh(library, [folder], reader=reader, pipeline="plain-2")
    assert seen == []


def test_one_failure_stops_no_other(library: Library, folder: Path, tmp_path: Path) -> None:
    def reader(
        data: bytes, *, name: str, source: str, sidecar: bytes | None, embedder: Embedder
    ) -> list[Document]:
        if name == "one.txt":
            raise RecursionError("too deep")
        return plain_reader(data, name=name, source=source, sidecar=sidecar, embedder=embedder)

    (tmp_path / "empty").mkdir()
    sources = [folder, tmp_path / "nowhere", tmp_path / "empty", "ftp://x.example/a"]
    report = refresh(library, sources, reader=reader, pipeline=PIPELINE)
    assert report.added == ("S/PV.7796",)
    reasons = {Path(f.source).name: f.reason for f in report.failed}
    assert "RecursionError: too deep" in reasons["one.txt"]
    assert "no file or folder" in reasons["nowhere"]
    assert "holds no documents" in reasons["empty"]
    assert "not an http or https address" in reasons["a"]
    assert all(failure.remedy for failure in report.failed)


def test_a_card_gives_way_to_the_held_document_and_comes_back(
    library: Library, folder: Path
) -> None:
    cards = folder / "cards.txt"
    cards.write_text("card: S/PV.7796 | Our description.\ncard: S/2016/867 | A letter.")
    (folder / "two.txt").rename(folder / "z.txt")
    report = run(library, folder)
    assert sorted(report.added) == ["S/2016/867", "S/PV.7796", "one.txt"]
    assert library.document("S/PV.7796").held
    (folder / "z.txt").rename(folder.parent / "z.txt")
    report = run(library, folder)
    assert (report.changed, report.removed) == (("S/PV.7796",), ())
    assert library.document("S/PV.7796").text == "Our description."
    assert not library.document("S/PV.7796").held
    (folder.parent / "z.txt").rename(folder / "z.txt")
    assert run(library, folder).changed == ("S/PV.7796",)
    assert library.document("S/PV.7796").held
    assert library.remove("S/PV.7796") == "S/PV.7796"
    assert not library.document("S/PV.7796").held


def test_an_edited_card_changes_only_itself(library: Library, folder: Path) -> None:
    cards = folder / "cards.txt"
    cards.write_text("card: S/2016/866 | Another.\ncard: S/2016/867 | A letter.")
    run(library, folder)
    cards.write_text("card: S/2016/866 | Another.\ncard: S/2016/867 | A concept paper.")
    report = run(library, folder)
    assert (report.changed, report.unchanged) == (("S/2016/867",), 3)


def test_two_files_that_are_one_document_are_told_apart(library: Library, folder: Path) -> None:
    (folder / "copy.txt").write_text("symbol: S/PV.7796\nA different copy.")
    report = run(library, folder)
    assert [Path(f.source).name for f in report.failed] == ["two.txt"]
    assert "S/PV.7796" in report.failed[0].reason
    assert "copy.txt" in report.failed[0].reason
    assert library.document("S/PV.7796").text == "A different copy."
    (folder / "copy.txt").unlink()
    report = run(library, folder)
    assert (report.failed, report.changed, report.removed) == ((), ("S/PV.7796",), ())
    assert library.document("S/PV.7796").text == "Mr. Churkin presided."


def test_the_document_that_was_first_stays_when_a_copy_comes(
    library: Library, folder: Path
) -> None:
    run(library, folder)
    (folder / "copy.txt").write_text("symbol: S/PV.7796\nA different copy.")
    (folder / "two.txt").write_text("symbol: S/PV.7796\nMr. Churkin presided again.")
    report = run(library, folder)
    assert [Path(f.source).name for f in report.failed] == ["copy.txt"]
    assert library.document("S/PV.7796").text == "Mr. Churkin presided again."


def test_files_that_swap_their_symbols_are_followed(library: Library, folder: Path) -> None:
    (folder / "three.txt").write_text("symbol: S/PV.8626\nMr. Lavrov presided.")
    run(library, folder)
    (folder / "two.txt").write_text("symbol: S/PV.8626\nFrom two.")
    (folder / "three.txt").write_text("symbol: S/PV.7796\nFrom three.")
    report = run(library, folder)
    assert (sorted(report.changed), report.failed) == (["S/PV.7796", "S/PV.8626"], ())
    assert library.document("S/PV.7796").text == "From three."
    assert library.document("S/PV.8626").text == "From two."


def test_a_removed_document_stays_out_until_its_file_is_named(
    library: Library, folder: Path
) -> None:
    run(library, folder)
    library.remove("one.txt")
    assert found(library, "Mr. Lavrov will preside.") == {("S/PV.7796", "Mr. Churkin presided.")}
    assert run(library, folder).added == ()
    assert run(library, folder / "one.txt").added == ("one.txt",)
    with pytest.raises(UsageError):
        library.remove("three.txt")


def test_a_file_named_alone_is_not_authoritative(library: Library, folder: Path) -> None:
    run(library, folder)
    report = run(library, folder / "one.txt")
    assert (report.removed, report.unchanged) == ((), 1)
    (folder / "one.txt").unlink()
    report = run(library, folder / "one.txt")
    assert (len(report.failed), report.removed) == (1, ())
    assert library.document("one.txt")


def test_a_file_keeps_its_name_however_it_is_reached(library: Library, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub/deep.txt").write_text("Deep down.")
    run(library, folder)
    for source in (folder / "sub", folder / "sub/deep.txt", folder):
        (folder / "sub/deep.txt").write_text(f"Seen through {source.name}.")
        report = run(library, source)
        assert (report.changed, report.added, report.removed) == (("sub/deep.txt",), (), ())


def test_an_emptied_folder_is_believed_and_an_unmounted_one_is_not(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(library, folder)
    shutil.rmtree(folder)
    folder.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr("ingest.folders.device_of", lambda _path: "another device")
        report = run(library, folder)
        assert (report.removed, report.kept) == ((), ("S/PV.7796", "one.txt"))
        assert any("not there now" in failure.reason for failure in report.failed)
    report = run(library, folder)
    assert sorted(report.removed) == ["S/PV.7796", "one.txt"]
    assert (report.passages, len(report.failed)) == (0, 1)


def test_many_documents_are_written_in_several_swaps(library: Library, folder: Path) -> None:
    for number in range(150):
        (folder / f"n{number:03}.txt").write_text(f"Brief number {number}.")
    seen: list[Progress] = []
    report = run(library, folder, on_progress=seen.append)
    assert (len(report.added), report.passages) == (152, 153)
    assert report.generation == 3
    assert [p.done for p in seen] == list(range(1, 153))
    assert {p.total for p in seen} == {152}


def test_a_failing_embedder_shows_nothing_half_done(
    library_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = HashEmbedder()
    with Library.open(library_path, embedder, create=True) as library:
        run(library, folder)
        (folder / "one.txt").write_text("Something else entirely.")
        (folder / "three.txt").write_text("New.")

        def fail(_texts: object) -> Vectors:
            raise MemoryError

        with monkeypatch.context() as patched:
            patched.setattr(embedder, "encode", fail)
            with pytest.raises(LibraryError, match="memory"):
                run(library, folder)
        assert library.unfinished
        assert {s.document for s in library.documents()} == {"one.txt", "S/PV.7796"}
        assert "The debate is on Wednesday." in texts(library, "debate Wednesday")
        report = run(library, folder)
        assert (report.added, report.changed) == (("three.txt",), ("one.txt",))
        assert not library.unfinished


def test_a_refresh_without_a_model_says_so(library_path: Path, folder: Path) -> None:
    with pytest.raises(LibraryMissing):
        Library.open(library_path, None)
    with (
        Library.open(library_path, None, create=True) as library,
        pytest.raises(LibraryError, match="without an embedding model"),
    ):
        run(library, folder)


def test_originals_are_kept_by_their_hash(library: Library, folder: Path) -> None:
    import hashlib

    run(library, folder)
    for path in folder.iterdir():
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        kept = library.path / "originals" / sha256[:2] / sha256
        assert kept.read_bytes() == path.read_bytes()


def test_the_run_is_recorded_once(library: Library, folder: Path) -> None:
    import sqlalchemy as sa

    from store.schema import runs

    run(library, folder)
    run(library, folder)
    (folder / "one.txt").unlink()
    run(library, folder)
    with library.catalogue.reading() as connection:
        rows = connection.execute(sa.select(runs).order_by(runs.c.id)).all()
    assert [(r.command, r.added, r.removed, r.generation) for r in rows] == [
        ("refresh", 2, 0, 1),
        ("refresh", 0, 1, 2),
    ]
    assert all(row.finished for row in rows)
    assert not (library.path / "writer.json").exists()


def test_a_run_that_only_failed_is_recorded_unless_it_failed_like_the_one_before(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    def failed() -> list[list[str]]:
        listed = history.runs(library.catalogue)
        assert all(one.finished and one.failed == len(one.failures) for one in listed)
        return [[failure.source for failure in one.failures] for one in listed]

    one, two = str(tmp_path / "one.txt"), str(tmp_path / "two.txt")
    assert [failure.source for failure in run(library, one).failed] == [one]
    assert failed() == [[one]]
    run(library, one)
    assert failed() == [[one]]
    run(library, two)
    run(library, folder, one)
    assert failed() == [[one], [two], [one]]
    run(library, folder)
    assert failed() == [[one], [two], [one]]
    assert library.generation == 1


def test_what_changed_is_said_of_each_changed_document(library: Library, folder: Path) -> None:
    (folder / "one.toml").write_text("A title")
    run(library, folder)
    (folder / "one.toml").write_text("Another title")
    (folder / "one.txt").write_text("Mr. Lavrov will preside.\n\nIt is on Monday.\n\nIn New York.")
    report = run(library, folder)
    assert [(c.document, c.what) for c in report.changes] == [
        (
            "one.txt",
            "title “A title” is now “Another title”; 1 paragraph edited; 1 paragraph added",
        )
    ]
    assert run(library, folder).changes == ()
    (folder / "two.txt").write_text("card: S/PV.7796 | Our description.")
    (change,) = run(library, folder).changes
    assert "only its catalogue card is held now" in change.what


def many(folder: Path, number: int = 20) -> None:
    for n in range(number):
        (folder / f"n{n:02}.txt").write_text(f"Brief number {n}.")


def test_removed_documents_can_be_kept_and_go_later(library: Library, folder: Path) -> None:
    run(library, folder)
    (folder / "one.txt").unlink()
    report = run(library, folder, removals=Removals(keep=True))
    assert (report.removed, report.kept, report.failed) == ((), ("one.txt",), ())
    assert report.generation == 1
    assert run(library, folder).removed == ("one.txt",)


@pytest.mark.parametrize("answer", [True, False])
def test_a_removal_is_asked_about_once(library: Library, folder: Path, answer: bool) -> None:
    run(library, folder)
    (folder / "one.txt").unlink()
    (folder / "two.txt").rename(folder / "moved.txt")
    asked: list[tuple[str, ...]] = []

    def confirm(documents: object) -> bool:
        asked.append(tuple(documents))  # type: ignore[arg-type]
        return answer

    report = run(library, folder, removals=Removals(confirm=confirm))
    assert asked == [("one.txt",)]  # what only moved is not asked about
    assert (report.removed, report.kept) == ((("one.txt",), ()) if answer else ((), ("one.txt",)))


def test_more_than_half_of_a_library_does_not_go_unasked(library: Library, folder: Path) -> None:
    many(folder)
    run(library, folder)
    for n in range(12):
        (folder / f"n{n:02}.txt").unlink()
    (folder / "new.txt").write_text("New.")
    report = run(library, folder)
    assert (report.removed, report.added, len(report.kept)) == ((), ("new.txt",), 12)
    (failure,) = report.failed
    assert "12 of the 22 documents held would be removed" in failure.reason
    assert "--allow-mass-removal" in failure.remedy
    assert "Brief number 3." in texts(library, "Brief number 3")
    report = run(library, folder, removals=Removals(allow_mass=True))
    assert (len(report.removed), report.failed) == (12, ())


def test_half_of_a_library_goes_unasked(library: Library, folder: Path) -> None:
    many(folder)
    run(library, folder)
    for n in range(11):
        (folder / f"n{n:02}.txt").unlink()
    report = run(library, folder)
    assert (len(report.removed), report.failed) == (11, ())


def test_a_changed_source_is_read_once_however_often_it_is_looked_at(
    library: Library, folder: Path
) -> None:
    read: list[str] = []

    def reader(
        data: bytes, *, name: str, source: str, sidecar: bytes | None, embedder: Embedder
    ) -> list[Document]:
        read.append(name)
        return plain_reader(data, name=name, source=source, sidecar=sidecar, embedder=embedder)

    run(library, folder)
    (folder / "two.txt").write_text("symbol: S/PV.7796\nMr. Churkin spoke first.")
    report = refresh(library, [folder], reader=reader, pipeline=PIPELINE)
    assert report.changed == ("S/PV.7796",)
    assert read == ["two.txt"]

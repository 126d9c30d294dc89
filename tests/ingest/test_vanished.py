"""What was deleted and what is only not there: disks, unreadable folders, second looks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from plain_reader import PIPELINE, plain_reader

from ingest.folders import device_of
from ingest.refresh import RefreshReport, Removals, refresh
from ingest.sources import Folder, Found, Item
from ingest.vanished import vanished
from store.library import Library
from store.manifest import Source


def run(library: Library, *sources: Path, **options: object) -> RefreshReport:
    return refresh(library, sources, reader=plain_reader, pipeline=PIPELINE, **options)  # type: ignore[arg-type]


def write(folder: Path, prefix: str, number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(number):
        (folder / f"{prefix}{n:02}.txt").write_text(f"Brief {prefix} number {n}.")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Twelve documents on one device, and a subfolder for a disk."""
    write(tmp_path / "briefs", "n", 12)
    return tmp_path / "briefs"


@pytest.fixture
def disks(monkeypatch: pytest.MonkeyPatch) -> dict[Path, str]:
    """Devices by folder, for this test to set; what is not under one is where it is."""
    devices: dict[Path, str] = {}

    def of(path: str | Path) -> str:
        over = [mount for mount in devices if Path(path).is_relative_to(mount)]
        return devices[max(over, key=lambda mount: len(mount.parts))] if over else device_of(path)

    monkeypatch.setattr("ingest.folders.device_of", of)
    return devices


@pytest.mark.parametrize("mount_point_stays", [True, False])
@pytest.mark.parametrize("below", ["usb", "usb/deep/deeper"])
def test_a_disk_that_is_not_mounted_takes_no_document_along(
    library: Library, root: Path, disks: dict[Path, str], mount_point_stays: bool, below: str
) -> None:
    write(root / below, "u", 4)
    disks[root / "usb"] = "usb"
    assert len(run(library, root).added) == 16
    shutil.rmtree(root / "usb")
    if mount_point_stays:
        (root / "usb").mkdir()
    del disks[root / "usb"]
    (root / "new.txt").write_text("The rest is refreshed.")
    report = run(library, root)
    assert (report.added, report.removed, len(report.kept)) == (("new.txt",), (), 4)
    (failure,) = report.failed
    assert failure.source == str(root / "usb")
    assert failure.reason.startswith("4 files in ")
    assert "mount it" in failure.remedy
    assert "--allow-mass-removal" in failure.remedy
    # Mounted again, under another number: nothing was lost, and nothing is read again.
    write(root / below, "u", 4)
    disks[root / "usb"] = "usb at another number"
    report = run(library, root)
    assert (report.added, report.changed, report.unchanged, report.failed) == ((), (), 17, ())


def test_a_disk_that_was_given_away_can_be_let_go(
    library: Library, root: Path, disks: dict[Path, str]
) -> None:
    write(root / "usb", "u", 4)
    disks[root / "usb"] = "usb"
    run(library, root)
    shutil.rmtree(root / "usb")
    report = run(library, root, removals=Removals(allow_mass=True))
    assert (len(report.removed), report.kept, report.failed) == (4, (), ())


def test_a_folder_that_was_deleted_takes_its_documents_along(library: Library, root: Path) -> None:
    write(root / "old", "o", 12)
    run(library, root)
    shutil.rmtree(root / "old")
    report = run(library, root)
    assert (len(report.removed), report.kept, report.failed) == (12, (), ())


def test_a_file_that_was_deleted_from_a_disk_goes(
    library: Library, root: Path, disks: dict[Path, str]
) -> None:
    write(root / "usb", "u", 4)
    disks[root / "usb"] = "usb"
    run(library, root)
    (root / "usb/u00.txt").unlink()
    assert run(library, root).removed == ("usb/u00.txt",)
    (root / "usb/u01.txt").unlink()
    (root / "usb/u02.txt").unlink()
    (root / "usb/u03.txt").unlink()  # the disk is there, and empty
    assert len(run(library, root).removed) == 3


def test_after_a_restart_a_deleted_folder_is_told_from_a_missing_disk(
    library: Library, root: Path, disks: dict[Path, str]
) -> None:
    write(root / "old", "o", 3)
    write(root / "usb", "u", 3)
    disks[root.parent] = "1"
    disks[root / "usb"] = "2"
    run(library, root)
    disks[root.parent] = "3"  # the same disk under another number
    del disks[root / "usb"]
    shutil.rmtree(root / "old")
    shutil.rmtree(root / "usb")
    report = run(library, root)
    assert sorted(report.removed) == [f"old/o{n:02}.txt" for n in range(3)]
    assert sorted(report.kept) == [f"usb/u{n:02}.txt" for n in range(3)]


def test_a_new_number_of_a_device_is_noted_once(
    library: Library, root: Path, disks: dict[Path, str]
) -> None:
    run(library, root)
    disks[root] = "another"
    stages: list[str] = []
    report = run(library, root, on_stage=stages.append)
    assert (report.unchanged, report.generation) == (12, 1)
    assert "swapped" in stages
    stages.clear()
    run(library, root, on_stage=stages.append)
    assert stages == []
    shutil.rmtree(root)
    root.mkdir()
    del disks[root]
    assert run(library, root).removed == ()


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Makes a folder answer with an error; permissions would not stop an administrator."""
    refused: set[str] = set()
    scandir = os.scandir

    def scan(path: str) -> object:
        if str(path) in refused:
            raise OSError(5, "Input/output error", path)
        return scandir(path)

    monkeypatch.setattr("ingest.folders.os.scandir", scan)
    yield lambda path: refused.add(str(path))
    refused.clear()


def test_a_folder_that_cannot_be_read_is_one_failure_and_keeps_its_documents(
    library: Library, root: Path, unreadable: Callable[[Path], None]
) -> None:
    write(root / "bad/deep", "b", 3)
    run(library, root)
    unreadable(root / "bad")
    (root / "n00.txt").write_text("Edited.")
    (root / "n01.txt").unlink()
    report = run(library, root)
    assert (report.changed, report.removed, report.kept) == (("n00.txt",), ("n01.txt",), ())
    (failure,) = report.failed
    assert failure.source == str(root / "bad")
    assert "Input/output error" in failure.reason
    assert "kept" in failure.remedy
    assert report.passages == 14


def test_what_took_a_documents_place_keeps_the_document(library: Library, root: Path) -> None:
    run(library, root)
    for name in ("n00.txt", "n01.txt", "n02.txt"):
        (root / name).unlink()
    os.mkfifo(root / "n00.txt")
    (root / "n01.txt").symlink_to("n01.txt")
    (root / "n02.txt").symlink_to(root / "nowhere")
    report = run(library, root)
    assert (report.removed, report.passages) == ((), 12)
    assert [failure.source for failure in report.failed] == [
        str(root / f"n0{n}.txt") for n in range(3)
    ]


def test_a_file_that_is_there_again_is_not_removed(library: Library, root: Path) -> None:
    run(library, root)
    text = (root / "n00.txt").read_text()
    (root / "n00.txt").unlink()
    (root / "n01.txt").unlink()

    def confirm(_documents: Sequence[str]) -> bool:
        (root / "n00.txt").write_text(text)
        return True

    assert run(library, root, removals=Removals(confirm=confirm)).removed == ("n01.txt",)


def test_a_folder_speaks_for_files_under_it_alone() -> None:
    def row(key: str, device: str | None = "1") -> Source:
        return Source(key, "/a", device, None, "ok", None, None, "1", 1)

    rows = [row(key) for key in ("/a/one.txt", "/ab/two.txt", "/a/b/three.txt", "/a/c/four.txt")]
    rows += [row("https://www.example.org/a/"), row("/a/here.txt"), row("/a/d/five.txt", None)]
    here = Item("/a/here.txt", "/a", "1", "a/here.txt")
    folder = Folder("/a", {"/a": "1", "/a/c": "1"}, frozenset({"/a/b"}))
    lost = vanished(rows, Found((here,), (folder,), ()))
    assert [one.key for one in lost.gone] == ["/a/one.txt", "/a/c/four.txt", "/a/d/five.txt"]
    assert (lost.kept, lost.failures) == ((), ())


def test_the_question_is_put_before_the_library_is_locked(library: Library, root: Path) -> None:
    run(library, root)
    (root / "n00.txt").unlink()
    (root / "n01.txt").write_text("Edited, so that there is more to do than to remove.")
    asked: list[tuple[str, ...]] = []

    def confirm(documents: Sequence[str]) -> bool:
        with library.writing("another", patience=0.0):  # raises where somebody holds it
            asked.append(tuple(documents))
        return True

    report = run(library, root, removals=Removals(confirm=confirm))
    assert asked == [("n00.txt",)]
    assert (report.changed, report.removed) == (("n01.txt",), ("n00.txt",))


def test_what_was_not_asked_about_is_kept_until_the_next_time(library: Library, root: Path) -> None:
    run(library, root)
    (root / "n00.txt").unlink()

    def confirm(_documents: Sequence[str]) -> bool:
        (root / "late.txt").write_text("Came and went while the question was open.")
        run(library, root, removals=Removals(keep=True))
        (root / "late.txt").unlink()
        return True

    report = run(library, root, removals=Removals(confirm=confirm))
    assert (report.removed, report.kept) == ((), ("late.txt", "n00.txt"))
    (failure,) = report.failed
    assert "other documents" in failure.reason
    assert "refresh again" in failure.remedy
    asked: list[tuple[str, ...]] = []

    def again(documents: Sequence[str]) -> bool:
        asked.append(tuple(documents))
        return True

    assert len(run(library, root, removals=Removals(confirm=again)).removed) == 2
    assert asked == [("late.txt", "n00.txt")]


def test_what_another_refresh_added_meanwhile_is_not_taken_for_gone(
    library: Library, root: Path
) -> None:
    run(library, root)
    (root / "n00.txt").unlink()

    def confirm(_documents: Sequence[str]) -> bool:
        (root / "late.txt").write_text("Came while the question was open.")
        run(library, root, removals=Removals(keep=True))
        return True

    report = run(library, root, removals=Removals(confirm=confirm))
    assert (report.removed, report.failed) == (("n00.txt",), ())

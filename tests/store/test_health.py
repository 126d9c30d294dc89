"""doctor raises nothing, whatever it meets, and says how much room the parts take."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from plain_reader import plain_document
from test_library import put

from store import findings, health_files, lock, originals, probing
from store.embedding import HashEmbedder
from store.errors import LibraryError
from store.health import Check, Health, Model, examine
from store.health_files import Sizes, size_check
from store.library import Library
from store.manifest import Source
from store.probing import Probe, probe
from store.writing import SourceChange

MODEL = Model("hash", HashEmbedder().fingerprint)


def checks(health: Health) -> dict[str, Check]:
    return {check.name: check for check in health.checks}


@pytest.fixture
def filled(library: Library) -> Library:
    sha256 = originals.keep(library.path / "originals", b"bytes")
    row = Source("a.txt", "a.txt", None, None, "ok", None, None, "test", 1)
    with library.writing("test") as writer:
        writer.apply([SourceChange(row, (plain_document("a", "The envoy briefed."),), sha256)])
    return library


def refusing(*_: object, **__: object) -> object:
    raise PermissionError(13, "Permission denied", "somewhere")


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ((originals, "state"), "originals"),
        ((originals, "orphans"), "originals"),
        ((health_files.shutil, "disk_usage"), "disk"),
        ((lock, "holder"), "writer"),
        ((probing.subprocess, "run"), "vectors"),
        ((health_files.collections, "others"), "old generations"),
        ((health_files, "size_of"), "size"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_looked_at_is_a_finding_and_ends_no_other_look(
    filled: Library, monkeypatch: pytest.MonkeyPatch, place: tuple[object, str], name: str
) -> None:
    assert all(check.ok for check in examine(filled.path, MODEL).checks)
    monkeypatch.setattr(*place, refusing)
    found = checks(examine(filled.path, MODEL))
    assert not found[name].ok
    assert "Permission denied" in found[name].detail
    assert found[name].remedy
    assert found["words"].ok
    assert found.keys() >= {"model", "vectors", "originals", "disk", "writer", "size"}


@pytest.mark.parametrize("error", [ValueError("odd"), KeyError("odd"), LibraryError("odd", "mend")])
def test_damage_of_any_sort_is_a_finding(error: Exception) -> None:
    def look() -> Check:
        raise error

    found = findings.looked("words", look)
    assert (found.ok, found.severity) == (False, "error")
    assert "odd" in found.detail
    assert found.remedy


@pytest.mark.parametrize("key", ["fingerprint", "collection"])
def test_facts_that_make_no_sense_are_a_finding(filled: Library, key: str) -> None:
    with filled.catalogue.writing() as connection:
        filled.catalogue.set_meta(connection, key, "no number and no JSON")
    found = checks(examine(filled.path, MODEL))
    assert [name for name, check in found.items() if not check.ok]
    assert found["originals"].ok


def test_a_folder_that_was_locked_away_is_a_finding(filled: Library) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (filled.path / "originals").chmod(0)
    try:
        assert not checks(examine(filled.path, MODEL))["originals"].ok
    finally:
        (filled.path / "originals").chmod(0o700)


# The process that looks.


def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Has ``code`` run at the start of every process of this Python."""
    (tmp_path / "sitecustomize.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


def test_what_else_is_printed_does_not_matter(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import atexit; print('{\\nhalf', end='', flush=True); atexit.register(print, '}')"
    site(tmp_path, monkeypatch, code)
    found = probe(filled.path, None, seconds=60)
    assert (found.error, found.vectors) == (None, 1)


def test_a_process_that_ends_without_an_answer_is_told_with_its_last_words(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import os, sys; print('no room left', file=sys.stderr, flush=True); os._exit(3)"
    site(tmp_path, monkeypatch, code)
    assert "(code 3: no room left)" in str(probe(filled.path, None, seconds=60).error)


def test_the_sentence_of_an_error_in_the_process_is_kept(library_path: Path) -> None:
    found = probe(library_path / "nothing", None, seconds=60)
    assert found == Probe(f"there is no library in {library_path / 'nothing'}", "penholder refresh")
    assert checks(examine(library_path / "nothing", MODEL))["catalogue"].remedy


# Room.


def test_the_sizes_are_those_of_the_files(filled: Library) -> None:
    sizes = examine(filled.path, MODEL).sizes
    assert sizes is not None
    assert sizes.originals == len(b"bytes")
    assert sizes.passages == 1
    assert sizes.reclaimable < 100_000  # Chroma begins with places for a hundred
    assert sizes.a_passage == sizes.total
    assert min(sizes.catalogue, sizes.vectors, sizes.words) > 0
    assert checks(examine(filled.path, MODEL))["size"].detail.endswith(" bytes a live passage")


def test_what_many_edits_left_in_the_vectors_is_freed_by_a_rebuild(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(number: int) -> None:
        text = "\n\n".join(f"Paragraph {n} of edit {number}." for n in range(300))
        put(library, plain_document("many", text))

    for number in range(4):
        edit(number)
    before = examine(library.path, MODEL).sizes
    assert before is not None
    assert before.reclaimable > before.vectors // 4
    library.rebuild(lambda document, _embedder: document)
    after = examine(library.path, MODEL).sizes
    assert after is not None
    assert after.reclaimable < before.reclaimable // 2
    assert after.vectors < before.vectors
    assert before.vectors - after.vectors >= (before.reclaimable - after.reclaimable) // 2


@pytest.mark.parametrize(("reclaimable", "said"), [(50, False), (700, True)])
def test_a_rebuild_is_named_where_it_frees_a_large_share(reclaimable: int, said: bool) -> None:
    million = 1_000_000
    sizes = Sizes(million, million, 1_000 * million, million, 1_000, reclaimable * million)
    check = size_check(sizes)
    assert check.ok
    assert ("penholder rebuild" in check.detail) == said
    assert "1,003,000 bytes a live passage" in check.detail

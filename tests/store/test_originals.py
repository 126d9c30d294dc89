"""Originals are kept once, and only what they hold makes them count."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import originals
from store.errors import LibraryError
from store.originals import State


def test_an_original_is_kept_once(tmp_path: Path) -> None:
    sha256 = originals.keep(tmp_path, b"bytes")
    path = originals.path_of(tmp_path, sha256)
    before = path.stat().st_mtime_ns
    assert originals.keep(tmp_path, b"bytes") == sha256
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (b"bytes", before)
    assert [p.name for p in tmp_path.glob("*/*")] == [sha256]


@pytest.mark.parametrize("altered", [b"BYTES", b"", b"bytes and more"])
def test_one_that_was_altered_is_kept_anew(tmp_path: Path, altered: bytes) -> None:
    sha256 = originals.keep(tmp_path, b"bytes")
    originals.path_of(tmp_path, sha256).write_bytes(altered)
    assert originals.state(tmp_path, sha256) is State.ALTERED
    assert originals.is_kept(tmp_path, sha256, 5) == (len(altered) == 5)
    originals.keep(tmp_path, b"bytes")
    assert originals.state(tmp_path, sha256) is State.SOUND


def test_one_that_was_set_aside_is_missing_until_it_is_kept_again(tmp_path: Path) -> None:
    sha256 = originals.keep(tmp_path, b"bytes")
    originals.path_of(tmp_path, sha256).write_bytes(b"BYTES")
    assert originals.set_aside(tmp_path, sha256)
    assert originals.state(tmp_path, sha256) is State.MISSING
    assert not originals.is_kept(tmp_path, sha256)
    assert not originals.set_aside(tmp_path, sha256)
    originals.keep(tmp_path, b"bytes")
    assert originals.collect(tmp_path, {sha256}) == 1
    assert originals.state(tmp_path, sha256) is State.SOUND


def test_a_folder_in_its_place_is_unreadable_and_can_be_set_aside(tmp_path: Path) -> None:
    sha256 = originals.keep(tmp_path, b"bytes")
    originals.path_of(tmp_path, sha256).unlink()
    originals.path_of(tmp_path, sha256).mkdir()
    assert originals.state(tmp_path, sha256) is State.UNREADABLE
    assert not originals.is_kept(tmp_path, sha256)
    with pytest.raises(LibraryError, match="cannot be kept"):
        originals.keep(tmp_path, b"bytes")
    assert originals.set_aside(tmp_path, sha256)
    originals.keep(tmp_path, b"bytes")
    assert originals.state(tmp_path, sha256) is State.SOUND
    assert originals.collect(tmp_path, {sha256}) == 0

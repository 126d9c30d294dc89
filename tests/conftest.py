"""Fixtures that every test may use. No test sees the user's own settings or folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from store.embedding import HashEmbedder
from store.library import Library

# How long an example takes says nothing on a machine that does other things too.
settings.register_profile("penholder", deadline=None)
settings.load_profile("penholder")


@pytest.fixture(autouse=True)
def _own_environment(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fresh home and user data folder, and no setting from outside."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(("PENHOLDER_", "CHROMA_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(library_path: Path, embedder: HashEmbedder) -> Iterator[Library]:
    """An empty library that needs no model."""
    with Library.open(library_path, embedder, create=True) as opened:
        yield opened

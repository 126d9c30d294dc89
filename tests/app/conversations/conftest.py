from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.conversations import Conversations


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library" / "conversations.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Conversations]:
    made = Conversations(path)
    yield made
    made.close()

"""A desk over the fake engine, whose model writes when it is let."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_chat import FakeEngine
from stepwise import Steps

from app.conversations import Conversations
from app.ui.desk import Desk

__all__ = ["desk", "engine", "path", "steps"]


@pytest.fixture
def steps() -> Iterator[Steps]:
    made = Steps()
    yield made
    made.let(100)


@pytest.fixture
def engine(steps: Steps) -> FakeEngine:
    return FakeEngine(step=steps)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "conversations.sqlite"


@pytest.fixture
def desk(engine: FakeEngine, path: Path, steps: Steps) -> Iterator[Desk]:
    made = Desk(engine, Conversations(path))
    yield made
    steps.let(100)
    made.close()

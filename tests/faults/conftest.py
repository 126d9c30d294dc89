"""Libraries that processes are killed over, on a disk in memory where there is one.

A kill ends a process, not the machine: what was written stays, flushed to a disk or not.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from forks import Forks

_MEMORY = Path("/dev/shm")


@pytest.fixture
def quick_disk() -> Iterator[Path]:
    in_memory = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    folder = Path(tempfile.mkdtemp(prefix="penholder-", dir=_MEMORY if in_memory else None))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    server = Forks()
    yield server
    server.close()

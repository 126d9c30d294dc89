"""What people ask under load: the questions that ship with the brief."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

_FILE = Path(__file__).parents[2] / "corpus" / "questions" / "brief.jsonl"


def questions() -> tuple[str, ...]:
    """All of them, answerable or not, in the order of the file."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line)["question"] for line in lines if line.strip())


def asked_by(person: int, of: tuple[str, ...]) -> Iterator[str]:
    """One person's questions without end; neighbours ask different ones at a time."""
    for number in count():
        yield of[(person * 7 + number) % len(of)]

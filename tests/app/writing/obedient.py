"""A language model that writes what a test tells it to, and counts a token for each word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.writing.contracts import Message


@dataclass
class ObedientModel:
    """Writes ``text``, three characters at a time."""

    text: str = "NOTHING"
    name: str = "test:obedient"
    window: int = 100_000
    longest: int = 500

    def tokens(self, text: str) -> int:
        return len(text.split())

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        yield from (self.text[at : at + 3] for at in range(0, len(self.text), 3))

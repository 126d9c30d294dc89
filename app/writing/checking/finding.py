"""What a check finds: why a statement may not be shown, and what of it is at fault."""

from __future__ import annotations

from dataclasses import dataclass

from app.writing.contracts import Fault


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of a statement, and the words of it that are at fault."""

    fault: Fault
    detail: str


def unconnected(first: str, second: str) -> Finding:
    """What is found where a statement connects two names that its sources do not."""
    return Finding(Fault.TIE, f"“{first}” with “{second}”")

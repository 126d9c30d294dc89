"""What a command leaves behind, for tests that run one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """Exit code, stdout, stderr."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]

"""Who reads the page, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader.

    ``key`` keeps one reader's conversations apart from another's, empty on a machine of one's own;
    ``name`` is what they are called on the page, none where nobody signs in; ``may_change``: they
    may change the library.
    """

    key: str = ""
    name: str | None = None
    may_change: bool = True


def reader() -> Reader:
    """The reader of this session."""
    return Reader()

"""What is different about a document that a refresh changed, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from store.records import Document


@dataclass(frozen=True, slots=True)
class Change:
    """One changed document, and what changed about it."""

    document: str
    what: str


def describe(old: Document, new: Document) -> str:
    """What changed, as one line: title, date, paragraphs, standing."""
    found = [*_facts(old, new), *_paragraphs(old.text, new.text)]
    return "; ".join(found) or "its text is the same and was read differently"


def _facts(old: Document, new: Document) -> Iterator[str]:
    if old.title != new.title:
        yield f"title “{old.title}” is now “{new.title}”"
    if old.date != new.date:
        yield f"date {_day(old.date)} is now {_day(new.date)}"
    if old.held != new.held:
        yield "its text is held now" if new.held else "only its catalogue card is held now"
    if new.corrected and not old.corrected:
        yield "marked as corrected"
    if old.url != new.url and new.url:
        yield f"address is now {new.url}"


def _paragraphs(old: str, new: str) -> Iterator[str]:
    """How many paragraphs were edited, added and removed."""
    before, after = old.split("\n\n"), new.split("\n\n")
    edited = added = removed = 0
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > 2_000)
    for sort, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if sort == "equal":
            continue
        was, now = old_to - old_from, new_to - new_from
        edited += min(was, now)
        added += max(now - was, 0)
        removed += max(was - now, 0)
    for count, done in ((edited, "edited"), (added, "added"), (removed, "removed")):
        if count:
            yield f"{count} paragraph{'' if count == 1 else 's'} {done}"


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else "unknown"

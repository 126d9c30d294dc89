"""One refresh from its beginning to its end, which takes several steps where it asks the web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.changes import Change
from ingest.fetching.addresses import is_address
from ingest.removals import Removals, Verdict
from ingest.sources import Found, Item
from store.failures import Failed
from store.manifest import Source
from store.writing import Applied, Writer


@dataclass(slots=True)
class Course:
    """What one step leaves to know for the next, and what was done so far.

    ``asked`` are the keys of the addresses named, ``led_to`` those of the pages that their feeds
    name; ``settled`` is what was looked at; ``waiting`` what the last step has to look at again;
    ``known`` the rows that the pages were asked by. ``unfound`` is what came to nothing before it
    was a source; ``done`` counts those looked at.
    """

    found: Found
    pipeline: str
    removals: Removals
    verdict: Verdict
    asked: frozenset[str] = frozenset()
    led_to: set[str] = field(default_factory=set)
    settled: set[str] = field(default_factory=set)
    waiting: list[Item] = field(default_factory=list)
    known: dict[str, Source] = field(default_factory=dict)
    unfound: list[Failed] = field(default_factory=list)
    failures: dict[str, Failed] = field(default_factory=dict)
    removals_done: bool = False
    writer: Writer | None = None
    said: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    done: int = 0

    def present(self, rows: dict[str, Source]) -> set[str]:
        """The keys of all that this refresh asks, as far as that is known yet."""
        files = {item.key for item in self.found.items}
        before = {r.key for r in rows.values() if r.root in self.asked and is_address(r.key)}
        return files | self.asked | self.led_to | before

    @property
    def failed(self) -> tuple[Failed, ...]:
        """All that failed so far."""
        return self.failed_with({})

    def failed_with(self, later: Mapping[str, Failed]) -> tuple[Failed, ...]:
        """All that failed, with what the step under way knows of its own sources."""
        return (*self.unfound, *{**self.failures, **later}.values())

    @property
    def applied(self) -> Applied:
        """The documents that came, changed and went."""
        return self.writer.applied if self.writer else Applied()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is different about each changed document."""
        return tuple(
            Change(document, self.said.get(document, "it comes from another source"))
            for document in self.applied.changed
        )

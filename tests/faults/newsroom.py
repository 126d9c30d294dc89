"""What the fault tests do to a library, each in a process of its own, and what must hold after.

The folder of briefs moves from one *world* to the next; a world says what each file holds. A
refresh that is killed may leave each document as it was or as it shall be, nothing else.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from pathlib import Path

from plain_reader import PIPELINE, plain_reader

from ingest.refresh import RefreshReport, refresh
from store import collections
from store.embedding import Embedder, HashEmbedder
from store.embeddings import kept_ids
from store.library import Library
from store.records import Document

BOILERPLATE = "The Council remains seized of the matter."
_WORDS = [
    "debate",
    "envoy",
    "restraint",
    "mandate",
    "briefing",
    "consultations",
    "sanctions",
    "ceasefire",
    "panel",
]

World = dict[str, str]


@dataclass
class Newsroom:
    """A folder of briefs with the library that follows it."""

    home: Path
    seed: int = 0
    documents: int = 60
    touched: int = 6  # of each sort in every step: edited, removed, added
    world: World = field(default_factory=dict)
    made: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def folder(self) -> Path:
        return self.home / "briefs"

    @property
    def library(self) -> Path:
        return self.home / "library"

    def first_world(self) -> World:
        """The documents, and one that will break later."""
        self._move_to({f"{n:03}.txt": self._text(f"{n:03}") for n in range(self.documents)})
        self.made = self.documents
        (self.folder / "breaks.txt").write_text("This brief answered before it broke.")
        return self.world

    def next_world(self) -> World:
        """Edits, removes and adds; the brief that breaks is broken from here on."""
        names = self.random.sample(sorted(self.world), 2 * self.touched)
        world = dict(self.world)
        for name in names[: self.touched]:
            world[name] = self._text(name)
        for name in names[self.touched :]:
            del world[name]
        for _ in range(self.touched):
            self.made += 1
            name = f"{self.made:03}.txt"
            world[name] = self._text(name)
        self._move_to(world)
        (self.folder / "breaks.txt").write_bytes(b"\xff\xfe broken \xff")
        return world

    def _move_to(self, world: World) -> None:
        for name in self.world.keys() - world.keys():
            (self.folder / name).unlink()
        for name, text in world.items():
            if self.world.get(name) != text:
                (self.folder / name).write_text(text)
        self.world = world

    def _text(self, name: str) -> str:
        words = " ".join(self.random.choices(_WORDS, k=8))
        number = self.random.randrange(10**9)
        return f"Brief {name} tells of {words} {number}.\n\n{BOILERPLATE}"


def open_library(path: Path, url: str | None = None) -> Library:
    return Library.open(path, HashEmbedder(), create=True, chroma_url=url)


def run(library: Library, folder: Path, **options: object) -> RefreshReport:
    return refresh(library, [folder], reader=plain_reader, pipeline=PIPELINE, **options)  # type: ignore[arg-type]


def refresh_once(path: Path, folder: Path, url: str | None = None) -> RefreshReport:
    with open_library(path, url) as library:
        return run(library, folder)


def rebuild_once(path: Path, *, anew: bool) -> None:
    """A rebuild; ``anew``: one for which every document becomes another version of itself."""

    def recut(document: Document, _embedder: Embedder) -> Document:
        return replace(document, corrected=not document.corrected) if anew else document

    with Library.open(path, HashEmbedder(), rebuilding=True) as library:
        library.rebuild(recut)


def check_between(library: Library, before: World, after: World) -> None:
    """Every document is as it was or as it shall be, whole, and only what is live is found."""
    live = {s.document: library.document(s.document).text for s in library.documents()}
    live.pop("breaks.txt", None)
    for name, text in live.items():
        assert text in (before.get(name), after.get(name)), f"{name} is neither old nor new"
    for name in before.keys() & after.keys():
        assert name in live, f"{name} is gone"
    touched = {n: t for n, t in {**before, **after}.items() if before.get(n) != after.get(n)}
    others = sorted(before.keys() & after.keys() - touched.keys())[::10]
    check_what_is_found(library, live, touched | {n: before[n] for n in others})
    facts = library.catalogue.facts()
    if (vectors := library.vectors_if_any()) is not None:
        # Chroma's files, unless the kill may have torn them: then the catalogue's own answer.
        torn = collections.may_be_torn(facts, library.chroma_url)
        number = collections.current_number(facts)
        there = kept_ids(library.catalogue, number) if torn else vectors.ids()
        ids = library.catalogue.live_passage_ids()
        assert ids <= there, "live passages without a vector"
        assert there <= ids | library.catalogue.unsettled_passage_ids(), "vectors of nothing known"


def check_what_is_found(library: Library, live: World, asked: World) -> None:
    """What either index finds for these texts is live, and the live ones are found first."""
    for name, text in asked.items():
        first = text.split("\n\n")[0]
        vector = HashEmbedder().encode([f"{name}\n{first}"])[0]
        near, words = library.nearest(vector, 3), library.matching(first, 3)
        for found in (near, words):
            for stored in library.passages([candidate.passage_id for candidate in found]):
                assert stored.text in live.get(stored.document.document, BROKEN), "a dead passage"
        if live.get(name) == text:
            for index, found in (("vectors", near), ("words", words)):
                best = library.passages([found[0].passage_id])[0]
                assert (best.document.document, best.text) == (name, first), (
                    f"{name} is not found by its own {index}, but {best.text!r} of "
                    f"{best.document.document}: {found}"
                )


BROKEN = "This brief answered before it broke."


def check_complete(library: Library, world: World) -> None:
    """Invariants 3 to 5: all that the files say, in all three indexes, and nothing else."""
    live = {s.document: library.document(s.document).text for s in library.documents()}
    assert live.pop("breaks.txt") == BROKEN
    assert live == world
    ids = library.catalogue.live_passage_ids()
    assert library.vectors.ids() == ids
    number = collections.current_number(library.catalogue.facts())
    assert kept_ids(library.catalogue, number) == ids
    assert library.lexical.ids() == ids
    assert not library.unfinished


def check_and_complete(
    path: Path, folder: Path, before: World, after: World, url: str | None = None
) -> None:
    """After a kill: the invariants, then a refresh completes, and another one does nothing."""
    with open_library(path, url) as library:
        check_between(library, before, after)
    with open_library(path, url) as library:
        report = run(library, folder)
        failed = [Path(failure.source).name for failure in report.failed]
        assert failed in ([], ["breaks.txt"])
        check_complete(library, after)
        changed = {n: after.get(n, before.get(n, "")) for n in before.keys() ^ after.keys()}
        check_what_is_found(library, after, dict(sorted(changed.items())[:6]))
        again = run(library, folder)
        assert (again.generation, again.added, again.changed, again.removed) == (
            report.generation,
            (),
            (),
            (),
        )

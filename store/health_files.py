"""Health of the files around the indexes: originals, room, what a writer left, what takes room."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from store import collections, lock, originals
from store.catalogue import Catalogue
from store.findings import REBUILD, REFRESH, Check, good, megabytes, size_of, warning
from store.originals import State
from store.schema import is_live, versions

_ORIGINALS_READ = 2_000
_SOURCES_NAMED = 3
_LITTLE_ROOM = 500_000_000  # bytes
_WORTH_A_REBUILD = 20_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes on the disk. ``reclaimable`` are those of deleted vectors, which only a rebuild frees.

    ``a_passage`` is the whole library over its live passages, 0 where it has none.
    """

    catalogue: int
    originals: int
    vectors: int
    words: int
    passages: int
    reclaimable: int

    @property
    def total(self) -> int:
        """All parts together."""
        return self.catalogue + self.originals + self.vectors + self.words

    @property
    def a_passage(self) -> int:
        """Bytes a live passage."""
        return self.total // self.passages if self.passages else 0


def sizes_of(library: Path, catalogue: Catalogue) -> Sizes:
    """What the parts take, as far as they are on this disk."""
    live = catalogue.passage_count()
    number = collections.current_number(catalogue.facts())
    return Sizes(
        catalogue=sum(size_of(file) for file in library.glob("catalogue.sqlite*")),
        originals=size_of(library / "originals"),
        vectors=sum(size_of(folder) for folder in library.glob("chroma*")),
        words=size_of(library / "lexical"),
        passages=live,
        reclaimable=_reclaimable(collections.folder_of(library, number), live),
    )


def _reclaimable(folder: Path, live: int) -> int:
    """Bytes of deleted vectors: Chroma's graph keeps their places and never gives them back."""
    found = 0
    for segment in folder.glob("*/data_level0.bin"):
        places = size_of(segment.with_name("length.bin")) // 4  # one 32-bit number a place
        if places > live:
            found += size_of(segment) * (places - live) // places
    return found


def size_check(sizes: Sizes) -> Check:
    """What takes how much, and whether a rebuild would free a large share."""
    parts = ", ".join(
        f"{name} {megabytes(size)}"
        for name, size in (
            ("catalogue", sizes.catalogue),
            ("originals", sizes.originals),
            ("vectors", sizes.vectors),
            ("words", sizes.words),
        )
    )
    detail = f"{parts}; {sizes.a_passage:,} bytes a live passage"
    if sizes.reclaimable > max(_WORTH_A_REBUILD, sizes.vectors // 2):
        freed = megabytes(sizes.reclaimable)
        detail += f"; deleted vectors hold {freed} of that, which {REBUILD} would free"
    return good("size", detail)


def disk_check(library: Path) -> Check:
    """Whether there is room for a rebuild, which keeps the old and the new side by side."""
    there = next((p for p in (library, *library.parents) if p.is_dir()), Path("/"))
    free = shutil.disk_usage(there).free
    used = size_of(library)
    needed = max(_LITTLE_ROOM, used)
    detail = f"the library takes {megabytes(used)}; {megabytes(free)} are free"
    if free < needed:
        return warning("disk", detail, f"free {megabytes(needed - free)}")
    return good("disk", detail)


def originals_check(library: Path, catalogue: Catalogue) -> Check:
    """Whether the originals are there and, of at most some thousands, unaltered.

    What is not as it was is set aside, so that it is missing to a refresh too.
    """
    folder = library / "originals"
    wanted = _sources_by_original(catalogue)
    step = -(-len(wanted) // _ORIGINALS_READ) or 1
    read = set(sorted(wanted)[catalogue.generation % step :: step])
    states = {
        sha256: originals.state(folder, sha256)
        if sha256 in read or not originals.is_kept(folder, sha256)
        else State.SOUND
        for sha256 in wanted
    }
    broken = {sha256: state for sha256, state in states.items() if state is not State.SOUND}
    if not broken:
        left = originals.orphans(folder, catalogue.referred_originals())
        also = f"; {len(left)} more that nothing needs go with the next rebuild" if left else ""
        looked = "unaltered" if step == 1 else f"{len(read):,} of them that were read unaltered"
        return good("originals", f"{len(wanted):,} are there and {looked}{also}")
    stuck = [
        sha256
        for sha256, state in broken.items()
        if state is not State.MISSING and not originals.set_aside(folder, sha256)
    ]
    return warning(
        "originals",
        f"of {len(wanted):,} originals {_told(broken)}; answers rest on the stored text and stay "
        "exact",
        f"make {folder} writable, then penholder doctor"
        if stuck
        else _refresh_of({wanted[sha256] for sha256 in broken}),
    )


def _sources_by_original(catalogue: Catalogue) -> dict[str, str]:
    query = sa.select(versions.c.original_sha256, versions.c.source, versions.c.document).where(
        is_live(), versions.c.original_sha256.is_not(None)
    )
    with catalogue.reading() as connection:
        return {
            row.original_sha256: row.source or row.document for row in connection.execute(query)
        }


def _told(broken: Mapping[str, State]) -> str:
    many = Counter(broken.values())
    return (
        f"{many[State.MISSING]} are missing, {many[State.ALTERED]} were altered "
        f"and {many[State.UNREADABLE]} cannot be read"
    )


def _refresh_of(sources: Iterable[str]) -> str:
    named = sorted(sources)
    more = len(named) - _SOURCES_NAMED
    others = f" and {more} more" if more > 0 else ""
    return f"{REFRESH} with what they came from: {', '.join(named[:_SOURCES_NAMED])}{others}"


def writer_check(library: Path) -> Check:
    """Whether somebody writes, or was ended while it did. The lock itself is what tells."""
    named, held = lock.holder(library), lock.is_held(library)
    if held:
        known = named is not None and not named.is_gone
        return good("writer", f"{named if known else 'another process'} is writing")
    if named is None:
        return good("writer", "nobody is writing")
    return warning(
        "writer", f"{named} was ended before it was done; its lock is free again", REFRESH
    )


def unfinished_check(library: Path, catalogue: Catalogue) -> Check:
    """Whether a writer that was ended left passages that nobody sees."""
    left = len(catalogue.unsettled_passage_ids())
    nothing = not (left or collections.UNSETTLED in catalogue.facts())
    if nothing or lock.is_held(library):
        return good("unfinished", "nothing is left over from a writer that was ended")
    return warning(
        "unfinished", f"a writer that was ended left {left} passages that nobody sees", REFRESH
    )


def old_collections_check(library: Path, catalogue: Catalogue) -> Check:
    """Whether vectors of before a rebuild still take up room."""
    left: Sequence[Path] = collections.others(
        library, collections.current_number(catalogue.facts())
    )
    if not left or lock.is_held(library):
        return good("old generations", "no earlier vectors take up room")
    names = ", ".join(folder.name for folder in left)
    size = sum(size_of(folder) for folder in left)
    return warning("old generations", f"{names} take {megabytes(size)}", REBUILD)

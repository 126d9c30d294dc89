"""Which sources are gone: a folder that was looked through has them no longer.

A folder that somebody deleted takes its documents along, as a deleted file does; that more than
half of the library does not go so is seen to where removals are decided. A folder that was another
disk's is a different matter: it is far more often not mounted than deleted.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.fetching.addresses import is_address
from ingest.folders import ancestors, is_no_table_now
from ingest.sources import Found, find
from store.failures import Failed
from store.manifest import Source


@dataclass(frozen=True, slots=True)
class Vanished:
    """The known sources that were not found again.

    ``gone``: nobody has them any longer. ``kept``: they were on a disk that is not there now, or
    are tables that list nothing now, and ``failures`` says so, once a folder or table.
    """

    gone: tuple[Source, ...]
    kept: tuple[Source, ...] = ()
    failures: tuple[Failed, ...] = ()


def vanished(rows: Iterable[Source], found: Found, *, believing: bool = False) -> Vanished:
    """The sources among ``rows`` that a folder of ``found`` spoke for and no longer has.

    One that could not be looked into, or lies in a folder that could not, is not among them: it
    is still there. Nor is anything that a feed ever named, since no feed speaks for all of it.
    Nor is a table that is there and lists nothing now. ``believing``: what seems not to be mounted
    is gone all the same.
    """
    present = {item.key: item for item in found.items}
    rows = list(rows)
    missing = _missing(rows, found, present.keys())
    tables = [row for row in missing if is_no_table_now(row.key)]
    empty, keys = tuple(map(_emptied, tables)), {row.key for row in tables}
    missing = [row for row in missing if row.key not in keys]
    if believing or not missing:
        return Vanished(tuple(missing), tuple(tables), empty)
    # A device may have got another number since, as after a restart: then what is still there of
    # it tells which.
    renamed: dict[str | None, set[str | None]] = defaultdict(set)
    for row in rows:
        if row.key in present:
            renamed[row.device].add(present[row.key].device)
    devices = {path: device for folder in found.folders for path, device in folder.devices.items()}
    holding = _holding(present.keys(), devices)
    gone: list[Source] = []
    unmounted: dict[str, list[Source]] = defaultdict(list)
    for row in missing:
        lost, nearest = _lost(row.key, devices, holding)
        same = {None} if row.device is None else renamed.get(row.device, {row.device})
        if lost is None or None in same or devices[nearest] in same:
            gone.append(row)
        else:
            unmounted[lost].append(row)
    return Vanished(
        tuple(gone),
        (*tables, *(row for lost in unmounted.values() for row in lost)),
        (*empty, *(_failure(lost, there) for lost, there in unmounted.items())),
    )


def still_gone(gone: Sequence[Source], found: Found) -> list[Source]:
    """Those of ``gone`` that are not there at a second look, which may be much later."""
    if not gone:
        return []
    return list(
        vanished(gone, find([folder.path for folder in found.folders]), believing=True).gone
    )


def _missing(rows: Sequence[Source], found: Found, present: Iterable[str]) -> list[Source]:
    roots = {folder.path for folder in found.folders}
    unseen = frozenset[str]().union(*(folder.unseen for folder in found.folders))
    keys = set(present)

    def is_missing(row: Source) -> bool:
        if row.key in keys or is_address(row.key) or row.key in unseen:
            return False
        above = set(ancestors(row.key))
        if roots.isdisjoint(above) or not unseen.isdisjoint(above):
            return False
        return not (row.root == row.key and os.path.isfile(row.key))  # noqa: PTH113

    return [row for row in rows if is_missing(row)]


def _holding(present: Iterable[str], devices: Iterable[str]) -> set[str]:
    """The folders that hold a document, they or a folder in them."""
    looked, holding = set(devices), set[str]()
    for key in present:
        for folder in ancestors(key):
            if folder not in looked or folder in holding:
                break
            holding.add(folder)
    return holding


def _lost(key: str, devices: dict[str, str], holding: set[str]) -> tuple[str | None, str]:
    """The folder that was lost with a file, none where its own still holds documents.

    It is the uppermost that holds none, up to what was looked through. The other is the nearest
    folder above the file that is there.
    """
    lost: str | None = None
    nearest: str | None = None
    for folder in ancestors(key):
        if nearest is None and folder in devices:
            nearest = folder
        if folder in holding or (nearest is not None and folder not in devices):
            break
        lost = folder
    assert nearest is not None  # noqa: S101 - the folder that spoke for it was looked through
    return lost, nearest


def _failure(lost: str, rows: Sequence[Source]) -> Failed:
    number = f"{len(rows)} file{'' if len(rows) == 1 else 's'}"
    return Failed(
        lost,
        f"{number} in {lost} lay on a disk or share that is not there now",
        "mount it and refresh again; if they are to go, refresh with --allow-mass-removal",
    )


def _emptied(table: Source) -> Failed:
    return Failed(
        table.key,
        f"{table.key} lists no documents now; those that it listed before are kept",
        "mend it, or delete it if they are to go",
    )

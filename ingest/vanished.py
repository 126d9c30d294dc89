"""Which sources are gone: a folder that was looked through has them no longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.fetching.addresses import is_address
from ingest.sources import Found
from store.manifest import Source


def vanished(rows: Iterable[Source], found: Found) -> Iterator[Source]:
    """The known sources that a folder of ``found`` spoke for and no longer has.

    An empty folder on another device than before is a disk that is not mounted: nothing of it is
    gone. Nor is anything that a feed ever named, since no feed speaks for all of it.
    """
    present = {item.key for item in found.items}
    for row in rows:
        if is_address(row.key) or row.key in present:
            continue
        path = Path(row.key)
        for folder in found.folders:
            if not path.is_relative_to(folder.path):
                continue
            unmounted = folder.empty and row.device not in (None, folder.device)
            named_itself = row.root == row.key and path.is_file()
            if not unmounted and not named_itself:
                yield row
                break

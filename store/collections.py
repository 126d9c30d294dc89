"""Which collection of vectors a library has now, and clearing away those that it had.

A rebuild makes a collection of the next number beside the one that answers, and the catalogue's
swap moves from one to the other. A live folder is never deleted or written anew.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from store import chroma
from store.errors import LibraryError
from store.vectors import VectorStore

#: The catalogue's fact that says which collection answers; the first one where it is not there.
CURRENT = "collection"
#: The catalogue's fact that others than the current one may be there.
UNSETTLED = "collection_unsettled"
#: The catalogue's fact that a writer is at the current one's files, or ended while it was.
BEING_WRITTEN = "collection_being_written"

_FOLDER = re.compile(r"chroma(?:-(\d{1,9}))?")


def current_number(facts: Mapping[str, str]) -> int:
    """The number of the collection that answers."""
    return int(facts.get(CURRENT, "1"))


def may_be_torn(facts: Mapping[str, str], chroma_url: str | None) -> bool:
    """Whether a writer that has ended may have left Chroma's files half written.

    For whoever knows that no writer is at work. A server writes its files itself.
    """
    return chroma_url is None and "fingerprint" in facts and BEING_WRITTEN in facts


def folder_of(library: Path, number: int) -> Path:
    """Where an embedded collection is kept."""
    return library / ("chroma" if number == 1 else f"chroma-{number}")


def open_collection(
    library: Path, facts: Mapping[str, str], number: int, chroma_url: str | None
) -> VectorStore:
    """The collection of this number, there or not."""
    name = _name(facts, number)
    return VectorStore(folder_of(library, number), name, number, chroma_url=chroma_url)


def others(library: Path, number: int) -> list[Path]:
    """The folders of collections that the library no longer has, or does not have yet."""
    return sorted(folder for folder, other in _numbered(library) if other != number)


def next_number(library: Path, facts: Mapping[str, str]) -> int:
    """A number above that of every collection that is there, one that will not go included."""
    return max([current_number(facts), *(number for _, number in _numbered(library))]) + 1


def _numbered(library: Path) -> list[tuple[Path, int]]:
    return [
        (path, int(match.group(1) or 1))
        for path in library.iterdir()
        if (match := _FOLDER.fullmatch(path.name))
    ]


def prune(library: Path, facts: Mapping[str, str], chroma_url: str | None) -> bool:
    """Deletes every collection but the current one; whether none is left.

    A folder that another process will not let go of stays for the next time.
    """
    number = current_number(facts)
    for folder in others(library, number):
        chroma.forget(folder)
        shutil.rmtree(folder, ignore_errors=True)
    if chroma_url is not None:
        _prune_server(facts, number, chroma_url)
    return not others(library, number)


def _prune_server(facts: Mapping[str, str], number: int, url: str) -> None:
    own = re.compile(re.escape(_name(facts, 1)) + r"(?:-\d+)?")
    client = None
    try:
        client = chroma.connect(url)
        for collection in client.list_collections():
            if own.fullmatch(collection.name) and collection.name != _name(facts, number):
                client.delete_collection(collection.name)
    except LibraryError:
        raise
    except Exception as error:
        where, said = chroma.Address.of(url), chroma.first_line(error)
        raise LibraryError(
            f"the Chroma server at {where} cannot be used ({said})",
            "check that the server runs, then run this again",
        ) from error
    finally:
        chroma.hang_up(client)


def _name(facts: Mapping[str, str], number: int) -> str:
    base = f"penholder-{facts['library'][:16]}"
    return base if number == 1 else f"{base}-{number}"

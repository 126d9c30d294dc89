"""What fills the library, for the command line and for the page: its sources, brought up to date.

Files that a reader gives to the page are kept in a folder of the library, and are a source beside
the configured ones: no refresh of those takes them for removed.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import SourceError, UsageError

if TYPE_CHECKING:
    from app.settings import Settings
    from ingest.refresh import BySymbol, Progress, RefreshReport
    from ingest.removals import Removals
    from store.library import Library

__all__ = ["Progress", "RefreshReport"]

MOST_MEGABYTES = 50
"""The largest file that the page takes."""

ENDINGS = ("pdf", "docx", "html", "htm", "md", "markdown", "txt", "text")
"""Of the files that the page takes: what a refresh reads as a document."""

_ADDED = "added"
_LONGEST_STEM = 80  # characters; with an ending and a number it is still a name on every disk
_NOT_IN_A_NAME = re.compile(r"[^\w .,()+-]|[\x00-\x1f\x7f]")
_MOST_OF_ONE_NAME = 1_000


def by_symbol(settings: Settings, language: str = "en", *, scheduled: bool = False) -> BySymbol:
    """How documents are asked for by symbol under these settings."""
    from ingest.refresh import BySymbol
    from ingest.routes import Routes

    routes = Routes(documents=settings.un_documents_url, press=settings.un_press_url)
    return BySymbol(language, routes, scheduled)


def refreshed(
    library: Library,
    sources: Sequence[str],
    settings: Settings,
    told: Callable[[Progress], None],
    *,
    language: str = "en",
    removals: Removals | None = None,
) -> RefreshReport:
    """Brings the library up to date with these sources. Raises :class:`LibraryError`.

    Where they are all that it has and nothing of them has changed, it is kept when that was: a
    refresh that changes nothing is no run of the history.
    """
    from ingest.refresh import refresh
    from store.history import Look, note_look

    report = refresh(
        library,
        sources,
        on_progress=told,
        removals=removals,
        allow_private=settings.allow_private,
        by_symbol=by_symbol(settings, language),
    )
    changed = report.added or report.changed or report.removed
    if sources and not changed and set(configured(settings)) <= set(sources):
        note_look(library.catalogue, Look(dt.datetime.now(dt.UTC), len(report.failed)))
    return report


def configured(settings: Settings) -> list[str]:
    """The sources of a refresh that is given none: those of the settings, and the files added."""
    folder = added_folder(settings.library)
    files = any(path.suffix[1:].lower() in ENDINGS for path in folder.glob("*.*"))
    return [*settings.sources, *([str(folder)] if files else [])]


def named(text: str, language: str = "en") -> str:
    """The source that a reader names by a UN symbol or an address, and never a file's path.

    Raises :class:`UsageError` for what is neither, or is in no such language, and
    :class:`SourceError` for an address that nothing is fetched from.
    """
    from ingest.fetching.addresses import is_address, usable
    from ingest.routes import is_given_in, wanted_by_symbol

    text = text.strip()
    if is_address(text):
        usable(text, allow_private=True)  # what is private is refused when it is asked
        return text
    wanted = wanted_by_symbol(text, language)
    if wanted is None:
        raise UsageError(
            f"{text or 'nothing'} is neither a UN symbol nor an address",
            "write a symbol as S/PV.7796, or an address with https:// in front",
        )
    if not is_given_in(wanted):
        raise UsageError(
            f"{wanted.symbol} is not given in this language", "ask for it in English or French"
        )
    return wanted.key


def symbol_in(text: str) -> str | None:
    """The symbol in the form in which the library has it, where the text is one."""
    from ingest.routes import wanted_by_symbol

    wanted = wanted_by_symbol(text.strip())
    return wanted.symbol if wanted else None


def told(text: str) -> str:
    """What a reader named, as it may be told to others: an address may hold a key of theirs."""
    from ingest.fetching.addresses import without_credentials

    return symbol_in(text) or without_credentials(text.strip())


# Files that a reader gives.


def added_folder(library: Path) -> Path:
    """Where the files are kept that were given to the page."""
    return library.resolve() / _ADDED


def keep(library: Path, name: str, data: bytes) -> Path:
    """Keeps a file under a safe name: the one given, or one like it where that is another's.

    Raises :class:`SourceError` for a file that no refresh reads, is too large, or cannot be kept.
    """
    safe = safe_name(name)
    if len(data) > MOST_MEGABYTES * 1_000_000:
        raise SourceError(f"{safe} is larger than {MOST_MEGABYTES} MB", "split it, or leave it out")
    if not data.strip():
        raise SourceError(f"{safe} is empty", "save the document's text in it and add it again")
    folder = added_folder(library)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _put(folder, safe, data)
    except OSError as error:
        raise SourceError(
            f"{safe} could not be kept ({error.strerror})",
            "make room on the disk of the library and add it again",
        ) from error


def drop(library: Path, path: Path) -> None:
    """Deletes a file that was given to the page, and nothing that lies elsewhere."""
    if path.parent == added_folder(library) and not path.is_symlink():
        path.unlink(missing_ok=True)


def safe_name(name: str) -> str:
    """A file name without folders, control characters or anything that a disk would obey.

    Raises :class:`SourceError` where its ending is of no document that is read.
    """
    last = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    last = last.replace("\\", "/").rsplit("/", 1)[-1]
    stem, _, ending = last.rpartition(".")
    if ending.lower() not in ENDINGS:
        raise SourceError(
            f"{_NOT_IN_A_NAME.sub('_', last) or 'a file without a name'} is no file that is read",
            f"give one of {', '.join(ENDINGS)}",
        )
    stem = " ".join(_NOT_IN_A_NAME.sub("_", stem).split()).strip(" .")[:_LONGEST_STEM].strip()
    return f"{stem or 'document'}.{ending.lower()}"


def _put(folder: Path, name: str, data: bytes) -> Path:
    """Writes what is not there yet; never over another's content, and through no link."""
    stem, ending = Path(name).stem, Path(name).suffix
    for number in range(1, _MOST_OF_ONE_NAME):
        path = folder / (name if number == 1 else f"{stem} ({number}){ending}")
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
                return path
            continue
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path
    raise SourceError(f"there are too many files named {name}", "give it another name")

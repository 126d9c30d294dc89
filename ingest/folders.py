"""Looking through a folder: its documents, and what is in the way of seeing them.

Nothing is opened but regular files, since a pipe or a device may never answer.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from ingest.layouts.meeting_rows import HEADER_WITHIN, has_meeting_columns
from store.errors import SourceError

READABLE = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"})
CATALOGUE = ".toml"
MEETINGS = ".csv"
#: Documents that a user expects to be read, and that are named when they cannot be.
UNREADABLE = frozenset({".doc", ".odt", ".rtf"})

_IGNORED_FOLDERS = frozenset({"__pycache__", "questions", "node_modules"})
_IGNORED_FILE = re.compile(r"(?:readme|licen[cs]e|copying|notice)(?:[.-].*)?$", re.IGNORECASE)
_TABLES = re.compile(rb"^[^\S\n]*\[\[document\]\]", re.MULTILINE)
# What ends a line, steers a terminal, or turns the reading order round.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_LARGEST_BYTES = 100_000_000


class Walk:
    """A folder looked through, once, by name and to any depth. Links are not followed.

    ``files`` are its documents, ``devices`` gives the device of each folder that could be looked
    through, by its path, and ``refused`` says what is wrong with each file or folder, by its path,
    that is there and cannot be had. Raises :class:`SourceError` where ``root`` is itself one.
    """

    def __init__(self, root: Path, shown: str) -> None:
        self.files: list[Path] = []
        self.devices: dict[str, str] = {}
        self.refused: dict[str, SourceError] = {}
        self._root = str(root)
        self._shown = shown
        try:
            waiting = self._listed(self._root)
        except OSError as error:
            raise _not_seen(shown, error) from error
        while waiting:  # no recursion: a folder may be deeper than Python's stack
            entry = waiting.pop()
            try:
                waiting += self._taken(entry)
            except SourceError as error:
                self.refused[entry.path] = error
            except FileNotFoundError:
                continue  # deleted since its folder was listed
            except OSError as error:
                self.refused[entry.path] = _not_seen(self.shown(entry.path), error)

    def shown(self, path: str) -> str:
        """How the user would name a path in it, with nothing that cannot be written as UTF-8."""
        return legible(str(Path(self._shown) / Path(path).relative_to(self._root)))

    def _listed(self, folder: str) -> list[os.DirEntry[str]]:
        """What is in a folder, the last first."""
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name, reverse=True)
        self.devices[folder] = device_of(folder)
        return listed

    def _taken(self, entry: os.DirEntry[str]) -> list[os.DirEntry[str]]:
        """Takes one entry; what is in it, where it is a folder."""
        if entry.name.startswith("."):
            return []
        if entry.is_dir(follow_symlinks=False):
            if entry.name in _IGNORED_FOLDERS:
                return []
            _check_name(entry.name, self.shown(entry.path))
            return self._listed(entry.path)
        if _named_as_document(entry.name) and self._is_document(entry):
            self.files.append(Path(entry.path))
        return []

    def _is_document(self, entry: os.DirEntry[str]) -> bool:
        path = Path(entry.path)
        suffix = path.suffix.lower()
        if suffix == CATALOGUE and _has_main(path):
            return False  # a sidecar, which is read with its document
        if suffix == MEETINGS and not _lists_meetings(entry):
            return False  # somebody's figures, whatever else is wrong with them
        _check_name(entry.name, self.shown(entry.path))
        if entry.is_symlink():
            if _is_loose(path):
                raise _leads_nowhere(self.shown(entry.path))
            return False
        if not entry.is_file(follow_symlinks=False):
            raise _no_file(self.shown(entry.path))
        return suffix != CATALOGUE or _lists_documents(path)


def existing(source: str | Path) -> Path:
    """The absolute path of a file or folder that was named.

    Raises :class:`FileNotFoundError` where there is none, and :class:`SourceError` for what is
    there and can be no source.
    """
    text = legible(str(source))
    try:
        path = Path(source).expanduser()
        if _is_loose(path):
            raise _leads_nowhere(text)
        mode = path.stat().st_mode
        found = path.resolve()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(text) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise _unusable(text) from error
        raise _not_seen(text, error) from error
    except (ValueError, RuntimeError) as error:  # a NUL in it, or a user whom nobody knows
        raise _unusable(text) from error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise _no_file(text)
    _check_name(str(found), legible(str(found)))
    return found


def read_regular(path: Path, shown: str) -> bytes:
    """A file's bytes. Raises :class:`SourceError` where it is no file, too large or unreadable."""
    try:
        # By the descriptor, for between a look and the opening it may have become a pipe.
        with open(path, "rb", opener=_at_once) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _no_file(shown)
            data = file.read(_LARGEST_BYTES + 1) if status.st_size <= _LARGEST_BYTES else None
    except OSError as error:
        raise SourceError(
            f"{shown} cannot be read ({error.strerror})",
            "check that it is there and that you may read it",
        ) from error
    if data is None or len(data) > _LARGEST_BYTES:
        raise SourceError(
            f"{shown} is larger than {_LARGEST_BYTES // 1_000_000} MB",
            "split it, or leave it out",
        )
    return data


def sidecar_of(path: Path) -> Path | None:
    """The file with facts about a document that lies beside it, where there is one.

    One that cannot be read counts: without it the document would be another.
    """
    if path.suffix.lower() not in READABLE:
        return None
    beside = path.with_suffix(CATALOGUE)
    there = os.path.lexists(beside) and not beside.is_dir()
    return beside if there else None


def is_no_table_now(path: str) -> bool:
    """Whether a file that could list documents is there and was not taken for one that does.

    It was one if it ever gave any: it was emptied, or is being written.
    """
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix not in (CATALOGUE, MEETINGS) or file.is_symlink() or not file.is_file():
        return False
    return suffix == MEETINGS or not _has_main(file)


def device_of(path: str | Path) -> str:
    """The device that a folder is on, in the catalogue's form."""
    return str(os.stat(path).st_dev)  # noqa: PTH116 - called for text and paths alike


def ancestors(key: str) -> Iterator[str]:
    """The folders above a path, the nearest first."""
    above = os.path.dirname(key)  # noqa: PTH120 - Path makes an object of each
    while above != key:
        yield above
        key, above = above, os.path.dirname(above)  # noqa: PTH120


def legible(text: str) -> str:
    """``text`` on one line that can be kept: bytes that are no UTF-8, and signs that would end the
    line, steer a terminal or turn the reading order round, are written out.
    """
    known = text.encode("utf-8", errors="backslashreplace").decode()
    return _STEERING.sub(lambda sign: ascii(sign.group())[1:-1], known)


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _named_as_document(name: str) -> bool:
    suffix = Path(name).suffix.lower()
    known = suffix in (CATALOGUE, MEETINGS) or suffix in READABLE or suffix in UNREADABLE
    return known and not _IGNORED_FILE.match(name)


def _lists_documents(path: Path) -> bool:
    """Whether a TOML file is a list of tables: a catalogue, not settings or an orphaned sidecar."""
    try:
        return _TABLES.search(read_regular(path, path.name)) is not None
    except SourceError:
        return True  # reading it as a document names the reason


def _lists_meetings(entry: os.DirEntry[str]) -> bool:
    """Whether a CSV file begins as a table of the Council's meetings does."""
    if not entry.is_file(follow_symlinks=False):
        return False
    try:
        with open(entry.path, "rb", opener=_at_once) as file:
            head = file.read(HEADER_WITHIN)
    except FileNotFoundError:
        return False  # deleted since its folder was listed
    except OSError:
        return True  # reading it as a document names the reason
    return has_meeting_columns(head.decode("utf-8", errors="replace"))


def _has_main(path: Path) -> bool:
    return any(path.with_suffix(suffix).is_file() for suffix in READABLE)


def _is_loose(path: Path) -> bool:
    """Whether it is a link to nothing, or to itself."""
    if not path.is_symlink():
        return False
    try:
        path.stat()
    except OSError as error:
        return error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
    return False


def _check_name(name: str, shown: str) -> None:
    """Raises :class:`SourceError` for a name that cannot be kept, or not be shown as it is."""
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise SourceError(
            f"{shown} has a name that is not UTF-8", "rename it and refresh again"
        ) from error
    if _STEERING.search(name):
        raise SourceError(
            f"{shown} has signs in its name that nobody sees", "rename it and refresh again"
        )


def _unusable(text: str) -> SourceError:
    return SourceError(f"{text[:80]!r} is not a usable path", "check the name")


def _not_seen(shown: str, error: OSError) -> SourceError:
    return SourceError(
        f"{shown} cannot be looked into ({error.strerror})",
        "check that it is there and that you may read it, then refresh again; what the library has "
        "of it is kept",
    )


def _leads_nowhere(shown: str) -> SourceError:
    return SourceError(
        f"{shown} is a link that leads nowhere", "mend the link or delete it, then refresh again"
    )


def _no_file(shown: str) -> SourceError:
    return SourceError(
        f"{shown} is neither a file nor a folder", "name a file or a folder, or leave it out"
    )

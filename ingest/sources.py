"""What a refresh was asked to read: files and folders, found and named, and addresses."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.fetching.addresses import is_address, usable, without_credentials
from ingest.identity import plain_address
from ingest.visits import Landing
from store.errors import SourceError
from store.symbols import is_symbol

READABLE = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm"})
CATALOGUE = ".toml"
#: Documents that a user expects to be read, and that are named when they cannot be.
UNREADABLE = frozenset({".pdf", ".docx", ".doc", ".odt", ".rtf"})

_IGNORED_FOLDERS = frozenset({"__pycache__", "questions", "node_modules"})
_IGNORED_FILE = re.compile(r"(?:readme|licen[cs]e|copying|notice)(?:[.-].*)?$", re.IGNORECASE)
_TABLES = re.compile(rb"^[^\S\n]*\[\[document\]\]", re.MULTILINE)
_LARGEST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Failure:
    """One source that could not be read: which, why, and what to do."""

    source: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Item:
    """One file or page to read.

    ``key`` is its absolute path or its address, ``root`` the folder or feed that it was found
    through (or the key itself), ``shown`` how the user would name it. ``sidecar`` holds facts
    about a file; ``landing`` is how the fetching of a page went.
    """

    key: str
    root: str
    device: str | None
    shown: str
    sidecar: Path | None = None
    landing: Landing | None = None

    @classmethod
    def of_page(cls, landing: Landing) -> Item:
        """The item of an address that was asked."""
        return cls(landing.key, landing.root, None, landing.visit.asked, landing=landing)

    @property
    def explicit(self) -> bool:
        """Whether the file or address itself was named."""
        return self.root == self.key

    @property
    def is_feed(self) -> bool:
        """Whether it is a feed, which leads to pages and is none itself."""
        return self.landing is not None and self.landing.visit.feed

    def name(self, root: str) -> str:
        """Its path under ``root``, with slashes; its own name where ``root`` is the file."""
        return Path(self.key).name if root == self.key else _under(self.key, root)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that was asked for, and so speaks for what is in it."""

    path: str
    device: str
    empty: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that a list of sources leads to, short of asking ``addresses``."""

    items: tuple[Item, ...]
    folders: tuple[Folder, ...]
    failures: tuple[Failure, ...]
    addresses: tuple[str, ...] = ()


def find(sources: Sequence[str | Path]) -> Found:
    """Looks up files and folders, each file once, in a fixed order. Never raises for one."""
    items: dict[str, Item] = {}
    addresses: dict[str, None] = {}
    folders: list[Folder] = []
    failures: list[Failure] = []
    for source in sources:
        try:
            if is_address(str(source)):
                addresses[_address(str(source))] = None
                continue
            path = _existing(source)
            if path.is_file():
                _refuse_unreadable(path, str(source))
                item = Item(str(path), str(path), None, str(source), _sidecar(path))
                items[item.key] = item
                continue
            inside = list(_walk(path))
            folders.append(Folder(str(path), _device(path), empty=not inside))
            if not inside:
                raise SourceError(
                    f"{source} holds no documents",
                    f"put {', '.join(sorted(READABLE))} files in it, or name another folder",
                )
        except SourceError as error:
            shown = without_credentials(str(source))
            failures.append(Failure(shown, error.what, error.remedy))
            continue
        for file in inside:
            shown = str(Path(source) / _under(str(file), str(path)))
            try:
                _refuse_unreadable(file, shown)
            except SourceError as error:
                failures.append(Failure(shown, error.what, error.remedy))
                continue
            item = Item(str(file), str(path), folders[-1].device, shown, _sidecar(file))
            items.setdefault(item.key, item)
    return Found(tuple(items.values()), tuple(folders), tuple(failures), tuple(addresses))


def read_bytes(item: Item) -> tuple[bytes, bytes | None]:
    """A file's bytes, and its sidecar's. Raises :class:`SourceError` where they cannot be had."""
    path = Path(item.key)
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise SourceError(
                f"{item.shown} is larger than {_LARGEST_BYTES // 1_000_000} MB",
                "split it, or leave it out",
            )
        return path.read_bytes(), item.sidecar.read_bytes() if item.sidecar else None
    except OSError as error:
        raise SourceError(
            f"{item.shown} cannot be read ({error.strerror})",
            "check that it is there and that you may read it",
        ) from error


def _address(source: str) -> str:
    """An address in the form to ask for it. Raises :class:`SourceError` where it is unusable."""
    try:
        url = plain_address(source)
    except ValueError as error:
        shown = without_credentials(source)
        raise SourceError(f"{shown} is not a usable address ({error})", "check it") from error
    usable(url, allow_private=True)  # what is private is refused when it is asked
    return url


def _existing(source: str | Path) -> Path:
    text = str(source)
    path = Path(source).expanduser()
    try:
        if path.is_file() or path.is_dir():
            return path.resolve()
        there = path.exists()
    except (OSError, ValueError) as error:  # a name too long, or with a NUL in it
        raise SourceError(f"{text[:80]!r} is not a usable path", "check the name") from error
    if there:
        raise SourceError(f"{text} is neither a file nor a folder", "name a file or a folder")
    if is_symbol(text):
        raise SourceError(
            f"{text} is a UN symbol, and this version does not fetch documents by their symbol",
            "save the document as a file, or give its address, and refresh with that",
        )
    raise SourceError(
        f"there is no file or folder {text}",
        "check the path; to take out a document that was deleted, use penholder remove",
    )


def _walk(folder: Path) -> Iterator[Path]:
    """The documents in a folder and below, by name. Links that lead elsewhere are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise SourceError(
            f"the folder {folder} cannot be read ({error.strerror})",
            "check that you may read it",
        ) from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _IGNORED_FOLDERS:
                yield from _walk(Path(entry.path))
        elif entry.is_file() and not entry.is_symlink() and _is_document(Path(entry.path)):
            yield Path(entry.path)


def _is_document(path: Path) -> bool:
    suffix = path.suffix.lower()
    if _IGNORED_FILE.match(path.name):
        return False
    if suffix == CATALOGUE:
        return not _has_main(path) and _lists_documents(path)
    return suffix in READABLE or suffix in UNREADABLE


def _lists_documents(path: Path) -> bool:
    """Whether a TOML file is a list of tables: a catalogue, not settings or an orphaned sidecar."""
    try:
        return _TABLES.search(path.read_bytes()) is not None
    except OSError:
        return True  # reading it as a document names the reason


def _sidecar(path: Path) -> Path | None:
    beside = path.with_suffix(CATALOGUE)
    return beside if path.suffix.lower() in READABLE and beside.is_file() else None


def _has_main(path: Path) -> bool:
    return any(path.with_suffix(suffix).is_file() for suffix in READABLE)


def _refuse_unreadable(path: Path, shown: str) -> None:
    if path.suffix.lower() in UNREADABLE:
        raise SourceError(
            f"{shown} is a {path.suffix[1:].upper()} file, which this version does not read",
            "save it as text or HTML and refresh again",
        )


def _device(path: Path) -> str:
    return str(path.stat().st_dev)


def _under(key: str, root: str) -> str:
    return Path(key).relative_to(root).as_posix()

"""What a refresh was asked to read: files and folders, found and named, and addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.fetching.addresses import is_address, usable, without_credentials
from ingest.folders import (
    READABLE,
    UNREADABLE,
    Walk,
    device_of,
    existing,
    legible,
    read_regular,
    sidecar_of,
)
from ingest.identity import plain_address
from ingest.routes import Wanted, wanted_by_address, wanted_by_symbol
from ingest.visits import Landing
from store.errors import SourceError
from store.failures import Failed


@dataclass(frozen=True, slots=True)
class Item:
    """One file or page to read.

    ``key`` is its absolute path or its address, ``root`` the folder or feed that it was found
    through (or the key itself), ``device`` what the folder that it lies in is on, ``shown`` how
    the user would name it. ``sidecar`` holds facts about a file; ``landing`` is how the fetching
    of a page went.
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
        shown = without_credentials(landing.visit.asked)
        return cls(landing.key, landing.root, None, shown, landing=landing)

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
    """A folder that was asked for, and so speaks for what is in it.

    ``devices`` has the device of every folder that was looked through, this one among them, and
    ``unseen`` the files and folders that are there and could not be: it does not speak for those.
    """

    path: str
    devices: Mapping[str, str]
    unseen: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that a list of sources leads to, short of asking ``addresses`` and ``wanted``."""

    items: tuple[Item, ...]
    folders: tuple[Folder, ...]
    failures: tuple[Failed, ...]
    addresses: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = ()


@dataclass(slots=True)
class _Finding:
    """What was found so far; each file once, however often it is led to."""

    language: str
    items: dict[str, Item] = field(default_factory=dict)
    folders: list[Folder] = field(default_factory=list)
    failures: list[Failed] = field(default_factory=list)
    addresses: dict[str, None] = field(default_factory=dict)
    wanted: dict[str, Wanted] = field(default_factory=dict)

    def look(self, source: str | Path) -> None:
        """Follows one source. Raises :class:`SourceError` where it leads to nothing."""
        if (named := wanted_of(source, self.language)) is not None:
            self.wanted[named.key] = named
            return
        if is_address(str(source)):
            self.addresses[_address(str(source))] = None
            return
        path = _existing(source)
        if path.is_dir():
            self._folder(path, str(source))
            return
        _refuse_unreadable(path, str(source))
        key = str(path)
        device = device_of(path.parent)
        self.items[key] = Item(key, key, device, legible(str(source)), sidecar_of(path))

    def fail(self, shown: str, error: SourceError) -> None:
        """Takes note of what could not be had."""
        self.failures.append(Failed(shown, error.what, error.remedy))

    def _folder(self, root: Path, source: str) -> None:
        walk = Walk(root, source)
        for path, error in walk.refused.items():
            self.fail(walk.shown(path), error)
        unseen = set(walk.refused)
        for file in walk.files:
            key, shown = str(file), walk.shown(str(file))
            try:
                _refuse_unreadable(file, shown)
            except SourceError as error:
                self.fail(shown, error)
                unseen.add(key)
                continue
            device = walk.devices[str(file.parent)]
            self.items.setdefault(key, Item(key, str(root), device, shown, sidecar_of(file)))
        self.folders.append(Folder(str(root), walk.devices, frozenset(unseen)))
        if not walk.files and not walk.refused:
            raise SourceError(
                f"{legible(source)} holds no documents",
                f"put {', '.join(sorted(READABLE))} files in it, or name another folder",
            )


def find(sources: Sequence[str | Path], language: str = "en") -> Found:
    """Looks up files and folders, each file once, in a fixed order. Never raises for one.

    ``language`` is that of the documents that are named by their symbol.
    """
    finding = _Finding(language)
    for source in sources:
        try:
            finding.look(source)
        except SourceError as error:
            finding.fail(without_credentials(legible(str(source))), error)
    return Found(
        tuple(finding.items.values()),
        tuple(finding.folders),
        tuple(finding.failures),
        tuple(finding.addresses),
        tuple(finding.wanted.values()),
    )


def wanted_of(source: str | Path, language: str = "en") -> Wanted | None:
    """The document that a source names by its symbol, or by an address that has its symbol.

    A file of that name goes first, and a name with a file's ending is none but a file's.
    ``language`` is what the symbol alone does not say.
    """
    text = legible(str(source))
    try:
        if is_address(text):
            return wanted_by_address(_address(text))
        named = wanted_by_symbol(text, language)
        if named is None or Path(text).suffix.lower() in READABLE | UNREADABLE:
            return None
        existing(source)
    except FileNotFoundError:
        return named
    except SourceError:
        return None  # looking at it as a source says what is the matter
    return None


def is_remote(source: str) -> bool:
    """Whether a source is asked over the network."""
    return is_address(source) or wanted_of(source) is not None


def read_bytes(item: Item) -> tuple[bytes, bytes | None]:
    """A file's bytes, and its sidecar's. Raises :class:`SourceError` where they cannot be had."""
    data = read_regular(Path(item.key), item.shown)
    if item.sidecar is None:
        return data, None
    shown = str(Path(item.shown).with_name(item.sidecar.name))
    return data, read_regular(item.sidecar, legible(shown))


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
    try:
        return existing(source)
    except FileNotFoundError as error:
        raise SourceError(
            f"there is no file or folder {legible(str(source))}",
            "check the path; to take out a document that was deleted, use penholder remove",
        ) from error


def _refuse_unreadable(path: Path, shown: str) -> None:
    if path.suffix.lower() in UNREADABLE:
        raise SourceError(
            f"{shown} is a {path.suffix[1:].upper()} file, which this version does not read",
            "save it as PDF, Word, HTML or text and refresh again",
        )


def _under(key: str, root: str) -> str:
    return Path(key).relative_to(root).as_posix()

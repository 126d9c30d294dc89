"""From a source to its bytes, and from those to its documents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from ingest.sources import Item, read_bytes
from ingest.symbol_pages import read_by_symbol
from ingest.webpages import read_page
from store import originals, rows
from store.embedding import Embedder
from store.errors import LibraryError, PenholderError, SourceError
from store.library import Library
from store.records import Document


class Reader(Protocol):
    """Turns a source's bytes into documents. Raises :class:`SourceError` where it cannot."""

    def __call__(
        self, data: bytes, *, name: str, source: str, sidecar: bytes | None, embedder: Embedder
    ) -> list[Document]:
        """``name`` is the path under the corpus, ``source`` the absolute path or address."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A source's bytes, and those of its sidecar."""

    data: bytes
    sidecar: bytes | None

    @property
    def sha256(self) -> str:
        """Of both together."""
        digest = hashlib.sha256(hashlib.sha256(self.data).digest())
        if self.sidecar is not None:
            digest.update(hashlib.sha256(self.sidecar).digest())
        return digest.hexdigest()


class Opening:
    """Opens and reads sources for one library.

    Whether there is work at all is looked at before the library is locked, and what was read for
    that is read again under the lock. The last reading is kept for it, since a scanned document
    takes a minute.
    """

    def __init__(self, library: Library, reader: Reader) -> None:
        self._library = library
        self._reader = reader
        self._last: tuple[tuple[Item, str, str], list[Document]] | None = None

    def bytes_of(self, item: Item) -> Opened:
        """What a source holds; a page that is as it was is found among the kept originals.

        Raises :class:`SourceError` where it cannot be had.
        """
        landing = item.landing
        if landing is None:
            return Opened(*read_bytes(item))
        if landing.body is not None:
            return Opened(landing.body.read_bytes(), None)
        folder, kept = self._library.path / "originals", landing.visit.original or "none"
        try:
            return Opened(originals.read(folder, kept), None)
        except LibraryError as error:
            raise SourceError(f"{item.shown} is not kept", "refresh again to fetch it") from error

    def documents_of(self, item: Item, root: str, opened: Opened) -> list[Document]:
        """The documents in a source, each whole. Raises :class:`SourceError` where none is."""
        asked = (item, root, opened.sha256)
        if self._last is None or self._last[0] != asked:
            self._last = asked, self._documents_of(item, root, opened)
        return self._last[1]

    def _documents_of(self, item: Item, root: str, opened: Opened) -> list[Document]:
        try:
            documents = self._read(item, root, opened)
        except PenholderError:
            raise
        except Exception as error:
            # Foreign text can break a parser in ways nobody foresaw; the other sources go on.
            raise SourceError(
                f"{item.shown} could not be read ({type(error).__name__}: {error})",
                "report it, with the file, to the maintainers",
            ) from error
        for document in documents:
            rows.check(document)
        if not documents:
            raise SourceError(f"{item.shown} holds no document", "check what is in it")
        return documents

    def _read(self, item: Item, root: str, opened: Opened) -> list[Document]:
        embedder = self._library.writing_embedder()

        def read(data: bytes, *, name: str, sidecar: bytes | None) -> list[Document]:
            return self._reader(
                data, name=name, source=item.key, sidecar=sidecar, embedder=embedder
            )

        if item.landing is not None and item.landing.visit.symbol is not None:
            return list(read_by_symbol(opened.data, item.landing.visit, read))
        if item.landing is not None:
            return list(read_page(opened.data, item.landing.visit, read))
        return read(opened.data, name=item.name(root), sidecar=opened.sidecar)

"""Changes gathered until one swap's worth is there, and what they changed."""

from __future__ import annotations

from ingest.changes import describe
from store.catalogue import Catalogue
from store.records import Document
from store.writing import SourceChange, Writer

_DOCUMENTS_A_SWAP = 64
_PASSAGES_A_SWAP = 2_048


class Batch:
    """Changes on their way to the library. Puts into ``said`` what changed about each document."""

    def __init__(self, writer: Writer, catalogue: Catalogue, said: dict[str, str]) -> None:
        self._writer = writer
        self._catalogue = catalogue
        self._changes: list[SourceChange] = []
        self._documents = 0
        self._passages = 0
        self._live = {summary.document for summary in catalogue.documents()}
        self._said = said

    def add(self, change: SourceChange) -> None:
        """Takes a change in, and applies all where that makes enough."""
        self._changes.append(change)
        for document in change.documents or ():
            self._documents += 1
            self._passages += len(document.passages)
        if self._documents >= _DOCUMENTS_A_SWAP or self._passages >= _PASSAGES_A_SWAP:
            self.flush()

    def flush(self) -> None:
        """Applies what was gathered."""
        if self._changes:
            before = self._before()
            applied = self._writer.apply(self._changes)
            for document in applied.changed:
                old, new = before.get(document), self._catalogue.document(document)
                if old is not None and new is not None:
                    self._said[document] = describe(old, new)
            self._live.update(applied.added)
        self._changes, self._documents, self._passages = [], 0, 0

    def _before(self) -> dict[str, Document]:
        """The live documents that the gathered changes may replace."""
        given = {document.id for change in self._changes for document in change.documents or ()}
        found = {id_: self._catalogue.document(id_) for id_ in sorted(given & self._live)}
        return {id_: document for id_, document in found.items() if document is not None}

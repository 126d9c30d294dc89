"""From what the address says is open to the document that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from app.answering.answer import Citation
from app.conversations import Message
from app.ui import document_view
from app.ui.address import OpenPassage
from app.ui.contracts import LibraryView
from store.errors import PenholderError
from store.records import Document


def citation(messages: Sequence[Message], where: OpenPassage) -> Citation | None:
    """The citation at an address, if the conversation shown has it."""
    for message in messages:
        if message.id == where.message and message.answer is not None:
            return where.passage.of(message.answer)
    return None


def document(library: LibraryView, name: str) -> Document | None:
    """A document of the library, or none when it is no longer there."""
    if not any(item.document == name for item in library.documents()):
        return None
    try:
        return library.document(name)
    except (KeyError, PenholderError):
        # Retired by a refresh between the two questions.
        return None


def passage(library: LibraryView, cited: Citation) -> document_view.Shown:
    """The document open at a citation, or the stored quotation when the document is gone."""
    found = document(library, cited.document)
    return document_view.at_passage(found, cited) if found else document_view.gone(cited)

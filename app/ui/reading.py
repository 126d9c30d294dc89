"""From what the address says is open to the document that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from app.answering.answer import Citation
from app.conversations import Message
from app.ui import document_view
from app.ui.address import OpenPassage
from app.ui.contracts import LibraryView
from app.ui.standing import live_document
from app.ui.wording import edited_on


def citation(messages: Sequence[Message], where: OpenPassage) -> Citation | None:
    """The citation at an address, if the conversation shown has it."""
    for message in messages:
        answer = message.answer or message.draft
        if message.id == where.message and answer is not None:
            return where.passage.of(answer)
    return None


def document(library: LibraryView, name: str) -> document_view.Shown | None:
    """A document open at its beginning, or none when the library no longer has it."""
    found = live_document(library, name)
    return document_view.whole(found, edited=_edited(library, name)) if found else None


def passage(library: LibraryView, cited: Citation) -> document_view.Shown:
    """The document open at a citation, or the stored quotation when the document is gone."""
    found = live_document(library, cited.document)
    if found is None:
        return document_view.gone(cited)
    return document_view.at_passage(found, cited, _edited(library, cited.document))


def _edited(library: LibraryView, name: str) -> str | None:
    moment = library.edited().get(name)
    return edited_on(moment) if moment else None

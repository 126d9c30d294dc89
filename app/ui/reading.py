"""From what the address says is open to the document that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from app.answering.answer import Answer, Citation
from app.conversations import Message
from app.facsimile.seeking import sought_of
from app.ui import document_view
from app.ui.address import OPEN, OpenPassage, Passage, opened, passage_key
from app.ui.beside import Look, look
from app.ui.contracts import LibraryView
from app.ui.desk import Desk
from app.ui.document_view import Shown
from app.ui.sheet_view import SheetView, sheet_view
from app.ui.sheets import has_pages, sheets
from app.ui.standing import locate
from app.ui.wording import edited_on
from store.records import Document

_PLAINLY = Look()


class Steps(TypedDict):
    """Where a passage stands among those of its answer, and the addresses of those beside it."""

    said: str
    previous: str | None
    next: str | None


class Pane(TypedDict):
    """All that the document component draws.

    ``pages``: there are pages to look at; ``sheet`` is the one that is, none where the text is.
    """

    shown: Shown
    steps: Steps | None
    pages: bool
    sheet: SheetView | None


def beside(
    desk: Desk, address: Mapping[str, str], conversation: str | None, owner: str
) -> Pane | None:
    """What lies open, or none where the address opens nothing.

    A passage is one of an answer of ``conversation``, which is to be the ``owner``'s.
    """
    where = opened(address.get(OPEN))
    if where is None:
        return None
    how = look(address)
    if not isinstance(where, OpenPassage):
        document = desk.standings.document(where.document)
        return of_document(desk.engine.library, document, how) if document else None
    message = desk.conversations.message(where.message, owner)
    if message is None or message.conversation != conversation:
        return None
    answer = message.answer or message.draft
    cited = where.passage.of(answer) if answer else None
    if answer is None or cited is None:
        return None
    library, document = desk.engine.library, desk.standings.document(cited.document)
    pane = of_citation(library, document, cited, how)
    pane["steps"] = steps(message, answer, where.passage)
    return pane


def steps(message: Message, answer: Answer, passage: Passage) -> Steps | None:
    """The passages before and after one in its list, if it has others."""
    listed = _listed(answer, passage)
    if passage not in listed or len(listed) < 2:
        return None
    at = listed.index(passage)
    what = "Citation" if passage.list == "cited" else "Passage"
    return Steps(
        said=f"{what} {at + 1} of {len(listed)}",
        previous=passage_key(message.id, listed[at - 1].key) if at else None,
        next=passage_key(message.id, listed[at + 1].key) if at + 1 < len(listed) else None,
    )


def _listed(answer: Answer, passage: Passage) -> Sequence[Passage]:
    if passage.list == "cited":
        return [Passage.cited(number) for number in sorted({c.number for c in answer.citations})]
    if passage.list == "also":
        return [Passage.also_read(at) for at in range(len(answer.also_read))]
    nearest = answer.not_found.nearest if answer.not_found is not None else ()
    return [Passage.nearest(at) for at in range(len(nearest))]


def of_document(library: LibraryView, document: Document, how: Look = _PLAINLY) -> Pane:
    """A document open at its beginning, or where a reader went to."""
    shown = document_view.whole(document, edited=_edited(library, document.id), at=how.at)
    return _pane(library, document, None, shown, how)


def of_citation(
    library: LibraryView, document: Document | None, cited: Citation, how: Look = _PLAINLY
) -> Pane:
    """The document open at a citation, or the stored quotation when the document is gone."""
    if document is None:
        return Pane(shown=document_view.gone(cited), steps=None, pages=False, sheet=None)
    shown = document_view.at_passage(document, cited, _edited(library, document.id), how.at)
    return _pane(library, document, cited, shown, how)


def _pane(
    library: LibraryView, document: Document, cited: Citation | None, shown: Shown, how: Look
) -> Pane:
    original = library.original(document.id) if document.held else None
    pane = Pane(shown=shown, steps=None, pages=has_pages(original), sheet=None)
    if how.pages and pane["pages"] and original is not None:
        place = locate(document, cited) if cited else None
        # What is only like the quotation is not marked here, where nothing would say so.
        span = place.span if place and place.exact else None
        sought = sought_of(document, span) if span else None
        found = sheets().ask(original, sought, how.page)
        pane["sheet"] = sheet_view(found, document.title, sought=cited is not None)
        shown["paragraphs"] = []  # the page stands in their place
    return pane


def _edited(library: LibraryView, name: str) -> str | None:
    moment = library.edited().get(name)
    return edited_on(moment) if moment else None

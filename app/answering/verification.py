"""Verification: nothing is shown as a quotation that its document does not have at that place."""

from __future__ import annotations

from collections.abc import Iterable

from app.answering.answer import Citation, Dropped
from store.errors import UsageError
from store.library import Library


def verify(
    library: Library, citations: Iterable[Citation]
) -> tuple[tuple[Citation, ...], tuple[Dropped, ...]]:
    """Keeps the citations whose quotation stands in the live text, numbered anew from 1.

    A refresh may retire a document between retrieval and here; what it quoted is dropped, with the
    reason.
    """
    kept: list[Citation] = []
    dropped: list[Dropped] = []
    for citation in citations:
        reason = _fault(library, citation)
        if reason is None:
            kept.append(citation.model_copy(update={"number": len(kept) + 1}))
        else:
            dropped.append(Dropped(text=citation.quote, reason=reason))
    return tuple(kept), tuple(dropped)


def _fault(library: Library, citation: Citation) -> str | None:
    try:
        text = library.document(citation.document).text
    except UsageError:
        return f"{citation.document} was removed from the library while the question was answered"
    if text[citation.start : citation.end] != citation.quote:
        return f"{citation.document} changed while the question was answered"
    return None

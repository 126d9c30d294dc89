"""What is to be found on the pages, from a document and a place in its text."""

from __future__ import annotations

from app.facsimile.records import CONTEXT, Sought
from store.records import Document, Span


def sought_of(document: Document, span: Span) -> Sought:
    """A passage of a document, with what stands around it and the page that its pinpoint says."""
    return Sought(
        quote=span.of(document.text),
        before=document.text[max(0, span.start - CONTEXT) : span.start],
        after=document.text[span.end : span.end + CONTEXT],
        page=_page(document, span),
    )


def _page(document: Document, span: Span) -> int | None:
    for passage in document.passages:
        if not passage.span.overlaps(span):
            continue
        for sentence in passage.sentences:
            if sentence.span.overlaps(span):
                return sentence.pinpoint.page or passage.pinpoint.page
        return passage.pinpoint.page
    return None

"""Whose words a quotation has and who reports them, where the words themselves do not say."""

from __future__ import annotations

from app.answering.finding.reading import ReadSentence
from store.library import DocumentSummary
from store.records import Kind

_PUBLISHED_AS = (("whatsinblue/", "What’s In Blue"),)
"""A series that goes by a name of its own, by the beginning of its documents' ids."""


def attribution(read: ReadSentence) -> str | None:
    """The line that stands under a quotation, or none where there is nothing to add.

    A turn is its speaker's; a brief and meetings coverage report; a document that the United
    Nations issued speaks for itself, and a catalogue card has said already that it is one.
    """
    summary = read.passage.stored.document
    if not summary.held:
        return None
    speaker = read.sentence.pinpoint.speaker
    reported = _reporter(summary)
    if speaker and reported:
        return f"{speaker}, {reported}"
    return f"{speaker} speaking" if speaker else reported


def _reporter(summary: DocumentSummary) -> str | None:
    """Who reports, for documents that report what others say, do or plan."""
    if summary.kind is Kind.MEETINGS_COVERAGE:
        return "as summarised by UN Meetings Coverage, not an official record"
    if summary.kind in (Kind.BRIEF, Kind.FORECAST):
        name = next(
            (name for stem, name in _PUBLISHED_AS if summary.document.startswith(stem)),
            summary.publisher,
        )
        return f"reported by {name}" if name else f"reported in a {summary.kind.value}"
    return None

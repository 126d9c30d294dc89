"""Who says and who reports a quotation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plain_reader import plain_document

from app.answering.finding.reading import ReadPassage, ReadSentence
from app.answering.quoting.attribution import attribution
from store.catalogue import DocumentSummary, StoredPassage
from store.embedding import HashEmbedder
from store.records import Document, Kind, Pinpoint

LABEL = "Ms. Okoro (Norway)"
SUMMARISED = "as summarised by UN Meetings Coverage, not an official record"


def read(document: Document, speaker: str | None) -> ReadSentence:
    passage = document.passages[0]
    sentence = replace(passage.sentences[0], pinpoint=Pinpoint(speaker=speaker))
    summary = DocumentSummary(
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        kind=document.kind,
        date=None,
        language="en",
        url=None,
        held=document.held,
        passages=1,
        corrected=False,
        publisher=document.publisher,
    )
    text = passage.span.of(document.text)
    vectors = HashEmbedder().read([text])[0]
    stored = StoredPassage(1, summary, passage, text)
    return ReadSentence(
        ReadPassage(stored, vectors, 0, 0, 0, 0), sentence, 0, sentence.span.of(document.text),
        vectors.tokens,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name", "publisher", "speaker", "line"),
    [
        (Kind.RECORD, "S/PV.1", None, LABEL, f"{LABEL} speaking"),
        (Kind.BRIEF, "whatsinblue/2019/09/x", "SCR", None, "reported by What’s In Blue"),
        (Kind.FORECAST, "monthly-forecast/2019-09/x", "SCR", None, "reported by SCR"),
        (Kind.BRIEF, "notes/x", None, None, "reported in a brief"),
        (Kind.MEETINGS_COVERAGE, "SC/1", None, None, SUMMARISED),
        (Kind.MEETINGS_COVERAGE, "SC/1", None, LABEL, f"{LABEL}, {SUMMARISED}"),
        (Kind.RESOLUTION, "S/RES/1", "United Nations", None, None),
        (Kind.GLOSSARY, "glossary", None, None, None),
    ],
)
def test_the_line_under_a_quotation(
    kind: Kind, name: str, publisher: str | None, speaker: str | None, line: str | None
) -> None:
    document = replace(plain_document(name, "The ferries stopped.", kind=kind), publisher=publisher)
    assert attribution(read(document, speaker)) == line


def test_a_card_reports_nobody() -> None:
    document = replace(plain_document("S/PV.1", "A record.", kind=Kind.RECORD), held=False)
    assert attribution(read(document, LABEL)) is None

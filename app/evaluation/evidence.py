"""What statements are measured against: all the citations that documents can give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from app.answering.answer import Citation
from app.answering.finding.reading import ReadPassage, ReadSentence
from app.answering.quoting.verification import Verifier
from app.evaluation.files import SHIPPED, file_of
from app.evaluation.places import Place, locate
from corpus import corpus_path
from ingest.refresh import refresh
from store.catalogue import DocumentSummary, StoredPassage
from store.embedding import HashEmbedder, TokenVectors
from store.errors import UsageError
from store.library import Library, LiveText
from store.records import Document, Span

_UNREAD = TokenVectors(np.zeros(0, np.float32), np.zeros((0, 0), np.float32), ())


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document's text, and all of it that can be cited, in order."""

    document: str
    text: str
    citations: tuple[Citation, ...]

    def cited(self, span: Span) -> tuple[Citation, ...]:
        """The citations that overlap these characters."""
        return tuple(c for c in self.citations if Span(c.start, c.end).overlaps(span))

    def at(self, place: Place) -> tuple[Citation, ...]:
        """The citations at a place; none where it is gone."""
        span = locate(self.text, place)
        return self.cited(span) if span else ()


def read_evidence(
    files: Iterable[str], data: Path | None, *, shipped: bool = True
) -> Mapping[str, Evidence]:
    """What can be cited of what ships, and of files under ``data`` where it is given, by document.

    Raises :class:`UsageError`, naming the first file that is not there or cannot be read.
    """
    beside = [path for path in dict.fromkeys(files) if not path.startswith(SHIPPED)]
    paths = [file_of(path, data) for path in beside] if data else []
    lacking = next((path for path in paths if not path.is_file()), None)
    if lacking:
        raise UsageError(
            f"{lacking}, which statements are about, is not there",
            "give with --files the folder that the paths in the suite are under",
        )
    with TemporaryDirectory(prefix="penholder-") as folder:
        return _read(Path(folder), [*([corpus_path()] if shipped else []), *paths])


def _read(folder: Path, sources: list[Path]) -> dict[str, Evidence]:
    with Library.open(folder, HashEmbedder(), create=True) as library:
        report = refresh(library, sources)
        if report.failed:
            failed = report.failed[0]
            raise UsageError(f"{failed.source} cannot be read", failed.remedy)
        return {
            summary.document: _evidence(summary, library.document(summary.document))
            for summary in library.documents()
        }


def _evidence(summary: DocumentSummary, document: Document) -> Evidence:
    verifier = Verifier({document.id: LiveText(document.text, document.dates)})
    citations, _ = verifier.cite(_sentences(summary, document))
    return Evidence(document.id, document.text, citations)


def _sentences(summary: DocumentSummary, document: Document) -> list[ReadSentence]:
    """The sentences as retrieval hands them on, without vectors, which citing does not need."""
    read = []
    for passage in document.passages:
        stored = StoredPassage(0, summary, passage, passage.span.of(document.text))
        holding = ReadPassage(stored, _UNREAD, fused=0, cosine=0, maxsim=0, score=0)
        for index, sentence in enumerate(passage.sentences):
            text = sentence.span.of(document.text)
            read.append(ReadSentence(holding, sentence, index, text, _UNREAD.tokens))
    return read

"""Retrieval figures on a benchmark in the BEIR layout (Thakur and others, 2021).

The benchmark's passages become documents of a library of their own, cut as ours are, and the four
rankings are those of the running system: BM25, dense, fused, and the full chain with MaxSim. A
document ranks where its best passage does.
"""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from app.answering.finding.retrieval import CANDIDATES
from app.answering.pipeline import Pipeline
from app.evaluation.rows import lines_of, rows_of
from app.evaluation.scratch import plain_document, scratch_library
from store.embedding import Embedder
from store.errors import UsageError
from store.filters import Filters
from store.library import Library
from store.records import Document

Judgements = Mapping[str, Mapping[str, int]]
"""For each query, the relevant documents and how relevant they are."""

_SPEAKER = re.compile(r"^\|user\|:\s*")


def evaluate_beir(folder: Path, embedder: Embedder) -> dict[str, dict[str, float]]:
    """nDCG@10, recall@5, recall@100 and MRR of the four rankings.

    Raises :class:`UsageError` where the folder lacks one of the three files or they do not fit.
    """
    judgements = _read_judgements(_only(folder, "qrels", "tsv", ("qrels", "qrels_covered")))
    queries = _read_queries(_only(folder, "queries", "jsonl", ("queries", "queries_rewrite")))
    asked = {key: text for key, text in queries.items() if judgements.get(key)}
    if not asked:
        raise UsageError(f"no query of {folder} has a judgement", "check that their ids are equal")
    with (
        tempfile.TemporaryDirectory(prefix="penholder-") as scratch,
        scratch_library(
            Path(scratch), _documents(folder / "corpus.jsonl", embedder), embedder
        ) as library,
    ):
        ranker = _Ranker(library, embedder)
        rankings: dict[str, list[Measures]] = {}
        for key, text in asked.items():
            for name, ranking in ranker.rankings(text).items():
                rankings.setdefault(name, []).append(measure(ranking, judgements[key]))
    return {name: _mean(measured) for name, measured in rankings.items()}


def _only(folder: Path, stem: str, ending: str, preferred: Sequence[str]) -> Path:
    """The file of that kind: a preferred name where there are several, else the first by name."""
    files = sorted(folder.glob(f"{stem}*.{ending}"))
    for name in preferred:
        if folder / f"{name}.{ending}" in files:
            return folder / f"{name}.{ending}"
    if not files:
        raise UsageError(f"{folder} has no {stem}*.{ending}", "give a folder in the BEIR layout")
    return files[0]


class _Row(BaseModel):
    """One line of the corpus or of the queries."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str = Field(alias="_id", min_length=1)
    text: str
    title: str | None = None


def _rows(path: Path) -> Iterator[_Row]:
    seen: set[str] = set()
    remedy = "give one JSON object a line, with _id and text"
    for number, row in rows_of(path, _Row, what="an entry", remedy=remedy):
        if row.id in seen:
            raise UsageError(
                f"line {number} of {path} repeats the id {row.id}", "give every entry its own"
            )
        seen.add(row.id)
        yield row


def _read_queries(path: Path) -> dict[str, str]:
    return {row.id: _SPEAKER.sub("", row.text) for row in _rows(path)}


def _read_judgements(path: Path) -> Judgements:
    judgements: dict[str, dict[str, int]] = {}
    for number, line in lines_of(path):
        if number == 1:  # the names of the columns
            continue
        try:
            query, document, written = line.split("\t")
            relevance = int(written)
        except ValueError as error:
            raise UsageError(
                f"line {number} of {path} is not a judgement",
                "give a query, a document and a whole number, parted by tabs",
            ) from error
        if relevance > 0:
            judgements.setdefault(query, {})[document] = relevance
    return judgements


def _documents(corpus: Path, embedder: Embedder) -> Iterator[Document]:
    for row in _rows(corpus):
        title, text = (row.title or "").strip(), row.text.strip()
        # Some sets repeat the title as the first line of the text.
        text = text.removeprefix(title).strip() or title
        if text:
            yield plain_document(row.id, title, text, embedder)


class _Ranker:
    """The four rankings of one library, as ids of documents."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library = library
        self._pipeline = Pipeline(library, embedder)

    def rankings(self, text: str) -> dict[str, list[str]]:
        """A document stands where its best passage does."""
        view = self._pipeline.view(text)
        # A long document has several passages: ask for more, to have a hundred documents.
        k = CANDIDATES * 2
        everything = Filters()
        lexical = [c.passage_id for c in self._library.matching(text, k, everything)]
        nearest = self._library.nearest(view.vectors.vector, k, everything)
        dense = [c.passage_id for c in nearest]
        fused = [
            f.passage_id for f in self._pipeline.find(text, view.vectors, everything, CANDIDATES)
        ]
        head = self._pipeline.read(view, self._pipeline.candidates(view, everything)).held
        read = [passage.stored.id for passage in head]
        full = [*read, *(id_ for id_ in fused if id_ not in set(read))]
        ids = list(dict.fromkeys([*lexical, *dense, *fused]))
        of = {p.id: p.document.document for p in self._library.passages(ids)}
        return {
            name: list(dict.fromkeys(of[id_] for id_ in ranking))
            for name, ranking in (
                ("lexical", lexical),
                ("dense", dense),
                ("fused", fused),
                ("full", full),
            )
        }


@dataclass(frozen=True, slots=True)
class Measures:
    """One ranking against its judgements, each in 0..1."""

    ndcg10: float
    recall5: float
    recall100: float
    mrr: float


def measure(ranking: Sequence[str], relevant: Mapping[str, int]) -> Measures:
    """The usual measures (Järvelin and Kekäläinen, 2002, for nDCG, with gain = relevance)."""
    gains = [relevant.get(document, 0) for document in ranking]
    best = sorted(relevant.values(), reverse=True)
    first = next((rank for rank, gain in enumerate(gains, start=1) if gain), None)
    return Measures(
        ndcg10=_discounted(gains[:10]) / _discounted(best[:10]),
        recall5=sum(gain > 0 for gain in gains[:5]) / len(relevant),
        recall100=sum(gain > 0 for gain in gains[:100]) / len(relevant),
        mrr=1 / first if first else 0.0,
    )


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _mean(measured: Sequence[Measures]) -> dict[str, float]:
    n = len(measured)
    return {
        "ndcg@10": round(sum(m.ndcg10 for m in measured) / n, 4),
        "recall@5": round(sum(m.recall5 for m in measured) / n, 4),
        "recall@100": round(sum(m.recall100 for m in measured) / n, 4),
        "mrr": round(sum(m.mrr for m in measured) / n, 4),
    }

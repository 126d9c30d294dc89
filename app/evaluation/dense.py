"""Plain dense retrieval by the usual LangChain recipe, on the same questions, to compare with.

    python -m app.evaluation.dense DATA > dense.json

``RecursiveCharacterTextSplitter`` (1,000 characters, 200 of them shared) cuts the documents of the
two halves of our own questions, the same weights embed the chunks, LangChain's store in memory
finds the nearest three, and a question whose best similarity is below a threshold is refused. The
threshold is the one that tells best on the development half. The same is done with single
sentences. DATA is the folder that ``penholder evaluate un-test --files`` is given.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from app.evaluation.figures import Result, figures_of
from app.evaluation.files import library_of_files
from app.evaluation.suites import SuiteQuestion, read_suite
from corpus import corpus_path
from store.embedding import Embedder, load_embedder
from store.records import Document, Sentence, Span

if TYPE_CHECKING:
    from langchain_core.documents import Document as Chunk
    from langchain_core.vectorstores import InMemoryVectorStore

_SHOWN = 3
_CHUNK, _SHARED = 1_000, 200
HALVES = ("un-development", "un-test")
"""The suites: the first sets the threshold."""

Cut = Callable[[Document], list["Chunk"]]


def main() -> None:
    """Prints the figures of both halves, by chunks and by sentences, as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    print(json.dumps(compare(given.data, load_embedder()), indent=1))


def compare(data: Path, embedder: Embedder) -> dict[str, Any]:
    """For each way to cut, the threshold and the figures of each half."""
    halves = {half: read_suite(corpus_path() / "questions" / f"{half}.jsonl") for half in HALVES}
    asked = [question for half in halves.values() for question in half]
    with (
        tempfile.TemporaryDirectory(prefix="penholder-") as folder,
        library_of_files(Path(folder), asked, data, embedder) as library,
    ):
        documents = [library.document(found.document) for found in library.documents()]
        return {
            name: _figures(cut, documents, halves, embedder)
            for name, cut in (("chunks", chunks_of), ("sentences", sentences_of))
        }


def _figures(
    cut: Cut,
    documents: Sequence[Document],
    halves: dict[str, list[SuiteQuestion]],
    embedder: Embedder,
) -> dict[str, Any]:
    retriever = Dense.over(documents, cut, embedder)
    found = {half: [retriever.ask(q) for q in questions] for half, questions in halves.items()}
    threshold = best_threshold(found[HALVES[0]])
    return {
        "threshold": round(threshold, 4),
        "characters_shown": round(retriever.characters),
        **{half: figures_of(decided(results, threshold)) for half, results in found.items()},
    }


@dataclass(frozen=True)
class Dense:
    """A store of the documents' chunks, and the documents that they were cut from."""

    store: InMemoryVectorStore
    texts: dict[str, str]
    characters: float

    @classmethod
    def over(cls, documents: Sequence[Document], cut: Cut, embedder: Embedder) -> Dense:
        """Cuts and embeds the documents."""
        from langchain_core.embeddings import Embeddings
        from langchain_core.vectorstores import InMemoryVectorStore

        class SameWeights(Embeddings):
            """What ``HuggingFaceEmbeddings`` would give, from the model that is loaded."""

            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                return [[float(x) for x in row] for row in embedder.encode(texts)]

            def embed_query(self, text: str) -> list[float]:
                return self.embed_documents([text])[0]

        store = InMemoryVectorStore(SameWeights())
        chunks = [chunk for document in documents for chunk in cut(document)]
        store.add_documents(chunks)
        mean = float(np.mean([len(chunk.page_content) for chunk in chunks])) if chunks else 0.0
        return cls(store, {document.id: document.text for document in documents}, mean * _SHOWN)

    def ask(self, question: SuiteQuestion) -> Result:
        """Whether the support is in the nearest chunks, and how near the nearest is."""
        found = self.store.similarity_search_with_score(question.question, k=_SHOWN)
        right = [self._has_support(chunk, question) for chunk, _ in found]
        return Result(
            kind=question.kind,
            near_miss=question.near_miss,
            alone=question.english_single_turn,
            answerable=question.answerable,
            supported=question.answerable and question.support is not None,
            hits=(any(right[:1]), any(right)),
            answered=True,
            stated=True,
            found=any(right),
            score=float(found[0][1]) if found else None,
            exact=len(found),
            quoted=len(found),
        )

    def _has_support(self, chunk: Chunk, question: SuiteQuestion) -> bool:
        document, start = chunk.metadata["document"], chunk.metadata["start_index"]
        span = Span(start, start + len(chunk.page_content))
        spans = question.spans(document, self.texts[document])
        return any(span.overlaps(support) for support in spans)


def chunks_of(document: Document) -> list[Chunk]:
    """As tutorials cut: 1,000 characters with 200 shared, at paragraphs where it can be."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_CHUNK, chunk_overlap=_SHARED, add_start_index=True
    )
    chunks: list[Chunk] = splitter.create_documents([document.text], [{"document": document.id}])
    return chunks


def sentences_of(document: Document) -> list[Chunk]:
    """One chunk a sentence, as long as what we quote."""
    from langchain_core.documents import Document as Chunk

    return [
        Chunk(
            page_content=sentence.span.of(document.text),
            metadata={"document": document.id, "start_index": sentence.span.start},
        )
        for sentence in _sentences(document)
    ]


def _sentences(document: Document) -> Iterator[Sentence]:
    return (sentence for passage in document.passages for sentence in passage.sentences)


def best_threshold(results: Sequence[Result]) -> float:
    """The similarity from which to answer, so that the two kinds are told apart best: the mean of
    the share of answerable ones that are answered and of the others that are refused.
    """
    scores = sorted({result.score for result in results if result.score is not None})

    def balanced(threshold: float) -> float:
        answered = [(r.answerable, (r.score or 0.0) >= threshold) for r in results]
        yes = [said for answerable, said in answered if answerable]
        no = [not said for answerable, said in answered if not answerable]
        return sum(yes) / len(yes) + sum(no) / len(no)

    return max(scores, key=balanced)


def decided(results: Sequence[Result], threshold: float) -> list[Result]:
    """The results, those below the threshold refused."""
    return [
        result
        if result.score is not None and result.score >= threshold
        else replace(result, answered=False, stated=False, hits=(False, False))
        for result in results
    ]


if __name__ == "__main__":
    main()

"""Penholder's retrieval as a LangChain retriever, for use in other people's chains."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from app.engine import Engine, SearchResult
from store.filters import Filters


class PenholderRetriever(BaseRetriever):
    """Gives the best ``k`` passages of a library, re-ranked, as LangChain documents.

    ``page_content`` is the passage verbatim; the metadata says where it stands: document, symbol,
    title, date, kind, pinpoint, and ``start`` and ``end`` in characters of the document's text.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    engine: Engine
    k: int = 8
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        results = self.engine.search(query, k=self.k, filters=self.filters)
        return [
            LangChainDocument(page_content=result.text, metadata=_metadata(result))
            for result in results
        ]


def _metadata(result: SearchResult) -> dict[str, Any]:
    return {
        "document": result.document,
        "symbol": result.symbol,
        "title": result.title,
        "date": result.date.isoformat() if result.date else None,
        "kind": result.kind.value,
        "pinpoint": result.pinpoint,
        "start": result.start,
        "end": result.end,
        "score": result.score,
    }

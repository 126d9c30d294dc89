"""The usual LangChain recipe of a first index, to compare with. It needs the extra ``compare``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_CHUNK, _SHARED = 1_000, 200


def indexed(files: Sequence[Path], model: SentenceTransformer, folder: Path) -> int:
    """Reads, cuts, embeds and stores the files as tutorials do. Gives the number of chunks."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    class HuggingFace(Embeddings):
        """The call that ``HuggingFaceEmbeddings`` makes at its defaults."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            lines = [text.replace("\n", " ") for text in texts]
            rows: list[list[float]] = model.encode(lines, show_progress_bar=False).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    documents = [
        Document(page_content=path.read_text("utf-8", "replace"), metadata={"source": str(path)})
        for path in files
    ]
    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK, chunk_overlap=_SHARED)
    chunks = splitter.split_documents(documents)
    Chroma.from_documents(chunks, HuggingFace(), persist_directory=str(folder))
    return len(chunks)

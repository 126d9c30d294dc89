"""A reader for tests of what comes after reading: one paragraph, one passage."""

from __future__ import annotations

from store.embedding import Embedder
from store.errors import SourceError
from store.records import Document, Kind, Passage, Pinpoint, Sentence, Span

PIPELINE = "plain-1"


def plain_document(
    document_id: str,
    text: str,
    *,
    title: str | None = None,
    kind: Kind = Kind.OTHER,
    held: bool = True,
    **facts: object,
) -> Document:
    """A document whose paragraphs, parted by blank lines, are its passages."""
    title = title or document_id
    passages = []
    at = 0
    for ordinal, paragraph in enumerate(text.split("\n\n")):
        start = text.index(paragraph, at)
        span = Span(start, start + len(paragraph))
        at = span.end
        pinpoint = Pinpoint(paragraph=ordinal + 1)
        passages.append(Passage(ordinal, span, title, pinpoint, (Sentence(span, pinpoint),)))
    return Document(
        id=document_id,
        title=title,
        kind=kind,
        text=text,
        passages=tuple(passages),
        held=held,
        **facts,  # type: ignore[arg-type]
    )


def plain_reader(
    data: bytes, *, name: str, source: str, sidecar: bytes | None, embedder: Embedder
) -> list[Document]:
    """The file's text as one document under its name, or under a first line ``symbol: X``.

    Lines ``card: ID | text`` make catalogue cards instead. Bytes that are not UTF-8 and empty
    files are refused.
    """
    try:
        text = data.decode().strip()
    except UnicodeDecodeError as error:
        raise SourceError(f"{name} is not UTF-8 text", "save it as UTF-8") from error
    if not text:
        raise SourceError(f"{name} is empty", "save its text in it")
    if text.startswith("card: "):
        cards = (line.removeprefix("card: ").split(" | ") for line in text.splitlines())
        return [plain_document(id_, words, held=False) for id_, words in cards]
    first, _, rest = text.partition("\n")
    if first.startswith("symbol: "):
        symbol = first.removeprefix("symbol: ")
        return [plain_document(symbol, rest.strip(), title=symbol, symbol=symbol)]
    title = sidecar.decode().strip() if sidecar else name
    return [plain_document(name, text, title=title)]

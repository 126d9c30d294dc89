"""How many sentences are found on the pages of their PDFs: ``measure_placing.py PDF …``.

By hand, over real documents. Each file is read as a refresh reads it; each sentence is then sought
on the file's pages, and is *right* where the characters under its rectangles are its own words.
"""

from __future__ import annotations

import sys
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from app.facsimile import drawing
from app.facsimile.boxes import boxes_of, on_paper
from app.facsimile.placing import Place, find, fold
from app.facsimile.records import Box
from app.facsimile.seeking import sought_of
from ingest.reading import read_document
from store.embedding import HashEmbedder
from store.errors import SourceError
from store.records import Document

RIGHT = 0.9  # of the letters under the rectangles are the sentence's, and the other way about


def words_under(page: object, text: object, boxes: tuple[Box, ...]) -> str:
    """The characters whose middle lies in a rectangle, in the order of the rectangles."""
    import pypdfium2.raw as pdfium

    found = pdfium.FS_RECTF()
    under: list[list[str]] = [[] for _ in boxes]
    for index in range(text.count_chars()):  # type: ignore[attr-defined]
        if not pdfium.FPDFText_GetLooseCharBox(text.raw, index, found):  # type: ignore[attr-defined]
            continue
        middle = (found.left + found.right) / 2, (found.top + found.bottom) / 2
        x, y = on_paper(page, *middle)
        for number, box in enumerate(boxes):
            if box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height:
                under[number].append(chr(pdfium.FPDFText_GetUnicode(text.raw, index)))  # type: ignore[attr-defined]
                break
    return fold("".join("".join(some) for some in under)).text


def measure(path: Path) -> tuple[int, int, int]:
    """Sentences, found, right."""
    data = path.read_bytes()
    [document] = read_document(
        data, name=path.name, source=str(path), sidecar=None, embedder=HashEmbedder()
    )
    with drawing.opened(data) as pdf:
        texts = drawing.texts_of(pdf)
        total = located = right = 0
        for passage in document.passages:
            for sentence in passage.sentences:
                quote = fold(sentence.span.of(document.text)).text
                if not quote:
                    continue
                total += 1
                places = find(sought_of(document, sentence.span), texts)
                located += bool(places)
                good = bool(places) and _right(pdf, places, quote)
                right += good
                if "-v" in sys.argv and not good:
                    _tell(document, sentence.span.of(document.text), places)
    return total, located, right


def _right(pdf: object, places: list[Place], quote: str) -> bool:
    said = "".join(map(partial(_under, pdf), places))
    same = sum(
        block.size for block in SequenceMatcher(None, said, quote, False).get_matching_blocks()
    )
    return same >= RIGHT * max(len(said), len(quote))


def _under(pdf: object, place: Place) -> str:
    with drawing.page_of(pdf, place.page) as page, drawing.text_of(page) as text:  # type: ignore[arg-type]
        return words_under(page, text, boxes_of(page, text, place.indices))


def _tell(document: Document, sentence: str, places: list[Place]) -> None:
    print("   ", document.id[:30], [place.page for place in places], sentence[:160])


def main(paths: list[Path]) -> None:
    """A line for each file, then all."""
    sums = [0, 0, 0]
    for path in paths:
        try:
            counted = measure(path)
        except SourceError as error:
            print(f"{path.name:40} {error}")
            continue
        sums = [one + other for one, other in zip(sums, counted, strict=True)]
        print(_row(path.name, *counted), flush=True)
    print(_row("all", *sums))


def _row(name: str, total: int, located: int, right: int) -> str:
    share = 100 / max(total, 1)
    return (
        f"{name[:40]:40} {total:6} sentences  found {located * share:5.1f} %"
        f"  right {right * share:5.1f} %"
    )


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:] if name != "-v"])

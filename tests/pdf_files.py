"""Small PDFs written by hand, so that tests know every place and width on the page.

Text is set in Courier, each character six tenths of its size wide, unless a font says otherwise.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 612, 792
SIZE = 10.0
LEADING = 12.0
ADVANCE = 0.6

_FONTS = {
    "regular": "Courier",
    "bold": "Courier-Bold",
    "italic": "Courier-Oblique",
}


@dataclass(frozen=True)
class Text:
    """Words at a place: points from the left and from the bottom."""

    x: float
    y: float
    text: str
    font: str = "regular"
    size: float = SIZE
    turned: bool = False


@dataclass(frozen=True)
class Drawn:
    """Signs of a font of their own, each a square: ``codes`` are shown, ``meaning`` is told."""

    x: float
    y: float
    codes: Sequence[int]
    meaning: Sequence[str] | None
    size: float = SIZE


Item = Text | Drawn


def column(
    text: str, *, x: float = 60, top: float = 700, characters: int = 38, indent: int = 3
) -> list[Item]:
    """A paragraph's lines, filled to a width, the first indented."""
    lines = textwrap.wrap(text, characters, initial_indent=" " * indent)
    return [
        Text(x + ADVANCE * SIZE * (len(line) - len(line.lstrip())), top - LEADING * n, line.strip())
        for n, line in enumerate(lines)
    ]


def pdf(pages: Iterable[Sequence[Item]], *, extra: str = "", image: bool = False) -> bytes:
    """A file with these pages; ``image``: a black picture covers each of them."""
    objects: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    fonts = {name: 3 + number for number, name in enumerate(_FONTS)}
    for name, number in fonts.items():
        objects[number] = (
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{_FONTS[name]} "
            "/Encoding /WinAnsiEncoding >>"
        ).encode()
    free = 10
    resources = " ".join(f"/{name} {number} 0 R" for name, number in fonts.items())
    pictures = ""
    if image:
        objects[free] = _stream(
            b"\x00",
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
            "/BitsPerComponent 8 ",
        )
        pictures = f"/XObject << /picture {free} 0 R >> "
        free += 1
    kids: list[int] = []
    for items in pages:
        own = ""
        content = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /picture Do Q\n".encode() if image else b""
        for item in items:
            if isinstance(item, Text):
                content += _shown(item)
                continue
            name = f"drawn{free}"
            own += f"/{name} {free} 0 R "
            content += (
                f"BT /{name} {item.size} Tf {item.x} {item.y} Td "
                f"<{bytes(item.codes).hex()}> Tj ET\n"
            ).encode()
            free = _drawn_font(objects, free, item)
        objects[free] = _stream(content)
        objects[free + 1] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {free} 0 R "
            f"/Resources << /Font << {resources} {own}>> {pictures}>> >>"
        ).encode()
        kids.append(free + 1)
        free += 2
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[2] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    return written(objects, extra)


def written(objects: dict[int, bytes], extra: str = "") -> bytes:
    """A file of these objects, with a table of where they are."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    start = len(out)
    last = max(objects)
    out += f"xref\n0 {last + 1}\n0000000000 65535 f \n".encode()
    for number in range(1, last + 1):
        place = places.get(number)
        row = f"{place:010} 00000 n" if place is not None else "0000000000 65535 f"
        out += f"{row} \n".encode()
    out += f"trailer << /Size {last + 1} /Root 1 0 R {extra} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _stream(content: bytes, entries: str = "") -> bytes:
    return f"<< {entries}/Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _shown(item: Text) -> bytes:
    encoded = item.text.encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        encoded = encoded.replace(mark, b"\\" + mark)
    place = f"0 1 -1 0 {item.x} {item.y} Tm" if item.turned else f"{item.x} {item.y} Td"
    return f"BT /{item.font} {item.size} Tf {place} (".encode() + encoded + b") Tj ET\n"


def _drawn_font(objects: dict[int, bytes], number: int, item: Drawn) -> int:
    """A font whose signs are squares, at ``number``; gives the next number that is free."""
    codes = sorted(set(item.codes))
    glyph, mapping = number + 1, number + 2
    names = " ".join(f"{code} /g{code}" for code in codes)
    procedures = " ".join(f"/g{code} {glyph} 0 R" for code in codes)
    told = f"/ToUnicode {mapping} 0 R " if item.meaning is not None else ""
    objects[number] = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [.001 0 0 .001 0 0] "
        f"/FirstChar 0 /LastChar 255 /Widths [{' '.join(['600'] * 256)}] "
        f"/Encoding << /Type /Encoding /Differences [{names}] >> "
        f"/CharProcs << {procedures} >> /Resources << >> {told}>>"
    ).encode()
    objects[glyph] = _stream(b"600 0 0 0 600 700 d1 0 0 500 700 re f")
    meaning = item.meaning or [""] * len(item.codes)
    pairs = dict(zip(item.codes, meaning, strict=True))
    rows = "\n".join(f"<{code:02x}> <{pairs[code].encode('utf-16-be').hex()}>" for code in codes)
    objects[mapping] = _stream(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
            "/CMapName /told def /CMapType 2 def 1 begincodespacerange <00> <ff> "
            f"endcodespacerange {len(codes)} beginbfchar\n{rows}\nendbfchar "
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode()
    )
    return number + 3

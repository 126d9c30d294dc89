"""Pages of made files as they look, with the passage marked."""

from __future__ import annotations

import struct
import zlib

import pytest
from pdf_files import HEIGHT, WIDTH, Text, pdf, written

from app.facsimile.drawing import MOST_BYTES, MOST_DOTS, draw
from app.facsimile.messages import decoded_answer, encoded_failure, encoded_sheet
from app.facsimile.png import grey_png
from app.facsimile.records import Box, Sheet, Sought
from app.facsimile.worker import is_pdf, sheet_of
from store.errors import SourceError

LINES = [
    Text(60, 700, "The Security Council decides to remain seized of the mat-"),
    Text(60, 688, "ter and to meet again."),
]
QUOTE = "decides to remain seized of the matter"


def test_a_passage_is_marked_line_by_line() -> None:
    sheet = draw(pdf([[], LINES]), Sought(QUOTE, page=2), None)
    assert (sheet.page, sheet.count, sheet.pages) == (2, 2, (2,))
    first, second = sheet.boxes
    start = 60 + 6 * LINES[0].text.index("decides")
    assert first.x * WIDTH == pytest.approx(start, abs=2)
    assert (first.x + first.width) * WIDTH == pytest.approx(60 + 6 * len(LINES[0].text), abs=8)
    assert first.y * HEIGHT < HEIGHT - 700 < (first.y + first.height) * HEIGHT + 1
    assert second.x * WIDTH == pytest.approx(60, abs=2)
    assert second.width * WIDTH == pytest.approx(18, abs=3)


def test_two_columns_are_marked_each_in_its_place() -> None:
    columns = [
        Text(60, 700, "The delegation wishes to"),
        Text(60, 688, "thank the"),
        Text(330, 700, "Secretary-General for it."),
        Text(330, 688, "And more."),
    ]
    quote = "The delegation wishes to thank the Secretary-General for it."
    boxes = draw(pdf([columns]), Sought(quote), None).boxes
    assert [round(box.x * WIDTH) for box in boxes] == [60, 60, 330]


def test_a_page_that_is_turned_is_marked_as_it_is_shown() -> None:
    upright = pdf([LINES])
    turned = upright.replace(b"/MediaBox", b"/Rotate 90 /MediaBox")
    [box] = draw(turned, Sought("remain seized"), None).boxes
    assert box.height > box.width  # in shares of a page that lies on its side, it runs downwards
    assert box.x > 0.8  # the upper edge is on the right now


def test_another_page_than_that_of_the_passage_has_no_marks() -> None:
    sheet = draw(pdf([LINES, []]), Sought(QUOTE), 2)
    assert (sheet.page, sheet.boxes, sheet.pages) == (2, (), (1,))


def test_a_passage_that_is_nowhere_leaves_the_page_that_was_said() -> None:
    sheet = draw(pdf([[], LINES]), Sought("Nobody ever said anything like it.", page=2), None)
    assert (sheet.page, sheet.boxes, sheet.pages) == (2, (), ())


def test_a_page_number_beyond_the_end_is_the_last_page() -> None:
    assert draw(pdf([[], LINES]), None, 99).page == 2


@pytest.mark.parametrize(("width", "height"), [(20_000, 20_000), (14_400, 1), (1, 14_400)])
def test_a_page_that_says_it_is_huge_has_no_more_dots_than_another(width: int, height: int) -> None:
    huge = pdf([LINES]).replace(
        f"/MediaBox [0 0 {WIDTH} {HEIGHT}]".encode(), f"/MediaBox [0 0 {width} {height}]".encode()
    )
    sheet = draw(huge, None, 1)
    assert sheet.width * sheet.height <= MOST_DOTS * 1.1
    assert len(sheet.image) <= MOST_BYTES


def test_a_picture_is_a_png_of_its_size() -> None:
    image = grey_png(3, 2, bytes([0, 128, 255, 255, 0, 128]))
    assert struct.unpack(">II", image[16:24]) == (3, 2)
    at = image.index(b"IDAT")
    [length] = struct.unpack(">I", image[at - 4 : at])
    assert zlib.decompress(image[at + 4 : at + 4 + length]) == bytes.fromhex("00 08f0 00 f080")[:6]


@pytest.mark.parametrize("data", [b"%PDF-1.7 and nothing", b"%PDF-1.7\n" + b"\xff" * 5_000])
def test_a_damaged_file_is_said(data: bytes) -> None:
    with pytest.raises(SourceError, match="damaged"):
        draw(data, None, 1)


def test_a_file_without_pages_is_said() -> None:
    empty = written(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
    )
    with pytest.raises(SourceError):
        draw(empty, None, 1)


def test_what_is_said_between_the_processes_is_understood() -> None:
    sheet = Sheet(2, 9, 3, 4, b"\x89PNG", (Box(0.1, 0.2, 0.3, 0.4),), (2, 3))
    assert decoded_answer(encoded_sheet(sheet)) == sheet
    with pytest.raises(SourceError, match="gone"):
        decoded_answer(encoded_failure(SourceError("gone", "look elsewhere")))


def test_a_page_comes_from_a_process_of_its_own() -> None:
    sheet = sheet_of(pdf([LINES]), Sought(QUOTE))
    assert len(sheet.boxes) == 2
    assert sheet.image.startswith(b"\x89PNG")
    with pytest.raises(SourceError):
        sheet_of(b"%PDF-1.7 and nothing", None)


def test_a_pdf_is_known_by_its_sign() -> None:
    assert is_pdf(pdf([[]]))
    assert not is_pdf(b"<html>")

"""Real documents of the United Nations as PDF: facts about them, and nothing lost."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from pdf_letters import account
from pypdfium2 import PdfDocument

from ingest.formats import BlockKind, Page
from ingest.formats.pdf import parse_pdf
from ingest.formats.pdf.document import read_pdf
from ingest.formats.pdf.worker import Scanned
from ingest.language import guess_language

_UN = Path(__file__).parents[3] / "shared" / "data" / "un"
_VERBATIM, _STRESS, _DRAFTS = _UN / "verbatim", _UN / "pdf-stress", _UN / "drafts"

pytestmark = pytest.mark.skipif(not _UN.is_dir(), reason="the real documents are not here")

_UNREADABLE = {
    "ch_en": range(1, 6),  # a font that tells no letters
    "us_en": range(1, 11),
    "sd_ar": range(2, 20),  # one that tells wrong ones
    "scanned-bb_en": range(1, 19),
    "scanned-ht_fr": range(1, 21),
    "scanned-ps_ar": range(1, 20),
    "scanned-rw_en": range(1, 9),  # letters drawn as shapes
}
_FILES = sorted(_UN.rglob("*.pdf"))
_READABLE = [path for path in _FILES if path.stem not in _UNREADABLE]
_JOB_NUMBER = re.compile(r"\b\d{2}-\d{5} ?\([A-Z]\)|\*\d{7}\*|^\d{1,2}/\d{1,2}$")


@pytest.mark.parametrize("path", _READABLE, ids=lambda path: path.stem)
def test_every_character_is_kept_and_none_is_made_up(path: Path) -> None:
    found = account(path.read_bytes())
    assert not found.lost
    assert not found.made_up
    count = found.page.page_count or 0
    numbers = [at.page for block in found.page.blocks for at in block.pages]
    assert numbers
    assert all(1 <= number <= count for number in numbers)
    assert not [b.text for b in found.page.blocks if _JOB_NUMBER.search(b.text)]
    for block in found.page.blocks:
        assert [at.at for at in block.pages] == sorted({at.at for at in block.pages})
        assert block.pages[0].at == 0
        assert 0 <= block.bold <= len(block.text)


@pytest.mark.parametrize("stem", _UNREADABLE)
def test_pages_that_only_a_picture_shows_are_told(stem: str) -> None:
    found = read_pdf((_STRESS / f"{stem}.pdf").read_bytes(), name=stem)
    assert isinstance(found, Scanned)
    assert list(found.pages) == list(_UNREADABLE[stem])


@pytest.mark.parametrize(
    "path", [path for path in _READABLE if path.parent == _STRESS], ids=lambda path: path.stem
)
def test_its_language_can_be_told(path: Path) -> None:
    page = _page(path)
    assert guess_language("\n\n".join(block.text for block in page.blocks)) == path.stem[-2:]


@pytest.mark.parametrize(
    ("name", "pages", "heads", "cover"),
    [
        ("en_sc_1997_pv_document_3756", 11, {"3756th meeting", "21 March 1997", "11"}, 15),
        ("en_sc_2018_pv_document_8422", 9, {"S/PV.8422", "13/12/2018", "9/9", "18-43649"}, 15),
        ("en_sc_2026_pv_document_10100", 3, {"S/PV.10100", "30/01/2026", "26-01225"}, 15),
        ("ga79", 38, {"A/79/PV.29", "29/10/2024", "38/38", "24-19856"}, 1),
    ],
)
def test_a_record_has_its_cover_list_and_no_running_heads(
    name: str, pages: int, heads: set[str], cover: int
) -> None:
    page = _page(_VERBATIM / f"{name}.pdf")
    assert page.page_count == pages
    assert heads <= set(page.running)
    listed = [block for block in page.blocks if " … " in block.text and block.page == 1]
    assert len(listed) == cover
    remarks = [block for block in page.blocks if block.text.startswith("This record contains")]
    assert [(block.kind, block.page) for block in remarks] == [(BlockKind.NOTE, 1)]
    assert not heads & {block.text for block in page.blocks[30:]}


def test_the_numbered_paragraphs_of_a_long_draft() -> None:
    page = _page(next(_DRAFTS.rglob("S_2018_693-EN.pdf")))
    numbers = [re.match(r"(\d+)\. ", block.text) for block in page.blocks]
    assert [int(found[1]) for found in numbers if found] == list(range(1, 58))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_page_with_a_font_that_tells_no_letters_goes_through_ocr() -> None:
    with (
        closing(PdfDocument(_STRESS / "ch_en.pdf")) as document,
        closing(PdfDocument.new()) as one,
    ):
        one.import_pages(document, [1])
        saved = BytesIO()
        one.save(saved)
    page = parse_pdf(saved.getvalue(), name="ch_en.pdf")
    text = " ".join(block.text for block in page.blocks)
    assert page.page_count == 1
    assert guess_language(text) == "en"
    assert len(text) > 1_500
    assert "Switzerland" in text


def _page(path: Path) -> Page:
    found = read_pdf(path.read_bytes(), name=path.name)
    assert isinstance(found, Page)
    return found

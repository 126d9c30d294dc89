"""PDFs that are damaged, locked, endless or hostile: one document fails, and says why."""

from __future__ import annotations

import stat
import sys
import zlib
from pathlib import Path

import pytest
from pdf_files import Drawn, Text, column, pdf, written

from ingest.formats import BlockKind
from ingest.formats.pdf import MAX_OCR_PAGES, parse_pdf, printed_pages, worker
from ingest.formats.pdf.document import MAX_PAGES
from ingest.formats.pdf.worker import Scanned
from store.errors import SourceError

WORDS = "The harbour was closed at noon because the wind had turned, and the pilots waited in it."


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as raised:
        parse_pdf(data, name="paper.pdf")
    assert raised.value.remedy
    assert "paper.pdf" in raised.value.what
    return raised.value.what


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def test_a_file_is_read_in_another_process() -> None:
    page = parse_pdf(pdf([[Text(60, 740, "Wells", "bold"), *column(WORDS)]]), name="paper.pdf")
    assert [(block.text, block.kind) for block in page.blocks] == [
        ("Wells", BlockKind.HEADING),
        (WORDS, BlockKind.PARAGRAPH),
    ]
    assert page.blocks[0].bold == len("Wells")
    assert [block.page for block in page.blocks] == [1, 1]
    assert page.page_count == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 5_000, "damaged"),
        (pdf([column(WORDS)])[:200], "damaged"),
        (pdf([]), "damaged"),
        (pdf([[]]), "no readable text"),
    ],
    ids=["empty", "bare", "noise", "cut", "pageless", "blank"],
)
def test_what_is_no_whole_document_is_named(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_a_file_behind_a_password_is_named() -> None:
    locked = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
        f"/O <{'00' * 32}> /U <{'11' * 32}> >> /ID [<{'22' * 16}> <{'22' * 16}>]"
    )
    assert "needs a password" in refused(pdf([column(WORDS)], extra=locked))


@pytest.mark.parametrize("count", [MAX_PAGES + 1, 2_000])
def test_more_pages_than_are_read_are_counted(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any is read: a part of the memory and of the time is enough."""
    monkeypatch.setattr(worker, "MEMORY_BYTES", 300 << 20)
    monkeypatch.setattr(worker, "CPU_SECONDS", 5)
    pages = [column(WORDS, top=700 - 60 * n) for n in range(10)]
    assert f"{count:,} pages" in refused(pdf([[line for part in pages for line in part]] * count))


def test_deep_nesting_is_survived() -> None:
    nested = b"[" * 200_000 + b"]" * 200_000
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /Deep " + nested + b" >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        4: b"<< /Length 400000 >>\nstream\n" + b"q " * 200_000 + b"\nendstream",
    }
    assert refused(written(objects))


def test_a_page_that_is_its_own_ancestor_is_survived() -> None:
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Parent 2 0 R /Count 9 >>",
    }
    assert refused(written(objects))


def test_a_process_that_crashes_is_one_document_that_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "_READER", ("-c", "import os; os.abort()"))
    assert "ended the process that read it (signal 6" in refused(pdf([column(WORDS)]))


def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_READER", ("-c", "import time; time.sleep(600)"))
    monkeypatch.setattr(worker, "CPU_SECONDS", 0.1)
    assert "took more than" in refused(pdf([column(WORDS)]))


def test_a_process_that_says_half_of_it_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_READER", ("-c", 'print(\'{"blocks": [["Half\')'))
    assert "not read to its end" in refused(pdf([column(WORDS)]))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MEMORY_BYTES", 200 << 20)
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(300)) + packer.flush()
    entries = f"<< /Length {len(packed)} /Filter /FlateDecode >>".encode()
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        4: entries + b"\nstream\n" + packed + b"\nendstream",
    }
    assert "the process that read it" in refused(written(objects))


def test_no_key_reaches_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret-of-mine")
    telling = "import os, sys; sys.exit(','.join(sorted(os.environ)))"
    monkeypatch.setattr(worker, "_READER", ("-c", telling))
    said = refused(pdf([column(WORDS)]))
    assert "PATH" in said
    assert "OPENAI" not in said


@pytest.mark.usefixtures("no_tesseract")
def test_scanned_pages_are_named_where_nothing_can_read_them() -> None:
    scanned = pdf([[Text(280, 30, "1")]] * 3, image=True)
    assert "pages 1 to 3 of 3" in refused(scanned)


@pytest.mark.usefixtures("no_tesseract")
def test_pages_whose_font_tells_no_letters_are_named() -> None:
    secret = [Drawn(60, 700 - 12 * n, list(range(1, 31)), None) for n in range(10)]
    assert "page 2 of 2" in refused(pdf([column(WORDS), secret]))


@pytest.mark.usefixtures("no_tesseract")
def test_pages_whose_font_tells_wrong_letters_are_named() -> None:
    wrong = [Text(60, 700 - 12 * n, "aaat o fff r m eeen") for n in range(12)]
    assert "page 1 of 1" in refused(pdf([wrong]))


def test_a_picture_is_read_by_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _pretend_tesseract(tmp_path, "eng osd", "Latin", ["The", "harbour", "was", "closed."])
    monkeypatch.setenv("PATH", str(tmp_path))
    page = parse_pdf(pdf([[]], image=True), name="paper.pdf")
    assert [block.text for block in page.blocks] == ["The harbour was closed."]
    assert page.blocks[0].page == 1


def test_only_the_pages_that_are_pictures_go_to_tesseract(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _pretend_tesseract(tmp_path, "eng osd", "Latin", ["Market"])
    monkeypatch.setenv("PATH", str(tmp_path))
    secret = [Drawn(60, 700, list(range(1, 31)), None)]
    page = parse_pdf(pdf([column(WORDS), secret]), name="paper.pdf")
    assert [block.text for block in page.blocks] == [WORDS, "Market"]


def test_a_book_of_pictures_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _pretend_tesseract(tmp_path, "eng osd", "Latin", ["x"])
    monkeypatch.setenv("PATH", str(tmp_path))
    count = MAX_OCR_PAGES + 1
    assert f"{count} pages that only OCR can read" in refused(pdf([[]] * count, image=True))


def test_a_language_that_tesseract_lacks_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _pretend_tesseract(tmp_path, "eng osd", "Arabic", ["x"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Arabic" in refused(pdf([[]], image=True))


def test_a_tesseract_that_fails_is_a_document_that_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('out of ink')\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "out of ink" in refused(pdf([[]], image=True))


@pytest.mark.parametrize(
    ("pages", "count", "said"),
    [
        ((3,), 9, "page 3 of 9"),
        ((1, 2, 3), 3, "pages 1 to 3 of 3"),
        ((1, 2, 4, 7), 9, "pages 1 to 2, 4 and 7 of 9"),
        (tuple(range(1, 41, 2)), 40, "pages 1, 3, 5, 7, 9, 11, 13, 15 and 12 more of 40"),
    ],
)
def test_pages_in_words(pages: tuple[int, ...], count: int, said: str) -> None:
    assert printed_pages(Scanned(pages, count)) == said


def _pretend_tesseract(folder: Path, languages: str, script: str, words: list[str]) -> None:
    """A program of that name that sees these words in every picture."""
    columns = "level page_num block_num par_num line_num word_num left top width height conf text"
    rows = [columns.split()]
    for number, word in enumerate(words):
        rows.append(f"5 1 1 1 1 {number + 1} {300 + 200 * number} 300 180 40 96 {word}".split())
    table = "\n".join("\t".join(row) for row in rows)
    listed = "\n".join(["List of available languages:", *languages.split()])
    program = folder / "tesseract"
    program.write_text(
        f"#!{sys.executable}\n"
        "import sys\n"
        "if '--list-langs' in sys.argv:\n"
        f"    print({listed!r})\n"
        "elif '--psm' in sys.argv:\n"
        f"    print('Script: {script}')\n"
        "else:\n"
        "    with open(sys.argv[1], 'rb') as picture:\n"
        "        assert picture.read(2) == b'P5'\n"
        f"    print({table!r})\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)

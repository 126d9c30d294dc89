"""One refresh over files that are broken, locked, endless or bombs: each is named, none harms."""

from __future__ import annotations

from pathlib import Path

from pdf_files import Text, column, pdf
from word_files import word_file, zipped

from ingest.formats.docx.guard import MAX_UNPACKED
from ingest.formats.pdf.document import MAX_PAGES
from ingest.reading import PIPELINE, read_source
from ingest.refresh import RefreshReport, refresh
from store.library import Library

WORDS = "The harbour was closed at noon because the wind had turned, and the pilots waited in it."
PASSWORD = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
    f"/O <{'00' * 32}> /U <{'11' * 32}> >> /ID [<{'22' * 16}> <{'22' * 16}>]"
)


def files() -> dict[str, bytes]:
    """What a folder may hold, by name."""
    whole = pdf([column(WORDS)])
    script = b"<script>" + b"var a = '<div><p>';" * 600_000 + b"</script>"
    return {
        "a-good.txt": WORDS.encode(),
        "bomb.docx": zipped({"word/big.bin": b"\0" * (MAX_UNPACKED + 1)}),
        "cut.pdf": whole[: len(whole) // 2],
        "empty.docx": b"",
        "empty.pdf": b"",
        "locked.pdf": pdf([column(WORDS)], extra=PASSWORD),
        "mixed.txt": "Представители ООН".encode() * 20 + "Представители ООН".encode("cp1251"),
        "scripted.html": b"<html>" + script + f"<body><p>{WORDS}</p></body>".encode() + script,
        "thousands.pdf": pdf([[Text(60, 700, "Well")]] * 2_000),
        "z-good.docx": word_file(f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"),
    }


SAID = {
    "bomb.docx": "unpacks to more than",
    "cut.pdf": "damaged",
    "empty.docx": "is empty",
    "empty.pdf": "is empty",
    "locked.pdf": "needs a password",
    "mixed.txt": "not in one encoding throughout",
    "thousands.pdf": f"has 2,000 pages, more than the {MAX_PAGES:,}",
}


def run(library: Library, folder: Path) -> RefreshReport:
    return refresh(library, [folder], reader=read_source, pipeline=PIPELINE)


def test_each_is_named_and_the_others_are_read(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, data in files().items():
        (folder / name).write_bytes(data)
    report = run(library, folder)
    reasons = {Path(failure.source).name: failure.reason for failure in report.failed}
    assert reasons.keys() == SAID.keys()
    for name, said in SAID.items():
        assert name in reasons[name]
        assert said in reasons[name]
    assert all(failure.remedy for failure in report.failed)
    assert sorted(report.added) == ["a-good", "scripted", "z-good"]
    assert {library.document(name).text for name in report.added} == {WORDS}
    again = run(library, folder)
    assert (again.added, again.changed, again.removed) == ((), (), ())
    assert again.unchanged == len(report.added)
    assert len(again.failed) == len(SAID)


def test_a_document_stays_while_its_file_is_broken(library: Library, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(pdf([column(WORDS)]))
    run(library, tmp_path)
    (tmp_path / "paper.pdf").write_bytes(pdf([[Text(60, 700, "Well")]] * 2_000))
    assert "2,000 pages" in run(library, tmp_path).failed[0].reason
    assert library.document("paper").text == WORDS

"""The library as a list: who cites whom, under whichever name, and what gave what."""

from __future__ import annotations

from pathlib import Path

from pdf_files import Text, column, pdf

from ingest.refresh import refresh
from store.library import Library


def test_citations_are_found_in_both_directions(library: Library, tmp_path: Path) -> None:
    briefs = tmp_path / "briefs"
    briefs.mkdir()
    (briefs / "one.txt").write_text("The Council adopted resolution 2396. See S/2019/742.")
    (briefs / "two.txt").write_text("See S/RES/2396 (2017), and resolution 2396 once more.")
    (briefs / "2396.txt").write_text("Lakes are shared by all their shores.")
    (briefs / "2396.toml").write_text('symbol = "S/RES/2396 (2017)"\nkind = "resolution"')
    refresh(library, [briefs])
    shelf = library.shelf()
    assert shelf.citing("S/RES/2396 (2017)", None) == ["one", "two"]
    assert shelf.citing("one", None) == []
    assert shelf.document_of("S/RES/2396") == "S/RES/2396 (2017)"
    assert shelf.document_of("S/2019/742") is None
    assert "S/2019/742" in shelf.cites["one"]
    assert library.shelf() is shelf
    (briefs / "two.txt").unlink()
    refresh(library, [briefs])
    assert library.shelf().citing("S/RES/2396 (2017)", None) == ["one"]


def test_a_document_knows_what_gave_it_and_its_original_language(
    library: Library, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.pdf"
    lines = (
        "United Nations S/2019/742",
        "Security Council",
        "Distr.: General",
        "16 September 2019",
        "Original: Russian",
    )
    top = [Text(60, 740 - 14 * n, line) for n, line in enumerate(lines)]
    title = "Letter dated 13 September 2019 from the Permanent Representative of Peru to the "
    title += "United Nations addressed to the Secretary-General"
    words = column(title, top=640, characters=60, indent=0)
    letter.write_bytes(pdf([[*top, *words, *column("Lakes are shared.", top=590)]]))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "plain.txt").write_text("Plain words.")
    refresh(library, [letter, tmp_path / "folder"])
    shelf = library.shelf()
    [origin] = shelf.origins["S/2019/742"]
    assert (origin.key, origin.named) == (str(letter), True)
    assert not shelf.origins["plain"][0].named
    assert shelf.translated == {"S/2019/742": "ru"}

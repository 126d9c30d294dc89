"""Which of several sources speaks for one symbol: who holds it, then our card, then a table's."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.reading import PIPELINE, read_source
from ingest.refresh import RefreshReport, refresh
from store.library import Library
from store.references import sources_of

TABLE = (
    "year,record,date,press_release,topic,outcome,links\n"
    "2019,S/PV.9990,25 September,SC/19999,Shared lakes,S/RES/2999 (2019) 15-0-0,\n"
)
CARD = (
    '[[document]]\nsymbol = "S/PV.9990"\ntitle = "The debate on lakes"\n'
    'kind = "verbatim record"\nabout = "Who shared the lakes."\n'
)
RECORD = "United Nations S/PV.9990\n\nSecurity Council\n\nThe lakes were shared.\n"


def run(library: Library, folder: Path) -> RefreshReport:
    return refresh(library, [folder], reader=read_source, pipeline=PIPELINE)


def test_the_document_outweighs_our_card_and_that_the_table(
    library: Library, tmp_path: Path
) -> None:
    """Whatever order the files come in, by name or by time."""
    table, card, record = (tmp_path / name for name in ("a.csv", "b.toml", "S_PV.9990-EN.txt"))
    table.write_text(TABLE)
    run(library, tmp_path)
    assert "Shared lakes" in library.document("S/PV.9990").text
    card.write_text(CARD)
    assert run(library, tmp_path).changed == ("S/PV.9990",)
    assert library.document("S/PV.9990").title == "The debate on lakes"
    assert not library.document("S/RES/2999 (2019)").held
    record.write_text(RECORD)
    assert run(library, tmp_path).changed == ("S/PV.9990",)
    assert library.document("S/PV.9990").held
    assert sources_of(library.catalogue, "S/PV.9990") == [str(record)]
    table.write_text(TABLE.replace("Shared", "Frozen"))
    assert run(library, tmp_path).changed == ("S/RES/2999 (2019)",)
    assert library.document("S/PV.9990").held
    record.unlink()
    assert run(library, tmp_path).changed == ("S/PV.9990",)
    assert sources_of(library.catalogue, "S/PV.9990") == [str(table), str(card)]
    assert library.document("S/PV.9990").title == "The debate on lakes"
    card.unlink()
    assert run(library, tmp_path).changed == ("S/PV.9990",)
    assert "Frozen lakes" in library.document("S/PV.9990").text


def test_our_card_outweighs_a_table_in_the_same_refresh(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "z.toml").write_text(CARD)
    report = run(library, tmp_path)
    assert sorted(report.added) == ["S/PV.9990", "S/RES/2999 (2019)"]
    assert library.document("S/PV.9990").title == "The debate on lakes"
    assert run(library, tmp_path).unchanged == 2


@pytest.mark.parametrize(("name", "text"), [("a.csv", TABLE), ("z.toml", CARD)])
@pytest.mark.parametrize("now", ["", "year,budget\n2019,12\n"])
def test_an_emptied_table_keeps_what_it_listed(
    library: Library, tmp_path: Path, name: str, text: str, now: str
) -> None:
    (tmp_path / "note.txt").write_text("A note on lakes.")
    (tmp_path / name).write_text(text)
    first = run(library, tmp_path)
    (tmp_path / name).write_text(now)
    report = run(library, tmp_path)
    assert (report.removed, report.generation) == ((), first.generation)
    assert [failure.remedy for failure in report.failed] == [
        "mend it, or delete it if they are to go"
    ]
    (tmp_path / name).write_text(text)
    assert run(library, tmp_path).failed == ()
    (tmp_path / name).unlink()
    assert "S/PV.9990" in run(library, tmp_path).removed

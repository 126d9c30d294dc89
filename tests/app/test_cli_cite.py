"""``ask --cite``: the citations of an answer in a style, under its evidence."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import bibtexparser
import pytest
from exported import SEVERAL
from running import Run

from app.commands import asking


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine with one answer to everything."""

    class Engine:
        library = SimpleNamespace(edited=dict[str, dt.datetime], find=str)

        def __enter__(self) -> Engine:
            return self

        def __exit__(self, *_: object) -> None:
            """Nothing to give back."""

    asker = SimpleNamespace(answers=lambda *_, **__: iter([SEVERAL]))
    monkeypatch.setattr(asking, "open_engine", lambda settings: Engine())
    monkeypatch.setattr(asking, "asker_for", lambda engine, settings: asker)


def test_each_citation_follows_by_its_number(run: Run) -> None:
    lines = run("ask", "What?", "--cite", "oscola").out.splitlines()
    after = lines[lines.index("Citations (oscola)") + 1 :]
    assert after[0] == (
        "[1] UNSC Verbatim Record (28 October 2016) UN Doc S/PV.7796, 4"
        " (Mr. Churkin, Russian Federation)"
    )
    assert [line[:4] for line in after] == [f"[{number}] " for number in range(1, 6)]


def test_entries_are_ready_to_be_copied(run: Run) -> None:
    _, _, entries = run("ask", "What?", "--cite", "bibtex").out.partition("Citations (bibtex)\n")
    library = bibtexparser.parse_string(entries)
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries][:2] == ["S_PV_7796", "S_RES_2396_2017"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--cite", "apa"), "there is no style called apa: use un, chicago, oscola, bluebook"),
        (("--cite", "un", "--json"), "--json has no use for --cite"),
    ],
)
def test_wrong_use_is_said(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("ask", "What?", *arguments)
    assert done.code == 2
    assert said in done.err

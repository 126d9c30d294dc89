"""Draft resolutions: sponsors, day, symbol, paragraphs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Indel
from un_pages import characters, data, days, heading, kept, labels, note, page

from ingest.formats import Page
from ingest.formats.pdf import parse_pdf
from ingest.layouts import LaidOut
from ingest.layouts.draft import lay_out_draft, looks_like_draft
from store.records import DayKind, Kind

GOLDEN = json.loads((Path(__file__).parent / "golden" / "drafts.json").read_text(encoding="utf-8"))
MASTHEAD = (
    "United Nations S/2031/302 Security Council Distr.: General 24 April 2031 Original: English"
)
BODY = ("The Security Council,", "Noting the depth of lakes,", "1. Decides to measure them;")


def test_a_draft_and_its_sponsors() -> None:
    source = page(MASTHEAD, "Bosnia and Herzegovina, Chad and Peru: draft resolution", *BODY)
    assert looks_like_draft(source)
    laid = lay_out_draft(source, name="file")
    assert kept(source, laid)
    assert laid.kind is Kind.DRAFT
    assert laid.symbol == "S/2031/302"
    assert laid.authors == ("Bosnia and Herzegovina", "Chad", "Peru")
    assert laid.title == "Bosnia and Herzegovina, Chad and Peru: draft resolution"
    assert days(laid) == {DayKind.MASTHEAD: "2031-04-24"}
    assert laid.relations == ()
    assert labels(laid) == [
        ("", "The Security Council,"),
        ("preambular para. 1", "Noting the depth"),
        ("para. 1", "1. Decides to"),
    ]


def test_many_sponsors_over_several_lines() -> None:
    names = [f"Lakeland {letter}" for letter in "ABCDEFGHIJKLMNOP"]
    half = len(names) // 2
    source = page(
        MASTHEAD,
        ", ".join(names[:half]) + ",",
        ", ".join(names[half:-1]) + f" and {names[-1]}: draft resolution",
        *BODY,
    )
    assert looks_like_draft(source)
    laid = lay_out_draft(source, name="file")
    assert kept(source, laid)
    assert laid.authors == tuple(names)
    assert laid.title == "Lakeland A and 15 others: draft resolution"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Chad: draft resolution*", ("Chad",)),
        ("Chad and Peru: revised draft resolution", ("Chad", "Peru")),
        ("Chad, Papua New Guinea Peru and Mali: draft resolution",
         ("Chad", "Papua New Guinea", "Peru", "Mali")),
        ("Chad, Republic of Korea Republic of Moldova: draft resolution",
         ("Chad", "Republic of Korea", "Republic of Moldova")),
        ("Dominican Republic and Lakeland Peru: draft resolution",
         ("Dominican Republic", "Lakeland Peru")),
        ("Draft resolution submitted by the President", ()),
        ("Tchad et Pérou : projet de résolution", ("Tchad", "Pérou")),
        ("Перу и Чад: проект резолюции", ("Перу", "Чад")),
    ],
)  # fmt: skip
def test_forms_of_the_title(line: str, authors: tuple[str, ...]) -> None:
    source = page(MASTHEAD, line, *BODY)
    assert looks_like_draft(source)
    assert lay_out_draft(source, name="file").authors == authors


def test_the_title_may_run_on_from_the_masthead_and_into_the_body() -> None:
    source = page(f"{MASTHEAD} Chad and Peru: draft resolution The Security Council,", *BODY[1:])
    assert looks_like_draft(source)
    laid = lay_out_draft(source, name="file")
    assert laid.authors == ("Chad", "Peru")
    assert kept(source, laid)


@pytest.mark.parametrize(
    "lines",
    [
        ("Chad put a question on lakes: draft resolution was the answer.", "The lakes."),
        (MASTHEAD, *BODY),
        (MASTHEAD, "Lakes are deep.", "The Council voted on the draft."),
    ],
)
def test_what_is_none(lines: tuple[str, ...]) -> None:
    assert not looks_like_draft(page(*lines))


def test_headings_lists_within_and_what_is_set_small() -> None:
    source = page(
        MASTHEAD,
        "Chad: draft resolution",
        note("The Security Council, Noting the depth of lakes,"),
        heading("Arms embargo"),
        "1. Decides on the following:",
        "1. Depth of the lakes;",
        "2. Their width;",
        "Naming of the lakes",
        "2. Decides to name them.",
    )
    laid = lay_out_draft(source, name="file")
    assert kept(source, laid)
    assert labels(laid) == [
        ("", "The Security Council,"),
        ("preambular para. 1", "Noting the depth"),
        ("", "Arms embargo"),
        ("para. 1", "1. Decides on"),
        ("para. 1, bullet 1", "1. Depth of"),
        ("para. 1, bullet 2", "2. Their width;"),
        ("", "Naming of the"),
        ("para. 2", "2. Decides to"),
    ]


def _real() -> list[tuple[str, dict[str, Any], Page]]:
    """The printed symbol, the gold and the page of each draft, each once."""
    found: dict[str, tuple[Path, dict[str, Any]]] = {}
    for path in sorted(data("drafts").glob("*/*/*.pdf")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        symbol = path.stem.removesuffix("-EN").replace("_", "/")
        found.setdefault(symbol, (path, gold))
    return [
        (symbol, gold, parse_pdf(path.read_bytes(), name=path.name))
        for symbol, (path, gold) in found.items()
    ]


def test_the_real_drafts() -> None:
    """Symbol, day, sponsors, paragraphs and text as the gold has them, its known slips aside.

    Where the gold's sponsors are not those that the draft prints, each such slip is named.
    """
    drafts = _real()
    slips, as_in_the_gold = GOLDEN["sponsors"], 0
    wrong: dict[str, list[str]] = {"symbol": [], "day": [], "sponsors": [], "text": []}
    for symbol, gold, source in drafts:
        assert looks_like_draft(source), symbol
        laid = lay_out_draft(source, name=symbol)
        # Where the gold has a job number for a symbol, the file is named by the symbol.
        if laid.symbol != (gold["ID"] if gold["ID"].startswith("S/") else symbol):
            wrong["symbol"].append(symbol)
        day = dt.datetime.strptime(gold["Date"], "%d %B %Y").date()
        if [d.date for d in laid.days] != [day] or laid.posted != day:
            wrong["day"].append(symbol)
        if list(laid.authors) == _listed(gold["Authors"]):
            as_in_the_gold += 1
        elif symbol not in slips or list(laid.authors) != slips[symbol]["printed"]:
            wrong["sponsors"].append(symbol)
        else:
            assert gold["Authors"] == slips[symbol]["gold"], symbol
            printed = " and ".join(slips[symbol]["printed"])
            assert any(b.text == f"{printed}: draft resolution" for b in laid.blocks), symbol
        if _likeness(laid, gold["Content"]) < 0.98:
            wrong["text"].append(symbol)
        assert _operative(laid) == list(range(1, GOLDEN["operative"][symbol] + 1)), symbol
        assert kept(source, laid), symbol
        assert source.page_count is not None
        assert all(b.page <= source.page_count for block in laid.blocks for b in block.pages)
    assert len(drafts) == GOLDEN["documents"]
    assert wrong == {"symbol": [], "day": [], "sponsors": [], "text": []}
    assert as_in_the_gold == GOLDEN["as_in_the_gold"] == len(drafts) - len(slips)


def _listed(authors: str | list[str]) -> list[str]:
    return [authors] if isinstance(authors, str) else authors


def _likeness(laid: LaidOut, gold: str) -> float:
    """The share of characters, white space aside, that our body has in common with the gold's."""
    body = [b.text for b in laid.blocks if b.place is None or b.place.unit != "masthead"]
    return Indel.normalized_similarity(characters("".join(body)), characters(gold))


def _operative(laid: LaidOut) -> list[int]:
    places = [block.place.pinpoint for block in laid.blocks if block.place is not None]
    numbers = [p.paragraph for p in places if p.paragraph is not None and p.annex is None]
    return list(dict.fromkeys(numbers))

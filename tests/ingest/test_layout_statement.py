"""Statements of delegations: what tells them, who speaks and for whom."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.formats import Block, Page
from ingest.formats.text import parse_text
from ingest.layouts.statement import (
    lay_out_statement,
    looks_like_statement,
    person_in,
    state_in,
)
from store.records import Day, DayKind, Kind, SourceRank, source_rank

TEXT = """PERMANENT MISSION OF SWITZERLAND TO THE UNITED NATIONS

Statement by

H.E. Ms. Anna Lake, Minister for Foreign Affairs of Switzerland

at the Security Council debate on Mali

New York, 25 September 2099

Check against delivery

Mr. President,

We thank you for this debate. Water is wet.

Boats float.
"""


def test_a_speech_has_its_speaker_state_and_day() -> None:
    page = parse_text(TEXT)
    assert looks_like_statement(page)
    laid = lay_out_statement(page, name="x")
    assert (laid.kind, laid.authors) == (Kind.STATEMENT, ("Switzerland",))
    assert (
        laid.title == "Statement by H.E. Ms. Anna Lake, Minister for Foreign Affairs of Switzerland"
    )
    assert laid.days == (Day(DayKind.MEETING, dt.date(2099, 9, 25)),)
    said = [(b.text[:5], b.place.pinpoint.label) for b in laid.blocks[-3:] if b.place]
    speaker = "Anna Lake (Switzerland)"
    assert said == [
        ("Mr. P", f"para. 1, {speaker}"),
        ("We th", f"para. 2, {speaker}"),
        ("Boats", f"para. 3, {speaker}"),
    ]
    assert source_rank(laid.kind, held=True, symbol=None) is SourceRank.STATEMENT


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ("Minister for Foreign Affairs of the Republic of Mali", "Mali"),
        ("MINISTER OF FOREIGN AFFAIRS, MALAYSIA", "Malaysia"),
        ("Vicepresidente de la República de Guinea Ecuatorial en el debate", None),
        ("Министра иностранных дел Республики Беларусь", "Belarus"),
        ("Remarks on Mali | by the Secretary-General", None),
        ("Debate on Mali", None),
        ("President of Georgia, debate on Mali", "Georgia"),
    ],
)
def test_the_state_is_that_of_an_office(lines: str, state: str | None) -> None:
    assert state_in(lines) == state


@pytest.mark.parametrize(
    ("lines", "person"),
    [
        (("STATEMENT BY HIS EXCELLENCY DR. JOHN MAADA LAKE,", "PRESIDENT OF X"), "JOHN MAADA LAKE"),
        (("Remarks by H.E. Cho Tae-lake Minister of Lakes",), "Cho Tae-lake"),
        (("Discours de S.E. M. Albert LAC, Ministre",), "Albert LAC"),
        (("Intervención del Excmo. Sr. Bruno Lago Pérez, Ministro",), "Bruno Lago Pérez"),
        (("Statement by the Minister of Lakes",), None),
        (("Statement by the European Union",), "European Union"),
        (("Lakes",), None),
    ],
)
def test_who_speaks_stands_without_honorifics(lines: tuple[str, ...], person: str | None) -> None:
    assert person_in([Block(line) for line in lines]) == person


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Intervention de S.E. M. Lac\n\nNations Unies\n\nMonsieur le Président,\n\nOui.", True),
        ("Выступление\n\nГенеральной Ассамблеи ООН\n\nГосподин Председатель,\n\nДа.", True),
        ("كلمة السيد رئيس الوفد أمام الأمم المتحدة\n\nالسيد الرئيس\n\nنعم", True),
        ("Check against delivery\n\nMr. President,\n\nYes.", True),
        ("A\n\nAfter a statement by the United Nations envoy, members met for talks.", False),
        ("Title\n\nThe Council met.\n\nMr. President said so.", False),
        ("Statement by the President\n\nOf a club\n\nMr. President,\n\nYes.", False),
    ],
)  # fmt: skip
def test_what_tells_a_statement(text: str, is_one: bool) -> None:
    assert looks_like_statement(parse_text(text)) is is_one


@pytest.mark.parametrize(
    "text", ["minister " * 40, "statement by " * 30, "H.E. " * 70, "Mr. President " * 20]
)
def test_hostile_lines_are_laid_out(text: str) -> None:
    page = Page(tuple(Block(text.strip()) for _ in range(2_000)))
    looks_like_statement(page)
    laid = lay_out_statement(page, name="x")
    assert len(laid.blocks) == 2_000


def test_printed_numbers_are_those_that_are_cited() -> None:
    numbered = "\n\n".join(
        f"{n}. The level of lake {n} rises every spring, and falls again in autumn."
        for n in (1, 2, 3, 4, 6, 7)
    )
    page = parse_text(TEXT.replace("Boats float.", f"{numbered}\n\nMr. President,\n\n99. Boats."))
    laid = lay_out_statement(page, name="x")
    numbers = [b.place.pinpoint.paragraph for b in laid.blocks if b.place and b.place.heading]
    assert numbers == [None, None, 1, 2, 3, 4, 6, 7, None, None]

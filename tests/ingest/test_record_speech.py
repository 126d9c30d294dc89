"""Speeches of a verbatim record that each have a file of their own, as corpora keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.reading import read_document
from store.embedding import HashEmbedder
from store.records import Document, Kind
from store.symbols import record_of_part_name

_SPEECHES = Path(__file__).parents[3] / "shared" / "data" / "un" / "speeches-2020"
LABEL = "Mr. Nowak (Poland) (spoke in French):"
WORDS = "Poland has many lakes. Their levels rise every spring."


def read(text: str, name: str) -> Document:
    (document,) = read_document(
        text.encode(), name=name, source=name, sidecar=None, embedder=HashEmbedder()
    )
    return document


def quotable(document: Document) -> list[str]:
    return [s.span.of(document.text) for p in document.passages for s in p.sentences]


def test_a_speech_is_a_turn_of_the_record_that_its_name_gives() -> None:
    document = read(f"{LABEL} {WORDS}", "un/UNSC_2020_SPV.9990_spch002.txt")
    assert document.kind is Kind.RECORD
    assert document.symbol == "S/PV.9990"
    assert document.title == "S/PV.9990, Mr. Nowak (Poland)"
    (turn,) = document.turns
    assert (turn.speaker, turn.affiliation, turn.spoke_in) == ("Mr. Nowak", "Poland", "French")
    pinpoint = document.passages[0].sentences[0].pinpoint
    assert pinpoint.speaker == "Mr. Nowak (Poland)"
    assert pinpoint.spoke_in == "French"


def test_parts_of_one_record_stay_apart() -> None:
    names = [f"SPV.9990_spch00{number}.txt" for number in (1, 2)]
    assert [read(f"{LABEL} {WORDS}", name).id for name in names] == [n[:-4] for n in names]
    whole = read(f"{LABEL} {WORDS}", "S_PV.9990.txt")
    assert (whole.id, whole.symbol, whole.kind) == ("S/PV.9990", "S/PV.9990", Kind.RECORD)


def test_the_label_is_in_the_text_and_in_no_sentence() -> None:
    document = read(f"{LABEL} {WORDS}", "speech.txt")
    assert document.text == f"{LABEL} {WORDS}"
    assert document.passages[0].span.start == 0
    assert quotable(document) == ["Poland has many lakes.", "Their levels rise every spring."]


def test_directions_and_what_follows_them_are_nobody_s_words() -> None:
    text = (
        "The President: There are no more names inscribed on the list of speakers. "
        "The meeting rose at 10.10 a.m. 3/3"
    )
    document = read(text, "SPV.9990_spch005.txt")
    assert all(passage.procedural for passage in document.passages)
    spoken = [p for p in document.passages if p.pinpoint.speaker]
    assert [p.span.of(document.text) for p in spoken] == [
        "The President: There are no more names inscribed on the list of speakers."
    ]


def test_a_name_that_gives_a_record_lets_a_bare_label_count() -> None:
    text = "Mr. Chambas: I thank the Council for the invitation."
    assert read(text, "SPV.9990_spch004.txt").kind is Kind.RECORD
    assert read(text, "interview.txt").kind is Kind.OTHER
    assert read("The President: Good morning, everybody. We won.", "a.txt").kind is Kind.OTHER


def test_a_label_with_a_state_or_language_needs_no_name() -> None:
    document = read(f"{LABEL} {WORDS}", "notes.txt")
    assert (document.kind, document.symbol) == (Kind.RECORD, None)
    assert document.id == "notes"


def test_a_paper_on_a_record_is_no_part_of_it() -> None:
    document = read("What was said at the meeting was new. We compare it.", "On SPV.9990.txt")
    assert (document.kind, document.symbol) == (Kind.OTHER, None)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("UNSC_2020_SPV.8711_spch001.txt", "S/PV.8711"),
        ("S_PV.8711_spch001.txt", "S/PV.8711"),
        ("UNSC_2020_SPV.8699Resumption1_spch010.txt", "S/PV.8699 (Resumption 1)"),
        ("A_75_PV.12-part-3.txt", "A/75/PV.12"),
        ("spv.8711.txt", "S/PV.8711"),
        ("LSPV.8711.txt", None),
        ("SPV.8711-SPV.8712.txt", None),
        ("notes.txt", None),
    ],
)
def test_the_record_in_a_name(name: str, symbol: str | None) -> None:
    assert record_of_part_name(name) == symbol


@pytest.mark.skipif(not _SPEECHES.is_dir(), reason="the shared speeches are not here")
def test_real_speeches_are_parts_of_records() -> None:
    for path in sorted(_SPEECHES.glob("*SPV.8698_*.txt")):
        document = read(path.read_text(), path.name)
        assert (document.kind, document.symbol) == (Kind.RECORD, "S/PV.8698")
        assert len(document.turns) == 1

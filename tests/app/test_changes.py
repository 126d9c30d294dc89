"""What changed between two versions, and how it is printed."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.changes import Change, DocumentChange, ParagraphChange, compare
from app.changes_text import change_lines
from store.history import Version
from store.records import Kind

READ = dt.datetime(2019, 9, 24, 12, tzinfo=dt.UTC)
VERSION = Version(
    id=1, number=1, document="a-debate", title="A debate", symbol=None, kind=Kind.BRIEF,
    language="en", date=dt.date(2019, 9, 24), event_date=None, url=None, publisher=None, held=True,
    corrected=False, passages=1, read=READ, live_from=1, live_to=2, same_original=False,
)  # fmt: skip
NEWER = dataclasses.replace(VERSION, id=2, number=2, live_from=2, live_to=None)


def changed(old: str, new: str, newer: Version = NEWER) -> DocumentChange:
    return compare(VERSION, old, newer, new)


def side(paragraph: ParagraphChange, without: Change) -> str:
    return "".join(piece.text for piece in paragraph.pieces if piece.change is not without)


def printed(change: DocumentChange, *, coloured: bool = False) -> str:
    return "\n".join(line.plain for line in change_lines(change, coloured=coloured))


def test_an_edited_paragraph_is_told_word_by_word() -> None:
    [paragraph] = changed(
        "Title\n\nThe first debate was held in 2016.", "Title\n\nThe first debate was held in 2017."
    ).paragraphs
    assert (paragraph.change, paragraph.old_number, paragraph.new_number) == (Change.CHANGED, 2, 2)
    assert [(piece.change.value, piece.text) for piece in paragraph.pieces] == [
        ("same", "The first debate was held in "),
        ("removed", "2016"),
        ("added", "2017"),
        ("same", "."),
    ]


def test_words_that_change_side_by_side_are_one_change() -> None:
    [paragraph] = changed(
        "It was a very long day indeed.", "It was the shortest day indeed."
    ).paragraphs
    assert [piece.text for piece in paragraph.pieces] == [
        "It was ",
        "a very long",
        "the shortest",
        " day indeed.",
    ]


def test_paragraphs_that_came_and_went_are_whole_and_numbered() -> None:
    change = changed("One two three.\n\nGoing away.", "Wholly other words.\n\nOne two three.")
    assert [(p.change.value, p.old_number, p.new_number) for p in change.paragraphs] == [
        ("added", None, 1),
        ("removed", 2, None),
    ]


def test_an_edited_paragraph_keeps_its_own_among_new_ones() -> None:
    old = "The Council will hold a debate tomorrow morning.\n\nThe last paragraph stays."
    new = (
        "Something else entirely: weather, figs.\n\n"
        "The Council will hold a debate tomorrow afternoon.\n\nThe last paragraph stays."
    )
    assert [(p.change.value, p.old_number, p.new_number) for p in changed(old, new).paragraphs] == [
        ("added", None, 1),
        ("changed", 1, 2),
    ]


PARAGRAPHS = st.lists(st.text(alphabet="ab ,.\n", min_size=1, max_size=30), max_size=6)


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_can_be_read_off_the_change(old: list[str], new: list[str]) -> None:
    """Every paragraph is there on its side, and equal texts have no change."""
    before, after = "\n\n".join(old), "\n\n".join(new)
    change = changed(before, after)
    for paragraph in change.paragraphs:
        if paragraph.old_number is not None:
            assert side(paragraph, Change.ADDED) in before
        if paragraph.new_number is not None:
            assert side(paragraph, Change.REMOVED) in after
    numbers = [p.new_number for p in change.paragraphs if p.new_number is not None]
    assert numbers == sorted(numbers)
    assert changed(before, before).paragraphs == ()


@pytest.mark.parametrize("size", [80, 6_000])
def test_very_large_changes_are_still_told(size: int) -> None:
    old = "\n\n".join(f"Old paragraph {n} {'word ' * (n % 5)}" for n in range(size // 40))
    new = "\n\n".join(f"Nothing alike, item {n}" for n in range(size // 40))
    change = changed(f"{old}\n\n{'a b ' * size}", f"{new}\n\n{'a c ' * size}")
    assert {p.old_number for p in change.paragraphs} >= {1, size // 40 + 1}


def test_facts_that_changed_are_named_with_both_values() -> None:
    newer = dataclasses.replace(
        NEWER, title="A debate, resumed", corrected=True, date=None, url="https://example.org/x"
    )
    change = changed("Same.", "Same.", newer)
    assert [(fact.name, fact.old, fact.new) for fact in change.facts] == [
        ("Title", "A debate", "A debate, resumed"),
        ("Date", "2019-09-24", None),
        ("Link", None, "https://example.org/x"),
        ("Corrected", "no", "yes"),
    ]
    out = printed(change)
    assert "Title: [-A debate-] {+A debate, resumed+}" in out
    assert "Date: [-2019-09-24-]\n" in out
    assert out.endswith("The text is the same.")


def test_marks_are_for_where_there_is_no_colour() -> None:
    change = changed("It was held.", "It is held.")
    assert "Paragraph 1, changed: It [-was-]{+is+} held." in printed(change)
    assert "Paragraph 1, changed: It wasis held." in printed(change, coloured=True)
    [*_, line] = change_lines(change, coloured=True)
    assert {str(span.style) for span in line.spans} >= {"red strike", "green"}


def test_nothing_that_a_reader_sees_may_have_changed() -> None:
    assert "only read or cut otherwise" in printed(changed("Same.", "Same."))


def test_a_long_paragraph_is_shown_around_its_changes() -> None:
    filler = "and so on for a long while " * 40
    out = printed(changed(f"{filler}was {filler}is.", f"{filler}were {filler}are."))
    assert out.count("…") == 2
    assert "[-was-]{+were+}" in out
    assert len(out) < 800


def test_control_characters_of_a_document_are_inert() -> None:
    out = printed(changed("It was\x1b[2J held.", "It is\x1b[2J held."))
    assert "\x1b" not in out

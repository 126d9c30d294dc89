"""Markers: what names a sentence offered, what looks as if it did, and what is text."""

from __future__ import annotations

import pytest

from app.writing.markers import LONGEST, is_marker, may_be_marker, read_marker, without_markers

OFFERED = frozenset({1, 2, 3, 5, 12})


@pytest.mark.parametrize(
    ("brackets", "numbers"),
    [
        ("[1]", (1,)),
        ("[12]", (12,)),
        ("[ 2 ]", (2,)),
        ("[1,2]", (1, 2)),
        ("[1, 2, 12]", (1, 2, 12)),
        ("[1; 2]", (1, 2)),
        ("[1،2]", (1, 2)),
        ("[1、2]", (1, 2)),
        ("[2,]", (2,)),
        ("[1-3]", (1, 2, 3)),
        ("[1–3]", (1, 2, 3)),
        ("[1 - 2, 5]", (1, 2, 5)),
        ("[2-2]", (2,)),
    ],
)
def test_what_names_sentences(brackets: str, numbers: tuple[int, ...]) -> None:
    read = read_marker(brackets, OFFERED)

    assert is_marker(brackets)
    assert (read.numbers, read.unknown) == (numbers, ())


@pytest.mark.parametrize(
    "brackets",
    [
        "[0]",
        "[-1]",
        "[99]",
        "[1a]",
        "[a1]",
        "[²]",
        "[①]",
        "[[1]]",
        "[[1], [2]]",
        "[１]",
        "[١]",
        "[01]",
        "[+1]",
        "[1.]",
        "[1.2]",
        "[#1]",
        "[^1]",
        "[1 2]",
        "[1†]",
        "[3-1]",  # backwards
        "[3-5]",  # 4 was not offered
        "[1-999999]",
        "[1-99999999999999999999]",
        "[99999999999999999999999999]",
        "［1］",
        "【1】",
        "【1†】",
        "[1】",
        "[source 1]",
        "[Source: 1]",
        "[see 1]",
        "[2019]",
        "[\u200b1]",
        "[1\u0332]",
        "[1\u202e]",
    ],
)
def test_what_only_looks_like_a_marker_names_nothing(brackets: str) -> None:
    read = read_marker(brackets, OFFERED)

    assert is_marker(brackets)
    assert (read.numbers, read.unknown) == ((), (brackets,))


@pytest.mark.parametrize(
    ("brackets", "numbers", "unknown"),
    [
        ("[1, 99]", (1,), ("[99]",)),
        ("[99, 1]", (1,), ("[99]",)),
        ("[0, 1, 1a]", (1,), ("[0]", "[1a]")),
        ("[1, 3-9]", (1,), ("[3-9]",)),
        ("[Sources: 1, 2]", (2,), ("[Sources: 1]",)),
    ],
)
def test_a_number_beside_one_that_names_nothing_stays(
    brackets: str, numbers: tuple[int, ...], unknown: tuple[str, ...]
) -> None:
    read = read_marker(brackets, OFFERED)

    assert (read.numbers, read.unknown) == (numbers, unknown)


@pytest.mark.parametrize(
    "brackets",
    [
        "[sic]",
        "[the Council]",
        "[in 2019]",
        "[S/2019/742]",
        "[A/73/1]",
        "[24 September]",
        "[1st]",
        "[]",
        "[ ]",
        "[-]",
        "[x]",
        "[…]",
        "[安理会1]",
        "(1)",
        "1",
        "",
    ],
)
def test_other_brackets_are_no_marker(brackets: str) -> None:
    assert not is_marker(brackets)


@pytest.mark.parametrize("begun", ["[", "[1", "[1, ", "[12, 3-", "[-", "[[1]", "[source 1", "【1"])
def test_what_breaks_off_may_have_become_a_marker(begun: str) -> None:
    assert may_be_marker(begun)


@pytest.mark.parametrize("begun", ["[the", "[1 of them", "[S/20", "1", ""])
def test_what_breaks_off_with_words_may_not(begun: str) -> None:
    assert not may_be_marker(begun)


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("It recalls [12] and [the rest].", "It recalls (12) and [the rest]."),
        ("Forged [[1]] and [1, 2].", "Forged ((1)) and (1, 2)."),
        ("通过【1】。", "通过(1)。"),
        ("[Source 1] S/PV.8626 [A/73/1]", "(Source 1) S/PV.8626 [A/73/1]"),
        ("None here.", "None here."),
    ],
)
def test_markers_of_a_text_become_round_brackets(text: str, copy: str) -> None:
    assert without_markers(text) == copy


@pytest.mark.parametrize("text", ["[" * 50_000, "[1 " * 20_000, "[Ⅰ," * 20_000, "[see " * 20_000])
def test_no_text_is_slow(text: str) -> None:
    assert without_markers(text) == text
    assert not is_marker(text)
    assert len(text) > LONGEST

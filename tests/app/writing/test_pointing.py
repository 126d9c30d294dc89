"""Statements and their markers, from a text that comes in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.writing.contracts import Written
from app.writing.markers import LONGEST, without_markers
from app.writing.pointing import Pointing
from app.writing.statements import STATEMENT_LIMIT

OFFERED = (1, 2, 3, 12)


def read(pieces: Iterable[str], offered: Sequence[int] = OFFERED) -> list[Written]:
    pointing = Pointing(offered)
    found = [written for piece in pieces for written in pointing.feed(piece)]
    return found + pointing.end()


def said(text: str) -> list[tuple[str, tuple[int, ...]]]:
    """The text and numbers of each statement."""
    return [(written.text, written.numbers) for written in read([text])]


def texts(text: str) -> list[str]:
    return [written.text for written in read([text])]


# Where markers stand


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was agreed [2].", [("It was agreed.", (2,))]),
        ("It was agreed. [2]", [("It was agreed.", (2,))]),
        ("It was agreed.[2]", [("It was agreed.", (2,))]),
        ("It was agreed[2].", [("It was agreed.", (2,))]),
        ("It was agreed [2] .", [("It was agreed.", (2,))]),
        ("It was agreed [2]", [("It was agreed", (2,))]),
        ("It was agreed [1][2].", [("It was agreed.", (1, 2))]),
        ("It was agreed [1] [2].", [("It was agreed.", (1, 2))]),
        ("It was agreed [1], [2].", [("It was agreed.", (1, 2))]),
        ("It was agreed [1] and [2].", [("It was agreed.", (1, 2))]),
        ("It was agreed [1, 2].", [("It was agreed.", (1, 2))]),
        ("It was agreed [1-3].", [("It was agreed.", (1, 2, 3))]),
        ("It was agreed ([1]).", [("It was agreed.", (1,))]),
        ("It was agreed ([1], [2]).", [("It was agreed.", (1, 2))]),
        ("It was agreed [1]. [2]", [("It was agreed.", (1, 2))]),
        ("It was agreed [2][2, 2].", [("It was agreed.", (2,))]),
        ("It was agreed [2][1].", [("It was agreed.", (2, 1))]),
        ("It was agreed [12]!", [("It was agreed!", (12,))]),
        ("Was it agreed? [1]", [("Was it agreed?", (1,))]),
        ("“It was agreed.” [1]", [("“It was agreed.”", (1,))]),
        ("“It was agreed [1].”", [("“It was agreed.”", (1,))]),
        ("“It was agreed [1]”.", [("“It was agreed”.", (1,))]),
        ('"It was agreed [1]".', [('"It was agreed".', (1,))]),
        ('It was [1] "agreed".', [('It was "agreed".', (1,))]),
        ("(It was agreed [1])", [("(It was agreed)", (1,))]),
        ("Russia [1] and China [2] left.", [("Russia and China left.", (1, 2))]),
        ("Russia [1], China [2] and France left.", [("Russia, China and France left.", (1, 2))]),
        ("Russia [1]: it left.", [("Russia: it left.", (1,))]),
        ("Russia [1]left.", [("Russia left.", (1,))]),
        ("[1] Russia left.", [("Russia left.", (1,))]),
        ("安理会通过了[1]。", [("安理会通过了。", (1,))]),
        ("安理会[1]通过了。", [("安理会通过了。", (1,))]),
    ],
)
def test_markers_belong_to_their_sentence(
    text: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It met [1]. It left [2].", [("It met.", (1,)), ("It left.", (2,))]),
        ("It met. [1] It left. [2]", [("It met.", (1,)), ("It left.", (2,))]),
        ("It met.[1] It left.[2]", [("It met.", (1,)), ("It left.", (2,))]),
        ("It met.[1]It left.[2]", [("It met.", (1,)), ("It left.", (2,))]),
        ("It met [1] It left [2]", [("It met", (1,)), ("It left", (2,))]),
        ("It met. [1][2] It left.", [("It met.", (1, 2)), ("It left.", ())]),
        ("It met. [1], [2] It left. [3]", [("It met.", (1, 2)), ("It left.", (3,))]),
        ("It met. It left. [2]", [("It met.", ()), ("It left.", (2,))]),
        ("It met [1]\nIt left [2]", [("It met", (1,)), ("It left", (2,))]),
        ("It met.\n[1]\nIt left.\n[2]", [("It met.", (1,)), ("It left.", (2,))]),
        ("It met.\n\n[1]\n\nIt left.", [("It met.", (1,)), ("It left.", ())]),
        ("[1] It met.\n[2] It left.", [("It met.", (1,)), ("It left.", (2,))]),
        ("- [1] It met.\n- [2] It left.", [("It met.", (1,)), ("It left.", (2,))]),
        ("[1]\nIt met.\n", [("It met.", (1,))]),
        ("“It met.” [1] “It left.” [2]", [("“It met.”", (1,)), ("“It left.”", (2,))]),
        ("It met. $5 million [1].", [("It met.", ()), ("$5 million.", (1,))]),
        ("It met – [1] – and left [2].", [("It met – – and left.", (1, 2))]),
        ("It met. [1] – It left. [2]", [("It met.", (1,)), ("It left.", (2,))]),
        ("会议开始。[1]会议结束。[2]", [("会议开始。", (1,)), ("会议结束。", (2,))]),
        ("会议开始[1]。会议结束[2]。", [("会议开始。", (1,)), ("会议结束。", (2,))]),
        ("هل وافق؟ [1] نعم. [2]", [("هل وافق؟", (1,)), ("نعم.", (2,))]),
    ],
)
def test_each_sentence_has_its_own(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert said(text) == expected


# Markers that name nothing


@pytest.mark.parametrize(
    "marker",
    ["[0]", "[-1]", "[99]", "[1a]", "[²]", "[[1]]", "[１]", "[١]", "【1】", "[01]", "[source 1]"],
)
@pytest.mark.parametrize("sentence", ["It was agreed {}.", "It was agreed. {}", "It was agreed{}."])
def test_a_marker_that_names_nothing_is_told_and_not_shown(marker: str, sentence: str) -> None:
    assert read([sentence.format(marker)]) == [Written("It was agreed.", (), (marker,))]


@pytest.mark.parametrize("marker", ["[3]", "[99]", "[0]", "[2a]", "[[2]]"])
def test_only_the_one_that_names_nothing_goes(marker: str) -> None:
    for markers in (f"[2]{marker}", f"{marker}[2]", f"[2] {marker}", f"{marker}, [2]"):
        [written] = read([f"It was agreed {markers}."], offered=(1, 2))

        assert written == Written("It was agreed.", (2,), (marker,))


def test_the_neighbour_of_a_statement_with_a_bad_marker_is_as_it_was() -> None:
    assert read(["It met [2]. It left [3]."], offered=(1, 2)) == [
        Written("It met.", (2,)),
        Written("It left.", (), ("[3]",)),
    ]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("It met [1", "[1"),
        ("It met [1, ", "[1, "),
        ("It met [", "["),
        ("It met [12, 3-", "[12, 3-"),
    ],
)
def test_a_marker_that_breaks_off_names_nothing(text: str, unknown: str) -> None:
    assert read([text]) == [Written("It met", (), (unknown,))]
    assert read([f"{text}\nIt left [2]."]) == [
        Written("It met", (), (unknown,)),
        Written("It left.", (2,)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It met [[1]1].",
        "It met [1[1]].",
        "It met [[1]99].",
        "It met [ [1] 9].",
        "It met [see [1] 9].",
        "It met [9\u200b9].",
        "It met [\u202e9].",
        "It met [**9**].",
        "It met [" + " " * LONGEST + "9].",
    ],
)
def test_no_trick_shows_a_marker(text: str) -> None:
    [written] = read([text])

    assert "[" not in written.text
    assert written.text.startswith("It met")
    assert written.unknown


def test_a_marker_with_no_statement_is_still_told() -> None:
    assert read(["[1]"]) == [Written("", (1,))]
    assert read(["[99]\n\n"]) == [Written("", (), ("[99]",))]


def test_numbers_are_those_of_the_sentences_offered() -> None:
    assert read(["It met [1][7]."], offered=(7,)) == [Written("It met.", (7,), ("[1]",))]
    assert read(["It met [1]."], offered=()) == [Written("It met.", (), ("[1]",))]


# Brackets that are text


@pytest.mark.parametrize(
    "text",
    [
        "He said “it [the Council] agreed”.",
        "It is in [S/2019/742] of [24 September].",
        "He wrote “occured [sic]”.",
        "A box [ ] and [x].",
        "Open [the Council",
        "[The Council] agreed.",
        "f(x)[i] and a]b.",
        "An open [" + "very " * 60 + "long bracket] closes.",
    ],
)
def test_other_brackets_stay(text: str) -> None:
    assert read([text]) == [Written(text, ())]


def test_a_marker_inside_brackets_that_are_text_counts() -> None:
    assert said("It met [the Council [1]] and left [2].") == [
        ("It met [the Council] and left.", (1, 2))
    ]


# Code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use `a[1]` here [2].", [("Use `a[1]` here.", (2,))]),
        ("Use ``a[1]`` here [2].", [("Use ``a[1]`` here.", (2,))]),
        ("Use `a. B [1]` here [2].", [("Use `a. B [1]` here.", (2,))]),
        ("It met. `[1]` is text. [2]", [("It met.", ()), ("`[1]` is text.", (2,))]),
        ("Open `[1] here.\nIt left [2].", [("Open `[1] here.", ()), ("It left.", (2,))]),
        ("`**a**` stays [1].", [("`**a**` stays.", (1,))]),
        ("It [`a`][1] met.", [("It [`a`] met.", (1,))]),
        ("`a`[1] `b`[2]", [("`a` `b`", (1, 2))]),
    ],
)
def test_markers_in_code_are_text(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(w.text, w.numbers) for w in read([text]) if w.text] == expected


def test_a_fence_is_untouched_and_one_statement() -> None:
    fence = "```python\nx[1] = 2.  # It. [2]\n\n- y **b**\n```"

    assert read([f"It met [1].\n{fence}\nIt left [2]."]) == [
        Written("It met.", (1,)),
        Written(fence, (), (), 1),
        Written("It left.", (2,), (), 2),
    ]


def test_a_fence_that_is_never_closed_runs_to_the_end() -> None:
    assert read(["```\nx[1]\n"]) == [Written("```\nx[1]", ())]


# Sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Lavrov and Ms. A. B. Smith met Dr. Who.",
        "It is in No. 5 and paras. 3 and 4 of S/2019/742/Rev. 1.",
        "The record is S/PV.8626 and not S/PV.8626 (Resumption 1).",
        "The U.S. Government agreed with the U.K. Mission.",
        "It asked two States, i.e. Mali and Niger, e.g. for troops.",
        "It met on 25 Sept. 2019 at 3.30 p.m. on Fifth Avenue.",
        "It grew by 3.5 per cent, to 1,234.56.",
        "J. R. Bolton spoke.",
        "See www.un.org and a.b.c for more.",
        "He said: “We agree. We will vote for it. We thank you.”",
        'He said: "We agree. We will vote for it."',
        "Он сказал: «Мы согласны. Мы проголосуем.»",
        "他说：「同意。我们赞成。」",
        "It was agreed (see S/PV.8626, p. 4. The vote followed).",
        "It was agreed “in full”... and then not.",
        "Really?! asked nobody.",
        "Conseil de sécurité : adopté à l’unanimité.",
    ],
)
def test_one_sentence_is_one_statement(sentence: str) -> None:
    assert said(f"{sentence} [1] It left [2].") == [(sentence, (1,)), ("It left.", (2,))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It met.", "Mr. Lavrov spoke.", "It left."],
        ["“It met.”", "He said “no.”", "“It left,” he said."],
        ["He asked “Why?”", "Nobody answered!", "It left…"],
        ["Was it agreed?", "No.", "The Council left."],
        ["It met at 10 a.m.", "The debate began."],
        ["It voted on 25 September.", "13 members agreed."],
        ["Совет заседал.", "Г-н Лавров выступил.", "Он ушел."],
        ["Se reunió el Consejo.", "¿Aceptó?", "¡Sí!"],
    ],
)
def test_each_sentence_is_a_statement(sentences: list[str]) -> None:
    assert texts(" ".join(sentences)) == sentences


def test_a_quotation_that_is_never_closed_ends_with_its_line() -> None:
    assert texts("He said: “We agree. We go.\nIt left.") == [
        "He said: “We agree. We go.",
        "It left.",
    ]


# Lines, lists and headings


def test_items_and_paragraphs_are_numbered() -> None:
    text = """# What was agreed

The Council met [1]. It agreed:
- **Russia**: for [1]
- China: against [2]. It said so [3].
  - nested [1]
* star [1]
• dot [1]
– dash [1]
1. first [1]
2) second [1]
> quoted [1]

It left [12].
Still there [12].
"""
    assert [(w.text, w.numbers, w.paragraph) for w in read([text])] == [
        ("What was agreed", (), 0),
        ("The Council met.", (1,), 1),
        ("It agreed:", (), 1),
        ("Russia: for", (1,), 2),
        ("China: against.", (2,), 3),
        ("It said so.", (3,), 3),
        ("nested", (1,), 4),
        ("star", (1,), 5),
        ("dot", (1,), 6),
        ("dash", (1,), 7),
        ("first", (1,), 8),
        ("second", (1,), 9),
        ("quoted", (1,), 10),
        ("It left.", (12,), 11),
        ("Still there.", (12,), 11),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Council\nmet here [1].", ["The Council met here."]),
        ("The Council met.\nit left.", ["The Council met.", "it left."]),
        ("the Council met [1]\nit left [2]", ["the Council met", "it left"]),
        ("Russia\nChina", ["Russia", "China"]),
        ("Title\r\n\r\nIt met.\r\n", ["Title", "It met."]),
        ("   Indented.\t \n\n\n  Text.", ["Indented.", "Text."]),
        ("-5 degrees.\n- item", ["-5 degrees.", "item"]),
        ("2019 was long.\n13 voted.", ["2019 was long.", "13 voted."]),
        ("It met.\n---\nIt left.\n***\n===\n", ["It met.", "It left."]),
        ("###### Deep\nText", ["Deep", "Text"]),
        ("It met.\n![x](y.png)", ["It met.", "![x](y.png)"]),
        ("It met\n, and left.\n...or not.", ["It met , and left.", "...or not."]),
        ("#hashtag stays", ["#hashtag stays"]),
        ("-", []),
        ("", []),
        (" \n\n ", []),
        ("...", []),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**The Council** met [1].", "The Council met."),
        ("**The Council met.** [1]", "The Council met."),
        ("**The Council met. [1]**", "The Council met."),
        ("The **Coun**cil met [**1**].", "The Council met."),
        ("*The Council met.* [1]", "The Council met."),
        ("***The Council*** met [1].", "The Council met."),
        ("It met. *The Council* left [1].", "It met.|The Council left."),
        ("It met. “**The** Council” left [1].", "It met.|“The Council” left."),
        ("See A/73/1* [1].", "See A/73/1."),
        ("2 * 3 is six [1].", "2 * 3 is six."),
    ],
)
def test_emphasis_is_dropped(text: str, expected: str) -> None:
    assert texts(text) == expected.split("|")


# The stream


def test_a_statement_is_given_as_soon_as_the_next_begins() -> None:
    pointing = Pointing(OFFERED)

    assert pointing.feed("It was agreed. ") == []
    assert pointing.feed("[1]") == []
    assert pointing.feed(" The") == []
    assert pointing.feed(" next") == [Written("It was agreed.", (1,))]
    assert pointing.end() == [Written("The next", ())]


@pytest.mark.parametrize(
    "pieces",
    [
        ["It was agreed [", "1", "2", "]", "."],
        ["It was agreed", " [", "12", "].", ""],
        ["It was agreed [12", "]."],
        ["It was agreed ", "", "[12]", "."],
    ],
)
def test_a_marker_may_be_split_anywhere(pieces: list[str]) -> None:
    assert read(pieces) == [Written("It was agreed.", (12,))]


def test_an_abbreviation_may_be_split_anywhere() -> None:
    assert read(["Mr", ".", " ", "L", "avrov spoke", "."]) == [Written("Mr. Lavrov spoke.", ())]


def test_an_endless_line_is_cut_between_words() -> None:
    found = read(["word " * 1000 + "[1]"])

    assert all(len(written.text) <= STATEMENT_LIMIT for written in found)
    assert " ".join(written.text for written in found) == ("word " * 1000).strip()
    assert [written.numbers for written in found[:-1]] == [()] * (len(found) - 1)
    assert found[-1].numbers == (1,)


def test_an_endless_word_is_cut() -> None:
    found = read(["字" * 2500])

    assert "".join(written.text for written in found) == "字" * 2500
    assert all(len(written.text) <= STATEMENT_LIMIT + 20 for written in found)


def test_a_marker_where_a_long_line_is_cut_stays_with_its_words() -> None:
    for length in range(STATEMENT_LIMIT - 12, STATEMENT_LIMIT + 4):
        head = ("word " * 400)[: length - 1] + "x"
        found = read([f"{head} [1] and other words, which go on"])

        assert found[0].numbers == (1,) or found[0].text != head, length


def test_what_is_given_does_not_wait_for_the_end() -> None:
    pointing = Pointing(OFFERED)
    given_before = [written for _ in range(50) for written in pointing.feed("It met [1]. ")]

    assert given_before == [Written("It met.", (1,))] * 49


def test_nul_characters_are_no_markers() -> None:
    assert read(["It\0 met\0 [1]."]) == [Written("It met.", (1,))]


# Properties

# Words have two letters at least: a single one may belong to a marker.
_PIECES = st.sampled_from(
    ["The", "Council", " ", " ", ". ", ".", "? ", "Mr.", "No.", "etc.", "“", "”", '"', "(", ")",
     "\n", "\n\n", "- ", "# ", "**", "*", "[1]", "[2]", "[99]", "[", "]", "[1", "1, 2", "[[1]]",
     "[the", "【", "1】", ",", ";", "–", "。", "؟", "通过", "with", "\u200b", "$", "2019", "[0]",
     "\t", "\r", ">"]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=60).map("".join)
_ANYTHING = st.lists(
    st.one_of(_PIECES, st.sampled_from(["`", "```", "```\n", "\0", "«", "„"]), st.text(max_size=4)),
    max_size=50,
).map("".join)


def letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


@given(_ANYTHING, st.lists(st.integers(0, 300), max_size=12))
def test_where_the_pieces_end_changes_nothing(text: str, cuts: list[int]) -> None:
    edges = sorted({0, *(cut for cut in cuts if cut < len(text)), len(text)})
    pieces = [text[start:end] for start, end in pairwise(edges)]

    assert read(pieces) == read([text]) == read(list(text))


@given(_TEXTS)
def test_no_letter_is_lost(text: str) -> None:
    assert "".join(letters(written.text) for written in read([text])) == letters(text)


@given(_ANYTHING)
def test_a_letter_is_lost_only_to_a_marker(text: str) -> None:
    shown = "".join(written.text + "".join(written.unknown) for written in read([text]))

    assert sorted(letters(shown)) == sorted(letters(text))


_PLAIN_PIECES = st.sampled_from(
    ["The ", "It ", "2396 ", "3.5 ", "met", ". ", " [1]", ".[2] ", "[3]\n", "S/PV.8626 ", "(1969) ",
     "[12, 99] ", "with "]
)  # fmt: skip


@given(st.lists(_PLAIN_PIECES, max_size=40))
def test_no_digit_and_no_marker_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = read([text])
    outside = re.sub(r"\[[^\]]*\]", "", text)
    marked = {int(number) for inside in re.findall(r"\[([^\]]*)\]", text)
              for number in inside.split(",")}  # fmt: skip

    assert re.sub(r"\W", "", "".join(w.text for w in found)) == re.sub(r"\W", "", outside)
    assert {number for w in found for number in w.numbers} == marked & set(OFFERED)
    assert {mark for w in found for mark in w.unknown} == {f"[{n}]" for n in marked - set(OFFERED)}


@given(_TEXTS)
def test_no_marker_is_shown(text: str) -> None:
    for written in read([text]):
        assert without_markers(written.text) == written.text


@given(_ANYTHING)
def test_every_statement_is_well_formed(text: str) -> None:
    found = read([text])

    assert [w.paragraph for w in found] == sorted(w.paragraph for w in found)
    for written in found:
        assert written.text == written.text.strip()
        assert "\0" not in written.text
        assert written.text or written.numbers or written.unknown
        assert len(set(written.numbers)) == len(written.numbers)
        assert set(written.numbers) <= set(OFFERED)
        assert len(written.text) <= STATEMENT_LIMIT + 20

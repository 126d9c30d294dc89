"""Sentences: the United Nations' abbreviations, offsets, and nothing lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sentences import split_sentences
from store.records import Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Churkin spoke. Ms. A. B. Smith left.",
         ["Mr. Churkin spoke.", "Ms. A. B. Smith left."]),
        ("See No. 4 and paras. 3 and 4 of Rev. 1. It ends.",
         ["See No. 4 and paras. 3 and 4 of Rev. 1.", "It ends."]),
        ("Was it agreed? No. The Council adjourned.",
         ["Was it agreed?", "No.", "The Council adjourned."]),
        ("It is in S/PV. 7796. France agreed.", ["It is in S/PV. 7796.", "France agreed."]),
        ("He replied (S/PV.7796, p. 4. See also Add. 1). Others followed.",
         ["He replied (S/PV.7796, p. 4. See also Add. 1).", "Others followed."]),
        ("(S/PV.9052 (Resumption 1). Provisional.) It resumed.",
         ["(S/PV.9052 (Resumption 1). Provisional.)", "It resumed."]),
        ("It met at 10 a.m. The meeting rose at 1 p.m. on Friday.",
         ["It met at 10 a.m.", "The meeting rose at 1 p.m. on Friday."]),
        ("The U.S. Government agreed. St. Petersburg hosted it.",
         ["The U.S. Government agreed.", "St. Petersburg hosted it."]),
        ("He said “no”. She said “yes.” Then left!",
         ["He said “no”.", "She said “yes.”", "Then left!"]),
        ("中国赞成。俄罗斯反对。", ["中国赞成。", "俄罗斯反对。"]),
        ("Г-н Лавров выступил. См. док. S/2019/742. Совет заседал.",
         ["Г-н Лавров выступил.", "См. док. S/2019/742.", "Совет заседал."]),
        ("One paragraph\n\nAnother one", ["One paragraph", "Another one"]),
        ("Wrapped at\na line end. Then more.", ["Wrapped at\na line end.", "Then more."]),
        ("It doesn't matter. We can't say.", ["It doesn't matter.", "We can't say."]),
        ("  \n ", []),
        ("“", ["“"]),
    ],
)  # fmt: skip
def test_splits(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_offset_moves_every_span() -> None:
    assert split_sentences("One. Two.", offset=10) == [Span(10, 14), Span(15, 19)]


_PIECES = st.sampled_from(
    ["Mr.", "The", "Council", "S/2019/742", "(", ")", "“", "”", ".", "?", "\n", "\n\n", " ", "a.m.",
     "No.", "1.", "—", "don't", "é", "中。", "\u00ad", "\u200b", "U.S.", "…", "..."]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_ordered_trimmed_and_nothing_lost(text: str) -> None:
    spans = split_sentences(text)
    covered: set[int] = set()
    for before, after in pairwise(spans):
        assert before.end <= after.start
    for span in spans:
        assert span.of(text) == span.of(text).strip() != ""
        covered.update(range(span.start, span.end))
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())


@pytest.mark.timeout(60)  # quadratic work on so much would take many minutes
@pytest.mark.parametrize("junk", ["(", "S/", "a.", ".", "“ "])
def test_long_junk_is_linear(junk: str) -> None:
    assert split_sentences(junk * (500_000 // len(junk)))


def test_no_sentence_begins_with_the_mark_that_closes_a_speakers_label() -> None:
    text = "Mr. A (Chad) (spoke in French): Chad welcomes the adoption. It thanks the members."
    assert [span.of(text) for span in split_sentences(text)] == [
        "Mr. A (Chad) (spoke in French):",
        "Chad welcomes the adoption.",
        "It thanks the members.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "STATEMENT BY HIS EXCELLENCY DR. JULIUS NOWAK, PRESIDENT OF POLAND",
        "WE THANK MR. NOWAK AND MRS. QUISPE FOR THE LAKES.",
    ],
)
def test_no_sentence_ends_with_a_title_in_capitals(text: str) -> None:
    assert [span.of(text) for span in split_sentences(text)] == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He takes note of the report; it is long. 14", 1),
        ("Adopted at the 864th meeting. 37", 1),
        ("31.", 1),
    ],
)
def test_the_mark_of_a_note_is_no_sentence(text: str, sentences: int) -> None:
    found = split_sentences(text)
    assert len(found) == sentences
    assert (found[0].start, found[-1].end) == (0, len(text))

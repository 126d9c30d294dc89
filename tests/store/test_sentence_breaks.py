"""A full stop that ends a sentence, and one that does not."""

from __future__ import annotations

import pytest

from store.sentence_breaks import begins_sentence


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The Council agreed.", "Russia"),
        ("The Council agreed", "Russia"),
        ("Was it agreed? No.", "The"),
        ("He leads the U.S.", "The"),
        ("It met at 10 a.m.", "The"),
    ],
)
def test_a_sentence_begins(before: str, after: str) -> None:
    assert begins_sentence(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The brief quotes Mr.", "Lavrov"),
        ("It is in No.", "5"),
        ("It is in S/2019/742/Rev.", "1"),
        ("He leads the U.S.", "Government"),
        ("A speech by A.", "Guterres"),
        ("It asks, i.e.", "Requests"),
        ("It is small.", "and"),
        ("It met at 10 a.m.", "Friday"),
        ("It decides: 1.", "Extend"),
    ],
)
def test_it_goes_on(before: str, after: str) -> None:
    assert not begins_sentence(before, after)

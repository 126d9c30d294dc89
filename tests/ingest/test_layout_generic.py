"""Of a document of no known layout, a title is a title, and a sentence stays in the body."""

from __future__ import annotations

import pytest

from ingest.formats import Block, BlockKind, Page
from ingest.layouts.generic import lay_out_generic


def page(*texts: str) -> Page:
    return Page(tuple(Block(text=text, kind=BlockKind.PARAGRAPH) for text in texts))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Statement by Mr. J. Doe on the weather", "The weather was fair."),
        ("Ruritania: What Next? A note", "The weather was fair."),
        ("Letter dated 3 May 2019", "I have the honour to write."),
    ],
)
def test_a_first_line_that_is_no_sentence_is_the_title(first: str, second: str) -> None:
    laid_out = lay_out_generic(page(first, second), name="weather.txt")
    assert laid_out.title == first
    assert [block.text for block in laid_out.blocks] == [second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I congratulate the envoy. His election is welcomed by the people of 20", "Ruritania."),
        ("I speak for the ministers of the", "northern provinces, who could not come."),
        ("The weather was fair.", "It rained on the next day."),
    ],
)
def test_a_sentence_is_none_even_where_a_page_ends_in_it(first: str, second: str) -> None:
    laid_out = lay_out_generic(page(first, second), name="weather.txt")
    assert laid_out.title == "weather.txt"
    assert [block.text for block in laid_out.blocks] == [first, second]

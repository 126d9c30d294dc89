"""Statements and sources of no words: they say nothing, and nothing breaks by them."""

from __future__ import annotations

import pytest
from checking_parts import check, cite

from app.writing.contracts import Fault
from app.writing.pointing import Pointing

NORWAY = cite("Norway proposed amendments.")


@pytest.mark.parametrize("written", ["[1]", "_ [1]", "- [1]\n- [1]", "— [1]"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_marker_alone_is_no_fault_and_breaks_nothing(written: str, language: str) -> None:
    pointing = Pointing([1])
    for statement in (*pointing.feed(written), *pointing.end()):
        assert check(statement.text, NORWAY, language=language).text == statement.text


@pytest.mark.parametrize("text", ["The", "They did so.", "And it is."])
def test_what_says_nothing_is_not_shown(text: str) -> None:
    assert check(text, NORWAY).fault is Fault.UNSUPPORTED


@pytest.mark.parametrize("source", ["§", "***", "—"])
def test_a_source_without_words_bears_nothing_out(source: str) -> None:
    assert check("Norway proposed amendments.", cite(source)).fault is not None
    assert check("Norway proposed amendments.", cite(source), NORWAY).fault is None

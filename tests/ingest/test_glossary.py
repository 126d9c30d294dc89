"""The glossary: a passage for each term, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layouts.glossary import MAX_DEFINITION, read_glossary
from store.errors import SourceError
from store.records import Alias, Document, Kind, SourceRank

GLOSSARY = """# Terms

## first term
aliases: 1st, the first one
A first term is this.
It goes on here. And ends.
Source: A book, with a comma, https://example.org/a

## second

Second is that.

It has two paragraphs.

Source: Another, https://example.org/b
"""


def read(text: str) -> Document:
    [document] = read_glossary(text, source="terms.md")
    return document


def test_one_passage_for_each_term() -> None:
    document = read(GLOSSARY)
    assert document.id == "glossary"
    assert document.kind is Kind.GLOSSARY
    assert document.held
    assert document.rank is SourceRank.GLOSSARY
    assert document.aliases == (Alias("1st", "first term"), Alias("the first one", "first term"))
    first, second = document.passages
    assert (first.ordinal, second.ordinal) == (0, 1)
    assert first.pinpoint.label == "section “first term”"
    assert first.heading == "Glossary of Council terms · first term"
    assert [sentence.span.of(document.text) for sentence in first.sentences] == [
        "A first term is this.",
        "It goes on here.",
        "And ends.",
    ]
    assert second.span.of(document.text) == (
        "second\n\nSecond is that.\n\nIt has two paragraphs.\n\n"
        "Source: Another, https://example.org/b"
    )


@pytest.mark.parametrize(
    ("change", "to", "told"),
    [
        (GLOSSARY, "", "terms.md holds no terms"),
        ("# Terms\n", "Terms\n", "line 1 of terms.md stands before the first term"),
        ("Source: Another, https://example.org/b", "", "“second” (line 9 of terms.md) has no s"),
        (", https://example.org/b", "", "has no source"),
        ("## second", "## First Term", "stands there twice"),
        ("A first term is this.\nIt goes on here. And ends.\n", "", "has no definition"),
        ("Second is that.", "x" * (MAX_DEFINITION + 1), "is too long"),
    ],
)
def test_names_the_term_and_what_is_wrong(change: str, to: str, told: str) -> None:
    assert change in GLOSSARY
    with pytest.raises(SourceError) as caught:
        read(GLOSSARY.replace(change, to))
    assert told in str(caught.value)


_LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    min_size=1,
    max_size=80,
).filter(lambda text: text.strip() != "" and not text.strip().startswith("#"))


@given(st.lists(st.tuples(_LINE, _LINE), min_size=1, max_size=4))
def test_nothing_is_lost_and_offsets_are_exact(entries: list[tuple[str, str]]) -> None:
    text = "".join(
        f"## {number} {name}\nIt is {words}\nSource: x, https://example.org\n"
        for number, (name, words) in enumerate(entries)
    )
    document = read(text)
    covered: set[int] = set()
    for passage, (name, words) in zip(document.passages, entries, strict=True):
        shown = passage.span.of(document.text)
        assert " ".join(name.split()) in shown
        assert f"It is {words.strip()}" in shown or f"It is {words}".strip() in shown
        covered.update(range(passage.span.start, passage.span.end))
        assert passage.sentences
        for sentence in passage.sentences:
            assert passage.span.contains(sentence.span)
            assert not sentence.span.of(document.text).startswith("Source: ")
    assert all(at in covered for at, char in enumerate(document.text) if not char.isspace())

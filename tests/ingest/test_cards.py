"""Catalogue cards: what they become, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layouts.cards import MAX_ABOUT, read_cards
from store.errors import SourceError
from store.records import Document, Kind, SourceRank

CARD = """
[[document]]
symbol = "S/RES/9999(2099)"
title = "A resolution"
kind = "resolution"
date = 2099-05-01
url = "https://docs.un.org/en/S/RES/9999%282099%29"
cites = ["s/pv.12345"]
about = '''
First sentence on
two lines. Second, citing S/PV.12345.'''
"""


def read(text: str) -> list[Document]:
    return read_cards(text, source="cards.toml")


def test_one_card() -> None:
    [card] = read(CARD)
    assert card.id == card.symbol == "S/RES/9999 (2099)"
    assert card.kind is Kind.RESOLUTION
    assert card.rank is SourceRank.CARD
    assert not card.held
    assert card.date == dt.date(2099, 5, 1)
    assert card.cites == ("S/PV.12345",)
    assert card.text == "A resolution\n\nFirst sentence on two lines. Second, citing S/PV.12345."
    [passage] = card.passages
    assert passage.heading == "A resolution · 2099-05-01 · S/RES/9999 (2099) · catalogue card"
    assert passage.pinpoint.label == "section “catalogue card”"
    assert [sentence.span.of(card.text) for sentence in passage.sentences] == [
        "First sentence on two lines.",
        "Second, citing S/PV.12345.",
    ]


def test_a_page_without_a_symbol_or_date_keeps_its_id() -> None:
    [card] = read('[[document]]\nid = "news/1"\ntitle = "T"\nkind = "document"\nabout = "It is."')
    assert (card.id, card.symbol, card.date, card.url) == ("news/1", None, None, None)
    assert card.passages[0].heading == "T · catalogue card"


@pytest.mark.parametrize(
    ("change", "to", "told"),
    [
        ("[[document]]", "[[document", "cards.toml is not valid TOML"),
        ("[[document]]", "[[paper]]", "outside an entry"),
        ("[[document]]", "[document]", "holds no catalogue entries"),
        ('title = "A resolution"', "", "has no “title”"),
        ('title = "A resolution"', 'title = " "', "has no text under “title”"),
        ('kind = "resolution"', 'kind = "poem"', "unknown kind “poem”"),
        ('kind = "resolution"', "", "has no “kind”"),
        ('kind = "resolution"', "kind = 3", "has no text under “kind”"),
        ("date = 2099-05-01", "date = 2099-05-01T10:00:00", "not a day"),
        ("date = 2099-05-01", 'date = "2099-05-01"', "not a day"),
        ("https://docs.un.org/en", "docs.un.org/en", "malformed address"),
        ("https://docs.un.org/en", "https://[docs.un.org/en", "malformed address"),
        ("%28", " (", "malformed address"),
        ("S/RES/9999(2099)", "none", "is no UN symbol"),
        ('"s/pv.12345"', '"?"', "is no UN symbol"),
        ('["s/pv.12345"]', '"s/pv.12345"', "not a list of symbols"),
        ('title = "A resolution"', 'title = "A"\nid = "x"', "either a symbol or an id"),
        ('symbol = "S/RES/9999(2099)"', "", "either a symbol or an id"),
        ('title = "A resolution"', 'title = "A"\nauthor = "x"', "unknown key “author”"),
        ("First sentence", "x" * (MAX_ABOUT + 1), "shorten it"),
    ],
)
def test_names_the_entry_and_what_is_wrong(change: str, to: str, told: str) -> None:
    assert change in CARD
    with pytest.raises(SourceError) as caught:
        read(CARD.replace(change, to))
    assert told in str(caught.value)
    assert "cards.toml" in str(caught.value)


def test_names_the_second_entry_where_it_repeats_the_first() -> None:
    with pytest.raises(SourceError, match=r"entry 2 .*cards\.toml repeats an earlier entry"):
        read(CARD + CARD.replace("S/RES/9999(2099)", "S/RES/9999 (2099)"))


def test_an_empty_file_holds_no_cards() -> None:
    with pytest.raises(SourceError, match="holds no catalogue entries"):
        read("")


_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters='"\\'),
    min_size=1,
    max_size=150,
).filter(lambda text: text.strip() != "")


@given(title=_WORDS, about=_WORDS)
def test_nothing_is_lost_and_offsets_are_exact(title: str, about: str) -> None:
    text = f'[[document]]\nid = "x"\nkind = "letter"\ntitle = "{title}"\nabout = "{about}"'
    [card] = read(text)
    assert card.text == f"{' '.join(title.split())}\n\n{' '.join(about.split())}"
    [passage] = card.passages
    assert passage.span.of(card.text) == card.text
    covered = set(range(len(card.title)))  # the title is shown, but is no sentence to quote
    for sentence in passage.sentences:
        assert passage.span.contains(sentence.span)
        assert sentence.span.start > len(card.title)
        covered.update(range(sentence.span.start, sentence.span.end))
    assert all(at in covered for at, char in enumerate(card.text) if not char.isspace())

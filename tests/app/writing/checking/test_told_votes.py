"""The sides of a vote, and small faults that a measurement found."""

from __future__ import annotations

import pytest
from checking_parts import check, cite

from app.answering.answer import Citation
from app.writing.contracts import Fault
from store.records import Kind

TALLY = cite("The draft resolution received 13 votes in favour, none against and 2 abstentions.")
ADOPTED = cite("Adopted at the 3312th meeting by 11 votes to none, with 4 abstentions.")


@pytest.mark.parametrize(
    ("statement", "tally"),
    [
        ("The draft resolution received 13 votes in favour and 2 against.", TALLY),
        ("The draft resolution received 2 votes in favour and 13 abstentions.", TALLY),
        ("It received thirteen votes in favour, two against and no abstentions.", TALLY),
        ("It was adopted by 11 votes to 4.", ADOPTED),
        ("It was adopted by 4 votes to none, with 11 abstentions.", ADOPTED),
    ],
)
def test_a_number_is_of_its_side(statement: str, tally: Citation) -> None:
    assert check(statement, tally).fault is Fault.NUMBER


@pytest.mark.parametrize(
    "statement",
    [
        "The draft resolution received thirteen votes in favour, with two abstentions.",
        "The draft resolution received 13 votes in favour and none against.",
        "No votes were cast against the draft resolution.",
    ],
)
def test_a_tally_may_be_told_in_other_words(statement: str) -> None:
    assert check(statement, TALLY).fault is None


def test_since_a_year_is_not_the_year_of_the_document() -> None:
    speech = cite("Aid has grown fourfold since 2010.", kind=Kind.STATEMENT)
    assert check("Aid has grown fourfold since 2012.", speech).fault is Fault.DATE
    assert check("Aid has grown fourfold since 2010.", speech).fault is None


def test_by_is_not_to() -> None:
    source = cite("The presence inside the site has been reduced by 70 per cent.")
    assert check("The presence inside the site has been reduced to 70 per cent.", source).fault


def test_what_is_yet_to_be_has_not_been() -> None:
    source = cite("The drought is yet to have a substantial impact on the country.")
    assert check("The drought has had a substantial impact on the country.", source).fault
    assert check("The drought has yet to have a substantial impact.", source).fault is None


def test_a_state_is_known_by_its_short_form_with_full_stops() -> None:
    source = cite("Kenya joins the U.S., France and many others in urging restraint.")
    assert check("Kenya joins the United States in urging restraint.", source).fault is None

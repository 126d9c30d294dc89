"""Who voted how: States on the other side of a vote than where their sources have them."""

from __future__ import annotations

import pytest
from checking_parts import cite

from app.writing.checking.evidence import Evidence
from app.writing.checking.voters import check_voters

TALLY = (
    "The Council adopted resolution 2576 (2021) by a vote of 13 in favour, none against and two "
    "abstentions (China and the Russian Federation)."
)
SIDES = (
    "Kenya abstained, whereas Mexico voted in favour and Viet Nam did not take part in the vote."
)
RECORD = "In favour: Albania, Brazil. Against: Russian Federation. Abstaining: India"


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("China and the Russian Federation voted against resolution 2576 (2021).", TALLY),
        ("China voted in favour of the resolution.", TALLY),
        ("Russia vetoed the resolution.", TALLY),
        ("La Chine a voté contre la résolution.", TALLY),
        ("La Chine et la Fédération de Russie ont voté pour.", TALLY),
        ("China votó en contra de la resolución.", TALLY),
        ("Viet Nam abstained and Kenya did not take part in the vote.", SIDES),
        ("Mexico did not vote in favour.", SIDES),
        ("Kenya and Mexico voted in favour.", SIDES),
        ("India voted against.", RECORD),
        ("Russia abstained.", RECORD),
    ],
)
def test_a_state_on_another_side_is_found(statement: str, source: str) -> None:
    assert check_voters(statement, Evidence.of([cite(source)])) is not None


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("China and Russia abstained on resolution 2576 (2021).", TALLY),
        ("China did not vote against the resolution.", TALLY),
        ("La Chine s’est abstenue.", TALLY),
        ("Kenya abstained and Mexico voted in favour.", SIDES),
        ("Viet Nam did not take part in the vote.", SIDES),
        ("The Russian Federation voted against, and India abstained.", RECORD),
        ("Kenya spoke on the sanctions against Somalia.", SIDES),
    ],
)
def test_a_state_on_its_own_side_is_not(statement: str, source: str) -> None:
    assert check_voters(statement, Evidence.of([cite(source)])) is None

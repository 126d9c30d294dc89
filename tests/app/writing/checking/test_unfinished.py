"""Statements that drop what makes them true in their sources."""

from __future__ import annotations

import pytest
from checking_parts import check, cite

IF = "If the parties do not sign the agreement, the mission will be withdrawn."
OFFICE = (
    "The Office, which was established in 2004 to help the Government disarm militias, has not "
    "received any new funding since 2018."
)
ONLY = "France and Spain only supported the text after the reference to the Court was removed."
COUNT = "The number of refugees rose from 1.2 million in 2019 to about 1.8 million in 2020."
CLAIM = "India told the Council that Pakistan had violated the ceasefire 27 times in January."
OPPOSED = "Norway and Kenya proposed amendments that China opposed."


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("The mission will be withdrawn.", IF),
        ("The Office disarmed militias.", OFFICE),
        ("The Office has received no funding since 2018.", OFFICE),
        ("Only France and Spain supported the text.", ONLY),
        ("The number of refugees was 1.8 million in 2019.", COUNT),
        ("Pakistan violated the ceasefire 27 times in January.", CLAIM),
        ("They opposed the amendments.", OPPOSED),
        ("The mandate was extended by one year.", "Chad recommended extending it by one year."),
        ("No delegation agreed on the text.", "Not all delegations agreed on the text."),
        ("China opposed the amendments, but they were not its own.", OPPOSED),
    ],
)
def test_what_makes_it_true_is_not_dropped(statement: str, source: str) -> None:
    assert check(statement, cite(source)).fault is not None


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("The mission will be withdrawn if the parties do not sign the agreement.", IF),
        ("The Office was established to help the Government disarm militias.", OFFICE),
        ("The Office has received no new funding since 2018.", OFFICE),
        ("France supported the text only after the reference to the Court was removed.", ONLY),
        ("The number of refugees rose to about 1.8 million in 2020.", COUNT),
        ("In 2019, there were 1.2 million refugees.", COUNT),
        ("India told the Council that Pakistan had violated the ceasefire.", CLAIM),
        ("China opposed the amendments.", OPPOSED),
        ("It extended the mission.", "The letter welcomed that it extended the mission."),
    ],
)
def test_what_keeps_it_stands(statement: str, source: str) -> None:
    assert check(statement, cite(source)).fault is None

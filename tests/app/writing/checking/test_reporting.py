"""What somebody is said to have said is no fact: a statement names whoever did."""

from __future__ import annotations

import pytest
from checking_parts import check, cite

from app.answering.answer import Citation
from app.writing.contracts import Fault
from store.records import Kind

DISPUTE = cite(
    "At that meeting, Chad maintained that there was a lack of general knowledge of these unions, "
    "sidelined by some states that had viewed them as “trade rivals”, while Peru expressed concern "
    "that these unions did not respect civil freedoms, and that the ERU did not reflect the "
    "interests of all of its members."
)
TOLD = cite("In her briefing, Ms. Vega told the Council that militias had burned two villages.")
SAID = cite("Kenya said the mission was failing; Norway and Peru disagreed.")
ACCUSED = cite("Norway accused the militias of burning two villages.")
REPORTED = cite("According to the monitors, the militias burned two villages in the east.")
BEHIND = cite("The militias burned two villages in the east, according to the monitors.")
VIEW = cite("In Kenya’s view, the mission is failing, and its mandate should end.")
ALLEGED = cite("The Council discussed the alleged burning of two villages.")
FREE = cite("The unions have been sidelined since 2010.")
RULE = cite(
    "4. Emphasizes that the sanctions are temporary;",
    kind=Kind.RESOLUTION,
    symbol="S/RES/2600 (2021)",
    title="Resolution 2600 (2021)",
    attribution=None,
)


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("The unions are sidelined.", DISPUTE),
        ("The unions have been sidelined by some states.", DISPUTE),
        ("Some states view the unions as trade rivals.", DISPUTE),
        ("Some states had viewed the unions as “trade rivals”.", DISPUTE),
        ("There was a lack of general knowledge of these unions.", DISPUTE),
        ("The unions did not respect civil freedoms.", DISPUTE),
        ("The ERU did not reflect the interests of all of its members.", DISPUTE),
        (
            "The unions had been sidelined by some states, while Peru expressed concern that they "
            "did not respect civil freedoms.",
            DISPUTE,
        ),
        ("Militias had burned two villages.", TOLD),
        ("The mission was failing.", SAID),
        ("The militias burned two villages.", ACCUSED),
        ("The militias burned two villages in the east.", REPORTED),
        ("The militias burned two villages in the east.", BEHIND),
        ("The mission is failing.", VIEW),
        ("Two villages were burned.", ALLEGED),
    ],
)
def test_what_is_put_in_a_mouth_is_no_fact(statement: str, cited: Citation) -> None:
    assert check(statement, cited).fault is Fault.ATTRIBUTION


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("Chad maintained that the unions had been sidelined by some states.", DISPUTE),
        ("According to Chad, the unions had been sidelined.", DISPUTE),
        ("The unions had been sidelined by some states, Chad maintained.", DISPUTE),
        ("In Chad’s view, there was a lack of general knowledge of these unions.", DISPUTE),
        ("Peru was concerned that the unions did not respect civil freedoms.", DISPUTE),
        ("Peru expressed concern at that meeting.", DISPUTE),
        ("Concern was expressed that these unions did not respect civil freedoms.", DISPUTE),
        (
            "Chad maintained that the unions had been sidelined, while Peru expressed concern "
            "that they did not respect civil freedoms.",
            DISPUTE,
        ),
        ("Ms. Vega told the Council that militias had burned two villages.", TOLD),
        ("Norway and Peru disagreed.", SAID),
        ("Norway accused the militias of burning two villages.", ACCUSED),
        ("The monitors said that the militias burned two villages.", REPORTED),
        ("The militias burned two villages in the east, according to the monitors.", BEHIND),
        ("In Kenya’s view, the mission is failing.", VIEW),
        ("The sanctions are temporary.", RULE),
    ],
)
def test_what_keeps_who_said_it_stands(statement: str, cited: Citation) -> None:
    verdict = check(statement, cited)
    assert (verdict.fault, verdict.detail) == (None, "")


def test_what_another_sentence_has_as_a_fact_is_one() -> None:
    assert check("The unions have been sidelined.", DISPUTE, FREE).fault is None


def test_each_says_what_stands_behind_them_in_a_row() -> None:
    row = cite("Kenya said that aid was needed, and Norway argued that the sanctions hurt farmers.")
    assert check("The sanctions hurt farmers.", row).fault is Fault.ATTRIBUTION
    assert check("Kenya said that aid was needed.", row).fault is None


def test_a_sentence_kept_whole_stands() -> None:
    assert check(DISPUTE.quote, DISPUTE).fault is None

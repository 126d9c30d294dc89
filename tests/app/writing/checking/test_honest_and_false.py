"""Statements on invented sentences: honest ones in other words, and lies that keep the words."""

from __future__ import annotations

import datetime as dt

import pytest
from checking_parts import check, cite

from app.answering.answer import Citation, DateNote
from app.writing.checking import Checker
from app.writing.contracts import Fault, Written
from store.records import Kind

SANCTIONS = cite(
    "At that meeting, Brazil argued that the sanctions had hurt civilians, "
    "while Japan and Ireland maintained that the measures remained "
    "necessary to prevent the flow of weapons to armed groups."
)
ATTACKS = cite(
    "The Secretary-General’s report describes 312 attacks on schools in "
    "2020, compared with 227 in 2019, most of them by non-state armed "
    "groups.",
    kind=Kind.REPORT,
    symbol="S/2021/88",
    title="Children and armed conflict",
)
RENEWAL = cite(
    "On Friday morning (12 March), the Council is expected to vote on a "
    "draft resolution renewing the mandate of the UN Mission in South Sudan "
    "(UNMISS) until 15 March 2022.",
    expected=True,
    dates=(DateNote(text="Friday morning", date=dt.date(2021, 3, 12)),),
)
APPEAL = cite(
    "We call upon all parties to cease hostilities and to allow "
    "humanitarian workers to reach people in need.",
    kind=Kind.RECORD,
    symbol="S/PV.8800",
    title="8800th meeting",
    attribution="Ms. Lindqvist (Sweden) speaking",
    pinpoint="p. 7, Ms. Lindqvist (Sweden)",
)
TROOPS = cite(
    "The African Union and the Economic Community of West African States "
    "(ECOWAS) deployed 2,500 troops in January 2017, but the operation did "
    "not receive UN funding."
)
DUTY = cite(
    "5. Decides that all States shall, within 30 days, report to the "
    "Committee on the steps they have taken to implement paragraphs 1 to 4;",
    kind=Kind.RESOLUTION,
    symbol="S/RES/2600 (2021)",
    title="Resolution 2600 (2021)",
    attribution=None,
)
WORRIES = cite(
    "Several Council members, including China, may raise concerns about the cost of the mission.",
    expected=True,
)
VOTE = cite(
    "Germany drafted the text, which Indonesia co-sponsored; Russia and "
    "China abstained in the vote."
)


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("According to Brazil, the sanctions had hurt civilians.", SANCTIONS),
        ("Brazil said that sanctions harmed civilians.", SANCTIONS),
        ("Ireland considered the sanctions necessary.", SANCTIONS),
        (
            "Japan argued that the measures were necessary to stop the flow of arms "
            "to armed groups.",
            SANCTIONS,
        ),
        ("In 2020, there were 312 attacks on schools, up from 227 in 2019.", ATTACKS),
        (
            "Most of the 312 attacks on schools in 2020 were carried out by "
            "non-state armed groups.",
            ATTACKS,
        ),
        ("The report of the Secretary-General tells of 312 attacks on schools in 2020.", ATTACKS),
        ("S/2021/88 records 227 attacks on schools in 2019.", ATTACKS),
        ("The Council is expected to vote on 12 March 2021 on renewing UNMISS.", RENEWAL),
        ("A vote on the renewal of the UNMISS mandate is expected on 12 March.", RENEWAL),
        ("The draft resolution would extend the mandate of UNMISS until 15 March 2022.", RENEWAL),
        (
            "The Security Council is likely to vote on a draft on the UN Mission in "
            "South Sudan on 12 March 2021.",
            RENEWAL,
        ),
        ("Sweden called on all parties to stop hostilities.", APPEAL),
        (
            "Ms. Lindqvist urged the parties to allow humanitarian workers to reach "
            "people in need.",
            APPEAL,
        ),
        ("The Swedish representative called for an end to hostilities.", APPEAL),
        ("Sweden asked that humanitarian workers be allowed to reach those in need.", APPEAL),
        ("The AU and ECOWAS sent 2,500 troops in January 2017.", TROOPS),
        ("The operation was not funded by the UN.", TROOPS),
        ("ECOWAS and the African Union deployed troops in 2017, without UN funding.", TROOPS),
        ("All States must report to the Committee within 30 days.", DUTY),
        (
            "The Council decided that States shall report on implementation within thirty days.",
            DUTY,
        ),
        ("Resolution 2600 requires all States to report to the Committee within 30 days.", DUTY),
        ("China and other members may raise concerns about the mission's cost.", WORRIES),
        ("Some members could express concern about the cost of the mission.", WORRIES),
        ("The mission's cost may be raised by several Council members.", WORRIES),
        ("Germany wrote the text and Indonesia co-sponsored it.", VOTE),
        ("Russia and China abstained.", VOTE),
        ("The text was drafted by Germany.", VOTE),
        ("Two members, Russia and China, abstained.", VOTE),
        ("China abstained in the vote.", VOTE),
    ],
)
def test_an_honest_statement_is_kept(statement: str, cited: Citation) -> None:
    verdict = check(statement, cited)
    assert (verdict.fault, verdict.detail) == (None, "")


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("Japan argued that the sanctions had hurt civilians.", SANCTIONS),
        ("Brazil maintained that the measures remained necessary.", SANCTIONS),
        ("Brazil argued that the sanctions had not hurt civilians.", SANCTIONS),
        ("The sanctions had hurt civilians.", SANCTIONS),
        ("Brazil and Japan argued that the sanctions had hurt civilians.", SANCTIONS),
        ("All members agreed that the measures remained necessary.", SANCTIONS),
        ("Ireland argued that the measures were unnecessary.", SANCTIONS),
        ("Brazil argued that the sanctions had killed civilians.", SANCTIONS),
        ("The sanctions prevented the flow of weapons to armed groups.", SANCTIONS),
        ("Brazil vetoed the sanctions.", SANCTIONS),
        ("There were 227 attacks on schools in 2020.", ATTACKS),
        ("Attacks on schools fell to 227 in 2020.", ATTACKS),
        ("There were 312 attacks on hospitals in 2020.", ATTACKS),
        ("All of the attacks were by non-state armed groups.", ATTACKS),
        ("Most attacks were by government forces.", ATTACKS),
        ("There were over 312 attacks on schools in 2020.", ATTACKS),
        ("There were 539 attacks on schools.", ATTACKS),
        ("The Council voted on the draft resolution on 12 March 2021.", RENEWAL),
        ("The Council renewed the mandate of UNMISS until 15 March 2022.", RENEWAL),
        ("The Council adopted a resolution renewing UNMISS.", RENEWAL),
        ("The Council is expected to vote on 15 March 2022.", RENEWAL),
        ("The mandate of UNMISS runs until 12 March 2021.", RENEWAL),
        (
            "The Council is expected to reject a draft resolution renewing the mandate of UNMISS.",
            RENEWAL,
        ),
        ("The Council is expected to vote unanimously on a draft resolution.", RENEWAL),
        ("The Council is not expected to vote on 12 March.", RENEWAL),
        ("All parties ceased hostilities.", APPEAL),
        ("Sweden called upon some parties to continue hostilities.", APPEAL),
        ("Norway called upon all parties to cease hostilities.", APPEAL),
        ("Sweden demanded that the Government cease hostilities.", APPEAL),
        ("All parties have allowed humanitarian workers to reach people in need.", APPEAL),
        ("Ms. Lindqvist refused to call upon all parties to cease hostilities.", APPEAL),
        ("The operation received UN funding.", TROOPS),
        ("ECOWAS deployed 2,500 troops in January 2018.", TROOPS),
        ("ECOWAS alone deployed 2,500 troops.", TROOPS),
        ("The UN deployed 2,500 troops in January 2017.", TROOPS),
        ("The African Union withdrew 2,500 troops in January 2017.", TROOPS),
        ("ECOWAS deployed 2,500 police in January 2017.", TROOPS),
        ("All States have reported to the Committee within 30 days.", DUTY),
        ("Some States may report to the Committee.", DUTY),
        ("All States shall report within 60 days.", DUTY),
        ("The Committee shall report to all States within 30 days.", DUTY),
        ("States shall not report to the Committee.", DUTY),
        ("China raised concerns about the cost of the mission.", WORRIES),
        ("All Council members may raise concerns about the cost of the mission.", WORRIES),
        ("Council members will raise concerns about the cost of the mission.", WORRIES),
        ("China may welcome the cost of the mission.", WORRIES),
        ("China is the only member that may raise concerns.", WORRIES),
        ("China has no concerns about the cost of the mission.", WORRIES),
        ("Indonesia drafted the text.", VOTE),
        ("Germany abstained in the vote.", VOTE),
        ("Russia and China voted against.", VOTE),
        ("Russia co-sponsored the text.", VOTE),
        ("Germany drafted the text, which Russia co-sponsored.", VOTE),
        ("Russia, China and Germany abstained.", VOTE),
        ("Russia and China did not abstain.", VOTE),
        ("China vetoed the text.", VOTE),
    ],
)
def test_a_lie_is_dropped(statement: str, cited: Citation) -> None:
    assert check(statement, cited).fault is not None


def test_what_a_preamble_says_in_participles_is_said() -> None:
    noted = cite(
        "Noting the talks held in Lisbon and expressing the hope that they will lead to peace,",
        kind=Kind.RESOLUTION,
        symbol="S/RES/2600 (2021)",
    )
    assert check("The Council noted the talks held in Lisbon.", noted).fault is None
    assert check("The Council noted that the talks in Lisbon led to peace.", noted).fault


def test_a_long_name_is_in_its_own_place() -> None:
    supported = cite("8. Supports the mission developed by the Conference on Trade in Arabia;")
    told = "It supports the mission that the Conference on Trade in Arabia developed."
    assert check(told, supported).fault is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Aid reached the north-east.", "Aid reached the south-east."),
        ("The husband was detained.", "The wife was detained."),
        ("Rifles were seized.", "Pistols were seized."),
    ],
)
def test_a_sister_word_is_no_synonym_however_near_a_model_puts_it(said: str, told: str) -> None:
    numbered = cite(said)
    verdict = Checker()(Written(told, (1,)), (numbered,))
    assert verdict.fault is Fault.UNSUPPORTED

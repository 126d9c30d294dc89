"""Whether a sentence says of the one asked about what is asked, on sentences made for it."""

from __future__ import annotations

import pytest
from test_vetoes import asked

from app.answering.weighing.predicating import has_it_do, says_what_it_is

IS_IT = "Is the FMU a criminal organisation?"


@pytest.mark.parametrize(
    "sentence",
    [
        "The FMU fights criminal organisations along the coast.",
        "The FMU is fighting criminal organisations.",
        "Links between the FMU and the police helped against criminal networks.",
        "The role of the FMU in countering criminal organisations was discussed.",
        "Criminal organisations have attacked the FMU.",
        "The meeting will focus on the FMU, with a special focus on criminal threats.",
        "Norland is a criminal organisation’s haven.",
    ],
)
def test_words_in_other_parts_say_nothing_of_what_it_is(sentence: str) -> None:
    assert not says_what_it_is(asked(IS_IT), sentence, "")


@pytest.mark.parametrize(
    "sentence",
    [
        "The FMU is a criminal organisation.",
        "The FMU is not a criminal organisation.",
        "The FMU is a union of fishing ports.",
        "Norland designated the FMU as a criminal organisation.",
        "Norland calls the FMU a criminal organisation.",
        "The FMU, a criminal organisation, was dissolved.",
        "The FMU and other criminal organisations were dissolved.",
        "Criminal organisations such as the FMU were dissolved.",
        "Criminal organisations, including the Ring and the FMU, were dissolved.",
    ],
)
def test_what_says_what_it_is_is_let_stand(sentence: str) -> None:
    assert says_what_it_is(asked(IS_IT), sentence, "")


def test_the_words_of_a_name_say_nothing_of_what_it_is() -> None:
    question = asked("Is the Fishing Ports Organisation a criminal organisation?")
    assert not says_what_it_is(
        question,
        "Debates with the Fishing Ports Organisation (FPO) and the River Organisation.",
        "",
    )
    assert not says_what_it_is(
        question,
        "Work with local organisations, in particular with the Fishing Ports Organisation.",
        "",
    )
    assert says_what_it_is(question, "The Fishing Ports Organisation is a union of ports.", "")


def test_it_is_whom_the_context_names() -> None:
    assert says_what_it_is(asked(IS_IT), "It is a criminal organisation.", "The FMU met.")
    assert not says_what_it_is(asked(IS_IT), "It is a criminal organisation.", "The Ring met.")


@pytest.mark.parametrize(
    "question",
    [
        "Is Norland a member of the commission?",
        "Is Norland circulating a draft text?",
        "Is there a plan for the coast?",
        "Is the FMU active?",
        "What is the FMU?",
    ],
)
def test_other_questions_are_let_alone(question: str) -> None:
    assert says_what_it_is(asked(question), "Norland and the FMU met a plan.", "")


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland funds the FMU.",
        "The FMU is funded by Norland.",
        "The FMU said that Norland funds smugglers.",
    ],
)
def test_what_another_does_is_not_done_by_the_one_asked_about(sentence: str) -> None:
    assert not has_it_do(asked("Does the FMU fund smugglers?"), sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The FMU funds smugglers.",
        "Smugglers are funded by the FMU.",
        "The FMU, Norland reported, has never funded smugglers.",
        "With funding from the FMU, smugglers bought boats.",
        "The FMU pays smugglers.",
        "It funds smugglers.",
    ],
)
def test_what_it_does_or_may_do_is_let_stand(sentence: str) -> None:
    assert has_it_do(asked("Does the FMU fund smugglers?"), sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did Norland abstain?", "Abstaining: Borland, Norland."),
        ("Did Norland vote against it?", "Voting against: Borland, Norland."),
        ("Does Norland support the plan?", "In supporting the plan, Norland asked for money."),
    ],
)
def test_who_does_it_may_be_named_behind(question: str, sentence: str) -> None:
    assert has_it_do(asked(question), sentence)

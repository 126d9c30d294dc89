"""Sister things and instruments: a sentence on the one is no answer about the other."""

from __future__ import annotations

import pytest
from test_vetoes import asked, said

from app.answering.weighing.sisters import on_a_sister
from app.answering.weighing.vetoes import Fault, objections


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What does the resolution of Norland say?", "Norland proposed a presidential statement."),
        ("What did the press statement ask for?", "The presidential statement asks for calm."),
        ("What is the budget of the mission?", "The mandate of the mission runs to 1 May."),
        ("What may the ships of Norland not do?", "Aircraft of Norland may not land."),
        ("How many were wounded in Oslo?", "In Oslo three people were killed."),
        ("How many refugees went home in May?", "In May there were 90 displaced persons."),
        ("Who is the Special Envoy for Norland?", "The Special Representative went to Norland."),
        ("When is the referendum in Norland?", "The elections in Norland are in May."),
    ],
)
def test_a_sentence_on_a_sister_is_not_stated(question: str, sentence: str) -> None:
    assert on_a_sister(question, sentence, "")
    found = objections(asked(question), said(sentence))
    assert Fault.ANOTHER_THING in [objection.fault for objection in found]


@pytest.mark.parametrize(
    ("question", "sentence", "around"),
    [
        ("What does the resolution say?", "It asks for a presidential statement.", "resolution"),
        ("How many were killed?", "Three women are dead and 40 were wounded.", ""),
        ("What may ships not do?", "Vessels and aircraft may not leave.", ""),
        ("When are the elections?", "They are in May, after the referendum.", "The elections"),
        ("What did Norland say of herring?", "The letter speaks of herring.", ""),
        ("How many refugees and displaced persons?", "90 displaced persons, 9 refugees.", ""),
        ("What did Costa Rica ask for?", "It asked for a longer mandate.", ""),
        ("What is the mandate of the mission?", "It is to protect fundamental freedoms.", ""),
        ("Which aircraft were seen?", "Portugal saw two of them, a large portion of all.", ""),
        ("Which ships were seen?", "Two of them, as far as the planet reaches.", ""),
        ("What may aircraft not carry?", "No shipment of herring is allowed.", ""),
        ("What did women ask for?", "The minority boycotted the meeting to ask for bread.", ""),
        ("When is the referendum?", "It is in May, when pollution is least.", ""),
        ("How many were wounded?", "Norland claimed that 90 were hurt.", ""),
    ],
)
def test_a_sentence_on_the_thing_itself_stands(question: str, sentence: str, around: str) -> None:
    assert not on_a_sister(question, sentence, around)


@pytest.mark.parametrize(
    ("question", "sentence", "objected"),
    [
        (
            "What was agreed at the Conference of the River Trade Treaty?",
            "The Conference on the Programme of Action on Trade in River Goods agreed on it.",
            True,
        ),
        (
            "What was agreed at the Conference of the River Trade Treaty?",
            "The Conference of the River Trade Treaty agreed on the Oslo Declaration.",
            False,
        ),
        (
            "What was agreed at the Conference of the River Trade Treaty?",
            "Parties to the Treaty agreed on the Oslo Declaration.",
            False,
        ),
        ("What does the RTT or its text say?", "The Oslo Declaration says little.", False),
    ],
)
def test_another_instrument_is_not_the_one(question: str, sentence: str, objected: bool) -> None:
    found = objections(asked(question), said(sentence))
    assert (Fault.ANOTHER in [one.fault for one in found]) is objected


@pytest.mark.parametrize(
    ("question", "sentence", "objected"),
    [
        (
            "What did the Conference of the River Treaty agree?",
            "The Conference of the Oslo Process agreed on quotas with parties to the River Treaty.",
            True,
        ),
        ("When does the mandate of UNOMIL end?", "The mandate of UNOMUR ends, says UNOMIL.", True),
        ("When does the mandate of UNOMIL end?", "The mandate of the Mission ends in May.", False),
        (
            "Who is President of the Council?",
            "The President of the Security Council is Mr. Jonsson.",
            False,
        ),
    ],
)
def test_what_is_another_s_is_not_stated(question: str, sentence: str, objected: bool) -> None:
    found = [one.fault for one in objections(asked(question), said(sentence))]
    assert (Fault.ANOTHER in found) is objected


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "fragment", ["Conference of the ", "Treaty on A ", "A of B ", "the Treaty "]
)
def test_hostile_sentences_take_time_that_grows_with_their_length(fragment: str) -> None:
    question = asked((fragment * 2_000)[:2_000])
    assert isinstance(objections(question, said(fragment * (50_000 // len(fragment)))), tuple)

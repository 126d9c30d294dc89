"""Sentences that announce or thank, and those that say something."""

from __future__ import annotations

import pytest

from app.answering.speaking.announcing import only_announces, only_thanks


@pytest.mark.parametrize(
    "sentence",
    [
        "I would like to say a few words about the harbour.",
        "Let me now turn to the ferries.",
        "First, I should like to make three brief points on the herring annex.",
        "Turning to Chad, allow me to highlight the following points.",
        "My delegation wishes to comment on the harbour treaty.",
        "We will focus on the safety of fishers.",
        "I do not need to elaborate on our position on the harbour.",
        "In that connection, I am pleased to touch upon two matters.",
        "Let me begin with the ferries.",
    ],
)
def test_what_only_announces(sentence: str) -> None:
    assert only_announces(sentence)
    assert not only_thanks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I would like to say that the harbour is full.",
        "Let me make one point: the ferries are late.",
        "We will turn to the court if the ferries stay away.",
        "I want to touch on two areas, namely peace and fish.",
        "We would like to stress the need for a harbour.",
        "Norway supports the herring annex in full.",
        "We focus on the harbour, which nobody else repairs.",
        "I say to Peru, stop the ferries.",
        "We have turned to the question of ferries every year.",
    ],
)
def test_what_says_something(sentence: str) -> None:
    assert not only_announces(sentence)


def test_thanks_for_the_meeting_are_a_courtesy_and_other_thanks_are_not() -> None:
    assert only_thanks("I would like to thank the Secretary-General for his briefing on ferries.")
    assert only_thanks("We are grateful to Norway for convening today’s meeting on the harbour.")
    assert not only_thanks("We thank the fishers of Chad, who saved forty people.")
    assert not only_thanks("The briefing spoke of thanks.")

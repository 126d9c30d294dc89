"""The adjectives of States, and who is meant by them."""

from __future__ import annotations

from collections import Counter

import pytest

from app.answering.terms.demonyms import adjectives, capitals, state_of
from app.answering.terms.parties import party_of
from store.countries import find_state


def test_every_adjective_and_capital_is_that_of_one_known_state() -> None:
    names = [*adjectives(), *capitals()]
    assert [state for _, state in names if find_state(state) is None] == []
    assert [name for name, times in Counter(name for name, _ in names).items() if times > 1] == []
    others = [
        name for name, state in adjectives() if find_state(name) not in (None, find_state(state))
    ]
    assert others == []


def test_an_adjective_of_two_states_names_neither() -> None:
    assert state_of("Congolese") is None
    assert state_of("Dutch") == find_state("Netherlands")
    assert state_of("main") is None


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("the Norwegian delegation", "Norway"),
        ("the Tongan representative", "Tonga"),
        ("the New Zealand ambassador", "New Zealand"),
        ("the Papua New Guinean delegate", "Papua New Guinea"),
        ("the Palestinian observer", "State of Palestine"),
        ("Iceland’s foreign minister", "Iceland"),
        ("the foreign delegation", None),
    ],
)
def test_who_speaks_for_a_state_is_that_state(name: str, state: str | None) -> None:
    party = party_of(name)
    assert (party.state if party else None) == state

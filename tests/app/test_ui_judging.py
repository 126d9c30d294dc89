"""A judgement of an answer, from the form and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conversations import Judgement
from app.ui import judging


def sent(helpful: bool | None, *reasons: str, note: str = "") -> str:
    return json.dumps({"helpful": helpful, "reasons": reasons, "note": note})


def test_reasons_and_a_note_are_kept_in_words_and_come_back() -> None:
    judgement = judging.read(sent(False, "dated", "passage", note="It is from 2018."))
    assert judgement == Judgement(
        helpful=False, note="Wrong passage; Out of date\nIt is from 2018."
    )
    assert judging.shown(judgement) == {
        "helpful": False,
        "reasons": ["passage", "dated"],
        "note": "It is from 2018.",
    }


def test_a_judgement_is_withdrawn_and_then_shown_as_none() -> None:
    assert judging.read(sent(None)) is None
    assert judging.shown(None) == {"helpful": None, "reasons": [], "note": ""}


def test_a_judgement_needs_no_words() -> None:
    assert judging.read(sent(True)) == Judgement(helpful=True)
    assert judging.shown(Judgement(helpful=True))["helpful"] is True


@given(
    st.lists(st.sampled_from(list(judging.REASONS)), unique=True),
    st.text(max_size=80).map(str.strip),
)
def test_what_was_said_comes_back_as_it_was_said(reasons: list[str], note: str) -> None:
    shown = judging.shown(judging.read(sent(False, *reasons, note=note)))
    if reasons or not any(name in note for name in judging.REASONS.values()):
        assert (set(shown["reasons"]), shown["note"]) == (set(reasons), note)


def test_a_note_that_was_left_elsewhere_is_shown_as_it_is() -> None:
    left = Judgement(helpful=False, note="Left in the terminal\nin two lines")
    assert judging.shown(left)["note"] == "Left in the terminal\nin two lines"


@pytest.mark.parametrize(
    "rubbish", ["", "{}", "null", sent(False, "because"), sent(True, note="x" * 1_001), '{"a": 1}']
)
def test_what_no_form_sends_is_refused(rubbish: str) -> None:
    with pytest.raises(ValueError, match="Sent"):
        judging.read(rubbish)

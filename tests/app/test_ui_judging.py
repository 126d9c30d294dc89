"""A judgement of an answer, from the form and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conversations import Judgement, Message
from app.ui import judging

EDITION = "0123456789abcdef"


def sent(helpful: bool | None, *reasons: str, note: str = "") -> str:
    return json.dumps({"of": EDITION, "helpful": helpful, "reasons": reasons, "note": note})


def shown(judgement: Judgement | None) -> judging.Shown:
    return judging.shown(Message(1, "c", "Who?", 0.0, judgement=judgement))


def test_reasons_and_a_note_are_kept_in_words_and_come_back() -> None:
    given = judging.read(sent(False, "dated", "passage", note="It is from 2018."))
    assert given == judging.Given(
        EDITION, Judgement(helpful=False, note="Wrong passage; Out of date\nIt is from 2018.")
    )
    assert shown(given.judgement) == {
        "of": "",
        "helpful": False,
        "reasons": ["passage", "dated"],
        "note": "It is from 2018.",
    }


def test_a_judgement_is_withdrawn_and_then_shown_as_none() -> None:
    assert judging.read(sent(None)) == judging.Given(EDITION, None)
    assert shown(None) == {"of": "", "helpful": None, "reasons": [], "note": ""}


def test_a_judgement_needs_no_words() -> None:
    assert judging.read(sent(True)).judgement == Judgement(helpful=True)
    assert shown(Judgement(helpful=True))["helpful"] is True


@given(
    st.lists(st.sampled_from(list(judging.REASONS)), unique=True),
    st.text(max_size=80).map(str.strip),
)
def test_what_was_said_comes_back_as_it_was_said(reasons: list[str], note: str) -> None:
    back = shown(judging.read(sent(False, *reasons, note=note)).judgement)
    if reasons or not any(name in note for name in judging.REASONS.values()):
        assert (set(back["reasons"]), back["note"]) == (set(reasons), note)


def test_a_note_that_was_left_elsewhere_is_shown_as_it_is() -> None:
    left = Judgement(helpful=False, note="Left in the terminal\nin two lines")
    assert shown(left)["note"] == "Left in the terminal\nin two lines"


@pytest.mark.parametrize(
    "rubbish",
    ["", "{}", "null", sent(False, "because"), sent(True, note="x" * 1_001), '{"helpful": true}'],
)
def test_what_no_form_sends_is_refused(rubbish: str) -> None:
    with pytest.raises(ValueError, match="Sent"):
        judging.read(rubbish)

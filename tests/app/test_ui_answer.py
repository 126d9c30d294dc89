"""What is drawn with an answer besides its words: previews, copies, a judgement, a chart."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_chat import BRIEF, HOSTILE, LAVROV, TOMORROW, FakeEngine
from streamlit.testing.v1 import AppTest
from ui_parts import address_of, chat_over, drawn, page

from app.conversations import Message
from app.settings import load_settings
from app.ui import copying, keys, state, turns, wording

QUESTION = "Who will preside?"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngine]:
    fake = FakeEngine()
    with chat_over(lambda _settings: fake, load_settings(library=tmp_path), monkeypatch):
        yield fake


def asked(question: str = QUESTION) -> AppTest:
    return page().chat_input[0].set_value(question).run()


def only_message(shown: AppTest) -> Message:
    [message] = state.desk().conversations.messages(address_of(shown))
    return message


def answer(shown: AppTest) -> Any:
    [data] = drawn(shown, "answer")
    return data


def test_each_number_has_the_passage_that_it_leads_to(engine: FakeEngine) -> None:
    previews = answer(asked())["turn"]["previews"]
    assert {key: preview["quote"] for key, preview in previews.items()} == {
        "cited1": LAVROV,
        "cited2": TOMORROW,
    }
    assert previews["cited1"]["place"] == "para. 1"
    assert previews["cited1"]["facts"] == ["Forecast · as of 24 September 2019"]
    assert previews["cited1"]["source"] == "Ministerial Debate: Regional Arrangements"


def test_what_is_not_held_is_said_at_a_glance(engine: FakeEngine) -> None:
    [preview] = answer(asked("What is described?"))["turn"]["previews"].values()
    assert preview["own"]
    assert "Not held: catalogue description" in preview["facts"]


def test_citations_are_made_once_their_list_is_opened(engine: FakeEngine) -> None:
    shown = asked()
    assert answer(shown)["copying"] is None
    shown.session_state[copying._WANTED] = (only_message(shown).id, "cited2")
    found = answer(shown.run())["copying"]
    assert found["key"] == "cited2"
    assert found["entries"][0]["name"] == "Quotation with citation"
    assert wording.CHANGED not in found["entries"][0]["text"]
    text = BRIEF.text.replace(TOMORROW, "It was held.")
    engine.library.held[0] = dataclasses.replace(BRIEF, text=text, dates=())
    entries = answer(shown.run())["copying"]["entries"]
    assert all(wording.CHANGED in entry["text"] for entry in entries[:5])


def test_a_judgement_is_kept_and_shown_again(engine: FakeEngine) -> None:
    shown = asked()
    before = answer(shown)["judgement"]
    assert before["helpful"] is None
    told = {"of": before["of"], "helpful": False, "reasons": ["other"], "note": HOSTILE}
    turns._judge(only_message(shown), json.dumps(told))
    assert answer(page(c=address_of(shown)))["judgement"] == told
    turns._judge(only_message(shown), json.dumps({"of": before["of"], "helpful": None}))
    assert answer(page(c=address_of(shown)))["judgement"]["helpful"] is None


def test_only_a_timeline_of_several_days_has_a_chart(engine: FakeEngine) -> None:
    shown = asked("What happened when?")
    assert answer(shown)["charted"]
    [chart] = shown.get("vega_lite_chart")
    assert chart.proto.alt.startswith("Timeline of 3 events")
    assert not answer(asked())["charted"]
    assert not asked().get("vega_lite_chart")


def test_a_conversation_can_be_taken_away_once_there_is_one(engine: FakeEngine) -> None:
    assert not page().get("download_button")
    labels = [button.proto.label for button in asked().get("download_button")]
    assert labels == ["Word, with footnotes", "Markdown", "JSON", "BibTeX", "RIS"]


def test_the_keys_are_told_on_every_page_of_the_chat(engine: FakeEngine) -> None:
    [data] = drawn(page(), "keys")
    told = {key for row in data["keys"] for key in row["keys"]}
    assert {"/", "?", "j", "k"} <= told
    assert told.isdisjoint({"r", "c"})  # Streamlit's own
    assert len(data["keys"]) == len(keys.KEYS)

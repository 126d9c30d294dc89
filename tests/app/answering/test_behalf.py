"""Whom a speaker speaks for besides: their words are given to these, and said to be such."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_shaped_answers import quotes, record, statements

from app.answering.answer import Outcome
from app.answering.speaking.behalf import said_on_behalf, spoken_for
from app.engine import Engine
from app.evaluation.scratch import scratch_library
from store.embedding import HashEmbedder

CHAD, NORWAY = "Mr. Ali (Chad)", "Ms. Dahl (Norway)"
TURNS = {
    CHAD: "I have the honour to speak on behalf of the three island members, namely Chad, Malta "
    "and Togo. We reject the herring annex as it stands.",
    NORWAY: "Norway aligns itself with the statement delivered on behalf of Iceland. "
    "Norway supports the herring annex.",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = HashEmbedder()
    folder: Path = tmp_path_factory.mktemp("behalf")
    library = scratch_library(folder, [record(embedder, TURNS)], embedder)
    with Engine(library, embedder) as engine:
        yield engine


def test_what_is_said_on_behalf_of_a_state_is_given_to_it_and_said_to_be_so(engine: Engine) -> None:
    answer = engine.ask("What did Malta say about the herring annex?")
    assert quotes(answer)[0] == "We reject the herring annex as it stands."
    assert statements(answer) == [
        f"{CHAD} said this on behalf of the three island members, namely Chad, Malta and Togo."
    ]
    assert not statements(engine.ask("What did Chad say about the herring annex?"))


def test_who_aligns_with_others_speaks_for_none(engine: Engine) -> None:
    answer = engine.ask("What did Iceland say about the herring annex?")
    assert answer.outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("It is my honour to make this statement on behalf of Chad and Togo.", "Chad and Togo"),
        ("I would like to make the following statement on behalf of Malta.", "Malta"),
        ("I speak on behalf\nof the group (G3).", "the group (G3)"),
        ("I align my statement with the statement delivered by Peru on behalf of Malta.", None),
        ("We fully support the statement made on behalf of Malta.", None),
        ("She spoke on behalf of Malta.", None),
    ],
)
def test_what_speakers_say_of_themselves(text: str, whom: str | None) -> None:
    assert spoken_for(text) == whom


def test_a_long_list_is_not_said_again() -> None:
    said = said_on_behalf(CHAD, "Malta, " * 50, "Malta")
    assert said == f"{CHAD} said this on behalf of others, Malta among them."

"""What a question takes for granted and the nearest sentence contradicts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.answering.answer import Answer, Outcome, Turn
from app.answering.understanding.ambiguity import ambiguities
from app.engine import Engine
from app.evaluation.scratch import plain_document, scratch_library
from store.embedding import HashEmbedder
from store.records import Alias

TEXT = (
    "The members of the harbour board issued a press statement on herring quotas in March 2031. "
    "The board adopted the herring quotas with 13 votes in favour.\n\n"
    "The Security Council debated the harbour of Tromvik for three hours.\n\n"
    "The permanent representative of Norway opposed the ferry line to Tromvik. "
    "Its special envoy is Ingrid Haldorsen."
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = HashEmbedder()
    documents = [plain_document("harbour", "Harbour", TEXT, embedder)]
    folder: Path = tmp_path_factory.mktemp("premises")
    with Engine(scratch_library(folder, documents, embedder), embedder) as engine:
        yield engine


def premise_of(answer: Answer) -> str:
    return answer.not_found.premise if answer.not_found else ""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Did the harbour board issue a presidential statement on herring quotas?",
            "speaks of a press statement, not of a presidential statement.",
        ),
        (
            "Was the special representative of Norway against the ferry line to Tromvik?",
            "speaks of a permanent representative, not of a special representative.",
        ),
    ],
)
def test_another_thing_of_the_same_class_is_no_answer(
    engine: Engine, question: str, said: str
) -> None:
    answer = engine.ask(question)
    assert answer.outcome is Outcome.NOT_FOUND
    assert premise_of(answer).endswith(said)
    assert answer.not_found is not None
    assert answer.not_found.reason.startswith(answer.not_found.premise)
    named = said.split(" of a ")[1].split(",")[0]
    assert named in answer.not_found.nearest[0].quote


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which herring quotas were adopted with 14 votes?", "13 votes, not of 14 votes."),
        ("Which press statement on herring quotas was issued in 2029?", "March 2031, not of 2029."),
        (
            "For how many hours did the General Assembly debate the harbour of Tromvik?",
            "the Security Council, not of the General Assembly.",
        ),
    ],
)
def test_another_number_year_or_body_explains_why_there_is_no_answer(
    engine: Engine, question: str, said: str
) -> None:
    answer = engine.ask(question)
    assert answer.outcome is Outcome.NOT_FOUND
    assert premise_of(answer).endswith(f"speaks of {said}")


@pytest.mark.parametrize(
    "question",
    [
        "Did the harbour board issue a press statement on herring quotas?",
        "Which herring quotas were adopted with 13 votes?",
        "For how long did the Council debate the harbour of Tromvik?",
        "Who is the special envoy?",
        "What is the price of wheat in 1987?",
    ],
)
def test_a_premise_that_holds_or_is_about_nothing_here_is_not_named(
    engine: Engine, question: str
) -> None:
    assert premise_of(engine.ask(question)) == ""


def test_a_source_that_is_not_held_is_said(engine: Engine) -> None:
    answer = engine.ask("According to the harbour brief, who issued the statement?")
    # Nothing tells of the one document what kind it is, so that it may be the brief.
    assert not answer.filters_found
    assert "is held" not in answer.answer


def test_a_language_that_is_not_read_is_said(engine: Engine) -> None:
    answer = engine.ask("Wer hat sich gegen die Fähre ausgesprochen?")
    assert answer.language == "other"
    assert answer.outcome is Outcome.NOT_FOUND
    assert "ask in English" in answer.answer


def test_a_question_in_french_finds_what_its_names_carry(engine: Engine) -> None:
    answer = engine.ask("Qui a un représentant permanent de la Norvège à Tromvik ?")
    assert answer.language == "fr"
    assert "Norway" in answer.understood_as
    assert answer.outcome is Outcome.ANSWERED
    assert "Norway" in answer.citations[0].quote


def test_a_follow_up_wants_what_was_not_said(engine: Engine) -> None:
    first = engine.ask("Who is the special envoy of Norway?")
    history = [
        Turn(role="user", content="Who issued a press statement on herring quotas?"),
        Turn(role="assistant", content=first.answer),
    ]
    answer = engine.ask("What else?", history=history)
    quoted = {citation.quote for citation in first.citations}
    assert answer.understood_as != "What else?"
    assert not answer.citations or answer.citations[0].quote not in quoted


def test_short_forms_of_several_meanings() -> None:
    explained = (
        Alias("UNAMA", "UN Assistance Mission in Afghanistan"),
        Alias("UNAMA", "United Nations Assistance Mission in Afghanistan"),
        Alias("CAR", "Central African Republic"),
        Alias("CAR", "Conflict Armament Research"),
    )
    found = ambiguities("Did the CAR or UNAMA write to SCR?", explained)
    assert [one.written for one in found] == ["CAR", "SCR"]
    assert found[0].meanings == ("Central African Republic", "Conflict Armament Research")
    assert not ambiguities("Is CAR Conflict Armament Research?", explained)

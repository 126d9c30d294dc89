"""What may be asked next: only what the documents are sure to answer."""

from __future__ import annotations

import pytest
from answers import answered, citation
from scripted import BROKEN, Script, ScriptedModel

from app.answering.answer import Answer, Confidence, Outcome
from app.writing.suggesting import MOST, suggested, with_suggestions

SOURCES = (
    citation(1, title="Treaty", quote="Norway proposed the harbour treaty in 2031."),
    citation(2, title="Treaty", quote="Iceland objected to its second article."),
)
ANSWER = answered(
    question="Who proposed the treaty?",
    understood_as="Who proposed the harbour treaty?",
    citations=SOURCES[:1],
    also_read=SOURCES[1:],
    model="test:scripted",
)
GOOD = "When did Norway propose the treaty?\nWho objected to its second article?"


class Asked:
    """Answers as it is told to, and remembers what it was asked."""

    def __init__(
        self,
        outcome: Outcome = Outcome.ANSWERED,
        confidence: Confidence = Confidence.STATED,
    ) -> None:
        self.questions: list[str] = []
        self._answer = answered(outcome=outcome, confidence=confidence)

    def __call__(self, question: str) -> Answer:
        self.questions.append(question)
        return self._answer


def suggestions(script: Script, ask: Asked | None = None) -> tuple[str, ...]:
    return suggested(ScriptedModel(suggests=script), ANSWER, ask or Asked())


def test_questions_that_are_answered_are_suggested() -> None:
    ask = Asked()
    assert suggestions(GOOD, ask) == tuple(GOOD.splitlines())
    assert ask.questions == GOOD.splitlines()


def test_bullets_and_numbers_are_no_part_of_them() -> None:
    text = (
        "- When did Norway propose it?\n2. “Who objected to it?”\n* **What did Iceland object to?**"
    )
    assert suggestions(text) == (
        "When did Norway propose it?",
        "Who objected to it?",
        "What did Iceland object to?",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Who proposed the harbour treaty?",
        "who proposed the harbour treaty ?",
        "Who proposed the treaty?",
        "Norway proposed it.",
        "Who objected? And why was that?",
        "Why?",
        "What did Zanzibar say about the treaty?",
        "What happened in 2032 to the treaty?",
        "What does S/2031/4 say of the treaty?",
        "What did Norway propose " + "and propose " * 40 + "?",
        "",
    ],
)
def test_what_is_no_question_on_the_sources_is_not_even_tried(line: str) -> None:
    ask = Asked()
    assert suggestions(line, ask) == ()
    assert not ask.questions


@pytest.mark.parametrize(
    "ask",
    [
        Asked(Outcome.NOT_FOUND),
        Asked(Outcome.DECLINED),
        Asked(confidence=Confidence.RELATED),
    ],
)
def test_what_is_not_surely_answered_is_not_suggested(ask: Asked) -> None:
    assert suggestions(GOOD, ask) == ()
    assert len(ask.questions) == 2


def test_no_more_are_tried_or_kept_than_a_few() -> None:
    stems = ("When", "Where", "Why", "How", "With whom", "By what means", "For how long", "Whether")
    text = "\n".join(f"{stem} did Norway propose the treaty?" for stem in stems)
    ask = Asked()
    assert len(suggestions(text, ask)) == MOST
    assert len(ask.questions) == MOST
    refusing = Asked(Outcome.NOT_FOUND)
    assert suggestions(text, refusing) == ()
    assert len(refusing.questions) == 5


def test_what_is_asked_takes_no_longer_than_a_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter((0.0, 1.0, 100.0, 200.0))
    monkeypatch.setattr("app.writing.suggesting.time.monotonic", lambda: next(moments))
    monkeypatch.setattr("app.writing.suggesting.said_aside", lambda *_, **__: GOOD)
    assert suggestions(GOOD) == tuple(GOOD.splitlines()[:1])


@pytest.mark.parametrize("script", [BROKEN, ("When did Norway", BROKEN), "on and on " * 2_000])
def test_a_model_that_fails_suggests_nothing(script: Script) -> None:
    assert suggestions(script) == ()


def test_the_model_is_shown_what_the_answer_rests_on() -> None:
    model = ScriptedModel(suggests=GOOD)
    suggested(model, ANSWER, Asked())
    for source in SOURCES:
        assert source.quote in model.prompt("suggest")
    assert ANSWER.understood_as in model.prompt("suggest")


def test_only_what_a_model_wrote_gets_suggestions() -> None:
    model = ScriptedModel(suggests=GOOD)
    quoted = ANSWER.model_copy(update={"model": None})
    assert [*with_suggestions((one for one in (quoted,)), model, Asked())] == [quoted]
    assert not model.asked
    *before, last = with_suggestions((one for one in (quoted, ANSWER)), model, Asked())
    assert before == [quoted, ANSWER]
    assert last == ANSWER.model_copy(update={"follow_ups": tuple(GOOD.splitlines())})

"""The whole chain with a model, over a small library."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from scripted import BROKEN, ScriptedModel

from app.answering.answer import Answer, Confidence, Outcome, Timings, Turn
from app.answering.recognising.asks import Asks
from app.engine import Engine
from app.evaluation.scratch import plain_document, scratch_library
from app.writing.asking import Asker
from app.writing.prompting import NO_ANSWER
from store.embedding import HashEmbedder
from store.errors import WritingError
from store.records import Document, Kind

HARBOUR = (
    "The harbour treaty was signed in Reykjavik in March 2031. Norway proposed it. "
    "Iceland objected to its second article.\n\n"
    "No joint declaration was issued after the winter session. "
    "The ministers discussed herring quotas."
)
RAILWAY = "The railway commission meets twice a year. Its chair is Ingrid Haldorsen."
PLACES = "northern southern eastern western coastal inland upper lower outer inner"
LONG = "\n\n".join(
    f"The {place} observatory counted exactly {count} storks on its roof in the spring of 2030. "
    f"A warden of the {place} observatory wrote the number of storks into a green book."
    for count, place in enumerate(
        [
            "northern",
            "southern",
            "eastern",
            "western",
            "coastal",
            "inland",
            "upper",
            "lower",
            "outer",
            "inner",
        ],
        start=11,
    )
)
OLDER = "The Council decides that herring quotas shall stay as they are until the next spring."
VESSELS = "trawler tanker ferry tugboat schooner freighter icebreaker"
NEWER = OLDER + "".join(
    f" Every {vessel} must carry a transponder and an independent observer on its voyage."
    for vessel in VESSELS.split()
)
SIGNED = "Where was the harbour treaty signed?"
TOLD = "The harbour treaty was signed in Reykjavik"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = HashEmbedder()

    def resolution(name: str, text: str, year: int) -> Document:
        day = dt.date(year, 1, 5)
        plain = plain_document(name, f"Resolution {name}", text, embedder)
        return replace(plain, symbol=name, kind=Kind.RESOLUTION, date=day)

    documents = [
        plain_document("harbour", "Harbour treaty", HARBOUR, embedder),
        plain_document("railway", "Railway commission", RAILWAY, embedder),
        plain_document("S/2031/44", "Storks", LONG, embedder),
        resolution("S/RES/2901 (2031)", OLDER, 2031),
        resolution("S/RES/2902 (2032)", NEWER, 2032),
    ]
    documents[2] = replace(documents[2], symbol="S/2031/44")
    folder: Path = tmp_path_factory.mktemp("engine")
    with Engine(scratch_library(folder, documents, embedder), embedder) as engine:
        yield engine


def telling(user: str) -> str:
    """Says again what its first source says."""
    text = re.search(r"^\[(\d+)\].*\nText: (.+)$", user, re.MULTILINE)
    assert text is not None
    return f"{text[2].rstrip('.')} [{text[1]}]."


def wrote(engine: Engine, model: ScriptedModel, question: str, *turns: Turn) -> Answer:
    *_, answer = engine.write(question, model, history=turns)
    return answer


def after(answer: Answer) -> tuple[Turn, Turn]:
    return (
        Turn(role="user", content=answer.question),
        Turn(role="assistant", content=answer.answer),
    )


def untimed(answer: Answer) -> Answer:
    return answer.model_copy(update={"notice": "", "timings_ms": Timings()})


def test_an_answer_is_written_from_what_was_read(engine: Engine) -> None:
    model = ScriptedModel(telling)
    answer = wrote(engine, model, SIGNED)
    assert answer.model == "test:scripted"
    assert answer.answer == f"{TOLD} in March 2031. [1]"
    assert answer.also_read
    assert model.kinds == ["answer", "suggest"]


def test_what_was_suggested_is_suggested_only_if_it_is_answered(engine: Engine) -> None:
    text = f"Who proposed the harbour treaty?\n{SIGNED}\nWho is the chair of the herring quotas?"
    answer = wrote(engine, ScriptedModel(telling, suggests=text), SIGNED)
    assert SIGNED not in answer.follow_ups
    for question in answer.follow_ups:
        assert engine.ask(question).confidence is Confidence.STATED


# Follow-ups


def test_a_follow_up_is_answered_as_it_was_rewritten(engine: Engine) -> None:
    first = engine.ask(SIGNED)
    whole = "Who objected to the second article of the harbour treaty?"
    model = ScriptedModel(telling, rewrites=whole)
    answer = wrote(engine, model, "And who objected to its second article?", *after(first))
    assert answer.question == "And who objected to its second article?"
    assert answer.understood_as == whole
    assert "Iceland" in answer.answer
    assert whole in model.prompt("answer")


@pytest.mark.parametrize(
    "rewrites", [BROKEN, "Who objected to the treaty of Zanzibar?", "", "Iceland."]
)
def test_a_rewriting_that_fails_leaves_the_reading_by_rule(
    engine: Engine, rewrites: object
) -> None:
    first = engine.ask(SIGNED)
    question = "And who objected to its second article?"
    model = ScriptedModel(rewrites=rewrites)  # type: ignore[arg-type]
    answer = wrote(engine, model, question, *after(first))
    assert untimed(answer) == untimed(engine.ask(question, history=after(first)))
    assert answer.notice == str(BROKEN)
    assert model.kinds[0] == "rewrite"


def test_what_stands_alone_is_not_rewritten(engine: Engine) -> None:
    first = engine.ask(SIGNED)
    model = ScriptedModel(telling, rewrites="Who is Ingrid Haldorsen?")
    assert wrote(engine, model, SIGNED).understood_as == SIGNED
    second = wrote(engine, model, "How often does the railway commission meet?", *after(first))
    assert second.understood_as == "How often does the railway commission meet?"
    assert "rewrite" not in model.kinds


def test_an_off_topic_turn_is_refused_after_a_good_one(engine: Engine) -> None:
    model = ScriptedModel(telling)
    first = wrote(engine, model, SIGNED)
    assert first.outcome is Outcome.ANSWERED
    model.asked.clear()
    second = wrote(engine, model, "What did Zanzibar say about satellite insurance?", *after(first))
    assert second.outcome is Outcome.NOT_FOUND
    assert "answer" not in model.kinds
    assert second.model is None


def test_an_off_topic_follow_up_is_refused_however_it_is_rewritten(engine: Engine) -> None:
    first = engine.ask(SIGNED)
    model = ScriptedModel(telling, rewrites="What did Zanzibar say about satellite insurance?")
    question = "And what did Zanzibar say about satellite insurance?"
    answer = wrote(engine, model, question, *after(first))
    assert answer.outcome is Outcome.NOT_FOUND
    assert model.kinds == ["rewrite"]


def test_a_judgement_stays_one_however_it_is_rewritten(engine: Engine) -> None:
    first = engine.ask("Who objected to the second article of the harbour treaty?")
    model = ScriptedModel(telling, rewrites="Who objected to the harbour treaty?")
    answer = wrote(engine, model, "And was that right?", *after(first))
    assert answer.outcome is Outcome.DECLINED
    assert "answer" not in model.kinds


def test_thanks_are_no_question_to_rewrite(engine: Engine) -> None:
    model = ScriptedModel(telling, rewrites=SIGNED)
    answer = wrote(engine, model, "Thanks!", *after(engine.ask(SIGNED)))
    assert answer.asks is Asks.INSTRUCTION
    assert not model.asked


# What a model is offered


def offered(model: ScriptedModel) -> list[str]:
    return re.findall(r"^Text: (.+)$", model.prompt(), re.MULTILINE)


def test_a_summary_is_offered_the_document_in_all_its_parts(engine: Engine) -> None:
    model = ScriptedModel(telling)
    answer = wrote(engine, model, "Summarise S/2031/44 in 80 words")
    assert answer.asks is Asks.SUMMARY
    assert answer.model == "test:scripted"
    shown = offered(model)
    assert len(shown) == len(set(shown)) > 12
    assert all(text in LONG for text in shown)
    assert sum(str(count) in " ".join(shown) for count in range(11, 21)) >= 8
    assert "at most 80 words" in model.prompt()
    assert "sentences, the ones nearest to the whole" not in answer.answer


def test_a_model_that_reads_little_is_offered_less_of_it(engine: Engine) -> None:
    model = ScriptedModel(telling, window=3_000)
    wrote(engine, model, "Summarise S/2031/44")
    assert 3 <= len(offered(model)) <= 16


def test_of_what_changed_a_model_is_offered_only_what_is_new(engine: Engine) -> None:
    model = ScriptedModel(telling)
    question = "What changed between S/RES/2901 (2031) and S/RES/2902 (2032)?"
    answer = wrote(engine, model, question)
    assert answer.asks is Asks.CHANGES
    assert len(offered(model)) == 7
    assert OLDER not in offered(model)
    assert "are not in" in answer.answer


def test_what_is_offered_is_what_is_cited_or_read(engine: Engine) -> None:
    model = ScriptedModel(telling)
    answer = wrote(engine, model, SIGNED)
    shown = {c.number: c.quote for c in (*answer.citations, *answer.also_read)}
    prompt = dict(re.findall(r"^\[(\d+)\].*\nText: (.+)$", model.prompt(), re.MULTILINE))
    assert {str(number): quote for number, quote in shown.items()} == prompt
    for citation in (*answer.citations, *answer.also_read):
        text = engine.library.document(citation.document).text
        assert text[citation.start : citation.end] == citation.quote


# Without a model, and with one that fails


QUESTIONS = (
    SIGNED,
    "Who proposed it?",
    "What did Zanzibar say?",
    "Summarise S/2031/44",
    "Who met?",
)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("script", [BROKEN, NO_ANSWER, "The moon is made of cheese [1].", ""])
def test_without_prose_the_answer_is_that_without_a_model(
    engine: Engine, question: str, script: object
) -> None:
    model = ScriptedModel(script)  # type: ignore[arg-type]
    answer = wrote(engine, model, question)
    plain = engine.ask(question)
    assert untimed(answer.model_copy(update={"dropped": plain.dropped})) == untimed(plain)
    assert bool(answer.notice) == ("answer" in model.kinds)
    assert "suggest" not in model.kinds


def asker(
    engine: Engine, opening: Callable[[str], ScriptedModel]
) -> Callable[..., Sequence[Answer]]:
    opened = Asker(engine, opening)
    return lambda model: [*opened.answers(SIGNED, model)]


def test_without_a_name_no_model_is_opened(engine: Engine) -> None:
    def never(name: str) -> ScriptedModel:
        raise AssertionError(name)

    [answer] = asker(engine, never)(None)
    assert untimed(answer) == untimed(engine.ask(SIGNED))


def test_a_model_that_cannot_be_opened_is_said_in_a_line(engine: Engine) -> None:
    def closed(name: str) -> ScriptedModel:
        raise WritingError(f"no language model is called {name}", "name another")

    _, answer = asker(engine, closed)("nobody:x")
    assert answer.notice == "no language model is called nobody:x: name another."
    assert untimed(answer) == untimed(engine.ask(SIGNED))


def test_a_model_is_opened_once(engine: Engine) -> None:
    opened: list[str] = []

    def opening(name: str) -> ScriptedModel:
        opened.append(name)
        return ScriptedModel(telling, name=name)

    ask = asker(engine, opening)
    assert ask("a:b")[-1].model == "a:b"
    assert ask("a:b")[-1].model == "a:b"
    assert ask("a:c")[-1].model == "a:c"
    assert opened == ["a:b", "a:c"]


def test_the_quotations_are_there_before_a_model_is_opened_for_the_first_time(
    engine: Engine,
) -> None:
    opened: list[str] = []

    def opening(name: str) -> ScriptedModel:
        opened.append(name)
        return ScriptedModel(telling, name=name)

    answers = Asker(engine, opening).answers(SIGNED, "a:b")
    first = next(answers)
    assert opened == []
    assert untimed(first) == untimed(engine.ask(SIGNED))
    *_, last = answers
    assert (opened, last.model) == (["a:b"], "a:b")
    quoted = {one.number: one.quote for one in first.citations}
    assert all(quoted.get(one.number, one.quote) == one.quote for one in last.citations)

"""``penholder ask --model`` with a real server of models, good and bad: the answer always comes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from model_server import Manner, ModelServer, Script, says, serving_models
from running import Done, Run

from app.answering.answer import Answer, Confidence, Outcome, Timings
from app.commands import asking
from app.engine import Engine
from app.evaluation.scratch import plain_document, scratch_library
from store.embedding import HashEmbedder

pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")

HARBOUR = (
    "The harbour treaty was signed in Reykjavik in March 2031. Norway proposed it. "
    "Iceland objected to its second article.\n\n"
    "No joint declaration was issued after the winter session. "
    "The ministers discussed herring quotas."
)
QUESTION = "Where was the harbour treaty signed?"
TRUE = "The harbour treaty was signed in Reykjavik in March 2031 [1]."
LIE = "The harbour treaty was signed in Zanzibar in March 2031 [1]."
WRITES = "You answer a question"
REWRITES = "You make follow-up questions stand alone"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = HashEmbedder()
    documents = [plain_document("harbour", "Harbour treaty", HARBOUR, embedder)]
    library = scratch_library(tmp_path_factory.mktemp("engine"), documents, embedder)
    with Engine(library, embedder) as engine:
        yield engine


class _Lent:
    """The engine for one command, which would close it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Engine:
        return self._engine

    def __exit__(self, *_: object) -> None:
        """It is used again."""


@pytest.fixture
def server(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ModelServer]:
    """A server that has no suggestion, unless it is told to answer otherwise."""
    monkeypatch.setattr(asking, "open_engine", lambda _: _Lent(engine))
    for name in ("OPENAI_API_KEY", "OPENAI_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with serving_models() as models:
        monkeypatch.setenv("PENHOLDER_MODEL_URL", models.address)
        models.answer(says("Nothing comes to mind."))
        yield models


def asked(run: Run, *options: str | Path, question: str = QUESTION) -> Answer:
    """What the command prints, which is one valid answer whatever the server does."""
    done: Done = run("ask", question, "--model", "openai:m", "--json", *options)
    assert done.code == 0, done.err
    answer = Answer.model_validate_json(done.out)
    assert json.loads(done.out).keys() >= {"question", "answer", "sentences", "citations", "notice"}
    assert "\n" not in answer.notice
    assert answer.notice.count(". ") == 0
    assert answer.notice == "" or answer.notice.endswith(".")
    return answer


def untimed(answer: Answer) -> Answer:
    update = {"notice": "", "timings_ms": Timings(), "dropped": ()}
    return answer.model_copy(update=update)


def test_what_is_true_is_written(run: Run, server: ModelServer) -> None:
    server.when(WRITES, says(TRUE, manner=Manner.SLOW, pause=0.01))
    answer = asked(run)
    assert answer.model == "openai:m"
    assert answer.answer == "The harbour treaty was signed in Reykjavik in March 2031. [1]"
    assert not answer.notice
    assert not answer.dropped


def test_what_may_be_asked_next_is_suggested_if_it_is_answered(
    run: Run, server: ModelServer, engine: Engine
) -> None:
    server.when(WRITES, says(TRUE))
    server.answer(says("Who objected to its second article?\nWhat of Zanzibar?"))
    for question in asked(run).follow_ups:
        assert engine.ask(question).confidence is Confidence.STATED


def test_of_what_is_true_and_false_the_true_is_written(run: Run, server: ModelServer) -> None:
    server.when(WRITES, says(f"{LIE} {TRUE}"))
    answer = asked(run)
    assert answer.model == "openai:m"
    assert "Zanzibar" not in answer.answer
    assert [one.text for one in answer.dropped] == [LIE.replace(" [1]", "")]


def test_of_a_liar_nothing_is_shown_as_said(run: Run, server: ModelServer, engine: Engine) -> None:
    server.when(WRITES, says(LIE))
    answer = asked(run)
    assert untimed(answer) == untimed(engine.ask(QUESTION))
    assert answer.notice.startswith("Nothing that openai:m wrote to answer this could be confirmed")
    assert len(answer.dropped) == 1


FAILURES = {
    "silent": Script(manner=Manner.SILENT),
    "late": Script(manner=Manner.LATE),
    "stalled": says(TRUE * 2, manner=Manner.STALLED),
    "pinged": says(TRUE * 2, manner=Manner.PINGED),
    "too slow": says(TRUE * 9, manner=Manner.SLOW, pause=0.2),
    "broken": says(TRUE * 2, manner=Manner.BROKEN),
    "unfinished": says(TRUE * 2, manner=Manner.UNFINISHED),
    "bad JSON": says(TRUE * 2, manner=Manner.BAD_JSON),
    "not a stream": Script(manner=Manner.NOT_A_STREAM),
    "faulty": says(TRUE * 2, manner=Manner.FAULTY),
    "cut off": says(TRUE, finish="length"),
    "refused": says(TRUE, finish="content_filter"),
    "empty": Script(()),
    "401": Script(status=401),
    "404": Script(status=404),
    "429": Script(status=429, headers={"Retry-After": "60"}),
    "500": Script(status=500, headers={"Retry-After": "60"}),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_where_the_server_fails_the_quotations_answer_and_a_line_says_why(
    failure: str, run: Run, server: ModelServer, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENHOLDER_MODEL_SECONDS", "1")
    server.when(WRITES, FAILURES[failure])
    answer = asked(run)
    plain = engine.ask(QUESTION)
    assert plain.confidence is Confidence.STATED
    assert answer == plain.model_copy(
        update={"notice": answer.notice, "timings_ms": answer.timings_ms}
    )
    assert answer.notice


def test_a_model_that_never_ends_is_left(
    run: Run, server: ModelServer, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By time or by what it wrote, whichever comes first: then what stands, or the quotations."""
    monkeypatch.setenv("PENHOLDER_MODEL_SECONDS", "1")
    server.when(WRITES, says(TRUE, manner=Manner.ENDLESS))
    answer = asked(run)
    assert server.left.wait(30)
    if answer.notice:
        assert answer.citations == engine.ask(QUESTION).citations
    else:
        assert [sentence.text for sentence in answer.sentences] == [TRUE.replace(" [1]", "")]


def test_where_there_is_no_server_a_line_says_so(
    run: Run, engine: Engine, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENHOLDER_MODEL_URL", "http://127.0.0.1:9/v1")
    answer = asked(run)
    assert answer.notice.startswith("127.0.0.1:9 cannot be reached")
    assert untimed(answer) == untimed(engine.ask(QUESTION))


def test_no_server_is_asked_what_no_document_answers(run: Run, server: ModelServer) -> None:
    answer = asked(run, question="What did Zanzibar say about satellite insurance in 1987?")
    assert answer.outcome is Outcome.NOT_FOUND
    assert not server.asked


def test_a_follow_up_is_rewritten_and_then_written(
    run: Run, server: ModelServer, tmp_path: Path
) -> None:
    whole = "Who objected to the second article of the harbour treaty?"
    server.when(REWRITES, says(whole))
    server.when(WRITES, says("Iceland objected to its second article [1]."))
    turns = [
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": "In Reykjavik. [1]"},
    ]
    history = tmp_path / "history.json"
    history.write_text(json.dumps(turns), encoding="utf-8")
    answer = asked(run, "--history", history, question="And who objected to its second article?")
    assert answer.question == "And who objected to its second article?"
    assert answer.understood_as == whole
    assert answer.model == "openai:m"

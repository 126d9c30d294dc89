"""The chain over a small library, with a model that knows nothing but words."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.answering.answer import Answer, Outcome, Turn
from app.engine import Engine
from app.evaluation.scratch import plain_document, scratch_library
from store.embedding import HashEmbedder
from store.errors import QuestionError
from store.filters import Filters
from store.library import Library, LiveText

HARBOUR = (
    "The harbour treaty was signed in Reykjavik in March 2031. Norway proposed it. "
    "Iceland objected to its second article.\n\n"
    "No joint declaration was issued after the winter session. "
    "The ministers discussed herring quotas."
)
RAILWAY = (
    "The railway commission meets twice a year. Its chair is Ingrid Haldorsen.\n\n"
    "Passage with [1] brackets, “quotes” and $x$ stays as it is."
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = HashEmbedder()
    documents = [
        plain_document("harbour", "Harbour treaty", HARBOUR, embedder),
        plain_document("railway", "Railway commission", RAILWAY, embedder),
    ]
    folder: Path = tmp_path_factory.mktemp("engine")
    with Engine(scratch_library(folder, documents, embedder), embedder) as engine:
        yield engine


def check(engine: Engine, answer: Answer) -> None:
    """What must hold of every answer, whatever the question."""
    quoted = (*answer.citations, *answer.also_read)
    nearest = answer.not_found.nearest if answer.not_found else ()
    for citation in (*quoted, *nearest):
        text = engine.library.document(citation.document).text
        assert text[citation.start : citation.end] == citation.quote
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    used = [number for sentence in answer.sentences for number in sentence.citations]
    assert sorted(used) == [c.number for c in answer.citations]
    if answer.outcome is not Outcome.DECLINED:
        assert (answer.outcome is Outcome.NOT_FOUND) == (not answer.citations)
    assert (answer.not_found is None) == (answer.outcome is not Outcome.NOT_FOUND)
    for sentence in answer.sentences:
        [number] = sentence.citations
        mark = "” [" if sentence.kind == "quote" else " ["
        assert f"{sentence.text}{mark}{number}]" in answer.answer
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_a_question_is_answered_with_the_sentence_that_says_so(engine: Engine) -> None:
    answer = engine.ask("Where was the harbour treaty signed?")
    check(engine, answer)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.citations[0].quote == "The harbour treaty was signed in Reykjavik in March 2031."
    assert answer.citations[0].pinpoint == "para. 1"
    assert answer.timings_ms.total > 0


def test_brackets_in_the_source_are_not_markers(engine: Engine) -> None:
    answer = engine.ask("Which passage with brackets, quotes and $x$ stays as it is?")
    check(engine, answer)
    quote = next(c for c in answer.citations if "$x$" in c.quote)
    assert quote.quote == "Passage with [1] brackets, “quotes” and $x$ stays as it is."


def test_what_no_document_mentions_is_not_answered_and_is_named(engine: Engine) -> None:
    answer = engine.ask("What did Zanzibar say about satellite insurance in 1987?")
    check(engine, answer)
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.not_found is not None
    assert {"Zanzibar", "1987"} <= set(answer.not_found.missing)
    assert "Zanzibar" in answer.not_found.reason
    assert answer.not_found.nearest


def test_an_off_topic_turn_is_refused_after_a_good_one(engine: Engine) -> None:
    first = engine.ask("Where was the harbour treaty signed?")
    history = [
        Turn(role="user", content=first.question),
        Turn(role="assistant", content=first.answer),
    ]
    second = engine.ask("What did Zanzibar say about satellite insurance?", history=history)
    assert second.outcome is Outcome.NOT_FOUND


def test_a_judgement_is_declined_and_the_positions_are_quoted(engine: Engine) -> None:
    answer = engine.ask("Should Iceland have objected to its second article?")
    check(engine, answer)
    assert answer.outcome is Outcome.DECLINED
    assert any("Iceland objected" in c.quote for c in answer.citations)


def test_a_judgement_on_what_no_document_is_about_gets_no_positions(engine: Engine) -> None:
    answer = engine.ask("Should Zanzibar buy bicycles?")
    check(engine, answer)
    assert answer.outcome is Outcome.DECLINED
    assert not answer.citations
    assert "report" not in answer.answer.replace("report nothing", "")


def test_filters_narrow(engine: Engine) -> None:
    only = Filters(documents=frozenset({"railway"}))
    answer = engine.ask("Where was the harbour treaty signed?", filters=only)
    check(engine, answer)
    cited = {c.document for c in (*answer.citations, *answer.also_read)}
    assert cited <= {"railway"}
    assert [r.document for r in engine.search("treaty", filters=only)] == ["railway"]


def test_nothing_left_by_the_filters_is_said(engine: Engine) -> None:
    answer = engine.ask("Who signed?", filters=Filters(documents=frozenset({"none"})))
    check(engine, answer)
    assert answer.outcome is Outcome.NOT_FOUND


def test_search_ranks_from_one(engine: Engine) -> None:
    results = engine.search("herring quotas", k=2)
    assert [r.rank for r in results] == [1, 2]
    assert "herring" in results[0].text
    text = engine.library.document(results[0].document).text
    assert text[results[0].start : results[0].end] == results[0].text


def test_an_empty_question_is_refused(engine: Engine) -> None:
    with pytest.raises(QuestionError):
        engine.ask(" ?! ")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(min_size=1, max_size=80).filter(lambda text: re.search(r"[^\W_]", text)))
def test_every_answer_is_exact_whatever_is_asked(engine: Engine, question: str) -> None:
    check(engine, engine.ask(question))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from((HARBOUR + RAILWAY).split()), min_size=1, max_size=9))
def test_every_answer_in_the_documents_own_words_is_exact(engine: Engine, words: list[str]) -> None:
    question = " ".join(words)
    if re.search(r"[^\W_]", question):
        check(engine, engine.ask(question + "?"))


def test_langchain_gets_the_same_passages_with_their_places(engine: Engine) -> None:
    from app.langchain_retriever import PenholderRetriever

    [first, _] = PenholderRetriever(engine=engine, k=2).invoke("herring quotas")
    text = engine.library.document(first.metadata["document"]).text
    assert first.page_content == text[first.metadata["start"] : first.metadata["end"]]
    assert first.metadata["document"] == engine.search("herring quotas", k=1)[0].document


class _Vanishing(Library):
    """A library whose documents are removed between reading and citing."""

    def texts(self, document_ids: Iterable[str]) -> dict[str, LiveText]:
        return {}


def test_what_is_removed_meanwhile_is_dropped_and_not_quoted(engine: Engine) -> None:
    library = engine.library
    vanishing = _Vanishing(library.path, library.catalogue, library.embedder, None)
    answer = Engine(vanishing, HashEmbedder()).ask("Where was the harbour treaty signed?")
    assert answer.outcome is Outcome.NOT_FOUND
    assert not answer.citations
    assert not answer.also_read
    assert answer.dropped
    assert "removed" in answer.dropped[0].reason

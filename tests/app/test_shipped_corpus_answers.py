"""The real model over the corpus that ships: what a newcomer sees first."""

from collections.abc import Iterator

import pytest

from app.answering.answer import Confidence, Outcome
from app.answering.reader.loading import LazyReader
from app.engine import Engine
from app.evaluation import evaluate_suite
from corpus import corpus_path
from ingest.refresh import refresh
from store.embedding import load_embedder
from store.filters import Filters
from store.library import Library
from store.records import Kind, SourceRank

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = load_embedder()
    library = Library.open(tmp_path_factory.mktemp("shipped"), embedder, create=True)
    report = refresh(library, [corpus_path()])
    assert not report.failed
    with Engine(library, embedder, LazyReader(embedder)) as engine:
        yield engine


def test_the_suite_reaches_its_marks_and_every_quotation_is_exact(engine: Engine) -> None:
    figures = evaluate_suite(engine, corpus_path() / "questions" / "brief.jsonl").figures
    english = figures["groups"]["English, single turn"]
    assert english["hit@1"] >= 0.65
    assert english["hit@3"] >= 0.80
    assert english["false_abstention"] <= 0.12
    assert figures["exact_quotations"] == figures["quotations"] > 100


def test_who_presides_is_answered_with_place_and_date(engine: Engine) -> None:
    answer = engine.ask("Who will preside over the debate?")
    assert answer.outcome is Outcome.ANSWERED
    first = answer.citations[0]
    assert "Sergey Lavrov" in first.quote
    assert (first.pinpoint, str(first.date)) == ("para. 1", "2019-09-24")
    assert answer.as_of == first.date
    assert "As of 24 September 2019:" in answer.answer


def test_what_the_brief_does_not_say_is_not_answered(engine: Engine) -> None:
    answer = engine.ask("What does the brief say about the price of oil?")
    assert answer.outcome is Outcome.NOT_FOUND
    assert not answer.citations
    assert answer.not_found is not None
    assert answer.not_found.nearest


def test_a_list_item_comes_behind_the_sentence_that_introduces_it(engine: Engine) -> None:
    answer = engine.ask("What is asked about measures and best practices developed by the CIS?")
    item = next(c for c in answer.citations if c.lead_in)
    assert item.lead_in is not None
    assert item.lead_in.endswith("including:")
    assert f"“{item.lead_in}” “{item.quote}”" in answer.answer
    assert item.pinpoint.startswith("para. 2, bullet")


def test_a_relative_date_is_shown_with_its_day(engine: Engine) -> None:
    answer = engine.ask("When will the Council hold the ministerial-level debate?")
    notes = [note for citation in answer.citations for note in citation.dates]
    assert ("Tomorrow morning (25 September)", "2019-09-25") in [
        (note.text, str(note.date)) for note in notes
    ]


def test_a_term_is_what_the_glossary_says(engine: Engine) -> None:
    for question in ("What is an Arria-formula meeting?", "Arria-formula meeting"):
        answer = engine.ask(question)
        assert answer.confidence is Confidence.STATED
        assert {c.kind for c in answer.citations} == {Kind.GLOSSARY}


def test_a_card_never_speaks_as_its_document(engine: Engine) -> None:
    answer = engine.ask("What is S/PV.7796?")
    assert answer.outcome is Outcome.ANSWERED
    for sentence, citation in zip(answer.sentences, answer.citations, strict=True):
        assert citation.symbol == "S/PV.7796"
        assert not citation.held
        assert citation.source_rank is SourceRank.CARD
        assert sentence.kind == "statement"
        assert sentence.text.startswith("The catalogue’s description of S/PV.7796")


def test_a_document_that_is_named_and_not_held_is_pointed_at(engine: Engine) -> None:
    answer = engine.ask("What does operative paragraph 12 of resolution 2396 say on biometrics?")
    assert answer.not_found is not None
    pointer = answer.not_found.would_be_in[0]
    assert (pointer.symbol, pointer.held) == ("S/RES/2396 (2017)", False)
    assert pointer.url == "https://docs.un.org/en/S/RES/2396%282017%29"


def test_a_card_says_when_its_document_was_adopted(engine: Engine) -> None:
    answer = engine.ask("When was resolution 2396 adopted and by what vote?")
    assert answer.outcome is Outcome.ANSWERED
    assert {c.symbol for c in answer.citations} == {"S/RES/2396 (2017)"}
    assert not any(c.held for c in answer.citations)
    assert "21 December 2017" in answer.answer


def test_a_name_that_nothing_has_is_said(engine: Engine) -> None:
    answer = engine.ask("What did New Zealand propose on the CSTO?")
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.not_found is not None
    assert answer.not_found.missing == ("New Zealand",)
    assert "“New Zealand”" in answer.not_found.reason


def test_filters_are_named_where_they_leave_nothing(engine: Engine) -> None:
    answer = engine.ask("Who presides?", filters=Filters(kinds=frozenset({Kind.FORECAST})))
    assert answer.not_found is not None
    assert "filters" in answer.not_found.reason


def test_a_misspelt_name_is_corrected_and_said(engine: Engine) -> None:
    answer = engine.ask("Who is Semirikow?")
    assert [c.read_as for c in answer.corrections] == ["Semerikov"]
    assert "Semerikov" in answer.citations[0].quote


def test_every_example_question_is_answered(engine: Engine) -> None:
    examples = engine.example_questions()
    assert len(examples) == 4
    assert all(engine.ask(question).outcome is Outcome.ANSWERED for question in examples)

"""Who answers: what a catalogue card may state, and what it may only be related to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from app.answering.answer import Confidence
from app.answering.deciding.who_answers import decide
from app.answering.finding.features import ScoredSentence
from app.answering.finding.reading import ReadPassage, sentences_of
from app.answering.finding.view import QuestionView, view_question
from app.answering.pipeline import Evidence
from app.answering.quoting.composing import Decision
from app.answering.quoting.quotes import best_of
from app.answering.understanding.question import Question, understand
from app.answering.understanding.spelling import Speller
from app.answering.weighing.choosing import Band, Choice
from store.catalogue import DocumentSummary, StoredPassage
from store.embedding import HashEmbedder, TokenVectors
from store.records import Kind, Passage, Pinpoint, Sentence, Span

EMBEDDER = HashEmbedder()


def asked(text: str) -> tuple[Question, QuestionView]:
    speller = Speller(frozenset(), {}, lambda word: True, [])
    question = understand(text, (), speller)
    return question, view_question(text, EMBEDDER.read([text])[0], lambda stem: 1.0)


def passage(text: str, title: str, kind: Kind, symbol: str | None, *, held: bool) -> ReadPassage:
    document = DocumentSummary(
        document=symbol or title,
        symbol=symbol,
        title=title,
        kind=kind,
        date=dt.date(2031, 3, 2),
        language="en",
        url=None,
        held=held,
        passages=1,
        corrected=False,
        publisher=None,
    )
    spans = [Span(0, len(text))]
    pinpoint = Pinpoint(paragraph=1)
    sentences = tuple(Sentence(span, pinpoint) for span in spans)
    stored = StoredPassage(
        1, document, Passage(0, Span(0, len(text)), title, pinpoint, sentences), text
    )
    vectors = TokenVectors(np.zeros(2, np.float32), np.zeros((0, 2), np.float32), ())
    return ReadPassage(stored, vectors, 0, 0, 0, 0)


def card(
    text: str, title: str, kind: Kind = Kind.RESOLUTION, symbol: str | None = "S/RES/2901 (2030)"
) -> ReadPassage:
    return passage(text, title, kind, symbol, held=False)


def stating(view: QuestionView, passages: Sequence[ReadPassage]) -> Choice:
    """A choice that takes everything it is given for an answer."""
    ranked = tuple(
        ScoredSentence(one, np.zeros(1, np.float32), frozenset())
        for read in passages
        for one in sentences_of(read)
    )
    band = Band.STATED if ranked else Band.UNRELATED
    return Choice(ranked, 1.0 if ranked else -9.0, band, (), 1.0)


NOTHING = Choice((), -9.0, Band.UNRELATED, (), 1.0)
ADOPTED = "The Council adopted it unanimously on 1 June 2030; it is on herring quotas."


def decided(text: str, *cards: ReadPassage, held: Choice = NOTHING) -> Decision:
    question, view = asked(text)
    return decide(question, view, Evidence((), (), cards), held, {}, stating)


@pytest.mark.parametrize(
    ("band", "shown"), [(Band.RELATED, ["First.", "Third."]), (Band.STATED, ["First.", "Second."])]
)
def test_beside_what_is_only_related_stands_nothing_that_is_not_so_itself(
    band: Band, shown: list[str]
) -> None:
    view = asked("Which herring?")[1]
    read = [
        passage(text, text, Kind.REPORT, text, held=True)
        for text in ("First.", "Second.", "Third.")
    ]
    choice = stating(view, read)
    related = frozenset({choice.ranked[2].sentence.place})
    best = best_of(replace(choice, band=band, related=related))
    assert [sentence.text for sentence in best][:2] == shown


@pytest.mark.parametrize(
    "question",
    [
        "When was resolution 2901 (2030) adopted?",
        "Was resolution 2901 (2030) adopted unanimously?",
        "Has the Council adopted a resolution on herring quotas?",
        "Which resolution is on herring quotas?",
        "What is the symbol of the resolution on herring quotas?",
    ],
)
def test_a_card_states_the_facts_of_its_own_document(question: str) -> None:
    decision = decided(question, card(ADOPTED, "Resolution on herring quotas"))
    assert decision.sentences
    assert decision.confidence is Confidence.STATED


@pytest.mark.parametrize(
    "question",
    [
        "Has the Council adopted herring quotas?",
        "How many herring quotas has the Council adopted?",
        "What does the resolution say about herring quotas?",
        "Which resolutions on herring quotas did the speaker cite?",
        "What does resolution 2901 (2030) require on herring quotas?",
    ],
)
def test_of_anything_else_a_card_states_nothing(question: str) -> None:
    decision = decided(question, card(ADOPTED, "Resolution on herring quotas"))
    assert not decision.sentences or decision.confidence is Confidence.RELATED


def test_a_card_that_has_little_of_the_question_is_not_even_related() -> None:
    decision = decided(
        "Has the Council ever regulated trawlers in northern waters?",
        card(ADOPTED, "Resolution on herring quotas"),
    )
    assert not decision.sentences


def test_only_the_nearest_of_several_cards_is_related() -> None:
    decision = decided(
        "Has the Council adopted herring quotas?",
        card(ADOPTED, "Resolution on herring quotas"),
        card(ADOPTED, "Resolution on herring quotas", symbol="S/RES/2902 (2030)"),
    )
    assert {s.document for s in decision.sentences} == {"S/RES/2901 (2030)"}


def test_the_card_of_a_statement_states_who_made_it() -> None:
    speech = card(
        "Statement that Ms. Haldorsen made for Norway at the herring debate.",
        "Statement of Ms. Haldorsen (Norway)",
        Kind.STATEMENT,
        None,
    )
    assert decided("Who spoke for Norway at the herring debate?", speech).confidence is (
        Confidence.STATED
    )
    assert decided("What did Norway want at the herring debate?", speech).confidence is (
        Confidence.RELATED
    )


def test_a_fact_of_a_named_document_is_asked_of_its_card_before_what_else_is_related() -> None:
    brief = passage("The brief also names S/RES/2901 (2030).", "Brief", Kind.BRIEF, None, held=True)
    _, view = asked("What is the agenda item of S/RES/2901 (2030)?")
    related = replace(stating(view, [brief]), band=Band.RELATED)
    own = card(ADOPTED, "Resolution on herring quotas")
    facts = decided("What is the agenda item of S/RES/2901 (2030)?", own, held=related)
    assert [s.document for s in facts.sentences] == ["S/RES/2901 (2030)"]
    content = decided("What does S/RES/2901 (2030) say of herring?", own, held=related)
    assert content.sentences[0].document == "Brief"

"""What stands against a decision, also against one found by the document that is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from test_deciding import NOTHING, asked, passage

from app.answering.answer import Confidence, FilterFound
from app.answering.deciding.attempts import Reading
from app.answering.deciding.premises import Premise
from app.answering.deciding.settling import Settled, reserved
from app.answering.finding.reading import ReadSentence, sentences_of
from app.answering.pipeline import Evidence
from app.answering.quoting.composing import Decision
from app.answering.tongues.detecting import Language
from app.answering.understanding.narrowing import Narrowing
from store.filters import Filters
from store.records import Kind

QUESTION = "Who voted against S/RES/2901 (2030)?"


def line() -> ReadSentence:
    record = passage("Against: Peru", "A meeting", Kind.RECORD, "S/PV.1", held=True)
    return sentences_of(record)[0]


def settled(narrowing: Narrowing, *, outside: bool = False, french: bool = False) -> Settled:
    question, view = asked(QUESTION)
    if french:
        question = replace(question, language=Language.FRENCH, complete=False)
    reading = Reading(question, view, Evidence((), (), ()), NOTHING, Filters())
    return Settled(reading, narrowing, outside)


FOUND = Decision((line(),), of_named=True)
WITHIN = Narrowing(QUESTION, filters=Filters(documents=frozenset({"S/PV.1"})))
ELSEWHERE = Narrowing(QUESTION, filters=Filters(before=dt.date(2020, 1, 1)))


def test_what_the_named_document_says_stands_within_what_the_question_narrows_to() -> None:
    assert reserved(FOUND, settled(WITHIN, outside=True)) == FOUND
    assert not reserved(FOUND, settled(ELSEWHERE, outside=True)).sentences


def test_no_other_document_contradicts_the_one_that_is_named() -> None:
    premise = Premise("It speaks of another.", line(), decisive=True)
    against = replace(settled(Narrowing(QUESTION)), premise=premise)
    assert reserved(FOUND, against) == FOUND
    assert not reserved(replace(FOUND, of_named=False), against).sentences


def test_a_question_read_in_part_is_not_surely_answered() -> None:
    decision = reserved(FOUND, settled(Narrowing(QUESTION), french=True))
    assert decision.confidence is Confidence.RELATED


def test_a_source_that_is_not_held_is_said_of_a_named_document_too() -> None:
    lacking = Narrowing(QUESTION, lacking="press release")
    decision = reserved(FOUND, settled(lacking))
    assert decision.confidence is Confidence.RELATED
    assert "No press release is held" in decision.statements[0].text


def test_what_is_asked_of_documents_held_is_not_answered_by_the_card_of_another() -> None:
    card = passage("A brief on herring.", "Another brief", Kind.BRIEF, None, held=False)
    decision = Decision((sentences_of(card)[0],), Confidence.RELATED)
    found = (FilterFound(text="the brief", means="briefs"),)
    assert not reserved(decision, settled(replace(WITHIN, found=found))).sentences
    assert reserved(decision, settled(Narrowing(QUESTION))) == decision
    named = passage("Adopted.", "Resolution", Kind.RESOLUTION, "S/RES/2901 (2030)", held=False)
    own = Decision((sentences_of(named)[0],))
    assert reserved(own, settled(replace(WITHIN, found=found))) == own

"""Saved answers over a library that went on: what moved, changed, went and came."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from fake_chat import (
    BRIEF,
    CARD,
    DISTRUST,
    FIRST_ASKED,
    LAVROV,
    LEAD_IN,
    TOMORROW,
    FakeEngine,
    FakeLibrary,
    cite,
)
from hypothesis import given
from hypothesis import strategies as st

from app.answering.answer import Answer, Citation
from app.conversations import Message
from app.ui import answer_view, document_view, reading, wording
from app.ui.blocks_view import Today
from app.ui.evidence_view import marks_of
from app.ui.standing import Checked, Standings, locate, since
from store.records import Document, Kind, Passage, Pinpoint, Sentence, Span

CITED = cite(1, BRIEF, LAVROV, "para. 1")


def edited(old: str, new: str, document: Document = BRIEF) -> Document:
    assert old in document.text
    return dataclasses.replace(document, text=document.text.replace(old, new), dates=())


def with_sentences(document: Document, *quotes: str) -> Document:
    """The document with these sentences, each a paragraph of its own to cite."""
    sentences = tuple(
        Sentence(Span(at, at + len(quote)), Pinpoint(paragraph=number))
        for number, quote in enumerate(quotes, start=1)
        for at in [document.text.index(quote)]
    )
    whole = Span(0, len(document.text))
    passage = Passage(0, whole, "", Pinpoint(), sentences)
    return dataclasses.replace(document, passages=(passage,))


def check(answer: Answer, *held: Document) -> Checked:
    return Standings(FakeLibrary(list(held))).check(answer)


def marked(shown: document_view.Shown) -> str:
    return "".join(run["text"] for runs in shown["paragraphs"] for run in runs if run["marked"])


def test_what_is_taken_away_says_what_became_of_its_source() -> None:
    answer = FakeEngine().ask("Who will preside?")
    moved = with_sentences(edited(f"{LAVROV} ", ""), TOMORROW, DISTRUST)
    assert since(answer, check(answer, BRIEF)) == {}
    assert since(answer, check(answer, moved)) == {
        "cited1": wording.CHANGED,
        "also0": "The source has changed since: this now stands at para. 2",
    }
    nowhere = FakeEngine().ask("What did China say?")
    assert since(nowhere, check(nowhere)) == dict.fromkeys(("near0", "near1"), wording.REMOVED)


def test_what_still_stands_is_the_same_answer() -> None:
    for question in ("Who will preside?", "What did China say?", "What does the concept note ask?"):
        answer = FakeEngine().ask(question)
        checked = check(answer, BRIEF, CARD)
        assert checked.answer == answer
        assert checked.changes == {}


def test_a_quotation_that_moved_is_followed_without_a_word() -> None:
    moved = with_sentences(edited("Tomorrow", "A note.\n\nTomorrow"), "A note.", LAVROV)
    answer = FakeEngine().ask("Who will preside?")
    checked = check(answer, moved)
    assert checked.changes == {}
    first = checked.answer.citations[0]
    assert (first.quote, first.pinpoint) == (LAVROV, "para. 2")
    assert moved.text[first.start : first.end] == LAVROV
    shown = document_view.at_passage(moved, CITED)
    assert marked(shown) == LAVROV
    assert (shown["note"], shown["missing_quote"]) == (None, None)
    assert shown["pinpoint"] == "para. 2"


def test_of_several_places_the_nearest_is_taken() -> None:
    twice = dataclasses.replace(BRIEF, text=f"{LAVROV}\n\n{BRIEF.text} {LAVROV}", dates=())
    place = locate(twice, CITED)
    assert place.span is not None
    assert place.span.start == CITED.start + len(LAVROV) + 2


def test_a_sentence_that_is_gone_says_so_and_opens_at_the_nearest() -> None:
    now = "Russia’s Minister of Foreign Affairs, Sergey Lavrov, is to preside over the meeting."
    document = with_sentences(edited(LAVROV, now), TOMORROW, now)
    answer = FakeEngine().ask("Who will preside?")
    checked = check(answer, document)
    assert checked.answer.citations == answer.citations, "the old words and numbers stay"
    assert checked.changes == {"cited1": wording.CHANGED}
    shown = document_view.at_passage(document, CITED)
    assert marked(shown) == now
    assert shown["missing_quote"] == LAVROV
    assert shown["note"] is not None
    assert shown["pinpoint"] == "para. 2"


def test_where_nothing_is_near_nothing_is_marked() -> None:
    document = with_sentences(dataclasses.replace(BRIEF, text="Figs.", dates=()), "Figs.")
    shown = document_view.at_passage(document, CITED)
    assert marked(shown) == ""
    assert shown["missing_quote"] == LAVROV
    assert shown["pinpoint"] is None


@pytest.mark.parametrize("left", [[], [CARD], [dataclasses.replace(BRIEF, held=False)]])
def test_a_document_that_was_removed_says_so_and_keeps_the_quotation(left: list[Document]) -> None:
    answer = FakeEngine().ask("Who will preside?")
    checked = check(answer, *left)
    assert checked.changes["cited1"] == wording.REMOVED
    assert checked.answer.citations == answer.citations
    library = FakeLibrary(left)
    shown = reading.of_citation(library, Standings(library).document(BRIEF.id), CITED)["shown"]
    assert shown["missing_quote"] == LAVROV
    assert marked(shown) == ""


def test_a_description_whose_document_came_says_so() -> None:
    answer = FakeEngine().ask("What is described?")
    record = dataclasses.replace(CARD, held=True, text="THE PRESIDENT: The meeting is open.")
    assert check(answer, record).changes == {"cited1": wording.HELD_SINCE}
    shown = document_view.at_passage(record, answer.citations[0])
    assert shown["missing_quote"] == CARD.text


def test_another_introduction_of_a_list_is_a_change() -> None:
    answer = FakeEngine().ask("What does the concept note ask?")
    document = edited(LEAD_IN, "It does not ask:")
    checked = check(answer, document)
    assert set(checked.changes.values()) == {wording.INTRODUCTION_CHANGED}
    assert set(checked.changes) == {"cited1", "cited2"}
    shown = document_view.at_passage(document, answer.citations[0])
    assert marked(shown) == FIRST_ASKED


def test_a_change_stands_beside_its_sentence_and_opens_the_passage() -> None:
    answer = FakeEngine().ask("Who will preside?")
    checked = check(answer, edited(LAVROV, "Another will preside."), CARD)
    message = Message(7, "c", answer.question, 0.0, checked.answer)
    shown = answer_view.turn(message, Today(changes=checked.changes))
    first, second = shown["blocks"][0]["items"]
    assert first["text"] == LAVROV
    assert first["changes"] == [{"text": wording.CHANGED, "key": "cited1"}]
    assert second["changes"] == []
    assert [place["change"] for card in shown["cited"] for place in card["places"]] == [None, None]


def test_nearest_and_also_read_passages_are_checked_too() -> None:
    document = edited(DISTRUST, "They do not.")
    not_found = check(FakeEngine().ask("What did China say?"), document, CARD)
    assert not_found.changes == {"near0": wording.CHANGED}
    answer = FakeEngine().ask("Who will preside?")
    assert check(answer, document).changes == {"also0": wording.CHANGED}
    message = Message(7, "c", answer.question, 0.0, answer)
    shown = answer_view.turn(message, Today(changes={"also0": wording.CHANGED}))
    assert [p["change"] for card in shown["also_read"] for p in card["places"]] == [wording.CHANGED]


def test_each_generation_is_checked_afresh() -> None:
    library = FakeLibrary([BRIEF, CARD])
    standings = Standings(library)
    answer = FakeEngine().ask("Who will preside?")
    assert standings.check(answer).changes == {}
    library.held[0] = edited(LAVROV, "Another will preside.")
    assert standings.check(answer).changes == {"cited1": wording.CHANGED}
    library.held[0] = BRIEF
    assert standings.check(answer).changes == {}


def test_what_became_of_a_document_is_on_every_list_of_it() -> None:
    library = FakeLibrary([dataclasses.replace(BRIEF, corrected=True), CARD])
    library.edits[BRIEF.id] = dt.datetime(2019, 9, 26, 12, tzinfo=dt.UTC)
    marks = marks_of(library.documents(), library.edited())
    expected = [wording.CORRECTED, "Edited on 26 September 2019"]
    assert marks == {BRIEF.id: expected}
    message = Message(7, "c", "Who?", 0.0, FakeEngine().ask("Who will preside?"))
    shown = answer_view.turn(message, Today(marks=marks))
    assert [block["badges"] for block in shown["blocks"]] == [expected]
    assert [card["badges"] for card in shown["cited"]] == [expected]
    document = Standings(library).document(BRIEF.id)
    assert document is not None
    assert reading.of_citation(library, document, CITED)["shown"]["badges"] == expected
    assert reading.of_document(library, document)["shown"]["badges"] == expected


@given(st.data())
def test_a_place_is_exact_only_where_the_words_stand(data: st.DataObject) -> None:
    alphabet = st.sampled_from("ab .\n")
    text = data.draw(st.text(alphabet, max_size=60))
    quote = data.draw(st.text(alphabet, min_size=1, max_size=6))
    start = data.draw(st.integers(0, 60))
    cited = Citation.model_validate(
        CITED.model_dump() | {"quote": quote, "start": start, "end": start + len(quote)}
    )
    place = locate(Document("debate", "D", Kind.BRIEF, text), cited)
    assert place.exact == (quote in text)
    assert (place.change is None) == place.exact
    if place.exact:
        assert place.span is not None
        assert place.span.of(text) == quote

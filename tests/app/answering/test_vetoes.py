"""What keeps a sentence from being an answer, on sentences made for it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answering.finding.reading import ReadPassage, ReadSentence
from app.answering.finding.view import QuestionView, view_question
from app.answering.weighing.choosing import Band, lowered
from app.answering.weighing.vetoes import Fault, Objection, objections
from store.catalogue import DocumentSummary, StoredPassage
from store.embedding import HashEmbedder, TokenVectors
from store.records import Kind, Passage, Pinpoint, Sentence, Span

EMBEDDER = HashEmbedder()


def asked(text: str) -> QuestionView:
    return view_question(text, EMBEDDER.read([text])[0], lambda stem: 1.0)


def said(
    text: str,
    *,
    before: str = "",
    speaker: str | None = None,
    expected: bool = False,
    date: dt.date | None = dt.date(2015, 3, 2),
    title: str = "Report on the river",
) -> ReadSentence:
    """The last sentence of a passage: ``before`` stands in front of it."""
    whole = f"{before} {text}" if before else text
    pinpoint = Pinpoint(paragraph=1, speaker=speaker)
    start = len(whole) - len(text)
    spans = [Span(0, len(before))] if before else []
    sentences = tuple(
        Sentence(span, pinpoint, expected=expected) for span in (*spans, Span(start, len(whole)))
    )
    document = DocumentSummary(
        document="d",
        symbol=None,
        title=title,
        kind=Kind.REPORT,
        date=date,
        language="en",
        url=None,
        held=True,
        passages=1,
        corrected=False,
        publisher=None,
    )
    passage = Passage(0, Span(0, len(whole)), title, pinpoint, sentences)
    vectors = TokenVectors(np.zeros(2, np.float32), np.zeros((0, 2), np.float32), ())
    read = ReadPassage(StoredPassage(1, document, passage, whole), vectors, 0, 0, 0, 0)
    return ReadSentence(read, sentences[-1], len(sentences) - 1, text, vectors.tokens)


def faults(question: str, sentence: ReadSentence) -> list[Fault]:
    return [objection.fault for objection in objections(asked(question), sentence)]


@pytest.mark.parametrize(
    ("question", "sentence", "fault"),
    [
        (
            "On what date was Ms. Okoro appointed coordinator?",
            "Subsequently, the Council appointed Ms. Okoro as coordinator.",
            Fault.NO_DATE,
        ),
        (
            "On what day in March did the ferries stop?",
            "The ferries stopped in March, to general regret.",
            Fault.NO_DATE,
        ),
        ("In what year was the dam built?", "The dam was built by engineers.", Fault.NO_DATE),
        (
            "How many boats were lost in the flood of 4 May 2012?",
            "Several boats were lost in the flood of 4 May 2012.",
            Fault.NO_NUMBER,
        ),
        (
            "How many votes did resolution 1999 (2011) get?",
            "We also voted in favour of resolution 1999 (2011) on 13 March.",
            Fault.NO_NUMBER,
        ),
        (
            "Which ministers boycotted the session?",
            "The session was boycotted by some senior ministers.",
            Fault.UNNAMED,
        ),
        (
            "Which European country refused the licence?",
            "It has resulted in one European country publicly stating that it refused a licence.",
            Fault.UNNAMED,
        ),
        ("Which politician was sworn in last?", "The fifth was sworn in later.", Fault.UNNAMED),
        (
            "Who first called the quarrel a water war?",
            "It became what some rightly called a water war.",
            Fault.UNNAMED,
        ),
        (
            "Why did the ferries stop?",
            "The ferries stopped on Monday.",
            Fault.NO_REASON,
        ),
        (
            "Is the FMU a criminal organisation?",
            "The FMU fights criminal organisations along the coast.",
            Fault.NOT_SAID_OF_IT,
        ),
        (
            "Does the FMU fund smugglers?",
            "Norland funds the FMU, which stops smugglers.",
            Fault.NOT_ITS_DOING,
        ),
        (
            "Has the river commission been given a budget?",
            "I echo the call for a budget for the river commission.",
            Fault.NOT_DONE,
        ),
        (
            "Did Norland win the seat?",
            "We announce Norland’s intention to campaign for the seat.",
            Fault.NOT_DONE,
        ),
        (
            "Will the ferries run again?",
            "The council welcomes the repair of the ferries.",
            Fault.NOT_FORESEEN,
        ),
        (
            "When were the African Union’s sanctions lifted?",
            "I welcome the lifting of the ECOWAS sanctions in May.",
            Fault.ANOTHER,
        ),
        (
            "What is the World Food Programme preparing?",
            "The Food and Agriculture Organization is preparing to spray.",
            Fault.ANOTHER,
        ),
        (
            "What did the Human Rights Council ask for?",
            "In April the Security Council asked for a report.",
            Fault.ANOTHER,
        ),
        (
            "What did Mr. Abara promise the fishermen?",
            "Ms. Okoro promised the fishermen new nets.",
            Fault.ANOTHER,
        ),
        (
            "How many boats were lost in 2009?",
            "In 2014 the fishermen lost twelve boats.",
            Fault.ANOTHER_YEAR,
        ),
        (
            "How many boats were lost in 2009?",
            "The fishermen lost twelve boats.",
            Fault.ANOTHER_YEAR,
        ),
    ],
)
def test_what_the_sentence_lacks_is_seen(question: str, sentence: str, fault: Fault) -> None:
    assert faults(question, said(sentence)) == [fault]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("On what date was Ms. Okoro appointed?", "Ms. Okoro was appointed on 3 June."),
        ("On what day in March did the ferries stop?", "The ferries stopped on 14 March."),
        ("On which day did they meet?", "They met the following day."),
        ("When do the ferries run again?", "They run again once the dam is repaired."),
        ("In what year was the dam built?", "The dam was built in 1961."),
        ("How many boats were lost?", "No boats were lost."),
        ("How many boats were lost in May 2012?", "In May 2012 forty boats were lost."),
        ("How often does it meet?", "It meets twice a year."),
        ("How long is the mandate?", "The mandate runs until 17 September 2020."),
        (
            "Which members distrust the commission?",
            "Some members—in particular Norland and Sudland—distrust the commission.",
        ),
        ("Which country asked for it?", "We asked for it in June."),
        ("Why did the ferries stop?", "The ferries stopped because the dam broke."),
        ("Has the commission been given a budget?", "The commission was given a budget in May."),
        ("Did Norland call for a budget?", "Norland called for a budget."),
        ("Will the ferries run again?", "The ferries will run again in June."),
        ("When were the ECOWAS sanctions lifted?", "The ECOWAS sanctions were lifted in May."),
        ("What did the Security Council decide?", "It decided to send observers."),
        ("Has the Council adopted a text?", "The Security Council adopted a text."),
        ("Did Commission members meet?", "The River Commission met in the Assembly Hall."),
        ("What did Mr. Abara promise?", "Mr. Abara promised the fishermen new nets."),
        ("How many boats were lost in 2015?", "The fishermen lost twelve boats."),
        ("How many boats were lost in 2014?", "In 2014 they lost twelve boats, as in 2013."),
    ],
)
def test_a_sentence_that_tells_it_is_let_alone(question: str, sentence: str) -> None:
    assert faults(question, said(sentence)) == []


def test_what_stands_before_a_sentence_names_the_body_for_it() -> None:
    question = "When did the World Food Programme rules enter into force?"
    sentence = "The rules, which the Food and Agriculture Organization shares, did so in May."
    assert faults(question, said(sentence)) == [Fault.ANOTHER]
    before = "The World Food Programme has new rules."
    assert faults(question, said(sentence, before=before)) == []


def test_a_sentence_that_leans_on_the_one_before_is_read_with_it() -> None:
    question = "When did the rules of the World Court of Rivers enter into force?"
    leaning = said("These entered into force in May.", before="The Criminal Court has new rules.")
    assert faults(question, leaning) == [Fault.ANOTHER]


def test_what_is_said_of_two_of_three_bodies_is_not_said_of_the_third() -> None:
    before = "The council met with the ABC, the DEF and the GHI."
    sentence = said("The ABC and the DEF did not respect liberties.", before=before)
    assert faults("What did the GHI not respect?", sentence) == [Fault.ANOTHER]
    assert faults("What did the ABC not respect?", sentence) == []
    all_three = said("They did not respect liberties.", before=before)
    assert faults("What did the GHI not respect?", all_three) == []


def test_another_speakers_words_are_not_the_one_s_asked_about() -> None:
    question = "How many boats were lost, according to Ms. Okoro?"
    sentence = "We lost twelve boats."
    assert faults(question, said(sentence, speaker="Mr. Abara (Norway)")) == [Fault.ANOTHER_SPEAKER]
    assert faults(question, said(sentence, speaker="Ms. Okoro (Norway)")) == []
    # Nothing is known of who speaks.
    assert faults(question, said(sentence)) == []


def test_a_state_s_representative_is_known_by_the_label() -> None:
    question = "How many boats were lost, according to France?"
    sentence = "We lost twelve boats."
    assert faults(question, said(sentence, speaker="Mr. Abara (Norway)")) == [Fault.ANOTHER_SPEAKER]
    assert faults(question, said(sentence, speaker="Mr. Petit (France)")) == []


def test_a_year_is_not_missed_in_a_document_without_a_date() -> None:
    assert faults("How many boats were lost in 2009?", said("Twelve were lost.", date=None)) == []


def test_a_forecast_does_not_say_that_it_was_done() -> None:
    sentence = said("The council is voting on the budget.", expected=True)
    assert faults("Was the budget adopted?", sentence) == [Fault.NOT_DONE]


def test_certain_objections_lower_the_band_and_others_only_keep_it_from_the_highest() -> None:
    certain = [Objection(Fault.NO_DATE, certain=True)]
    soft = [Objection(Fault.NO_REASON, certain=False)]
    assert [lowered(band, certain) for band in Band] == [
        Band.UNRELATED,
        Band.UNRELATED,
        Band.RELATED,
    ]
    assert [lowered(band, soft) for band in Band] == [Band.UNRELATED, Band.RELATED, Band.RELATED]
    assert [lowered(band, []) for band in Band] == list(Band)


def test_a_sentence_that_says_nothing_on_what_is_asked_is_not_even_related() -> None:
    silent = [Objection(Fault.NOT_SAID_OF_IT, certain=True, silent=True)]
    assert {lowered(band, silent) for band in Band} == {Band.UNRELATED}


@given(st.text(max_size=200), st.text(min_size=1, max_size=200))
def test_any_text_is_judged(question: str, sentence: str) -> None:
    found = objections(asked(f"{question} x"), said(sentence))
    assert sorted(found, key=lambda objection: not objection.certain) == list(found)

from __future__ import annotations

import datetime as dt

import pytest
from checking_parts import check, cite

from app.answering.answer import Citation, DateNote
from app.writing.checking import Checker
from app.writing.contracts import Fault, Written
from store.records import Kind

VOTE = cite("The draft received 13 votes in favour, one against and one abstention.")
PLAN = cite(
    "On Thursday (11 March), the Council will hold a debate on mediation in the Lakes Region, "
    "chaired by Norway’s Foreign Minister, Ine Dahl.",
    expected=True,
    dates=(DateNote(text="Thursday", date=dt.date(2021, 3, 11)),),
)
VIEWS = cite(
    "Some members—in particular, Kenya and India—view the mission with suspicion, while Norway "
    "argued that it had not received enough funding."
)
SPEECH = cite(
    "The ceasefire has not been respected by either side.",
    kind=Kind.RECORD,
    symbol="S/PV.8731",
    title="8731st meeting",
    attribution="Mr. Okoro (Nigeria) speaking",
    pinpoint="p. 4, Mr. Okoro (Nigeria)",
)
DONE = cite("In June 2018, members adopted a press statement proposed by Sweden on the ceasefire.")
"""Sentences of documents that nobody wrote."""


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("The draft received thirteen votes in favour and 1 against.", VOTE),
        ("The Council is expected to hold a debate on mediation on 11 March 2021.", PLAN),
        ("The debate, to be held on 11 March, will be chaired by Ine Dahl of Norway.", PLAN),
        ("The Norwegian Foreign Minister will chair the debate.", PLAN),
        ("India and Kenya view the mission with distrust.", VIEWS),
        ("According to the brief, some Council members are suspicious of the mission.", VIEWS),
        ("Norway said that the mission had not received enough funding.", VIEWS),
        ("Mr. Okoro said that neither side had respected the ceasefire.", SPEECH),
        ("Nigeria stated that the ceasefire had not been respected.", SPEECH),
        ("A press statement on the ceasefire was adopted in June 2018.", DONE),
        ("Sweden proposed a press statement that members adopted in 2018.", DONE),
    ],
)
def test_what_a_source_says_stands_in_other_words(statement: str, cited: Citation) -> None:
    verdict = check(statement, cited)
    assert (verdict.fault, verdict.detail) == (None, "")
    assert verdict.text == statement


@pytest.mark.parametrize(
    ("statement", "cited", "fault"),
    [
        ("The draft received 14 votes in favour.", VOTE, Fault.NUMBER),
        ("The draft passed 25-1.", VOTE, Fault.NUMBER),
        ("The Council will hold a debate on 12 March 2021.", PLAN, Fault.DATE),
        ("The Council held a debate on mediation.", PLAN, Fault.MODALITY),
        ("The debate will be chaired by Sweden’s Foreign Minister.", PLAN, Fault.NAME),
        ("The debate will be chaired by Sergei Dahl.", PLAN, Fault.NAME),
        ("The draft S/2021/12 received 13 votes in favour.", VOTE, Fault.SYMBOL),
        ("All members view the mission with suspicion.", VIEWS, Fault.QUANTIFIER),
        ("Council members view the mission with suspicion.", VIEWS, Fault.QUANTIFIER),
        ("Norway views the mission with suspicion.", VIEWS, Fault.ATTRIBUTION),
        (
            "Kenya argued that the mission had not received enough funding.",
            VIEWS,
            Fault.ATTRIBUTION,
        ),
        ("Norway argued that the mission had received enough funding.", VIEWS, Fault.NEGATION),
        ("The mission has not received enough funding.", VIEWS, Fault.ATTRIBUTION),
        ("The ceasefire has been respected by either side.", SPEECH, Fault.NEGATION),
        ("Members did not adopt a press statement in June 2018.", DONE, Fault.NEGATION),
        ("Members rejected a press statement in June 2018.", DONE, Fault.NEGATION),
        ("Members may adopt a press statement.", DONE, Fault.MODALITY),
        ("Members adopted “a strong press statement” in June 2018.", DONE, Fault.QUOTATION),
        ("Members adopted a presidential statement in June 2018.", DONE, Fault.UNSUPPORTED),
        ("Members adopted a press statement under heavy pressure.", DONE, Fault.UNSUPPORTED),
    ],
)
def test_what_a_source_does_not_say_is_at_fault(
    statement: str, cited: Citation, fault: Fault
) -> None:
    verdict = check(statement, cited)
    assert verdict.fault is fault, verdict


def test_a_statement_needs_a_marker_that_names_something() -> None:
    checker = Checker()
    assert checker(Written("Members met.", ()), ()).fault is Fault.NO_MARKER
    verdict = checker(Written("Members met.", (), ("[9]",)), ())
    assert (verdict.fault, verdict.detail) == (Fault.UNKNOWN_MARKER, "[9]")


def test_an_unknown_marker_beside_a_good_one_is_left_to_the_writer() -> None:
    written = Written("In June 2018, members adopted a press statement.", (1,), ("[9]",))
    assert Checker()(written, (DONE,)).fault is None


def test_a_quotation_becomes_the_exact_words_of_its_source() -> None:
    source = cite("Delegates called it “a turning-\npoint for co-operation” and left.")
    verdict = check('Delegates called it "a turning-point for cooperation".', source)
    assert verdict.fault is None
    assert verdict.text == 'Delegates called it "a turning-\npoint for co-operation".'


def test_in_another_language_numbers_dates_and_known_names_are_checked() -> None:
    checker = Checker(language="fr")
    assert not checker.whole

    def fault(statement: str) -> Fault | None:
        return checker(Written(statement, (1,)), (DONE,)).fault

    assert fault("En juin 2018, les membres ont adopté une déclaration de la Suède.") is None
    assert fault("En juin 2017, les membres ont adopté une déclaration de la Suède.") is Fault.DATE
    assert fault("En juin 2018, les membres ont adopté une déclaration du Kenya.") is Fault.NAME
    assert fault("Members rejected a statement in June 2018.") is Fault.NEGATION


def test_a_reason_says_what_is_at_fault() -> None:
    verdict = check("The draft passed 25-1.", VOTE)
    assert verdict.reason == "its sources do not have the number “25”"

"""Reasons, order in time, short forms, roles and ranks: what a statement ties together."""

from __future__ import annotations

import pytest
from checking_parts import check, cite

from app.answering.answer import Citation, Dropped
from app.evaluation.written import fault_of
from app.writing.contracts import Fault

OPPOSED = cite("Chad opposed the clause, and no text could be agreed upon for a year.")
DISTRUST = cite("Some members view the panel with distrust.")
DELAY = cite("The vote was postponed because the Secretariat had not circulated the letter.")
NOTE = cite("Ahead of the debate, Peru has circulated a concept note on mediation.")
LATER = cite("Peru circulated a concept note before the debate and a summary after the debate.")
BODIES = cite(
    "The debate will focus on the Eastern River Union (ERU) and the Assembly of Coastal States "
    "(ACS), which the Council of Mayors supports."
)
LISTED = cite("No press statements were issued following the meetings of May 2018 and June 2019.")
PEN = cite("In May 2015, Peru, the penholder on the panel, proposed a longer mandate.")
FOUND = cite("Chad found consensus on a press statement in May 2018.")
BRIEFERS = cite(
    "Other briefers will include ERU Secretary-General Ivo Marek and acting ACS Secretary-General "
    "Pia Lund."
)
ORGANISED = cite(
    "The first meeting on mediation was organised by Peru during its presidency in May 2016."
)
PRESIDE = cite("Peru’s Minister of Foreign Affairs, Rosa Vega, will preside.")
PRESS = cite("A press statement is agreed by all members of the Council.")
TRIED = cite("As a Central African state, Chad tried to end the dispute during its term.")
TERM = cite("A member whose term ends may not be elected again at once.")
VICE = cite(
    "Other briefers will include ERU Secretary-General Ivo Marek, acting ACS Secretary-General "
    "Pia Lund, and the Vice Chair of the OBC Executive Committee, Ana Roos."
)
SYMBOL = cite("Ahead of the debate, Peru has circulated a concept note (S/2021/77) on mediation.")
MINISTERS = cite(
    "Peru’s Minister of Foreign Affairs, Rosa Vega, and its Minister of Defence, Juan Soto, will "
    "attend."
)
HOLD = cite("Tomorrow morning, the Security Council will hold an open debate on mediation.")
COUNCILS = cite(
    "The Human Rights Council will hold a session, and the Security Council will meet in June."
)
WHOLE = cite("The President speaks on behalf of the whole Council once all members agree.")


@pytest.mark.parametrize(
    ("statement", "cited", "fault"),
    [
        (
            "No text could be agreed upon because Chad opposed the clause.",
            OPPOSED,
            Fault.UNSUPPORTED,
        ),
        ("Peru circulated a concept note on mediation after the debate.", NOTE, Fault.NEGATION),
        ("ACS stands for the Council of Coastal States.", BODIES, Fault.NAME),
        ("ERU is short for the Eastern States Union.", BODIES, Fault.NAME),
        (
            "Press statements were issued following the meeting of May 2018, but not in June 2019.",
            LISTED,
            Fault.NEGATION,
        ),
        ("Pia Lund is the Secretary-General of the ACS.", BRIEFERS, Fault.UNSUPPORTED),
        ("ACS Secretary-General Pia Lund will be among the briefers.", BRIEFERS, Fault.UNSUPPORTED),
        (
            "Pia Lund, acting ACS Secretary-General, has briefed the Council.",
            BRIEFERS,
            Fault.MODALITY,
        ),
        ("A press statement is agreed by a majority of the members.", PRESS, Fault.QUANTIFIER),
        ("The President speaks on behalf of some members.", WHOLE, Fault.QUANTIFIER),
        ("Peru’s Foreign Minister Juan Soto will attend.", MINISTERS, Fault.TIE),
        ("Peru’s Defence Minister Rosa Vega will attend.", MINISTERS, Fault.TIE),
        ("Foreign Minister Ivo Marek will be among the briefers.", BRIEFERS, Fault.NAME),
        ("The Council will hold a session.", COUNCILS, Fault.ATTRIBUTION),
        (
            "The briefers include Ivo Marek, Secretary-General of the ACS; Pia Lund, acting "
            "Secretary-General of the ERU; and others.",
            BRIEFERS,
            Fault.TIE,
        ),
        (
            "The briefers include Ivo Marek, acting Secretary-General of the ERU; and Pia Lund, "
            "Secretary-General of the ACS.",
            BRIEFERS,
            Fault.UNSUPPORTED,
        ),
        ("The clause is due to a dispute on the text.", OPPOSED, Fault.UNSUPPORTED),
    ],
)
def test_what_the_sources_do_not_tie_together_falls(
    statement: str, cited: Citation, fault: Fault
) -> None:
    assert check(statement, cited).fault is fault


def test_a_reason_is_not_made_of_two_sentences() -> None:
    told = "Chad opposed the clause because it views the panel with distrust."
    assert check(told, OPPOSED, DISTRUST).fault is not None


def test_a_role_is_nobody_elses() -> None:
    verdict = check("As the penholder, Chad found consensus on a press statement.", PEN, FOUND)
    assert verdict.fault is Fault.ATTRIBUTION


def test_what_is_yet_to_be_is_not_done_at_another_meeting() -> None:
    told = "Rosa Vega presided over the meeting of May 2016, which Peru organised."
    assert check(told, ORGANISED, PRESIDE).fault is Fault.MODALITY


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("The vote was postponed because the letter had not been circulated.", DELAY),
        ("Peru circulated a concept note ahead of the debate.", NOTE),
        ("Before the debate, Peru circulated a concept note.", NOTE),
        ("Peru circulated a summary after the debate.", LATER),
        ("ERU stands for the Eastern River Union.", BODIES),
        ("ACS is short for the Assembly of Coastal States.", BODIES),
        ("Pia Lund is the acting Secretary-General of the ACS.", BRIEFERS),
        ("Ivo Marek is the Secretary-General of the ERU.", BRIEFERS),
        ("As the penholder on the panel, Peru proposed a longer mandate.", PEN),
        ("Rosa Vega, Peru’s Minister of Foreign Affairs, will preside.", PRESIDE),
        ("All members of the Council agree on a press statement.", PRESS),
        ("A member whose term has ended may not be elected again.", TERM),
        (
            "The briefers will include ERU Secretary-General Ivo Marek, acting ACS "
            "Secretary-General Pia Lund and Ana Roos, Vice Chair of the OBC Executive Committee.",
            VICE,
        ),
        ("The document symbol of the concept note circulated by Peru is S/2021/77.", SYMBOL),
        ("Chad, a Central African state, tried to end the dispute.", TRIED),
        ("Peru’s Foreign Minister Rosa Vega will preside.", PRESIDE),
        ("Foreign Minister Rosa Vega of Peru will preside.", PRESIDE),
        ("Peru’s Foreign Minister, Rosa Vega, will preside.", PRESIDE),
        ("Peru’s Defence Minister Juan Soto will attend.", MINISTERS),
        ("The Council will hold an open debate on mediation.", HOLD),
        ("Rosa Vega is due to chair.", PRESIDE),
        ("Rosa Vega is set to preside.", PRESIDE),
        ("Rosa Vega is scheduled to preside.", PRESIDE),
        (
            "The briefers include Ivo Marek, Secretary-General of the ERU; Pia Lund, acting "
            "Secretary-General of the ACS; and Ana Roos, Vice Chair of the OBC Executive "
            "Committee.",
            VICE,
        ),
        (
            "The briefers will include Ivo Marek, Secretary-General of the ERU, and Pia Lund, "
            "acting Secretary-General of the ACS.",
            BRIEFERS,
        ),
    ],
)
def test_what_the_sources_tie_together_stands(statement: str, cited: Citation) -> None:
    verdict = check(statement, cited)
    assert (verdict.fault, verdict.detail) == (None, "")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "Yes, all members agree on a press statement.",
            "All members agree on a press statement.",
        ),
        (
            "No, a press statement is agreed by all members.",
            "A press statement is agreed by all members.",
        ),
    ],
)
def test_a_yes_or_no_that_no_source_says_is_taken_off(written: str, shown: str) -> None:
    verdict = check(written, PRESS)
    assert (verdict.fault, verdict.text) == (None, shown)


def test_a_yes_alone_is_no_statement() -> None:
    assert check("Yes.", PRESS).fault is not None


def test_the_word_for_a_symbol_stands_with_one() -> None:
    note = cite("Peru has circulated a concept note (S/2021/77) on mediation.")
    assert check("The document symbol of the concept note is S/2021/77.", note).fault is None


def test_two_names_that_no_source_connects_are_told_in_plain_words() -> None:
    verdict = check("ERU Secretary-General Pia Lund will be among the briefers.", BRIEFERS)
    assert verdict.fault is Fault.TIE
    assert verdict.reason == "its sources do not connect “ERU” with “Lund”"
    assert fault_of(Dropped(text=verdict.text, reason=verdict.reason)) is Fault.TIE

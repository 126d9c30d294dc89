"""Short forms and full names of which the library prints only the other."""

from __future__ import annotations

import pytest

from app.answering.terms.acronyms import known, short_forms
from app.answering.terms.names import forms
from app.answering.terms.words import stem
from app.answering.understanding.ambiguity import ambiguities
from app.answering.understanding.bridging import Prints, bridged
from app.answering.understanding.question import understand
from app.answering.understanding.spelling import Speller
from store.records import Alias

RWANDA = "United Nations Assistance Mission for Rwanda"


SPELLER = Speller((), {}, lambda word: True)


def printing(*texts: str) -> Prints:
    """What a library prints that has these texts and nothing else."""
    return lambda name: any(name.casefold() in text.casefold() for text in texts)


def test_a_short_form_that_is_never_printed_is_read_as_its_full_name_and_shown() -> None:
    found = bridged("When was UNAMIR set up?", printing(RWANDA), ())
    assert found.text == f"When was the {RWANDA} set up?"
    [correction] = found.corrections
    assert (correction.written, correction.read_as) == ("UNAMIR", RWANDA)


def test_a_full_name_that_is_never_printed_is_read_as_its_short_form() -> None:
    found = bridged(f"What may the {RWANDA} do?", printing("UNAMIR in Rwanda"), ())
    assert found.text == "What may the UNAMIR do?"
    assert found.corrections


@pytest.mark.parametrize("written", ["unamir", "UNAMIR"])
def test_small_letters_are_no_other_form(written: str) -> None:
    assert RWANDA in bridged(f"What is {written}?", printing(RWANDA), ()).text


def test_a_form_that_is_printed_stays_and_the_other_is_another_reading() -> None:
    found = bridged("When was UNAMIR set up?", printing(RWANDA, "UNAMIR"), ())
    assert found.text == "When was UNAMIR set up?"
    assert found.alternatives == (f"When was the {RWANDA} set up?",)
    assert not found.corrections


def test_what_the_library_prints_in_no_form_stays() -> None:
    found = bridged("When was UNAMIR set up?", printing("the herring quota"), ())
    assert (found.text, found.alternatives) == ("When was UNAMIR set up?", ())


def test_one_short_form_of_two_things_is_read_as_each_that_is_printed_and_said() -> None:
    both = printing("official development assistance", "Office for Disarmament Affairs")
    found = bridged("How much ODA was paid?", both, ())
    assert found.text == "How much ODA was paid?"
    assert set(found.alternatives) == {
        "How much official development assistance was paid?",
        "How much Office for Disarmament Affairs was paid?",
    }
    [said] = ambiguities(found.text, ())
    assert len(said.meanings) == 2


def test_what_the_documents_explain_is_what_it_means_here() -> None:
    own = (Alias("ODA", "Oslo Dock Authority"),)
    found = bridged("What is the ODA?", printing("Oslo Dock Authority (ODA)"), own)
    assert found.alternatives == ("What is the Oslo Dock Authority?",)


def test_a_plural_stays_one() -> None:
    found = bridged("How many IDPs went home?", printing("internally displaced persons"), ())
    assert found.text == "How many internally displaced persons went home?"


def test_what_it_stands_for_is_asked_of_the_short_form_itself() -> None:
    assert "UNAMIR" in bridged("What does UNAMIR stand for?", printing(RWANDA), ()).text


def test_a_question_all_in_capitals_has_no_short_forms() -> None:
    text = "WHO SAID THAT?"
    assert bridged(text, printing("World Health Organization"), ()).text == text


def test_the_question_as_understood_has_the_full_name() -> None:
    question = understand("When was UNAMIR set up?", [], SPELLER, prints=printing(RWANDA))
    assert question.text == f"When was the {RWANDA} set up?"
    assert question.corrections


def test_the_other_form_of_a_printed_one_is_read_only_as_a_last_resort() -> None:
    prints = printing(RWANDA, "UNAMIR")
    question = understand("When was UNAMIR set up?", [], SPELLER, prints=prints)
    assert question.alternatives == ()
    assert question.bridges == (f"When was the {RWANDA} set up?",)


def test_every_short_form_is_the_same_name_in_sentences() -> None:
    assert (
        frozenset(stem(w) for w in ("united", "nations", "mission", "liberia"))
        in (forms("What did UNMIL do?", ())[stem("UNMIL")])
    )


def test_the_table_is_sound() -> None:
    pairs = [(alias.short, alias.full) for names in short_forms() for alias in names]
    assert len(pairs) == len(set(pairs)) > 250
    assert all(short and full and short != full for short, full in pairs)
    assert {short.lower() for short, _ in pairs} <= known()


@pytest.mark.timeout(20)
@pytest.mark.parametrize("fragment", ["UNAMIR ", "United Nations ", "a", "İ "])
def test_hostile_questions_take_time_that_grows_with_their_length(fragment: str) -> None:
    text = fragment * (20_000 // len(fragment))
    assert bridged(text, printing("UNAMIR"), ()).text

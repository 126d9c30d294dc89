"""Who does what to whom, where a statement has all the words of its source in other places."""

from __future__ import annotations

import pytest
from checking_parts import check, cite

from app.answering.answer import Citation
from app.writing.contracts import Fault

AMENDMENTS = cite(
    "Ruritania, as penholder, circulated the draft resolution on 4 March 2021, and Norway and "
    "Kenya proposed amendments that China opposed."
)
TEXT = cite(
    "France and the United Kingdom only supported the text after the reference to the "
    "International Criminal Court was removed at the request of the United States."
)
SANCTIONS = cite(
    "Mr. Dahl (Norway) said that the sanctions had hurt ordinary people, and he called on the "
    "Council to lift them before the elections in May."
)
MEETINGS = cite(
    "The Special Representative, Jean Pierre Lacroix, briefed the Council on 12 April and Foreign "
    "Minister Anna Kovač met the Secretary-General on 19 April."
)
OFFICE = cite(
    "The Office, which was established in 2004 to help the Government disarm militias in the "
    "eastern provinces, has not received any new funding since 2018."
)
ADOPTED = cite("The Council adopted resolution 2576 (2021); China and Russia abstained.")


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("Norway, as penholder, circulated the draft resolution.", AMENDMENTS),
        ("Ruritania opposed the amendments.", AMENDMENTS),
        ("Ruritania proposed amendments.", AMENDMENTS),
        ("China opposed the draft resolution.", AMENDMENTS),
        ("Norway and Kenya circulated amendments on 4 March 2021.", AMENDMENTS),
        ("The United States removed France and the United Kingdom from the text.", TEXT),
        ("France and the United Kingdom supported the International Criminal Court.", TEXT),
        ("The reference to the United States was removed.", TEXT),
        ("Mr. Dahl said that ordinary people had hurt the sanctions.", SANCTIONS),
        ("Mr. Dahl said that the elections had hurt ordinary people.", SANCTIONS),
        ("Jean Pierre Lacroix met the Secretary-General on 12 April.", MEETINGS),
        ("The Secretary-General, Jean Pierre Lacroix, briefed the Council.", MEETINGS),
        ("The Council met Anna Kovač on 19 April.", MEETINGS),
        ("The militias were established in 2004 to help the Government.", OFFICE),
        ("China and Russia adopted resolution 2576 (2021).", ADOPTED),
    ],
)
def test_what_one_did_is_not_given_to_another(statement: str, source: Citation) -> None:
    assert check(statement, source).fault is Fault.ATTRIBUTION


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("The draft resolution was circulated by Ruritania.", AMENDMENTS),
        ("Ruritania, the penholder, circulated the draft resolution.", AMENDMENTS),
        ("France supported the text.", TEXT),
        ("The reference to the International Criminal Court was removed.", TEXT),
        ("Norway said that the sanctions had hurt ordinary people.", SANCTIONS),
        ("Jean Pierre Lacroix briefed the Council on 12 April.", MEETINGS),
        ("The Office was established in 2004.", OFFICE),
        ("Resolution 2576 (2021) was adopted by the Council.", ADOPTED),
    ],
)
def test_what_somebody_did_is_left_to_them(statement: str, source: Citation) -> None:
    assert check(statement, source).fault is None


def test_what_is_pointed_at_in_another_sentence_has_any_name() -> None:
    additions = cite("The P3 opposed these additions.")
    added = cite("Russia sought to add specific references to the CSTO.")
    assert check("The P3 opposed references to the CSTO.", additions, added).fault is None


@pytest.mark.parametrize(
    "statement",
    [
        "The Government established the Office in 2004.",
        "The Office was established to help militias disarm the Government.",
    ],
)
def test_nobody_is_put_where_the_source_names_another_or_none(statement: str) -> None:
    assert check(statement, OFFICE).fault is Fault.ATTRIBUTION
    helping = "The Office was established to help the Government disarm militias."
    assert check(helping, OFFICE).fault is None


def test_what_some_believe_is_not_given_to_those_of_whom_they_do() -> None:
    belief = cite("Some members believe that the government was responsible for the attack.")
    said = "The government believes that some members were responsible for the attack."
    assert check(said, belief).fault is Fault.ATTRIBUTION


MERGER = cite(
    "Hungary's proposal to merge the two offices was supported by Austria and rejected by Greece."
)


@pytest.mark.parametrize(
    "statement",
    [
        "Austria supported Hungary's proposal.",
        "Greece rejected Hungary's proposal.",
        "Austria supported the proposal and Greece rejected it.",
    ],
)
def test_two_verbs_of_one_subject_have_each_their_own(statement: str) -> None:
    assert check(statement, MERGER).fault is None
    assert check("Austria rejected the proposal.", MERGER).fault is not None


def test_a_share_of_what_is_counted_is_counted() -> None:
    lost = cite("The mission lost three helicopters in 2018, two of them in Kidal.")
    assert check("Two of the three helicopters were lost in Kidal.", lost).fault is None

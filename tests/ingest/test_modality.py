"""What is expected, told from what has happened, has been decided, or is only asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.modality import is_expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The Secretary-General is expected to brief.",
        "The minister will preside.",
        "Other briefers will include the head of the organisation.",
        "One issue that may be raised is trade.",
        "It may not be adopted.",
        "A vote is scheduled for Friday.",
        "Members are likely to support it.",
        "The mandate is unlikely to change.",
        "At press time, negotiations continued.",
        "Norway plans to circulate a draft.",
        "The lead State intends to put the draft in blue.",
        "The Council could adopt a statement.",
        "It might be delayed.",
        "They are going to meet.",
        "The envoy is due to brief members.",
        "The report is due on 3 May.",
        "The mandate is set to expire.",
        "The text is not expected to pass.",
        "A vote was expected to follow.",  # what was foreseen then, not what happened
        "The adoption was scheduled for Monday.",
        "The Council will not meet.",
        "We’ll return to it.",
        "The political will exists, and the Council will act.",
        "It is possible that the vote slips.",
        "We will of course study it.",
        "They welcomed the event planned for 2 April.",
        "Le Conseil tiendra demain une séance sur la question.",
        "Les membres devraient adopter le projet dans les jours qui viennent.",
        "Il est prévu que le Secrétaire général présente un exposé sur la situation.",
        "Le ministre va présider la séance.",
        "Ожидается, что выступит Генеральный секретарь.",
        "Завтра состоится заседание.",
        "Совет будет рассматривать этот вопрос.",
        "Совет может принять заявление.",
    ],
)
def test_expected(sentence: str) -> None:
    assert is_expected(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Council adopted it in May 2019.",
        "In May, members met.",
        "May 2018 saw a vote.",
        "There is no political will.",
        "It expressed the will of the people.",
        "The parties have the will to agree.",
        "That was the Council’s will, and it was done.",
        "States showed good will.",
        "Will Smith spoke.",
        "No press statements could be agreed upon for two years.",
        "Members could not agree.",
        "It could have been avoided.",
        "The delay was due to the weather.",
        "The delay was due to disagreements in the Council.",
        "As members will recall, the vote failed.",
        "As expected, it passed.",
        "That was perhaps the best result.",
        "The programme aims to reach all.",
        "The result was better than expected.",
        "He is going to Geneva.",
        "They were going to the border.",
        "A body was set up in 2001.",
        "Decides that Member States may inspect vessels;",
        "12. Authorizes the mission to take what measures may be needed;",
        "Recognizing that instability may threaten peace,",
        "What measures could be used to maintain peace?",
        "Will the Council act?",
        "He said that the vote “will be delayed”.",
        "If I may, I add one point.",
        "Be that as it may, we voted.",
        "They willingly withdrew in mayhem.",
        "The opera of the era was in camera.",
        "Le Conseil a adopté la résolution sur les opérations.",
        "L’opéra de la ville est dans le centre.",
        "Совет принял резолюцию.",
        "",
    ],
)
def test_not_expected(sentence: str) -> None:
    assert not is_expected(sentence)


def test_a_sentence_that_is_all_quotation_is_judged_by_its_words() -> None:
    assert is_expected("“We will continue to support the mission.”")
    assert not is_expected("“We have supported the mission.”")


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    assert is_expected(text) in (True, False)


@pytest.mark.timeout(60)  # quadratic work on so much would take many minutes
@pytest.mark.parametrize(
    "junk",
    ["“", "\"", "will of ", "political ", "s’ ", "is ", "is due to ", "No could ", "Recall ",
     "era ", "a" * 500_000, "le la ", "could not "]
)  # fmt: skip
def test_long_junk_is_linear(junk: str) -> None:
    assert is_expected(junk * max(500_000 // len(junk), 1)) in (True, False)

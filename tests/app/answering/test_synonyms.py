"""Other words for the conduct of meetings: they cover, and are never word for word."""

from __future__ import annotations

import pytest

from app.answering.finding.features import covered, present
from app.answering.finding.view import QuestionView, view_question
from app.answering.terms.synonyms import synonyms_of
from app.answering.terms.words import stem, stems_of
from app.answering.weighing.choosing import absent
from app.answering.weighing.verdicts import verdict
from store.embedding import HashEmbedder

RARE = {stem("herring"): 3.0, stem("preside"): 0.5, stem("meeting"): 0.25}


def asked(text: str) -> QuestionView:
    vectors = HashEmbedder().read([text])[0]
    return view_question(text, vectors, lambda one: RARE.get(one, 5.0))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who is chairing the sitting?", "Iceland presides over the meeting."),
        ("Who presides over the debate?", "Iceland is chairing the session."),
        ("Who distributed the herring letter?", "Iceland circulated a letter on herring."),
        ("Did the herring text pass?", "The herring text was adopted."),
        ("Who will address the herring meeting?", "Ms. Berg briefs the meeting on herring."),
        ("Who is sceptical of herring?", "Iceland views herring with distrust."),
    ],
)
def test_what_says_the_same_covers_the_question(question: str, said: str) -> None:
    assert covered(asked(question), stems_of(said)) == pytest.approx(1.0)


def test_what_another_word_says_is_not_there_word_for_word() -> None:
    view = asked("Was the text passed?")
    word = next(word for word in view.content if word.text == "passed")
    assert not present(view, word, stems_of("The text was adopted."))
    assert verdict(view, "The text was adopted.", expected=False) is None


def test_a_word_is_as_rare_as_the_commonest_that_says_the_same() -> None:
    view = asked("Who is chairing the herring session?")
    rarities = [view.rarity[stem(word)] for word in ("chairing", "session", "herring")]
    assert rarities == [0.5, 0.25, RARE[stem("herring")]]


def test_a_word_is_no_synonym_of_itself_and_others_are_so_both_ways() -> None:
    assert stem("chairing") not in synonyms_of(stem("chairing"))
    assert stem("chairing") in synonyms_of(stem("presides"))
    assert synonyms_of(stem("herring")) == frozenset()


def gone(question: str, around: str) -> tuple[str, ...]:
    return absent(asked(question), stems_of(around))


def test_a_group_of_members_is_not_missing_where_it_has_another_name() -> None:
    assert gone("Why are some Western members wary?", "The P3 are wary of it.") == ()
    assert gone("Did the African members object?", "The A3 objected to it.") == ()
    # Neither are other groups it, nor is a place named so.
    assert gone("Why are some Nordic members wary?", "The P3 are wary.") == ("Nordic",)
    assert gone("What of Western Sahara?", "The P3 are wary of it.") == ("Western Sahara",)
    assert gone("Why are some Western members wary?", "China is wary.") == ("Western",)

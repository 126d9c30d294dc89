from __future__ import annotations

import random

import pytest

from app.answering.reader.windows import PassageText
from app.training import nearmisses, topics
from app.training.corpora import Posed, joined
from app.training.mixing import mix
from app.training.nearmisses import Collocations, Neighbourhood, names_in

PASSAGE = joined(
    "Mission",
    [
        "The Council issued a press statement on Mali in 1994.",
        "Later that year the delegation of Norway went to Lima.",
        "The mission was closed by Peru in 1999.",
    ],
)
ELSEWHERE = joined(
    "Mission",
    ["In 2001 the Council sent observers to Chad.", "The observers of Ghana stayed a week."],
)
NEAR = Neighbourhood((PASSAGE, ELSEWHERE), tuple(names_in(p.text) for p in (PASSAGE, ELSEWHERE)))


def posed(question: str, *gold: int, passage: PassageText = PASSAGE) -> Posed:
    return Posed(question, passage, frozenset(gold), "Mission", "squad")


@pytest.fixture
def chance() -> random.Random:
    return random.Random(4)


def test_the_answer_is_taken_out_and_the_rest_stays() -> None:
    made = nearmisses.gold_deleted(posed("When was the mission closed?", 2))
    assert made is not None
    assert made.gold == frozenset()
    assert "closed" not in made.passage.text
    assert [s.of(made.passage.text) for s in made.passage.sentences] == [
        s.of(PASSAGE.text) for s in PASSAGE.sentences[:2]
    ]


def test_a_passage_that_is_all_answer_is_left_alone() -> None:
    alone = joined("", ["It is old."])
    assert nearmisses.gold_deleted(posed("How old is it?", 0, passage=alone)) is None


def test_another_passage_of_the_article_is_drawn(chance: random.Random) -> None:
    made = nearmisses.elsewhere(posed("When did the Council meet?", 0), NEAR, chance)
    assert made is not None
    assert made.passage == ELSEWHERE
    assert made.gold == frozenset()


def test_names_that_only_open_a_sentence_are_no_names() -> None:
    assert names_in("Observers came. They met Erna Solberg in Lima. Norway paid.") == (
        "Erna Solberg",
        "Lima",
    )


@pytest.mark.parametrize("inside", [True, False])
def test_a_name_is_swapped_for_one_that_does_not_answer(
    chance: random.Random, inside: bool
) -> None:
    question = "Where did the delegation of Norway go?"
    made = nearmisses.other_name(posed(question, 1), NEAR, chance, inside=inside)
    assert made is not None
    assert "Norway" not in made.question
    new = made.question.removeprefix("Where did the delegation of ").removesuffix(" go?")
    assert (new in PASSAGE.text) is inside
    assert new not in PASSAGE.sentences[1].of(PASSAGE.text)


def test_a_year_is_swapped_for_another(chance: random.Random) -> None:
    for _ in range(30):
        made = nearmisses.other_year(posed("What was closed in 1999?", 2), chance)
        assert made is not None
        year = made.question.removeprefix("What was closed in ").removesuffix("?")
        assert year.isdigit()
        assert year != "1999"


def test_a_noun_is_swapped_for_one_that_stands_in_the_same_place(chance: random.Random) -> None:
    known = Collocations(["a press statement", "a presidential statement", "a press release"])
    question = "When was the press statement issued?"
    made = {
        found.question
        for _ in range(30)
        if (found := nearmisses.other_noun(posed(question, 0), known, chance))
    }
    assert made == {
        "When was the presidential statement issued?",
        "When was the press release issued?",
    }


def test_the_reason_is_asked_for_only_where_none_is_given() -> None:
    question = "When was the mission closed?"
    made = nearmisses.other_detail(posed(question, 2))
    assert made is not None
    assert made.question == "why was the mission closed?"
    reason = joined("", ["The mission was closed in 1999 because of the rain."])
    assert nearmisses.other_detail(posed(question, 0, passage=reason)) is None


def test_what_is_asked_of_another_thing_is_not_said_of_it(chance: random.Random) -> None:
    onto = posed("Who stayed?", 1, passage=ELSEWHERE)
    made = nearmisses.attribute_of_another(posed("Who paid the rent of Norway?", 1), onto, chance)
    assert made is not None
    assert made.passage == ELSEWHERE
    assert made.question in {f"Who paid the rent of {name}?" for name in names_in(ELSEWHERE.text)}


def test_a_topic_is_answered_by_the_one_sentence_that_has_it(chance: random.Random) -> None:
    for _ in range(20):
        made = topics.asked_about(PASSAGE, "Mission", chance)
        assert made is not None
        (number,) = made.gold
        found = [t for t, n in topics.topics_of(PASSAGE).items() if t in made.question]
        assert number in {topics.topics_of(PASSAGE)[topic] for topic in found}


def test_a_topic_asked_in_vain_is_not_in_the_passage(chance: random.Random) -> None:
    for _ in range(20):
        made = topics.asked_in_vain(ELSEWHERE, [PASSAGE], "Mission", chance)
        assert made is not None
        assert made.gold == frozenset()
        assert not any(topic in made.question for topic in topics.topics_of(ELSEWHERE))


def test_the_mix_has_nothing_of_articles_held_out_and_one_seed_makes_one_mix() -> None:
    def about(article: str, word: str) -> Posed:
        passage = joined(article, [f"The {word} statement was issued in Lima.", "It was late."])
        question = f"Where was the {word} statement issued?"
        return Posed(question, passage, frozenset({0}), article, "squad")

    data = [about("kept", "press"), about("kept", "late press"), about("out", "secret")]
    made = mix(data, {"out"}, seed=3)
    assert made == mix(data, {"out"}, seed=3)
    assert {p.article for p in made} == {"kept"}
    assert not any("secret" in p.question + p.passage.text for p in made)
    assert {p.origin for p in made} >= {"squad", "elsewhere", "other-detail", "topic"}

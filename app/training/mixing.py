"""The training set: what was asked, what was answered, and near misses of every kind, in shares.

One seed makes one set. Articles of the held-out list are left out before anything is made of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from app.answering.reader.windows import PassageText
from app.training import nearmisses, topics
from app.training.corpora import Posed

_SHARES = {
    "gold-deleted": 2_500,
    "elsewhere": 10_000,
    "other-name": 1_800,
    "other-name-inside": 1_800,
    "other-year": 1_500,
    "other-noun": 3_000,
    "other-detail": 1_000,
    "attribute": 2_000,
    "topic": 2_400,
    "topic-in-vain": 2_400,
}
_PAIRS = 9_000
_WITHOUT_HEADING = 0.5
_WITHOUT_MARK = 0.2


def mix(posed: Sequence[Posed], held_out: Collection[str], seed: int) -> list[Posed]:
    """The training examples, shuffled."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    kept = [p for p in posed if p.article not in held_out]
    pairs = [p for p in kept if p.origin == "pairs"]
    real = [p for p in kept if p.origin != "pairs"]
    real += chance.sample(pairs, min(_PAIRS, len(pairs)))
    examples = [*real, *_made(kept, chance)]
    chance.shuffle(examples)
    return [_varied(example, chance) for example in examples]


def _made(posed: Sequence[Posed], chance: random.Random) -> list[Posed]:
    answered = [p for p in posed if p.gold]
    near = _neighbourhoods(posed)
    known = nearmisses.Collocations(
        {p.passage.text: None for p in posed} | {p.question: None for p in posed}
    )

    def others(one: Posed) -> list[PassageText]:
        return [p for p in near[one.article].passages if p.text != one.passage.text]

    rules: dict[str, Callable[[Posed], Posed | None]] = {
        "gold-deleted": nearmisses.gold_deleted,
        "elsewhere": lambda p: nearmisses.elsewhere(p, near[p.article], chance),
        "other-name": lambda p: nearmisses.other_name(p, near[p.article], chance, inside=False),
        "other-name-inside": lambda p: nearmisses.other_name(
            p, near[p.article], chance, inside=True
        ),
        "other-year": lambda p: nearmisses.other_year(p, chance),
        "other-noun": lambda p: nearmisses.other_noun(p, known, chance),
        "other-detail": nearmisses.other_detail,
        "attribute": lambda p: nearmisses.attribute_of_another(p, chance.choice(answered), chance),
        "topic": lambda p: topics.asked_about(p.passage, p.article, chance),
        "topic-in-vain": lambda p: topics.asked_in_vain(
            p.passage, chance.sample(others(p), min(2, len(others(p)))), p.article, chance
        ),
    }
    return [
        made
        for name, rule in rules.items()
        for made in _first(rule, chance.sample(answered, len(answered)), _SHARES[name])
    ]


def _first(
    rule: Callable[[Posed], Posed | None], posed: Sequence[Posed], share: int
) -> list[Posed]:
    """The first ``share`` that the rule can make."""
    made: list[Posed] = []
    for one in posed:
        if len(made) == share:
            break
        if (found := rule(one)) is not None:
            made.append(found)
    return made


def _neighbourhoods(posed: Sequence[Posed]) -> dict[str, nearmisses.Neighbourhood]:
    passages: dict[str, dict[str, PassageText]] = {}
    for one in posed:
        passages.setdefault(one.article, {})[one.passage.text] = one.passage
    return {
        article: nearmisses.Neighbourhood(
            tuple(texts.values()), tuple(nearmisses.names_in(text) for text in texts)
        )
        for article, texts in passages.items()
    }


def _varied(example: Posed, chance: random.Random) -> Posed:
    """With or without a heading and a question mark: neither must matter."""
    passage, question = example.passage, example.question
    if chance.random() < _WITHOUT_HEADING:
        passage = replace(passage, heading="")
    if chance.random() < _WITHOUT_MARK:
        question = question.rstrip(" ?")
    return replace(example, passage=passage, question=question)

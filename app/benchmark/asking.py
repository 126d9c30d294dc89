"""Questions about a library's own documents, each about another passage.

They are made from the passages' words by patterns, so they are like no question that ships, and no
two of a run ask the same. Whether something answers them does not matter here: the work is alike.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from store.library import Library

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHORTEST = 4  # letters of a word that says something
_LONGEST = 3  # words of a phrase
_EMPTY_WORDS = """
about after again against also although among been before being between both came could does
during each even ever every from further have having here however into itself just made make many
more most much must never only other over said same shall should since some such than that their
    them then there these they this those through under until upon very were what when where which
while will with within without would your
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_PATTERNS = (
    "What was said about {a}?",
    "Who spoke about {a} and {b}?",
    "When was {a} linked to {b}?",
    "Why does {a} matter for {b}?",
    "How many people are affected by {a}?",
    "Which countries support {a}?",
    "Did {a} lead to {b}?",
    "Where did {a} take place?",
    "What is the position on {a} and {b}?",
    "Is {a} mentioned together with {b}?",
    "What should be done about {a}?",
    "How long has {a} been discussed?",
)
_TRIES = 200  # for each question that is wanted


def questions_about(library: Path, wanted: int, *, seed: int, not_these: set[str]) -> list[str]:
    """So many questions about documents of a library, none of ``not_these``, which grows by them.

    Fewer, where the documents hold too few words.
    """
    chance = random.Random(seed)  # noqa: S311 - to differ, not to be secret
    asked: list[str] = []
    with Library.open(library, None) as held:
        documents = [summary.document for summary in held.documents() if summary.held]
        for _ in range(_TRIES * wanted if documents else 0):
            if len(asked) == wanted:
                break
            document = held.document(chance.choice(documents))
            if not document.passages:
                continue
            passage = chance.choice(document.passages)
            question = question_of(passage.span.of(document.text), chance)
            if question is not None and question not in not_these:
                not_these.add(question)
                asked.append(question)
    return asked


def question_of(text: str, chance: random.Random) -> str | None:
    """A question of the words of a passage; none where it has too few."""
    phrases = list(dict.fromkeys(phrases_of(text)))
    if len(phrases) < 2:
        return None
    a, b = chance.sample(phrases, 2)
    return chance.choice(_PATTERNS).format(a=a, b=b)


def phrases_of(text: str) -> Iterator[str]:
    """Runs of words that say something, up to three words each, as they are printed."""
    words = [match.group() for match in _WORD.finditer(text)]
    for telling, run in groupby(words, _tells):
        phrase = list(run)[:_LONGEST]
        if telling and (len(phrase) > 1 or phrase[0][0].isupper()):
            yield " ".join(phrase)


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and word.lower() not in _EMPTY


def shipped(questions: Path) -> set[str]:
    """Every question that ships in a folder of JSON lines."""
    return {
        json.loads(line)["question"]
        for path in sorted(questions.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    }

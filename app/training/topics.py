"""Questions made from the passages themselves: "What does it say about …?", asked where it is
said, and where it is not.

People ask so, and no set that the reader learns from does.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.answering.reader.windows import PassageText
from app.answering.terms.words import stems_of, words_of
from app.training.corpora import Posed

_FORMS = (
    "What does {source} say about {topic}?",
    "What is said about {topic}?",
    "What did they say about {topic}?",
    "What does the text say on {topic}?",
    "{topic}",
    "Is {topic} mentioned?",
    "What about {topic}?",
)
_SOURCES = ("the document", "the text", "it", "the article", "the brief", "the report", "the note")
_ORIGIN = "topic"


def topics_of(passage: PassageText) -> dict[str, int]:
    """Two content words side by side that only one sentence has, with that sentence."""
    where: dict[str, set[int]] = {}
    for number, span in enumerate(passage.sentences):
        sentence = span.of(passage.text)
        words = words_of(sentence)
        for first, second in pairwise(words):
            beside = sentence[first.span.end : second.span.start] == " "
            if beside and first.content and second.content and not (first.number or second.number):
                where.setdefault(f"{first.text} {second.text}", set()).add(number)
    counts = Counter({topic: len(sentences) for topic, sentences in where.items()})
    return {topic: min(where[topic]) for topic, count in counts.items() if count == 1}


def asked_about(passage: PassageText, article: str, chance: random.Random) -> Posed | None:
    """A question about a topic of the passage, answered by the sentence that has it."""
    topics = topics_of(passage)
    if not topics:
        return None
    topic = chance.choice(sorted(topics))
    return Posed(_asked(topic, chance), passage, frozenset({topics[topic]}), article, _ORIGIN)


def asked_in_vain(
    passage: PassageText, others: Sequence[PassageText], article: str, chance: random.Random
) -> Posed | None:
    """A question about a topic of another passage, half of whose words at most are here."""
    here = stems_of(passage.text)
    topics = [t for other in others for t in topics_of(other) if not stems_of(t) <= here]
    if not topics:
        return None
    # One word here and one missing is the nearer miss.
    half: Iterable[str] = [topic for topic in topics if stems_of(topic) & here]
    topic = chance.choice(sorted(half or topics))
    return Posed(_asked(topic, chance), passage, frozenset(), article, f"{_ORIGIN}-in-vain")


def _asked(topic: str, chance: random.Random) -> str:
    return chance.choice(_FORMS).format(topic=topic, source=chance.choice(_SOURCES))

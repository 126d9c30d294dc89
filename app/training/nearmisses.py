"""Near misses made by rule: questions that a passage seems to answer and does not.

Each rule takes a question that was answered and changes one thing, or takes it where it does not
belong: what is left sounds right beside the passage and has no answer there. All changes are to
words that other questions and texts of the data use in the same place, so that nothing but the
passage gives a near miss away.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.answering.reader.windows import PassageText
from app.answering.terms.words import AnswerType, Word, offers, stems_of, words_of
from app.training.corpora import Posed, joined
from store.records import Span

_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: (?:of |the |de )?[A-Z][\w’'-]+){0,3}")
_YEAR = re.compile(r"\b1[0-9]{3}\b|\b20[0-9]{2}\b")
_WHEN_WHERE = re.compile(r"^(?:when|where) (?=(?:did|was|were|does|do|is|are|has|have)\b)", re.I)
_REASON = re.compile(
    r"\b(?:because|due to|owing|in order|so that|as a result|caused?|reasons?|since|to avoid"
    r"|for fear|therefore|thus|hence|led to|leading to|thanks to|on account)\b",
    re.IGNORECASE,
)
_LONGEST_SHIFT = 12
_DRAWN = 6


@dataclass(frozen=True)
class Neighbourhood:
    """What else there is about an article: its passages, and the names in each."""

    passages: Sequence[PassageText]
    names: Sequence[tuple[str, ...]]


class Collocations:
    """Which word stands before which in the data: "press statement", "presidential statement"."""

    def __init__(self, texts: Iterable[str]) -> None:
        before: dict[str, dict[str, None]] = defaultdict(dict)
        after: dict[str, dict[str, None]] = defaultdict(dict)
        for text in texts:
            for first, second in _neighbours(text):
                before[second.text.lower()][first.text.lower()] = None
                after[first.text.lower()][second.text.lower()] = None
        self._before = {word: tuple(others) for word, others in before.items()}
        self._after = {word: tuple(others) for word, others in after.items()}

    def instead_of_first(self, first: str, second: str) -> tuple[str, ...]:
        """What else stands before ``second``."""
        return tuple(w for w in self._before.get(second, ()) if w != first)

    def instead_of_second(self, first: str, second: str) -> tuple[str, ...]:
        """What else stands after ``first``."""
        return tuple(w for w in self._after.get(first, ()) if w != second)


def names_in(text: str) -> tuple[str, ...]:
    """Names inside sentences, by their capitals, without those that only open a sentence."""
    opening = {match.start() for match in re.finditer(r"(?:^|[.!?:;\"“(]\s*)(?=\S)", text)}
    opening |= {match.end() for match in re.finditer(r"[.!?:;\"“(]\s+", text)}
    found = (match for match in _NAME.finditer(text) if match.start() not in opening)
    return tuple(dict.fromkeys(match.group() for match in found))


def gold_deleted(posed: Posed) -> Posed | None:
    """The passage without the sentences that answer."""
    passage = posed.passage
    kept = [
        span.of(passage.text) for i, span in enumerate(passage.sentences) if i not in posed.gold
    ]
    if not posed.gold or len(kept) < 2:
        return None
    return _missed(posed, "gold-deleted", passage=joined(passage.heading, kept))


def elsewhere(posed: Posed, near: Neighbourhood, chance: random.Random) -> Posed | None:
    """Another passage of the same article: of a few drawn, the one that shares most words."""
    others = [p for p in near.passages if p.text != posed.passage.text]
    if not others or not posed.gold:
        return None
    wanted = stems_of(posed.question)
    drawn = chance.sample(others, min(_DRAWN, len(others)))
    chosen = max(drawn, key=lambda passage: len(wanted & stems_of(passage.text)))
    answering = [posed.passage.sentences[i].of(posed.passage.text) for i in posed.gold]
    if any(sentence in chosen.text for sentence in answering):
        return None
    return _missed(posed, "elsewhere", passage=chosen)


def other_name(
    posed: Posed, near: Neighbourhood, chance: random.Random, *, inside: bool
) -> Posed | None:
    """The right question about another name: of the passage itself, or of its article."""
    text = posed.passage.text
    here = names_in(text)
    asked = [name for name in here if _stands(name, posed.question)]
    pool = here if inside else tuple(n for names in near.names for n in names if n not in text)
    answering = _answering(posed)
    instead = [n for n in pool if n not in answering and not _stands(n, posed.question)]
    if not asked or not instead:
        return None
    chosen = chance.choice(asked)
    swapped = _replaced(posed.question, chosen, chance.choice(instead))
    return _missed(posed, "other-name-inside" if inside else "other-name", question=swapped)


def other_year(posed: Posed, chance: random.Random) -> Posed | None:
    """The right question about another year: one that the passage has elsewhere, or a near one."""
    asked = [year for year in _YEAR.findall(posed.question) if year in posed.passage.text]
    if not asked:
        return None
    year = chance.choice(asked)
    answering = _answering(posed)
    inside = [y for y in _YEAR.findall(posed.passage.text) if y not in answering]
    shifted = str(int(year) + chance.choice((-1, 1)) * chance.randint(1, _LONGEST_SHIFT))
    instead = chance.choice(inside) if inside and chance.random() < 0.5 else shifted
    if instead in answering or instead in posed.question:
        return None
    return _missed(posed, "other-year", question=posed.question.replace(year, instead))


def other_noun(posed: Posed, known: Collocations, chance: random.Random) -> Posed | None:
    """One word of a pair swapped for another of its kind: a presidential for a press statement."""
    around = stems_of(posed.passage.text) | stems_of(posed.question)
    choices: list[tuple[Span, str]] = []
    for first, second in _neighbours(posed.question):
        one, two = first.text.lower(), second.text.lower()
        if first.stem in around and second.stem not in stems_of(posed.passage.text):
            continue
        for word, others in (
            (first, known.instead_of_first(one, two)),
            (second, known.instead_of_second(one, two)),
        ):
            drawn = chance.sample(others, min(4, len(others)))
            choices += [(word.span, o) for o in drawn if not stems_of(o) & around]
    if not choices:
        return None
    span, other = chance.choice(choices)
    question = f"{posed.question[: span.start]}{other}{posed.question[span.end :]}"
    return _missed(posed, "other-noun", question=question)


def other_detail(posed: Posed) -> Posed | None:
    """A detail that is not given: the reason, or the time, of what is only placed or dated."""
    opening = _WHEN_WHERE.match(posed.question)
    if not opening:
        return None
    rest = posed.question[opening.end() :]
    if not _REASON.search(posed.passage.text):
        return _missed(posed, "other-detail", question=f"why {rest}")
    dated = offers(posed.passage.text, AnswerType.DATE, stems_of(posed.question))
    if opening.group().lower().startswith("where") and not dated:
        return _missed(posed, "other-detail", question=f"when {rest}")
    return None


def attribute_of_another(posed: Posed, onto: Posed, chance: random.Random) -> Posed | None:
    """What was asked about one thing, asked about a thing of another passage that does not say."""
    asked = [name for name in names_in(posed.passage.text) if _stands(name, posed.question)]
    there = names_in(onto.passage.text)
    if not asked or not there:
        return None
    old = max(asked, key=len)
    rest = stems_of(posed.question.replace(old, " "))
    content = {w.stem for w in words_of(posed.question) if w.content} & rest
    if not content or content & stems_of(onto.passage.text):
        return None
    question = _replaced(posed.question, old, chance.choice(there))
    return _missed(posed, "attribute", question=question, passage=onto.passage)


def _missed(
    posed: Posed, origin: str, *, question: str | None = None, passage: PassageText | None = None
) -> Posed:
    return replace(
        posed,
        question=posed.question if question is None else question,
        passage=passage or posed.passage,
        gold=frozenset(),
        origin=origin,
    )


def _answering(posed: Posed) -> str:
    return " ".join(posed.passage.sentences[i].of(posed.passage.text) for i in sorted(posed.gold))


def _stands(name: str, question: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name)}\b", question, re.IGNORECASE))


def _replaced(question: str, old: str, new: str) -> str:
    return re.sub(rf"\b{re.escape(old)}\b", lambda _: new, question, flags=re.IGNORECASE)


def _neighbours(text: str) -> Iterable[tuple[Word, Word]]:
    """Content words side by side, names and numbers left out."""
    for first, second in pairwise(words_of(text)):
        beside = text[first.span.end : second.span.start] == " "
        if beside and all(
            w.content and not w.name and not w.number and w.text.isalpha() for w in (first, second)
        ):
            yield first, second

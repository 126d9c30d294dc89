"""Follow-ups by rule: a question that leans on the conversation is made to stand alone.

"What did they object to?" after "Who are the P3?" is read as "What did the P3 object to?". Where a
pronoun has nothing to point at, or nothing is named at all ("And after that?"), what the last
question was about is added behind it. The result is shown, so that a wrong guess is seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answering.answer import Turn
from app.answering.words import Word, words_of

_PERSONAL = re.compile(r"\b(?:they|them|he|him|she)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(?:their|his|her|its)\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:it|that|this|these|those|there|then|the (?:same|former|latter))\b", re.IGNORECASE
)
_CONTINUES = re.compile(
    r"^(?:and|but|so|or|also|then|why|how so|(?:what|how) about|(?:what|who|anything) else)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    # "the meeting that was held": the pronoun points inside the question, not behind it.
    r"\b\w+ that (?:is|was|were|are|has|have|had|did|does|will|can|may)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"\bhow (?:long|many|much|often|far|old)\b", re.IGNORECASE)
_FEW_WORDS = 2


def standalone(text: str, history: Sequence[Turn]) -> str:
    """``text`` itself where it stands alone, else ``text`` with what it points at."""
    asked = [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
    if not asked or not _leans(text):
        return text
    about = _about(asked[-1])
    if not about:
        return text
    names = _names(asked[-1])
    if names and _PERSONAL.search(text) and not _names(text):
        text = _PERSONAL.sub(names, text, count=1)
        text = _POSSESSIVE.sub(f"{names}’s", text, count=1)
        rest = [word for word in about if word not in names.split()]
    else:
        rest = about
    said = [turn.content for turn in history if turn.role == "assistant"]
    if _POINTING.search(text) or _CONTINUES.search(text):
        rest = [*rest, *(w for w in _anchors(said[-1] if said else "") if w not in rest)]
    rest = [word for word in rest if word.lower() not in text.lower()]
    return f"{text} ({' '.join(rest)})" if rest else text


def _leans(text: str) -> bool:
    if _CONTINUES.search(text) or _PERSONAL.search(text) or _POSSESSIVE.search(text):
        return True
    words = [word for word in words_of(text) if word.content]
    if len(words) <= _FEW_WORDS and not any(word.name or word.number for word in words):
        return True
    return bool(_POINTING.search(_RELATIVE.sub(" ", text)))


def _about(question: str) -> list[str]:
    """The words that carry the last question's meaning, in order, once each."""
    question = _HOW.sub(" ", question)
    return list(dict.fromkeys(word.text for word in words_of(question) if word.content))


def _anchors(answer: str) -> list[str]:
    """Names and dates of the last answer, to which "that" may point; a long answer has too many."""
    words = [w for w in words_of(answer) if w.content and (w.name or w.number)]
    return list(dict.fromkeys(word.text for word in words)) if len(words) <= 8 else []


def _names(question: str) -> str:
    """The last run of names in the question ("the P3", "Sergey Lavrov"), or nothing."""
    runs: list[list[Word]] = []
    previous: Word | None = None
    for word in words_of(question):
        if word.name:
            joined = (
                previous is not None and question[previous.span.end : word.span.start].strip() == ""
            )
            if joined and runs:
                runs[-1].append(word)
            else:
                runs.append([word])
            previous = word
        else:
            previous = None
    if not runs:
        return ""
    run = runs[-1]
    before = question[: run[0].span.start].rstrip()
    article = "the " if before.lower().endswith(" the") else ""
    return article + question[run[0].span.start : run[-1].span.end]

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

_SINGULAR = re.compile(r"\b(?:he|him|she)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:they|them)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(?:their|his|her|its)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|him|she|they|them|it|their|his|her|its)\b", re.IGNORECASE)
# A demonstrative that stands for something, which "said that the …" and "groups that act" do not.
_DEMONSTRATIVE = re.compile(
    r"(?:^|\b(?:is|was|were|are|did|does|do|has|had|will|at|of|in|on|after|before|about|with|for"
    r"|from|by|to|since|until|during|and)\s+)(?:that|this|these|those)\b"
    r"|\b(?:since|until|by|before) then\b|\bthere\W*$|\bthe (?:same|former|latter)\b",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"^(?:and|but|so|or|also|then|why|how so|(?:what|how) about|(?:what|who|anything) else)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"\bhow (?:long|many|much|often|far|old)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“(?P<quote>[^“”]{1,2000})”\s{0,3}\[\d+\]")
_MARKER = re.compile(r"\[\d+\]")
_FEW_WORDS = 1
_MOST_ANCHORS = 8
"""Words: an answer with more names and dates than this points at nothing in particular."""


def standalone(text: str, history: Sequence[Turn]) -> str:
    """``text`` itself where it stands alone, else ``text`` with what it points at.

    Earlier questions are made to stand alone first, so that a chain of follow-ups keeps its
    subject.
    """
    asked, said = "", ""
    for turn in history:
        if turn.role == "user" and turn.content.strip():
            asked, said = _standing(turn.content, asked, said), ""
        elif turn.role == "assistant":
            said = turn.content
    return _standing(text, asked, said)


def _standing(text: str, asked: str, said: str) -> str:
    about = _about(asked)
    if not about or not _leans(text):
        return text
    names = _names(asked)
    replaced = _with_names(text, names) if names else text
    rest = about if replaced == text else [word for word in about if word not in names.split()]
    if _DEMONSTRATIVE.search(text) or _CONTINUES.search(text):
        rest = [*rest, *(word for word in _anchors(said) if word not in rest)]
    rest = [word for word in rest if word.lower() not in replaced.lower()]
    return f"{replaced} ({' '.join(rest)})" if rest else replaced


def _leans(text: str) -> bool:
    if _CONTINUES.search(text) or _DEMONSTRATIVE.search(text):
        return True
    pronoun = _PRONOUN.search(text)
    if pronoun:
        # "What did Norway do in its term?": the pronoun points at a name before it.
        return not any(w.name and w.span.end <= pronoun.start() for w in words_of(text))
    words = [word for word in words_of(text) if word.content]
    return len(words) <= _FEW_WORDS and not any(word.name or word.number for word in words)


def _with_names(text: str, names: str) -> str:
    """The text with its pronoun replaced, where that is the only one and agrees in number."""
    if _names(text) or len(_PRONOUN.findall(text)) != 1:
        return text
    group = names.lower().startswith("the ") or names.isupper()
    pronoun = _PLURAL if group else _SINGULAR
    if pronoun.search(text):
        return pronoun.sub(lambda _: names, text, count=1)
    return _POSSESSIVE.sub(lambda _: f"{names}’s", text, count=1)


def _about(question: str) -> list[str]:
    """The words that carry the last question's meaning, in order, once each."""
    question = _HOW.sub(" ", question)
    return list(dict.fromkeys(word.text for word in words_of(question) if word.content))


def _anchors(answer: str) -> list[str]:
    """Names and dates of the last answer, to which "that" may point.

    Of an answer with numbered quotations only the quotations count: what is around them are not
    the documents' words.
    """
    quotes = [match["quote"] for match in _QUOTED.finditer(answer)]
    source = " ".join(quotes) if _MARKER.search(answer) else answer
    words = [w for w in words_of(source) if w.content and (w.name or w.number)]
    found = list(dict.fromkeys(word.text for word in words))
    return found if len(found) <= _MOST_ANCHORS else []


def _names(question: str) -> str:
    """The last run of names in the question ("the P3", "Sergey Lavrov"), or nothing."""
    runs: list[list[Word]] = []
    previous: Word | None = None
    for word in words_of(question):
        if not word.name:
            previous = None
            continue
        if previous is not None and not question[previous.span.end : word.span.start].strip():
            runs[-1].append(word)
        else:
            runs.append([word])
        previous = word
    if not runs:
        return ""
    run = runs[-1]
    before = question[: run[0].span.start].rstrip()
    article = "the " if before.lower().endswith(" the") else ""
    return article + question[run[0].span.start : run[-1].span.start + len(run[-1].text)]

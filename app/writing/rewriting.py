"""A follow-up made to stand alone by a language model, where what it makes of it can be trusted.

A model knows better than rules what "And them?" points at, and may as well invent it. So what it
writes is only taken where it is one question that brings up nothing by name that was not said and
loses nothing that was; else the follow-up is read by rule, as without a model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answering.answer import Turn
from app.writing.asides import aside, fits, said_aside
from app.writing.contracts import Message, WritingModel
from app.writing.mentions import brings_up
from store.errors import WritingError
from store.sentence_breaks import TAIL, begins_sentence

MOST_ADDED = 300
"""Characters that a question which stands alone may have more than the follow-up."""
MOST_TURNS = 6
"""Messages of the conversation that the model is shown, the last ones."""
_MOST_OF_A_TURN = 800
"""Characters: an answer with its quotations may be long, and begins with what it is about."""
_SECONDS = 20.0
_SPOKEN = {"user": "Asked", "assistant": "Answered"}
_QUESTION_MARKS = re.compile(r"[?？؟]")
_MAY_END = re.compile(r"[.!。！](?P<gap>\s*)(?=\S)")
_WRAPPING = ' \t\n"“”«»*`'


class Rewriting:
    """Rewrites the follow-ups of one conversation. Safe for threads."""

    def __init__(self, model: WritingModel, history: Sequence[Turn]) -> None:
        self._model = model
        self._said = [
            (_SPOKEN[turn.role], turn.content[:_MOST_OF_A_TURN]) for turn in history[-MOST_TURNS:]
        ]

    def __call__(self, question: str) -> str | None:
        """The follow-up as a question that stands alone; none where the model makes none of it."""
        try:
            messages = self._messages(question)
            if messages is None:
                return None
            written = said_aside(
                self._model,
                messages,
                seconds=_SECONDS,
                characters=len(question) + MOST_ADDED + len(_WRAPPING),
            )
        except WritingError:
            # Whoever writes the answer next will say so.
            return None
        rewritten = written.strip(_WRAPPING)
        said = [question, *(content for _, content in self._said)]
        return rewritten if is_faithful(rewritten, question, said) else None

    def _messages(self, question: str) -> tuple[Message, ...] | None:
        """As much of the end of the conversation as the model reads, and the question."""
        for first in range(len(self._said)):
            told = [f"{role} – {content}" for role, content in self._said[first:]]
            messages = aside("rewrite", {"conversation": told, "question": [question]})
            if fits(messages, self._model):
                return messages
        return None


def is_faithful(rewritten: str, question: str, said: Sequence[str]) -> bool:
    """Whether a text may stand for a follow-up: one question, not much longer, which names nothing
    that was not ``said`` and all that the follow-up names.
    """
    return (
        _is_one_question(rewritten, question)
        and len(rewritten) <= len(question) + MOST_ADDED
        and brings_up(rewritten, said) is None
        and brings_up(question, [rewritten], openers=False) is None
    )


def _is_one_question(text: str, question: str) -> bool:
    """Whether it is one line that asks once; what was no question in form need not become one."""
    if not any(map(str.isalpha, text)) or "\n" in text or _has_two_sentences(text):
        return False
    marks = len(_QUESTION_MARKS.findall(text))
    if marks == 0:
        return not _QUESTION_MARKS.search(question)
    return marks == 1 and _QUESTION_MARKS.fullmatch(text[-1]) is not None


def _has_two_sentences(text: str) -> bool:
    return any(
        (match.group()[0] in "。！" or match["gap"])
        and begins_sentence(text[: match.start() + 1][-TAIL:], text[match.end() :][:TAIL])
        for match in _MAY_END.finditer(text)
    )

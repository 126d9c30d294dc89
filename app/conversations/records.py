"""What is kept of a conversation, and how a question is to be answered."""

from __future__ import annotations

from dataclasses import dataclass

from app.answering.answer import Answer
from store.filters import Filters

TITLE_LENGTH = 90
"""Longest title of a conversation, in characters; a longer first question is cut at a word."""

UNREADABLE = (
    "This answer was saved by another version of Penholder and cannot be read by this one: "
    "ask the question anew, or open it with that version."
)
"""Why a message has no answer, where it has one that this version cannot read."""

_EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation; ``created`` and ``updated`` are Unix times in seconds."""

    id: str
    title: str
    created: float
    updated: float


@dataclass(frozen=True, slots=True)
class Manner:
    """How a question is to be answered.

    ``model`` is the language model that is to write, none for quotations alone; ``filters`` are
    those chosen by hand; ``alone``: it takes up nothing of what was said before it.
    """

    model: str | None = None
    filters: Filters = _EVERYTHING
    alone: bool = False


PLAINLY = Manner()


@dataclass(frozen=True, slots=True)
class Message:
    """One question and what came of it: an answer, a failure in one sentence, or neither yet.

    While one is being written, ``quoted`` is the answer in quotations and ``draft`` what there is
    of it by now.
    """

    id: int
    conversation: str
    question: str
    asked: float
    answer: Answer | None = None
    failure: str | None = None
    how: Manner = PLAINLY
    quoted: Answer | None = None
    draft: Answer | None = None

    @property
    def pending(self) -> bool:
        """Whether the question still waits for its answer."""
        return self.answer is None and self.failure is None

    @property
    def unwritten(self) -> bool:
        """Whether a model was asked to write the answer, did not, and may be asked again."""
        answer = self.answer
        return bool(self.how.model and answer and answer.model is None and answer.notice)


def title_of(question: str) -> str:
    """A conversation's title: its first question on one line, cut at a word if it is long."""
    line = " ".join(question.split())
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[:TITLE_LENGTH]
    return f"{cut.rsplit(' ', 1)[0] or cut}…"

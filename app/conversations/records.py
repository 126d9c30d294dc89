"""What is kept of a conversation, and how a question is to be answered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from app.answering.answer import Answer
from store.filters import Filters

NOTE_LENGTH = 2_000
"""Longest note on an answer, in characters."""

UNREADABLE = (
    "This answer was saved by another version of Penholder and cannot be read by this one: "
    "ask the question anew, or open it with that version."
)
"""Why a message has no answer, where it has one that this version cannot read."""

_EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation; ``created`` and ``updated`` are Unix times in seconds.

    ``owner`` is the key of the reader whose it is, empty on a machine of one's own; ``pinned``: it
    is to stand before the others.
    """

    id: str
    title: str
    created: float
    updated: float
    pinned: bool = False
    owner: str = ""


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
class Judgement:
    """What a reader thinks of an answer.

    ``note`` is what they said of it, at most :data:`NOTE_LENGTH` characters; ``when`` the Unix time
    in seconds at which it was stored, none before that.
    """

    helpful: bool
    note: str | None = None
    when: float | None = None


@dataclass(frozen=True, slots=True)
class JudgedPassage:
    """A passage that was shown with an answer: its document, and its characters there."""

    document: str
    symbol: str | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with what it is of, as that stood when it was made."""

    message: int
    judgement: Judgement
    question: str
    answer: str
    passages: tuple[JudgedPassage, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt; ``sought``: it is what was looked for."""

    text: str
    sought: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A conversation that has what was looked for.

    ``excerpt`` is where one of its questions or answers has it, empty where its title has it all.
    """

    conversation: Conversation
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One question and what came of it: an answer, a failure in one sentence, or neither yet.

    While one is being written, ``quoted`` is the answer in quotations and ``draft`` what there is
    of it by now. ``answered`` is when the answer, or the failure, was stored, in seconds as
    ``asked`` is. ``judgement`` is what its reader said of the answer that it has.
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
    answered: float | None = None
    judgement: Judgement | None = None

    @property
    def pending(self) -> bool:
        """Whether the question still waits for its answer."""
        return self.answer is None and self.failure is None

    @property
    def edition(self) -> str | None:
        """What tells the answer from any other that this question was or will be given."""
        if self.answer is None:
            return None
        told = f"{self.id}\0{self.answered!r}\0{self.answer.answer}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def unwritten(self) -> bool:
        """Whether a model was asked to write the answer, did not, and may be asked again."""
        answer = self.answer
        return bool(self.how.model and answer and answer.model is None and answer.notice)

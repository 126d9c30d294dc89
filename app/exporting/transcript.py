"""What is exported: questions and the answers that they got, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.answering.answer import Answer, Citation
from app.conversations import Conversation, Message, title_of


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer, or with why it has none; neither while it waits for one.

    ``since`` says, by the key of a passage, what became of its source after it was quoted.
    """

    question: str
    asked: dt.datetime | None = None
    answer: Answer | None = None
    failure: str | None = None
    since: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation, or one answer alone, which has no ``conversation``."""

    title: str
    exchanges: tuple[Exchange, ...]
    conversation: str | None = None

    @property
    def citations(self) -> Iterator[Citation]:
        """All that is cited, answer by answer, in the order of the numbers."""
        for exchange in self.exchanges:
            if exchange.answer is not None:
                yield from exchange.answer.citations


def _nothing_since(_answer: Answer) -> Mapping[str, str]:
    return {}


def of_conversation(
    conversation: Conversation,
    messages: Iterable[Message],
    since: Callable[[Answer], Mapping[str, str]] = _nothing_since,
) -> Transcript:
    """A conversation as it is stored; nothing is answered again.

    ``since`` finds what became of the sources of an answer; without it nothing is said of that.
    """
    exchanges = (
        Exchange(
            message.question,
            dt.datetime.fromtimestamp(message.asked, dt.UTC),
            message.answer,
            message.failure,
            since(message.answer) if message.answer else {},
        )
        for message in messages
    )
    return Transcript(conversation.title, tuple(exchanges), conversation.id)


def of_answer(answer: Answer, asked: dt.datetime | None = None) -> Transcript:
    """One answer by itself."""
    return Transcript(title_of(answer.question), (Exchange(answer.question, asked, answer),))

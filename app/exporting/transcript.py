"""What is exported: questions and the answers that they got, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.answering.answer import Answer, Citation
from app.conversations import Conversation, Message, title_of


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer, or with why it has none; neither while it waits for one."""

    question: str
    asked: dt.datetime | None = None
    answer: Answer | None = None
    failure: str | None = None


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


def of_conversation(conversation: Conversation, messages: Iterable[Message]) -> Transcript:
    """A conversation as it is stored; nothing is answered or looked up again."""
    exchanges = (
        Exchange(
            message.question,
            dt.datetime.fromtimestamp(message.asked, dt.UTC),
            message.answer,
            message.failure,
        )
        for message in messages
    )
    return Transcript(conversation.title, tuple(exchanges), conversation.id)


def of_answer(answer: Answer, asked: dt.datetime | None = None) -> Transcript:
    """One answer by itself."""
    return Transcript(title_of(answer.question), (Exchange(answer.question, asked, answer),))

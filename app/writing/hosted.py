"""A language model at a provider, asked through LangChain.

LangChain and the providers' packages do the talking; here are what they leave open: one retry and
no more, the end of the connection when nobody reads, and whether an answer is whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.writing import failures
from app.writing.access import Access
from app.writing.chats import LONGEST, WINDOW, Measure, chat_for, measure_of
from app.writing.connections import Connections
from app.writing.contracts import Message
from app.writing.estimating import tokens_at_most
from app.writing.failures import Place
from app.writing.streaming import Limits, Pen, read
from store.errors import WritingError

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

RETRY_AFTER = 1.0
"""Seconds before the one retry where the provider does not say."""

WHOLE = frozenset({"stop", "end_turn", "stop_sequence", "completed", "eos"})
CUT_OFF = frozenset({"length", "max_tokens", "max_output_tokens", "model_context_window_exceeded"})
REFUSED = frozenset({"content_filter", "refusal", "safety"})


@dataclass(frozen=True, slots=True)
class HostedModel:
    """A model at a provider."""

    access: Access
    measure: Measure
    limits: Limits

    @classmethod
    def open(cls, access: Access, *, window: int | None, limits: Limits) -> HostedModel:
        """The model with what is known of it. Raises :class:`WritingError` if it cannot be had."""
        unknown = Measure(window or WINDOW, LONGEST, steady=False)
        try:
            chat = chat_for(access, unknown, limits.total, Connections())
        except Exception as error:  # noqa: BLE001 - packages of others raise what they like
            failure = failures.unusable(error, _place(access))
        else:
            return cls(access, measure_of(chat.profile or {}, access, window), limits)
        raise failure

    @property
    def name(self) -> str:
        """How the user named it."""
        return self.access.name

    @property
    def window(self) -> int:
        """Tokens that it reads and writes in all."""
        return self.measure.window

    @property
    def longest(self) -> int:
        """Tokens that it writes at most."""
        return self.measure.longest

    def tokens(self, text: str) -> int:
        """How many tokens a text takes at most: an over-estimate."""
        return tokens_at_most(text)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """What it writes. Closing the iterator ends the request."""
        return read(_Request(self, tuple(messages)), self.limits, self.name)


class _Request:
    """One answer of a hosted model."""

    def __init__(self, model: HostedModel, messages: tuple[Message, ...]) -> None:
        self._model = model
        self._messages = messages
        self._place = _place(model.access)
        self._connections = Connections()

    def write(self, pen: Pen) -> None:
        """Asks, once more if the provider is only busy, and writes what it says."""
        try:
            pause = self._first(pen)
            if pause is not None:
                pen.pause(pause)
                self._ask(pen)
        finally:
            self._connections.close()

    def _first(self, pen: Pen) -> float | None:
        """Asks. The seconds to wait before asking again, where that makes sense."""
        try:
            self._ask(pen)
        except Exception as error:
            asked = failures.asked_to_wait(error)
            pause = RETRY_AFTER if asked is None else asked
            patient = pause <= self._model.limits.patience
            if pen.used or not patient or not failures.may_pass(error):
                raise
            return pause
        return None

    def stop(self) -> None:
        """Ends the connections."""
        self._connections.stop()

    def explain(self, error: Exception) -> WritingError:
        """One line for what a package raised."""
        return failures.explain(error, self._place)

    def _ask(self, pen: Pen) -> None:
        from langsmith import tracing_context

        model = self._model
        chat = chat_for(model.access, model.measure, model.limits.total, self._connections)
        reason, heard = "", False
        # What is asked goes to the provider named and to nobody else, whatever else is set.
        with tracing_context(enabled=False):
            chunks = chat.stream([_message(one) for one in self._messages])
            try:
                for chunk in chunks:
                    heard = True
                    if reason not in REFUSED:
                        reason = _reason(chunk) or reason
                    pen.write(str(chunk.text))
            except ValueError as error:
                # What LangChain raises when nothing at all came.
                if heard or type(error) is not ValueError:
                    raise
                raise failures.unreadable(self._place) from None
        self._check(reason, pen.used)

    def _check(self, reason: str, said: bool) -> None:
        """Raises :class:`WritingError` unless the answer is whole."""
        name = self._model.name
        if reason in REFUSED:
            raise WritingError(
                f"{name} refused to answer", "ask in other words, or choose another model"
            )
        if reason in CUT_OFF:
            raise WritingError(
                f"the answer of {name} was cut off at {self._model.longest:,} tokens",
                "ask for less at once, or choose another model",
            )
        if reason not in WHOLE:
            raise failures.broken_off(self._place)
        if not said:
            raise WritingError(
                f"{name} wrote nothing", "ask in other words, or choose another model"
            )


def _place(access: Access) -> Place:
    fetch = f"ollama pull {access.model}" if access.provider.name == "ollama" else ""
    return Place(access.name, access.model, access.host, access.provider.key, fetch=fetch)


def _message(message: Message) -> BaseMessage:
    from langchain_core.messages import HumanMessage, SystemMessage

    made = SystemMessage if message.role == "system" else HumanMessage
    return made(content=message.content)


def _reason(chunk: BaseMessage) -> str:
    """Why the model stopped, in its provider's word; empty while it goes on."""
    if isinstance(chunk.content, list) and any(
        isinstance(block, dict) and block.get("type") == "refusal" for block in chunk.content
    ):
        return "refusal"
    said = chunk.response_metadata
    incomplete = said.get("incomplete_details")
    words = (
        incomplete.get("reason") if isinstance(incomplete, Mapping) else None,
        said.get("finish_reason"),
        said.get("stop_reason"),
        said.get("done_reason"),
        said.get("status"),
    )
    return next((word for word in words if isinstance(word, str)), "")

"""Short requests to a model beside the writing: nothing hangs on them, so they may not take long.

What others wrote stands in the user's message alone, as ``neutralising`` leaves it, between lines
with a key made anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from app.writing.contracts import Message, WritingModel
from app.writing.neutralising import prompt_copy
from app.writing.streaming import Limits, Pen, read
from app.writing.templates import read_prompt
from store.errors import WritingError

_KEY_BYTES = 12


def aside(prompt: str, data: Mapping[str, Sequence[str]], **values: str) -> tuple[Message, ...]:
    """The messages of ``prompts/PROMPT.md`` with the lines of each of the ``data`` by its name.

    ``values`` are what the rules themselves leave open.
    """
    key = secrets.token_hex(_KEY_BYTES)
    file = read_prompt(prompt)
    told = {name: "\n".join(prompt_copy(one, key) for one in lines) for name, lines in data.items()}
    return (
        Message("system", file.filled("system", **values)),
        Message("user", file.filled("user", key=key, **told)),
    )


def fits(messages: Sequence[Message], model: WritingModel) -> bool:
    """Whether a model reads all of it and still has room for what it writes."""
    tokens = sum(model.tokens(message.content) for message in messages)
    return tokens <= model.window - model.longest


def said_aside(
    model: WritingModel, messages: Sequence[Message], *, seconds: float, characters: int
) -> str:
    """All that a model says to this.

    Raises :class:`WritingError` where it fails, takes longer than these seconds or says more than
    so many characters.
    """
    limits = Limits(first=seconds, between=seconds, total=seconds, characters=characters)
    return "".join(read(_Aside(model, messages), limits, model.name))


class _Aside:
    """One short request. A model that is left in the middle ends with its next piece."""

    def __init__(self, model: WritingModel, messages: Sequence[Message]) -> None:
        self._model = model
        self._messages = messages

    def write(self, pen: Pen) -> None:
        """Hands over what the model says."""
        for piece in self._model.stream(self._messages):
            pen.write(piece)

    def stop(self) -> None:
        """The model has its own limits for what it waits for."""

    def explain(self, error: Exception) -> WritingError:
        """One line for an error that no model should raise."""
        return WritingError(
            f"{self._model.name} failed with {type(error).__name__}", "ask again without it"
        )

"""What all sessions of the chat share: the settings, the engine, the conversations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.answering.answer import Answer, Turn
from app.conversations import Conversations
from app.ui import people
from app.ui.contracts import ChatEngine, LibraryView
from app.ui.desk import Desk
from store.errors import LibraryMissing, PenholderError, UsageError
from store.filters import Filters

if TYPE_CHECKING:
    from app.engine import Engine
    from app.settings import Settings
    from store.embedding import LazyEmbedder

CONVERSATIONS_FILE = "conversations.sqlite"

_LOADING = "Opening the library…"

_configured: Settings | None = None


def configure(settings: Settings) -> None:
    """Give the page the settings that the chat was started with."""
    global _configured
    _configured = settings


def settings_in_use() -> Settings:
    """The settings given.

    Raises :class:`UsageError` where none were: then Streamlit runs the page past the launcher,
    without the options that keep the chat on this machine and report nothing.
    """
    if _configured is None:
        raise UsageError(
            "the page was run by Streamlit itself, which opens it to the network",
            "stop it and run penholder chat",
        )
    return _configured


def models() -> tuple[str, ...]:
    """The language models that may be asked to write, by their names: the one that is set."""
    from app.commands.common import model_named

    named = model_named(None, settings_in_use())
    return () if named is None else (named,)


class _WithModels:
    """The engine, and the language models that the settings reach."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        from app.commands.common import asker_for

        self._engine = engine
        self._asker = asker_for(engine, settings)

    @property
    def library(self) -> LibraryView:
        return self._engine.library

    def answers(
        self, question: str, model: str | None, *, history: Sequence[Turn], filters: Filters
    ) -> Iterator[Answer]:
        return self._asker.answers(question, model, history=history, filters=filters)

    def example_questions(self) -> tuple[str, ...]:
        return self._engine.example_questions()


def open_engine(settings: Settings) -> ChatEngine:
    """The engine over the library that the settings name.

    Raises ``LibraryMissing``, ``FingerprintError`` or ``ModelError`` when it cannot be used.
    """
    from app.engine import Engine

    return _WithModels(Engine.open(settings, _embedder(settings.embedding_model)), settings)


def embedder() -> LazyEmbedder:
    """The embedding model, one in this process for whoever reads and whoever fills the library."""
    return _embedder(settings_in_use().embedding_model)


@cache
def _embedder(name: str) -> LazyEmbedder:
    from store.embedding import LazyEmbedder

    return LazyEmbedder(name)


def library_exists() -> bool:
    """Whether there is a library to open by now. Only looks."""
    from store.library import Library

    settings = settings_in_use()
    try:
        Library.open(settings.library, None, chroma_url=settings.chroma_url).close()
    except LibraryMissing:
        return False
    except PenholderError:
        return True  # one that cannot be used: opening it says why
    return True


def generation(desk: Desk) -> int | None:
    """The library's generation, or none while it cannot be read."""
    try:
        return desk.engine.library.generation
    except PenholderError:
        return None


def desk() -> Desk:
    """The one desk of this process, opened on first use.

    Raises ``NotAdmitted`` where nobody is at the page who may read, and what :func:`open_engine`
    raises; nothing is kept then, so the next try is a fresh one.
    """
    people.reader()
    return _opener()(settings_in_use().library)


@cache
def _opener() -> Callable[[Path], Desk]:
    import streamlit as st

    def opened(library: Path) -> Desk:
        engine = open_engine(settings_in_use())
        return Desk(engine, Conversations(library / CONVERSATIONS_FILE))

    return st.cache_resource(show_spinner=_LOADING)(opened)

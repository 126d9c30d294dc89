"""What the page needs of an engine, and nothing more: tests stand on the same protocol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.answering.answer import Answer, Turn
from store.filters import Filters
from store.records import Document, Kind

if TYPE_CHECKING:
    from store.history import Look, Run
    from store.naming import MissingDocument
    from store.requests import Request
    from store.shelf import Shelf


class Stage(StrEnum):
    """How far a question without its answer is: what is done for it now."""

    WAITING = "waiting"
    WORKING = "working"
    STOPPING = "stopping"


class Summary(Protocol):
    """One line of the library list."""

    @property
    def document(self) -> str:
        """What identifies it."""

    @property
    def symbol(self) -> str | None:
        """Its UN symbol, if it has one."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def kind(self) -> Kind:
        """What it is."""

    @property
    def date(self) -> dt.date | None:
        """The day it is cited by."""

    @property
    def url(self) -> str | None:
        """Its official page."""

    @property
    def held(self) -> bool:
        """Whether its text is held, or only described."""

    @property
    def corrected(self) -> bool:
        """Whether its publisher marked it as corrected."""


class LibraryView(Protocol):
    """The library, read only."""

    @property
    def generation(self) -> int:
        """Another number whenever something of it changed, in whichever process."""

    def edited(self) -> Mapping[str, dt.datetime]:
        """The documents whose text was edited after it was first indexed, and when."""

    def shelf(self) -> Shelf:
        """What each document cites, and how each came to be held."""

    def missing(self) -> Sequence[MissingDocument]:
        """What held documents cite and is not held."""

    def asked_for(self) -> Mapping[str, Request]:
        """What became of the documents that were asked for by their symbols, by symbol."""

    def runs(self, limit: int, /) -> Sequence[Run]:
        """The newest runs that changed the library or met a failure, newest first."""

    def last_look(self) -> Look | None:
        """The last look over all its sources that changed nothing, if there was one."""

    def documents(self) -> Sequence[Summary]:
        """Every live document, catalogue cards included."""

    def document(self, document: str, /) -> Document:
        """One live document with its text."""

    def original(self, document_id: str, /) -> Path | None:
        """The file that keeps what a live document was read from, where there is one."""


class ChatEngine(Protocol):
    """One question in, one answer out, with a language model or without."""

    @property
    def library(self) -> LibraryView:
        """What it answers from."""

    def answers(
        self, question: str, model: str | None, *, history: Sequence[Turn], filters: Filters
    ) -> Iterator[Answer]:
        """The answer as it grows, taking up what was said before it; the last one is the answer.

        The first is the answer in quotations, which also is the last without a model and where
        the model fails. Closing the iterator ends the model's request.
        """

    def example_questions(self) -> tuple[str, ...]:
        """Questions that the documents held do answer."""

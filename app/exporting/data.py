"""JSON: the saved answers themselves, in an envelope that says which form they have.

Version 1 of ``penholder-export``::

    {"schema": "penholder-export", "version": 1, "exported": "2026-11-04T10:05:00Z",
     "title": "…", "conversation": "id" or null,
     "exchanges": [{"question": "…", "asked": "2026-11-04T10:00:00Z" or null,
                    "answer": {…} or null, "failure": "…" or null,
                    "since": {"cited1": "…"}}]}

``answer`` is the object that ``penholder ask --json`` prints. ``since`` says what became of the
source of a passage after it was quoted: ``cited1`` is the citation of that number, ``also0`` and
``near0`` the first of those read and of the nearest. Times are in UTC. New keys may be
added without a new version; one that goes or changes its meaning makes one.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.answering.answer import Answer
from app.exporting.transcript import Transcript


class ExportedExchange(BaseModel):
    """One question and what came of it."""

    model_config = ConfigDict(frozen=True)

    question: str
    asked: dt.datetime | None
    answer: Answer | None
    failure: str | None
    since: dict[str, str] = Field(default_factory=dict)


class Exported(BaseModel):
    """A whole file."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    schema_name: Literal["penholder-export"] = Field(default="penholder-export", alias="schema")
    version: Literal[1] = 1
    exported: dt.datetime
    title: str
    conversation: str | None
    exchanges: tuple[ExportedExchange, ...]


def write_json(transcript: Transcript, *, at: dt.datetime) -> str:
    """The transcript as indented JSON; ``at`` is when it is exported."""
    exported = Exported(
        exported=at.astimezone(dt.UTC),
        title=transcript.title,
        conversation=transcript.conversation,
        exchanges=tuple(
            ExportedExchange(
                question=exchange.question,
                asked=exchange.asked and exchange.asked.astimezone(dt.UTC),
                answer=exchange.answer,
                failure=exchange.failure,
                since=dict(exchange.since),
            )
            for exchange in transcript.exchanges
        ),
    )
    return exported.model_dump_json(indent=2, by_alias=True) + "\n"

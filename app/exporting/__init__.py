"""Conversations and single answers as files to keep, to hand on and to cite from.

Markdown and Word documents are laid out for readers; JSON holds the answers as they are stored;
BibTeX and RIS list the documents cited. All are written from the ``Answer`` objects alone: nothing
is asked, read or decided anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never

from app.answering.answer import Answer
from app.citing import Style, bibliography
from app.exporting.data import write_json
from app.exporting.laying_out import lay_out, lay_out_answer
from app.exporting.markdown import write_markdown
from app.exporting.plain import write_plain
from app.exporting.transcript import Exchange, Transcript, of_answer, of_conversation

__all__ = ["Exchange", "Format", "Transcript", "as_text", "export", "of_answer", "of_conversation"]


class Format(StrEnum):
    """A kind of file, by the ending of its name."""

    MARKDOWN = "md"
    WORD = "docx"
    JSON = "json"
    BIBTEX = "bib"
    RIS = "ris"

    @property
    def is_text(self) -> bool:
        """Whether it may go to a terminal."""
        return self is not Format.WORD


def as_text(answer: Answer, style: Style, since: Mapping[str, str] | None = None) -> str:
    """One answer as plain text, its numbers in it and what they cite below, to be pasted.

    ``since`` says, by the key of a passage, what became of its source after it was quoted.
    """
    return write_plain(lay_out_answer(answer, style=style, since=since or {}))


def export(
    transcript: Transcript, form: Format, *, at: dt.datetime, style: Style = Style.UN
) -> bytes:
    """A transcript as the bytes of a file, text in UTF-8.

    ``at`` is when it is exported; ``style`` is how sources are cited where people read them, one of
    those that are read.
    """
    if not style.is_prose:
        raise ValueError(f"{style} is no style that is read")
    day = at.astimezone(dt.UTC).date()
    match form:
        case Format.MARKDOWN:
            return write_markdown(lay_out(transcript, style=style, on=day)).encode()
        case Format.WORD:
            from app.exporting.word import write_word

            blocks = lay_out(transcript, style=style, on=day)
            return write_word(blocks, title=transcript.title, at=at)
        case Format.JSON:
            return write_json(transcript, at=at).encode()
        case Format.BIBTEX:
            return bibliography(transcript.citations, Style.BIBTEX).encode()
        case Format.RIS:
            return bibliography(transcript.citations, Style.RIS).encode()
        case _:
            assert_never(form)

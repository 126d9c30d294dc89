"""``export``: a conversation of the chat as a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import LibraryOption, readable, settings_for
from app.commands.styles import READ, read_style_named
from app.terminal import say, write
from store.errors import UsageError

if TYPE_CHECKING:
    from app.conversations import Conversation, Conversations
    from app.exporting import Format

_NAMED = 5  # conversations that an error names
_FORMATS = "md, docx, json, bib or ris"

ConversationArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[CONVERSATION]",
        help="Its id, as in the chat's address; without it, the one used last.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="F",
        help=f"{_FORMATS}; without it, as FILE's name ends, or else md.",
        show_default=False,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to write it; without it, to standard output.",
        show_default=False,
    ),
]
CiteOption = Annotated[
    str, typer.Option("--cite", metavar="STYLE", help=f"How sources are cited: {READ}.")
]


def export(
    context: typer.Context,
    conversation: ConversationArgument = None,
    form: FormatOption = None,
    output: OutputOption = None,
    cite: CiteOption = "un",
    library: LibraryOption = None,
) -> None:
    """Write a conversation of the chat to a file, with its quotations and sources as saved."""
    kind, style = _format(form, output), read_style_named(cite)
    if output is None and not kind.is_text:
        raise UsageError("a Word document cannot go to standard output", "name a file with -o FILE")
    settings = settings_for(context, library)

    from app.exporting import export as exported
    from app.exporting import of_conversation
    from app.ui.state import CONVERSATIONS_FILE

    store = _opened(settings.library / CONVERSATIONS_FILE)
    try:
        found = _found(store, conversation)
        transcript = of_conversation(found, store.messages(found.id))
    finally:
        store.close()
    written = exported(transcript, kind, at=dt.datetime.now(dt.UTC), style=style)
    if output is None:
        write(written.decode())
        return
    _put(output, written)
    say(f"Exported “{found.title}” to {output}.")


def _format(named: str | None, output: Path | None) -> Format:
    from app.exporting import Format

    ending = output.suffix.removeprefix(".").lower() if output else ""
    if named is None:
        return Format(ending) if ending in set(Format) else Format.MARKDOWN
    try:
        return Format(named.lower())
    except ValueError as error:
        raise UsageError(
            f"there is no format called {readable(named)}", f"use {_FORMATS}"
        ) from error


def _opened(path: Path) -> Conversations:
    """The conversations; looking for them makes no file where there are none."""
    from app.conversations import Conversations

    if not path.exists():
        raise _nothing()
    return Conversations(path)


def _found(store: Conversations, named: str | None) -> Conversation:
    recent = store.recent(limit=_NAMED)
    if not recent:
        raise _nothing()
    if named is None:
        return recent[0]
    found = store.find(named)
    if found is None:
        known = ", ".join(f"{one.id} (“{one.title}”)" for one in recent)
        raise UsageError(
            f"there is no conversation {readable(named)}",
            f"leave the id out for the last one, or give one of these: {known}",
        )
    return found


def _nothing() -> UsageError:
    return UsageError(
        "there is no conversation to export", "ask a question in penholder chat first"
    )


def _put(path: Path, written: bytes) -> None:
    """Write a file whole: what was there before stays until the new one is complete."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(written)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

"""``ask`` and ``search``: questions put to the library."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import (
    JsonOption,
    LibraryOption,
    ModelOption,
    asker_for,
    model_named,
    open_engine,
    readable,
    settings_for,
)
from app.commands.styles import ALL, style_named
from app.terminal import console, print_json, waiting
from store.errors import UsageError
from store.filters import Filters
from store.printing import iso
from store.records import Kind

if TYPE_CHECKING:
    from app.answering.answer import Turn
    from store.library import Library

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")

AfterOption = Annotated[
    str | None,
    typer.Option(
        "--after",
        metavar="D",
        help="Only documents of this day or later: 2019, 2019-09, 2019-09-24.",
    ),
]
BeforeOption = Annotated[
    str | None,
    typer.Option("--before", metavar="D", help="Only documents of this day or earlier."),
]
KindOption = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="K", help="Only documents of this kind, as brief. Repeatable."),
]
DocumentOption = Annotated[
    list[str] | None,
    typer.Option("--document", metavar="ID", help="Only this document. Repeatable."),
]
CiteOption = Annotated[
    str | None,
    typer.Option("--cite", metavar="STYLE", help=f"Print the citations as well: {ALL}."),
]


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    as_json: JsonOption = False,
    history: Annotated[
        Path | None,
        typer.Option(
            "--history",
            metavar="FILE",
            help='The conversation so far: a JSON list of {"role", "content"}.',
        ),
    ] = None,
    model: ModelOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    kind: KindOption = None,
    document: DocumentOption = None,
    cite: CiteOption = None,
    library: LibraryOption = None,
) -> None:
    """Answer a question from the library, each sentence with its source, its place and its date."""
    filters = filters_from(after=after, before=before, kinds=kind or (), documents=document or ())
    turns = _history(history) if history else ()
    style = style_named(cite) if cite else None
    if style and as_json:
        raise UsageError("--json has no use for --cite", "give one of the two")
    settings = settings_for(context, library)
    named = model_named(model, settings)
    with open_engine(settings) as engine, waiting(f"Writing with {named}" if named else "Reading"):
        filters = resolved(filters, engine.library)
        asker = asker_for(engine, settings)
        *_, answer = asker.answers(readable(question), named, history=turns, filters=filters)
        edited = engine.library.edited()
    if as_json:
        print_json(answer.model_dump(mode="json"))
        return
    from app.rendering import answer_lines, citation_lines

    out = console()
    for line in answer_lines(answer, edited):
        out.print(line)
    if style:
        for line in citation_lines(answer.citations, style):
            out.print(line)


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look for, in quotation marks.")],
    count: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    as_json: JsonOption = False,
    after: AfterOption = None,
    before: BeforeOption = None,
    kind: KindOption = None,
    document: DocumentOption = None,
    library: LibraryOption = None,
) -> None:
    """List the passages that fit a query best, in order."""
    filters = filters_from(after=after, before=before, kinds=kind or (), documents=document or ())
    with open_engine(settings_for(context, library)) as engine:
        filters = resolved(filters, engine.library)
        results = engine.search(readable(query), k=count, filters=filters)
    if as_json:
        print_json([asdict(result) | {"date": iso(result.date)} for result in results])
        return
    from app.rendering import search_lines

    out = console()
    for line in search_lines(results):
        out.print(line)


def filters_from(
    *,
    after: str | None,
    before: str | None,
    kinds: Sequence[str],
    documents: Sequence[str],
) -> Filters:
    """Filters from the options as typed. Raises :class:`UsageError` for one that means nothing."""
    return Filters(
        after=day_from("--after", after, last=False) if after else None,
        before=day_from("--before", before, last=True) if before else None,
        kinds=frozenset(_kind(name) for name in kinds),
        documents=frozenset(documents),
    )


def resolved(filters: Filters, library: Library) -> Filters:
    """The filters with each document by its id, however it was typed.

    Raises :class:`UsageError` for one that is not in the library.
    """
    return replace(filters, documents=frozenset(map(library.find, filters.documents)))


def day_from(option: str, written: str, *, last: bool) -> dt.date:
    """The first or last day of a year, a month or a day written ``YYYY[-MM[-DD]]``."""
    try:
        match = _DAY.fullmatch(written.strip())
        if match is None:
            raise ValueError(written)
        year = int(match["year"])
        month = int(match["month"] or (12 if last else 1))
        length = calendar.monthrange(year, month)[1]
        return dt.date(year, month, int(match["day"] or (length if last else 1)))
    except ValueError as error:
        raise UsageError(
            f"{option} {readable(written)} is not a date", "write it as 2019, 2019-09 or 2019-09-24"
        ) from error


def _kind(written: str) -> Kind:
    name = re.sub(r"[\s_-]+", " ", written.strip().lower())
    try:
        return Kind(name)
    except ValueError as error:
        raise UsageError(
            f"there is no kind of document called {readable(written)}",
            f"use one of {', '.join(Kind)}",
        ) from error


def _history(path: Path) -> tuple[Turn, ...]:
    try:
        return read_history(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError(
            f"the history {path} cannot be read ({error.strerror})", "give a file that exists"
        ) from error


def read_history(data: bytes, name: str) -> tuple[Turn, ...]:
    """The conversation in a file. Raises :class:`UsageError`, which names the file, for none."""
    from pydantic import TypeAdapter, ValidationError

    from app.answering.answer import Turn

    try:
        return TypeAdapter(tuple[Turn, ...]).validate_json(data)
    except ValidationError as error:
        raise UsageError(
            f"the history {name} is not a conversation",
            'make it a JSON list of {"role": "user" or "assistant", "content": "…"}',
        ) from error

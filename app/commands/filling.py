"""``refresh`` and ``remove``: what the library holds, changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from app.commands.common import JsonOption, LibraryOption, open_library, readable, settings_for
from app.terminal import console, inert, print_json, say, waiting

if TYPE_CHECKING:
    from ingest.refresh import Progress, RefreshReport

_NAME_WIDTH = 48


def refresh(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="Files or folders. Without any, the configured ones: at first what ships.",
        ),
    ] = None,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Bring the library up to date with its sources. Nothing is done for what has not changed."""
    settings = settings_for(context, library)
    with waiting("Loading the model"):
        from ingest.refresh import refresh as refresh_library
        from store.embedding import load_embedder
        from store.library import Library

        embedder = load_embedder(settings.embedding_model)
        held = Library.open(settings.library, embedder, create=True, chroma_url=settings.chroma_url)
    with held, _progress() as on_progress:
        report = refresh_library(held, sources or settings.sources, on_progress=on_progress)
    if as_json:
        print_json(asdict(report))
    else:
        _print(report)
    if report.failed:
        raise typer.Exit(1)


def remove(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="ID", help="As `documents` prints it.")],
    library: LibraryOption = None,
) -> None:
    """Take one document out of the library. Its source file is left alone."""
    with open_library(settings_for(context, library)) as held:
        removed = held.remove(readable(document))
    say(f"Removed {removed}: it stays out until its source changes or is named again.")


def _print(report: RefreshReport) -> None:
    out = console()
    for word, style, documents in (
        ("added", "green", report.added),
        ("changed", "yellow", report.changed),
        ("removed", "red", report.removed),
    ):
        for document in documents:
            out.print(Text.assemble((f"{word:9}", style), inert(document)))
    for failure in report.failed:
        out.print(
            Text.assemble(
                ("failed   ", "bold red"),
                inert(f"{failure.source}: {failure.reason}: {failure.remedy}."),
            )
        )
    out.print(
        f"{len(report.added)} added, {len(report.changed)} changed, {len(report.removed)} removed, "
        f"{report.unchanged} unchanged, {len(report.failed)} failed; "
        f"{report.passages} passages held, {report.seconds:.1f} s."
    )


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """A bar on stderr with counts and the time left, on a terminal only."""
    from rich import progress as bars

    errors = console(stderr=True)
    with bars.Progress(
        bars.TextColumn("{task.description}", markup=False),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TimeRemainingColumn(compact=True),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
    ) as bar:
        task = bar.add_task("Reading", total=None)

        def on_progress(at: Progress) -> None:
            name = inert(at.source)[-_NAME_WIDTH:]
            bar.update(task, completed=at.done, total=at.total, description=name)

        yield on_progress

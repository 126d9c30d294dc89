"""``chat``: the page in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands.common import LibraryOption, settings_for


def chat(
    context: typer.Context,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="P",
            min=1,
            max=65535,
            help="The port to serve on. Without it, the first free one from 8501.",
        ),
    ] = None,
    headless: Annotated[
        bool, typer.Option("--headless", help="Do not open a browser; print the address only.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Open the chat in a browser. It is served to this machine only."""
    settings = settings_for(context, library)
    from app.ui.launcher import run_chat

    run_chat(settings, port, headless=headless)

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
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="IP",
            help="The address of this machine to listen on. Without it, this machine alone.",
        ),
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Let nobody change the library from the chat.")
    ] = False,
    without_signin: Annotated[
        bool,
        typer.Option(
            "--without-sign-in",
            help="Let everybody read and ask who reaches the chat, and nobody change the library.",
        ),
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Open the chat in a browser.

    It is served to this machine only, unless settings say where other people reach it and how they
    sign in.
    """
    options = {"address": address, "read_only": read_only, "without_signin": without_signin}
    given = {name: value for name, value in options.items() if value}
    settings = settings_for(context, library, **given)
    from app.ui.launcher import run_chat

    run_chat(settings, port, headless=headless)

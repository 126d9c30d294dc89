"""What the commands share: the ``--library`` and ``--json`` options, and opening what they name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.logs import log_to_stderr
from app.terminal import waiting

if TYPE_CHECKING:
    from app.engine import Engine
    from app.settings import Settings
    from app.writing.asking import Asker
    from store.library import Library

QUOTATIONS_ONLY = "none"
"""The name of a model that says to write with none."""

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="DIR",
        help="Where the library is kept; else PENHOLDER_LIBRARY says, else your data folder.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]

ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="The language model that writes, as openai:gpt-4o; else PENHOLDER_MODEL says; "
        f"“{QUOTATIONS_ONLY}” for quotations alone.",
        show_default=False,
    ),
]


def model_named(option: str | None, settings: Settings) -> str | None:
    """The model to write with, by its name; none for quotations alone."""
    named = option or settings.model
    return None if named == QUOTATIONS_ONLY else named


def asker_for(engine: Engine, settings: Settings) -> Asker:
    """What asks the engine, with the models that these settings reach."""
    from app.writing.asking import Asker
    from app.writing.providers import open_model

    return Asker(engine, lambda name: open_model(name, settings))


def settings_for(context: typer.Context, library: Path | None, **options: str | bool) -> Settings:
    """The settings, with ``--library`` as given after the command or else before it.

    ``options`` are more of them that were given to this command.
    """
    from app.settings import load_settings

    settings = load_settings(library=library or context.obj, **options)
    log_to_stderr(settings.log_level, settings.log_format)
    return settings


def open_library(settings: Settings) -> Library:
    """The library for looking into, with no model loaded."""
    from store.library import Library

    return Library.open(settings.library, None, chroma_url=settings.chroma_url)


def open_to_write(settings: Settings, *, create: bool = False) -> Library:
    """The library for changing; the model is loaded only if there is something to embed."""
    from store.embedding import LazyEmbedder
    from store.library import Library

    embedder = LazyEmbedder(settings.embedding_model)
    return Library.open(settings.library, embedder, create=create, chroma_url=settings.chroma_url)


def open_engine(settings: Settings) -> Engine:
    """The engine, with its model loaded."""
    from app.engine import Engine

    with waiting("Loading the model"):
        return Engine.open(settings)


def readable(text: str) -> str:
    """An argument as Unicode: bytes that are not UTF-8 become replacement characters."""
    return text.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")

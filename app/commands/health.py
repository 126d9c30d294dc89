"""``doctor`` and ``rebuild``: whether the library is sound, and making its indexes anew."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from app.commands.common import JsonOption, LibraryOption, settings_for
from app.terminal import console, counting, inert, print_json, say, waiting

if TYPE_CHECKING:
    from app.settings import Settings
    from store.health import Health, Model


def doctor(
    context: typer.Context,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Look whether the library is sound; each finding names what mends it.

    Nothing is changed, but that the copy of an original that was altered is set aside.
    """
    settings = settings_for(context, library)
    from store.health import examine

    with waiting("Looking at the library"):
        health = examine(settings.library, _model(settings), chroma_url=settings.chroma_url)
    if as_json:
        print_json(
            {
                "healthy": health.healthy,
                "library": health.library,
                "checks": [asdict(check) for check in health.checks],
                "sizes": _sizes(health),
                "generation": health.generation,
                "last_run": _last_run(health),
            }
        )
    else:
        _print(health)
    if not health.healthy:
        raise typer.Exit(1)


def rebuild(
    context: typer.Context,
    library: LibraryOption = None,
) -> None:
    """Make the indexes anew from the stored text; no source is needed.

    The old ones answer until the new ones are there. This mends damaged or deleted indexes, and
    follows a change of the embedding model.
    """
    settings = settings_for(context, library)
    from ingest.chunking import CHUNKER_VERSION
    from ingest.recutting import recut
    from store.embedding import LazyEmbedder
    from store.library import Library

    embedder = LazyEmbedder(settings.embedding_model)
    with (
        Library.open(
            settings.library, embedder, chroma_url=settings.chroma_url, rebuilding=True
        ) as held,
        counting("Embedding") as show,
    ):
        whole = held.catalogue.facts().get("chunker", "1") != CHUNKER_VERSION
        rebuilt = held.rebuild(
            lambda document, model: recut(document, model, whole=whole),
            on_progress=lambda done, total: show(done, total, ""),
        )
    cut = f", {rebuilt.recut} documents cut anew" if rebuilt.recut else ""
    say(f"Rebuilt the indexes: {rebuilt.passages} passages{cut}.")


def _model(settings: Settings) -> Model:
    from store.embedding import DEFAULT_MODEL, LazyEmbedder
    from store.health import Model

    name = settings.embedding_model
    known = LazyEmbedder(name).fingerprint if name == DEFAULT_MODEL else None
    return Model(name, known)


def _sizes(health: Health) -> dict[str, int] | None:
    sizes = health.sizes
    return asdict(sizes) | {"a_passage": sizes.a_passage} if sizes is not None else None


def _last_run(health: Health) -> dict[str, object] | None:
    """The newest run that changed something or met a failure, in numbers and times in UTC."""
    last = health.last_run
    if last is None:
        return None
    added, changed, removed = last.counted
    return {
        "command": last.command,
        "started": last.started.isoformat(),
        "finished": last.finished.isoformat() if last.finished else None,
        "added": added,
        "changed": changed,
        "removed": removed,
        "failed": last.failed,
    }


def _print(health: Health) -> None:
    out = console()
    signs = {"none": ("well", "green"), "warning": ("warning", "yellow"), "error": ("error", "red")}
    for check in health.checks:
        word, style = signs[check.severity]
        line = Text.assemble((f"{word:8}", style), (f"{check.name:16}", "bold"))
        line.append(inert(check.detail))
        if check.remedy:
            line.append(f": {inert(check.remedy)}")
        out.print(line)
    out.print("The library is sound." if health.healthy else "The library needs mending.")

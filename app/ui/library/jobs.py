"""What may be asked of the library on its page, as jobs for a thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app import filling
from app.ui import state
from app.ui.library.work import Done, Filler, Gone, Job, Told
from app.ui.wording import count
from store.errors import SourceError
from store.failures import Failed

if TYPE_CHECKING:
    from app.filling import RefreshReport
    from app.settings import Settings
    from store.library import Library


@dataclass(frozen=True, slots=True)
class Given:
    """A file as a reader gave it."""

    name: str
    data: bytes


@cache
def _fillers() -> dict[Path, Filler]:
    return {}


def filler() -> Filler:
    """The one that fills the library of this process."""
    return _fillers().setdefault(state.settings_in_use().library, Filler())


def refresh() -> Job:
    """Bring the library up to date with the configured sources and the files that were added."""
    settings = state.settings_in_use()

    def carry_out(told: Told) -> Done:
        with _open(settings) as library:
            sources = filling.configured(settings)
            return Done(filling.refreshed(library, sources, settings, told))

    return Job("Refresh", "", carry_out)


def fetch(named: str, language: str = "en") -> Job:
    """Fetch what a symbol or an address names. Raises as :func:`app.filling.named` does."""
    settings = state.settings_in_use()
    source = filling.named(named, language)

    def carry_out(told: Told) -> Done:
        with _open(settings) as library:
            return Done(filling.refreshed(library, [source], settings, told, language=language))

    return Job("Fetch", filling.told(named), carry_out)


def add(files: Sequence[Given], wanted: str | None = None) -> Job:
    """Keep files and read them. ``wanted`` is the symbol of the document that one is to be."""
    settings = state.settings_in_use()

    def carry_out(told: Told) -> Done:
        before = set(filling.added_folder(settings.library).glob("*"))
        kept, refused = _kept(settings.library, files)
        new = [path for path in kept if path not in before]
        try:
            with _open(settings) as library:
                report = filling.refreshed(library, [str(path) for path in kept], settings, told)
                arrived = wanted is None or _holds(library, wanted)
        except BaseException:  # what was said to have failed is not to come with the next refresh
            for path in new:
                filling.drop(settings.library, path)
            raise
        short = _without_folder(report, filling.added_folder(settings.library))
        failed = {failure.source for failure in short.failed}
        for path in new:
            if path.name in failed:
                filling.drop(settings.library, path)
        notes = () if arrived else (_other_than(wanted or ""),)
        return Done(replace(short, failed=(*refused, *short.failed)), notes)

    return Job("Add", count(len(files), "file"), carry_out)


def remove(document: str, name: str = "") -> Job:
    """Take a document out, and delete the file of it that was given to the page.

    ``name`` is what a reader knows the document by; without one it is called by its id.
    """
    known_as = name or document
    settings = state.settings_in_use()

    def carry_out(told: Told) -> Done:
        with _open(settings) as library:
            sources = library.shelf().origins.get(document, ())
            library.remove(document)
            for source in sources:
                filling.drop(settings.library, Path(source.key))
            report = filling.refreshed(library, [], settings, told)
        return Done(replace(report, removed=(document,)), gone=Gone(document, known_as))

    return Job("Remove", known_as, carry_out)


@contextmanager
def _open(settings: Settings) -> Iterator[Library]:
    """The library for writing, on the one model of this process."""
    from store.library import Library

    with Library.open(
        settings.library, state.embedder(), create=True, chroma_url=settings.chroma_url
    ) as library:
        yield library


def _kept(library: Path, files: Sequence[Given]) -> tuple[list[Path], list[Failed]]:
    """The files in their folder, and what is wrong with those that could not be kept."""
    kept: dict[Path, None] = {}
    refused = []
    for file in files:
        try:
            kept[filling.keep(library, file.name, file.data)] = None
        except SourceError as error:
            refused.append(Failed(file.name, error.what, error.remedy))
    return list(kept), refused


def _without_folder(report: RefreshReport, folder: Path) -> RefreshReport:
    """The same, with files called by their names: where they lie is nothing to a reader."""
    above = f"{folder}/"

    def short(failure: Failed) -> Failed:
        return Failed(
            *(text.replace(above, "") for text in (failure.source, failure.reason, failure.remedy))
        )

    return replace(report, failed=tuple(short(failure) for failure in report.failed))


def _holds(library: Library, symbol: str) -> bool:
    """Whether the document itself is held by now."""
    held = {one.document for one in library.documents() if one.held}
    return library.shelf().document_of(symbol) in held


def _other_than(symbol: str) -> str:
    return (
        f"What was added does not print the symbol {symbol}, so it is held under a name of its "
        f"own, and {symbol} is still not held."
    )

"""What may be done to the library and is under way, in words and as data for a component."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypedDict

from app.ui.address import document_key
from app.ui.contracts import Summary
from app.ui.evidence_view import name_of
from app.ui.library.reports_view import Report, of_job
from app.ui.library.work import Standing as At
from app.ui.wording import count

if TYPE_CHECKING:
    from store.shelf import Shelf

_MOST_ADDED = 50
_ON_WEB = ("http://", "https://")


class Progress(TypedDict):
    """How far a job is; without ``total`` that is not known yet."""

    title: str
    said: str
    source: str | None
    done: int
    total: int
    stopping: bool


class Work(TypedDict):
    """What is under way, and what the last job came to."""

    view: Literal["work"]
    progress: Progress | None
    report: Report | None
    refused: str | None
    may_change: bool


class Removable(TypedDict):
    """A document that was added by hand; ``id`` says which."""

    id: str
    document: str
    name: str
    how: str


class Sources(TypedDict):
    """The button that refreshes, with what it reads."""

    view: Literal["sources"]
    sources: list[str]
    busy: bool


class Added(TypedDict):
    """What was added by hand, and may be removed again."""

    view: Literal["added"]
    added: list[Removable]
    more: str | None
    busy: bool


def work(at: At, by_id: Mapping[str, Summary], *, may_change: bool, refused: str | None) -> Work:
    """What is under way and what was done last, for whoever may see to it."""
    return Work(
        view="work",
        progress=_progress(at, may_change=may_change) if at.job else None,
        report=of_job(at.outcome, by_id) if at.outcome and not at.job else None,
        refused=refused,
        may_change=may_change,
    )


def sources(configured: Sequence[str], *, busy: bool) -> Sources:
    """What a refresh reads."""
    return Sources(view="sources", sources=list(configured), busy=busy)


def by_hand(added: Sequence[Removable], *, busy: bool) -> Added:
    """What may be removed again; as much of it as fits a page."""
    left = len(added) - _MOST_ADDED
    return Added(
        view="added",
        busy=busy,
        added=list(added[:_MOST_ADDED]),
        more=f"and {left:,} more: penholder remove takes any out" if left > 0 else None,
    )


def removable(
    documents: Iterable[Summary], shelf: Shelf, folder: str, configured: Sequence[str]
) -> list[Removable]:
    """The held documents that only a reader's own doing gave: a file added, an address named."""
    found = []
    for item in documents:
        origins = shelf.origins.get(item.document, ()) if item.held else ()
        by_file = any(one.key.startswith(f"{folder}/") for one in origins)
        by_name = all(
            one.named and one.key.startswith(_ON_WEB) and one.key not in configured
            for one in origins
        )
        if origins and (by_file or by_name):
            found.append(
                Removable(
                    id=document_key(item.document),
                    document=item.document,
                    name=name_of(item.symbol, item.title),
                    how="A file added here" if by_file else "Fetched by its symbol or address",
                )
            )
    return found


def _progress(at: At, *, may_change: bool) -> Progress:
    assert at.job is not None  # noqa: S101 - asked before
    progress = at.progress
    if progress is None:
        said = "Looking what there is to do…"
    else:
        doing = "Fetching" if progress.stage == "fetching" else "Reading"
        said = f"{doing}: {progress.done:,} of {count(progress.total, 'source')} done"
    return Progress(
        title=f"{at.job.name}: {at.job.about}" if at.job.about else at.job.name,
        said="Stopping after the source under way…" if at.stopping else said,
        source=progress.source if progress and may_change else None,
        done=progress.done if progress else 0,
        total=progress.total if progress else 0,
        stopping=at.stopping,
    )

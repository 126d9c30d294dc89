"""``show --diff``: two versions of a document, compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.commands.common import readable
from app.terminal import console, print_json, say
from store.errors import UsageError

if TYPE_CHECKING:
    from store.history import Version
    from store.library import Library

RANGE = re.compile(r"(\d{1,9})\.\.(\d{1,9})")
"""Two versions by number, as a reader writes them: ``1..2``."""


def show_change(library: Library, document_id: str, versions: str | None, *, as_json: bool) -> None:
    """Prints what changed between two versions of a document, else between its last two.

    Raises :class:`UsageError` where ``versions`` names none that there are.
    """
    from app.changes import compare
    from store.history import version_text, versions_of

    listed = versions_of(library.catalogue, document_id)
    if versions is None and len(listed) == 1:
        _say_only_one(listed[0], as_json=as_json)
        return
    old, new = _chosen(document_id, listed, versions)
    change = compare(
        old,
        version_text(library.catalogue, old),
        new,
        version_text(library.catalogue, new),
    )
    if as_json:
        data = asdict(change)
        print_json(
            {"document": document_id, "old": version_data(old), "new": version_data(new)}
            | {name: data[name] for name in ("facts", "paragraphs")}
        )
        return
    from app.changes_text import change_lines

    out = console()
    coloured = out.is_terminal and not out.no_color
    for line in change_lines(change, coloured=coloured):
        out.print(line)


def _say_only_one(version: Version, *, as_json: bool) -> None:
    from app.rendering import printed_moment

    if as_json:
        print_json(
            {"document": version.document, "old": None, "new": version_data(version)}
            | {"facts": [], "paragraphs": []}
        )
        return
    say(
        f"{version.document} has one version, read {printed_moment(version.read)}: "
        "there is nothing to compare it with."
    )


def _chosen(
    document_id: str, listed: Sequence[Version], versions: str | None
) -> tuple[Version, Version]:
    """The two versions that are named, else the last two. Raises :class:`UsageError`."""
    if versions is None:
        return listed[-2], listed[-1]
    match = RANGE.fullmatch(versions.strip())
    if match is None:
        raise UsageError(f"{readable(versions)} does not name two versions", "write them as 1..2")
    numbers = [int(number) for number in match.groups()]
    unknown = [number for number in numbers if not 1 <= number <= len(listed)]
    if unknown:
        have = "one version" if len(listed) == 1 else f"versions 1 to {len(listed)}"
        raise UsageError(
            f"{document_id} has {have} and no version {unknown[0]}",
            "penholder show lists them",
        )
    return listed[numbers[0] - 1], listed[numbers[1] - 1]


def version_data(version: Version) -> dict[str, Any]:
    """A version, as ``--json`` prints it."""
    return {
        "number": version.number,
        "read": version.read.isoformat(),
        "generation": version.live_from,
        "retired": version.live_to,
        "title": version.title,
        "date": version.date.isoformat() if version.date else None,
        "held": version.held,
        "corrected": version.corrected,
    }

"""The styles of citing, as they are named on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.common import readable
from store.errors import UsageError

if TYPE_CHECKING:
    from app.citing import Style

READ = "un, chicago, oscola or bluebook"
"""Those that people read."""
ALL = "un, chicago, oscola, bluebook, bibtex or ris"


def style_named(named: str) -> Style:
    """The style of a name as typed. Raises :class:`UsageError` where there is none."""
    from app.citing import Style

    try:
        return Style(named.lower())
    except ValueError as error:
        raise UsageError(f"there is no style called {readable(named)}", f"use {ALL}") from error


def read_style_named(named: str) -> Style:
    """A style that people read. Raises :class:`UsageError` for any other."""
    style = style_named(named)
    if not style.is_prose:
        raise UsageError(
            f"{style} is no style that is read", f"use --cite {READ}, or --format bib or ris"
        )
    return style

"""What the commands print with: data goes to stdout, progress and messages to stderr.

Colour and wrapping are for a terminal. Anything else, and a terminal with ``NO_COLOR``, gets plain
text, one paragraph a line, so that it can be searched and piped.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

# A document must not move the cursor, set the window's title, begin a line that it does not have
# or turn the reading order round.
_NEUTRAL: dict[int, int | None] = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys((0x2028, 0x2029), 0xFFFD),
    # The marks that Arabic and Hebrew are typed with stand for nothing to be seen; the embeddings,
    # overrides and isolates are no part of a text.
    **dict.fromkeys((0x061C, 0x200E, 0x200F)),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}

_NAME_WIDTH = 48
_PLAIN_WIDTH = 160  # of tables that go to a file or a pipe; text there is not wrapped at all


def inert(text: str) -> str:
    """``text`` for a terminal, its control and direction characters made harmless."""
    return text.translate(_NEUTRAL)


def console(*, stderr: bool = False) -> Console:
    """A console for text of any origin: no markup, no emoji codes, nothing highlighted."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    plain = bool(os.environ.get("NO_COLOR"))
    made = Console(
        file=stream,
        markup=False,
        emoji=False,
        highlight=False,
        color_system=None if plain else "auto",
        no_color=plain or None,
    )
    if not made.is_terminal:
        made.soft_wrap = True
        made.width = _PLAIN_WIDTH
    return made


def print_json(value: Any) -> None:
    """Writes JSON to stdout as UTF-8, whatever the locale."""
    write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write(text: str) -> None:
    """Writes exactly these characters to stdout as UTF-8, with no line end added."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
    sys.stdout.buffer.flush()


def say(message: str) -> None:
    """One line on stderr, whatever names of files are in it."""
    print(inert(" ".join(message.splitlines())), file=sys.stderr)


@contextmanager
def waiting(message: str) -> Iterator[None]:
    """A spinner on stderr while the block runs, on a terminal only."""
    errors = console(stderr=True)
    if not errors.is_terminal:
        yield
        return
    with errors.status(message):
        yield


@contextmanager
def counting(what: str) -> Iterator[Callable[..., None]]:
    """A bar on stderr with counts and the time left, on a terminal only.

    The block calls what it is given with how much is done, of how much, and the name of the last;
    and with another ``what`` when another kind of work begins.
    """
    from rich import progress

    errors = console(stderr=True)
    with progress.Progress(
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(compact=True),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
    ) as bar:
        task = bar.add_task(what, total=None)

        at = what

        def show(done: int, total: int, name: str = "", what: str = what) -> None:
            nonlocal at
            if what != at:
                bar.reset(task)
                at = what
            described = f"{what} {inert(name)[-_NAME_WIDTH:]}".rstrip()
            bar.update(task, completed=done, total=total, description=described)

        yield show

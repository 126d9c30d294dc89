"""The prompts, one Markdown file each, and their loader.

A prompt is data: it ships in the package, is read when it is needed, and is filled in by the code
that sends it.
"""

from __future__ import annotations

import re
from importlib.resources import files

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def load(name: str) -> str:
    """The text of ``prompts/NAME.md``, as it stands.

    Raises :class:`ValueError` for a name that is not lower-case words joined by underscores, and
    :class:`FileNotFoundError` where there is no such prompt.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not the name of a prompt")
    return files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8")

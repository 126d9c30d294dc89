"""Prompts in parts: what a prompt's file holds, and how its parts are filled in.

A file begins with ``<!-- version: 1 -->``, which is raised with every change of its words and never
sent, and goes on in parts, each under a line ``<!-- part: NAME -->``. ``$name`` in a part is filled
in. What is filled in is not looked at again, so a document with ``$question`` in it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from types import MappingProxyType

import prompts

_VERSION = re.compile(r"<!-- version: ([1-9]\d*) -->\n")
_PART = re.compile(r"^<!-- part: ([a-z_]+) -->\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PromptFile:
    """One prompt's file, read. ``version`` tells which words were sent."""

    name: str
    version: int
    parts: Mapping[str, str]

    def filled(self, part: str, **values: str) -> str:
        """A part with its blanks filled in. Raises :class:`KeyError` for one that is not given."""
        return Template(self.parts[part]).substitute(values)


def read_prompt(name: str) -> PromptFile:
    """The prompt in ``prompts/NAME.md``.

    Raises :class:`ValueError` where it is not in that form.
    """
    text = prompts.load(name)
    version = _VERSION.match(text)
    before, *rest = _PART.split(text[version.end() :] if version else text)
    if version is None or before.strip() or not rest:
        raise ValueError(f"prompts/{name}.md has no version in its first line, or text in no part")
    parts = {part: body.strip() for part, body in zip(rest[::2], rest[1::2], strict=True)}
    return PromptFile(name, int(version[1]), MappingProxyType(parts))

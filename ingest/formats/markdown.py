"""Markdown: the few marks that carry structure, read by line. The words are left as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.formats import Block, BlockKind, Page, tidy

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*)$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_BULLET = re.compile(r"^(?P<indent>[ \t]*)[-*+•][ \t]+(?=\S)")
_QUOTE = re.compile(r"^ {0,3}>[ \t]?")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_LINK = re.compile(
    r"!?\[([^\[\]\n]{1,500})\]\((?:[^()\s]|\([^()\s]*\)){1,2000}(?: \"[^\"\n]*\")?\)"
)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_STRONG = re.compile(r"(?<![\w*_])(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?![\w*_])")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"`([^`\n]+)`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_ASIDE = 0xE000  # the private use area, which no text has
_SET_ASIDE = re.compile("[\ue000-\ue07f]")


def parse_markdown(text: str) -> Page:
    """Headings, paragraphs and list items. Link addresses, emphasis marks and comments go."""
    return Page(tuple(_blocks(_without_comments(_without_front_matter(text)))))


def _without_front_matter(text: str) -> str:
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---\n", 3)
    return text[end + 5 :] if end != -1 else text


def _without_comments(text: str) -> str:
    """A pattern would look for the end of each comment that has none, through all of the text."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) != -1 and (end := text.find("-->", start + 4)) != -1:
        kept.append(text[at:start])
        at = end + len("-->")
    return "".join([*kept, text[at:]])


def _blocks(text: str) -> Iterator[Block]:
    pending: list[str] = []
    kind, level = BlockKind.PARAGRAPH, 1
    fenced = False
    for raw in [*text.splitlines(), ""]:
        if _FENCE.match(raw):
            fenced = not fenced
            continue
        line = raw if fenced else _QUOTE.sub("", raw)
        heading = None if fenced else _HEADING.match(line)
        underline = _UNDERLINE.match(line) if pending and kind is BlockKind.PARAGRAPH else None
        bullet = None if fenced else _BULLET.match(line)
        if underline and not fenced:
            depth = 1 if underline.group(1).startswith("=") else 2
            yield from _block(pending, BlockKind.HEADING, depth)
            pending = []
            continue
        rule = _RULE.match(line)
        if heading or bullet or rule or not line.strip():
            yield from _block(pending, kind, level)
            pending, kind, level = [], BlockKind.PARAGRAPH, 1
        if heading:
            yield from _block(
                [_unclosed(heading.group(2))], BlockKind.HEADING, len(heading.group(1))
            )
        elif bullet and not rule:
            kind = BlockKind.BULLET
            level = len(bullet.group("indent").expandtabs(4)) // 2 + 1
            pending = [line[bullet.end() :]]
        elif line.strip() and not rule:
            pending.append(line)
    yield from _block(pending, kind, level)


def _unclosed(heading: str) -> str:
    """A heading without the marks that may close it, which stand apart from its words."""
    written = heading.rstrip(" \t")
    bare = written.rstrip("#")
    return bare if not bare or bare.endswith((" ", "\t")) else written


def _block(lines: list[str], kind: BlockKind, level: int) -> Iterator[Block]:
    text = tidy(_plain(" ".join(line.strip() for line in lines)))
    if text:
        yield Block(text, kind, level)


def _plain(text: str) -> str:
    """The words of a line without the marks around them."""
    # An escaped mark is set aside while the others are taken off.
    text = _ESCAPE.sub(lambda match: chr(_ASIDE + ord(match.group(1))), text)
    text = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", text))
    text = _CODE.sub(r"\1", _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text)))
    return _SET_ASIDE.sub(lambda match: chr(ord(match.group()) - _ASIDE), text)

"""What must happen to foreign HTML before it is parsed.

The parser's time grows with the square of the depth: 200,000 nested elements take minutes. So the
parts that are never read are cut out, and a page nested deeper than any real one is refused. What
is cut out, the scripts and pictures of a saved page, counts towards no limit.
"""

from __future__ import annotations

import re

from store.errors import SourceError

MAX_CHARACTERS = 8_000_000
"""Of a page without what is cut out of it."""
MAX_DEPTH = 512

_LIGHT_CHARACTERS = 200_000
_LIGHT_TAGS = 20_000
_LIGHT_WORK = 4_000_000

_UNREAD = re.compile(r"<!--|<(script|style|svg|math|noscript|template)(?=[\s/>])", re.IGNORECASE)
_ENDS = {
    tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE)
    for tag in ("script", "style", "svg", "math", "noscript", "template")
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})")
# A picture or font written out in an attribute, which is most of a page saved as one file.
_WRITTEN_OUT = re.compile(
    r"""(=\s{0,3}["']?|url\(\s{0,3}["']?)data:[\w.+/-]{0,80}(?:;[\w.=-]{1,40}){0,4};base64,"""
    r"[A-Za-z0-9+/=%]{100,}"
)
# Elements that hold nothing, or that the next of their kind closes.
_UNCOUNTED_NAMES = (
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd tr td th thead tbody tfoot option html head body"
)
_UNCOUNTED = frozenset(_UNCOUNTED_NAMES.split())


def strip_unread(text: str, *, name: str) -> str:
    """The page without comments, scripts, pictures written out in it, and the like.

    Raises :class:`SourceError` where what is left has more than ``MAX_CHARACTERS``, or elements
    nested deeper than ``MAX_DEPTH``.
    """
    kept: list[str] = []
    at = 0
    while opening := _UNREAD.search(text, at):
        kept.append(text[at : opening.start()])
        tag = opening.group(1)
        if tag is None:
            end = text.find("-->", opening.end())
            at = end + 3 if end != -1 else len(text)
        else:
            closing = _ENDS[tag.lower()].search(text, opening.end())
            # An end tag that is never closed would be looked through once for each of its kind.
            end = text.find(">", closing.end()) if closing else -1
            at = end + 1 if end != -1 else len(text)
    kept.append(text[at:])
    stripped = _WRITTEN_OUT.sub(r"\1", "".join(kept))
    if _UNREAD.search(stripped):
        raise SourceError(
            f"{name} puts a tag together out of two, as no real page does",
            "save the document's text and refresh with that",
        )
    if len(stripped) > MAX_CHARACTERS:
        raise SourceError(
            f"{name} is an HTML page of more than {MAX_CHARACTERS // 1_000_000} million characters "
            "without its scripts and pictures",
            "save only the document itself, as text or as a smaller page",
        )
    if _depth(stripped) > MAX_DEPTH:
        raise SourceError(
            f"{name} is nested more than {MAX_DEPTH} elements deep, as no real page is",
            "save the document's text and refresh with that",
        )
    return stripped


_ANY_TAG = re.compile(r"<[a-zA-Z]")
# What a parser opens again in each paragraph until it is closed.
_FORMATTING = re.compile(
    r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE
)


def is_light(stripped: str) -> bool:
    """Whether a parser can only have little to do with a page, whatever the page is made to be.

    How deep elements are nested depends on more than is looked at above, and a few thousand marks
    can be opened again in each of some thousand paragraphs: 80 kB were 3 GB in memory. So this
    counts everything that looks like a tag, in text and attributes too, as open to the end.
    """
    if len(stripped) > _LIGHT_CHARACTERS:
        return False
    tags = sum(1 for _ in _ANY_TAG.finditer(stripped))
    marks = sum(1 for _ in _FORMATTING.finditer(stripped))
    return tags <= _LIGHT_TAGS and tags * (marks + 1) <= _LIGHT_WORK


def _depth(text: str) -> int:
    """An upper bound of how deep elements are nested."""
    opened: dict[str, int] = {}
    depth = deepest = 0
    for match in _TAG.finditer(text):
        tag = match.group(2).lower()
        if tag in _UNCOUNTED:
            continue
        if not match.group(1):
            opened[tag] = opened.get(tag, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        elif opened.get(tag, 0) > 0:
            opened[tag] -= 1
            depth -= 1
    return deepest

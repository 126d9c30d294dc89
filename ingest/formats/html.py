"""HTML: the readable blocks of a page, and what its head says of it.

Foreign HTML is parsed within limits of size and depth, since the parser's time grows with the
square of the nesting. Scripts, styles, forms, navigation and hidden text never reach a block.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.formats import Block, BlockKind, Page, tidy
from ingest.formats.html_guard import is_light, strip_unread
from store.errors import SourceError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from ingest.formats.pdf.worker import Cells

_SKIPPED_NAMES = (
    "script style noscript template svg math canvas iframe object embed audio video button input "
    "select option textarea form nav footer aside head dialog figure datalist menu map"
)
_BLOCK_NAMES = (
    "address article blockquote body center dd details div dl dt fieldset figcaption h1 h2 h3 h4 "
    "h5 h6 header hgroup hr html li main ol p pre section summary table tbody tfoot thead tr ul"
)
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_GAPS = frozenset({"br", "td", "th"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d]))",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|sidebar|breadcrumbs?|cookies?|share|sharing|social|"
    r"sharedaddy|newsletter|subscribe|footer|widget|comments?|pagination|related|screen-reader-text|"
    r"sr-only|visually-hidden|skip-link|noprint|no-print|advert|banner)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ROOTS = ("main", "[role=main]", "article", ".entry-content", "#content", ".content")
_MIN_ROOT = 0.4  # of the page's readable text; a smaller root is a teaser, not the document
_MOST_LINKS = 0.6  # of a block's characters; more is a menu


def parse_html(text: str, *, name: str) -> Page:
    """The blocks of a page in reading order. Raises :class:`SourceError` past the limits.

    A page that could keep the parser busy for long is read in a process of its own.
    """
    stripped = strip_unread(text, name=name)
    if is_light(stripped):
        return read_html(stripped, name=name)
    from ingest.formats.pdf.worker import read_page_apart

    return read_page_apart(_as_bytes(stripped), form="html", name=name)


def read_html(stripped: str, *, name: str) -> Page:
    """As :func:`parse_html`, in this process, of a page whose unread parts are cut out."""
    parser = _parsed(stripped, name)
    blocks = _best_blocks(parser)
    if not blocks:
        raise SourceError(
            f"{name} has no readable text",
            "save the page once it is fully shown, or save its text",
        )
    return Page(
        tuple(blocks),
        title=_meta(parser, "og:title") or _element_text(parser, "title"),
        posted=_published(parser),
        language=_language(parser),
        url=_address(parser),
        site=_meta(parser, "og:site_name"),
    )


def table_cells(text: str, *, name: str) -> list[Cells]:
    """The rows of a page's tables, each with the texts of its cells and the addresses in them.

    Raises :class:`SourceError` past the limits.
    """
    stripped = strip_unread(text, name=name)
    if is_light(stripped):
        return read_cells(stripped, name=name)
    from ingest.formats.pdf.worker import read_cells_apart

    return read_cells_apart(_as_bytes(stripped), name=name)


def read_cells(stripped: str, *, name: str) -> list[Cells]:
    """As :func:`table_cells`, in this process, of a page whose unread parts are cut out."""
    found: list[Cells] = []
    for row in _parsed(stripped, name).css("tr"):
        if row.css_first("table"):
            continue  # it only lays the page out, and its inner rows come by themselves
        cells, links = [], []
        for cell in row.css("td"):
            cells.append(tidy(cell.text(separator=" ")))
            links += [link.attributes.get("href") or "" for link in cell.css("a[href]")]
        found.append((cells, links))
    return found


def _parsed(stripped: str, name: str) -> LexborHTMLParser:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        return LexborHTMLParser(stripped)
    except SelectolaxError as error:
        raise SourceError(
            f"{name} takes more memory than a page may",
            "save the document's text and refresh with that",
        ) from error


def _as_bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")


def _best_blocks(parser: LexborHTMLParser) -> list[Block]:
    body = parser.body
    if body is None:
        return []
    whole = list(_walk(body))
    enough = _MIN_ROOT * sum(len(block.text) for block in whole)
    for selector in _ROOTS:
        roots = parser.css(selector)
        if len(roots) != 1:
            continue
        blocks = list(_walk(roots[0]))
        if blocks and sum(len(block.text) for block in blocks) >= enough:
            return blocks
    return whole


class _Buffer:
    """Text gathered for the block that is open, and how much of it is link text."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0

    def add(self, text: str, *, linked: bool) -> None:
        self.parts.append(text)
        self.linked += len(text.strip()) if linked else 0

    def take(self, kind: BlockKind, level: int) -> Iterator[Block]:
        """The finished block, unless it is empty or a list item that is all link."""
        text, linked = tidy("".join(self.parts)), self.linked
        self.parts, self.linked = [], 0
        menu = kind is BlockKind.BULLET and linked > _MOST_LINKS * len(text) and len(text) < 80
        if text and not menu:
            yield Block(text, kind, level)


def _walk(root: LexborNode) -> Iterator[Block]:
    """Blocks under ``root``, without recursion: a page chooses how deep it is nested."""
    buffer = _Buffer()
    context: list[tuple[BlockKind, int]] = [(BlockKind.PARAGRAPH, 1)]
    lists, links = 0, 0
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag or ""
        if leaving:
            links -= tag == "a"
            lists -= tag in ("ul", "ol")
            if tag in _BLOCKS:
                yield from buffer.take(*context[-1])
                context.pop()
            continue
        if tag == "-text":
            buffer.add(node.text_content or "", linked=links > 0)
            continue
        if tag in _GAPS:
            buffer.add("\n", linked=False)
        if tag in _SKIPPED or not node.is_element_node or (node is not root and _is_dropped(node)):
            continue
        if tag in _BLOCKS:
            yield from buffer.take(*context[-1])
            context.append(_context(tag, lists, context[-1]))
        links += tag == "a"
        lists += tag in ("ul", "ol")
        stack.append((node, True))
        children: list[tuple[LexborNode, bool]] = []
        child = node.first_child
        while child is not None:
            children.append((child, False))
            child = child.next
        stack.extend(reversed(children))
    yield from buffer.take(*context[-1])


def _context(tag: str, lists: int, outer: tuple[BlockKind, int]) -> tuple[BlockKind, int]:
    if tag in _HEADINGS:
        return BlockKind.HEADING, _HEADINGS[tag]
    if tag == "li":
        return BlockKind.BULLET, max(lists, 1)
    # A paragraph inside a list item or a heading is still that.
    return outer


def _is_dropped(node: LexborNode) -> bool:
    attributes = node.attributes
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    if _HIDDEN_STYLE.search(attributes.get("style") or ""):
        return True
    if node.tag in ("body", "main", "article"):
        return False  # themes put words like "sidebar" on these to say how the page is laid out
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return bool(_FURNITURE.search(names[:500]))


def _meta(parser: LexborHTMLParser, name: str) -> str | None:
    for attribute in ("property", "name"):
        node = parser.css_first(f'meta[{attribute}="{name}"]')
        if node and (content := tidy(node.attributes.get("content") or "")):
            return content
    return None


def _element_text(parser: LexborHTMLParser, selector: str) -> str | None:
    node = parser.css_first(selector)
    return (tidy(node.text()) or None) if node else None


def _published(parser: LexborHTMLParser) -> dt.date | None:
    time = parser.css_first("time[datetime]")
    stamps = [
        _meta(parser, "article:published_time"),
        time.attributes.get("datetime") if time else None,
    ]
    for stamp in stamps:
        match = re.match(r"\d{4}-\d{2}-\d{2}", stamp or "")
        if match:
            try:
                return dt.date.fromisoformat(match.group())
            except ValueError:
                continue
    return None


def _language(parser: LexborHTMLParser) -> str | None:
    node = parser.css_first("html")
    language = ((node.attributes.get("lang") or "") if node else "").split("-")[0].strip().lower()
    return language if re.fullmatch(r"[a-z]{2,3}", language) else None


def _address(parser: LexborHTMLParser) -> str | None:
    node = parser.css_first('link[rel="canonical"]')
    address = (node.attributes.get("href") if node else None) or _meta(parser, "og:url")
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None

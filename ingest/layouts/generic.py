"""Anything else: the first heading or the first line is the title, all else is the body."""

from __future__ import annotations

import re

from ingest.formats import BlockKind, Page
from ingest.layouts import LaidOut, split_asterisk
from ingest.layouts.furniture import find_posted, is_footer, posted_date
from store.records import Kind

# A word of four letters or more, so no title or initial of a person.
_SENTENCE_END = re.compile(r"[^\W\d_]{4}\. [^\W\d_]")
_LONGEST_TITLE = 250  # characters; a longer first line is a paragraph


def lay_out_generic(page: Page, *, kind: Kind = Kind.OTHER, name: str) -> LaidOut:
    """A document of no known layout.

    Where the first block is a full paragraph it stays in the body, and the page's own title or
    ``name`` stands in.
    """
    posted = find_posted(page.blocks) or page.posted
    blocks = [block for block in page.blocks if not (posted_date(block) or is_footer(block))]
    title = page.title
    heading = next(
        (at for at, b in enumerate(blocks) if b.kind is BlockKind.HEADING and b.level == 1), None
    )
    if heading is None and blocks and blocks[0].kind is BlockKind.HEADING:
        heading = 0
    if heading is not None:
        title = blocks.pop(heading).text
    elif title is None and len(blocks) > 1 and _is_title(blocks[0].text, blocks[1].text):
        title = blocks.pop(0).text
    bare, corrected = split_asterisk(title or name)
    return LaidOut(bare, kind, tuple(blocks), posted=posted, corrected=corrected)


def _is_title(text: str, after: str) -> bool:
    """Whether a first paragraph is no sentence, whole or cut by the end of a page."""
    if len(text) > _LONGEST_TITLE or text.endswith((".", ":", ";", ",", "?", "!")):
        return False
    return not (_SENTENCE_END.search(text) or after[:1].islower())

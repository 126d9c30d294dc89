"""Which documents are of one series, so that a newer one can be told from an older."""

from __future__ import annotations

import re

from store.symbols import is_symbol

PAGE_ENDING = re.compile(r"\.(?:php|html?|aspx?|jsp)$", re.IGNORECASE)
"""What the name of a page ends in that is not about the page."""

_DATED_FOLDER = re.compile(r"^(?:19|20)\d\d(?:-\d\d)?$|^(?:0[1-9]|1[0-2])$")
# Repeated items are counted from 2; a resolution's or a year's number belongs to the name.
_COUNT = re.compile(r"(?<!resolution)(?<!resolutions)-(?:[2-9]|[1-9]\d{1,2})$")
_MEANINGLESS = re.compile(r"^lookup-c-")


def series_key(document_id: str) -> str:
    """What the documents of one series have in common, for "a newer brief on the same subject".

    ``whatsinblue/2024/05/ukraine-briefing-31`` and ``…/2022/03/ukraine_briefing`` have the key
    ``whatsinblue/ukraine-briefing``. A UN document, and a page whose name means nothing, has a
    series of its own.
    """
    if is_symbol(document_id):
        return document_id
    unified = PAGE_ENDING.sub("", document_id).lower().replace("_", "-").strip("/")
    *folders, slug = unified.split("/")
    if _MEANINGLESS.match(slug) or not slug:
        return unified
    kept = [folder for folder in folders if not _DATED_FOLDER.match(folder)]
    return "/".join([*kept, _COUNT.sub("", slug) or slug])

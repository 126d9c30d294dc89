"""A printed pinpoint, read back into its parts, so that each style can print it in its own way."""

from __future__ import annotations

import re

from store.records import Pinpoint

_ANNEX = (
    r"(?:annex(?:e|o)?|appendix|enclosure|attachment|appendice|pièce jointe|приложение|добавление)"
    r"(?: (?:[IVXL]{1,6}|[A-Z]|\d{1,2}))?"
)
_NEXT = r"(?:, |$)"
_LABEL = re.compile(
    rf"(?:(?P<annex>{_ANNEX}){_NEXT})?"
    rf"(?:section “(?P<section>.*?)”{_NEXT})?"
    rf"(?:p\. (?P<page>[1-9]\d{{0,5}}){_NEXT})?"
    rf"(?:preambular para\. (?P<preambular>[1-9]\d{{0,5}}){_NEXT})?"
    rf"(?:para\. (?P<paragraph>[1-9]\d{{0,5}})(?: (?P<item>\([^,]*\)))?{_NEXT})?"
    rf"(?:bullet (?P<bullet>[1-9]\d{{0,5}}){_NEXT})?"
    r"(?P<speaker>.+)?",
    re.DOTALL | re.ASCII,
)


def read_pinpoint(label: str) -> Pinpoint:
    """The pinpoint whose ``label`` this is.

    What has no part of its own stands where the speaker does, so that no word is lost.
    """
    match = _LABEL.fullmatch(label)
    if match is None:
        return Pinpoint(speaker=label or None)
    read = Pinpoint(
        paragraph=_number(match["paragraph"]),
        bullet=_number(match["bullet"]),
        page=_number(match["page"]),
        section=match["section"],
        speaker=match["speaker"],
        item=match["item"],
        preambular=_number(match["preambular"]),
        annex=match["annex"],
    )
    return read if read.label == label else Pinpoint(speaker=label or None)


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)

"""A page of an original as the data that the document component draws."""

from __future__ import annotations

import base64
from typing import Literal, TypedDict

from app.facsimile.records import Sheet

PREPARING = "Preparing the page …"
NOT_FOUND = "The passage could not be found on the page image."


class SheetView(TypedDict):
    """A page, or that there is none yet, or why there is none.

    ``boxes`` are rectangles in hundredths of the page: left, top, width, height. ``previous``,
    ``next`` and ``home`` (the page with the passage, where this is another) are views to turn to.
    """

    state: Literal["drawn", "preparing", "failed"]
    said: str
    alt: str
    image: str | None
    width: int
    height: int
    boxes: list[tuple[float, float, float, float]]
    note: str | None
    previous: str | None
    next: str | None
    home: str | None


def sheet_view(found: Sheet | str | None, title: str, *, sought: bool) -> SheetView:
    """What to show of a page: itself, a sentence, or none of both while it is being drawn.

    ``sought``: a passage was to be found on it.
    """
    if not isinstance(found, Sheet):
        return SheetView(
            state="preparing" if found is None else "failed",
            said=PREPARING if found is None else "",
            alt="",
            image=None,
            width=0,
            height=0,
            boxes=[],
            note=found,
            previous=None,
            next=None,
            home=None,
        )
    return SheetView(
        state="drawn",
        said=f"Page {found.page} of {found.count}",
        alt=f"Page {found.page} of {title}",
        image=f"data:image/png;base64,{base64.b64encode(found.image).decode('ascii')}",
        width=found.width,
        height=found.height,
        boxes=[
            (_percent(box.x), _percent(box.y), _percent(box.width), _percent(box.height))
            for box in found.boxes
        ],
        note=_note(found) if sought else None,
        previous=f"page-{found.page - 1}" if found.page > 1 else None,
        next=f"page-{found.page + 1}" if found.page < found.count else None,
        home="page" if found.pages and found.page not in found.pages else None,
    )


def _note(found: Sheet) -> str | None:
    if not found.pages:
        return NOT_FOUND
    if found.page not in found.pages:
        return f"The passage is on page {found.pages[0]}."
    if not found.boxes:
        return NOT_FOUND
    following = [page for page in found.pages if page > found.page]
    return f"The passage goes on on page {following[0]}." if following else None


def _percent(share: float) -> float:
    return round(100 * share, 3)

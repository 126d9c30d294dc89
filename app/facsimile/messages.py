"""What goes to the process that draws, and what comes back, as lines of JSON."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict

from app.facsimile.records import Box, Sheet, Sought
from store.errors import SourceError


def encoded_request(sought: Sought | None, page: int | None) -> bytes:
    """The first line that the process is given."""
    return json.dumps({"sought": sought and asdict(sought), "page": page}).encode() + b"\n"


def decoded_request(line: bytes) -> tuple[Sought | None, int | None]:
    """What that line asks for."""
    said = json.loads(line)
    return Sought(**said["sought"]) if said["sought"] else None, said["page"]


def encoded_sheet(sheet: Sheet) -> bytes:
    """A page that was drawn."""
    said = {**asdict(sheet), "image": base64.b64encode(sheet.image).decode("ascii")}
    return json.dumps({"sheet": said}).encode()


def encoded_failure(error: SourceError) -> bytes:
    """Why none was."""
    return json.dumps({"reason": error.what, "remedy": error.remedy}).encode()


def decoded_answer(said: bytes) -> Sheet:
    """The page that was drawn. Raises the :class:`SourceError` that says why none was."""
    answer = json.loads(said)
    if "sheet" not in answer:
        raise SourceError(answer["reason"], answer["remedy"])
    sheet = answer["sheet"]
    return Sheet(
        page=sheet["page"],
        count=sheet["count"],
        width=sheet["width"],
        height=sheet["height"],
        image=base64.b64decode(sheet["image"]),
        boxes=tuple(Box(**box) for box in sheet["boxes"]),
        pages=tuple(sheet["pages"]),
    )

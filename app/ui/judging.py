"""What a reader makes of an answer, between the page's form and what is stored of it.

The reasons that are ticked stand in the first line of the stored note, in words.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from pydantic import BaseModel, ConfigDict, Field

from app.conversations import Judgement

REASONS = {
    "passage": "Wrong passage",
    "dated": "Out of date",
    "beside": "Not what was asked",
    "quotation": "Quotation wrong",
    "other": "Other",
}
"""What may be wrong with an answer, by the names of the boxes."""

_BETWEEN = "; "


class _Sent(BaseModel):
    """What the form sends."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    helpful: bool | None
    reasons: tuple[Literal["passage", "dated", "beside", "quotation", "other"], ...] = ()
    note: str = Field(default="", max_length=1_000)


class Shown(TypedDict):
    """A judgement as the form shows it; ``helpful`` is none where there is no judgement."""

    helpful: bool | None
    reasons: list[str]
    note: str


class Reason(TypedDict):
    """One box of the form."""

    key: str
    name: str


def reasons() -> list[Reason]:
    """The boxes of the form."""
    return [Reason(key=key, name=name) for key, name in REASONS.items()]


def read(sent: str) -> Judgement | None:
    """The judgement that the form sends; none withdraws it. Raises ``ValueError`` for any other."""
    judged = _Sent.model_validate_json(sent)
    if judged.helpful is None:
        return None
    ticked = _BETWEEN.join(name for key, name in REASONS.items() if key in judged.reasons)
    note = "\n".join(part for part in (ticked, judged.note.strip()) if part)
    return Judgement(helpful=judged.helpful, note=note or None)


def shown(judgement: Judgement | None) -> Shown:
    """What the form shows of what is stored."""
    if judgement is None:
        return Shown(helpful=None, reasons=[], note="")
    first, _, rest = (judgement.note or "").partition("\n")
    ticked = first.split(_BETWEEN)
    if not all(name in REASONS.values() for name in ticked):
        return Shown(helpful=judgement.helpful, reasons=[], note=judgement.note or "")
    found = [key for key, name in REASONS.items() if name in ticked]
    return Shown(helpful=judgement.helpful, reasons=found, note=rest)

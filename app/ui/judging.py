"""What a reader makes of an answer, between the page's form and what is stored of it.

The reasons that are ticked stand in the first line of the stored note, in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict

from pydantic import BaseModel, ConfigDict, Field

from app.conversations import Judgement, Message

REASONS = {
    "passage": "Wrong passage",
    "dated": "Out of date",
    "beside": "Not what was asked",
    "quotation": "Quotation wrong",
    "other": "Other",
}
"""What may be wrong with an answer, by the names of the boxes."""

OVERTAKEN = (
    "Your judgement was not kept: this question was answered anew, or deleted, meanwhile. "
    "Judge the answer that is shown now."
)
"""Said where a judgement is not of the answer that there is by now."""

_BETWEEN = "; "


class _Sent(BaseModel):
    """What the form sends."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: str = Field(max_length=64)
    helpful: bool | None
    reasons: tuple[Literal["passage", "dated", "beside", "quotation", "other"], ...] = ()
    note: str = Field(default="", max_length=1_000)


@dataclass(frozen=True, slots=True)
class Given:
    """A judgement and the edition of the answer that it is of; none withdraws what was said."""

    of: str
    judgement: Judgement | None


class Shown(TypedDict):
    """A judgement as the form shows it; ``helpful`` is none where there is no judgement.

    ``of`` is the edition of the answer, empty while there is none.
    """

    of: str
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


def read(sent: str) -> Given:
    """The judgement that the form sends. Raises ``ValueError`` for anything else."""
    judged = _Sent.model_validate_json(sent)
    if judged.helpful is None:
        return Given(judged.of, None)
    ticked = _BETWEEN.join(name for key, name in REASONS.items() if key in judged.reasons)
    note = "\n".join(part for part in (ticked, judged.note.strip()) if part)
    return Given(judged.of, Judgement(helpful=judged.helpful, note=note or None))


def shown(message: Message) -> Shown:
    """What the form shows of what is stored."""
    of, judgement = message.edition or "", message.judgement
    if judgement is None:
        return Shown(of=of, helpful=None, reasons=[], note="")
    first, _, rest = (judgement.note or "").partition("\n")
    ticked = first.split(_BETWEEN)
    if not all(name in REASONS.values() for name in ticked):
        return Shown(of=of, helpful=judgement.helpful, reasons=[], note=judgement.note or "")
    found = [key for key, name in REASONS.items() if name in ticked]
    return Shown(of=of, helpful=judgement.helpful, reasons=found, note=rest)

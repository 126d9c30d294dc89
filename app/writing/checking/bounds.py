"""The bounds of the check that were chosen by measuring: data, not code.

``python -m app.evaluation.bounds`` chooses and stores them.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

STORED = "bounds.json"


class Bounds(BaseModel):
    """``least_similar``: the cosine that a statement reaches at least with the sentences it points
    at taken as one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least_similar: float = Field(ge=-1, le=1)


@lru_cache(maxsize=1)
def bounds() -> Bounds:
    """The bounds as they ship."""
    stored = files(__package__).joinpath(STORED).read_text(encoding="utf-8")
    return Bounds.model_validate_json(stored)

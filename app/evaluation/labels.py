"""What a person who read the sentences said of a statement: whether they bear it out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from app.evaluation.recorded import PREFIX, key_of
from app.evaluation.rows import rows_of
from store.errors import UsageError


class Label(BaseModel):
    """One statement of a model, known by the suite's question and the hash of its letters.

    ``supported``: the sentences that it points at bear out all that it says; not so where it points
    at none. ``note`` says why, in a few words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    supported: bool
    note: str = ""


class Labels:
    """The labels of one suite's questions as one model answered them."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self._supported = {(label.question, label.sha256): label.supported for label in labels}

    def __len__(self) -> int:
        return len(self._supported)

    def supported(self, question: str, statement: str) -> bool | None:
        """Whether a statement is borne out; none where nobody has said."""
        return self._supported.get((question, key_of(statement)))


def read_labels(path: Path) -> Labels:
    """The labels of a file. Raises :class:`UsageError`, naming the faulty line."""
    remedy = "give question, sha256 and supported on each line"
    rows = [row for _, row in rows_of(path, Label, what="a label", remedy=remedy)]
    if len({(row.question, row.sha256) for row in rows}) < len(rows):
        raise UsageError(f"{path} has two labels of one statement", "leave one of the two")
    return Labels(rows)


def labels_beside(model: str) -> Labels | None:
    """The labels of recorded answers, in the file beside theirs; none for another model, or where
    there is no such file.
    """
    if not model.startswith(PREFIX):
        return None
    path = Path(model.removeprefix(PREFIX)).with_suffix(".labels.jsonl")
    return read_labels(path) if path.is_file() else None

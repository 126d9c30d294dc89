"""What becomes of documents whose source is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.errors import SourceError

_FEW = 10  # documents; a library that small is emptied without asking


@dataclass(frozen=True, slots=True)
class Removals:
    """How to decide.

    ``keep``: nothing is removed. ``confirm`` is asked, with the documents' ids, whether they may
    go. ``allow_mass``: even more than half of the library may go at once; else that is refused,
    since it is more often a folder that is not whole than one that was meant.
    """

    keep: bool = False
    confirm: Callable[[Sequence[str]], bool] | None = None
    allow_mass: bool = False

    def decide(self, doomed: Sequence[str], held: int) -> bool:
        """Whether these go, of ``held`` documents in all. Raises :class:`SourceError` to refuse."""
        if self.keep:
            return False
        if not self.allow_mass and held >= _FEW and len(doomed) * 2 > held:
            raise SourceError(
                f"{len(doomed)} of the {held} documents held would be removed, for their sources "
                "are gone",
                "check that the folder is whole, then refresh with --allow-mass-removal, or with "
                "--keep-removed to keep them",
            )
        return self.confirm is None or self.confirm(doomed)

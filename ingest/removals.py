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
    go. ``allow_mass``: even more than half of the library may go at once, or what lay on a disk
    that is not there now; else that is refused, since it is more often a folder that is not whole
    than one that was meant.
    """

    keep: bool = False
    confirm: Callable[[Sequence[str]], bool] | None = None
    allow_mass: bool = False

    def may_lose(self, doomed: int, held: int) -> bool:
        """Whether so many may go of ``held`` in all, before anybody is asked."""
        return self.allow_mass or held < _FEW or doomed * 2 <= held


class Verdict:
    """The decision about the documents of one refresh, and the answer that it rests on.

    A person may take any time to answer, and others may want to write meanwhile: the question is
    put before the library is locked. What turns out to be doomed only then waits for another time.
    """

    def __init__(self, removals: Removals) -> None:
        self._removals = removals
        self._asked: frozenset[str] = frozenset()
        self._answer = False

    @property
    def is_asked(self) -> bool:
        """Whether a person decides."""
        return self._removals.confirm is not None and not self._removals.keep

    def on(self, doomed: Sequence[str], held: int, *, locked: bool) -> bool:
        """Whether these go, of ``held`` documents in all. Raises :class:`SourceError` to refuse."""
        if self._removals.keep:
            return False
        if not self._removals.may_lose(len(doomed), held):
            raise SourceError(
                f"{len(doomed)} of the {held} documents held would be removed, for their sources "
                "are gone",
                "check that the folder is whole, then refresh with --allow-mass-removal, or with "
                "--keep-removed to keep them",
            )
        if self._removals.confirm is None:
            return True
        if not locked:
            self._asked, self._answer = frozenset(doomed), self._removals.confirm(doomed)
        elif not self._asked.issuperset(doomed):
            raise SourceError(
                "by now the sources of other documents are gone than was asked about, and all "
                "of them are kept this time",
                "refresh again to be asked about them",
            )
        return self._answer

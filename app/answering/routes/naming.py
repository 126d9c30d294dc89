"""Which documents of the library a question names, for the routes that look at whole documents."""

from __future__ import annotations

from collections.abc import Sequence

from app.answering.deciding.abstaining import pointer_to
from app.answering.quoting.composing import Decision
from app.answering.situation import Situation
from app.answering.understanding.references import Reference, fitting, refer
from store.library import DocumentSummary
from store.records import Kind

_MOST_CANDIDATES = 3
NOTHING = Reference()


def named_in(situation: Situation, text: str) -> tuple[Reference, list[DocumentSummary]]:
    """The documents that a noun phrase of the question may mean, within the filters.

    Of a bare one ("it") and of any that the filters leave alone, those that are held.
    """
    reference = refer(text, situation.today)
    if reference is None:
        return NOTHING, []
    found = fitting(reference, situation.library.documents(), situation.view.forms)
    if situation.filters.documents:
        found = [one for one in found if one.document in situation.filters.documents]
    if reference.bare:
        found = [one for one in found if one.held and one.kind is not Kind.GLOSSARY]
    # The document whose own symbol it is, where files with parts of it are held beside it.
    whole = [one for one in found if one.held and one.document == one.symbol]
    return reference, whole if len(whole) == 1 else found


def which_of(candidates: Sequence[DocumentSummary]) -> Decision:
    """That several documents may be meant, with the first of them."""
    return Decision(
        (),
        gap=f"{len(candidates):,} documents may be meant: name one by its symbol or title.",
        pointers=tuple(map(pointer_to, candidates[:_MOST_CANDIDATES])),
    )

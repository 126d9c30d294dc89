"""Questions about documents as such, answered from the catalogue.

Each statement rests on a sentence of the document that it speaks of. What the catalogue does not
know is said to be unknown; where no document is named after all, the question is a plain fact.
"""

from __future__ import annotations

from app.answering.documents.catalogue_facts import name_of, sentence_on
from app.answering.documents.opened import ground_for, passages_of
from app.answering.quoting.composing import Decision, Statement
from app.answering.recognising.documents import holding_asked
from app.answering.recognising.facts import Fact, FactAsked, facts_asked
from app.answering.routes.holdings import tell_holdings
from app.answering.routes.naming import named_in
from app.answering.situation import Situation
from app.answering.understanding.references import Reference, meant
from store.library import DocumentSummary
from store.records import Document, Kind

_REPORTING = frozenset({Kind.BRIEF, Kind.FORECAST, Kind.RECORD, Kind.MEETINGS_COVERAGE})


def tell_metadata(situation: Situation) -> Decision | None:
    """A fact about a document, or what the library holds."""
    text = situation.question.text
    holding = holding_asked(text)
    if holding is not None:
        return tell_holdings(situation, holding)
    asked = facts_asked(text)
    if not asked:
        return None
    reference, found = named_in(situation, asked[0].document)
    summary = meant(_of_their_own(reference, found))
    if summary is None:
        return None
    told = [_tell(situation, one, summary) for one in asked]
    return _together([one for one in told if one is not None])


def _together(told: list[Decision]) -> Decision | None:
    """Facts of one document in one answer, with what the catalogue does not know of them."""
    if len(told) < 2:
        return told[0] if told else None
    sentences = {ground.place: ground for one in told for ground in one.sentences}
    gaps = [one.gap for one in told if one.gap]
    return Decision(
        tuple(sentences.values()),
        statements=tuple(statement for one in told for statement in one.statements),
        gap=" ".join(gaps) or None,
        pointers=() if gaps else None,
    )


def _of_their_own(reference: Reference, found: list[DocumentSummary]) -> list[DocumentSummary]:
    """A kind alone ("the resolution") means a document only where the library knows one of it: else
    it may be any that the documents speak of. What reports of the Council is meant itself.
    """
    alone = reference.kinds and not (
        reference.symbols or reference.about or reference.first or reference.newest
    )
    if not alone or len(found) < 2:
        return found
    held = [one for one in found if one.held]
    return held if reference.kinds <= _REPORTING and len(held) == 1 else []


def _tell(situation: Situation, asked: FactAsked, summary: DocumentSummary) -> Decision | None:
    document = situation.library.document(summary.document)
    if asked.fact is Fact.PAGE:
        return _page(asked, document)
    said = sentence_on(asked.fact, document, asked.verb)
    if said is None:
        return _unknown(asked, document)
    stored = passages_of(situation.library, document.id)
    # The name of the document says nothing of where the fact stands in it.
    fact = said.replace(name_of(document), "")
    ground = ground_for(fact, stored, situation.pipeline, situation.view)
    if ground is None:
        return None
    return Decision((ground,), statements=(Statement(said, (ground,)),))


def _page(asked: FactAsked, document: Document) -> Decision | None:
    """What a page says is a fact of it; of a page that is not there, that is said."""
    pages = document.page_count
    if pages and asked.page is not None and 1 <= asked.page <= pages:
        return None
    told = f"it has {pages:,}" if pages else "it is held without pages"
    gap = f"{name_of(document)} has no page {asked.page}: {told}."
    return Decision((), gap=gap, pointers=())


def _unknown(asked: FactAsked, document: Document) -> Decision | None:
    """That the catalogue does not record it. Of a card, and of what a document itself may say
    (its date, who presides, who wrote it), a plain answer may still be found.
    """
    if not document.held or (asked.fact is Fact.PRESIDENT and document.kind is not Kind.RECORD):
        return None
    fact = asked.fact
    if fact is Fact.DATE and asked.verb:
        known = (sentence_on(fact, document) or "").replace(name_of(document), "It", 1)
        gap = f"The catalogue records no day for this of {name_of(document)}."
        return Decision((), gap=f"{gap} {known}" if known else gap, pointers=())
    gap = f"The catalogue records no {fact.value} for {name_of(document)}."
    if fact is Fact.AUTHOR and document.publisher:
        gap += f" Its publisher is {document.publisher}."
    return Decision((), gap=gap, pointers=())

"""A summary of one document, in its own sentences."""

from __future__ import annotations

from app.answering.answer import Confidence, Shape
from app.answering.documents.catalogue_facts import name_of
from app.answering.documents.opened import passages_of
from app.answering.documents.summarising import extract
from app.answering.finding.reading import sentences_of
from app.answering.quoting.composing import Decision, Statement
from app.answering.quoting.quotes import MOST_SENTENCES
from app.answering.recognising.documents import summary_asked
from app.answering.routes.naming import named_in, which_of
from app.answering.situation import Situation
from app.answering.understanding.references import meant
from store.library import DocumentSummary

_USUAL = 3


def summarise(situation: Situation) -> Decision | None:
    """One to five sentences of the document that is meant; of one that is not held, its card.

    Where several may be meant they are named; where none is, the question is a plain fact.
    """
    asked = summary_asked(situation.question.text)
    if asked is None:
        return None
    _, found = named_in(situation, asked.document)
    summary = meant(found)
    if summary is None:
        held = [one for one in found if one.held]
        return which_of(held or found) if found else None
    if not summary.held:
        return _described(situation, summary)
    chosen = extract(
        situation.library,
        situation.pipeline,
        situation.view,
        summary.document,
        asked.sentences or _USUAL,
        situation.beyond,
    )
    if not chosen.sentences:
        return None
    document = situation.library.document(summary.document)
    count = len(chosen.sentences)
    told = f"{name_of(document)}, in {_how_many(count, chosen.of)}:"
    return Decision(
        chosen.sentences,
        Confidence.STATED,
        Shape.SUMMARY,
        statements=(Statement(told, chosen.sentences),),
        beyond=chosen.beyond,
    )


def _how_many(count: int, of: int) -> str:
    if count >= of:
        return "all its sentences"
    if count == 1:
        return f"the one of its {of:,} sentences that is nearest to the whole"
    return f"{count} of its {of:,} sentences, the ones nearest to the whole"


def _described(situation: Situation, card: DocumentSummary) -> Decision | None:
    """The catalogue's description, which says itself that it is one."""
    stored = passages_of(situation.library, card.document)
    read = situation.pipeline.open(situation.view, stored)
    sentences = [s for passage in read for s in sentences_of(passage)][:MOST_SENTENCES]
    return Decision(tuple(sentences)) if sentences else None

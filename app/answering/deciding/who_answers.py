"""Deciding who answers: a document that is held, the glossary, a catalogue card, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.answering.answer import Confidence
from app.answering.deciding.cards import is_on_the_subject, may_state
from app.answering.finding.reading import ReadPassage, ReadSentence, sentences_of
from app.answering.finding.view import QuestionView
from app.answering.pipeline import Evidence
from app.answering.quoting.composing import Decision
from app.answering.quoting.quotes import MOST_SENTENCES, best_of
from app.answering.recognising.kinds import Asks
from app.answering.terms.words import AnswerType
from app.answering.understanding.question import Question
from app.answering.weighing.choosing import Band, Choice
from app.answering.weighing.vetoes import objections
from store.symbols import canonical, same_document

Chooser = Callable[[QuestionView, Sequence[ReadPassage]], Choice]


def decide(
    question: Question,
    view: QuestionView,
    evidence: Evidence,
    held: Choice,
    terms: Mapping[str, str],
    choose: Chooser,
) -> Decision:
    """Who answers.

    What a symbol or a term is, the catalogue and the glossary say. Of all else, what is held
    speaks first. Where it is only related to the question, and a card or the glossary states an
    answer, the best sentence of that is added; where nothing held is even related, it answers
    alone: a card surely only what is asked of its own document. ``terms`` are the glossary's terms
    in lower case with their headwords, ``choose`` finds the best sentence of what is given to it.
    """
    explained = _described(question, evidence.cards) or _defined(question, evidence.glossary, terms)
    if explained:
        return Decision(explained)
    if held.band is Band.STATED:
        return Decision(best_of(held))
    if question.asks is Asks.METADATA and (
        own := _facts_of_named(question, view, evidence, choose)
    ):
        return own
    surest = _surest_second_hand(question, view, evidence, choose)
    if held.band is Band.RELATED:
        added = surest.sentences[:1] if surest else []
        return Decision([*best_of(held), *added], Confidence.RELATED)
    if surest:
        return surest
    # A document that the question names is the right one, even where its card is less sure; but a
    # card knows when, who and how many, and not what the document says.
    named = choose(view, _cards_of(question.symbols, evidence.cards))
    if named.band is not Band.UNRELATED and view.answer_type is not AnswerType.ANY:
        return Decision(best_of(named), Confidence.RELATED)
    return Decision(())


def _facts_of_named(
    question: Question, view: QuestionView, evidence: Evidence, choose: Chooser
) -> Decision | None:
    """What the card of a document that is named and not held says where a fact of it is asked."""
    cards = [
        card
        for card in _cards_of(question.symbols, evidence.cards)
        if may_state(view, question.symbols, card.stored.document)
    ]
    named = choose(view, cards)
    if named.band is Band.UNRELATED:
        return None
    sure = Confidence.STATED if named.band is Band.STATED else Confidence.RELATED
    return Decision(best_of(named)[:1], sure)


def _surest_second_hand(
    question: Question, view: QuestionView, evidence: Evidence, choose: Chooser
) -> Decision | None:
    """What the cards or the glossary say, whichever states an answer more surely. What happened or
    will happen, a glossary cannot know.
    """
    parts = [evidence.cards] if question.of_an_event else [evidence.cards, evidence.glossary]
    choices = [choose(view, part) for part in parts]
    stating = [choice for choice in choices if choice.band is Band.STATED]
    surest = max(stating, key=lambda choice: choice.confidence, default=None)
    if surest is None:
        return None
    best = best_of(surest)
    return (
        Decision(best) if best[0].passage.stored.document.held else _by_card(question, view, best)
    )


def _by_card(
    question: Question, view: QuestionView, best: Sequence[ReadSentence]
) -> Decision | None:
    """What the cards say of their own documents, where that is asked; else the nearest of them, as
    what may have to do with it, where it is on the subject.
    """
    own = [
        sentence
        for sentence in best
        if may_state(view, question.symbols, sentence.passage.stored.document)
        # The first was looked at when it was chosen; the others may be of another day.
        and (sentence is best[0] or not objections(view, sentence))
    ]
    if own:
        return Decision(own)
    nearest = best[0].passage
    if not is_on_the_subject(view, nearest):
        return None
    return Decision([s for s in best if s.passage is nearest], Confidence.RELATED)


def _described(question: Question, cards: Sequence[ReadPassage]) -> list[ReadSentence]:
    """The catalogue's description of a document, where the question asks what its symbol is."""
    asked = question.symbols
    if question.asks is not Asks.DEFINITION or len(asked) != 1:
        return []
    if not any(same_document(asked[0], canonical(term)) for term in question.terms):
        return []
    return [s for card in _cards_of(asked, cards) for s in sentences_of(card)][:MOST_SENTENCES]


def _cards_of(symbols: Sequence[str], cards: Sequence[ReadPassage]) -> list[ReadPassage]:
    """The cards of the documents with these symbols."""
    return [
        card
        for card in cards
        if (own := card.stored.document.symbol)
        and any(same_document(symbol, own) for symbol in symbols)
    ]


def _defined(
    question: Question, glossary: Sequence[ReadPassage], terms: Mapping[str, str]
) -> list[ReadSentence]:
    """The first sentences of the entries asked about, evenly; none where one is not there."""
    alone = question.text.lower().strip(' ?!."“”')
    asked = question.terms if question.asks is Asks.DEFINITION else (alone,)
    entries = {p.stored.passage.pinpoint.section: p for p in glossary}
    found = [entries.get(_headword(term, terms)) for term in asked]
    each = max(1, MOST_SENTENCES // len(found))
    read = [entry for entry in found if entry is not None]
    if len(read) < len(found):
        return []
    return [sentence for entry in read for sentence in sentences_of(entry)[:each]]


def _headword(term: str, terms: Mapping[str, str]) -> str | None:
    """The glossary's headword for a term, in the singular where only that is there."""
    lower = term.lower()
    return terms.get(lower) or terms.get(lower.removesuffix("s"))

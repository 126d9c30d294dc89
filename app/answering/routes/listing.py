"""A list: the items of a list that is printed, or the sentence that names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answering.answer import Confidence, Shape
from app.answering.finding.features import ScoredSentence, covered, present
from app.answering.finding.reading import ReadSentence, sentences_of
from app.answering.finding.view import QuestionView
from app.answering.quoting.composing import Decision
from app.answering.routes.plain import decide_plainly
from app.answering.situation import Situation
from app.answering.terms.parties import states_in
from app.answering.terms.words import stems_of, words_of
from app.answering.weighing.choosing import Band
from store.filters import Filters
from store.records import Kind, Span

_MOST_ITEMS = 12
_LOOKED_AT = 8
"""Sentences, best first, of which one may introduce a list or be one."""
_SHOWN = 3
_STATES = re.compile(r"\b(?:countries|states|members|delegations|nations|parties)\b", re.IGNORECASE)
_SERIES = re.compile(r"[^\s,;]+(?:,|;)\s[^,;]{2,120}(?:,|;)?\s(?:and|or)\s\S")
# Verbs that say nothing of those listed ("make up", "take part"), so that no sentence has to have
# them.
_LIGHT = re.compile(
    r"(?:mak|tak|giv|hav|com|go|get|put|set|belong|includ|compris|constitut|consist|form|list|nam)"
    r"(?:es?|s|ed|ing)?|made|took|gave|part",
    re.IGNORECASE,
)
_ENUMERATES = re.compile(
    r"(?:\W+\w+){0,3}?\W+(?:includ(?:e|es|ed|ing)|are|were|comprise[sd]?|namely|such as|:)\b",
    re.IGNORECASE,
)
_ASKED_BY = frozenset({"list", "name", "enumerate", "give", "various", "main", "key"})


def list_what_is_asked(situation: Situation) -> Decision | None:
    """The items of a printed list with what introduces them, all in order; or the sentences that
    name what is asked for. Otherwise the plain way.
    """
    ranked = situation.held.ranked[:_LOOKED_AT]
    if situation.held.missing or not ranked:
        return None
    listed = _printed(situation, ranked) or _named(situation, ranked)
    return _with_second_hand(situation, listed) if listed else None


def _with_second_hand(situation: Situation, listed: Decision) -> Decision:
    """With what the glossary or a card states where no document held is sure to."""
    if listed.confidence is Confidence.STATED:
        return listed
    added = [
        sentence
        for sentence in decide_plainly(situation).sentences
        if not sentence.passage.stored.document.held
        or sentence.passage.stored.document.kind is Kind.GLOSSARY
    ]
    return replace(listed, sentences=[*listed.sentences, *added])


def _printed(situation: Situation, ranked: Sequence[ScoredSentence]) -> Decision | None:
    """The list that the best sentence introduces or is an item of, where its introduction and not
    the one item is what is asked about.
    """
    view, best = situation.view, ranked[0].sentence
    introduction = best.sentence.lead_in or best.span
    text = situation.library.texts([best.document])[best.document].text
    said = stems_of(f"{best.passage.stored.passage.heading}\n{introduction.of(text)}")
    if best.sentence.lead_in and covered(view, said) < covered(view, stems_of(best.text)):
        return None
    items = _items(situation, best, introduction)
    if len(items) < 2:
        return None
    stated = situation.held.band is Band.STATED or _has_all(view, said)
    if not stated and situation.held.band is Band.UNRELATED:
        return None
    return Decision(items, _confidence(stated), Shape.LIST)


def _items(situation: Situation, best: ReadSentence, introduction: Span) -> list[ReadSentence]:
    """Every item of the list that ``introduction`` opens, in the document's order."""
    only = Filters(documents=frozenset({best.document}))
    ids = situation.library.catalogue.live_passage_ids(only)
    stored = [
        passage
        for passage in situation.library.passages(sorted(ids))
        if any(s.lead_in == introduction for s in passage.passage.sentences)
    ]
    read = situation.pipeline.open(situation.view, stored)
    items = [
        sentence
        for passage in read
        for sentence in sentences_of(passage)
        if sentence.sentence.lead_in == introduction
    ]
    unique = {(item.span.start, item.span.end): item for item in items}
    return [unique[place] for place in sorted(unique)][:_MOST_ITEMS]


def _named(situation: Situation, ranked: Sequence[ScoredSentence]) -> Decision | None:
    """The sentences that name what is asked for: States where these are, else a series that has
    every word of the question.
    """
    view, held = situation.view, situation.held
    if _STATES.search(situation.question.text):
        asked = set(states_in(situation.question.text))
        naming = [s for s in ranked if set(states_in(s.sentence.text)) - asked]
        telling = [s for s in naming if _has_rarest(view, s)]
        if not naming:
            return None
        stated = held.band is Band.STATED and ranked[0] in (telling or naming)
        if held.band is Band.UNRELATED and not telling:
            return None
        return _decision(telling or naming[:1], held.within, stated=stated)
    series = [
        s
        for s in ranked
        if _SERIES.search(s.sentence.text)
        and _has_all(view, s.stems)
        and s.sentence.text[-1] != "?"
    ]
    if not series or held.band is not Band.UNRELATED:
        return None
    series.sort(key=lambda s: not _enumerates(view, s.sentence.text))
    return _decision(series, held.within, stated=False)


def _decision(found: Sequence[ScoredSentence], within: float, *, stated: bool) -> Decision:
    best = found[0].score
    near = [s.sentence for s in found if s.score >= best - within]
    kept: list[ReadSentence] = []
    for one in near:
        if not any(one.document == o.document and one.span.overlaps(o.span) for o in kept):
            kept.append(one)
    return Decision(kept[:_SHOWN], _confidence(stated), Shape.LIST)


def _confidence(stated: bool) -> Confidence:
    return Confidence.STATED if stated else Confidence.RELATED


def _has_all(view: QuestionView, stems: frozenset[str]) -> bool:
    words = [w for w in view.content if w.text.lower() not in _ASKED_BY]
    return bool(words) and all(present(view, word, stems) for word in words)


def _enumerates(view: QuestionView, text: str) -> bool:
    """Whether a sentence goes on from a word of the question to what it stands for: "Other speakers
    will include …".
    """
    stems = view.stems
    ends = (word.span.end for word in words_of(text) if word.content and word.stem in stems)
    return any(_ENUMERATES.match(text, end) for end in ends)


def _has_rarest(view: QuestionView, scored: ScoredSentence) -> bool:
    """Whether a sentence has the rarest word of the question that is no name: what it asks of
    those that are to be listed.
    """
    plain = [
        word
        for word in view.content
        if not (word.name or _STATES.fullmatch(word.text) or _LIGHT.fullmatch(word.text))
    ]
    if not plain:
        return True
    rarest = max(plain, key=lambda word: view.rarity[word.stem])
    return present(view, rarest, scored.stems)

"""What a short form stands for, quoted from where a held document explains it.

The glossary, which the plain way asks first, stays in front; where documents explain the same
short form otherwise, each of its meanings is shown with its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.answering.answer import Confidence
from app.answering.finding.reading import ReadSentence, sentences_of
from app.answering.quoting.composing import Decision, Statement
from app.answering.recognising.terms import asks_what_it_stands_for
from app.answering.routes.plain import decide_plainly
from app.answering.situation import Situation
from app.answering.terms.names import plain_name
from store.records import Alias, Kind, SourceRank

_PASSAGES_SEARCHED = 20
_MOST_MEANINGS = 4


def explain_short_form(situation: Situation) -> Decision | None:
    """Each meaning that held documents give the terms asked about.

    None where one of them is no short form that they explain, or where more than its words is
    asked for and the plain way states it.
    """
    by_term = [_meanings(situation, term) for term in situation.question.terms]
    if not by_term or not all(by_term):
        return None
    meanings = [alias for found in by_term for alias in found]
    plain = decide_plainly(situation)
    by_glossary = bool(plain.sentences) and all(_of_glossary(one) for one in plain.sentences)
    stated = plain.confidence is Confidence.STATED and bool(plain.sentences)
    if not by_glossary and stated and not asks_what_it_stands_for(situation.question.text):
        return None
    said = " ".join(plain_name(one.text) for one in plain.sentences) if by_glossary else ""
    found = [
        (alias, sentence)
        for alias in meanings
        if plain_name(alias.full) not in said
        and (sentence := _explained(situation, alias)) is not None
    ][: max(_MOST_MEANINGS, len(by_term))]
    if not found:
        return None
    first = tuple(plain.sentences) if by_glossary else ()
    statements = [
        Statement(
            _said(alias, sentence, alone=len(found) == len(by_term) and not first), (sentence,)
        )
        for alias, sentence in found
    ]
    return replace(
        plain,
        sentences=_once((*first, *(sentence for _, sentence in found))),
        confidence=Confidence.STATED,
        statements=statements,
    )


def _once(sentences: Sequence[ReadSentence]) -> tuple[ReadSentence, ...]:
    """One sentence may explain several short forms."""
    return tuple({one.place: one for one in sentences}.values())


def _meanings(situation: Situation, term: str) -> list[Alias]:
    """The aliases of a term, by its short form or else its full name, each meaning once."""
    wanted = plain_name(term)
    aliases = situation.vocabulary.aliases
    found = [one for one in aliases if plain_name(one.short) == wanted]
    found = found or [one for one in aliases if plain_name(one.full) == wanted]
    return list({plain_name(f"{one.short} {one.full}"): one for one in reversed(found)}.values())[
        ::-1
    ]


def _explained(situation: Situation, alias: Alias) -> ReadSentence | None:
    """The sentence of a held document that has the full name beside the short form."""
    found = situation.library.matching(
        f"{alias.full} {alias.short}", _PASSAGES_SEARCHED, situation.filters
    )
    stored = situation.library.passages([candidate.passage_id for candidate in found])
    held = [
        one
        for one in stored
        if one.document.held and one.document.kind is not Kind.GLOSSARY and _has(one.text, alias)
    ]
    held.sort(key=lambda one: not _explains(one.text, alias))
    read = situation.pipeline.open(situation.view, held[:1])
    sentences = [s for passage in read for s in sentences_of(passage) if _has(s.text, alias)]
    return max(sentences, key=lambda one: _explains(one.text, alias), default=None)


def _has(text: str, alias: Alias) -> bool:
    return alias.short in text and plain_name(alias.full) in plain_name(text)


def _explains(text: str, alias: Alias) -> bool:
    """Whether the one stands in brackets behind the other."""
    plain, short, full = plain_name(text), plain_name(alias.short), plain_name(alias.full)
    return f"{full} ({short}" in plain or f"{short} ({full}" in plain


def _said(alias: Alias, sentence: ReadSentence, *, alone: bool) -> str:
    said = f"{alias.short} stands for {alias.full}"
    return f"{said}." if alone else f"In {sentence.passage.stored.document.title}, {said}."


def _of_glossary(sentence: ReadSentence) -> bool:
    return sentence.passage.stored.document.rank is SourceRank.GLOSSARY

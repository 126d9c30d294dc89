"""What somebody said: their own words as against what is reported of them, said plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from app.answering.answer import Confidence
from app.answering.quoting.composing import Decision, Statement
from app.answering.recognising.shapes import Saying, saying
from app.answering.situation import Situation
from app.answering.speaking.positions import Position, Positions, positions
from app.answering.terms.parties import Party, Source, party_of
from store.printing import listed
from store.records import Kind

_QUOTED = re.compile(r"“[^“”]{2,}”|\"[^\"]{2,}\"|«[^«»]{2,}»")

_NEAREST = 3


def say_what_was_said(situation: Situation) -> Decision | None:
    """The party's own words first, then what is reported of it, and nothing of anybody else.

    Who is no party ("members"), or a body whose documents speak for it, is left to the plain way,
    unless that would give another speaker's words.
    """
    asked = saying(situation.question.text)
    party = named_party(situation, asked.who) if asked else None
    if asked is None or party is None:
        return None
    found = positions(situation, party, asked.topic, situation.view)
    if found.found:
        return _decision(asked, found)
    if not party.personal and not _is_anothers(situation, party):
        return None
    gap = nothing_of([party.name], asked.topic)
    return Decision((), gap=gap, lacking=(_lacking(situation, party, asked),))


def _lacking(situation: Situation, party: Party, asked: Saying) -> str:
    """What is missing: who is asked about, or, where the nearest words are theirs, the topic."""
    nearest = (scored.sentence.sentence.pinpoint for scored in situation.held.ranked[:_NEAREST])
    theirs = any(place.speaker and party.speaks_as(place.speaker) for place in nearest)
    return asked.topic if theirs and asked.topic else party.name


def named_party(situation: Situation, name: str) -> Party | None:
    """The party of that name, with what the library's documents call it besides."""
    known: dict[str, tuple[str, ...]] = {}
    for alias in situation.vocabulary.aliases:
        for one, other in ((alias.short, alias.full), (alias.full, alias.short)):
            key = re.sub(r"^the\s+", "", one, flags=re.IGNORECASE).casefold()
            known[key] = (*known.get(key, ()), other)
    own = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE).casefold()
    for spelt in situation.vocabulary.spelt_otherwise(name):
        known[own] = (*known.get(own, ()), name.replace(spelt.short, spelt.full))
    return party_of(name, known)


def nothing_of(parties: Sequence[str], topic: str) -> str:
    """That nothing which was read gives these parties' positions."""
    names = listed((f"“{party}”" for party in parties), "or")
    on = f" on {topic}" if topic else ""
    return f"No passage that was read has words of {names}{on}, or reports a position of theirs."


def _decision(asked: Saying, found: Positions) -> Decision:
    ordered = sorted(found.found, key=lambda one: one.source is Source.REPORTED)
    first = ordered[0]
    words = first.source is Source.SPOKEN or _QUOTED.search(first.sentence.text) is not None
    sure = found.confidence is Confidence.STATED and (words or not asked.exact)
    return Decision(
        tuple(one.sentence for one in ordered),
        Confidence.STATED if sure else Confidence.RELATED,
        statements=tuple(_whose_words(found.party, ordered, exact=asked.exact)),
    )


def _whose_words(party: Party, found: Sequence[Position], *, exact: bool) -> Iterator[Statement]:
    """Whose words the quotations are: said of every paraphrase, and of a speaker's own words where
    these were asked for.
    """

    def source(one: Position) -> tuple[bool, str, str]:
        stored = one.sentence.passage.stored
        speaker = stored.passage.pinpoint.speaker or party.name
        kind = stored.document.kind.value
        if one.behalf:
            return False, kind, one.behalf
        if one.source is Source.SPOKEN:
            return True, kind, _spoken(speaker, stored.document.kind, one)
        return False, kind, _reported(party.name, kind, one)

    for (own, _, text), group in groupby(found, key=source):
        if exact or not own:
            yield Statement(text, [one.sentence for one in group])


def _spoken(speaker: str, kind: Kind, position: Position) -> str:
    language = position.sentence.sentence.pinpoint.spoke_in
    translated = f", in the United Nations’ translation from {language}" if language else ""
    return f"These are the words of {speaker} in the {kind.value}{translated}."


def _reported(name: str, kind: str, position: Position) -> str:
    if _QUOTED.search(position.sentence.text):
        return (
            f"The {kind} reports this in its own words: only what it puts in quotation marks may "
            f"be {_of(name)}."
        )
    return f"The {kind} reports this in its own words, not in {_of(name)}."


def _of(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _is_anothers(situation: Situation, party: Party) -> bool:
    """Whether the sentence that the plain way would show is spoken by somebody else."""
    for scored in situation.held.ranked[:1]:
        speaker = scored.sentence.sentence.pinpoint.speaker
        return speaker is not None and not party.speaks_as(speaker)
    return False

"""A judgement that is asked for: declined, with the positions that the documents report on it."""

from __future__ import annotations

from app.answering.answer import Confidence
from app.answering.finding.features import ScoredSentence, present
from app.answering.quoting.composing import Decision
from app.answering.quoting.quotes import best_sentences
from app.answering.recognising.kinds import is_evaluative
from app.answering.situation import Situation
from app.answering.speaking.positions import is_anothers
from app.answering.terms.parties import holder_reported, presides
from app.answering.terms.words import stems_of
from app.answering.weighing.choosing import Band
from store.records import Kind

_SPOKEN = frozenset({Kind.RECORD, Kind.STATEMENT, Kind.MEETINGS_COVERAGE})


def report_positions(situation: Situation) -> Decision:
    """The best sentences that somebody speaks, or that report what somebody holds, on the subject;
    none where the documents have no such sentence.
    """
    held = situation.held
    if held.band is Band.UNRELATED:
        return Decision((), Confidence.RELATED)
    positions = tuple(
        scored
        for scored in held.ranked
        if _is_held_by_somebody(scored) and _is_on_subject(situation, scored)
    )
    return Decision(best_sentences(positions, held.within), Confidence.RELATED)


def _is_held_by_somebody(scored: ScoredSentence) -> bool:
    """Whether the sentence is a speaker's, or says whose position it reports."""
    sentence = scored.sentence
    stored = sentence.passage.stored
    if stored.passage.procedural or is_anothers(sentence):
        return False
    speaker = sentence.sentence.pinpoint.speaker
    spoken = speaker is not None and not presides(speaker) and stored.document.kind in _SPOKEN
    return spoken or holder_reported(sentence.text)


def _is_on_subject(situation: Situation, scored: ScoredSentence) -> bool:
    """Whether the passage has every name and number of the question, and its rarest word but those
    of judging.
    """
    view, stored = situation.view, scored.sentence.passage.stored
    around = stems_of(f"{stored.passage.heading}\n{stored.text}")
    subject = [word for word in view.content if not is_evaluative(word.text)]
    if not subject:
        return False
    rarest = max(subject, key=lambda word: view.rarity[word.stem])
    needed = [word for word in subject if word.name or word.number or word is rarest]
    return all(present(view, word, around) for word in needed)

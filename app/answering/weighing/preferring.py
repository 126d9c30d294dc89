"""Of sentences that are about as good, the one that says who did what was asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answering.finding.features import ScoredSentence, is_said
from app.answering.finding.view import QuestionView
from app.answering.recognising.asks import CONNECTIVES
from app.answering.terms.words import stems_of
from app.answering.weighing.vetoes import context_of
from app.answering.weighing.wanting import offers_name

_AS_GOOD = 2.0
"""Log-odds below the best from which a sentence counts as about as good."""
_WHO_DOES = re.compile(
    CONNECTIVES + r"(?:who|(?:which|what) (?:country|state|member|delegation|minister|official))\s"
    r"(?:(?:is|are|was|were|will|would|has|have|had|be|been|also|then)\s|going to\s"
    r"|(?:expected|due|likely|supposed|scheduled|set) to\s(?:be\s)?)*(?P<verb>[\w-]+)",
    re.IGNORECASE,
)


def with_doer_first(
    question: QuestionView, ranked: tuple[ScoredSentence, ...]
) -> tuple[ScoredSentence, ...]:
    """The sentences with one first that has the verb of "who does it" and names somebody, where
    the best has not the verb and that one is about as good.
    """
    verb = _verb_of(question)
    if verb is None or not ranked or _has(question, verb, ranked[0]):
        return ranked
    near = [s for s in ranked if s.score >= ranked[0].score - _AS_GOOD]
    for scored in near:
        if _has(question, verb, scored) and offers_name(scored.sentence.text, question.stems):
            return (scored, *(other for other in ranked if other is not scored))
    return ranked


def names_the_doer(question: QuestionView, scored: ScoredSentence) -> bool:
    """Whether a sentence names somebody who does what "who does it" asks, where all else of the
    question stands in it or around it: on which day a meeting is, is said once for all that is
    said of it.
    """
    verb = _verb_of(question)
    if verb is None or not _has(question, verb, scored):
        return False
    near = scored.stems | stems_of(context_of(scored.sentence))
    rest = (word for at, word in enumerate(question.content) if at != verb)
    return offers_name(scored.sentence.text, question.stems) and all(
        is_said(question, word, near) for word in rest
    )


def _verb_of(question: QuestionView) -> int | None:
    """Which content word is the verb of a question who does something."""
    match = _WHO_DOES.match(question.text)
    if match is None:
        return None
    places: Sequence[int] = [word.span.start for word in question.content]
    return places.index(match.start("verb")) if match.start("verb") in places else None


def _has(question: QuestionView, verb: int, scored: ScoredSentence) -> bool:
    return is_said(question, question.content[verb], scored.stems)

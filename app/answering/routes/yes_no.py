"""Yes or no: the sentence that decides, and the word only where it is explicit."""

from __future__ import annotations

import re
from dataclasses import replace

from app.answering.answer import Confidence
from app.answering.deciding.outcomes import asks_for_outcome, foresees_outcome
from app.answering.finding.features import covered
from app.answering.quoting.composing import Decision, Statement
from app.answering.quoting.timing import foresees, only_foreseen
from app.answering.routes.plain import decide_plainly
from app.answering.situation import Situation
from app.answering.weighing.choosing import Band
from app.answering.weighing.verdicts import verdict

_OF_THE_PAST = re.compile(r"^\W*(?:(?:and|but|so)\b[\s,]*)*(?:did|was|were|has|have|had)\b", re.I)


def decide_yes_or_no(situation: Situation) -> Decision | None:
    """The plain answer, with the sentence that says yes or no in so many words before the others.

    Where a forecast is all that is held of what is asked to have happened, that is said.
    """
    plain = decide_plainly(situation)
    for sentence in plain.sentences:
        word = verdict(situation.view, sentence.text, expected=sentence.sentence.expected)
        if word is None or not sentence.passage.stored.document.held:
            continue
        # What says it word for word states it, and what is only related adds nothing.
        sure = plain.confidence is Confidence.STATED
        others = [other for other in plain.sentences if sure and other is not sentence]
        return Decision(
            (sentence, *others), statements=(*plain.statements, Statement(f"{word}.", [sentence]))
        )
    return _of_any_outcome(situation) or _as_forecast(situation, plain)


def _of_any_outcome(situation: Situation) -> Decision | None:
    """What is said of any outcome of a meeting, where it is asked if one is to come and no sentence
    states it of that one.
    """
    held = situation.held
    if held.band is Band.STATED or not asks_for_outcome(situation.question.text):
        return None
    found = [one.sentence for one in held.ranked if foresees_outcome(one.sentence.text)]
    if not found or covered(situation.view, held.ranked[0].stems) == 1.0:
        return None
    return Decision(found[:1])


def _as_forecast(situation: Situation, plain: Decision) -> Decision:
    """What was only expected is no sure answer where the question is whether it came to be; of a
    forecast, that is said.
    """
    first = next(iter(plain.sentences), None)
    if first is None or not first.sentence.expected:
        return plain
    if not _OF_THE_PAST.match(situation.question.text) or first.sentence.lead_in is not None:
        return plain
    said = [Statement(only_foreseen(first), [first])] if foresees(first) else []
    return replace(plain, confidence=Confidence.RELATED, statements=(*plain.statements, *said))

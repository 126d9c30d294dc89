"""Which route serves which kind of question."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.answering.quoting.composing import Decision
from app.answering.recognising.kinds import Asks
from app.answering.routes.changes import tell_changes
from app.answering.routes.comparison import compare_positions
from app.answering.routes.counting import show_each
from app.answering.routes.definition import explain_short_form
from app.answering.routes.listing import list_what_is_asked
from app.answering.routes.metadata import tell_metadata
from app.answering.routes.opinion import report_positions
from app.answering.routes.plain import decide_plainly
from app.answering.routes.quotation import say_what_was_said
from app.answering.routes.summary import summarise
from app.answering.routes.timeline import order_events
from app.answering.routes.votes import tell_votes
from app.answering.routes.yes_no import decide_yes_or_no
from app.answering.situation import Route, Situation

ROUTES: Mapping[Asks, Route] = MappingProxyType(
    {
        Asks.METADATA: tell_metadata,
        Asks.DEFINITION: explain_short_form,
        Asks.SUMMARY: summarise,
        Asks.CHANGES: tell_changes,
        Asks.COMPARISON: compare_positions,
        Asks.OPINION: report_positions,
        Asks.LIST: list_what_is_asked,
        Asks.TIMELINE: order_events,
        Asks.QUOTATION: say_what_was_said,
        Asks.YES_NO: decide_yes_or_no,
        Asks.FACT: show_each,
    }
)
"""Where a kind is not here, or its route has nothing of its own to say, it is answered plainly."""
_MAY_ASK_OF_VOTES = frozenset({Asks.FACT, Asks.LIST, Asks.YES_NO})


def decide_by_route(situation: Situation) -> Decision:
    """The decision of the question's own route, or that on a plain fact. A vote has a way of its
    own, in whichever of some forms it is asked about.
    """
    if situation.question.asks in _MAY_ASK_OF_VOTES:
        voted = tell_votes(situation)
        if voted is not None:
            return voted
    route = ROUTES.get(situation.question.asks)
    own = route(situation) if route else None
    return own if own is not None else decide_plainly(situation)

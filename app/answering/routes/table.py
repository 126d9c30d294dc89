"""Which route serves which kind of question."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.answering.composing import Decision
from app.answering.deciding import decide
from app.answering.kinds import Asks
from app.answering.routes.situation import Route, Situation

ROUTES: Mapping[Asks, Route] = MappingProxyType({})
"""Kinds that are not here are answered as facts."""


def decide_by_route(situation: Situation) -> Decision:
    """The decision of the question's own route, or that on a plain fact."""
    route = ROUTES.get(situation.question.asks)
    own = route(situation) if route else None
    if own is not None:
        return own
    return decide(
        situation.question,
        situation.view,
        situation.evidence,
        situation.held,
        situation.vocabulary.terms,
        situation.pipeline.choose,
    )

"""The ways to an answer: one for each kind of question that is not answered as a plain fact.

A route looks at the situation and composes a decision, or gives None where it has nothing of its
own to say; then the question is answered as a fact.
"""

from app.answering.routes.table import decide_by_route
from app.answering.situation import Route, Situation

__all__ = ["Route", "Situation", "decide_by_route"]

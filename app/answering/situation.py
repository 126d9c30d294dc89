"""What a route has before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from app.answering.finding.view import QuestionView
from app.answering.pipeline import Evidence, Pipeline
from app.answering.quoting.composing import Decision
from app.answering.understanding.question import Question
from app.answering.understanding.vocabulary import Vocabulary
from app.answering.weighing.choosing import Choice
from store.filters import Filters
from store.library import Library


@dataclass(frozen=True)
class Situation:
    """One question with all that was read for it.

    ``held`` is the choice among the passages of documents that are held, ``filters`` what they
    were narrowed to, ``today`` the day on which the question is asked. ``beyond`` is how many
    sentences of one document are wanted beside those that answer, for prose to stand on.
    """

    question: Question
    view: QuestionView
    evidence: Evidence
    held: Choice
    vocabulary: Vocabulary
    library: Library
    pipeline: Pipeline
    filters: Filters
    today: dt.date
    beyond: int = 0


Route = Callable[[Situation], Decision | None]

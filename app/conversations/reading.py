"""From a row of the store to a message, and back for what is not a plain column."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError

from app.answering.answer import Answer
from app.conversations.records import UNREADABLE, Judgement, Manner, Message
from app.conversations.tables import CONVERSATIONS, JUDGEMENTS, MESSAGES
from store.filters import Filters

_FILTERS: TypeAdapter[Filters] = TypeAdapter(Filters)

# A judgement is of the answer that was there: where another was given since, there is none.
_JUDGED = sa.and_(
    JUDGEMENTS.c.message == MESSAGES.c.id, JUDGEMENTS.c.answered == MESSAGES.c.answered
)
SELECTED = (
    sa.select(MESSAGES, JUDGEMENTS.c.helpful, JUDGEMENTS.c.note, JUDGEMENTS.c.judged)
    .join(CONVERSATIONS, CONVERSATIONS.c.id == MESSAGES.c.conversation)
    .outerjoin(JUDGEMENTS, _JUDGED)
)
"""Messages with what :func:`message_of` needs, to be narrowed by message, conversation or owner."""


def message_of(row: sa.Row[tuple[object, ...]]) -> Message:
    """A message from its row; one whose answer this version cannot read says so as its failure."""
    message = Message(
        row.id,
        row.conversation,
        row.question,
        row.asked,
        failure=row.failure,
        answered=row.answered,
    )
    # Another version's answer is left as it is stored: that version can read it again.
    try:
        filters = _FILTERS.validate_json(row.filters) if row.filters else Filters()
        return replace(
            message,
            how=Manner(row.model, filters, row.alone),
            answer=_answer(row.answer),
            quoted=_answer(row.quoted),
            draft=_answer(row.draft),
            judgement=(
                None if row.helpful is None else Judgement(row.helpful, row.note, row.judged)
            ),
        )
    except ValidationError:
        return replace(message, failure=UNREADABLE)


def filters_as_stored(filters: Filters) -> str | None:
    """Filters as a column keeps them; nothing where nothing is narrowed."""
    return _FILTERS.dump_json(filters).decode() if filters else None


def _answer(stored: str | None) -> Answer | None:
    return None if stored is None else Answer.model_validate_json(stored)

"""The conversation: each question with its answer, or with what there is of it by now.

A message without its answer is a fragment of the page that draws itself again by itself, and so
shows the answer as it grows while the rest of the page is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from app.conversations import UNREADABLE, Message
from app.ui import answer_view, beside, charting, choosing, copying, intake, judging, people, state
from app.ui.address import OPEN, OpenPassage, opened, passage_key
from app.ui.blocks_view import Today
from app.ui.chips import without
from app.ui.components import Handler, mount
from app.ui.contracts import Summary
from app.ui.desk import Desk
from app.ui.evidence_view import Marks
from app.ui.standing import Checked

POLL_SECONDS = 0.25
"""Between two looks at an answer that grows, where few wait."""
_LONGEST_SECONDS = 2.0
_SECONDS_EACH = 0.05

_WHOLE = "the whole page is to be drawn"


def draw(
    desk: Desk, messages: Sequence[Message], documents: Sequence[Summary], marks: Marks
) -> None:
    """Draw all messages."""
    st.session_state.pop(_WHOLE, None)
    document_ids = {item.symbol: item.document for item in documents if item.symbol}
    today = Today(document_ids, marks, names=choosing.names_of(documents))
    for message in messages:
        if message.pending:
            look = people.fragment(run_every=pause(desk.under_way))
            look(_draw_pending)(message.id, today)
        else:
            with st.container():  # as a fragment has one: what is drawn stays as it settles
                _draw_settled(desk, message, today)


def pause(waiting: int) -> float:
    """Seconds between two looks at a message, where so many wait in all.

    A look costs the process about as much for each of fifty people as for one, and what it spends
    on looks it does not spend on answers: the longer they wait, the more rarely they look.
    """
    return min(_LONGEST_SECONDS, max(POLL_SECONDS, _SECONDS_EACH * waiting))


def _draw_settled(desk: Desk, message: Message, today: Today) -> None:
    shown, checked = message, None
    if message.answer is not None:
        checked = desk.standings.check(message.answer)
        shown = replace(message, answer=checked.answer)
        today = replace(today, changes=checked.changes)
    _mount(message, answer_view.turn(shown, today), checked)
    if message.answer is not None:
        charting.draw(message.answer, key=f"chart-{message.id}")


def _draw_pending(number: int, today: Today) -> None:
    desk = state.desk()
    message = desk.conversations.message(number, people.reader().key)
    if message is None or not message.pending or st.session_state.get(_WHOLE):
        st.rerun()
    _mount(message, answer_view.turn(message, today, desk.stage(number)))


def _mount(message: Message, turn: answer_view.Turn, checked: Checked | None = None) -> None:
    lying_open = opened(st.query_params.get(OPEN))
    active = None
    if isinstance(lying_open, OpenPassage) and lying_open.message == message.id:
        active = lying_open.passage.key
    data = {
        "turn": turn,
        "message": message.id,
        "active": active,
        "fresh": st.session_state.get(intake.FRESH) == message.id,
        "copying": copying.wanted(message.id, message.answer, checked),
        "judgement": judging.shown(message),
        "reasons": judging.reasons(),
        "charted": message.answer is not None and bool(charting.dots_of(message.answer)),
    }
    handlers: Mapping[str, Handler] = {
        "open": lambda key: beside.open_at(passage_key(message.id, key)),
        "ask": lambda question: intake.ask(question, choosing.chosen()),
        "retry": lambda _value: _try_again(message),
        "stop": lambda _value: state.desk().stop(message.id, people.reader().key),
        "edit": lambda question: _ask_edited(message, question),
        "drop": lambda key: _ask_without(message, key),
        "cite": lambda key: copying.want(message.id, key),
        "judge": lambda sent: _judge(message, sent),
    }
    whole = {trigger: _then_whole(do) for trigger, do in handlers.items()}
    mount("answer", data, key=f"message-{message.id}", on=whole)


def _then_whole(do: Handler) -> Handler:
    """A trigger inside a fragment draws only that again: what it changed may stand elsewhere."""

    def handle(value: str) -> None:
        do(value)
        st.session_state[_WHOLE] = True

    return handle


def _try_again(message: Message) -> None:
    if message.failure == UNREADABLE:  # what is stored stays, for the version that can read it
        intake.ask(message.question, message.how)
    else:
        state.desk().ask_again(message.id, people.reader().key)


def _ask_edited(message: Message, question: str) -> None:
    """Ask what the reader made of a question, under its filters, in its own right."""
    if question.strip():
        how = replace(message.how, model=choosing.chosen().model, alone=True)
        intake.ask(question.strip(), how)


def _ask_without(message: Message, key: str) -> None:
    left = without(message, key)
    if left is not None:
        question, filters = left
        how = replace(choosing.chosen(), filters=filters, alone=True)
        intake.ask(question, how)


def _judge(message: Message, sent: str) -> None:
    """Keep what a reader makes of an answer; one that is being written elsewhere goes on."""
    given, owner = judging.read(sent), people.reader().key
    conversations = state.desk().conversations
    if not conversations.judge(message.id, given.judgement, owner, edition=given.of):
        there = conversations.message(message.id, owner)
        if there is None or there.edition != given.of:
            st.toast(judging.OVERTAKEN)

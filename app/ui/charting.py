"""The events of a timeline on an axis of days, numbered as the citations are.

A chart is drawn only where it says more than the list: of three events or more, on several days.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypedDict

from app.answering.answer import Answer, Shape
from app.answering.quoting.headings import is_to_come, of_event
from app.ui.evidence_view import source_of
from store.printing import long_date

if TYPE_CHECKING:
    import altair as alt

FEWEST = 3
"""Events below which a list says all."""

_LONGEST_WORDS = 160  # characters of a quotation beside the pointer
_ROWS = 4  # heights that the numbers stand at, so that near days do not hide each other
_ROW_PIXELS = 26
_AXIS_PIXELS = 60
# Legible on the page in light and in dark: 3 to 1 against both, and the ink 5 to 1 against it.
_FILL = "#3a6f96"
_INK = "#ffffff"
_LEGEND = "A square is what was expected"


class Dot(TypedDict):
    """One event: its days, both inclusive, the height that it stands at, and what is said of it."""

    number: str
    begins: str
    ends: str
    row: int
    when: str
    words: str
    source: str
    expected: bool


def dots_of(answer: Answer) -> list[Dot]:
    """The events of a timeline in the order of their days; none where a chart says no more."""
    if answer.shape is not Shape.TIMELINE:
        return []
    by_number = {citation.number: citation for citation in answer.citations}
    found = [
        Dot(
            number=str(event.citation),
            begins=event.date.isoformat(),
            ends=event.until.isoformat(),
            row=0,
            when=of_event(event, by_number[event.citation]),
            words=_cut(by_number[event.citation].quote),
            source=source_of(by_number[event.citation]),
            expected=is_to_come(event, by_number[event.citation]),
        )
        for event in sorted(answer.timeline, key=lambda event: (event.date, event.citation))
        if event.citation in by_number
    ]
    days = {dot["begins"] for dot in found}
    if len(found) < FEWEST or len(days) < 2:
        return []
    for place, dot in enumerate(found):
        dot["row"] = place % _ROWS
    return found


def told(dots: list[Dot]) -> str:
    """The chart in words, for whoever does not see it."""
    first, last = (dt.date.fromisoformat(dots[at]["begins"]) for at in (0, -1))
    events = "; ".join(f"[{dot['number']}] {dot['when']}" for dot in dots)
    return (
        f"Timeline of {len(dots)} events from {long_date(first)} to {long_date(last)}: {events}. "
        "The list above has their words."
    )


def draw(answer: Answer, *, key: str) -> None:
    """Draw the chart of an answer that has one."""
    dots = dots_of(answer)
    if not dots:
        return
    import streamlit as st

    with st.container(key=key):
        st.altair_chart(_chart(dots), alt=told(dots))


def _cut(words: str) -> str:
    line = " ".join(words.split())
    if len(line) <= _LONGEST_WORDS:
        return line
    return f"{line[:_LONGEST_WORDS].rsplit(' ', 1)[0]}…"


def _chart(dots: list[Dot]) -> alt.LayerChart:
    """Every text is a value of the data: nothing of a document is part of the chart's language."""
    import altair as alt

    rows = min(len(dots), _ROWS)
    title = _LEGEND if any(dot["expected"] for dot in dots) else None
    events = alt.Chart(alt.InlineData(values=[dict(dot) for dot in dots])).encode(
        x=alt.X("begins:T", title=title, axis=alt.Axis(labelOverlap=True, domain=True, ticks=True)),
        y=alt.Y("row:O", axis=None),
        tooltip=[
            alt.Tooltip("when:N", title="When"),
            alt.Tooltip("words:N", title="Quotation"),
            alt.Tooltip("source:N", title="Source"),
        ],
    )
    spans = events.mark_bar(height=4, opacity=0.5, color=_FILL).encode(x2="ends:T")
    points = events.mark_point(size=420, filled=True, opacity=1, color=_FILL).encode(
        shape=alt.condition("datum.expected", alt.value("square"), alt.value("circle"))
    )
    numbers = events.mark_text(fontSize=11, fontWeight=600, color=_INK).encode(text="number:N")
    layers = alt.LayerChart(layer=[spans, points, numbers])
    return layers.properties(height=rows * _ROW_PIXELS + _AXIS_PIXELS, width="container")

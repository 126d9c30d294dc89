"""Transcripts to export, made by hand and by chance."""

from __future__ import annotations

import datetime as dt

import cited
from answers import QUOTE, answered, everything
from hypothesis import strategies as st

from app.answering.answer import (
    Ambiguity,
    Answer,
    AnswerSentence,
    Citation,
    Confidence,
    Correction,
    Dropped,
    FilterFound,
    NotFound,
    Outcome,
    Pointer,
)
from app.exporting import Exchange, Transcript

AT = dt.datetime(2026, 11, 4, 10, 5, tzinfo=dt.UTC)
HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(1)) `code` $x$ | a | # *b* www.evil.example [1]"
)
ARABIC = "قرار مجلس الأمن ٢٣٩٦ لعام ٢٠١٧"
LINES = f"{QUOTE}\n- Second line\n# third\n    fourth"


def quoting(*quotations: tuple[Citation, str], **changes: object) -> Answer:
    """An answer that quotes these, numbered from one."""
    citations = tuple(
        one.model_copy(update={"number": number, "quote": quote, "start": 0, "end": len(quote)})
        for number, (one, quote) in enumerate(quotations, start=1)
    )
    sentences = tuple(
        AnswerSentence(text=one.quote, kind="quote", citations=(one.number,), verified=True)
        for one in citations
    )
    return answered(**{"citations": citations, "sentences": sentences, "as_of": None} | changes)


SEVERAL = quoting(
    (cited.RECORD, "We must fight terrorism together."),
    (cited.RESOLUTION, HOSTILE),
    (cited.BRIEF, LINES),
    (cited.COVERAGE, ARABIC),
    (cited.CARD, "Official record of the 8626th meeting."),
    question="What did they say?",
    understood_as="What did they say?",
)
CONVERSATION = Transcript(
    "What did they say?",
    (
        Exchange("What did they say?", AT, SEVERAL),
        Exchange("And <b>China</b>?", AT, everything()),
        Exchange("Who briefs?", AT, None, "The library is damaged: run penholder doctor."),
        Exchange("When?", AT),
    ),
    "conversation-1",
)

texts = cited.nasty_texts
numbers = st.lists(st.integers(1, 9), max_size=3, unique=True).map(tuple)


@st.composite
def any_answer(draw: st.DrawFn) -> Answer:
    """An answer with any text in every field and numbers in any order."""
    citations = draw(st.lists(cited.any_citation, max_size=3, unique_by=lambda one: one.number))
    there = [one.number for one in citations]
    sentences = [
        AnswerSentence(text=one.quote, kind="quote", citations=(one.number,), verified=True)
        for one in citations
    ]
    sentences.append(
        AnswerSentence(
            text=draw(texts), kind="statement", citations=tuple(reversed(there)), verified=False
        )
    )
    pointer = st.builds(
        Pointer,
        symbol=st.none() | texts,
        title=texts,
        url=st.none() | texts | st.just("https://docs.un.org/en/S/PV.8626"),
        held=st.booleans(),
    )
    near = st.lists(cited.any_citation, max_size=2).map(tuple)
    some = st.lists(texts, max_size=2).map(tuple)
    not_found = st.builds(
        NotFound,
        reason=texts,
        premise=texts,
        missing=some,
        would_be_in=st.lists(pointer, max_size=2).map(tuple),
        nearest=near,
    )
    return Answer(
        question=draw(texts),
        understood_as=draw(texts),
        outcome=draw(st.sampled_from(Outcome)),
        answer=draw(texts),
        sentences=tuple(sentences),
        citations=tuple(citations),
        confidence=draw(st.sampled_from(Confidence)),
        not_found=draw(st.none() | not_found),
        dropped=tuple(Dropped(text=text, reason=text) for text in draw(some)),
        model=draw(st.none() | texts),
        notice=draw(texts),
        corrections=tuple(Correction(written=text, read_as=text) for text in draw(some)),
        filters_found=tuple(FilterFound(text=text, means=text) for text in draw(some)),
        ambiguous=tuple(Ambiguity(written=text, meanings=(text, "b")) for text in draw(some)),
        also_read=draw(near),
    )

"""Answers made by hand, for tests of what is printed from them."""

from __future__ import annotations

import datetime as dt

from app.answering.answer import (
    Answer,
    AnswerSentence,
    Citation,
    Correction,
    DateNote,
    Dropped,
    NotFound,
    Outcome,
    Pointer,
)
from store.records import Kind, SourceRank

QUOTE = "Russia’s Minister of Foreign Affairs, Sergey Lavrov, will preside."


def citation(number: int = 1, **changes: object) -> Citation:
    """A citation of the brief, with whatever a test wants otherwise."""
    facts: dict[str, object] = {
        "number": number,
        "document": "2019-09-24",
        "symbol": None,
        "title": "Ministerial Debate",
        "kind": Kind.BRIEF,
        "date": dt.date(2019, 9, 24),
        "url": "https://example.org/brief",
        "source_rank": SourceRank.FORECAST,
        "pinpoint": "para. 1",
        "quote": QUOTE,
        "start": 10,
        "end": 10 + len(QUOTE),
        "held": True,
    }
    return Citation.model_validate(facts | changes)


def answered(**changes: object) -> Answer:
    """One quotation that answers."""
    facts: dict[str, object] = {
        "question": "Who presides?",
        "understood_as": "Who presides?",
        "outcome": Outcome.ANSWERED,
        "answer": f"“{QUOTE}” [1]",
        "sentences": (AnswerSentence(text=QUOTE, kind="quote", citations=(1,), verified=True),),
        "citations": (citation(),),
        "as_of": dt.date(2019, 9, 24),
    }
    return Answer.model_validate(facts | changes)


def everything() -> Answer:
    """An answer with something in every field."""
    return answered(
        understood_as="Who will preside over the debate?",
        corrections=(Correction(written="semirikov", read_as="Semerikov"),),
        citations=(
            citation(lead_in="It asks:", dates=(DateNote(text="Tomorrow", date="2019-09-25"),)),
        ),
        not_found=NotFound(
            reason="China’s position is not in the documents held.",
            missing=("China",),
            would_be_in=(
                Pointer(
                    symbol="S/PV.8626",
                    title="Record of the debate",
                    url="https://docs.un.org/en/S/PV.8626",
                    held=False,
                ),
            ),
            nearest=(citation(1, quote="The P3 opposed these additions.", pinpoint="para. 6"),),
        ),
        dropped=(Dropped(text="It passed 25-1.", reason="25-1 is in no source"),),
        also_read=(citation(1, pinpoint="para. 2"), citation(2, pinpoint="para. 3")),
        follow_ups=("Who will brief?",),
        model="some-model",
    )

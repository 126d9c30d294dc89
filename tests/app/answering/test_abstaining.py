"""What is said where nothing answers: what is missing, and where it would be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from plain_reader import plain_document

from app.answering.answer import NotFound, Pointer
from app.answering.deciding.abstaining import not_found
from app.answering.pipeline import Pipeline
from app.answering.weighing.choosing import Choice
from app.answering.weighing.vetoes import Fault, Objection
from app.evaluation.scratch import scratch_library
from store.embedding import HashEmbedder
from store.filters import Filters
from store.library import Library
from store.records import Document, Kind

POSTED, DAY = dt.date(2015, 3, 2), dt.date(2015, 3, 3)
TITLE = "Debate on the river fisheries"
FORESEEN = "Norland is expected to propose lower quotas in the debate on the river fisheries."


def brief(text: str = FORESEEN) -> Document:
    facts = {"title": TITLE, "kind": Kind.BRIEF, "date": POSTED, "event_date": DAY}
    return plain_document("whatsinblue/2015/03/rivers", text, **facts)  # type: ignore[arg-type]


def card(symbol: str, text: str, date: dt.date | None = None, kind: Kind = Kind.OTHER) -> Document:
    return plain_document(symbol, text, symbol=symbol, date=date, kind=kind, held=False)


@contextmanager
def holding(folder: Path, *documents: Document) -> Iterator[Library]:
    with scratch_library(folder / "library", documents, HashEmbedder()) as library:
        yield library


def missed(
    library: Library, question: str, *, fault: Fault | None = None, filtered: bool = False
) -> NotFound:
    """What is said, were nothing found to answer the question."""
    pipeline = Pipeline(library, HashEmbedder())
    view = pipeline.view(question)
    evidence = pipeline.read(view, pipeline.candidates(view, Filters()))
    choice: Choice = pipeline.choose(view, evidence.held)
    objections = (Objection(fault, certain=True),) if fault else ()
    return not_found(
        library,
        view,
        replace(choice, objections=objections),
        asked_of=(),
        cards=evidence.cards,
        nearest=(),
        filtered=filtered,
    )


def symbols(found: NotFound) -> list[str | None]:
    return [pointer.symbol for pointer in found.would_be_in]


def test_a_name_that_nothing_has_is_said_with_how_many_were_looked_at(tmp_path: Path) -> None:
    question = "What did Westland say of the river fisheries?"
    with holding(tmp_path, brief(), plain_document("other", "The river is long.")) as library:
        assert missed(library, question).reason == (
            "None of the 2 documents held mentions “Westland” in this connection."
        )
        assert missed(library, question, filtered=True).reason == (
            "What the filters leave of the 2 documents held does not mention “Westland” in this "
            "connection."
        )
    with holding(tmp_path / "one", brief()) as library:
        assert missed(library, question).reason == (
            "The one document held does not mention “Westland” in this connection."
        )


def test_what_the_nearest_sentence_lacks_is_said(tmp_path: Path) -> None:
    with holding(tmp_path, brief()) as library:
        question = "When will Norland propose lower quotas?"
        assert missed(library, question, fault=Fault.NO_DATE).reason == (
            "The nearest sentence in the one document held gives no date for it."
        )
        assert "about another body" in missed(library, question, fault=Fault.ANOTHER).reason


def test_that_nothing_says_whether_a_product_is_expected_is_said(tmp_path: Path) -> None:
    with holding(tmp_path, brief()) as library:
        for question in ("Is a resolution expected?", "Will there be a press statement?"):
            assert missed(library, question).reason == (
                "No sentence in the one document held says whether that is to be expected."
            )


def test_a_sentence_on_the_subject_is_not_said_to_be_about_nothing(tmp_path: Path) -> None:
    with holding(tmp_path, brief()) as library:
        found = missed(library, "Is Norland expected to propose lower quotas?")
        assert "is on this subject" in found.reason


def test_the_record_of_the_meeting_that_was_foreseen_would_say(tmp_path: Path) -> None:
    record = card("S/PV.7", f"The record of the {TITLE.lower()}.", DAY, Kind.RECORD)
    coverage = card("SC/7", f"Coverage of the {TITLE.lower()}.", DAY, Kind.MEETINGS_COVERAGE)
    another = card("S/PV.8", "The record on Norland.", DAY, Kind.RECORD)
    with holding(tmp_path, brief(), coverage, another, record) as library:
        said = missed(library, "What did Norland propose on lower quotas?")
        assert symbols(said)[:2] == ["S/PV.7", "SC/7"]
        assert said.would_be_in[0].command == "penholder refresh S/PV.7"
        # Of another year's meeting that record says nothing.
        assert "S/PV.7" not in symbols(missed(library, "What did Norland propose in 2011?"))


def test_the_fullest_card_comes_first_and_none_of_another_year(tmp_path: Path) -> None:
    some = card("S/2011/1", "A letter of 2011 on herring.")
    most = card("S/2011/2", "A letter of 2011 on herring quotas in the northern lakes.")
    later = card("S/2014/3", "A letter of 2014 on herring quotas in the northern lakes.")
    with holding(tmp_path, brief("The river is long."), some, most, later) as library:
        found = missed(library, "Which letter of 2011 has the herring quotas of the lakes?")
        assert symbols(found) == ["S/2011/2", "S/2011/1"]


def test_what_the_nearest_sentence_cites_is_pointed_at(tmp_path: Path) -> None:
    text = "Norland set out its quotas in a concept note (S/2015/99)."
    with holding(tmp_path, brief(text)) as library:
        [pointer] = missed(library, "What quotas are in the concept note?").would_be_in
        assert (pointer.symbol, pointer.held) == ("S/2015/99", False)
        assert pointer.command == "penholder refresh S/2015/99"


def test_only_what_can_be_fetched_has_a_command() -> None:
    address = "https://docs.un.org/en/S/RES/1631(2005)"
    resolution = Pointer(symbol="S/RES/1631 (2005)", title="R", url=address, held=False)
    assert resolution.command == "penholder refresh 'S/RES/1631 (2005)'"
    assert resolution.model_copy(update={"held": True}).command is None
    assert resolution.model_copy(update={"symbol": None}).command is None
    assert resolution.model_copy(update={"url": None}).command is None

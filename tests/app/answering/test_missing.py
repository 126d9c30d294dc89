"""What is said to be missing: never what the documents have under another form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from plain_reader import plain_document

from app.answering.answer import Citation
from app.answering.deciding.abstaining import unmentioned
from app.answering.pipeline import Pipeline
from app.answering.terms.parties import party_of
from app.evaluation.scratch import scratch_library
from store.embedding import HashEmbedder
from store.filters import Filters
from store.records import Document, Kind, SourceRank


@contextmanager
def reading(folder: Path, *documents: Document) -> Iterator[Pipeline]:
    with scratch_library(folder / "library", documents, HashEmbedder()) as library:
        yield Pipeline(library, HashEmbedder())


def missing(pipeline: Pipeline, question: str) -> tuple[str, ...]:
    view = pipeline.view(question)
    evidence = pipeline.read(view, pipeline.candidates(view, Filters()))
    return pipeline.choose(view, evidence.held).missing


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The Netherlands proposed lower quotas.", "What did the Dutch propose on quotas?"),
        ("The French delegation proposed lower quotas.", "What did France propose on quotas?"),
        ("The Russian Federation objected to quotas.", "Why did Moscow object to quotas?"),
        ("Sierra Leone has a quota.", "What is the Sierra Leonean quota?"),
        ("Ms. Haldorsen proposed lower quotas.", "Did Ambassador Haldorsen propose lower quotas?"),
        ("Ms. Haldorsen proposed lower quotas.", "Did President Haldorsen propose lower quotas?"),
        (
            "The United Arab Emirates and the United Kingdom proposed quotas.",
            "What does the UAE-UK text propose on quotas?",
        ),
        (
            "The United Nations Observer Mission in Liberia counted the quotas.",
            "Did UNOMIL count the quotas?",
        ),
    ],
)
def test_another_form_of_a_name_is_not_missing(tmp_path: Path, text: str, question: str) -> None:
    with reading(tmp_path, plain_document("one", text)) as pipeline:
        assert missing(pipeline, question) == ()


@pytest.mark.parametrize(
    ("text", "question", "lacking"),
    [
        ("The Netherlands proposed lower quotas.", "What did the Danish propose?", "Danish"),
        (
            "The United Nations Observer Mission in Georgia (UNOMIG) counted the quotas.",
            "Did UNOMIL count the quotas?",
            "UNOMIL",
        ),
        (
            "The United Nations gave assistance. A mission went to Rwanda.",
            "Did UNAMIR give assistance?",
            "UNAMIR",
        ),
        ("France and the Netherlands proposed quotas.", "Did the UAE-France text?", "UAE-France"),
    ],
)
def test_another_name_is_missing(tmp_path: Path, text: str, question: str, lacking: str) -> None:
    with reading(tmp_path, plain_document("one", text)) as pipeline:
        assert missing(pipeline, question) == (lacking,)


def test_a_word_that_the_documents_only_print_with_a_capital_is_still_a_word(
    tmp_path: Path,
) -> None:
    with reading(tmp_path, plain_document("one", "“Practice and Deadline of Quotas”.")) as pipeline:
        assert missing(pipeline, "Which custom and deadline have quotas?") == ()


def test_a_document_s_own_symbol_and_year_are_not_missing_in_it(tmp_path: Path) -> None:
    facts = {"symbol": "S/2099/17", "date": dt.date(2099, 3, 2), "kind": Kind.DRAFT}
    draft = plain_document("S/2099/17", "States shall keep the quotas low.", **facts)  # type: ignore[arg-type]
    with reading(tmp_path, draft) as pipeline:
        assert missing(pipeline, "What does S/2099/17 say of quotas?") == ()
        assert missing(pipeline, "What did the draft of 2099 say of quotas?") == ()
        assert missing(pipeline, "What does S/2099/18 say of quotas?") == ("S/2099/18",)


def test_a_name_that_is_put_into_latin_letters_otherwise_is_that_name(tmp_path: Path) -> None:
    text = "Mr. Varyanskiy proposed lower quotas. So did Ms. Dolgoruky."
    with reading(tmp_path, plain_document("one", text)) as pipeline:
        assert missing(pipeline, "What did Mr. Varianski propose?") == ()
        assert missing(pipeline, "What did Ms. Dolgorukiy propose?") == ()
        assert missing(pipeline, "What did Mr. Petrosov propose?") == ("Petrosov",)


@pytest.mark.parametrize(
    "name",
    [
        "New Zealand's foreign minister",
        "the New Zealand Foreign Minister",
        "New Zealand’s Minister for Foreign Affairs",
        "the Permanent Representative of New Zealand",
        "the New Zealand delegation",
    ],
)
def test_who_acts_for_a_state_speaks_under_its_name(name: str) -> None:
    party = party_of(name)
    assert party is not None
    assert party.speaks_as("Ms. Schwalger (New Zealand)")
    assert not party.speaks_as("Mr. Blok (Netherlands)")


def test_an_adjective_names_its_state() -> None:
    party = party_of("the Dutch minister")
    assert party is not None
    assert party.speaks_as("Mr. Blok (Netherlands)")


def test_a_person_speaks_under_every_spelling_of_the_name() -> None:
    party = party_of("Mr. Varianski", {"mr. varianski": ("Mr. Varyanskiy",)})
    assert party is not None
    assert party.speaks_as("Mr. Varyanskiy (Norland)")
    assert not party.speaks_as("Mr. Varga (Norland)")


@pytest.mark.parametrize(
    ("name", "label", "speaks"),
    [
        ("Ingrid Haldorsen", "Ms. Haldorsen (Norland)", True),
        ("Ambassador Ingrid Haldorsen", "Ms. Haldorsen", True),
        ("Haldorsen", "Ms. Ingrid Haldorsen (Norland)", True),
        ("Ingrid Haldorsen", "Mr. Olav Haldorsen (Norland)", False),
        ("Ingrid Haldorsen", "Ms. Ingrid (Norland)", False),
        ("Ingrid Haldorsen", "The President", False),
    ],
)
def test_records_call_a_person_by_the_last_name(name: str, label: str, speaks: bool) -> None:
    party = party_of(name)
    assert party is not None
    assert party.speaks_as(label) is speaks


def test_a_bare_last_name_is_also_known_by_its_other_spelling() -> None:
    party = party_of("Varianski", {"varianski": ("Varyanskiy",)})
    assert party is not None
    assert party.speaks_as("Mr. Varyanskiy (Norland)")


def test_a_named_minister_is_a_person() -> None:
    party = party_of("New Zealand’s Foreign Minister Haldorsen")
    assert party is not None
    assert not party.speaks_as("Ms. Schwalger (New Zealand)")


def quotation(quote: str, pinpoint: str = "para. 1") -> Citation:
    return Citation(
        number=1, document="d", symbol=None, title="Debate", kind=Kind.RECORD, date=None, url=None,
        source_rank=SourceRank.RECORD, pinpoint=pinpoint, quote=quote, start=0, end=len(quote),
        held=True,
    )  # fmt: skip


def test_what_the_nearest_quotations_have_is_not_missing() -> None:
    nearest = (quotation("I speak for Norland and Sudland.", "p. 3, Ms. Haldorsen (Ostland)"),)
    names = ("Norland", "Ostland", "Ambassador Haldorsen", "Ms. Haldorsen of Ostland", "Westland")
    assert unmentioned(names, nearest) == ("Westland",)

"""Forms of asking that have a way of their own, and those that only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answering.recognising.asks import Asks
from app.answering.recognising.kinds import recognise
from app.answering.recognising.shapes import comparing, parties_in, saying


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What did Norway say about the herring?", Asks.QUOTATION),
        ("What exactly did Ms. Dahl say about the herring?", Asks.QUOTATION),
        ("Quote Iceland on the harbour", Asks.QUOTATION),
        ("What is Norway's position on the annex?", Asks.QUOTATION),
        ("What were Ms. Dahl’s exact words on the annex?", Asks.QUOTATION),
        ("What was the view of Norway on the annex?", Asks.QUOTATION),
        ("How do Norway and Iceland differ on the annex?", Asks.COMPARISON),
        ("Compare the positions of Norway and the N3 on the annex.", Asks.COMPARISON),
        ("Compare Norway and Iceland on the annex", Asks.COMPARISON),
        ("What did Norway and Iceland say about the annex?", Asks.COMPARISON),
        ("What is the difference between Norway and Iceland on quotas?", Asks.COMPARISON),
        ("Give me a timeline of the talks", Asks.TIMELINE),
        ("What happened between 2015 and 2018 in the talks?", Asks.TIMELINE),
        ("History of the harbour treaty", Asks.TIMELINE),
        ("Who are the signatories?", Asks.LIST),
        ("Which countries signed the treaty?", Asks.LIST),
        ("List the conditions of the treaty", Asks.LIST),
        ("What are the main measures in the annex?", Asks.LIST),
        ("Was the treaty signed in March?", Asks.YES_NO),
        ("Did Norway object to the annex?", Asks.YES_NO),
        # These only look like it.
        ("What does the treaty say about herring?", Asks.FACT),
        ("What did the presidential statement say about herring?", Asks.FACT),
        ("What does S/PV.8422 say about herring?", Asks.FACT),
        ("What did it say about herring?", Asks.FACT),
        ("When did Norway sign?", Asks.FACT),
        ("What did Norway oppose?", Asks.FACT),
        ("What is the difference between a treaty and a declaration?", Asks.DEFINITION),
        ("Is it fair?", Asks.OPINION),
        ("Can you tell me when the treaty was signed?", Asks.FACT),
    ],
)
def test_forms_of_asking(question: str, asks: Asks) -> None:
    assert recognise(question).asks is asks


def test_who_and_on_what_are_told_apart() -> None:
    said = saying("What exactly did the representative of Norway say about the herring quotas?")
    assert said is not None
    assert (said.who, said.topic, said.exact) == (
        "the representative of Norway", "the herring quotas", True,
    )  # fmt: skip
    assert saying("What did the plea that Ms. Dahl passed on say about it?") is None


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("France, the UK and the US", ("France", "the UK", "the US")),
        ("Bosnia and Herzegovina and Serbia", ("Bosnia and Herzegovina", "Serbia")),
        ("Norway’s and Iceland’s positions", ("Norway", "Iceland")),
        ("Norway versus Iceland", ("Norway", "Iceland")),
    ],
)
def test_parties_are_parted(text: str, parties: tuple[str, ...]) -> None:
    assert parties_in(text) == parties


def test_a_comparison_needs_two_and_a_state() -> None:
    of_positions = comparing("How do the positions of Chad and Peru on quotas compare?")
    assert of_positions is not None
    assert (of_positions.parties, of_positions.topic) == (("Chad", "Peru"), "quotas")
    assert comparing("How do members differ on quotas?") is None
    assert comparing("How do cats and dogs differ in winter?") is None
    found = comparing("Where do Norway and Iceland agree on quotas?")
    assert found is not None
    assert found.topic == "quotas"


@pytest.mark.parametrize(
    ("question", "asks", "whose"),
    [
        ("What is the Dutch view on quotas?", Asks.QUOTATION, ("Netherlands (Kingdom of the)",)),
        ("What was the South African view on quotas?", Asks.QUOTATION, ("South Africa",)),
        ("What is the main position on quotas?", Asks.FACT, ()),
        ("Compare the Dutch and French positions on quotas", Asks.COMPARISON,
         ("Netherlands (Kingdom of the)", "France")),
        ("How do the French and Dutch positions differ on quotas?", Asks.COMPARISON,
         ("France", "Netherlands (Kingdom of the)")),
        ("How do the French and Dutch positions on quotas differ from each other?", Asks.COMPARISON,
         ("France", "Netherlands (Kingdom of the)")),
        ("What did the French delegation and the envoy say about quotas?", Asks.COMPARISON,
         ("the French delegation", "the envoy")),
    ],
)  # fmt: skip
def test_an_adjective_names_a_state(question: str, asks: Asks, whose: tuple[str, ...]) -> None:
    recognised = recognise(question)
    assert (recognised.asks, recognised.terms) == (asks, whose)


@given(st.text(max_size=2_000))
def test_any_text_is_recognised_as_something(text: str) -> None:
    assert recognise(text).asks in Asks


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "part",
    ["what did ", "what did a say about ", "compare ", "and ", "who are ", "’s ", "between "],
)
def test_long_questions_cost_little(part: str) -> None:
    recognise((part * 2_000)[:2_000])

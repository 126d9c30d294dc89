"""Whose words a sentence is: the grammar of reporting, speakers' labels, and names in names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answering.terms.parties import holder_reported, party_of, states_in


def reported(name: str, sentence: str) -> bool:
    party = party_of(name)
    assert party is not None
    return party.reported_in(sentence)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Norway", "Norway maintained that the treaty was void."),
        ("Norway", "Last spring, Norway, the host of the talks, sought to add an annex."),
        ("Norway", "The representative of Norway said that the annex was too long."),
        ("Norway", "Norway’s Minister of Fisheries, Kari Dahl, said that quotas were too low."),
        ("Norway", "Iceland, Norway and Denmark opposed the draft."),
        (
            "Norway",
            "Some members—in particular, the N3 (Iceland, Norway and Denmark)—consider it void.",
        ),
        ("Norway", "The concern was voiced by Iceland and Norway."),
        ("Norway", "A longer season has been a goal of Norway for years."),
        ("Norway", "According to Norway, quotas were too low."),
        ("Norway", "Iceland welcomed the annex, while Norway did not support it."),
        ("Norway", "Norway’s position is that the annex must go."),
        ("the N3", "The N3 opposed these additions."),
        ("Kari Dahl", "In Oslo, Dahl said that quotas were too low."),
        ("the Secretary-General", "The Secretary-General warned that time was short."),
        ("the Secretary-General", "On Monday the Secretary-General warned that time was short."),
    ],
)
def test_a_subject_an_agent_or_a_holder_is_reported(name: str, sentence: str) -> None:
    assert reported(name, sentence)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Norway", "Iceland said that Norway was too slow."),
        ("Norway", "Relations between Iceland and Norway remain opposed to nothing."),
        ("Norway", "Under Norway’s presidency, members agreed on a text."),
        ("Norway", "Norway’s draft was opposed by Iceland."),
        ("Norway", "Norway’s neighbours said that it was late."),
        ("Norway", "Norway met Iceland, which objected to the annex."),
        ("Norway", "The ambassador to Norway said that it was cold."),
        ("Norway", "Norway will host the talks."),
        ("Sudan", "South Sudan said that the border was closed."),
        ("Guinea", "Equatorial Guinea welcomed the text."),
        ("Congo", "The Democratic Republic of the Congo rejected it."),
        ("the Secretary-General", "The NATO Secretary-General warned that time was short."),
    ],
)  # fmt: skip
def test_a_mention_alone_is_not(name: str, sentence: str) -> None:
    assert not reported(name, sentence)


@pytest.mark.parametrize(
    ("name", "label", "speaks"),
    [
        ("France", "Mr. Delattre (France)", True),
        ("the UK", "Ms. Pierce (United Kingdom)", True),
        ("France", "Mr. Cohen (United States of America)", False),
        ("the representative of France", "Mr. Delattre (France)", True),
        ("Poland", "The President (Mr. Wlosowicz, Poland)", False),
        ("Poland", "The President (Mr. Wlosowicz, Poland), in national capacity", True),
        ("Mr. Wlosowicz", "The President (Mr. Wlosowicz, Poland)", True),
        ("the President", "The President (Mr. Wlosowicz, Poland)", True),
        ("Mr. Delattre", "Mr. Delattre (France)", True),
        ("Mr. Delattre of France", "Mr. Delattre (France)", True),
        ("Ambassador Delattre", "Mr. Delattre (France)", True),
        ("Mr. Delat", "Mr. Delattre (France)", False),
        ("UNICEF’s Ms. Fore", "Ms. Fore", True),
        ("the Secretary-General", "The Secretary-General (António Guterres)", True),
        ("the Secretary-General", "Mr. Lund (Secretary-General of NATO)", False),
        ("Iran", "Mr. Ravanchi (Islamic Republic of Iran)", True),
    ],
)
def test_a_speaker_is_told_by_the_label(name: str, label: str, speaks: bool) -> None:
    party = party_of(name)
    assert party is not None
    assert party.speaks_as(label) is speaks


@pytest.mark.parametrize("name", ["members", "some delegations", "the briefers", "the first two"])
def test_who_is_only_described_is_no_party(name: str) -> None:
    assert party_of(name) is None


def test_a_body_does_not_speak_for_itself_alone() -> None:
    personal = {
        name: party.personal
        for name in ("Norway", "Mr. Dahl", "the Secretary-General", "UNICEF", "the P3")
        if (party := party_of(name))
    }
    assert personal == {
        "Norway": True, "Mr. Dahl": True, "the Secretary-General": True, "UNICEF": False,
        "the P3": False,
    }  # fmt: skip


def test_other_forms_of_a_name_are_known() -> None:
    party = party_of("the N3", {"n3": ("Iceland, Norway and Denmark",)})
    assert party is not None
    assert party.reported_in("Iceland, Norway and Denmark opposed it.")


def test_states_are_found_whole() -> None:
    assert states_in("Guinea-Bissau and the UK met South Sudan.") == (
        "Guinea-Bissau", "United Kingdom of Great Britain and Northern Ireland", "South Sudan",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("Some members consider the annex void.", True),
        ("Norway maintained that it was void.", True),
        ("The annex was rejected by several delegations.", True),
        ("The annex has four articles.", False),
        ("The meeting took place in Oslo.", False),
    ],
)
def test_somebody_holds_what_is_reported_of_anybody(sentence: str, held: bool) -> None:
    assert holder_reported(sentence) is held


@given(
    st.lists(
        st.sampled_from(
            ["Norway", "Iceland", "the", "and", ",", "(", ")", "’s", "said", "by", "of", "Aa", "b"]
        ),
        max_size=400,
    ).map(" ".join)
)
def test_hostile_sentences_end(sentence: str) -> None:
    party = party_of("Norway")
    assert party is not None
    assert party.reported_in(sentence) in (True, False)
    if "Norway" not in sentence:
        assert not party.reported_in(sentence)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "part", ["Norway, ", "Norway and the ", "(Norway ", "Norway’s ", "Norway by "]
)
def test_long_hostile_sentences_cost_little(part: str) -> None:
    party = party_of("Norway")
    assert party is not None
    party.reported_in(part * 50_000)

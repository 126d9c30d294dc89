"""Follow-ups that name another actor, body, place or time ask the earlier question of that one."""

from __future__ import annotations

import pytest

from app.answering.answer import Turn
from app.answering.understanding.followups import Conversation, readings, standalone


def said_before(*turns: str) -> list[Turn]:
    """A conversation that the user began."""
    return [
        Turn(role="assistant" if at % 2 else "user", content=turn) for at, turn in enumerate(turns)
    ]


ANOTHER_ACTOR = [
    (
        "What is said about the situation in Mali?",
        "And what did France say?",
        "What did France say about the situation in Mali?",
    ),
    (
        "What did Belgium say about the humanitarian situation in Yemen?",
        "And what did France say?",
        "What did France say about the humanitarian situation in Yemen?",
    ),
    (
        "What did Mr. Griffiths say about Yemen?",
        "And what did Mr. Lowcock say?",
        "What did Mr. Lowcock say about Yemen?",
    ),
    (
        "What did Mr. Griffiths say about Yemen?",
        "And Mr. Lowcock?",
        "What did Mr. Lowcock say about Yemen?",
    ),
    (
        "What did Viet Nam say about ASEAN in January 2020?",
        "And what did South Africa say about it?",
        "What did South Africa say about ASEAN in January 2020?",
    ),
    (
        "What did France say about Mali?",
        "What did the United States representative say about that?",
        "What did the United States representative say about Mali?",
    ),
    (
        "What did the Russian representative say about the embargo?",
        "What does China think?",
        "What does China think about the embargo?",
    ),
    (
        "What happened at the meeting on Yemen?",
        "How did the United States react?",
        "How did the United States react to Yemen?",
    ),
    (
        "How did China vote on the draft resolution?",
        "And how did Russia vote?",
        "How did Russia vote on the draft resolution?",
    ),
    (
        "How did China vote on the draft resolution?",
        "Did Kenya abstain?",
        "Did Kenya abstain on the draft resolution?",
    ),
    (
        "Why did France oppose the embargo?",
        "And what did China say?",
        "What did China say about the embargo?",
    ),
    (
        "Did the Secretary-General condemn the attack in Konna?",
        "And did the African Union condemn it?",
        "Did the African Union condemn the attack in Konna?",
    ),
    (
        "What is the mandate of UNOMIG?",
        "And what did the General Assembly say?",
        "What did the General Assembly say about the mandate of UNOMIG?",
    ),
    (
        "What did Norway say about herring on 21 March 1997?",
        "And what did Iceland say?",
        "What did Iceland say about herring on 21 March 1997?",
    ),
    (
        "What does the resolution on Angola decide?",
        "And what did Portugal say?",
        "What did Portugal say about Angola?",
    ),
    (
        "What did France say about Mali?",
        "And what was China’s position?",
        "What was China’s position on Mali?",
    ),
    (
        "What did France say about Mali?",
        "And the view of the African Union?",
        "What is the African Union’s view on Mali?",
    ),
    (
        "What did France say about Mali?",
        "And according to China?",
        "What did China say about Mali?",
    ),
    (
        "What does resolution 872 (1993) say about UNAMIR?",
        "And what does resolution 893 (1994) say?",
        "What does resolution 893 (1994) say about UNAMIR?",
    ),
]
ANOTHER_THING = [
    (
        "What does resolution 872 (1993) decide about UNAMIR?",
        "And resolution 893?",
        "What does resolution 893 decide about UNAMIR?",
    ),
    (
        "What did the Secretary-General say about Mali?",
        "And the African Union?",
        "What did the African Union say about Mali?",
    ),
    (
        "How many troops did the Council authorise for Rwanda in 1993?",
        "And for Georgia?",
        "How many troops did the Council authorise for Georgia in 1993?",
    ),
    (
        "Who spoke for Belgium on Yemen?",
        "And for Germany?",
        "Who spoke for Germany on Yemen?",
    ),
    (
        "How many troops did the Council authorise for Rwanda in 1993?",
        "And in 1994?",
        "How many troops did the Council authorise for Rwanda in 1994?",
    ),
    (
        "How many troops did the Council authorise for Rwanda in 1993?",
        "And before that?",
        "How many troops did the Council authorise for Rwanda before 1993?",
    ),
    ("Who led the mission in 1993?", "And afterwards?", "Who led the mission after 1993?"),
    ("Who led the mission in 1993?", "And the year before?", "Who led the mission in 1992?"),
    ("Who led the mission in 1993?", "And a year later?", "Who led the mission in 1994?"),
    ("What happened in Konna?", "And in Gao?", "What happened in Gao?"),
    (
        "What does the brief say about Russia?",
        "What does it say about China?",
        "What does the brief say about China?",
    ),
    (
        "What did France say about Mali?",
        "And what did it say about Niger?",
        "And what did France say about Niger?",
    ),
    ("Who spoke for Belgium on Yemen?", "Who else?", "Who else spoke for Belgium on Yemen?"),
    (
        "What did France say about Mali?",
        "Who else?",
        "Who else spoke about Mali?",
    ),
    ("Why did France oppose the embargo?", "Who else?", "Who else did oppose the embargo?"),
    ("Who else spoke about Mali?", "And when?", "When spoke about Mali?"),
    ("What is the mandate of ONUMOZ?", "And its budget?", "What is the budget of ONUMOZ?"),
    ("Why did France oppose it?", "And when?", "When did France oppose it?"),
]


@pytest.mark.parametrize(("before", "follow_up", "read"), ANOTHER_ACTOR)
def test_another_actor_is_asked_the_earlier_question(
    before: str, follow_up: str, read: str
) -> None:
    answer = "“The Secretary-General’s report of 3 May 1999 was noted by Mali and MINUSMA.” [1]"
    assert standalone(follow_up, said_before(before, answer)) == read


@pytest.mark.parametrize(("before", "follow_up", "read"), ANOTHER_THING)
def test_another_thing_takes_the_place_of_its_kind(before: str, follow_up: str, read: str) -> None:
    assert standalone(follow_up, said_before(before, "Nothing.")) == read


def test_the_actors_of_before_and_the_answer_s_names_are_in_no_reading() -> None:
    talk = Conversation("What did Norway say about herring?", "“Denmark met in 1999.” [1]")
    read = readings("And what did Iceland say?", talk)
    assert read[0] == "What did Iceland say about herring?"
    assert not any(name in one for one in read for name in ("Norway", "Denmark", "1999"))


def test_what_was_asked_without_a_topic_stands_behind_without_its_actor() -> None:
    talk = Conversation("Which three points did Norway raise in Oslo?", "“I was in Bergen.” [1]")
    [first, *_] = readings("And what did Iceland say?", talk)
    assert first == "What did Iceland say? (three points raise Oslo)"


def test_no_preposition_is_left_without_what_it_leads_to() -> None:
    talk = Conversation("When was the harbour built?", "")
    [read] = readings("And what did the report say about it?", talk)
    assert read.startswith("What did the report say? (")


def test_a_chain_keeps_its_topic_and_takes_each_actor() -> None:
    history = said_before(
        *("What is said about Yemen?", "Much."),
        *("And what did France say?", "That it was grave."),
    )
    assert standalone("What about Germany?", history) == "What did Germany say about Yemen?"
    assert standalone("And did China agree?", history) == "Did China agree on Yemen?"


def test_what_leans_on_nothing_may_also_be_asked_afresh() -> None:
    talk = Conversation("What did Norway say about herring?", "“Nothing.” [1]")
    assert readings("What does Iceland think?", talk) == (
        "What does Iceland think about herring?",
        "What does Iceland think?",
    )
    assert len(readings("And what does Iceland think?", talk)) == 1


def test_a_state_alone_may_be_who_speaks_or_what_is_spoken_of() -> None:
    read = readings("And Niger?", Conversation("What did France say about Mali?", ""))
    assert read[:2] == ("What did Niger say about Mali?", "What did France say about Niger?")


@pytest.mark.parametrize(
    "question",
    [
        "What did Germany say about the Houthis?",
        "What did Ms. Haldorsen tell the Council about herring?",
        "Did the Council adopt resolution 872 (1993)?",
        "Who will preside over the debate?",
    ],
)
def test_a_question_with_a_topic_of_its_own_stays(question: str) -> None:
    assert readings(question, Conversation("What did France say about Mali?", "")) == (question,)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("fragment", ["about ", "did France ", "A’s view of ", "on ", "the "])
def test_a_hostile_question_before_takes_time_that_grows_with_its_length(fragment: str) -> None:
    before = f"What did {fragment * (50_000 // len(fragment))}say?"
    assert "Iceland" in standalone("And what did Iceland say?", said_before(before, "No."))


def test_what_names_its_own_points_at_no_question_that_found_nothing() -> None:
    asked = "Compare the views of Norway and Chad on these fisheries."
    before = said_before(
        "What does the brief say about the price of oil?", "Nothing is said of it."
    )
    unanswered = [before[0], before[1].model_copy(update={"answered": False})]
    assert standalone(asked, unanswered) == asked
    assert standalone(asked, before) != asked
    # What names nothing still needs the question before it.
    assert standalone("And why is that?", unanswered) != "And why is that?"
    assert standalone("What did it say on that?", unanswered) != "What did it say on that?"


@pytest.mark.parametrize(
    "question",
    [
        "List the questions in Norway's concept note",
        "Name the members of the commission",
        "What is a penholder?",
        "What is the brief about?",
    ],
)
def test_an_order_and_a_definition_stand_alone(question: str) -> None:
    before = said_before("Give me a timeline of the press statements on herring", "“None.” [1]")
    assert standalone(question, before) == question
    assert standalone("And on cod?", before) != "And on cod?"
    assert standalone("What is the quota?", before) != "What is the quota?"


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("And who else will speak?", "Who will speak?"),
        ("And who was elected?", "Who was elected?"),
        ("Who else?", None),
        ("And who will speak after that?", None),
    ],
)
def test_after_a_question_without_an_answer_who_does_something_may_be_asked_afresh(
    text: str, alone: str | None
) -> None:
    asked = "Who is the envoy of Peru?"
    refused = readings(text, Conversation(asked, "Nothing is said of it.", answered=False))
    answered = readings(text, Conversation(asked, "Ms. Rojas is the envoy.", answered=True))
    assert (alone in refused) is (alone is not None)
    assert alone not in answered

"""Votes: of the resolution, the draft or the meeting that was asked for, and of no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from test_shaped_answers import quotes, statements

from app.answering.answer import Confidence, Outcome
from app.answering.answer import Turn as Message
from app.answering.votes.ballots import ballots_in
from app.engine import Engine
from app.evaluation.scratch import plain_document, scratch_library
from store.embedding import HashEmbedder
from store.filters import Filters
from store.records import Document, Kind, Passage, Pinpoint, Relation, RelationKind, Sentence, Span

CHAIR = "The President (Ms. Ek, Sweden)"
ROLL = "A vote was taken by show of hands."
FERRIES = (
    (f"{ROLL}\n\nIn favour: Chad, Norway\n\nAgainst: Peru\n\nAbstaining: Togo", None, "S/2031/17"),
    ("The draft resolution received two votes in favour, one against and one abstention.\n\n"
     "The draft resolution has been adopted as resolution 9417 (2031).", CHAIR, ""),
    ("Peru rejects what the Council has done with the ferries.", "Mr. Paz (Peru)", ""),
    (f"{ROLL}\n\nIn favour: Chad\n\nAgainst: Norway, Togo\n\nAbstaining: None", None, "S/2031/18"),
    ("The result of the voting is as follows: one vote in favour and two against.\n\n"
     "The draft resolution has not been adopted.", CHAIR, ""),
)  # fmt: skip
BLOCKED = (
    (f"{ROLL}\n\nIn favour: Chad, Norway\n\nAgainst: China, Peru", None, "S/2031/21"),
    ("The draft resolution has not been adopted, owing to the negative vote of a permanent member "
     "of the Council.", CHAIR, ""),
)  # fmt: skip
FIRST_PART = ((f"{ROLL}\n\nIn favour: Chad, Norway, Peru, Togo", None, "S/2031/19"),)
SECOND_PART = (
    ("The draft resolution received four votes in favour.\n\n"
     "The draft resolution has been adopted unanimously as resolution 9418 (2031).", CHAIR, ""),
)  # fmt: skip
OLD = "The Security Council decides to count the ferries.\n\n"
OWN_LINE = "Adopted at the 99th meeting by 9 votes to 1 (Peru), with 1 abstention (Togo)."
ANOTHER_LINE = "Adopted at the 98th meeting by 9 votes to 2 (Chad, Peru)."
Turn = tuple[str, str | None, str]


def record(
    name: str, turns: Sequence[Turn], symbol: str, cites: tuple[str, ...], embedder: HashEmbedder
) -> Document:
    """A record of votes: each turn's words, its speaker or none, and the draft voted on or none."""
    text = "\n\n".join(words for words, _, _ in turns)
    plain = plain_document(name, "A meeting, The ferries", text, embedder)
    passages: list[Passage] = []
    at = 0
    for ordinal, (words, speaker, draft) in enumerate(turns):
        sentences = []
        for line in words.split("\n\n"):
            sentences.append(Sentence(Span(at, at + len(line)), Pinpoint(1, speaker=speaker)))
            at += len(line) + 2
        span = Span(sentences[0].span.start, sentences[-1].span.end)
        what = f"Vote on draft {draft}" if draft else speaker
        passages.append(
            Passage(
                ordinal, span, f"A meeting · {what}", Pinpoint(1, speaker=speaker), tuple(sentences)
            )
        )
    return replace(
        plain, kind=Kind.RECORD, symbol=symbol, passages=tuple(passages), cites=cites,
        date=dt.date(2031, 1, 2),
    )  # fmt: skip


def resolution(symbol: str, line: str, embedder: HashEmbedder, **facts: object) -> Document:
    plain = plain_document(symbol, f"Resolution {symbol}", f"{OLD}{line}", embedder)
    return replace(plain, kind=Kind.RESOLUTION, symbol=symbol, **facts)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = HashEmbedder()
    on = ("S/RES/9417 (2031)", "S/2031/17", "S/2031/18")
    meeting = (RelationKind.ADOPTED_AT, "S/PV.97")
    documents = [
        record("S/PV.1", FERRIES, "S/PV.1", on, embedder),
        record("S/PV.3", BLOCKED, "S/PV.3", ("S/2031/21",), embedder),
        record("speech_2", FIRST_PART, "S/PV.2", ("S/2031/19",), embedder),
        record("speech_10", SECOND_PART, "S/PV.2", ("S/RES/9418 (2031)",), embedder),
        resolution("S/RES/45 (1948)", OWN_LINE, embedder),
        resolution("S/RES/46 (1948)", ANOTHER_LINE, embedder),
        resolution("S/RES/47 (1948)", "", embedder, relations=(Relation(*meeting),)),
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("votes")
    with Engine(scratch_library(folder, documents, embedder), embedder) as engine:
        yield engine


ADOPTED = "The draft resolution has been adopted as resolution 9417 (2031)."
COUNT = "The draft resolution received two votes in favour, one against and one abstention."
UNANIMOUS = "The draft resolution has been adopted unanimously as resolution 9418 (2031)."


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Who voted against resolution 9417 (2031)?", ["Against: Peru", ADOPTED]),
        ("Who voted against S/2031/17?", ["Against: Peru"]),
        ("Who voted against draft resolution S/2031/18?", ["Against: Norway, Togo"]),
        ("How many countries voted in favour of resolution 9417?", [COUNT, ADOPTED]),
        ("How did Togo vote on resolution 9417 (2031)?", ["Abstaining: Togo", ADOPTED]),
        (
            "Who voted in favour of resolution 9418?",
            ["In favour: Chad, Norway, Peru, Togo", UNANIMOUS],
        ),
        ("Who abstained on resolution 9418?", [UNANIMOUS]),
        ("Who voted against resolution 45?", [OWN_LINE]),
        ("How many countries voted in favour of resolution 46 (1948)?", [ANOTHER_LINE]),
    ],
)
def test_a_vote_is_that_of_what_is_named(engine: Engine, question: str, quoted: list[str]) -> None:
    answer = engine.ask(question)
    assert (answer.outcome, answer.confidence) == (Outcome.ANSWERED, Confidence.STATED)
    assert quotes(answer) == quoted


@pytest.mark.parametrize(
    ("question", "said", "quoted"),
    [
        ("Did Peru vote against resolution 9417?", "Yes.", "Against: Peru"),
        ("Did Peru abstain on resolution 9417?", "No.", "Against: Peru"),
        ("Did any member abstain on S/2031/18?", "No.", "Abstaining: None"),
        ("Was resolution 9418 (2031) adopted unanimously?", "Yes.", UNANIMOUS),
        ("Was resolution 9417 (2031) adopted unanimously?", "No.", "Against: Peru"),
        ("Was resolution 45 (1948) adopted unanimously?", "No.", OWN_LINE),
        ("Did Togo vote against resolution 45 (1948)?", "No.", OWN_LINE),
        ("Did any member vote against resolution 46 (1948)?", "Yes.", ANOTHER_LINE),
        ("Did China veto S/2031/21?", "Yes.", "Against: China, Peru"),
        ("Did any member veto S/2031/21?", "Yes.", "Against: China, Peru"),
        ("Did Peru veto S/2031/21?", "No.", "Against: China, Peru"),
        ("Did Norway veto S/2031/21?", "No.", "In favour: Chad, Norway"),
        ("Did any member veto resolution 9417 (2031)?", "No.", ADOPTED),
        ("Did Peru veto resolution 9417 (2031)?", "No.", ADOPTED),
        ("Did Peru veto resolution 45 (1948)?", "No.", OWN_LINE),
        ("Did any member veto S/2031/18?", "No.", "Against: Norway, Togo"),
    ],
)
def test_yes_or_no_rests_on_the_line(engine: Engine, question: str, said: str, quoted: str) -> None:
    answer = engine.ask(question)
    assert statements(answer) == [said]
    assert quotes(answer)[0] == quoted


def test_who_votes_against_what_is_adopted_vetoes_nothing(engine: Engine) -> None:
    assert engine.ask("Who vetoed S/2031/21?").confidence is Confidence.STATED
    for named in ("resolution 9417 (2031)", "resolution 45 (1948)", "S/2031/18"):
        answer = engine.ask(f"Who vetoed {named}?")
        assert answer.confidence is Confidence.RELATED
        assert statements(answer) == []


@pytest.mark.parametrize(
    "asked",
    [
        "Did all members vote in favour of",
        "Did the Council vote in favour of",
        "Did no member vote against",
        "Did any permanent member vote against",
    ],
)
def test_what_some_did_is_not_said_of_all_or_of_others(engine: Engine, asked: str) -> None:
    answer = engine.ask(f"{asked} S/2031/17?")
    assert statements(answer) == []
    assert quotes(answer)


def test_the_votes_of_a_meeting_are_all_its_votes_and_none_surely(engine: Engine) -> None:
    answer = engine.ask("Who voted against the draft resolutions in S/PV.1?")
    assert quotes(answer) == ["Against: Peru", "Against: Norway, Togo"]
    assert answer.confidence is Confidence.RELATED


@pytest.mark.parametrize("named", ["resolution 9419", "resolution 47 (1948)", "S/2031/20"])
def test_another_vote_is_never_shown_for_the_one_that_is_named(engine: Engine, named: str) -> None:
    for question in (f"Who voted against {named}?", f"Was {named} adopted unanimously?"):
        answer = engine.ask(question)
        assert answer.outcome is Outcome.NOT_FOUND
        assert answer.not_found
        assert answer.not_found.reason.startswith("No document held has the vote on ")


def test_the_record_that_would_have_the_vote_is_named(engine: Engine) -> None:
    answer = engine.ask("Who voted against resolution 47 (1948)?")
    assert answer.not_found
    assert [pointer.symbol for pointer in answer.not_found.would_be_in] == ["S/PV.97"]


def test_a_filter_keeps_votes_of_other_documents_out(engine: Engine) -> None:
    only = Filters(kinds=frozenset({Kind.RESOLUTION}))
    answer = engine.ask("Who voted against resolution 9417 (2031)?", filters=only)
    assert answer.outcome is Outcome.NOT_FOUND


def test_a_filter_alone_makes_no_vote_one_on_another_subject(engine: Engine) -> None:
    only = Filters(documents=frozenset({"S/PV.3"}))
    assert quotes(engine.ask("Who voted against?", filters=only)) == ["Against: China, Peru"]
    answer = engine.ask("Who voted against the budget of Norland?", filters=only)
    assert answer.outcome is Outcome.NOT_FOUND or answer.confidence is Confidence.RELATED


def test_support_of_a_matter_is_no_vote_on_it(engine: Engine) -> None:
    only = Filters(documents=frozenset({"S/PV.3"}))
    assert "In favour: Chad, Norway" in quotes(engine.ask("Who supported the draft?", filters=only))
    for question in ("Who supported the ferries?", "Which countries were for the ferries?"):
        answer = engine.ask(question, filters=only)
        assert "In favour: Chad, Norway" not in quotes(answer) or (
            answer.confidence is not Confidence.STATED
        )


def test_parts_of_a_record_are_read_in_order(engine: Engine) -> None:
    [ballot] = ballots_in(engine.library, "S/PV.2")
    assert (ballot.draft, ballot.adopted) == ("S/2031/19", ("S/RES/9418 (2031)",))
    first, second = ballots_in(engine.library, "S/PV.1")
    assert (first.adopted, second.adopted) == (("S/RES/9417 (2031)",), ())
    assert second.is_on("S/2031/18")
    assert not second.is_on("S/2031/17")


@pytest.mark.parametrize("then", ["And who voted against?", "Which members voted against?"])
@pytest.mark.parametrize(
    ("first", "against"),
    [
        ("Who voted in favour of S/2031/18?", "Against: Norway, Togo"),
        ("Who voted in favour of S/2031/17?", "Against: Peru"),
        ("Who voted in favour of S/2031/21?", "Against: China, Peru"),
    ],
)
def test_a_follow_up_stays_with_the_vote_just_quoted(
    engine: Engine, first: str, then: str, against: str
) -> None:
    said = engine.ask(first).answer
    history = [Message(role="user", content=first), Message(role="assistant", content=said)]
    assert quotes(engine.ask(then, history=history))[0] == against


def test_a_follow_up_on_a_meeting_is_asked_of_its_vote(engine: Engine) -> None:
    history = [
        Message(role="user", content="What did Peru say of the ferries?"),
        Message(role="assistant", content=f"“{FERRIES[2][0]}” [1]"),
    ]
    answer = engine.ask("And who voted against?", history=history)
    assert quotes(answer) == ["Against: Peru", "Against: Norway, Togo"]
    assert answer.confidence is Confidence.RELATED


def test_a_follow_up_that_names_another_vote_is_asked_of_that(engine: Engine) -> None:
    first = "Who voted in favour of S/2031/18?"
    history = [
        Message(role="user", content=first),
        Message(role="assistant", content=engine.ask(first).answer),
    ]
    answer = engine.ask("And who voted against S/2031/21?", history=history)
    assert quotes(answer) == ["Against: China, Peru"]

"""Answers with a shape of their own, over a small library, with a model that knows only words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from app.answering.answer import Answer, AnswerSentence, Confidence, Outcome, Shape, Turn
from app.answering.quoting.headings import headings_of
from app.citing import Style
from app.engine import Engine
from app.evaluation.scratch import plain_document, scratch_library
from app.exporting.laying_out import lay_out_answer
from app.exporting.plain import write_plain
from app.ui.blocks_view import Today, blocks_of
from app.ui.charting import dots_of
from app.writing.arranging import arranged
from store.embedding import HashEmbedder
from store.records import Document, Kind, Pinpoint, Sentence

NORWAY, ICELAND, CHAIR = (
    "Ms. Dahl (Norway)",
    "Mr. Jonsson (Iceland)",
    "The President (Ms. Ek, Sweden)",
)
TURNS = {
    NORWAY: "Norway supports the herring annex in full. The harbour treaty is a good treaty.",
    ICELAND: "Iceland cannot accept the herring annex as it stands. “The herring annex is a gift”, "
    "a minister of ours once heard. Norway is wrong about the harbour treaty.",
    CHAIR: "The herring annex is before the meeting.",
}
BRIEF = (
    "Denmark opposed the herring annex, while Finland welcomed the herring annex as “a new leaf”. "
    "Malta opposed the winter quotas.\n\n"
    "In March 2029, the ministers met on the winter quotas. In May 2027, Norway proposed the "
    "winter quotas. Tomorrow (12 June), the ministers will vote on the winter quotas.\n\n"
    "The note on the winter quotas poses these questions:\n\n"
)
LEVY = (
    "The salmon levy was first mooted in July 2025. The salmon levy was tabled in April 2026 by a "
    "letter dated 2 April 2026, and adopted on 3 May 2028, in the spring of 2028."
)
QUESTIONS = ("Who sets the winter quotas?", "Who counts the boats?", "Who pays the inspectors?")


def record(embedder: HashEmbedder, turns: Mapping[str, str] = TURNS) -> Document:
    """A verbatim record with a turn for each speaker."""
    plain = plain_document("S/PV.1", "First meeting", "\n\n".join(turns.values()), embedder)
    passages = tuple(
        replace(
            passage,
            heading=f"First meeting · {speaker}",
            pinpoint=Pinpoint(page=2, speaker=speaker),
            sentences=tuple(
                replace(s, pinpoint=Pinpoint(page=2, speaker=speaker)) for s in passage.sentences
            ),
        )
        for passage, speaker in zip(_by_paragraph(plain), turns, strict=True)
    )
    return replace(plain, kind=Kind.RECORD, passages=passages, date=dt.date(2030, 1, 2))


def _by_paragraph(document: Document) -> list:
    """One passage for each paragraph, however the chunker put them together."""
    passages = []
    for ordinal, paragraph in enumerate(document.text.split("\n\n")):
        start = document.text.index(paragraph)
        end = start + len(paragraph)
        sentences: list[Sentence] = [
            s for p in document.passages for s in p.sentences if start <= s.span.start < end
        ]
        first = document.passages[0]
        span = replace(first.span, start=start, end=end)
        passages.append(replace(first, ordinal=ordinal, span=span, sentences=tuple(sentences)))
    return passages


def vote(symbol: str, item: str, against: str, embedder: HashEmbedder) -> Document:
    """A verbatim record of nothing but a vote."""
    text = f"A vote was taken by show of hands.\n\nIn favour: Chad\n\nAgainst: {against}"
    plain = plain_document(symbol, f"A meeting, {item}", text, embedder)
    return replace(plain, kind=Kind.RECORD, symbol=symbol, date=dt.date(2030, 1, 2))


def brief(embedder: HashEmbedder) -> Document:
    """A brief that reports, dates and lists."""
    plain = plain_document("brief", "Quotas", BRIEF + "\n\n".join(QUESTIONS), embedder)
    sentences = [s for p in plain.passages for s in p.sentences]
    lead_in = next(s.span for s in sentences if s.span.of(plain.text).endswith("questions:"))
    passages = tuple(
        replace(
            passage,
            sentences=tuple(
                replace(
                    s,
                    lead_in=lead_in if s.span.of(plain.text) in QUESTIONS else None,
                    expected=" will " in s.span.of(plain.text),
                )
                for s in passage.sentences
            ),
        )
        for passage in plain.passages
    )
    return replace(plain, kind=Kind.BRIEF, passages=passages, date=dt.date(2029, 6, 11))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = HashEmbedder()
    documents = [
        record(embedder),
        brief(embedder),
        plain_document("levy", "Levy", LEVY, embedder),
        vote("S/PV.2", "The lighthouse dispute", "Peru, Togo", embedder),
        vote("S/PV.3", "The ferry dispute", "None", embedder),
    ]
    folder = tmp_path_factory.mktemp("shaped")
    with Engine(scratch_library(folder, documents, embedder), embedder) as engine:
        yield engine


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


def statements(answer: Answer) -> list[str]:
    return [s.text for s in answer.sentences if s.kind == "statement"]


def test_what_a_state_said_is_its_own_turn_and_no_other(engine: Engine) -> None:
    answer = engine.ask("What did Norway say about the herring annex?")
    assert quotes(answer)[0] == "Norway supports the herring annex in full."
    assert {c.pinpoint for c in answer.citations if c.kind is Kind.RECORD} == {f"p. 2, {NORWAY}"}
    assert answer.confidence is Confidence.STATED
    assert not statements(answer)


def test_exact_words_are_said_to_be_the_speakers(engine: Engine) -> None:
    answer = engine.ask("What exactly did Mr. Jonsson say about the herring annex?")
    assert quotes(answer)[0] == "Iceland cannot accept the herring annex as it stands."
    assert statements(answer) == [f"These are the words of {ICELAND} in the verbatim record."]


def test_what_a_speaker_quotes_is_not_the_speakers(engine: Engine) -> None:
    for question in (
        "What did Iceland say about the herring annex?",
        "Quote Iceland on the gift of the herring annex",
    ):
        assert not any("gift" in quote for quote in quotes(engine.ask(question)))


def test_a_paraphrase_is_said_to_be_one(engine: Engine) -> None:
    answer = engine.ask("What exactly did Denmark say about the herring annex?")
    assert quotes(answer)[0].startswith("Denmark opposed")
    assert statements(answer) == [
        "The brief reports this in its own words: only what it puts in quotation marks may be "
        "Denmark’s."
    ]
    answer = engine.ask("What was Malta's position on the winter quotas?")
    assert quotes(answer) == ["Malta opposed the winter quotas."]
    assert statements(answer) == ["The brief reports this in its own words, not in Malta’s."]


@pytest.mark.parametrize(
    "question",
    [
        "What did Germany say about the herring annex?",
        "What did Sweden say about the herring annex?",  # presiding is not speaking for a State
        "What did Norway say about satellite insurance?",
        "What did Ms. Lund say about the herring annex?",
    ],
)
def test_who_said_nothing_is_given_nothing(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.not_found is not None
    assert answer.not_found.missing[0] in question
    assert answer.not_found.missing[0] in answer.answer


def test_of_one_whose_words_are_nearest_the_topic_is_missing(engine: Engine) -> None:
    answer = engine.ask("What did Norway say about support of satellite insurance in full?")
    assert answer.not_found is not None
    assert any("Norway" in nearest.pinpoint for nearest in answer.not_found.nearest)
    assert answer.not_found.missing[0] == "support of satellite insurance in full"


@pytest.mark.parametrize(
    ("follow_up", "whose"),
    [
        ("And what did Norway say?", "Norway supports the herring annex in full."),
        ("And Norway?", "Norway supports the herring annex in full."),
        ("What about Denmark?", "Denmark opposed the herring annex"),
        ("And Denmark’s position?", "Denmark opposed the herring annex"),
        ("What did Ms. Dahl say about it?", "Norway supports the herring annex in full."),
    ],
)
def test_a_follow_up_quotes_its_own_actor_on_the_earlier_topic(
    engine: Engine, follow_up: str, whose: str
) -> None:
    before = "What did Iceland say about the herring annex?"
    history = (
        Turn(role="user", content=before),
        Turn(role="assistant", content=engine.ask(before).answer),
    )
    answer = engine.ask(follow_up, history=history)
    assert quotes(answer)[0].startswith(whose)
    assert not any(ICELAND in citation.pinpoint for citation in answer.citations)


def test_a_follow_up_of_one_who_said_nothing_is_given_nobody_else_s_words(engine: Engine) -> None:
    history = (Turn(role="user", content="What did Iceland say about the herring annex?"),)
    answer = engine.ask("And what did Germany say?", history=history)
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.not_found is not None
    assert answer.not_found.missing == ("Germany",)


def test_whom_a_comparison_leaves_out_is_said(engine: Engine) -> None:
    answer = engine.ask(
        "Compare the positions of Norway, Denmark, Finland, Iceland, Chad, Peru, Togo and Mali on"
        " the herring annex"
    )
    assert answer.shape is Shape.COMPARISON
    assert answer.confidence is Confidence.RELATED
    assert answer.not_found is not None
    assert "“Chad” or “Peru”" in answer.not_found.reason
    assert "ask for “Togo” and “Mali” separately" in answer.not_found.reason


def test_positions_stand_under_whose_they_are(engine: Engine) -> None:
    answer = engine.ask("How do Norway, Denmark and Finland differ on the herring annex?")
    assert answer.shape is Shape.COMPARISON
    by_number = {c.number: c.quote for c in answer.citations}
    shown = [(p.parties, by_number[p.citation].split()[0]) for p in answer.positions]
    assert (("Norway",), "Norway") in shown
    # One sentence gives the positions of two, and stands once.
    assert (("Denmark", "Finland"), "Denmark") in shown
    assert len(shown) == len(answer.citations) == len(set(by_number.values()))
    assert headings_of(answer)[1] == "Norway"
    assert "Denmark and Finland: “" in answer.answer
    assert answer.not_found is None


def test_a_party_of_whom_nothing_is_held_is_named(engine: Engine) -> None:
    answer = engine.ask("How do Norway and Germany differ on the herring annex?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.confidence is Confidence.RELATED
    assert {p.parties for p in answer.positions} == {("Norway",)}
    assert answer.not_found is not None
    assert answer.not_found.missing == ("Germany",)
    assert "Germany" in answer.not_found.reason


def test_events_stand_in_the_order_of_their_days(engine: Engine) -> None:
    answer = engine.ask("Give me a timeline of the winter quotas")
    assert answer.shape is Shape.TIMELINE
    assert [(e.date, e.until) for e in answer.timeline] == [
        (dt.date(2027, 5, 1), dt.date(2027, 5, 31)),
        (dt.date(2029, 3, 1), dt.date(2029, 3, 31)),
        (dt.date(2029, 6, 12), dt.date(2029, 6, 12)),
    ]
    headed = headings_of(answer)
    assert [headed[e.citation] for e in answer.timeline] == [
        "May 2027",
        "March 2029",
        "12 June 2029 (expected)",
    ]
    within = engine.ask("What happened between 2028 and 2030 on the winter quotas?")
    assert [e.date.year for e in within.timeline] == [2029, 2029]


def test_a_sentence_that_tells_of_several_days_stands_under_each(engine: Engine) -> None:
    answer = engine.ask("Give me a timeline of the salmon levy")
    assert answer.shape is Shape.TIMELINE
    assert [(e.date, e.citation) for e in answer.timeline] == [
        (dt.date(2025, 7, 1), 1),
        (dt.date(2026, 4, 1), 2),
        (dt.date(2028, 5, 3), 2),
    ]
    told = [(s.heading, s.citations, s.text) for s in answer.sentences]
    mooted, tabled = quotes(answer)
    assert told == [
        ("July 2025", (1,), mooted),
        ("April 2026", (2,), tabled),
        ("3 May 2028", (2,), tabled),
    ]
    assert f"3 May 2028: “{tabled}” [2]" in answer.answer
    blocks = blocks_of(answer, Today())
    assert [block["heading"] for block in blocks] == ["July 2025", "April 2026", "3 May 2028"]
    assert [dot["when"] for dot in dots_of(answer)] == ["July 2025", "April 2026", "3 May 2028"]
    lines = write_plain(lay_out_answer(answer, style=Style.UN, since={}))
    assert [lines.index(day) for day in ("July 2025\n", "April 2026\n", "3 May 2028\n")] == sorted(
        lines.index(day) for day in ("July 2025\n", "April 2026\n", "3 May 2028\n")
    )
    written = [
        AnswerSentence(text=text, kind="statement", citations=(2,), verified=True)
        for text in ("It was adopted on 3 May 2028.", "It took two years.")
    ]
    assert [one.heading for one in arranged(written, answer)] == [
        "April 2026 and 3 May 2028",
        "3 May 2028",
    ]


def test_a_list_is_given_whole_and_in_order(engine: Engine) -> None:
    answer = engine.ask("List the questions that the note on the winter quotas poses")
    assert answer.shape is Shape.LIST
    assert quotes(answer) == list(QUESTIONS)
    assert {c.lead_in for c in answer.citations} == {
        "The note on the winter quotas poses these questions:"
    }


def test_a_vote_is_told_by_its_line_in_the_record_of_that_meeting(engine: Engine) -> None:
    answer = engine.ask("Which countries voted against the resolution on the lighthouse dispute?")
    assert quotes(answer) == ["Against: Peru, Togo"]
    assert answer.confidence is Confidence.STATED
    assert quotes(engine.ask("Who voted for the resolution on the ferry dispute?")) == [
        "In favour: Chad"
    ]
    other = engine.ask("Which countries voted against the resolution on satellite insurance?")
    assert not any(quote.startswith("Against") for quote in quotes(other))


def test_yes_is_said_with_the_sentence_that_says_so(engine: Engine) -> None:
    answer = engine.ask("Did Malta oppose the winter quotas?")
    assert answer.confidence is Confidence.STATED
    assert statements(answer) == ["Yes."]
    assert quotes(answer)[0] == "Malta opposed the winter quotas."


def test_a_judgement_is_met_with_positions_only(engine: Engine) -> None:
    answer = engine.ask("Is the herring annex fair?")
    assert answer.outcome is Outcome.DECLINED
    assert answer.citations
    for quote in quotes(answer):  # neither the chair's nor what a speaker only quotes
        assert quote != "The herring annex is before the meeting."
        assert "gift" not in quote


def test_what_is_said_is_quoted_and_not_that_it_will_be(speeches: Engine) -> None:
    answer = speeches.ask("What did Malta say about the harbour treaty?")
    assert quotes(answer)[0] == "Its second article cannot be kept."
    thanked = speeches.ask("What did Cyprus say about the harbour treaty?")
    assert quotes(thanked) == ["The harbour treaty needs boats."]
    alone = speeches.ask("What did Spain say about the harbour treaty?")
    assert quotes(alone) == ["Let me make some remarks on the harbour treaty."]


@pytest.fixture(scope="module")
def speeches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedder = HashEmbedder()
    turns = {
        "Ms. Borg (Malta)": "I would like to say a few words about the harbour treaty. Its second "
        "article cannot be kept. We regret it.",
        "Mr. Ioannou (Cyprus)": "We thank the Secretary-General for his briefing on the harbour "
        "treaty. The harbour treaty needs boats.",
        "Ms. Gil (Spain)": "Let me make some remarks on the harbour treaty.",
    }
    documents = [record(embedder, turns)]
    folder = tmp_path_factory.mktemp("announced")
    with Engine(scratch_library(folder, documents, embedder), embedder) as engine:
        yield engine

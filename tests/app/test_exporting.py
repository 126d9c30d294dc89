"""What is exported, whatever the kind of file: all of the answer, nothing else, as stored."""

from __future__ import annotations

import datetime as dt
import json

import bibtexparser
import pytest
import rispy
from answers import QUOTE, answered, citation, everything
from exported import AT, CONVERSATION, SEVERAL, any_answer
from hypothesis import given

from app.answering.answer import Answer, AnswerSentence, Citation, DateNote, NotFound, Outcome
from app.answering.recognising.asks import Asks
from app.citing import Style
from app.conversations import Conversation, Message
from app.exporting import Format, Transcript, export, of_answer, of_conversation
from app.exporting.blocks import Block, Link, Mark, Words
from app.exporting.data import Exported
from app.exporting.laying_out import lay_out


def text_of(block: Block) -> str:
    return "".join(
        run.text
        if isinstance(run, Words)
        else run.url
        if isinstance(run, Link)
        else f"[{run.number}]"
        for run in block.runs
    )


def lines_of(answer: Answer) -> list[str]:
    return [text_of(one) for one in lay_out(of_answer(answer), style=Style.UN, on=AT.date())]


def test_all_that_an_answer_holds_is_shown() -> None:
    shown = "\n".join(lines_of(everything().model_copy(update={"notice": "No model answered."})))
    for said in (
        "as of 24 September 2019",
        "Understood as: Who will preside over the debate?",
        "Read “semirikov” as “Semerikov”",
        "“It asks:”",
        "will preside.” [1]",
        "“Tomorrow” = 25 September 2019",
        "China’s position is not in the documents held.",
        "It would be in: S/PV.8626, Record of the debate (not held) https://docs.un.org/en/S/PV.8626",
        "Nearest, not an answer",
        "“The P3 opposed these additions.”",
        "It passed 25-1. (25-1 is in no source)",
        "Also read, not cited",
        "Written by some-model and checked against the sources.",
        "No model answered.",
        "[1] “Ministerial Debate”",
    ):
        assert said in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outcome": Outcome.DECLINED}, "No judgement: the reported positions are quoted"),
        ({"confidence": "related"}, "Related, perhaps not a stated answer"),
        (
            {"asks": Asks.INSTRUCTION, "sentences": (), "answer": "Ask a question."},
            "Ask a question.",
        ),
        ({"outcome": Outcome.NOT_FOUND, "sentences": (), "citations": ()}, "Not found"),
        (
            {"not_found": NotFound(reason="No.", premise="He did not preside.")},
            "He did not preside.",
        ),
    ],
)
def test_how_far_it_answers_is_said(changes: dict[str, object], said: str) -> None:
    assert any(said in line for line in lines_of(answered(**changes)))


def test_no_positions_are_announced_where_none_is_quoted() -> None:
    lines = lines_of(answered(outcome=Outcome.DECLINED, sentences=(), citations=(), as_of=None))
    assert "No judgement" in lines


def test_prose_of_which_not_every_word_was_compared_is_not_called_checked() -> None:
    told = AnswerSentence(text="Il préside.", kind="statement", citations=(1,), verified=False)
    lines = lines_of(answered(model="some-model", sentences=(told,)))
    assert any(". Written by some-model and checked only in part." in line for line in lines)


def test_who_reports_a_quotation_is_not_said_to_report_what_is_said_about_it() -> None:
    note = DateNote(text="Tomorrow", date=dt.date(2019, 9, 25))
    cited = citation(attribution="reported by What’s In Blue", dates=(note,))
    ours = "This is a forecast; no record of the meeting is held."
    said = AnswerSentence(text=ours, kind="statement", citations=(1,), verified=True)
    quote = AnswerSentence(text=QUOTE, kind="quote", citations=(1,), verified=True)
    lines = lines_of(answered(sentences=(quote, said), citations=(cited,)))
    assert f"{ours} [1]" in lines
    assert any(line.endswith("25 September 2019; reported by What’s In Blue)") for line in lines)


def test_each_outcome_of_a_question_is_shown() -> None:
    blocks = [text_of(one) for one in lay_out(CONVERSATION, style=Style.UN, on=AT.date())]
    assert "Not answered: The library is damaged: run penholder doctor." in blocks
    assert "This question was not answered yet when this was exported." in blocks
    assert blocks.count("Asked on 4 November 2026, 10:05 UTC.") == 4


def test_words_that_are_the_library_s_own_have_no_quotation_marks() -> None:
    [line] = [line for line in lines_of(SEVERAL) if line.startswith("Official record")]
    assert line == "Official record of the 8626th meeting. [5] (the catalogue’s description)"


@given(any_answer())
def test_numbers_are_those_that_are_stored_and_each_leads_to_one_source(answer: Answer) -> None:
    blocks = list(lay_out(of_answer(answer), style=Style.UN, on=AT.date()))
    marks = [run for one in blocks for run in one.runs if isinstance(run, Mark)]
    listed = [one.runs[0].number for one in blocks if one.runs and isinstance(one.runs[0], Mark)]
    assert listed == [citation.number for citation in answer.citations]
    assert {mark.number for mark in marks} == set(listed)
    noted = [mark.number for mark in marks if mark.note]
    assert sorted(noted) == sorted(listed)
    by_number = {citation.number: citation for citation in answer.citations}
    for mark in marks:
        if mark.note:
            exact = [run.text for run in mark.note if isinstance(run, Words) and run.exact]
            assert exact == [by_number[mark.number].quote]


@given(any_answer())
def test_json_holds_the_answers_as_they_are_stored(answer: Answer) -> None:
    written = export(of_answer(answer), Format.JSON, at=AT)
    assert Exported.model_validate_json(written).exchanges[0].answer == answer


def test_json_says_what_it_is() -> None:
    data = json.loads(export(CONVERSATION, Format.JSON, at=AT))
    assert data["schema"] == "penholder-export"
    assert data["version"] == 1
    assert data["exported"] == "2026-11-04T10:05:00Z"
    assert data["conversation"] == "conversation-1"
    assert data["exchanges"][0]["asked"] == "2026-11-04T10:05:00Z"
    assert data["exchanges"][0]["answer"]["citations"][0]["quote"]
    assert data["exchanges"][2]["failure"].startswith("The library is damaged")
    assert data["exchanges"][3] == {
        "question": "When?",
        "asked": "2026-11-04T10:05:00Z",
        "answer": None,
        "failure": None,
        "since": {},
    }


def test_the_documents_cited_are_listed_once_for_reference_managers() -> None:
    bibtex = bibtexparser.parse_string(export(CONVERSATION, Format.BIBTEX, at=AT).decode())
    assert bibtex.failed_blocks == []
    keys = [entry.key for entry in bibtex.entries]
    assert keys[:2] == ["S_PV_7796", "S_RES_2396_2017"]
    assert len(set(keys)) == len(keys) == 6
    assert len(rispy.loads(export(CONVERSATION, Format.RIS, at=AT).decode())) == 6


def test_a_conversation_is_exported_as_it_is_stored() -> None:
    stored = Conversation("c1", "Who presides?", 0.0, 0.0)
    messages = [
        Message(1, "c1", "Who presides?", AT.timestamp(), everything()),
        Message(2, "c1", "And then?", AT.timestamp(), None, "It failed: try again."),
    ]
    transcript = of_conversation(stored, messages)
    assert transcript.conversation == "c1"
    assert transcript.exchanges[0].asked == AT
    assert list(transcript.citations) == list(everything().citations)
    assert transcript.exchanges[1].failure == "It failed: try again."


def test_a_style_that_programs_read_is_no_style_for_readers() -> None:
    with pytest.raises(ValueError, match="bibtex"):
        export(CONVERSATION, Format.MARKDOWN, at=AT, style=Style.BIBTEX)


def test_an_empty_conversation_is_no_failure() -> None:
    empty = Transcript("Nothing", ())
    for form in Format:
        assert isinstance(export(empty, form, at=dt.datetime.now(dt.UTC)), bytes)


def test_a_footnote_behind_one_of_the_same_document_is_short_and_no_other() -> None:
    first, other = citation(number=1, document="a"), citation(number=2, document="b")
    numbers = ((first, 1), (other, 2), (other, 3), (first, 4), (first, 4))
    notes = footnotes([one.model_copy(update={"number": number}) for one, number in numbers])
    assert ["Ibid." in note for note in notes] == [False, False, True, False, False]
    assert notes[4] == ""  # it has its footnote already


def test_a_footnote_without_a_place_does_not_take_over_that_of_the_one_before() -> None:
    placed = citation(number=1, document="a", pinpoint="p. 4")
    bare = placed.model_copy(update={"number": 2, "pinpoint": ""})
    notes = footnotes([placed, bare, bare.model_copy(update={"number": 3})])
    assert ["Ibid." in note for note in notes] == [False, False, True]


def footnotes(cited: list[Citation]) -> list[str]:
    """Those of an answer that quotes one after another."""
    said = tuple(
        AnswerSentence(text=QUOTE, kind="quote", citations=(one.number,), verified=True)
        for one in cited
    )
    by_number = {one.number: one for one in cited}
    answer = answered(sentences=said, citations=tuple(by_number.values()))
    blocks = lay_out(of_answer(answer), style=Style.UN, on=AT.date())
    marks = [run for one in blocks for run in one.runs if isinstance(run, Mark)][: len(said)]
    return ["".join(run.text for run in mark.note if isinstance(run, Words)) for mark in marks]

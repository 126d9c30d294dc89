from __future__ import annotations

import datetime as dt
import sys
import unicodedata

from answers import QUOTE, answered, citation, everything
from hypothesis import given
from hypothesis import strategies as st

from app.answering.answer import (
    Ambiguity,
    AnswerSentence,
    DateNote,
    Event,
    FilterFound,
    NotFound,
    Outcome,
    Pointer,
    PositionOf,
    Shape,
)
from app.answering.recognising.asks import Asks
from app.rendering import answer_lines
from app.terminal import inert
from store.records import Kind


def plain(answer: object) -> str:
    return "\n".join(line.plain for line in answer_lines(answer))  # type: ignore[arg-type]


def test_an_answer_says_what_where_and_when() -> None:
    assert plain(answered()) == "\n".join(
        (
            "Answered, as of 24 September 2019",
            "",
            f"“{QUOTE}” [1]",
            "",
            "Evidence",
            "[1] Ministerial Debate, 24 September 2019, para. 1 (forecast)",
            "    https://example.org/brief",
        )
    )


def test_places_of_one_document_name_it_once() -> None:
    three = (
        citation(1),
        citation(2, pinpoint="para. 6"),
        citation(3, document="other", title="Other", url=None, pinpoint=""),
        citation(4, document="other", title="Other", url=None, pinpoint=""),
    )
    assert plain(answered(citations=three)).splitlines()[-5:] == [
        "[1] Ministerial Debate, 24 September 2019, para. 1 (forecast)",
        "    https://example.org/brief",
        "[2] the same, para. 6",
        "[3] Other, 24 September 2019 (forecast)",
        "[4] the same",
    ]


def test_a_heading_stands_once_before_what_is_under_it() -> None:
    three = tuple(citation(number, quote=f"Quote {number}.") for number in (1, 2, 3))
    sentences = tuple(
        AnswerSentence(text=c.quote, kind="quote", citations=(c.number,), verified=True)
        for c in three
    )
    whose = (("Norway",), ("Norway",), ("Iceland", "the N3"))
    positions = tuple(
        PositionOf(parties=parties, citation=number) for number, parties in enumerate(whose, 1)
    )
    compared = answered(
        citations=three, sentences=sentences, shape=Shape.COMPARISON, positions=positions
    )
    lines = plain(compared).splitlines()
    assert lines[2:9] == [
        "Norway", "“Quote 1.” [1]", "", "“Quote 2.” [2]", "", "Iceland and the N3",
        "“Quote 3.” [3]",
    ]  # fmt: skip


def test_a_day_stands_before_its_event_and_an_expected_one_says_so() -> None:
    day, month = dt.date(2019, 9, 25), dt.date(2019, 9, 1)
    timeline = (
        Event(date=day, until=day, printed="Tomorrow", citation=1),
        Event(date=month, until=day, printed="until then", citation=2),
    )
    two = (citation(1, expected=True), citation(2))
    sentences = tuple(
        AnswerSentence(text=QUOTE, kind="quote", citations=(n,), verified=True) for n in (1, 2)
    )
    dated = answered(citations=two, sentences=sentences, shape=Shape.TIMELINE, timeline=timeline)
    lines = plain(dated).splitlines()
    assert "25 September 2019 (expected)" in lines
    assert "Until then" in lines


def test_a_list_is_introduced_once() -> None:
    two = (citation(1, lead_in="It asks:"), citation(2, lead_in="It asks:"))
    sentences = tuple(
        AnswerSentence(text=QUOTE, kind="quote", citations=(n,), verified=True) for n in (1, 2)
    )
    text = plain(answered(citations=two, sentences=sentences, shape=Shape.LIST))
    assert text.count("It asks:") == 1
    assert text.count(f"  · “{QUOTE}”") == 2


def test_words_that_are_a_translation_are_said_to_be_one() -> None:
    two = (citation(1, translated_from="Russian"), citation(2, translated_from="French"))
    lines = plain(answered(citations=two)).splitlines()
    assert lines[-3].endswith("para. 1 (forecast, UN translation from Russian)")
    assert lines[-1] == "[2] the same, para. 1, UN translation from French"


def test_everything_that_the_answer_holds_is_printed() -> None:
    text = plain(everything())
    for part in (
        "Understood as: Who will preside over the debate?",
        "Read “semirikov” as “Semerikov”.",
        "“It asks:”",
        "“Tomorrow” is 25 September 2019",
        "China’s position is not in the documents held.",
        "In no passage that fits: China",
        "It would be in: S/PV.8626 Record of the debate (not held) https://docs.un.org/en/S/PV.8626",
        "Nearest, not an answer",
        "“The P3 opposed these additions.”",
        "Removed: It passed 25-1. (25-1 is in no source)",
        "Also read, not cited: Ministerial Debate (para. 2, para. 3)",
        "Who will brief?",
        "written by some-model",
    ):
        assert part in text


def test_outcomes_look_different() -> None:
    heads = {plain(answered(outcome=outcome)).splitlines()[0] for outcome in Outcome}
    assert len(heads) == len(Outcome)


def test_a_document_whose_title_is_its_symbol_is_named_once() -> None:
    pointer = Pointer(symbol="S/PV.1", title="S/PV.1", url=None, held=False)
    text = plain(answered(not_found=NotFound(would_be_in=(pointer,))))
    assert "It would be in: S/PV.1 (not held)" in text


def test_what_is_nearest_carries_no_number() -> None:
    (line,) = [line for line in plain(everything()).splitlines() if "P3 opposed" in line]
    assert "[" not in line


def test_a_card_is_shown_as_not_held_and_a_failed_statement_as_not_verified() -> None:
    statement = AnswerSentence(text="So it is.", kind="statement", citations=(1,), verified=False)
    text = plain(answered(citations=(citation(held=False),), sentences=(statement,)))
    assert "; not held)" in text
    assert "So it is. [1] (not verified)" in text


def test_escape_sequences_and_markup_of_a_document_are_inert() -> None:
    hostile = "\x1b]0;owned\x07[bold]x[/bold] :smile: \x9b2J \u202efdp"
    text = plain(answered(citations=(citation(title=hostile, url=hostile, pinpoint=hostile),)))
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "[bold]x[/bold] :smile:" in text


@given(st.text(alphabet=st.characters(codec=None)))
def test_inert_text_has_no_control_characters_and_keeps_the_rest(text: str) -> None:
    made = inert(text)
    for after in made:
        assert unicodedata.category(after) not in {"Cc", "Cs", "Zl", "Zp"} or after in "\t\n"
    kept = [c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert [c for c in made if c in set(kept)] == kept


def test_no_character_that_is_not_seen_turns_the_reading_order_or_begins_a_line() -> None:
    everything = "".join(map(chr, range(0x20, sys.maxunicode + 1)))
    made = inert(everything)
    embedding = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not {c for c in made if unicodedata.bidirectional(c) in embedding}
    marks = {"\N{ARABIC LETTER MARK}", "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"}
    assert not marks & set(made)
    assert len(made.splitlines()) == 1


def test_letters_that_are_read_from_the_right_stay_as_they_are() -> None:
    text = "قرار مجلس الأمن ١٩٧٠ (2011)"
    assert inert(text) == text
    assert inert(f"\u200f{text}\u200e") == text


def test_who_reports_stands_once_under_quotations_that_follow_each_other() -> None:
    told = {"attribution": "reported by What’s In Blue"}
    citations = tuple(citation(number, **told) for number in (1, 2))
    sentences = tuple(
        AnswerSentence(text=QUOTE, kind="quote", citations=(number,), verified=True)
        for number in (1, 2)
    )
    lines = plain(answered(citations=citations, sentences=sentences)).splitlines()
    reported = [at for at, line in enumerate(lines) if "reported by" in line]
    quoted = [at for at, line in enumerate(lines) if line.startswith(f"“{QUOTE}”")]
    assert reported == [quoted[1] + 1]


def test_what_is_no_question_gets_its_line_and_no_talk_of_judgement() -> None:
    answer = answered(
        outcome=Outcome.DECLINED,
        asks=Asks.INSTRUCTION,
        answer="Ask one.",
        sentences=(),
        citations=(),
    )
    text = "\n".join(line.plain for line in answer_lines(answer))
    assert "Not a question about the documents" in text
    assert "Ask one." in text
    assert "judgement" not in text


def test_a_judgement_asked_for_of_which_nothing_is_reported_is_told_so() -> None:
    nothing = "The documents held report nothing on it."
    answer = answered(
        outcome=Outcome.DECLINED, answer=nothing, sentences=(), citations=(), as_of=None
    )
    text = "\n".join(line.plain for line in answer_lines(answer))
    assert nothing in text
    assert "positions are" not in text


def test_prose_of_which_not_every_word_was_compared_is_not_called_checked() -> None:
    told = AnswerSentence(text="Il préside.", kind="statement", citations=(1,), verified=False)
    answer = answered(model="some-model", sentences=(told,))
    first = next(answer_lines(answer)).plain
    assert first.endswith("written by some-model and checked only in part")


def test_a_day_is_explained_only_where_its_words_stand() -> None:
    note = DateNote(text="Tomorrow", date=dt.date(2019, 9, 25))
    said = tuple(
        AnswerSentence(text=text, kind="statement", citations=(1,), verified=True)
        for text in ("It was posted on 24 September 2019.", "Tomorrow he presides.")
    )
    answer = answered(sentences=said, citations=(citation(dates=(note,)),))
    lines = [line.plain for line in answer_lines(answer)]
    explained = [at for at, line in enumerate(lines) if "“Tomorrow” is" in line]
    assert explained == [lines.index("Tomorrow he presides. [1]") + 1]


def test_what_the_question_narrows_and_leaves_open_is_printed() -> None:
    found = FilterFound(text="in the briefs of 2019", means="briefs of 2019")
    short = Ambiguity(written="SCR", meanings=("Security Council Report", "a resolution"))
    printed = plain(answered(filters_found=(found,), ambiguous=(short,)))
    assert "“in the briefs of 2019” narrows this to the briefs of 2019." in printed
    assert "“SCR” may stand for Security Council Report or a resolution." in printed


def test_a_speech_names_its_speaker_once() -> None:
    def evidence(title: str, pinpoint: str) -> str:
        one = citation(title=title, pinpoint=pinpoint, url=None, source_rank="verbatim record")
        return plain(answered(citations=(one,), also_read=(one,))).split("Evidence\n[1] ")[1]

    day = "24 September 2019"
    for pinpoint, shown in (("Mr. Abe", ""), ("p. 3, Mr. Abe", "p. 3"), ("Mr. Coe", "Mr. Coe")):
        assert evidence("S/PV.1, Mr. Abe", pinpoint) == (
            f"S/PV.1, Mr. Abe, {day}{', ' if shown else ''}{shown} (verbatim record)\n\n"
            f"Also read, not cited: S/PV.1, Mr. Abe{f' ({shown})' if shown else ''}"
        )


def test_what_is_newer_is_named_once() -> None:
    assert plain(answered(citations=(citation(newer="Another"),))).count("newer: Another") == 1


def test_a_record_without_a_day_says_that_it_has_none() -> None:
    record = citation(kind=Kind.RECORD, source_rank="verbatim record", date=None)
    known = citation(kind=Kind.RECORD, source_rank="verbatim record")
    assert "(verbatim record, its day is not known)" in plain(answered(citations=(record,)))
    assert "its day" not in plain(answered(citations=(known,)))

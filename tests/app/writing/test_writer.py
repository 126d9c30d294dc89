"""What becomes of what a model writes: with models and checks that do as they are told."""

from __future__ import annotations

import datetime as dt

import pytest
from answers import citation
from scripted import BROKEN, ScriptedModel, all_stand, false_falls

from app.answering.answer import (
    Answer,
    AnswerSentence,
    Citation,
    Confidence,
    Dropped,
    Event,
    NotFound,
    Outcome,
    PositionOf,
    Shape,
)
from app.answering.quoting.grounds import Grounds
from app.answering.quoting.quotes import as_sentences, as_text
from app.answering.quoting.telling import told
from app.answering.recognising.asks import Asks
from app.rendering import answer_lines
from app.writing.contracts import Check
from app.writing.prompting import NO_ANSWER
from app.writing.writer import MOST_STATEMENTS, Writer
from store.records import SourceRank

QUOTES = (
    "Norway proposed the harbour treaty.",
    "Iceland objected to its second article.",
    "The ministers discussed herring quotas.",
    "The commission meets twice a year.",
    "Its chair is Ingrid Haldorsen.",
)


def cited(first: int, count: int, **changes: object) -> tuple[Citation, ...]:
    usual: dict[str, object] = {"source_rank": SourceRank.OFFICIAL, "document": "treaty"}
    return tuple(
        citation(number, quote=QUOTES[number - 1], **(usual | changes))
        for number in range(first, first + count)
    )


def grounds(
    *, quoted: int = 2, further: int = 3, alike: bool = False, of: object = None, **changes: object
) -> Grounds:
    """An answer in quotations, and as many sentences more."""
    citations = cited(1, quoted, **(of if isinstance(of, dict) else {}))
    sentences = as_sentences(citations)
    confidence = changes.get("confidence", Confidence.STATED)
    assert isinstance(confidence, Confidence)
    facts: dict[str, object] = {
        "question": "What of the treaty?",
        "understood_as": "What of the treaty?",
        "outcome": Outcome.ANSWERED,
        "answer": told(Outcome.ANSWERED, confidence, as_text(sentences, citations)),
        "sentences": sentences,
        "citations": citations,
    }
    answer = Answer.model_validate(facts | changes)
    return Grounds(answer, cited(quoted + 1, further), alike)


def written(
    model: ScriptedModel, basis: Grounds | None = None, check: Check | None = all_stand
) -> Answer:
    """The last answer, which has to hold what every answer holds."""
    basis = basis or grounds()
    *_, answer = Writer(model, check).write(basis)
    numbers = [one.number for one in answer.citations]
    assert numbers == sorted(set(numbers))
    used = {number for sentence in answer.sentences for number in sentence.citations}
    assert used == set(numbers)
    for sentence in answer.sentences:
        marks = "".join(f" [{number}]" for number in sentence.citations)
        assert f"{sentence.text}{'”' if sentence.kind == 'quote' else ''}{marks}" in answer.answer
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
    assert [*answer_lines(answer)]
    return answer


def statements(answer: Answer) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.text, one.citations) for one in answer.sentences if one.kind == "statement"]


def untimed(answer: Answer) -> Answer:
    return answer.model_copy(
        update={"notice": "", "timings_ms": grounds().answer.timings_ms, "dropped": ()}
    )


# What is shown


def test_statements_stand_with_what_they_point_at() -> None:
    model = ScriptedModel("Norway proposed it [1]. Iceland objected [2][1].")
    answer = written(model)
    assert statements(answer) == [("Norway proposed it.", (1,)), ("Iceland objected.", (2, 1))]
    assert answer.answer == "Norway proposed it. [1] Iceland objected. [2] [1]"
    assert answer.model == "test:scripted"
    assert not answer.notice
    assert all(sentence.verified for sentence in answer.sentences)
    assert answer.timings_ms.compose > 0


def test_the_answer_grows_from_the_quotations() -> None:
    basis = grounds()
    model = ScriptedModel(("Norway pro", "posed it [", "1]. Ice", "land objected [2]."))
    answers = [*Writer(model, all_stand).write(basis)]
    assert answers[0] == basis.answer
    assert [len(statements(one)) for one in answers] == [0, 1, 2, 2]


def test_who_stops_reading_ends_the_request() -> None:
    model = ScriptedModel("Norway proposed it [1]. Iceland objected [2].")
    answers = Writer(model, all_stand).write(grounds())
    assert [statements(next(answers)) != [] for _ in range(2)] == [False, True]
    answers.close()
    assert model.left == 1


def test_of_two_markers_only_the_one_that_was_not_given_goes() -> None:
    answer = written(ScriptedModel("Norway proposed it [1][6]."))
    assert statements(answer) == [("Norway proposed it.", (1,))]
    assert [one.text for one in answer.dropped] == ["[6]"]


def test_what_does_not_stand_is_struck_out_with_the_reason_and_cites_nothing() -> None:
    answer = written(ScriptedModel("Norway proposed it [1]. A false one [3]."), check=false_falls)
    assert statements(answer) == [("Norway proposed it.", (1,))]
    assert [one.text for one in answer.dropped] == ["A false one."]
    assert answer.dropped[0].reason
    assert [one.number for one in answer.citations] == [1]
    assert "false" not in answer.answer


def test_a_statement_without_a_marker_does_not_stand() -> None:
    answer = written(ScriptedModel("Norway proposed it [1]. The sun shines."))
    assert [one.text for one in answer.dropped] == ["The sun shines."]


def test_two_statements_from_one_sentence_both_point_at_it() -> None:
    answer = written(ScriptedModel("Norway proposed it [1]. It was a treaty [1]."))
    assert [numbers for _, numbers in statements(answer)] == [(1,), (1,)]
    assert [one.number for one in answer.citations] == [1]


def test_what_is_in_the_prompt_is_what_is_cited_or_said_to_be_read() -> None:
    model = ScriptedModel("Iceland objected [2]. It meets twice a year [4].")
    answer = written(model)
    shown = sorted((*answer.citations, *answer.also_read), key=lambda one: one.number)
    assert [one.number for one in answer.citations] == [2, 4]
    assert [one.number for one in shown] == [1, 2, 3, 4, 5]
    for one in shown:
        assert f"[{one.number}]" in model.prompt()
        assert one.quote in model.prompt()
    assert "[6]" not in model.prompt()


def test_what_does_not_fit_the_model_is_not_said_to_be_read() -> None:
    tight = ScriptedModel("Norway proposed it [1].", window=2_500)
    while len((answer := written(tight)).also_read) == 4:
        tight.window -= 20
    offered = [*answer.citations, *answer.also_read]
    assert 1 <= len(offered) < 5
    assert [one.quote in tight.prompt() for one in offered] == [True] * len(offered)
    assert QUOTES[4] not in tight.prompt()


def test_a_number_is_never_given_out_anew() -> None:
    answer = written(ScriptedModel("The chair is Haldorsen [5]. Norway proposed it [1]."))
    assert [one.number for one in answer.citations] == [1, 5]
    assert answer.answer == "The chair is Haldorsen. [5] Norway proposed it. [1]"


def test_a_statement_written_twice_is_shown_once() -> None:
    answer = written(ScriptedModel("Norway proposed it [1].\n- norway  proposed it. [2]\n"))
    assert statements(answer) == [("Norway proposed it.", (1,))]
    assert not answer.dropped


def test_more_statements_than_anybody_reads_are_not_looked_at() -> None:
    model = ScriptedModel(tuple(f"Norway proposed item {n} [1].\n" for n in range(500)))
    answer = written(model)
    assert len(statements(answer)) == MOST_STATEMENTS
    assert model.left == 1


def test_markers_without_a_statement_are_none() -> None:
    answer = written(ScriptedModel("[1]\n\nNorway proposed it [1].\n\n[7]\n"))
    assert statements(answer) == [("Norway proposed it.", (1,))]


def test_what_is_only_related_keeps_being_said_to_be() -> None:
    basis = grounds(confidence=Confidence.RELATED)
    answer = written(ScriptedModel("The chair is Haldorsen [5]."), basis)
    assert answer.confidence is Confidence.RELATED
    assert answer.answer.startswith("No document held is sure to state this.")


def test_a_forecast_is_told_as_of_its_day() -> None:
    of_forecast = {"source_rank": SourceRank.FORECAST, "date": dt.date(2031, 3, 2)}
    basis = grounds(of=of_forecast)
    answer = written(ScriptedModel("Norway was expected to propose it [1]."), basis)
    assert answer.answer == "As of 2 March 2031: Norway was expected to propose it. [1]"
    assert answer.as_of == dt.date(2031, 3, 2)
    later = written(ScriptedModel("It meets twice a year [4]. Norway may propose [1]."), basis)
    assert later.answer.startswith("It meets")
    assert later.as_of == dt.date(2031, 3, 2)


def test_our_own_words_around_the_quotations_stay() -> None:
    caveat = "No report is held: this is what other documents say."
    note = AnswerSentence(text=caveat, kind="statement", citations=(1,), verified=True)
    remark = note.model_copy(update={"text": "This is a forecast."})
    plain = grounds()
    basis = grounds(sentences=(note, *plain.answer.sentences, remark))
    answer = written(ScriptedModel("Iceland objected [2]."), basis)
    assert [text for text, _ in statements(answer)] == [
        caveat,
        "Iceland objected.",
        "This is a forecast.",
    ]
    assert [sentence.ours for sentence in answer.sentences] == [True, False, True]


# What is not


@pytest.mark.parametrize(
    "text", [NO_ANSWER, f"{NO_ANSWER}.", f"**{NO_ANSWER}**\n", f" {NO_ANSWER}"]
)
def test_where_the_model_finds_no_answer_the_quotations_stay(text: str) -> None:
    basis = grounds()
    answer = written(ScriptedModel(text), basis)
    assert untimed(answer) == basis.answer
    assert answer.notice == (
        "test:scripted found no answer in the sources: these are the quotations."
    )


def test_where_nothing_stands_the_quotations_do_and_what_fell_is_shown() -> None:
    basis = grounds(dropped=(Dropped(text="An old one.", reason="it changed"),))
    answer = written(ScriptedModel("A false one [1]."), basis, check=false_falls)
    assert untimed(answer) == untimed(basis.answer)
    assert [one.text for one in answer.dropped] == ["An old one.", "A false one."]
    assert answer.notice.startswith("Nothing that test:scripted wrote")


def test_where_only_what_does_not_answer_stands_the_quotations_do() -> None:
    basis = grounds()
    answer = written(
        ScriptedModel("The chair is Haldorsen [5]. A false one [1]."), basis, false_falls
    )
    assert untimed(answer) == basis.answer
    assert answer.notice


def test_further_sentences_that_answer_as_well_are_enough() -> None:
    answer = written(ScriptedModel("The chair is Haldorsen [5]."), grounds(alike=True))
    assert statements(answer) == [("The chair is Haldorsen.", (5,))]


@pytest.mark.parametrize(
    "script",
    [
        BROKEN,
        ("Norway proposed it [1]. Iceland ", BROKEN),
        ("Norway proposed it [1]. A false one [1].", BROKEN),
    ],
)
def test_a_model_that_fails_leaves_the_answer_as_it_is_without_one(script: object) -> None:
    basis = grounds()
    model = ScriptedModel(script)  # type: ignore[arg-type]
    answer = written(model, basis, false_falls)
    assert answer == basis.answer.model_copy(update={"notice": str(BROKEN)})


def test_where_no_source_fits_the_model_it_says_so() -> None:
    model = ScriptedModel("Norway proposed it [1].", window=600)
    answer = written(model)
    assert answer.model is None
    assert "window" in answer.notice
    assert not model.asked


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": Outcome.NOT_FOUND, "not_found": NotFound(reason="No.")},
        {"outcome": Outcome.DECLINED, "asks": Asks.OPINION},
        {"asks": Asks.INSTRUCTION},
        {"asks": Asks.METADATA},
        {"asks": Asks.QUOTATION},
        {"of": {"held": False}},
    ],
)
def test_the_model_is_not_asked_where_there_is_nothing_to_write(changes: dict[str, object]) -> None:
    basis = grounds(**changes)  # type: ignore[arg-type]
    model = ScriptedModel("Norway proposed it [1].")
    assert [*Writer(model, all_stand).write(basis)] == [basis.answer]
    assert not model.asked


# Shapes


def test_a_list_stands_in_its_own_order() -> None:
    basis = grounds(quoted=3, further=2, shape=Shape.LIST, asks=Asks.LIST)
    text = "- Herring quotas [3].\n- The chair [5].\n- A treaty [1].\n- An objection [2].\n"
    answer = written(ScriptedModel(text), basis)
    assert [numbers for _, numbers in statements(answer)] == [(1,), (2,), (3,), (5,)]
    assert answer.shape is Shape.LIST


def test_a_comparison_stands_by_party_under_their_names() -> None:
    basis = grounds(
        quoted=3,
        further=2,
        shape=Shape.COMPARISON,
        asks=Asks.COMPARISON,
        positions=(
            PositionOf(parties=("Norway",), citation=1),
            PositionOf(parties=("Iceland",), citation=2),
            PositionOf(parties=("Norway", "Iceland"), citation=3),
        ),
    )
    text = (
        "- Iceland objected [2].\n- Both discussed quotas [3].\n- Norway proposed it [1].\n"
        "- It meets twice a year [4].\n- Norway wants a treaty [1].\n"
    )
    answer = written(ScriptedModel(text), basis)
    assert [(one.heading, one.citations) for one in answer.sentences] == [
        (None, (4,)),
        ("Norway", (1,)),
        ("Norway", (1,)),
        ("Norway and Iceland", (3,)),
        ("Iceland", (2,)),
    ]
    assert answer.answer == (
        "It meets twice a year. [4] Norway: Norway proposed it. [1] Norway wants a treaty. [1] "
        "Norway and Iceland: Both discussed quotas. [3] Iceland: Iceland objected. [2]"
    )
    lines = [line.plain for line in answer_lines(answer)]
    assert lines.count("Norway") == 1
    assert lines.index("Norway") < lines.index("Norway proposed it. [1]") < lines.index("Iceland")


def test_a_timeline_stands_by_day() -> None:
    def event(day: int, number: int) -> Event:
        date = dt.date(2031, 3, day)
        return Event(date=date, until=date, printed=f"{day} March", citation=number)

    basis = grounds(
        quoted=3,
        further=1,
        shape=Shape.TIMELINE,
        asks=Asks.TIMELINE,
        timeline=(event(5, 1), event(9, 2), event(20, 3)),
    )
    text = "- Quotas on 20 March [3].\n- A treaty on 5 March [1].\n- An objection on 9 March [2].\n"
    answer = written(ScriptedModel(text), basis)
    assert [(one.heading, one.citations) for one in answer.sentences] == [
        ("5 March 2031", (1,)),
        ("9 March 2031", (2,)),
        ("20 March 2031", (3,)),
    ]
    several = written(ScriptedModel("Both met [3][1]. It meets twice a year [4].\n"), basis)
    assert [one.heading for one in several.sentences] == [None, "5 March 2031 and 20 March 2031"]
    assert [one.citation for one in several.timeline] == [1, 3]


def test_a_summary_keeps_to_the_length_asked_for() -> None:
    told_of = "The treaty, in 2 of its 5 sentences:"
    note = AnswerSentence(text=told_of, kind="statement", citations=(1, 2), verified=True)
    basis = grounds(
        alike=True,
        shape=Shape.SUMMARY,
        asks=Asks.SUMMARY,
        understood_as="Summarise the treaty in 40 words",
        sentences=(note, *grounds().answer.sentences),
    )
    model = ScriptedModel("The chair is Haldorsen [5].")
    answer = written(model, basis)
    assert "at most 40 words" in model.prompt()
    assert statements(answer) == [("The chair is Haldorsen.", (5,))]


def test_the_length_of_other_answers_is_left_open() -> None:
    model = ScriptedModel("Norway proposed it [1].")
    written(model)
    assert "at most" not in model.prompt().partition("Question:")[2]


# Other languages


def test_an_answer_in_another_language_has_the_original_beside_it() -> None:
    basis = grounds(language="fr")
    model = ScriptedModel(
        "La Norvège a proposé ce traité sur les ports [1]. L’Islande a fait des objections sur le "
        "second article [2][1]."
    )
    answer = written(model, basis, check=None)
    assert [(one.kind, one.text, one.verified) for one in answer.sentences] == [
        ("statement", "La Norvège a proposé ce traité sur les ports.", False),
        ("quote", QUOTES[0], True),
        ("statement", "L’Islande a fait des objections sur le second article.", False),
        ("quote", QUOTES[1], True),
    ]
    assert "Write in French" in model.prompt()
    assert any("(not verified)" in line.plain for line in answer_lines(answer))


def test_a_statement_in_another_language_that_names_another_state_falls() -> None:
    basis = grounds(language="fr")
    model = ScriptedModel(
        "La Chine a proposé ce traité sur les ports [1]. La Norvège l’a proposé pour les ports [1]."
    )
    answer = written(model, basis, check=None)
    assert [one.text for one in answer.dropped] == ["La Chine a proposé ce traité sur les ports."]


# With the checks that ship


def test_what_the_sources_do_not_say_falls_by_the_checks_that_ship() -> None:
    text = "Norway proposed the harbour treaty [1]. China objected to its second article [2]."
    answer = written(ScriptedModel(text), check=None)
    assert statements(answer) == [("Norway proposed the harbour treaty.", (1,))]
    assert [one.text for one in answer.dropped] == ["China objected to its second article."]

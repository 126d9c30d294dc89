import pytest

from app.answering.terms.words import (
    AnswerType,
    expected_type,
    negated,
    offers,
    stem,
    stems_of,
    words_of,
)


def test_words_are_marked_as_names_numbers_and_content() -> None:
    words = {w.text: w for w in words_of("What did Norway say about the 3 draft texts in 2031?")}
    assert words["Norway"].name
    assert not words["What"].name
    assert not words["the"].content
    assert not words["say"].content
    assert words["draft"].content
    assert words["2031"].number


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital_alone() -> None:
    [first, *_] = words_of("Delegations met.")
    assert not first.name
    [acronym, *_] = words_of("NATO met.")
    assert acronym.name


def test_a_symbol_is_one_word() -> None:
    assert "S/PV.1234" in [w.text for w in words_of("See S/PV.1234, p. 4.")]
    assert "s/2031/12/add.1" in stems_of("the note (S/2031/12/Add.1)")


def test_offsets_are_those_of_the_text() -> None:
    text = "“Norway’s” counter-terrorism post—S/RES/9 (1999)"
    assert [(word.text, text[word.span.start : word.span.end]) for word in words_of(text)] == [
        ("Norway", "Norway’s"),
        ("counter-terrorism", "counter-terrorism"),
        ("post", "post"),
        ("S/RES/9", "S/RES/9"),
        ("1999", "1999"),
    ]


def test_possessives_and_hyphens() -> None:
    assert stem("Norway’s") == stem("Norway")
    assert {"counter", "terror"} <= stems_of("counter-terrorism")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who chairs it?", AnswerType.NAME),
        ("When was it adopted?", AnswerType.DATE),
        ("In which years did it sit?", AnswerType.DATE),
        ("At what time does it open?", AnswerType.CLOCK),
        ("How many members voted?", AnswerType.NUMBER),
        ("What is the symbol of the letter?", AnswerType.SYMBOL),
        ("What does the letter ask?", AnswerType.ANY),
    ],
)
def test_what_is_asked_for(question: str, expected: AnswerType) -> None:
    assert expected_type(question) is expected


def test_repeating_the_year_asked_about_does_not_say_when() -> None:
    beyond = stems_of("When in 2031 did it meet?")
    assert not offers("It met in 2031.", AnswerType.DATE, beyond)
    assert offers("It met in March 2031.", AnswerType.DATE, beyond)


def test_negation() -> None:
    assert negated("No statement was issued.")
    assert not negated("A note was issued.")


def test_a_capital_inside_a_sentence_makes_a_name_of_a_common_word() -> None:
    words = {w.text: w for w in words_of("What did the United States and the Islamic State do?")}
    assert words["States"].name
    assert words["States"].content
    assert words["State"].name
    assert {w.text: w for w in words_of("What did the US say?")}["US"].content


def test_may_is_a_month_only_after_a_word() -> None:
    [*_, may, year] = words_of("What happened in May 2031?")
    assert may.content
    assert not may.name
    assert year.number
    assert not offers("May I speak?", AnswerType.DATE, frozenset())
    assert offers("It met in May.", AnswerType.DATE, frozenset())


def test_capitals_of_a_title_do_not_make_names_of_articles() -> None:
    words = {w.text: w for w in words_of("What Is The Quota?")}
    assert not words["The"].name
    assert not words["Is"].content


def test_a_short_form_with_a_digit_is_a_name_and_no_number() -> None:
    words = {w.text: w for w in words_of("Did the G7 and S/PV.12 meet 14 times?")}
    assert (words["G7"].name, words["G7"].number) == (True, False)
    assert words["S/PV.12"].number
    assert words["14"].number


@pytest.mark.timeout(20)
@pytest.mark.parametrize("fragment", ["A/", "A/A", "a-", "a.", "“", "[1] ", "S/RES/1 ", "’s"])
def test_hostile_text_takes_time_that_grows_with_its_length_alone(fragment: str) -> None:
    text = fragment * (200_000 // len(fragment))
    words_of(text)
    stems_of(text)
    offers(text, AnswerType.SYMBOL, frozenset())
    offers(text, AnswerType.DATE, frozenset())
    negated(text)

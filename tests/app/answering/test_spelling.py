"""Which words of a question are read as others, and which are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answering.understanding.slips import slip_cost
from app.answering.understanding.spelling import Speller

WORDS = {
    "haldorsen": 3,
    "reykjavik": 2,
    "sæmundsson": 1,
    "ivanov": 1,
    "minusca": 9,
    "niger": 4,
    "multilateral": 2,
    "fishing": 3,
    "resolution": 9,
    "abstained": 4,
    "settlements": 5,
    "elects": 1,
    "quota": 8,
    "council": 9,
    "some": 3,
    "times": 4,
    "sometimes": 4,
}
ENGLISH = frozenset("over fishing animus tariff singed stride democrat fish some times".split())  # noqa: SIM905
SPELLER = Speller(
    ["Leone", "Haldorsen", "Reykjavik", "Sæmundsson", "Ivanov", "MINUSCA", "Niger"],
    WORDS,
    ENGLISH.__contains__,
    ["press statement"],
)


def read(text: str) -> str:
    corrected, corrections = SPELLER.correct(text)
    assert (corrected != text) == bool(corrections)
    return corrected


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("haldorson", "Haldorsen"),
        ("Hladorsen", "Haldorsen"),
        ("aldorsen", "Haldorsen"),
        ("Galdorsen", "Haldorsen"),
        ("saemundsson", "Sæmundsson"),
        ("abstaned", "abstained"),
        ("setlments", "settlements"),
        ("resoltuion", "resolution"),
        ("wehn", "when"),
        ("whcih", "which"),
        ("Frnace", "France"),
        ("Turkiye", "Türkiye"),
        ("multi lateral", "multilateral"),
        ("pressstatement", "press statement"),
        ("CTSO", "CSTO"),
        ("UNRCAA", "UNRCCA"),
        ("MINUSCAA", "MINUSCA"),
    ],
)
def test_a_slip_is_read_as_what_was_meant(written: str, meant: str) -> None:
    assert read(f"the {written} of it") == f"the {meant} of it"


@pytest.mark.parametrize(
    "right",
    [
        *("Iran", "Iraq", "Irak", "Niger", "Nigeria", "Austria", "Australia", "Dominica", "Guinea"),
        *("Slovenia", "Slovakia", "Mali", "Malawi", "Mauritania", "Mauritius", "Zambia", "Gambia"),
        *("MINUSMA", "minusma", "UNAMI", "UNMIS", "UNMISS", "UNOWA", "ISIS"),
        *(
            "Leonean",
            "overfishing",
            "Ivanova",
            "tariffs",
            "singed",
            "undemocratic",
            "sometimes",
            "some times",
            "electons",
        ),
    ],
)
def test_what_is_right_or_may_be_something_else_is_left_alone(right: str) -> None:
    assert read(f"the {right} of it") == f"the {right} of it"


@pytest.mark.parametrize("between_two", ["Nigera", "Austrlia", "MINUSXA", "UNAMX"])
def test_a_word_between_two_real_names_is_not_guessed(between_two: str) -> None:
    assert read(f"in {between_two} now") == f"in {between_two} now"


def test_a_name_in_another_alphabet_is_found_by_its_latin_letters() -> None:
    assert SPELLER.name_like("khaldorsen") == "Haldorsen"
    assert SPELLER.name_like("quota") is None
    assert SPELLER.word_like("multilateral") == "multilateral"
    assert SPELLER.word_like("resolucion") == "resolution"
    assert SPELLER.word_like("kvota") is None


def test_everyday_slips_cost_nothing() -> None:
    assert [slip_cost(a, b) for a, b in (("hte", "the"), ("comitee", "committee"))] == [0, 0]
    assert slip_cost("lavrof", "lavrov") == 0
    assert slip_cost("kavrov", "lavrov") == 0
    assert slip_cost("electons", "elects") == 2


@given(st.text(max_size=60))
def test_any_text_is_read_and_what_is_read_is_read_again_as_it_is(text: str) -> None:
    corrected, _ = SPELLER.correct(text)
    again, _ = SPELLER.correct(corrected)
    assert SPELLER.correct(again)[0] == again

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluation.places import Place, locate, place_of
from store.records import Span

BEFORE = "The lighthouse was built in 1871.\n\n"
SENTENCE = (
    "Each of the nine keepers, who came from the islands to the north of the cape, had to trim "
    "the lamp by turns and to write down what ships passed."
)
AFTER = " The harbour froze twice."


@pytest.fixture(scope="module")
def place() -> Place:
    text = BEFORE + SENTENCE + AFTER
    return place_of("coast", text, Span(len(BEFORE), len(BEFORE) + len(SENTENCE)))


def found(text: str, place: Place) -> str:
    span = locate(text, place)
    assert span is not None
    return span.of(text)


def test_no_word_of_the_sentence_is_in_the_place(place: Place) -> None:
    letters = "".join(c for c in SENTENCE.lower() if c.isalnum())
    assert place.sha256 == hashlib.sha256(letters.encode()).hexdigest()
    assert not any(word in place.model_dump_json() for word in ("keepers", "lamp", "ships"))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (BEFORE + SENTENCE + AFTER, SENTENCE),
        ("A page more. " + BEFORE + SENTENCE + AFTER, SENTENCE),
        (SENTENCE, SENTENCE),
        ("Glued" + SENTENCE.replace(" ", "") + "on.", SENTENCE.replace(" ", "")[:-1]),
        (BEFORE + SENTENCE.replace("keepers,", "keep-\ners.\n\n"), None),
        (BEFORE + SENTENCE.upper() + AFTER, SENTENCE.upper()[:-1]),
    ],
    ids=["as it was", "moved", "alone", "glued", "parted", "in capitals"],
)
def test_the_same_letters_are_found(today: str, expected: str | None, place: Place) -> None:
    expected = expected or today[len(BEFORE) :]
    assert found(today, place).rstrip(".") == expected.rstrip(".")


def test_most_of_the_sentence_tells_where_it_is(place: Place) -> None:
    mended = SENTENCE.replace("to trim the lamp", "to trim the great lamp")
    today = "A word before. " + BEFORE + mended + AFTER
    quoted = found(today, place)
    assert quoted in mended
    assert len(quoted) > len(mended) / 2


@pytest.mark.parametrize("today", ["", BEFORE + AFTER, SENTENCE[: len(SENTENCE) // 3]])
def test_what_is_gone_is_not_found(today: str, place: Place) -> None:
    assert locate(today, place) is None


def test_of_equal_sentences_the_nearest_is_meant() -> None:
    text = "Agreed. Here it was said. Agreed. Agreed."
    place = place_of("x", text, Span(26, 33))
    assert locate("So: " + text, place) == Span(30, 36)


def test_a_place_needs_a_letter() -> None:
    with pytest.raises(ValueError, match="letters"):
        place_of("x", "… — …", Span(0, 5))


@given(st.text(max_size=80), st.text(min_size=1, max_size=80), st.text(max_size=80))
def test_what_was_placed_is_found_again(before: str, sentence: str, after: str) -> None:
    text = before + sentence + after
    span = Span(len(before), len(before) + len(sentence))
    if any(character.isalnum() for character in sentence):
        assert locate(text, place_of("x", text, span)) == span

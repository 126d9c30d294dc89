from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from reader_parts import passage_of, word_tokeniser

from app.answering.reader.windows import (
    HEADING_TOKENS,
    NO_SENTENCE,
    QUESTION_TOKENS,
    WINDOW_TOKENS,
    PassageText,
    Windows,
    batch_of,
)

WINDOWS = Windows(word_tokeniser())
LENGTHS = st.lists(st.integers(1, 2 * WINDOW_TOKENS + 10), min_size=1, max_size=12)


def sentences(lengths: list[int]) -> PassageText:
    return passage_of(*(" ".join(["council"] * n) for n in lengths))


@given(LENGTHS)
def test_every_sentence_is_seen_whole_in_windows_that_are_short(lengths: list[int]) -> None:
    (windows,) = WINDOWS.of([sentences(lengths)])
    assert all(len(window.ids) <= WINDOW_TOKENS for window in windows)
    for number, length in enumerate(lengths):
        seen = [window.owners.count(number) for window in windows]
        if length <= WINDOW_TOKENS:
            assert length in seen, "it is whole in some window"
        assert sum(seen) >= length


@given(LENGTHS)
def test_windows_follow_the_text_and_share_one_sentence_at_most(lengths: list[int]) -> None:
    (windows,) = WINDOWS.of([sentences(lengths)])
    for before, after in pairwise(windows):
        assert after.sentences[0] >= before.sentences[0]
        assert len(set(before.sentences) & set(after.sentences)) <= 1
        assert after.sentences[-1] > before.sentences[-1] or lengths[after.sentences[-1]] > 140


def test_neighbours_that_fit_are_read_with_the_last_sentence_before_them() -> None:
    (windows,) = WINDOWS.of([sentences([60, 60, 60, 60])])
    assert [window.sentences for window in windows] == [(0, 1), (1, 2), (2, 3)]


def test_a_short_passage_is_one_window_behind_its_heading() -> None:
    (windows,) = WINDOWS.of([passage_of("the council met", "norway spoke", heading="mali")])
    (window,) = windows
    assert window.owners == (NO_SENTENCE, 0, 0, 0, 1, 1)


def test_long_headings_and_questions_lose_their_ends() -> None:
    (windows,) = WINDOWS.of([passage_of("norway spoke", heading="peace " * 1000)])
    assert len(windows[0].ids) == HEADING_TOKENS + 2
    assert len(WINDOWS.question("peace " * 1000)) == QUESTION_TOKENS


def test_a_passage_without_text_has_no_window() -> None:
    assert WINDOWS.of([PassageText("", "", ()), PassageText("mali", "   ", ())]) == [[], []]


def test_words_outside_every_sentence_belong_to_none() -> None:
    passage = passage_of("the council met", "norway spoke")
    (windows,) = WINDOWS.of([PassageText("", passage.text, passage.sentences[1:])])
    assert windows[0].owners == (0, 0)


def test_a_batch_tells_question_window_and_padding_apart() -> None:
    question = WINDOWS.question("who spoke")
    (short,), (long,) = WINDOWS.of(
        [passage_of("norway spoke"), passage_of("the council met", "norway spoke", heading="mali")]
    )
    batch = batch_of([WINDOWS.pair(question, short), WINDOWS.pair(question, long)])
    assert batch.ids.shape == batch.types.shape == batch.mask.shape == batch.slots.shape
    assert batch.types.tolist()[0] == [0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0]
    assert batch.mask.sum(axis=1).tolist() == [7, 11]
    assert batch.slots[0].tolist() == [-1, -1, -1, -1, 0, 0, -1, -1, -1, -1, -1]
    assert batch.slots[1].tolist() == [-1, -1, -1, -1, -1, 0, 0, 0, 1, 1, -1]
    assert batch.most_sentences == 2

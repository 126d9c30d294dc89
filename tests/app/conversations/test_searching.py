"""Finding a conversation again by what was said in it."""

from __future__ import annotations

import pytest
from fake_chat import FakeEngine
from hypothesis import given, settings
from hypothesis import strategies as st

from app.conversations import Conversations
from app.conversations.folding import fold, sought
from app.conversations.searching import excerpt


def say(store: Conversations, question: str, answer: str, *, title: str | None = None) -> str:
    conversation, message = store.start(question)
    given = FakeEngine().ask("Who will preside?").model_copy(update={"answer": answer})
    store.answer(message.id, given)
    if title is not None:
        store.rename(conversation.id, title)
    return conversation.id


def found(store: Conversations, query: str) -> list[str]:
    return [match.conversation.id for match in store.search(query)]


def shown(store: Conversations, query: str) -> tuple[str, list[str]]:
    """The excerpt of the one conversation that is found, and what is marked in it."""
    [match] = store.search(query)
    text = "".join(piece.text for piece in match.excerpt)
    return text, [piece.text for piece in match.excerpt if piece.sought]


def test_titles_questions_and_answers_are_searched_the_last_used_first(
    store: Conversations,
) -> None:
    named = say(store, "Who?", "Nobody.", title="The Manama dialogue")
    asked = say(store, "Who went to Manama?", "Nobody.", title="Two")
    told = say(store, "Who went?", "Lavrov went to Manama.", title="Three")
    assert found(store, "manama") == [told, asked, named]
    assert store.search("manama", limit=2) == store.search("manama")[:2]
    assert found(store, "nowhere") == []


def test_all_words_must_occur_wherever_each_does(store: Conversations) -> None:
    one = say(store, "Who presided?", "Sergey Lavrov did.", title="Manama")
    say(store, "Who presided?", "Nobody did.", title="Geneva")
    assert found(store, "lavrov MANAMA presided") == [one]
    assert found(store, "lavrov geneva") == []


@pytest.mark.parametrize(
    ("said", "query"),
    [
        ("António Guterres", "ANTONIO guterres"),
        ("Antonio Guterres", "António"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("die Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Ёлка и ёж", "елка"),
        ("S/PV.8626 and S/2019/742", "s/pv.8626"),
        ("S/PV.8626 and S/2019/742", "2019/742"),
        ("the peacekeepers", "peace"),
        ("安全理事会举行会议", "理事"),
        ("安全理事会举行会议", "会"),
        ("والأمم المتحدة", "الامم"),
        ("مُحَمَّد", "محمد"),
        ("安全保障理事会についての議論", "についての"),
        ("대한민국 대표", "한민"),
        ("Ｓ／２０１９", "S/2019"),
    ],
)
def test_what_is_the_same_word_to_a_reader_is_found(
    store: Conversations, said: str, query: str
) -> None:
    conversation = say(store, "Who?", f"Before. {said}. [1] After. [2]", title="One")
    assert found(store, query) == [conversation]
    text, marked = shown(store, query)
    assert marked != []
    assert text == f"Before. {said}. After."


def test_a_word_is_found_where_it_begins(store: Conversations) -> None:
    say(store, "Who?", "The Council met.", title="One")
    assert found(store, "un") == []
    assert len(found(store, "coun")) == 1


@pytest.mark.parametrize("query", ["", "  ", "?!", "%", "_", "“”", "\u0301"])
def test_a_search_without_words_finds_nothing(store: Conversations, query: str) -> None:
    say(store, "Who?", "100 % of _them_?! “Yes”", title="One")
    assert found(store, query) == []


@pytest.mark.parametrize("query", ["' OR 1=1 --", "\x00", "\ud800 x", '"a" NEAR b', "a" * 10_000])
def test_a_search_is_words_whatever_it_looks_like(store: Conversations, query: str) -> None:
    say(store, "Who?", "Nobody.", title="One")
    assert found(store, query) == []


def test_what_is_said_now_is_what_is_found(store: Conversations) -> None:
    conversation, message = store.start("Who?")
    store.fail(message.id, "It failed for some reason.")
    assert found(store, "failed") == []
    assert found(store, "who") == [conversation.id]
    store.rename(conversation.id, "Manama")
    assert found(store, "manama") == [conversation.id]
    store.rename(conversation.id, "Geneva")
    assert found(store, "manama") == []
    store.ask(conversation.id, "And in Vienna?")
    assert found(store, "vienna") == [conversation.id]


def test_an_excerpt_is_around_what_was_sought_and_cut_at_words(store: Conversations) -> None:
    long = "Nothing of note was said in this part. " * 6
    say(store, "Who went?", f"{long}Sergey Lavrov went\nto Manama. {long}", title="One")
    text, marked = shown(store, "lavrov manama")
    assert marked == ["Lavrov", "Manama"]
    assert "Sergey Lavrov went to Manama. Nothing" in text
    assert text.startswith("…")
    assert text.endswith("…")
    assert len(text) < 200
    assert all(
        word in f"… {long} Sergey Lavrov went to Manama." for word in text.strip("…").split()
    )


def test_a_title_that_has_it_all_needs_no_excerpt(store: Conversations) -> None:
    say(store, "Who?", "Manama.", title="Manama")
    [match] = store.search("manama")
    assert match.excerpt == ()


def test_the_excerpt_is_of_the_message_that_has_most_of_it(store: Conversations) -> None:
    conversation, first = store.start("Who?")
    second = store.ask(conversation.id, "Where?")
    answer = FakeEngine().ask("Who will preside?")
    store.answer(first.id, answer.model_copy(update={"answer": "It was in Manama."}))
    store.answer(second.id, answer.model_copy(update={"answer": "Lavrov went to Manama."}))
    assert shown(store, "manama lavrov") == ("Lavrov went to Manama.", ["Lavrov", "Manama"])


@settings(max_examples=300)
@given(st.text(max_size=200), st.text(max_size=20))
def test_an_excerpt_is_cut_from_its_text_and_has_what_folding_finds(text: str, query: str) -> None:
    words = sought(query)
    line = " ".join(text.split())
    pieces = excerpt(text, words)
    cut = "".join(piece.text for piece in pieces)
    assert cut.removeprefix("…").removesuffix("…") in line or cut in line
    assert bool(pieces) == any(word in fold(line) for word in words)


@settings(max_examples=300)
@given(st.text(max_size=100))
def test_folding_is_the_same_for_all_ways_to_write_a_text(text: str) -> None:
    assert fold(text.upper()).casefold() == fold(fold(text.upper()))
    assert fold(fold(text)) == fold(text)

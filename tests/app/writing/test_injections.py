"""Hostile documents among the sources: the prompt keeps its form, and obeying gains nothing."""

from __future__ import annotations

import re
from functools import cache

import pytest
from answers import citation
from injections import IMAGE, LINK, Hostile, documents, obeying, role_tokens_in
from obedient import ObedientModel

from app.answering.answer import Citation
from app.writing.markers import without_markers
from app.writing.neutralising import prompt_copy
from app.writing.pointing import Pointing
from app.writing.prompting import Prompt, Task, prompt_for

KEY = "5f3a9c0e7b1d2468ace01357"
DOCUMENTS = list(documents(KEY))
HARMLESS = prompt_for(Task.ANSWER, "Who met?", [citation(1)], ObedientModel(), nonce=KEY)

each = pytest.mark.parametrize("hostile", DOCUMENTS, ids=lambda hostile: hostile.name)


def sources(hostile: Hostile) -> list[Citation]:
    """The hostile sentence between two true ones, and once in every field that a document fills."""
    return [
        citation(1, quote="The Council met.", document="one"),
        citation(2, quote=hostile.text, document="two"),
        citation(
            3, quote="The Council left.", document="three", title=hostile.text, symbol=hostile.text,
            pinpoint=hostile.text, attribution=hostile.text, lead_in=hostile.text,
            newer=hostile.text, translated_from=hostile.text,
        ),
    ]  # fmt: skip


@cache
def asked(hostile: Hostile) -> Prompt:
    return prompt_for(Task.ANSWER, "Who met?", sources(hostile), ObedientModel(), nonce=KEY)


def test_there_are_many() -> None:
    assert len(DOCUMENTS) >= 40
    assert len({hostile.text for hostile in DOCUMENTS}) >= 40


@each
def test_the_systems_words_are_unchanged(hostile: Hostile) -> None:
    assert asked(hostile).messages[0].content.encode() == HARMLESS.messages[0].content.encode()


@each
def test_the_delimiter_stands_where_it_was_put(hostile: Hostile) -> None:
    text = asked(hostile).messages[1].content
    start, end = f"<<<SOURCES {KEY}>>>\n", f"\n<<<END OF SOURCES {KEY}>>>\n\nQuestion: Who met?\n"

    assert text.lower().count(KEY) == 2
    assert text.startswith(start)
    assert text.count(end) == 1
    assert text.count("<") == text.count(">") == 6
    # Behind the sources stands what stands there without them.
    assert text.split(end)[1] == HARMLESS.messages[1].content.split(end)[1]


@each
def test_no_role_token_is_left(hostile: Hostile) -> None:
    assert role_tokens_in(asked(hostile).messages) == []


@each
def test_each_number_has_its_text(hostile: Hostile) -> None:
    prompt = asked(hostile)
    inside = prompt.messages[1].content.split(">>>\n", 1)[1].split("\n<<<")[0]
    blocks = re.split(r"^(?=\[\d+\] )", inside, flags=re.MULTILINE)[1:]

    assert [int(re.findall(r"\d+", block)[0]) for block in blocks] == [
        offered.number for offered in prompt.offered
    ]
    for block, offered in zip(blocks, prompt.offered, strict=True):
        lines = block.rstrip("\n").split("\n")
        assert lines[-1] == f"Text: {prompt_copy(offered.quote, KEY)}"
        assert sum(line.startswith("Text: ") for line in lines) == 1
        assert len(lines) == 2 + lines[1].startswith("Introduced by: ")
        # Markers of the document's own are no markers any more.
        own = block.removeprefix(f"[{offered.number}]")
        assert without_markers(own) == own


@each
def test_a_document_of_which_something_is_seen_is_offered(hostile: Hostile) -> None:
    numbers = [offered.number for offered in asked(hostile).offered]

    assert numbers == ([1, 2, 3] if prompt_copy(hostile.text, KEY) else [1, 3])


@each
def test_obeying_gains_no_valid_marker(hostile: Hostile) -> None:
    prompt = asked(hostile)
    model = ObedientModel(text=obeying(hostile))
    pointing = Pointing([offered.number for offered in prompt.offered])
    written = [one for piece in model.stream(prompt.messages) for one in pointing.feed(piece)]
    first, *ordered, last = [*written, *pointing.end()]

    assert (first.text, first.numbers) == ("The Council met.", (1,))
    assert last.text == "It left."
    assert set(last.numbers) <= {2}
    assert ordered
    for one in ordered:
        assert one.numbers == ()
        assert "[99]" not in one.text


@pytest.mark.parametrize("what", [LINK, IMAGE])
def test_a_link_is_text_like_any_other(what: str) -> None:
    [written] = [*(pointing := Pointing([1])).feed(f"See {what}."), *pointing.end()]

    assert written.text == f"See {what}."
    assert written.numbers == ()

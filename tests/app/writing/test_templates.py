"""Prompts in parts, and the ones that are shipped."""

from __future__ import annotations

from string import Template

import pytest

import prompts
from app.writing.prompting import NO_ANSWER, Task
from app.writing.templates import read_prompt

SHIPPED = ("answer", "summarise", "rules")
BLANKS = {"rules", "sources", "question", "task", "words", "language"}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {
        "good": "<!-- version: 12 -->\n<!-- part: one -->\n\nSay $word.\n\n"
        "<!-- part: two -->\nBye.\n",
        "no_version": "<!-- part: one -->\nSay $word.\n",
        "no_part": "<!-- version: 1 -->\nSay $word.\n",
        "text_before": "<!-- version: 1 -->\nHello.\n<!-- part: one -->\nSay.\n",
        "version_zero": "<!-- version: 0 -->\n<!-- part: one -->\nSay.\n",
    }
    monkeypatch.setattr(prompts, "load", texts.__getitem__)


@pytest.mark.usefixtures("written")
def test_a_prompt_has_a_version_and_parts() -> None:
    good = read_prompt("good")

    assert (good.name, good.version) == ("good", 12)
    assert dict(good.parts) == {"one": "Say $word.", "two": "Bye."}


@pytest.mark.usefixtures("written")
def test_a_part_is_filled_in_once() -> None:
    assert read_prompt("good").filled("one", word="$word or ${word}") == "Say $word or ${word}."


@pytest.mark.usefixtures("written")
def test_a_blank_that_is_not_filled_in_is_an_error() -> None:
    with pytest.raises(KeyError):
        read_prompt("good").filled("one")
    with pytest.raises(KeyError):
        read_prompt("good").filled("three")


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("name", ["no_version", "no_part", "text_before", "version_zero"])
def test_a_prompt_of_another_form_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"prompts/{name}.md has no version"):
        read_prompt(name)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_prompt_is_in_that_form(name: str) -> None:
    shipped = read_prompt(name)

    assert shipped.version >= 1
    for part in shipped.parts.values():
        assert part
        assert "<!--" not in part
        assert set(Template(part).get_identifiers()) <= BLANKS
        assert Template(part).is_valid()


def test_every_task_has_its_words() -> None:
    parts = read_prompt("answer").parts.keys() | read_prompt("summarise").parts.keys()

    assert {task.value for task in Task} <= parts


def test_the_rules_ask_for_what_the_writer_counts_on() -> None:
    rules = read_prompt("rules").parts["rules"]

    assert f"one word {NO_ANSWER}" in rules
    for asked in ("square brackets", "quotation marks", "links", "forecast", "Wrong:"):
        assert asked in rules


@pytest.mark.parametrize("name", ["answer", "summarise"])
def test_both_ask_for_length_and_language_alike(name: str) -> None:
    parts, others = read_prompt(name).parts, read_prompt("answer").parts

    assert {part: parts[part] for part in ("length", "language")} == {
        part: others[part] for part in ("length", "language")
    }

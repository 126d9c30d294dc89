"""What can be copied of an answer: by whom it is asked for, and in which words."""

from __future__ import annotations

import bibtexparser
import pytest
import rispy
from fake_chat import BRIEF, CARD, HOSTILE, LAVROV, POISONED, TOMORROW, FakeEngine, answered, cite

from app.answering.answer import Confidence
from app.ui import copying

ANSWER = FakeEngine().ask("Who will preside?")


def entries(key: str) -> dict[str, str]:
    found = copying.copying(ANSWER, key)
    assert found is not None
    assert found["key"] == key
    return {entry["name"]: entry["text"] for entry in found["entries"]}


def test_a_citation_is_offered_in_each_style_and_with_its_quotation() -> None:
    offered = entries("cited1")
    assert list(offered) == [
        "Quotation with citation",
        "UN Editorial Manual",
        "Chicago",
        "OSCOLA",
        "Bluebook",
        "BibTeX",
        "RIS",
    ]
    assert offered["Quotation with citation"].startswith(f"“{LAVROV}” (Security Council Report, ")
    assert offered["Quotation with citation"].endswith(")")
    assert BRIEF.title in offered["Chicago"]
    assert bibtexparser.parse_string(offered["BibTeX"]).failed_blocks == []
    assert rispy.loads(offered["RIS"])[0]["title"] == BRIEF.title


def test_an_answer_is_offered_with_its_numbers_and_what_they_cite() -> None:
    offered = entries("answer")
    assert list(offered) == [
        f"With sources in {name}"
        for name in ("UN Editorial Manual", "Chicago", "OSCOLA", "Bluebook")
    ]
    outcome, first, second, head, sources = offered["With sources in OSCOLA"].split("\n\n")
    assert outcome.startswith("Answered")
    assert first == f"“{LAVROV}” [1]"
    assert second.startswith(f"“{TOMORROW}” [2]")
    assert head == "Sources"
    assert [line[:4] for line in sources.split("\n")] == ["[1] ", "[2] "]


def test_what_was_removed_or_only_read_is_not_copied() -> None:
    copied = "\n".join(entries("answer").values())
    assert ANSWER.dropped[0].text not in copied
    assert ANSWER.also_read[0].quote not in copied


def test_an_answer_that_may_not_be_one_is_copied_with_that_said() -> None:
    related = ANSWER.model_copy(update={"confidence": Confidence.RELATED})
    found = copying.copying(related, "answer")
    assert found is not None
    assert all(entry["text"].startswith("Related, perhaps not") for entry in found["entries"])


def test_words_of_the_library_are_not_copied_as_a_quotation() -> None:
    found = copying.copying(answered("What?", [cite(1, CARD, CARD.text, "")]), "cited1")
    assert found is not None
    assert found["entries"][0]["text"].startswith(f"{CARD.text} (")


def test_hostile_words_stay_on_lines_of_their_own() -> None:
    found = copying.copying(answered("What?", [cite(1, POISONED, HOSTILE, "para. 2")]), "cited1")
    assert found is not None
    by_name = {entry["name"]: entry["text"] for entry in found["entries"]}
    assert bibtexparser.parse_string(by_name["BibTeX"]).failed_blocks == []
    assert HOSTILE in by_name["Quotation with citation"]


@pytest.mark.parametrize("key", ["", "cited9", "also7", "near0", "document:x", "rubbish"])
def test_what_the_answer_does_not_have_cannot_be_copied(key: str) -> None:
    assert copying.copying(ANSWER, key) is None

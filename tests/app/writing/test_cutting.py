"""Whether a word begins a new sentence."""

from __future__ import annotations

import pytest

from app.writing.cutting import begins_anew, has_ended

# In these tests § stands for a marker.
BEGINS = [
    ("The Council agreed. ", "Russia"),
    ("Was it agreed? ", "Russia"),
    ("It was! ", "Russia"),
    ("It trailed off… ", "Russia"),
    ("It trailed off... ", "Russia"),
    ("The Council agreed. § ", "Russia"),
    ("The Council agreed.§ ", "Russia"),
    ("The Council agreed.§", "Russia"),
    ("The Council agreed §. ", "Russia"),
    ("The Council agreed. §, § ", "Russia"),
    ("He said “we agree.” ", "Russia"),
    ("He said “we agree.” § ", "Russia"),
    ('He said "we agree." ', "Russia"),
    ("He said «we agree». ", "Russia"),
    ("Er sagte „wir stimmen zu.“ ", "Russland"),
    ("(It was agreed.) ", "Russia"),
    ("It was agreed (in 2019). ", "Russia"),
    ("The Council agreed.* ", "Russia"),
    ("Thirteen voted for. ", "2"),
    ("The Council agreed. ", "“We"),
    ("The Council agreed. ", "$5"),
    ("It met on Friday § ", "The"),
    ("It met on Friday§ ", "However"),
    ("It is led by the U.S. ", "The"),
    ("It is led by the U.S. § ", "Russia"),
    ("It lasted until September. ", "2"),
    ("It met in Sept. ", "The"),
    ("It was signed by Acme Inc. ", "The"),
    ("安理会通过了。", "俄罗斯"),
    ("安理会通过了。§", "俄罗斯"),
    ("安理会通过了§。", "俄罗斯"),
    ("他说：「同意。」", "俄罗斯"),
    ("هل وافق المجلس؟ ", "نعم"),
    ("Совет согласился. ", "Россия"),
    ("Le Conseil a accepté. ", "La"),
    ("See No. 4. ", "Russia"),
]

GOES_ON = [
    ("", "The"),
    ("The ", "Council"),
    ("The Council agreed.", "Russia"),  # as in a web address
    ("The Council agreed. ", "and"),
    ("The Council agreed. § ", "and"),
    ("Russia § ", "and"),
    ("Russia §, ", "China"),
    ("Russia §, ", "The"),
    ("Mr. § ", "Lavrov"),
    ("In the words of Ambassador § ", "Nebenzia"),
    ("The brief quotes Mr. ", "Lavrov"),
    ("The brief quotes Ms. A. ", "Smith"),
    ("It is in No. ", "5"),
    ("It is in paras. ", "3"),
    ("It is in S/2019/742/Add. ", "1"),
    ("It is in S/PV.", "8626"),
    ("It grew by 3.", "5"),
    ("It is led by the U.S. ", "Government"),
    ("Members of the U.S., ", "The"),
    ("It met on 25 Sept. ", "2019"),
    ("It met on Dec. ", "5"),
    ("It was signed by Acme Inc. ", "Chairman"),
    ("It asks, i.e. ", "Requests"),
    ("It asks (e.g. ", "Russia"),
    ("He said “We agree. ", "We"),
    ('He said "We agree. ', "We"),
    ("He said «Мы согласны. ", "Мы"),
    ("Er sagte „Wir stimmen zu. ", "Wir"),
    ("他说：「同意。", "俄罗斯"),
    ("It was agreed (see S/PV.8626. ", "The"),
    ("Russia; ", "The"),
    ("The following: ", "The"),
    ("المجلس؛ ", "نعم"),
]


def marked(text: str) -> str:
    return text.replace("§", "\0")


@pytest.mark.parametrize(("before", "word"), BEGINS)
def test_a_sentence_begins(before: str, word: str) -> None:
    assert begins_anew(marked(before), word)


@pytest.mark.parametrize(("before", "word"), GOES_ON)
def test_the_sentence_goes_on(before: str, word: str) -> None:
    assert not begins_anew(marked(before), word)


@pytest.mark.parametrize(
    "text", ["It met.", "It met. ", "It met.” ", "It met §", "It met § ", "会。"]
)
def test_a_text_has_ended(text: str) -> None:
    assert has_ended(marked(text))


@pytest.mark.parametrize("text", ["", "It met", "It met, ", "It § met", "It met (here) "])
def test_a_text_has_not_ended(text: str) -> None:
    assert not has_ended(marked(text))

"""How long a summary is asked to be."""

import pytest

from app.answering.recognising.documents import summary_asked
from app.answering.recognising.lengths import Length, length_asked, without_length


@pytest.mark.parametrize(
    ("question", "length"),
    [
        ("Summarise S/2019/742 in 100 words", Length(4, 100)),
        ("Summarise the brief in at most 50 words.", Length(2, 50)),
        ("Summarise the brief in 60 words or less", Length(2, 60)),
        ("Give me a 200-word summary of the brief", Length(5, 200)),
        ("Summarise the brief in a hundred words", Length(4, 100)),
        ("Summarise the brief in two hundred words", Length(5, 200)),
        ("Summarise the brief in 90000 words", Length()),
        ("Summarise the brief in 9000 words", Length(5, 400)),
        ("Summarise the brief in 0 words", Length(1, 10)),
        ("Summarise the brief in three sentences", Length(3, 75)),
        ("Summarise the brief in one sentence", Length(1, 25)),
        ("Give me a one-sentence summary of the brief", Length(1, 25)),
        ("Summarise the brief in one paragraph", Length(4, 100)),
        ("A one-paragraph summary of the brief", Length(4, 100)),
        ("Summarise the brief in a short paragraph", Length(4, 100)),
        ("Summarise the brief in two paragraphs", Length(5, 200)),
        ("Briefly summarise the brief", Length(None, 50)),
        ("Summarise the brief", Length()),
        ("What are the three main points of the brief?", Length(3, 75)),
    ],
)
def test_the_length_asked_for_is_read(question: str, length: Length) -> None:
    assert length_asked(question) == length


@pytest.mark.parametrize(
    "question",
    [
        "Summarise S/2019/742 in 100 words",
        "Summarise S/2019/742 in one paragraph, please",
        "Please summarise S/2019/742 in three sentences.",
        "Give me a 100-word summary of S/2019/742.",
        "Write a one-paragraph summary of S/2019/742",
        "Briefly summarise S/2019/742",
        "Give me a summary of S/2019/742 of about 80 words",
        "What is S/2019/742 about, in 30 words or fewer?",
    ],
)
def test_a_summary_of_any_length_is_recognised(question: str) -> None:
    asked = summary_asked(question)
    assert asked is not None
    assert asked.document.rstrip(".?") == "S/2019/742"


def test_what_gives_no_length_stays() -> None:
    question = "What did the members say in two meetings of the Council?"
    assert without_length(question) == question

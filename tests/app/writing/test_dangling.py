"""A statement that leans on one that was removed goes with it."""

import pytest
from scripted import ScriptedModel, false_falls
from test_writer import statements, written

from app.writing.contracts import Fault
from app.writing.dangling import leans


@pytest.mark.parametrize(
    "text",
    [
        "They met in Reykjavik.",
        "Norway views them with distrust.",
        "It was signed in March.",
        "This was opposed by Iceland.",
        "The latter objected.",
        "He will preside.",
    ],
)
def test_a_pronoun_may_stand_for_what_was_said_before(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway proposed the harbour treaty.",
        "It is expected that Norway will sign.",
        "It remains unclear who objected.",
        "The ministers discussed these herring quotas.",
        "Italy objected.",
    ],
)
def test_other_statements_stand_alone(text: str) -> None:
    assert not leans(text)


def test_what_points_back_at_a_removed_statement_is_removed() -> None:
    model = ScriptedModel(
        "Norway proposed it [1]. A false thing was proposed [2]. They opposed that [2]. "
        "Both left [2]. Iceland objected [2]."
    )
    answer = written(model, check=false_falls)
    assert [text for text, _ in statements(answer)] == ["Norway proposed it.", "Iceland objected."]
    reasons = [dropped.reason for dropped in answer.dropped]
    assert reasons[1:] == [Fault.DANGLING.value] * 2


def test_what_points_back_at_a_statement_that_stands_is_kept() -> None:
    model = ScriptedModel("Norway proposed it [1]. They opposed that [2].")
    assert len(statements(written(model, check=false_falls))) == 2

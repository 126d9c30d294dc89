from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.answering.answer import Citation
from app.evaluation.recorded import (
    Record,
    RecordedModel,
    Records,
    Sentence,
    key_of,
    read_records,
    sentences_in,
)
from app.evaluation.recording import RecordingModel, recording
from app.evaluation.suites import SuiteQuestion
from app.writing.contracts import Message
from app.writing.prompting import Prompt, Task, prompt_for
from store.errors import UsageError, WritingError
from store.records import Kind, SourceRank

LAMP = "The lamp was lit in 1871."
KEEPERS = "It has nine keepers [sic], “best practices” & all."
FROZE = "The harbour froze twice; text: it thawed."
QUESTION = SuiteQuestion(id="Q1", question="Who lit it?", kind="who", answerable=True)
REWRITE = (Message("system", "Rewrite."), Message("user", "<<<CONVERSATION ab>>>\nx"))


def citation(number: int, quote: str, lead_in: str | None = None) -> Citation:
    return Citation(
        number=number,
        document="coast",
        symbol=None,
        title="The coast",
        kind=Kind.OTHER,
        date=None,
        url=None,
        source_rank=next(iter(SourceRank)),
        pinpoint="para. 1",
        quote=quote,
        start=0,
        end=len(quote),
        held=True,
        lead_in=lead_in,
    )


class Plain:
    name = "test:plain"
    window = 9_000
    longest = 300

    def __init__(self, *pieces: str | WritingError) -> None:
        self._pieces = pieces

    def tokens(self, text: str) -> int:
        return len(text) // 4

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        for piece in self._pieces:
            if isinstance(piece, WritingError):
                raise piece
            yield piece


def prompt(*quotes: str, task: Task = Task.ANSWER) -> Prompt:
    offered = [citation(number, quote, "Among them:") for number, quote in enumerate(quotes, 1)]
    return prompt_for(task, "Who lit it?", offered, Plain())


def record(text: str, *quotes: str) -> Record:
    sentences = tuple(Sentence(number=n, quote=quote) for n, quote in enumerate(quotes, 1))
    return Record(id="Q1", question="Who lit it?", model="x", sentences=sentences, text=text)


def replayed(recorded: Record, *quotes: str) -> str:
    model = RecordedModel(Records(Path("a/coast.jsonl"), (recorded,)))
    model.turn_to(QUESTION)
    return "".join(model.stream(prompt(*quotes).messages))


def test_the_sentences_of_a_prompt_are_known_by_their_letters() -> None:
    for task in (Task.ANSWER, Task.SUMMARY):
        found = sentences_in(prompt(LAMP, KEEPERS, FROZE, task=task).messages)
        assert [one.number for one in found] == [1, 2, 3]
        assert [one.key for one in found] == [key_of(LAMP), key_of(KEEPERS), key_of(FROZE)]
        assert not any(one.quote for one in found)


def test_what_asks_for_no_answer_has_no_sentences() -> None:
    assert sentences_in(REWRITE) == ()


def test_the_text_is_as_it_was_where_the_same_is_offered() -> None:
    text = "It was lit [1], [7].\n- Nine [1-2] keep it [0]. See S/PV.1 [sic]."
    assert replayed(record(text, LAMP, KEEPERS), LAMP, KEEPERS) == text


def test_markers_follow_their_sentences() -> None:
    text = "It was lit in 1871 [1]. Nine keep it [2, 1], [1-2] [sic]."
    told = replayed(record(text, LAMP, KEEPERS), KEEPERS, FROZE, LAMP)
    assert told == "It was lit in 1871 [3]. Nine keep it [1][3], [3][1] [sic]."


def test_a_marker_names_nothing_where_its_sentence_is_gone_or_never_was() -> None:
    recorded = record("Lit [1]. Nine [2]. Frozen [3].", LAMP, KEEPERS)
    model = RecordedModel(Records(Path("coast.jsonl"), (recorded,)))
    model.turn_to(QUESTION)
    told = "".join(model.stream(prompt(LAMP, FROZE, "More.").messages))
    assert told == "Lit [1]. Nine [900002]. Frozen [900003]."
    assert model.stale == ("Q1",)


def test_a_sentence_that_is_gone_and_was_not_pointed_at_is_no_loss() -> None:
    model = RecordedModel(Records(Path("coast.jsonl"), (record("Lit [1].", LAMP, KEEPERS),)))
    model.turn_to(QUESTION)
    assert "".join(model.stream(prompt(LAMP).messages)) == "Lit [1]."
    assert model.stale == ()


def test_a_question_is_known_by_its_words_and_by_its_id_among_the_same() -> None:
    other = record("Other [1].", LAMP).model_copy(update={"id": "Q2"})
    records = Records(Path("coast.jsonl"), (other, record("This [1].", LAMP)))
    assert records.of(QUESTION) == records.rows[1]
    assert records.of(QUESTION.model_copy(update={"id": "Q9"})) == other
    assert records.of(QUESTION.model_copy(update={"question": "Who put it out?"})) is None


def test_what_was_not_recorded_says_what_to_do() -> None:
    model = RecordedModel(Records(Path("a/coast.jsonl"), (record("Lit [1].", LAMP),)))
    model.turn_to(SuiteQuestion(id="Q8", question="Why?", kind="why", answerable=True))
    with pytest.raises(WritingError, match=r"coast\.jsonl has no answer to Q8.*--record FILE"):
        list(model.stream(prompt(LAMP).messages))


def test_a_recorded_model_reads_all_that_is_offered() -> None:
    model = RecordedModel(Records(Path("a/coast.jsonl"), (record("Lit [1].", LAMP),)))
    offered = [citation(number, f"{FROZE} {number}" * 20) for number in range(1, 61)]
    assert len(prompt_for(Task.ANSWER, "Who?", offered, model).offered) == len(offered)
    assert model.name == "recorded:coast"


def test_what_a_model_writes_is_passed_on_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "coast.jsonl"
    with recording(Plain("It was ", "lit [2]."), path) as model:
        model.turn_to(QUESTION)
        assert list(model.stream(prompt(LAMP, KEEPERS).messages)) == ["It was ", "lit [2]."]
        kept = read_records(path)
    assert kept.rows[0].text == "It was lit [2]."
    assert [one.key for one in kept.rows[0].sentences] == [key_of(LAMP), key_of(KEEPERS)]
    assert LAMP not in path.read_text("utf-8")
    assert replayed(kept.rows[0], KEEPERS, LAMP) == "It was lit [1]."


def test_a_failure_is_kept_and_happens_again(tmp_path: Path) -> None:
    path = tmp_path / "coast.jsonl"
    failure = WritingError("it was cut off", "ask for less")
    with recording(Plain("It was lit [1]. It", failure), path) as model:
        model.turn_to(QUESTION)
        with pytest.raises(WritingError):
            list(model.stream(prompt(LAMP).messages))
    again = RecordedModel(read_records(path))
    again.turn_to(QUESTION)
    pieces = again.stream(prompt(LAMP).messages)
    assert next(pieces) == "It was lit [1]. It"
    with pytest.raises(WritingError, match="it was cut off: ask for less"):
        next(pieces)


def test_a_follow_up_that_was_rewritten_is_kept_with_the_answer() -> None:
    file = io.StringIO()
    rewriting = RecordingModel(Plain("Who lit the lamp?"), file)
    rewriting.turn_to(QUESTION)
    list(rewriting.stream(REWRITE))
    assert file.getvalue() == ""
    list(rewriting.stream(prompt(LAMP).messages))
    kept = Record.model_validate_json(file.getvalue())
    assert kept.rewritten == "Who lit the lamp?"
    model = RecordedModel(Records(Path("coast.jsonl"), (kept,)))
    model.turn_to(QUESTION)
    assert list(model.stream(REWRITE)) == ["Who lit the lamp?"]


def test_a_follow_up_that_was_not_rewritten_is_read_by_rule() -> None:
    model = RecordedModel(Records(Path("coast.jsonl"), (record("Lit [1].", LAMP),)))
    model.turn_to(QUESTION)
    with pytest.raises(WritingError, match="read by rule"):
        list(model.stream(REWRITE))


def test_no_recording_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "coast.jsonl"
    path.touch()
    with pytest.raises(UsageError, match="is there already"), recording(Plain(), path):
        pass
    with (
        pytest.raises(UsageError, match="cannot be written"),
        recording(Plain(), tmp_path / "no" / "x"),
    ):
        pass


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "has no recorded answers"),
        ("{}", "line 1"),
        (
            json.dumps(
                {
                    "id": "Q1",
                    "question": "Who?",
                    "model": "x",
                    "text": "",
                    "sentences": [{"number": 1}],
                }
            ),
            "needs its quote",
        ),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "coast.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        read_records(path)

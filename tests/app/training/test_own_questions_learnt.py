"""What is learnt from our own questions: from where, and what of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.evaluation.compiling import Written, line, read
from app.evaluation.suites import read_suite
from app.training import own
from app.training.adapt import posed_of
from corpus import corpus_path
from store.embedding import HashEmbedder

BUILT = "The lighthouse of the cape was built in 1871."
TEXT = f"The cape\n\n{BUILT}\n\nIt has nine keepers, who all came from the islands.\n"
_SPEECH = re.compile(r"_spch\d+\.txt$")
QUESTIONS = corpus_path() / "questions"


def written(number: int, question: str, path: str, quotes: tuple[str, ...]) -> Written:
    return Written(
        id=f"q{number}",
        question=question,
        kind="when",
        answerable=bool(quotes),
        near_miss=None if quotes else "head noun swapped",
        document=Path(path).stem,
        path=path,
        quotes=quotes,
        answer="in 1871" if quotes else "not said",
    )


@pytest.fixture
def asked(tmp_path: Path) -> list[own.Asked]:
    (tmp_path / "cape.txt").write_text(TEXT, encoding="utf-8")
    rows = [
        written(1, "When was the lighthouse of the cape built?", "cape.txt", (BUILT,)),
        written(2, "When was the harbour of the cape built?", "cape.txt", ()),
    ]
    document = read("cape.txt", tmp_path, HashEmbedder())
    lines = [line(row, document) for row in rows]
    lines.append({**lines[1], "id": "q3", "file": "corpus/briefs/2019-09-24-un-csto-cis-sco.txt"})
    suite = tmp_path / "cape.jsonl"
    suite.write_text("".join(json.dumps(row) + "\n" for row in lines), encoding="utf-8")
    return list(own.asked(suite, tmp_path, HashEmbedder()))


def test_nothing_is_learnt_from_what_ships(asked: list[own.Asked]) -> None:
    assert [one.question.id for one in asked] == ["q1", "q2"]


def test_a_question_is_put_to_what_answers_and_to_what_nearly_does(asked: list[own.Asked]) -> None:
    answered, unanswered = (list(posed_of(one)) for one in asked)
    gold = [posed for posed in answered if posed.gold]
    assert [[p.passage.sentences[n].of(p.passage.text) for n in p.gold] for p in gold] == [[BUILT]]
    assert len(answered) == 2
    assert not any(posed.gold for posed in unanswered)
    assert unanswered[0].article == "cape"
    assert len(unanswered) == 3


def test_no_document_or_meeting_is_both_learnt_from_and_measured_on() -> None:
    units = {
        part: {_SPEECH.sub("", q.file or "") for q in read_suite(QUESTIONS / f"un-{part}.jsonl")}
        for part in ("training", "development", "test")
    }
    assert len(units["training"]) > 80
    assert not units["training"] & (units["development"] | units["test"])

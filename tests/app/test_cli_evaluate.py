"""``evaluate`` with a model: recorded once, and replayed without it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from running import Run

from app.commands import measuring
from app.engine import Engine
from app.evaluation.labels import Label
from app.evaluation.recorded import key_of
from app.evaluation.scratch import plain_document, scratch_library
from app.settings import Settings
from app.writing import providers
from app.writing.contracts import Message
from store.embedding import HashEmbedder

BUILT = "The lighthouse was built in 1871."
WROTE = "The lighthouse was built in 1871 [1]. The lighthouse was built in 1917 [1]."
QUESTION = {
    "id": "a",
    "question": "When was the lighthouse built?",
    "kind": "when",
    "answerable": True,
    "support": BUILT,
}


class Writes:
    name = "test:writes"
    window = 9_000
    longest = 300

    def tokens(self, text: str) -> int:
        return len(text) // 4

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        yield WROTE


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A suite of one question, over a library of one document."""
    embedder = HashEmbedder()
    document = plain_document("coast", "The coast", f"{BUILT} It has nine keepers.", embedder)

    def open_engine(settings: Settings) -> Engine:
        folder = tmp_path / f"library-{len(list(tmp_path.iterdir()))}"
        return Engine(scratch_library(folder, [document], embedder), embedder)

    monkeypatch.setattr(measuring, "open_engine", open_engine)
    file = tmp_path / "coast.jsonl"
    file.write_text(json.dumps(QUESTION), encoding="utf-8")
    return file


def test_what_a_model_wrote_is_measured_and_kept(
    run: Run, suite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "open_model", lambda name, settings: Writes())
    done = run("evaluate", suite, "--model", "test:writes", "--record", "kept.jsonl", "--json")
    assert done.code == 0
    first = json.loads(done.out)["figures"]["writing"]
    assert len(Path("kept.jsonl").read_text("utf-8").splitlines()) == 1
    assert (first["model"], first["written"], first["statements_shown"]) == ("test:writes", 1, 1)


def test_what_was_kept_is_measured_again_without_the_model(
    run: Run, suite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(providers, "open_model", lambda name, settings: Writes())
        recorded = run("evaluate", suite, "--model", "test:writes", "--record", "kept.jsonl")
    assert "Written by test:writes" in recorded.out
    told = WROTE.replace(" [1]", "").split(". ")[0]
    label = Label(question="a", sha256=key_of(told), supported=True)
    Path("kept.labels.jsonl").write_text(label.model_dump_json(), encoding="utf-8")
    again = run("evaluate", suite, "--model", "recorded:kept.jsonl", "--json")
    figures = json.loads(again.out)["figures"]["writing"]
    assert (figures["model"], figures["written"]) == ("recorded:kept", 1)
    assert figures["labelled"]["shown_supported"] == 1
    assert figures["labelled"]["unlabelled"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--record", "kept.jsonl"), 2, "--record was given with no model"),
        (("--model", "recorded:absent.jsonl"), 2, "absent.jsonl cannot be read"),
        (("--model", "parrot:polly"), 1, "no language model is called parrot:polly"),
    ],
)
def test_a_model_that_is_none_gives_no_figures(
    run: Run, suite: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = run("evaluate", suite, *arguments)
    assert (done.code, done.out) == (code, "")
    assert told in done.err


def test_without_a_model_there_are_no_figures_of_writing(run: Run, suite: Path) -> None:
    done = run("evaluate", suite, "--json")
    assert "writing" not in json.loads(done.out)["figures"]

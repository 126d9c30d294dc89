"""The commands' options, output and exit codes, over an engine that answers as it is told."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from answers import QUOTE, everything
from running import Run

from app.answering.answer import Answer, Turn
from app.commands import asking
from app.commands.asking import day_from
from store.errors import LibraryMissing, PenholderError, UsageError
from store.filters import Filters
from store.records import Kind

ROOT = Path(__file__).parents[2]


@dataclass
class FakeEngine:
    """Remembers what it was asked; answers with everything, or fails as told."""

    failure: BaseException | None = None
    asked: list[tuple[str, tuple[Turn, ...], Filters]] = field(default_factory=list)
    edits: dict[str, dt.datetime] = field(default_factory=dict)

    @property
    def library(self) -> FakeEngine:
        return self

    def edited(self) -> dict[str, dt.datetime]:
        return self.edits

    def find(self, name: str) -> str:
        if name == "nowhere":
            raise UsageError(f"there is no document {name} in the library", "look it up")
        return name.upper()

    def __enter__(self) -> FakeEngine:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to give back."""

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        today: dt.date | None = None,
    ) -> Answer:
        if self.failure is not None:
            raise self.failure
        self.asked.append((question, tuple(history), filters or Filters()))
        return everything()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    made = FakeEngine()
    monkeypatch.setattr(asking, "open_engine", lambda settings: made)
    return made


def test_ask_prints_the_answer_to_stdout_and_nothing_else(run: Run, engine: FakeEngine) -> None:
    done = run("ask", "Who presides?")
    assert done.code == 0
    assert f"“{QUOTE}” [1]" in done.out.splitlines()
    assert done.err == ""


def test_ask_json_is_the_answer_object(run: Run, engine: FakeEngine) -> None:
    done = run("ask", "Who presides?", "--json")
    assert done.code == 0
    assert json.loads(done.out) == everything().model_dump(mode="json")
    assert QUOTE in done.out, "characters are written as they are, not escaped"


def test_a_document_that_is_not_there_is_wrong_use(run: Run, engine: FakeEngine) -> None:
    done = run("ask", "Who will preside?", "--document", "nowhere")
    assert done.code == 2
    assert "there is no document nowhere" in done.err
    assert engine.asked == []


def test_a_model_asked_for_in_vain_is_named_once_beside_the_same_answer(
    run: Run, engine: FakeEngine
) -> None:
    plain = run("ask", "Who will preside?", "--json")
    named = run("ask", "Who will preside?", "--json", "--model", "openai:x")
    assert named.code == plain.code == 0
    without, beside = json.loads(plain.out), json.loads(named.out)
    assert without.pop("notice") == ""
    assert beside.pop("notice").count("openai:x") == 1
    assert beside == without
    assert named.err == plain.err


def test_ask_says_that_a_source_was_edited(run: Run, engine: FakeEngine) -> None:
    assert "edited on" not in run("ask", "Who presides?").out
    engine.edits["2019-09-24"] = dt.datetime(2019, 9, 26, 12, tzinfo=dt.UTC)
    assert "edited on 26 September 2019" in run("ask", "Who presides?").out
    assert "edited" not in run("ask", "Who presides?", "--json").out


def test_json_of_an_answer_has_every_key_of_the_contract() -> None:
    answer = everything().model_dump(mode="json")
    assert set(answer) >= {
        *("question", "understood_as", "outcome", "answer", "sentences", "citations", "as_of"),
        *("not_found", "dropped", "follow_ups", "model", "timings_ms"),
    }
    assert set(answer["citations"][0]) >= {
        *("number", "document", "symbol", "title", "kind", "date", "url", "source_rank"),
        *("pinpoint", "quote", "start", "end", "held"),
    }
    assert answer["citations"][0]["date"] == "2019-09-24"
    assert set(answer["timings_ms"]) >= {
        *("understand", "retrieve", "read", "compose", "verify", "total"),
    }


def test_filters_and_history_reach_the_engine(run: Run, engine: FakeEngine) -> None:
    Path("history.json").write_text('[{"role": "user", "content": "Hello"}]', encoding="utf-8")
    done = run(
        *("ask", "Why?", "--after", "2019", "--before", "2019-02", "--kind", "verbatim-record"),
        *("--kind", "Brief", "--document", "s/pv.1", "--history", "history.json"),
    )
    assert done.code == 0
    assert engine.asked == [
        (
            "Why?",
            (Turn(role="user", content="Hello"),),
            Filters(
                after=dt.date(2019, 1, 1),
                before=dt.date(2019, 2, 28),
                kinds=frozenset({Kind.RECORD, Kind.BRIEF}),
                documents=frozenset({"S/PV.1"}),
            ),
        )
    ]


def test_a_question_that_is_not_utf8_is_still_a_question(run: Run, engine: FakeEngine) -> None:
    assert run("ask", "Who pr\udce9sides?", "--json").code == 0
    assert engine.asked[0][0] == "Who pr�sides?"


def test_a_question_may_begin_with_a_dash(run: Run, engine: FakeEngine) -> None:
    assert run("ask", "--", "-1 or 1?").code == 0
    assert engine.asked[0][0] == "-1 or 1?"


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", dt.date(2019, 1, 1), dt.date(2019, 12, 31)),
        ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        ("2019-09-24", dt.date(2019, 9, 24), dt.date(2019, 9, 24)),
    ],
)
def test_part_of_a_date_means_all_of_it(written: str, first: dt.date, last: dt.date) -> None:
    assert day_from("--after", written, last=False) == first
    assert day_from("--before", written, last=True) == last


@pytest.mark.parametrize(
    "written", ["", "19", "2019-13", "2019-02-30", "0000", "24 September", "2019-9"]
)
def test_what_is_not_a_date_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="is not a date"):
        day_from("--after", written, last=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "one", "two"),
        ("ask", "x", "--no-such-option"),
        ("ask", "x", "--after", "yesterday"),
        ("ask", "x", "--kind", "novel"),
        ("ask", "x", "--history", "absent.json"),
        ("search", "x", "-k", "0"),
        ("no-such-command",),
        ("chat", "--port", "99999"),
        ("evaluate", "no-such-suite"),
        ("evaluate", "brief", "--beir", "."),
        ("evaluate", "--beir", ".", "--files", "."),
        ("evaluate", "un-test", "--files", "."),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_2(
    run: Run, engine: FakeEngine, arguments: tuple[str, ...]
) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("penholder: ")
    assert done.err.endswith(".\n")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("content", ["", "{}", "[1]", '[{"role": "judge", "content": ""}]', "\xff"])
def test_a_history_that_is_no_conversation_is_wrong_use(
    run: Run, engine: FakeEngine, content: str
) -> None:
    Path("history.json").write_text(content, encoding="latin-1")
    done = run("ask", "x", "--history", "history.json")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "history.json is not a conversation" in done.err


@pytest.mark.parametrize(
    ("failure", "code", "said"),
    [
        (PenholderError("the library is damaged", "rebuild it"), 1, "the library is damaged: "),
        (LibraryMissing("there is none", "run `penholder refresh`"), 1, "run `penholder refresh`."),
        (KeyboardInterrupt(), 130, "interrupted"),
        (KeyError("oops\nand more"), 1, "an unexpected KeyError"),
        (PermissionError(13, "Permission denied", "/library"), 1, "/library: Permission denied"),
    ],
)
def test_every_failure_is_one_sentence(
    run: Run, engine: FakeEngine, failure: BaseException, code: int, said: str
) -> None:
    engine.failure = failure
    done = run("ask", "x")
    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)
    assert said in done.err


def test_the_library_option_goes_before_or_after_the_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Path] = []

    def open_engine(settings: object) -> FakeEngine:
        opened.append(settings.library)  # type: ignore[attr-defined]
        return FakeEngine()

    monkeypatch.setattr(asking, "open_engine", open_engine)
    run("--library", "one", "ask", "x")
    run("ask", "x", "--library", "two")
    run("--library", "one", "ask", "x", "--library", "two")
    run("ask", "x")
    assert [path.relative_to(tmp_path).name for path in opened] == ["one", "two", "two", "library"]


def test_every_command_has_help(run: Run) -> None:
    overview = run("--help")
    assert overview.code == 0
    for name in (*("refresh", "ask", "search", "documents", "show", "remove", "chat", "evaluate"),):
        assert name in overview.out
        done = run(name, "--help")
        assert done.code == 0
        assert "--library" in done.out


def test_version_and_no_command(run: Run) -> None:
    assert run("--version").out.startswith("penholder ")
    done = run()
    assert done.code == 2
    assert "Usage: penholder" in done.out


def _script(body: str) -> list[str]:
    """A process that asks over the fake engine, for what only a process shows."""
    setup = (
        "import sys; sys.path.insert(0, 'tests/app'); from test_cli import FakeEngine;"
        "from app.commands import asking; from app.cli import main;"
        "asking.open_engine = lambda settings: FakeEngine();"
    )
    return [sys.executable, "-c", setup + body]


def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen(
        _script("raise SystemExit(main(['ask', 'x', '--json']))"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert error == b""


def test_output_survives_a_locale_without_its_characters() -> None:
    done = subprocess.run(
        _script("raise SystemExit(main(['ask', 'x']) or main(['ask', 'x', '--json']))"),
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert QUOTE in done.stdout.decode("utf-8", errors="replace"), "the JSON is UTF-8 all the same"


@pytest.mark.parametrize(
    ("colour", "expected"), [({"FORCE_COLOR": "1"}, True), ({}, False), ({"NO_COLOR": "1"}, False)]
)
def test_colour_is_for_terminals(colour: dict[str, str], expected: bool) -> None:
    plain = {k: v for k, v in os.environ.items() if k not in {"FORCE_COLOR", "NO_COLOR", "TERM"}}
    done = subprocess.run(
        _script("raise SystemExit(main(['ask', 'x']))"),
        cwd=ROOT,
        capture_output=True,
        env={**plain, "TERM": "xterm-256color", **colour},
        check=True,
    )
    assert (b"\x1b[" in done.stdout) is expected

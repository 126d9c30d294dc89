from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import prompts


def test_a_prompt_is_read_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "someprompts"
    package.mkdir()
    source = Path(prompts.__file__).read_text(encoding="utf-8")
    (package / "__init__.py").write_text(source, encoding="utf-8")
    (package / "rewrite_question.md").write_text("Ask “{question}” again.\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    loader = importlib.import_module("someprompts")

    assert loader.load("rewrite_question") == "Ask “{question}” again.\n"


@pytest.mark.parametrize("name", ["../pyproject", "", "a/b", "Name", "x.md"])
def test_a_name_cannot_leave_the_folder(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a prompt"):
        prompts.load(name)


def test_a_prompt_that_is_not_there_says_so() -> None:
    with pytest.raises(FileNotFoundError):
        prompts.load("no_such_prompt")

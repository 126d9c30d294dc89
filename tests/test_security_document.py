"""docs/security.md names the test that holds each measure: every one of them exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def lines() -> list[str]:
    return (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines()


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_is_named_exists() -> None:
    named = {match.groups() for line in lines() for match in NAMED.finditer(line)}
    assert len(named) > 40
    missing = [
        f"{path}::{function}"
        for path, function in sorted(named, key=str)
        if not (ROOT / path).is_file()
        or (function is not None and function not in functions(ROOT / path))
    ]
    assert missing == []


def test_every_measure_names_a_test() -> None:
    rows = [line for line in lines() if line.startswith("| ") and not line.startswith("| danger")]
    assert len(rows) > 25
    assert [row for row in rows if "::test_" not in row] == []

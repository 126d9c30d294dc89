"""Nothing that is read can become a program: no call that runs, or unpacks into, foreign code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("app", "corpus", "ingest", "prompts", "store")
MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "yaml"}
MODULES |= {
    "xml",
    "xmlrpc",
    "telnetlib",
    "ftplib",
}  # parsers that follow entities; no such protocol
CALLS = {"eval", "exec", "__import__", "os.system", "os.popen", "tempfile.mktemp", "torch.load"}
KEYWORDS = {
    "shell": False,
    "allow_pickle": False,
    "verify": True,  # of certificates
    "trust_remote_code": False,
    "extractall": False,
}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield name, node


def test_no_module_that_unpacks_code_is_imported() -> None:
    wrong = [
        f"{name} imports {module}"
        for name, node in nodes()
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
        if module.partition(".")[0] in MODULES
    ]
    assert wrong == []


def test_nothing_runs_text_as_a_program() -> None:
    wrong = [
        f"{name}:{node.lineno} calls {ast.unparse(node.func)}"
        for name, node in nodes()
        if isinstance(node, ast.Call)
        and (ast.unparse(node.func) in CALLS or ast.unparse(node.func).endswith(".extractall"))
    ]
    assert wrong == []


@pytest.mark.parametrize(("keyword", "safe"), KEYWORDS.items())
def test_no_guard_is_turned_off(keyword: str, safe: bool) -> None:
    wrong = [
        f"{name}:{node.value.lineno}"
        for name, node in nodes()
        if isinstance(node, ast.keyword)
        and node.arg == keyword
        and isinstance(node.value, ast.Constant)
        and node.value.value is not safe
    ]
    assert wrong == []

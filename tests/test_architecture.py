"""The imports go one way, nothing heavy happens at import, and foreign text stays text."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FOLDERS = ("app", "corpus", "ingest", "prompts", "store")
# What each folder may import of the others.
ALLOWED = {
    "store": set[str](),
    "ingest": {"store"},
    "app": {"store", "ingest", "corpus", "prompts"},
    "corpus": set[str](),
    "prompts": set[str](),
}
# Who of the app may reach into ingest: what fills a library, the user's or one to measure on.
FILLING = {
    "app/filling.py",
    "app/commands/filling.py",
    "app/commands/health.py",
    "app/commands/relating.py",
    "app/benchmark/tasks.py",
}
# The parts of app.answering, each before those that may import it.
ANSWERING = (
    ("terms", "tongues", "reader"),
    ("recognising", "finding"),
    ("answer", "weighing"),
    ("stages", "examples", "understanding", "quoting"),
    ("pipeline",),
    ("situation", "deciding", "documents"),
    ("votes", "speaking"),
    ("routes",),
)
HEAVY = {"torch", "chromadb", "streamlit", "sentence_transformers", "transformers"}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every module that the file imports, at any depth, as dotted names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            assert node.module is not None
            yield node.module


@pytest.mark.parametrize("folder", FOLDERS)
def test_imports_go_one_way(folder: str) -> None:
    others = set(FOLDERS) - {folder} - ALLOWED[folder]
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(folder)
        for name in imports(path)
        if name.split(".")[0] in others
    ]
    assert wrong == []


def test_the_parts_of_answering_stand_on_each_other_in_one_direction() -> None:
    level = {part: level for level, parts in enumerate(ANSWERING) for part in parts}
    folder = ROOT / "app" / "answering"
    wrong = []
    for path in modules("app/answering"):
        part = path.relative_to(folder).with_suffix("").parts[0]
        if part == "__init__":
            continue
        assert part in level, f"{part} has no place in ANSWERING"
        for name in imports(path):
            if not name.startswith("app.answering."):
                continue
            other = name.split(".")[2]
            if other != part and level[other] >= level[part]:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_the_app_uses_ingest_only_to_fill_a_library() -> None:
    reaching = {
        path.relative_to(ROOT).as_posix()
        for path in modules("app")
        for name in imports(path)
        if name.split(".")[0] == "ingest"
    }
    assert {path for path in reaching if not path.startswith("app/evaluation/")} <= FILLING


# Which modules need extras, and which extras.
EXTRAS = {
    "app/benchmark/recipe.py": ("compare",),
    "app/evaluation/dense.py": ("compare",),
    "app/training/fitting.py": ("calibrate",),
    "app/writing/chats.py": ("anthropic", "openai"),
    "tests/fuzz/fuzz.py": ("fuzz", "test"),
}


def declared(*extras: str) -> set[str]:
    """What ``pyproject.toml`` says is needed, by normalised name, without or with extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = project["dependencies"] + [
        line for extra in extras for line in project["optional-dependencies"][extra]
    ]
    return {canonicalize_name(Requirement(line).name) for line in listed}


@pytest.mark.parametrize("folder", [*FOLDERS, "tests"])
def test_every_package_that_is_imported_is_declared(folder: str) -> None:
    providers = packages_distributions()
    local = {*FOLDERS, *(path.stem for path in (ROOT / "tests").rglob("*.py"))}
    undeclared = []
    for path in modules(folder):
        name = path.relative_to(ROOT).as_posix()
        known = declared(*EXTRAS.get(name, ("test",) if folder == "tests" else ()))
        for module in imports(path):
            top = module.split(".")[0]
            if top in sys.stdlib_module_names | local:
                continue
            # An extra that is not installed here has its package's own name to be known by.
            found = providers.get(top, [top])
            if not known & {canonicalize_name(provider) for provider in found}:
                undeclared.append(f"{name} imports {module}")
    assert undeclared == []


def test_nothing_heavy_is_imported_at_the_top_of_a_module() -> None:
    wrong = []
    for folder in FOLDERS:
        for path in modules(folder):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in tree.body:
                names = (
                    [alias.name for alias in node.names]
                    if isinstance(node, ast.Import)
                    else [node.module or ""]
                    if isinstance(node, ast.ImportFrom)
                    else []
                )
                wrong += [
                    f"{path.relative_to(ROOT)} imports {name}"
                    for name in names
                    if name.split(".")[0] in HEAVY and "ui" not in path.parts
                ]
    assert wrong == []


@pytest.mark.parametrize("module", ["app.cli", "app.settings", "store.records", "app.rendering"])
def test_importing_stays_light(module: str) -> None:
    code = f"import sys, json, {module}; print(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert loaded & (HEAVY | {"langchain", "numpy", "sqlalchemy"}) == set()


def test_foreign_text_is_never_put_into_a_page_as_html() -> None:
    wrong = []
    for path in modules("app"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
                wrong.append(f"{path.relative_to(ROOT)}:{node.value.lineno}")
    assert wrong == []

"""Hostile text takes no more time than its length: what looks back or ahead is bounded.

The sizes are such that work which grew with the square of them would take many minutes, so that
the time limit tells it apart on any machine.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.chunking import cut
from ingest.composing import compose
from ingest.formats import Block, Page
from ingest.formats.markdown import parse_markdown
from ingest.layouts.brief import lay_out_brief
from ingest.reading import read_document
from ingest.sentences import split_sentences
from ingest.sources import find
from store.embedding import HashEmbedder

MILLION = 1_000_000


def read(text: str, name: str) -> object:
    embedder = HashEmbedder()
    return read_document(text.encode(), name=name, source=name, sidecar=None, embedder=embedder)


def read_text(text: str) -> object:
    return read(text, "a.txt")


def read_markdown(text: str) -> object:
    return read(text, "a.md")


def lay_out_titled(title: str) -> object:
    return lay_out_brief(Page((Block("The text."),), title=title), name="a")


def cut_one_sentence(text: str) -> object:
    embedder = HashEmbedder()
    body = compose([Block(text)])
    return cut(body, heading="A", count_tokens=embedder.count_tokens, max_tokens=20)


@pytest.mark.timeout(100)
@pytest.mark.parametrize(
    ("work", "text"),
    [
        pytest.param(parse_markdown, "<!--" * (MILLION // 2), id="comments that do not end"),
        pytest.param(parse_markdown, f"# a{'#' * MILLION}b", id="marks that close no heading"),
        pytest.param(read_text, f"{'<!-- -->' * 1_000}Some text.", id="comments before no page"),
        pytest.param(read_text, f"{' ' * MILLION}Some text.", id="space before no page"),
        pytest.param(lay_out_titled, f"a{' ' * MILLION}b", id="space in a title"),
        pytest.param(cut_one_sentence, f"{'word ' * 99}{' ' * MILLION}word", id="space in a line"),
        pytest.param(read_markdown, "a\n=\n" * 100_000, id="headings of nothing"),
        pytest.param(split_sentences, "(S/1). B " * (MILLION // 9), id="symbols in brackets"),
    ],
)
def test_work_grows_with_the_length_alone(work: Callable[[str], object], text: str) -> None:
    assert work(text) is not None


@pytest.mark.timeout(100)
def test_a_catalogue_is_told_from_settings_in_one_pass(tmp_path: Path) -> None:
    (tmp_path / "blank.toml").write_bytes(b"\n" * MILLION)
    catalogue = tmp_path / "catalogue.toml"
    catalogue.write_bytes(b"\n" * MILLION + b" \t[[document]]\n")
    assert [item.key for item in find([tmp_path]).items] == [str(catalogue)]


def test_headings_keep_marks_that_close_nothing() -> None:
    lines = ["# A #", "## B ##  ", "## C#", "# #", "# D # E"]
    assert [block.text for block in parse_markdown("\n\n".join(lines)).blocks] == [
        "A",
        "B",
        "C#",
        "D # E",
    ]

"""Markdown: what is read is what is stored, and nothing in it does anything (T17)."""

from __future__ import annotations

import pytest
from cited import NASTY
from exported import AT, CONVERSATION, HOSTILE, SEVERAL, any_answer
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.answering.answer import Answer
from app.exporting import Format, export, of_answer
from app.exporting.markdown import escaped
from app.foreign_text import one_line, printable

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
INERT = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text"),
    *("blockquote_open", "blockquote_close", "bullet_list_open", "bullet_list_close"),
    *("list_item_open", "list_item_close", "strong_open", "strong_close", "s_open", "s_close"),
    *("link_open", "link_close", "hardbreak", "softbreak"),
}


def tokens_of(markdown: str) -> list[Token]:
    read = []
    for token in READER.parse(markdown):
        read += [token, *(token.children or [])]
    return read


def text_of(markdown: str) -> str:
    return "".join(
        token.content if token.type == "text" else " "
        for token in tokens_of(markdown)
        if token.type in ("text", "hardbreak", "softbreak", "paragraph_close")
    )


def squeezed(text: str) -> str:
    return "".join(printable(text).split())


def test_a_short_answer_reads_like_this() -> None:
    [_, _, question, asked, outcome, *rest] = (
        export(CONVERSATION, Format.MARKDOWN, at=AT).decode().split("\n\n")
    )
    assert question == "## What did they say?"
    assert asked == "Asked on 4 November 2026, 10:05 UTC."
    assert outcome == "**Answered**. In quotations; no language model wrote it."
    assert rest[0] == r"> “We must fight terrorism together.” **\[1\]**"
    assert rest[2] == (
        "> “Russia’s Minister of Foreign Affairs, Sergey Lavrov, will preside.\\\n"
        "> \\- Second line\\\n> \\# third\\\n> fourth” **\\[3\\]**"
    )
    assert (
        "- **\\[2\\]** Security Council resolution 2396 (2017), para. 12 (a) (i)."
        " <https://docs.un.org/en/S/RES/2396%20%282017%29> Official document · 21 December 2017."
    ) in rest


def test_hostile_text_is_read_as_itself() -> None:
    assert squeezed(HOSTILE) in squeezed(
        text_of(export(of_answer(SEVERAL), Format.MARKDOWN, at=AT).decode())
    )


@given(any_answer())
def test_no_text_means_anything_and_every_quotation_is_there(answer: Answer) -> None:
    markdown = export(of_answer(answer), Format.MARKDOWN, at=AT).decode()
    tokens = tokens_of(markdown)
    assert {token.type for token in tokens} <= INERT
    links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert all(link.startswith(("https://", "http://")) for link in links)
    shown = squeezed(text_of(markdown))
    for citation in answer.citations:
        assert squeezed(citation.quote) in shown
        assert f"[{citation.number}]" in shown
    for dropped in answer.dropped:
        assert squeezed(dropped.text) in shown
    headings = sum(token.type == "heading_open" and token.tag != "h3" for token in tokens)
    assert headings == 2


@given(st.sampled_from(NASTY) | st.text(alphabet="#*_`[]()<>!|~$&:.-+=\\ 1a\t\n", max_size=30))
def test_escaped_text_is_read_as_itself(text: str) -> None:
    line = one_line(text)
    read = READER.parse(escaped(line, at_start=True))
    if not line:
        assert read == []
        return
    assert [token.type for token in read] == ["paragraph_open", "inline", "paragraph_close"]
    assert [child.type for child in read[1].children or []] == ["text"]
    assert (read[1].children or [])[0].content == line


@pytest.mark.parametrize(
    "text", ["https://evil.example", "www.evil.example", "a@evil.example", ":smile:", "evil.com"]
)
def test_what_some_readers_link_or_draw_is_broken_up(text: str) -> None:
    assert "\\" in escaped(text)


def test_times_and_symbols_stay_readable() -> None:
    assert escaped("10:05, S/PV.8626, para. 2 (a)") == "10:05, S/PV.8626, para. 2 (a)"

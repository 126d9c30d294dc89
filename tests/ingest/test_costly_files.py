"""Small files that would take minutes, or gigabytes: each is bounded before it does."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from word_files import p, word_file

from ingest.feeds import parse_feed
from ingest.formats import html, html_guard
from ingest.formats.docx import document, guard, parse_docx
from ingest.formats.html import parse_html, read_html
from ingest.formats.html_guard import is_light, strip_unread
from ingest.formats.pdf import worker
from ingest.layouts.meeting_rows import read_rows
from ingest.parsing import MAX_CHARACTERS, MAX_TEXT, parse_characters, read_text
from ingest.reading import MAX_BLOCKS, read_source
from ingest.sidecar import read_sidecar
from ingest.toml import read_toml
from store.embedding import HashEmbedder
from store.errors import SourceError
from store.records import Document

COLUMNS = "year,record,date,press_release,topic,outcome"
WORDS = "The harbour was closed at noon because the wind had turned, and the pilots waited in it."


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(SourceError) as raised:
        act()
    assert raised.value.remedy
    assert len(raised.value.what) < 400
    return raised.value.what


def read(data: bytes, name: str) -> list[Document]:
    return read_source(data, name=name, source=f"/{name}", sidecar=None, embedder=HashEmbedder())


# Web pages.

# Four hundred marks that are open are opened again in each of the paragraphs after them.
REOPENED = "<p>" + "".join(f"<font a={n}>" for n in range(400)) + "<p>x" * 50_000


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
@pytest.mark.slow
def test_marks_that_are_opened_again_fill_no_memory() -> None:
    assert "memory" in refused(lambda: parse_html(REOPENED, name="page.html"))


@pytest.mark.parametrize(
    "page",
    [
        REOPENED,
        "<p>x" + '<div title="</div>">' * 30_000,
        "<p>x<div " + " ".join(f"a{n}" for n in range(60_000)) + ">",
        "<p>x" + "<object><div></object>" * 20_000,
    ],
    ids=["marks", "ends in attributes", "attributes", "scopes"],
)
def test_what_could_keep_the_parser_busy_is_read_apart(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def apart(data: bytes, *, form: str, name: str) -> object:
        asked.append(form)
        return read_html("<p>x", name=name)

    monkeypatch.setattr(worker, "read_page_apart", apart)
    monkeypatch.setattr(html_guard, "MAX_DEPTH", 10**9)
    parse_html(page, name="page.html")
    assert asked == ["html"]


def test_an_ordinary_page_is_read_here() -> None:
    page = "<p>x <b>y</b> <a href=z>z</a></p>" * 800
    assert is_light(strip_unread(page, name="page.html"))


def test_a_page_read_apart_is_the_same_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        '<html lang="en"><head><title>Wells</title><link rel=canonical href="https://a.org/b">'
        '<meta property="article:published_time" content="2019-09-24T10:00:00Z">'
        '<meta property="og:site_name" content="Council"></head>'
        f"<body><h1>Wells</h1><p>{WORDS}</p><ul><li>One is “here”</ul></body></html>"
    )
    here = parse_html(page, name="page.html")
    monkeypatch.setattr(html, "is_light", lambda _page: False)
    assert parse_html(page, name="page.html") == here


def test_a_table_read_apart_is_the_same_table(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        "<p>Meetings conducted by the Security Council in 2019</p><table><tr>"
        '<td><a href="https://undocs.org/S/PV.8626">S/PV.8626</a> 25 September</td>'
        "<td>25 September</td><td>SC/13963</td><td>Wells</td><td>-</td></tr></table>"
    )
    here = read_rows(page, source="table.html")
    assert here[0].records == ("S/PV.8626",)
    monkeypatch.setattr(html, "is_light", lambda _page: False)
    assert read_rows(page, source="table.html") == here


def test_a_page_without_text_says_so_from_the_other_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html, "is_light", lambda _page: False)
    assert "page.html has no readable text" in refused(lambda: parse_html("<p>", name="page.html"))


def test_groups_of_options_count_as_nested() -> None:
    page = "<p>x" + "<optgroup><option>" * 100_000
    assert "elements deep" in refused(lambda: parse_html(page, name="page.html"))


@pytest.mark.parametrize("tag", ["svg", "math", "script"])
def test_a_tag_put_together_by_a_comment_is_refused(tag: str) -> None:
    """In a drawing or a formula, cells and lines nest that do not nest elsewhere."""
    page = f"<p>x</p><{tag[:2]}<!-- -->{tag[2:]}>" + "<tr>" * 10
    assert "puts a tag together" in refused(lambda: parse_html(page, name="page.html"))


def test_formulas_are_cut_out() -> None:
    assert strip_unread("<p>x<math><tr><tr></math>y", name="page.html") == "<p>xy"


# Word files.


def test_a_large_word_file_is_read_apart_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    file = word_file(p("Wells", '<w:pStyle w:val="Heading1"/>') + p(WORDS))
    here = parse_docx(file, name="paper.docx")
    monkeypatch.setattr(guard, "_LIGHT", 10)
    assert not document.is_light(file)
    assert parse_docx(file, name="paper.docx") == here


# TOML.


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a" + ".a" * 50_000 + "=1", "parts with dots"),
        ("[" + "a." * 50_000 + "a]", "parts with dots"),
        ('x = {"a" ' + '. "a"' * 50_000 + "= 1}", "parts with dots"),
        ("a=" + "[" * 50_000, "nested too deep"),
        ("a=" + "{a=" * 50_000, "nested too deep"),
        ("a=" + "1" * 50_000, "not valid TOML"),
        ("a=1\n" * 2_500_000, "million characters"),
        ("a=1\na=2", "not valid TOML"),
    ],
    ids=["keys", "tables", "quoted", "arrays", "inline", "number", "long", "twice"],
)
def test_toml_that_takes_too_much_is_named(text: str, said: str) -> None:
    assert said in refused(lambda: read_toml(text, name="paper.toml"))


def test_sidecars_and_catalogues_are_read_so() -> None:
    text = "a" + ".a" * 50_000 + "=1"
    assert "parts with dots" in refused(lambda: read_sidecar(text, "paper.toml"))
    assert "parts with dots" in refused(lambda: read(text.encode(), "cards.toml"))


def test_ordinary_values_with_dots_are_taken() -> None:
    text = 'url = "https://a.b.example.org/x.y.z.html"\nabout = "one. two. three. four."'
    assert len(read_toml(text, name="paper.toml")) == 2


# Tables of meetings.


def table(*rows: str) -> bytes:
    return "\n".join([COLUMNS, *rows]).encode()


def test_a_row_of_thousands_of_meetings_is_named() -> None:
    records = " ".join(f"S/PV.{n}" for n in range(9_000))
    row = f"2019,{records},25 September,,{'Wells ' * 15_000},x"
    assert "9,000 meetings" in refused(lambda: read(table(row), "meetings.csv"))


def test_a_table_of_more_rows_than_there_are_meetings_is_named() -> None:
    data = table(*["2019,S/PV.8626,,,,"] * 50_001)
    assert "more than the 50,000 rows" in refused(lambda: read(data, "meetings.csv"))


def test_columns_may_have_spaces_around_their_names() -> None:
    data = table("2019,S/PV.8626,25 September,SC/13963,Wells,-").replace(b",", b" , ")
    assert [found.id for found in read(data, "meetings.csv")] == ["S/PV.8626"]


# All else.


def test_a_feed_larger_than_any_is_refused() -> None:
    data = b"<rss><channel><item>" + b"<a>" * 700_000
    assert "not a feed" in refused(lambda: parse_feed(data, url="https://example.org/feed"))


ENTITIES = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss><channel><item><link>&c;</link>'


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-32-be", "utf-32"),
        ("utf-7", "utf-7"),
        ("cp037", "cp037"),
        ("utf-8", "utf-8"),
        ("utf-8", "no-such-encoding"),
    ],
)
def test_entities_are_seen_in_every_encoding_of_a_feed(codec: str, declared: str) -> None:
    written = (
        ENTITIES.encode(codec) if codec != "utf-7" else ENTITIES.replace("<", "+ADw-").encode()
    )
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    data = head.encode(codec) + written.removeprefix("".encode(codec))
    assert "not a feed" in refused(lambda: parse_feed(data, url="https://example.org/feed"))


def test_an_encoding_that_is_named_late_is_seen() -> None:
    head = f'<?xml version="1.0"{" " * 5_000}encoding = "utf-7"?>'.encode()
    hidden = head + ENTITIES.replace("<", "+ADw-").encode()
    assert "not a feed" in refused(lambda: parse_feed(hidden, url="https://example.org/feed"))
    body = '+ADw-!DOCTYPE w +AFs-+ADw-!ENTITY a "b"+AD4-+AF0-+AD4-+ADw-w/+AD4-'
    file = word_file("", raw=head.decode() + body)
    assert "entities" in refused(lambda: parse_docx(file, name="paper.docx"))


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_feed_without_entities_is_read_in_every_encoding(codec: str) -> None:
    feed = (
        f'<?xml version="1.0" encoding="{codec}"?><rss version="2.0"><channel><item>'
        "<title>é</title><link>https://example.org/a</link></item></channel></rss>"
    )
    found = parse_feed(feed.encode(codec), url="https://example.org/feed")
    assert [entry.link for entry in found] == ["https://example.org/a"]


def test_text_larger_than_a_document_is_refused() -> None:
    assert "MB" in refused(lambda: read_text(b"a" * (MAX_TEXT + 1), name="paper.txt"))
    long = "a " * (MAX_CHARACTERS // 2 + 1)
    for name in ("paper.txt", "paper.md"):
        assert "million characters" in refused(lambda name=name: parse_characters(long, name=name))


def test_more_paragraphs_than_a_document_has_are_refused() -> None:
    data = b"a\n\n" * (MAX_BLOCKS + 1)
    assert "paragraphs, more than" in refused(lambda: read(data, "paper.txt"))

"""Bytes to blocks: encodings, plain text, Markdown, and HTML within limits."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.formats import Block, BlockKind, Page, tidy
from ingest.formats.html import parse_html
from ingest.formats.markdown import parse_markdown
from ingest.formats.text import decode, parse_text
from store.errors import SourceError

ENGLISH = "Russia’s Minister of Foreign Affairs — António — will preside. “Yes”."
RUSSIAN = "Совет Безопасности проведёт заседание по вопросу о сотрудничестве с организациями."


@pytest.mark.parametrize(
    ("text", "encoding", "used"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8-sig"),
        (ENGLISH, "utf-16", "utf-16"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH, "utf-32", "utf-32"),
        (ENGLISH, "cp1252", "cp1252"),
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
    ],
)
def test_decodes_and_says_how(text: str, encoding: str, used: str) -> None:
    read = decode(text.encode(encoding), name="a.txt")
    assert (read.text, read.encoding) == (text, used)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "a.txt is empty"),
        (b" \n\t ", "a.txt is empty"),
        ("\ufeff \u200b".encode(), "a.txt is empty"),
        (b"%PDF-1.7 text", "a.txt is a PDF"),
        (b"PK\x03\x04rest", "a.txt is a Word document"),
        (b"\xff\xd8\xff\xe0JFIF", "a.txt is an image"),
        (bytes(range(256)) * 20, "a.txt is not text"),
        (b"text\x00\x01\x02\x00with zeros\x00" * 10, "a.txt is not text"),
        (b"\x02\x01\x03 controls \x05\x06" * 50, "a.txt is not text"),
    ],
)
def test_refuses_what_is_no_text(data: bytes, what: str) -> None:
    with pytest.raises(SourceError) as refused:
        decode(data, name="a.txt")
    assert str(refused.value).startswith(what)


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN.encode() * 20 + RUSSIAN.encode("cp1251"),
        RUSSIAN.encode("cp1251") * 20 + RUSSIAN.encode(),
        RUSSIAN.encode("koi8-r") * 20 + RUSSIAN.encode(),
        ENGLISH.encode() * 20 + ENGLISH.encode("cp1252"),
        ENGLISH.encode("cp1252") + RUSSIAN.encode(),
        ENGLISH.encode() + b"\xff" + ENGLISH.encode(),
        RUSSIAN.encode()[:41],
    ],
)
def test_two_encodings_in_one_file_are_never_read_as_one(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"a\.txt is not in one encoding throughout"):
        decode(data, name="a.txt")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Представители ООН», «ОДКБ» и «СНГ» — Её слова „Гёте“», №№ 1–2. " * 30, "cp1251"),
        ("Её слова: Гёте и Ё. Представители ООН и ОДКБ провели заседание. " * 30, "koi8-r"),
        ("L’ÉTÉ» ; « À LA CARTE » — Ærø, Ã§, São, “œuvre”… " * 30, "cp1252"),
    ],
)
def test_one_encoding_is_not_taken_for_two(text: str, encoding: str) -> None:
    read = decode(text.encode(encoding), name="a.txt")
    assert (read.encoding, read.text) == (encoding, text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        page = parse_text(decode(data, name="x.txt").text)
    except SourceError:
        return
    assert all(block.text == tidy(block.text) for block in page.blocks)


def shapes(page: Page) -> list[tuple[str, str]]:
    return [(block.kind.value[0], block.text) for block in page.blocks]


def test_plain_text_paragraphs_bullets_and_wrapped_lines() -> None:
    text = (
        "A title\n\nWrapped at\na line end.\n\nIncluding:\n  • one\n    goes on\n  • two\n\tdeep\n"
    )
    assert shapes(parse_text(text)) == [
        ("p", "A title"),
        ("p", "Wrapped at a line end."),
        ("p", "Including:"),
        ("b", "one goes on"),
        ("b", "two deep"),
    ]


def test_long_lines_are_paragraphs_without_blank_lines() -> None:
    long = "The Council met. " * 20
    assert len(parse_text(f"Title\n{long}\n{long}").blocks) == 3


def test_nested_bullets_and_windows_line_ends() -> None:
    page = parse_text("One:\r\n- a\r\n    - b\r\n- c\r\n")
    assert [(b.text, b.level) for b in page.blocks[1:]] == [("a", 1), ("b", 2), ("c", 1)]


def test_a_lone_note_keeps_its_mark() -> None:
    assert parse_text("It ended.\n\n* Corrected on 25 September.").blocks[1] == Block(
        "* Corrected on 25 September."
    )


def test_white_space_and_invisible_marks_are_tidied() -> None:
    assert tidy("a\u00a0b\u200b \u00adc\t\nd\u202e e\u0301") == "a b cd é".replace("cd", "c d")


def test_markdown() -> None:
    text = (
        "---\ntitle: x\n---\n# Title #\n\nSome **bold** and *slanted* [text](https://a.org/(b)).\n"
        "More of it, S_2019_742 and 2*3*4.\n\n- one\n  goes on\n- two\n\nUnder\n=====\n\n"
        "<!-- hidden -->\n> quoted\n\n***\n\n```\n# code\n```\n\\*kept\\*"
    )
    assert shapes(parse_markdown(text)) == [
        ("h", "Title"),
        ("p", "Some bold and slanted text. More of it, S_2019_742 and 2*3*4."),
        ("b", "one goes on"),
        ("b", "two"),
        ("h", "Under"),
        ("p", "quoted"),
        ("p", "# code *kept*"),
    ]


def html(text: str) -> list[tuple[str, str]]:
    return shapes(parse_html(text, name="a.html"))


def test_html_blocks_in_reading_order() -> None:
    assert html(
        "<html><body><h1>Title</h1><p>One <b>bold</b><br>line.</p>Loose text<div>In a box"
        "<ul><li>a<ul><li>deep</li></ul></li><li><p>b</p></li></ul></div>"
        "<table><tr><td>x</td><td>y</td></tr></table></body></html>"
    ) == [
        ("h", "Title"),
        ("p", "One bold line."),
        ("p", "Loose text"),
        ("p", "In a box"),
        ("b", "a"),
        ("b", "deep"),
        ("b", "b"),
        ("p", "x y"),
    ]


def test_html_drops_what_is_not_read() -> None:
    page = (
        "<body><script>alert('evil')</script><style>p{}</style><!-- <p>comment</p> -->"
        "<nav><a href='/'>Home</a></nav><div class='site-navigation'>Menu</div>"
        "<p hidden>hidden</p><p style='display: none'>none</p><p aria-hidden='true'>aria</p>"
        "<span class='sr-only'>reader</span><p style='font-size:0'>tiny</p>"
        "<form><input value='x'>Search</form><p>Kept &amp; read.</p><footer>Footer</footer>"
        "<template><p>t</p></template><noscript>n</noscript><svg><text>svg</text></svg></body>"
    )
    assert html(page) == [("p", "Kept & read.")]


def test_html_main_beats_the_page_and_a_teaser_does_not() -> None:
    long = "The Council met. " * 10
    assert html(f"<body><p>Around</p><main><p>{long}</p></main></body>") == [("p", long.strip())]
    assert len(html(f"<body><article><p>Short</p></article><p>{long}</p></body>")) == 2


def test_html_head() -> None:
    page = parse_html(
        "<html lang='en-GB'><head><title>T | Site</title><meta property='og:title' content='T'>"
        "<meta property='og:site_name' content='Site'><link rel='canonical' href='https://a.org/b'>"
        "<meta property='article:published_time' content='2019-09-24T10:00:00+00:00'></head>"
        "<body><p>Text.</p></body></html>",
        name="a.html",
    )
    assert (page.title, page.site, page.language, page.url) == (
        "T",
        "Site",
        "en",
        "https://a.org/b",
    )
    assert page.posted == dt.date(2019, 9, 24)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://[", "/relative", ""])
def test_a_canonical_link_must_be_an_address(address: str) -> None:
    page = parse_html(f"<link rel=canonical href='{address}'><p>Text.", name="a.html")
    assert page.url is None


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000 + "x",
        "<b><a href=x>" * 20_000 + "x",
        "<div></span>" * 100_000 + "x",
        "<p>x</p>" * 1_200_000,
        "",
        "<script>only</script>",
        "<script" * 50_000 + "></script><p>x",
    ],
)
def test_hostile_html_is_refused(page: str) -> None:
    with pytest.raises(SourceError, match=r"a\.html"):
        parse_html(page, name="a.html")


@pytest.mark.parametrize("size", [2_000_000, 12_000_000])
def test_megabytes_of_script_are_passed_over(size: int) -> None:
    script = "<script>" + "var a = '<div><p>';" * (size // 19) + "</script>"
    page = f"<html><head>{script}</head><body><p>Text.</p>{script[:90]}</script></body></html>"
    assert html(page) == [("p", "Text.")]


@pytest.mark.parametrize(
    "place",
    [
        "<img src='{}'>",
        '<img src = "{}">',
        "<img src={}>",
        "<p style='background: url({})'>Text.</p>",
        "<a href='#' style=\"background: url('{}')\"></a>",
    ],
)
def test_megabytes_of_pictures_written_into_the_page_are_passed_over(place: str) -> None:
    picture = "data:image/png;charset=utf-8;base64," + "iVBORw0KGgo=" * 800_000
    page = f"<body><p>Before.</p>{place.format(picture)}<p>After.</p></body>"
    found = [text for _, text in html(page)]
    assert [text for text in found if text != "Text."] == ["Before.", "After."]


def test_more_markup_than_a_page_may_have_is_refused() -> None:
    page = "<script>" + "x" * 10_000_000 + "</script><p>" + "Text. " * 1_400_000
    with pytest.raises(SourceError, match=r"a\.html is an HTML page of more than 8 million"):
        parse_html(page, name="a.html")


def test_what_a_page_says_of_written_pictures_stays() -> None:
    said = "data:image/png;base64," + "iVBORw0KGgo=" * 20
    assert html(f"<p>Write {said} there.</p>") == [("p", f"Write {said} there.")]


@pytest.mark.parametrize(
    "page",
    [
        "<p>x</p>" + "<script>" * 300_000,
        "<p>x</p>" + "<script></script" * 200_000,
        "<p>x</p>" + "<style>" + "</styl" * 400_000,
        "<p>x</p>" + "<!-" * 500_000,
        "<p>x</p>" + "<p class='" + "nav " * 500_000 + "'>y",
        "<p>x</p>" + "<p style='" + "display:" * 300_000 + "'>y",
        "<p>x</p>" + "&" * 1_000_000,
        "<p>x</p>" + "&#x41;" * 300_000,
        "<p>x</p><table>" + "<tr><td>" * 100_000,
        "<p>x</p>" + "<br x='" * 200_000,
        "<p>x</p><script>" + "</script " * 400_000,
        "<p>x</p><style>" + "</style/" * 400_000,
        "<main><p>x</p></main>" * 20_000,
        "<p>x</p>" + "=data:" * 300_000,
        "<p>x</p>" + "=data:a;base64," * 200_000,
        "<p>x</p>" + "url( " * 300_000,
    ],
)
def test_hostile_html_is_read_within_its_length(page: str) -> None:
    assert parse_html(page, name="a.html").blocks[0].text == "x"


@pytest.mark.parametrize(
    "page",
    [
        "<p>x " * 60_000,
        "<!--" * 100_000 + "--><p>x",
        "<div>" * 400 + "x" + "<p>y</p>" * 20_000,
        "<p a='" + "b" * 3_000_000 + "'>x",
        "<p>x</p>" + "<" * 500_000,
        "<p>x</p>" + "<ul><li>" * 200,
    ],
)
def test_large_or_broken_html_is_read(page: str) -> None:
    assert parse_html(page, name="a.html").blocks


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div>", "</div>", "<li>", "<ul>", "</ul>", "<h1>", "text ", "é",
             "<b>", "</a>", "<a href=x>", "<table><tr><td>", "<!--", "-->", "<script>",
             "</script>", "&amp;", "&#0;", "\x00", "<br>", "<main>", "\ud800"]
        )
    ).map("".join)
)  # fmt: skip
def test_any_markup_gives_tidy_blocks(page: str) -> None:
    try:
        blocks = parse_html(page, name="a.html").blocks
    except SourceError:
        return
    for block in blocks:
        assert block.text == tidy(block.text) != ""
        assert block.kind in BlockKind

"""Word documents: what is printed, the numbers that Word counts, and files that are none."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import (
    NAMESPACES,
    level,
    lists,
    numbered,
    p,
    part,
    word_file,
    zipped,
)

from ingest.formats import Block, BlockKind, Page, tidy
from ingest.formats.docx import parse_docx
from ingest.formats.docx.guard import MAX_ENTRIES, MAX_PART, MAX_UNPACKED
from ingest.formats.docx.numbering import written
from store.errors import SourceError

RUN = "<w:r><w:t>{}</w:t></w:r>"


def read(body: str, **parts: str) -> Page:
    return parse_docx(word_file(body, **parts), name="a.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read(body, **parts).blocks]


OPERATIVE = lists(
    level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)")
)


def test_numbers_are_counted_as_they_are_printed() -> None:
    body = "".join(
        p(text, numbered(1, at))
        for text, at in [
            ("Decides:", 0), ("one;", 1), ("two:", 1), ("deep;", 2), ("deeper;", 2), ("three.", 1),
            ("Requests:", 0), ("again.", 1), ("inner.", 2),
        ]
    )  # fmt: skip
    assert texts(body, numbering=OPERATIVE) == [
        "1. Decides:", "(a) one;", "(b) two:", "(i) deep;", "(ii) deeper;", "(c) three.",
        "2. Requests:", "(a) again.", "(i) inner.",
    ]  # fmt: skip


def test_a_list_goes_on_over_other_paragraphs_and_restarts_where_it_says() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = (
        p("a", numbered(1)) + p("between") + p("b", numbered(1)) + p("c", numbered(2))
        + p("d", numbered(2)) + p("e", numbered(1))
    )  # fmt: skip
    assert texts(body, numbering=lists(level(0, "decimal", "%1."), nums=nums)) == [
        "1. a", "between", "2. b", "7. c", "8. d", "9. e",
    ]  # fmt: skip


def test_levels_of_several_numbers_legal_ones_and_those_that_never_restart() -> None:
    form = lists(
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
        level(2, "decimal", "[%3]", more='<w:lvlRestart w:val="0"/>'),
    )
    body = "".join(p("x", numbered(1, at)) for at in (0, 1, 2, 0, 1, 2))
    assert texts(body, numbering=form) == ["I. x", "1.1 x", "[1] x", "II. x", "2.1 x", "[2] x"]


def test_a_style_numbers_and_a_paragraph_may_refuse_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="base"><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="base"/></w:style>'
    )
    own = '<w:pStyle w:val="own"/>'
    body = p("a", own) + p("b", own + '<w:numPr><w:numId w:val="0"/></w:numPr>') + p("c", own)
    assert texts(body, styles=styles, numbering=OPERATIVE) == ["1. a", "b", "2. c"]


def test_a_list_that_is_defined_by_a_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{level(0, "decimal", "%1)")}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr>'
        '<w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    body = p("a", numbered(1)) + p("b", numbered(2))
    assert texts(body, numbering=numbering, styles=styles) == ["1) a", "2) b"]


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (27, "lowerLetter", "aa"), (28, "upperLetter", "BB"), (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"), (3, "russianLower", "в"), (7, "decimalZero", "07"),
        (5, "none", ""), (12, "cardinalText", "12"), (0, "lowerRoman", "0"),
        (10**9, "lowerLetter", str(10**9)), (-3, "upperLetter", "-3"),
    ],
)  # fmt: skip
def test_forms_of_numbers(count: int, form: str, printed: str) -> None:
    assert written(count, form) == printed


def test_headings_bullets_bold_and_italic() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="un"><w:name w:val="_ H _Ch_T"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="it"><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="strong"><w:rPr><w:b/></w:rPr></w:style>'
    )
    bullets = lists(level(0, "bullet", "•"), level(1, "bullet", "o"))
    body = (
        p("Two", '<w:pStyle w:val="h2"/>') + p("Chapter", '<w:pStyle w:val="un"/>')
        + p("Outline", '<w:outlineLvl w:val="0"/>') + p("one", numbered(1))
        + p("deep", numbered(1, 1)) + p("•  typed")
        + "<w:p><w:r><w:rPr><w:rStyle w:val='strong'/></w:rPr><w:t>Bold</w:t></w:r>"
        "<w:r><w:t xml:space='preserve'> not</w:t></w:r></w:p>"
        + p("all", '<w:pStyle w:val="it"/>')
    )  # fmt: skip
    assert read(body, styles=styles, numbering=bullets).blocks == (
        Block("Two", BlockKind.HEADING, 2),
        Block("Chapter", BlockKind.HEADING, 1),
        Block("Outline", BlockKind.HEADING, 1),
        Block("one", BlockKind.BULLET, 1),
        Block("deep", BlockKind.BULLET, 2),
        Block("typed", BlockKind.BULLET),
        Block("Bold not", bold=4),
        Block("all", italic=True),
    )


def test_notes_follow_their_paragraph_and_are_counted() -> None:
    footnotes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="5">{p("See S/2019/1.")}</w:footnote>'
        f'<w:footnote w:id="6">{p("* Reissued.")}</w:footnote>'
        f'<w:footnote w:id="7">{p("Also.")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="5">{p("At the end.")}</w:endnote>'
    body = (
        '<w:p><w:r><w:t>Word</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r>'
        "<w:r><w:t>, more</w:t></w:r>"
        '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="6"/><w:t>*</w:t></w:r>'
        '<w:r><w:endnoteReference w:id="5"/></w:r></w:p>'
        '<w:p><w:r><w:t>Next</w:t><w:footnoteReference w:id="7"/><w:footnoteReference w:id="7"/>'
        "</w:r></w:p>"
    )
    page = read(body, footnotes=footnotes, endnotes=endnotes)
    assert [(b.kind.value, b.text) for b in page.blocks] == [
        ("paragraph", "Word, more*"),
        ("note", "1 See S/2019/1."),
        ("note", "* Reissued."),
        ("note", "i At the end."),
        ("paragraph", "Next"),
        ("note", "2 Also."),
    ]  # fmt: skip


def cell(*inner: str) -> str:
    return f"<w:tc>{''.join(inner)}</w:tc>"


def test_tables_are_read_row_by_row() -> None:
    body = (
        f"<w:tbl><w:tr>{cell(p('United Nations'))}{cell(p(''))}{cell(p('S/2099/1'))}</w:tr>"
        f"<w:tr>{cell(p('Framed'), p('text'))}{cell(p(''))}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell(p('gone'))}</w:tr>"
        f"<w:tr>{cell('<w:tbl><w:tr>' + cell(p('in')) + cell(p('ner')) + '</w:tr></w:tbl>')}"
        f"{cell(p('x'))}</w:tr></w:tbl>"
    )
    assert texts(body) == ["United Nations | S/2099/1", "Framed", "text", "in | ner | x"]


def test_changes_hidden_words_and_fields() -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Kept </w:t></w:r>"
        "<w:ins><w:r><w:t>added</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t xml:space='preserve'> moved</w:t></w:r></w:moveTo>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple><w:r><w:t>!</w:t></w:r></w:fldSimple>"
        "<w:r><w:tab/><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t><w:softHyphen/>"
        "<w:sym w:font='Symbol' w:char='F02A'/></w:r></w:p>"
        + p("joined ", "<w:rPr><w:del/></w:rPr>") + p("to this")
        + p("last", "<w:rPr><w:del/></w:rPr>")
    )  # fmt: skip
    assert texts(body) == ["Kept added moved! non-stop*", "joined to this", "last"]


def test_boxes_controls_and_alternatives_are_read_once() -> None:
    box = f"<w:txbxContent>{p('In a box')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Around</w:t><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Controlled')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click here')}"
        "</w:sdtContent></w:sdt>"
        f"<w:p><w:sdt><w:sdtContent>{RUN.format('In line')}</w:sdtContent></w:sdt>"
        f"<w:hyperlink>{RUN.format(' linked')}</w:hyperlink><w:smartTag>{RUN.format(' tagged')}"
        "</w:smartTag><m:oMath><m:r><m:t>=1</m:t></m:r></m:oMath></w:p>"
        "<w:p><w:r><w:pict><v:shape><v:textbox>" + box.replace("In a", "Old") + "</v:textbox>"
        "</v:shape></w:pict></w:r></w:p>"
    )
    assert texts(body) == [
        "Around",
        "In a box",
        "Controlled",
        "In line linked tagged=1",
        "Old box",
    ]


def test_heads_and_footers_are_running_lines() -> None:
    page = read(p("Text"), header=p("S/2099/1") + p("S/2099/1"), footer=p("99-00001"))
    assert page.running == ("S/2099/1", "99-00001")
    assert [block.text for block in page.blocks] == ["Text"]
    assert page.page_count is None


def test_a_file_that_python_docx_writes() -> None:
    from docx import Document

    document = Document()
    document.add_heading("Lakes", level=0)
    document.add_heading("First", level=1)
    document.add_paragraph("Plain text.")
    document.add_paragraph("A bullet", style="List Bullet")
    document.add_paragraph("Numbered", style="List Number")
    document.add_paragraph("Numbered too", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    blocks = parse_docx(buffer.getvalue(), name="a.docx").blocks
    assert [(b.kind.value, b.level, b.text) for b in blocks] == [
        ("heading", 1, "Lakes"),
        ("heading", 1, "First"),
        ("paragraph", 1, "Plain text."),
        ("bullet", 1, "A bullet"),
        ("paragraph", 1, "1. Numbered"),
        ("paragraph", 1, "2. Numbered too"),
    ]


GOOD = word_file(p("Text"))
BOMB = part("document", "<w:body>" + " " * 60_000_000 + "</w:body>")
ENTITIES = (
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    f"]><w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = (
    '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
)
DEEP = part("document", f"<w:body>{'<w:ins>' * 5000}{'</w:ins>' * 5000}</w:body>")
_OPEN, _CLOSE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"


def _many() -> bytes:
    return zipped({f"word/{n}.bin": b"" for n in range(MAX_ENTRIES + 1)})


def _locked() -> bytes:
    locked = bytearray(GOOD)
    at = locked.find(b"PK\x01\x02")
    while at != -1:
        locked[at + 8] |= 1
        at = locked.find(b"PK\x01\x02", at + 4)
    return bytes(locked)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "of before 2007"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (_locked(), "locked with a password"),
        (b"PK\x03\x04 and no more", "damaged"),
        (GOOD[:-60], "damaged"),
        (GOOD[:200] + b"\xff" * 50 + GOOD[250:], "damaged"),
        (zipped({"a.txt": "x"}), "damaged"),
        (word_file("", main_type="application/vnd.ms-excel.main+xml"), "is not a Word document"),
        (word_file(""), "no readable text"),
        (word_file("", raw=part("document", "")), "without a body"),
        (word_file("", raw="<w:document"), "damaged"),
        (word_file(p("x"), footnotes="<w:broken"), "damaged"),
        (word_file("", raw=ENTITIES), "declares entities"),
        (word_file("", raw=OUTSIDE), "declares entities"),
        (word_file("", raw=DEEP), "damaged"),
        (word_file("", raw=BOMB), "more than"),
        (word_file("", raw=part("document", "<w:body>" + "<w:p/>" * 700_000 + "</w:body>")),
         "unpacks to"),
        (_many(), "parts"),
        (zipped({"word/big.bin": b"\0" * (MAX_UNPACKED + 1)}), "unpacks to more than"),
        (word_file("<w:altChunk/>"), "not taken in yet"),
    ],
    ids=range(20),
)  # fmt: skip
def test_what_is_refused_and_why(data: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told) as refused:
        parse_docx(data, name="a.docx")
    assert "a.docx" in str(refused.value)


def test_entities_in_another_encoding_are_refused_too() -> None:
    for codec in ("utf-16", "utf-16-le", "utf-7"):
        text = f'<?xml version="1.0" encoding="{codec}"?>{ENTITIES}'
        data = zipped({**_files(GOOD), "word/document.xml": text.encode(codec)})
        with pytest.raises(SourceError, match=r"a\.docx"):
            parse_docx(data, name="a.docx")


def _files(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(word_file(p("x" * 100_000)))
    at = data.find(b"PK\x01\x02")
    while at != -1:
        data[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(SourceError, match="damaged"):
        parse_docx(bytes(data), name="a.docx")


def test_tables_in_tables_are_read_as_deep_as_the_parser_goes() -> None:
    nested = word_file(_OPEN * 80 + p("x") + _CLOSE * 80)
    assert [block.text for block in parse_docx(nested, name="a.docx").blocks] == ["x"]
    with pytest.raises(SourceError, match="damaged"):
        parse_docx(word_file(_OPEN * 90 + p("x") + _CLOSE * 90), name="a.docx")


def test_styles_and_lists_that_go_in_circles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = p("text", '<w:pStyle w:val="a"/>' + numbered(1))
    assert texts(body, styles=styles, numbering=numbering) == ["text"]


def test_one_note_that_is_referred_to_often_is_printed_once() -> None:
    note = f'<w:footnote w:id="1">{p("long " * 1000)}</w:footnote>'
    body = "<w:p><w:r><w:t>x</w:t>" + '<w:footnoteReference w:id="1"/>' * 5000 + "</w:r></w:p>"
    assert len(texts(body, footnotes=note)) == 2


_PIECES = [
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>a</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>",
    "</w:tr>", "<w:tc>", "</w:tc>", "<w:ins>", "</w:ins>", "<w:sdt>", "</w:sdt>", "<w:pPr/>",
    "<w:footnoteReference/>", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>",
    "<w:sym w:char='x'/>", "<w:sym w:char='D800'/>", "<w:txbxContent>", "</w:txbxContent>",
    "<!-- c -->", "<?pi x?>", "<w:outlineLvl w:val='99999999999'/>", "&amp;", "<w:sdtContent>",
    "</w:sdtContent>",
]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_any_markup_is_read_or_refused(body: str) -> None:
    try:
        page = read(body, numbering=OPERATIVE)
    except SourceError:
        return
    assert all(block.text == tidy(block.text) != "" for block in page.blocks)


@settings(max_examples=100)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=20))
def test_a_damaged_file_is_read_or_refused(at: int, junk: bytes) -> None:
    try:
        blocks = parse_docx(GOOD[:at] + junk + GOOD[at + len(junk) :], name="a.docx").blocks
    except SourceError:
        return
    assert blocks


def test_limits_are_those_of_real_documents() -> None:
    paragraphs = "".join(p(f"Paragraph {n} of a long report.", numbered(1)) for n in range(20_000))
    assert len(paragraphs) < MAX_PART
    blocks = read(paragraphs, numbering=OPERATIVE).blocks
    assert blocks[-1].text == "20000. Paragraph 19999 of a long report."

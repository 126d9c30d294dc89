"""Word documents: real footnotes, one for each reference, and nothing that XML forbids."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml.ns import qn
from exported import ARABIC, AT, CONVERSATION, HOSTILE, SEVERAL, any_answer
from hypothesis import given, settings
from lxml import etree

from app.answering.answer import Answer
from app.exporting import Format, export, of_answer
from app.foreign_text import printable

SEPARATORS = {"-1", "0"}


class Opened:
    """The parts of a document, as a program that knows nothing of how it was made sees them."""

    def __init__(self, written: bytes) -> None:
        self.files = zipfile.ZipFile(io.BytesIO(written))
        self.body = self._read("word/document.xml")
        self.footnotes = {
            note.get(qn("w:id")): note
            for note in self._read("word/footnotes.xml").iter(qn("w:footnote"))
        }
        self.references = [one.get(qn("w:id")) for one in self.body.iter(qn("w:footnoteReference"))]

    def _read(self, name: str) -> etree._Element:
        return etree.fromstring(self.files.read(name))

    def targets(self, name: str) -> list[str]:
        relations = self._read(f"word/_rels/{name}.xml.rels")
        return [one.get("Target") for one in relations if one.get("TargetMode") == "External"]


def text_of(element: etree._Element) -> str:
    pieces = {qn("w:t"): None, qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(
        (one.text or "") if pieces[one.tag] is None else pieces[one.tag]
        for one in element.iter(*pieces)
    )


def test_every_reference_has_one_footnote_with_its_quotation_and_place() -> None:
    opened = Opened(export(CONVERSATION, Format.WORD, at=AT))
    assert opened.references == [str(number) for number in range(1, 7)]
    assert set(opened.footnotes) == {*opened.references, *SEPARATORS}
    notes = [text_of(opened.footnotes[one]) for one in opened.references]
    assert notes[0] == (
        " [1] “We must fight terrorism together.” S/PV.7796, p. 4, Mr. Churkin (Russian"
        " Federation). https://docs.un.org/en/S/PV.7796"
    )
    for citation, note in zip(SEVERAL.citations, notes, strict=False):
        assert note.startswith(f" [{citation.number}] ")
        assert citation.quote in note
        assert citation.url is None or "https://" in note
    for one in opened.references:
        assert len(list(opened.footnotes[one].iter(qn("w:footnoteRef")))) == 1


def test_the_number_in_the_text_is_the_one_that_is_stored_beside_its_footnote() -> None:
    opened = Opened(export(of_answer(SEVERAL), Format.WORD, at=AT))
    for reference in opened.body.iter(qn("w:footnoteReference")):
        run = reference.getparent()
        printed = text_of(run.getprevious())
        note = text_of(opened.footnotes[reference.get(qn("w:id"))])
        assert note.startswith(f" {printed} ")


def test_word_is_told_of_the_part_the_separators_and_the_styles() -> None:
    opened = Opened(export(CONVERSATION, Format.WORD, at=AT))
    types = opened.files.read("[Content_Types].xml").decode()
    assert "/word/footnotes.xml" in types
    assert "wordprocessingml.footnotes+xml" in types
    settings = etree.fromstring(opened.files.read("word/settings.xml"))
    [known] = settings.iter(qn("w:footnotePr"))
    assert {one.get(qn("w:id")) for one in known} == SEPARATORS
    assert known.getnext().tag == qn("w:compat")  # the order that the schema asks for
    for identifier in SEPARATORS:
        assert opened.footnotes[identifier].get(qn("w:type"))
    styles = etree.fromstring(opened.files.read("word/styles.xml"))
    there = {one.get(qn("w:styleId")) for one in styles.iter(qn("w:style"))}
    used = {
        one.get(qn("w:val"))
        for part in (opened.body, *opened.footnotes.values())
        for one in part.iter(qn("w:pStyle"), qn("w:rStyle"))
    }
    assert used <= there
    assert {"FootnoteText", "FootnoteReference", "Hyperlink", "Quote"} <= used


def test_python_docx_reads_it_back() -> None:
    document = docx.Document(io.BytesIO(export(CONVERSATION, Format.WORD, at=AT)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "What did they say?"
    assert "“We must fight terrorism together.” [1]" in texts
    assert f"“{HOSTILE}” [2]" in texts
    assert "And <b>China</b>?" in texts
    assert document.core_properties.author == "Penholder"
    assert document.core_properties.title == "What did they say?"


def test_what_runs_from_right_to_left_is_marked() -> None:
    opened = Opened(export(of_answer(SEVERAL), Format.WORD, at=AT))
    marked = [
        one for one in opened.body.iter(qn("w:p")) if one.find(f".//{qn('w:bidi')}") is not None
    ]
    assert [text_of(one).replace("\u200e", "") for one in marked] == [f"“{ARABIC}” [4]"]
    assert marked[0].find(f".//{qn('w:rtl')}") is not None


def test_links_lead_where_they_say() -> None:
    opened = Opened(export(of_answer(SEVERAL), Format.WORD, at=AT))
    targets = [*opened.targets("document"), *opened.targets("footnotes")]
    assert targets
    assert all(target.startswith("https://") for target in targets)
    shown = [text_of(one) for one in opened.body.iter(qn("w:hyperlink"))]
    assert "https://docs.un.org/en/S/RES/2396%20%282017%29" in shown
    assert set(shown) <= set(targets)


@settings(max_examples=40)
@given(any_answer())
def test_no_text_breaks_it_and_every_quotation_is_exact(answer: Answer) -> None:
    opened = Opened(export(of_answer(answer), Format.WORD, at=AT))
    assert len(set(opened.references)) == len(opened.references) == len(answer.citations)
    assert set(opened.footnotes) == {*opened.references, *SEPARATORS}
    notes = [text_of(opened.footnotes[one]) for one in opened.references]
    for citation in answer.citations:
        [note] = [one for one in notes if one.startswith(f" [{citation.number}] ")]
        assert printable(citation.quote) in note
    for name in ("document", "footnotes"):
        if f"word/_rels/{name}.xml.rels" in opened.files.namelist():
            assert all(one.startswith(("http://", "https://")) for one in opened.targets(name))
    assert list(opened.body.iter(qn("w:instrText"), qn("w:fldSimple"), qn("w:object"))) == []

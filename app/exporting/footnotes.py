"""The footnotes of a Word document, which python-docx does not write: their part and their styles.

Word counts the footnotes by itself, through the whole document and anew when one is added, so its
superscript numbers are not those of the citations. Those stand in square brackets as they are
stored, in the text and at the beginning of the footnote. (A footnote may have a mark of its own
instead; LibreOffice 7.4 prints such a mark twice.)
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from app.exporting.blocks import Mark, Words
from app.exporting.runs import REFERENCE, add_runs

# Ids below one are the lines between text and footnotes.
_SEPARATORS = """
<w:footnotes {names}>
  <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
  <w:footnote w:type="continuationSeparator" w:id="0">
    <w:p><w:r><w:continuationSeparator/></w:r></w:p>
  </w:footnote>
</w:footnotes>
"""
_SETTINGS = '<w:footnotePr {names}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
_OWN_NUMBER = '<w:r {names}><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteRef/></w:r>'
_TEXT = "FootnoteText"
_SIZE = Pt(9)
_BLUE = RGBColor(0x05, 0x63, 0xC1)


class Footnotes:
    """The footnotes of one document, in the order in which they are added."""

    def __init__(self, document: Document) -> None:
        self._element = parse_xml(_SEPARATORS.format(names=nsdecls("w", "r")))
        self._part = XmlPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            self._element,
            document.part.package,
        )
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = document.settings.element
        separators = parse_xml(_SETTINGS.format(names=nsdecls("w")))
        settings.insert(settings.index(settings.find(qn("w:compat"))), separators)
        _add_styles(document)
        self._last = 0

    def add(self, mark: Mark) -> int:
        """The id of a new footnote that says where a quotation stands."""
        self._last += 1
        footnote = OxmlElement("w:footnote")
        footnote.set(qn("w:id"), str(self._last))
        paragraph = OxmlElement("w:p")
        paragraph.style = _TEXT
        paragraph.append(parse_xml(_OWN_NUMBER.format(names=nsdecls("w"), style=REFERENCE)))
        add_runs(paragraph, (Words(f" [{mark.number}] "), *mark.note), self._part)
        footnote.append(paragraph)
        self._element.append(footnote)
        return self._last


def _add_styles(document: Document) -> None:
    styles = document.styles
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.element.set(qn("w:styleId"), _TEXT)
    text.base_style = styles["Normal"]
    text.font.size = _SIZE
    text.paragraph_format.space_after = Pt(0)
    reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.element.set(qn("w:styleId"), REFERENCE)
    reference.font.superscript = True
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb = _BLUE
    link.font.underline = True

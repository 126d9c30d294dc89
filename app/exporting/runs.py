"""Runs as the XML of a Word document, for its text and its footnotes alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement

from app.exporting.blocks import Link, Mark, Run, Words
from app.foreign_text import is_right_to_left, one_line, printable

REFERENCE = "FootnoteReference"
"""The style of the numbers of footnotes."""

Noted = Callable[[Mark], int]
"""Writes the footnote of a mark and gives its id."""


def add_runs(
    paragraph: CT_P, runs: tuple[Run, ...], part: Part, noted: Noted | None = None
) -> None:
    """Put runs at the end of a paragraph of ``part``; without ``noted``, marks are bare numbers."""
    if is_right_to_left("".join(_bare(run) for run in runs)):
        paragraph.get_or_add_pPr().append(_element("w:bidi"))
    for run in runs:
        if isinstance(run, Link):
            paragraph.append(_link(run, part))
        elif isinstance(run, Mark):
            paragraph.extend(_marked(run, noted))
        else:
            paragraph.append(_words(run))


def _bare(run: Run) -> str:
    return run.text if isinstance(run, Words) else ""


def _words(words: Words) -> CT_R:
    text = printable(words.text) if words.exact else _on_one_line(words.text)
    signs = ("w:b" if words.strong else "", "w:strike" if words.struck else "")
    properties = [_element(sign) for sign in signs if sign]
    if is_right_to_left(text):
        properties.append(_element("w:rtl"))
    return _run(text, *properties)


def _marked(mark: Mark, noted: Noted | None) -> Iterator[CT_R]:
    yield _run(f"[{mark.number}]", _element("w:b"))
    if noted is not None and mark.note:
        reference = _element("w:footnoteReference")
        reference.set(qn("w:id"), str(noted(mark)))
        made = _run("", _element("w:rStyle", REFERENCE))
        made.append(reference)
        yield made


def _link(link: Link, part: Part) -> BaseOxmlElement:
    made = _element("w:hyperlink")
    relation = part.relate_to(link.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made.set(qn("r:id"), relation)
    made.append(_run(link.url, _element("w:rStyle", "Hyperlink")))
    return made


def _run(text: str, *properties: BaseOxmlElement) -> CT_R:
    made = OxmlElement("w:r")
    if properties:
        given = OxmlElement("w:rPr")
        given.extend(properties)
        made.append(given)
    made.text = text
    return made


def _element(name: str, value: str | None = None) -> BaseOxmlElement:
    made = OxmlElement(name)
    if value is not None:
        made.set(qn("w:val"), value)
    return made


def _on_one_line(text: str) -> str:
    """On one line, with the spaces that part it from what stands beside it."""
    bare = one_line(text)
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{bare}{' ' if after and bare else ''}"

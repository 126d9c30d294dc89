"""Every link that is shown: on a card, in a copy, in a file. It leads where it says, or is none."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import cited
import pytest
from exported import AT, quoting
from hypothesis import given

from app.answering.answer import Citation
from app.exporting import Format, export, of_answer
from app.ui.address import Passage
from app.ui.copying import copying
from app.ui.evidence_view import cards, place_of

_ADDRESS = re.compile(r"https?://[^\s<>{}|,]+")
_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?/[A-Za-z0-9/%:@!$&'*+,;=._~?#-]*")
NAMED = [value for value in vars(cited).values() if isinstance(value, Citation)]


def links(citation: Citation) -> list[str]:
    """The addresses of a card, in the text of every style, and in every file."""
    place = place_of(citation, Passage.cited(citation.number), True, {})
    [card] = cards([(citation, place)], {})
    answer = quoting((citation, "Words."))
    offered = copying(answer, "cited1")
    assert offered is not None
    said = [entry["text"] for entry in offered["entries"]]
    files = (Format.MARKDOWN, Format.BIBTEX, Format.RIS)
    said += [export(of_answer(answer), form, at=AT).decode() for form in files]
    found = [address.rstrip(".)”") for text in said for address in _ADDRESS.findall(text)]
    return [*([card["link"]["href"]] if card["link"] else []), *found]


@pytest.mark.parametrize("citation", NAMED, ids=lambda one: one.document)
def test_every_link_of_a_document_leads_to_its_address(citation: Citation) -> None:
    for link in links(citation):
        plain = link.replace("\\", "")  # as BibTeX and Markdown write it
        assert _PLAIN.fullmatch(plain)
        assert unquote(plain) == unquote(citation.url or "")
        assert urlsplit(plain).netloc == urlsplit(citation.url or "").netloc


def test_a_symbol_with_brackets_and_a_space_is_one_link() -> None:
    found = {link.replace("\\", "") for link in links(cited.RESOLUTION)}
    assert found == {"https://docs.un.org/en/S/RES/2396%20%282017%29"}


@given(cited.any_citation)
def test_no_address_of_a_card_is_anything_but_plain(citation: Citation) -> None:
    place = place_of(citation, Passage.cited(citation.number), True, {})
    [card] = cards([(citation, place)], {})
    link = card["link"]
    assert link is None or (
        _PLAIN.fullmatch(link["href"]) and link["host"] in urlsplit(link["href"]).netloc
    )

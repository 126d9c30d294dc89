"""UN documents from bytes to passages: identity, address, speakers, relations, tables."""

from __future__ import annotations

import datetime as dt

import pytest
from record_pages import Cover, direction, plain, record, said, words
from un_pages import page as un_page

from ingest.formats import Page
from ingest.reading import read_document
from ingest.sidecar import Sidecar
from store.embedding import HashEmbedder
from store.errors import SourceError
from store.records import Document, Kind, RelationKind


def text_of(page: Page) -> bytes:
    return "\n\n".join(block.text for block in page.blocks).encode()


def read(data: bytes, name: str, sidecar: Sidecar | None = None) -> list[Document]:
    return read_document(
        data, name=name, source=f"/{name}", sidecar=sidecar, embedder=HashEmbedder()
    )


RECORD = plain(
    record(
        direction("The meeting was called to order at 10.05 a.m."),
        said(
            "The President (spoke in Russian):", "I give the floor to the representative of Peru."
        ),
        said("Ms. Quispe Rojas (Peru) (spoke in Spanish):", "Peru shares its lakes with joy."),
        said(
            "The President (spoke in Russian):",
            "I shall now make a statement in my capacity as the representative of the Russian "
            "Federation.",
        ),
        words("Shared lakes need shared rules, which our delegation has long proposed."),
        words("I now resume my functions as President of the Council."),
        direction("The meeting rose at 11 a.m."),
        cover=Cover(),
    )
)


@pytest.fixture(scope="module")
def meeting() -> Document:
    [document] = read(text_of(RECORD), "S_PV.9990-EN.txt")
    return document


def test_a_record_has_its_symbol_its_day_and_its_official_address(meeting: Document) -> None:
    assert (meeting.id, meeting.symbol, meeting.kind) == ("S/PV.9990", "S/PV.9990", Kind.RECORD)
    assert meeting.date == meeting.event_date == dt.date(2019, 9, 25)
    assert meeting.url == "https://docs.un.org/en/S/PV.9990"
    assert meeting.layout == "verbatim record"


def test_what_the_presiding_state_said_is_found_under_its_name(meeting: Document) -> None:
    [passage] = [p for p in meeting.passages if "shared rules" in p.span.of(meeting.text)]
    assert "Russian Federation" in passage.heading
    assert "Russian Federation" in passage.pinpoint.label
    assert passage.pinpoint.spoke_in == "Russian"
    assert not passage.procedural


def test_no_passage_mixes_two_speakers_and_every_word_is_in_one(meeting: Document) -> None:
    for passage in meeting.passages:
        assert len({s.pinpoint.speaker for s in passage.sentences}) == 1
    covered = "".join(p.span.of(meeting.text) for p in meeting.passages)
    assert "".join(covered.split()) == "".join(meeting.text.split())


def test_language_versions_share_the_symbol_with_the_language_beside_it() -> None:
    [french] = read(text_of(RECORD), "S_PV.9990-FR.txt", Sidecar(language="fr"))
    assert (french.id, french.symbol) == ("S/PV.9990 [fr]", "S/PV.9990")
    assert french.url == "https://docs.un.org/fr/S/PV.9990"


def test_a_document_that_prints_another_symbol_than_it_should_is_refused() -> None:
    with pytest.raises(SourceError, match=r"should be S/PV\.7796 but prints the symbol S/PV\.9990"):
        read(text_of(RECORD), "a.txt", Sidecar(symbol="S/PV.7796"))


def test_a_symbol_says_what_it_supersedes() -> None:
    letter = un_page("A paper about shared lakes", "It says that lakes are to be shared.")
    [document] = read(text_of(letter), "S_2019_742_Rev.1-EN.txt")
    assert document.symbol == "S/2019/742/Rev.1"
    assert (RelationKind.SUPERSEDES, "S/2019/742") in {
        (relation.kind, relation.target) for relation in document.relations
    }
    assert document.layout == "generic"


def test_a_table_of_meetings_becomes_cards() -> None:
    table = (
        b"year,record,date,press_release,topic,outcome,links\n"
        b"2019,S/PV.9990,25 September,SC/19999,Shared lakes,S/RES/2999 (2019) 15-0-0,\n"
    )
    cards = {card.id: card for card in read(table, "meetings.csv")}
    assert not cards["S/PV.9990"].held
    assert cards["S/PV.9990"].date == dt.date(2019, 9, 25)

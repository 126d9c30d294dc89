"""Real verbatim records: their turns against what was read off them by hand, and 1,600 speeches."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from un_pages import characters, data

from ingest.chunking import cut
from ingest.composing import compose
from ingest.formats import Block, Page, tidy
from ingest.formats.pdf import parse_pdf
from ingest.layouts import LaidOut
from ingest.layouts.names import split_names
from ingest.layouts.record import lay_out_record, looks_like_record
from ingest.layouts.record.speakers import find_speakers, read_speaker
from store.records import Turn

GOLDEN = sorted((Path(__file__).parent / "golden" / "records").glob("*.json"))


@pytest.fixture(scope="module", params=GOLDEN, ids=lambda path: str(path.stem))
def read(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Page, LaidOut]:
    """The facts of a record, its page, and what was made of it."""
    golden: dict[str, Any] = json.loads(request.param.read_text(encoding="utf-8"))
    original = (data("verbatim") / golden["file"]).read_bytes()
    assert hashlib.sha256(original).hexdigest() == golden["sha256"]
    page = parse_pdf(original, name=golden["file"])
    assert looks_like_record(page)
    return golden, page, lay_out_record(page, name=golden["file"])


def _facts(turn: Turn) -> dict[str, object]:
    facts = {
        "speaker": turn.speaker,
        "pages": [turn.page_from, turn.page_to],
        "name": turn.name,
        "affiliation": turn.affiliation,
        "spoke_in": turn.spoke_in,
        "acting_for": turn.acting_for,
        "presiding": turn.presiding,
        "procedural": turn.procedural,
    }
    return {fact: value for fact, value in facts.items() if value}


def test_there_are_goldens() -> None:
    counts = {path.stem: len(json.loads(path.read_text("utf-8"))["turns"]) for path in GOLDEN}
    assert counts == {"A_79_PV.29": 43, "S_PV.10100": 2, "S_PV.3756": 20, "S_PV.8422": 12}


def test_every_turn(read: tuple[dict[str, Any], Page, LaidOut]) -> None:
    golden, _, laid = read
    assert [_facts(turn) for turn in laid.turns] == golden["turns"]


def test_what_meeting_it_is(read: tuple[dict[str, Any], Page, LaidOut]) -> None:
    golden, page, laid = read
    assert laid.symbol == golden["symbol"]
    assert laid.title == golden["title"]
    assert [day.date.isoformat() for day in laid.days] == [golden["date"]]
    assert laid.language == golden["language"]
    # The first page alone says it, in whatever way its columns run into each other.
    assert laid.session is not None
    assert laid.session.lower() == golden["session"].lower()
    assert laid.agenda_item == golden["agenda_item"]
    assert page.page_count == golden["pages"]


def test_votes_count_as_the_president_announced(
    read: tuple[dict[str, Any], Page, LaidOut],
) -> None:
    golden, _, laid = read
    votes: dict[str, dict[str, object]] = {}
    for block in laid.blocks:
        if block.place is None or not block.place.unit.startswith("vote"):
            continue
        assert not block.place.procedural
        heading = {"heading": block.place.heading, "page": block.page}
        vote = votes.setdefault(block.place.unit, dict(heading))
        side, colon, states = block.text.partition(": ")
        if colon:
            vote[side] = len([state for state in split_names(states) if state != "None"])
    assert list(votes.values()) == golden["votes"]


def test_nothing_is_lost_and_no_passage_mixes_speakers(
    read: tuple[dict[str, Any], Page, LaidOut],
) -> None:
    golden, page, laid = read
    assert characters("".join(block.text for block in laid.blocks)) == characters(
        "".join(block.text for block in page.blocks)
    )
    body = compose(laid.blocks)
    passages = cut(
        body, heading="h", count_tokens=lambda ts: [len(t.split()) for t in ts], max_tokens=200
    )
    for passage in passages:
        assert len({s.pinpoint.speaker for s in passage.sentences}) == 1
        assert all(1 <= (s.pinpoint.page or 0) <= golden["pages"] for s in passage.sentences)
    covered = {at for p in passages for at in range(p.span.start, p.span.end)}
    assert not any(c.strip() for at, c in enumerate(body.text) if at not in covered)


def test_every_speech_of_2020_is_told_from_the_others() -> None:
    """83 records, one file a speech: each begins with its label and has no other inside."""
    folder = data("speeches-2020")
    manifest = [
        json.loads(line)
        for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    records: dict[str, list[tuple[str, str]]] = {}
    for row in manifest:
        text = tidy((folder / f"{row['id']}.txt").read_text(encoding="utf-8"))
        records.setdefault(row["symbol"], []).append((row["speaker"], text))
    wrong = []
    for symbol, speeches in records.items():
        for speaker, text in speeches:
            line = read_speaker(text)
            assert line is not None, speaker
            assert not list(find_speakers(text))
            printed = line.printed + (f" (spoke in {line.spoke_in})" if line.spoke_in else "")
            # The corpus prints one label's brackets in the other order.
            if sorted(printed.split()) != sorted(speaker.split()):
                wrong.append((printed, speaker))
        cover = Block(f"{symbol}\nPresident: Mr. X (Y)\nThis record contains the text of speeches")
        spoken = [Block(text) for _, text in speeches]
        page = Page((cover, Block("The meeting was called to order at 3 p.m."), *spoken))
        assert len(lay_out_record(page, name=symbol).turns) == len(speeches), symbol
    assert len(records) == 83
    assert wrong == []

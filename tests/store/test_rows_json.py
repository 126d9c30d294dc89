"""A document as JSON: all of it, the same however it is taken apart, and read back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, replace

from plain_reader import plain_document

from store.records import Kind
from store.rows import digest, from_json, to_json

TEXT = "The Council met on 3 May 2019. It heard:\n\nthe envoy; and\n\nthe Under-Secretary-General."
DOCUMENT = replace(
    plain_document("one", TEXT, title="A meeting — réunion"),
    kind=Kind.RECORD,
    date=dt.date(2019, 5, 3),
)


def test_all_of_a_document_is_written_and_read_back() -> None:
    assert json.loads(to_json(DOCUMENT)) == json.loads(json.dumps(asdict(DOCUMENT), default=str))
    assert from_json(to_json(DOCUMENT)) == DOCUMENT


def test_the_digest_tells_any_change() -> None:
    [first, *others] = DOCUMENT.passages
    heading = replace(DOCUMENT, passages=(replace(first, heading="Another"), *others))
    changed = [heading, replace(DOCUMENT, date=None), replace(DOCUMENT, title="A meeting")]
    assert len({digest(document) for document in (DOCUMENT, *changed)}) == len(changed) + 1

"""Evidence types to catalogue rows and back.

Pinpoints and sentences are kept as compact JSON beside their passage: they are only ever read
with it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, fields, is_dataclass
from typing import Any

from store.errors import SourceError
from store.records import (
    Alias,
    Day,
    DayKind,
    Document,
    Kind,
    Passage,
    Pinpoint,
    Relation,
    RelationKind,
    ResolvedDate,
    Sentence,
    Span,
    Turn,
)

Row = dict[str, Any]


def embedded_text(heading: str, text: str) -> str:
    """What is embedded for a passage: its heading line, then its text."""
    return f"{heading}\n{text}" if heading else text


def content_sha256(heading: str, text: str) -> str:
    """Identifies what is embedded, so that equal passages share the work."""
    return hashlib.sha256(embedded_text(heading, text).encode()).hexdigest()


def check(document: Document) -> None:
    """Raises :class:`SourceError` where a document's parts do not fit its text."""
    text = document.text
    if not document.id.strip():
        raise SourceError("a document has no identity", "give its file a name or a symbol")
    if "\0" in text or _unencodable(text):
        raise SourceError(
            f"{document.id} holds characters that are not text", "save it again as UTF-8 text"
        )
    for passage in document.passages:
        spans = [passage.span, *(sentence.span for sentence in passage.sentences)]
        spans += [s.lead_in for s in passage.sentences if s.lead_in is not None]
        if not passage.span.of(text).strip() or not all(
            0 <= span.start < span.end <= len(text) for span in spans
        ):
            raise SourceError(
                f"{document.id} was cut at places that its text does not have "
                f"(passage {passage.ordinal})",
                "report this document to the maintainers",
            )


def _unencodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def to_json(document: Document) -> str:
    """The whole document as one JSON text that :func:`from_json` reads back."""
    return json.dumps(document, default=_plain, ensure_ascii=False, sort_keys=True)


def _plain(value: object) -> object:
    """What JSON does not know, a level at a time: ``asdict`` would copy all of it first."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return str(value)


def digest(document: Document) -> str:
    """Identifies everything that was read: two readings with one digest are the same."""
    return hashlib.sha256(to_json(document).encode()).hexdigest()


def from_json(text: str) -> Document:
    """The document that :func:`to_json` wrote."""
    data = json.loads(text)
    passages = tuple(
        Passage(
            ordinal=p["ordinal"],
            span=Span(**p["span"]),
            heading=p["heading"],
            pinpoint=Pinpoint(**p["pinpoint"]),
            sentences=tuple(
                Sentence(
                    Span(**s["span"]),
                    Pinpoint(**s["pinpoint"]),
                    Span(**s["lead_in"]) if s["lead_in"] else None,
                    s.get("expected", False),
                )
                for s in p["sentences"]
            ),
            procedural=p.get("procedural", False),
        )
        for p in data["passages"]
    )
    return Document(
        **{
            **data,
            "kind": Kind(data["kind"]),
            "passages": passages,
            "date": to_date(data["date"]),
            "event_date": to_date(data["event_date"]),
            "cites": tuple(data["cites"]),
            "aliases": tuple(Alias(**a) for a in data["aliases"]),
            "dates": tuple(
                ResolvedDate(
                    Span(**d["span"]), dt.date.fromisoformat(d["date"]), d.get("relative", True)
                )
                for d in data["dates"]
            ),
            "relations": tuple(
                Relation(RelationKind(r["kind"]), r["target"]) for r in data.get("relations", ())
            ),
            **_facts(data),
        }
    )


def facts_json(document: Document) -> str:
    """What a document says of itself that is only ever read with it, as JSON."""
    facts: Row = {
        "days": [{"kind": day.kind.value, "date": day.date.isoformat()} for day in document.days],
        "turns": [_given(asdict(turn)) for turn in document.turns],
        "authors": list(document.authors),
        "original_language": document.original_language,
        "layout": document.layout,
        "page_count": document.page_count,
        "session": document.session,
        "agenda_item": document.agenda_item,
    }
    return json.dumps(facts, ensure_ascii=False)


def facts_of(text: str | None) -> Row:
    """The fields of a document that :func:`facts_json` wrote; none for a row from before it."""
    return _facts(json.loads(text)) if text else {}


def _facts(data: Row) -> Row:
    return {
        "days": tuple(
            Day(DayKind(d["kind"]), dt.date.fromisoformat(d["date"])) for d in data.get("days", ())
        ),
        "turns": tuple(Turn(**turn) for turn in data.get("turns", ())),
        "authors": tuple(data.get("authors", ())),
        "original_language": data.get("original_language"),
        "layout": data.get("layout", "generic"),
        "page_count": data.get("page_count"),
        "session": data.get("session"),
        "agenda_item": data.get("agenda_item"),
    }


def to_date(text: str | None) -> dt.date | None:
    """An ISO date, or none."""
    return dt.date.fromisoformat(text) if text else None


def version_row(document: Document) -> Row:
    """The columns of ``versions`` that come from the document itself."""
    return {
        "document": document.id,
        "symbol": document.symbol,
        "title": document.title,
        "kind": document.kind.value,
        "language": document.language,
        "url": document.url,
        "publisher": document.publisher,
        "date": document.date.isoformat() if document.date else None,
        "event_date": document.event_date.isoformat() if document.event_date else None,
        "held": document.held,
        "corrected": document.corrected,
        "text": document.text,
        "text_sha256": hashlib.sha256(document.text.encode()).hexdigest(),
        "digest": digest(document),
        "passages": len(document.passages),
        "facts": facts_json(document),
    }


def passage_row(document: Document, passage: Passage) -> Row:
    """The columns of ``passages`` except its id and version."""
    return {
        "ordinal": passage.ordinal,
        "start": passage.span.start,
        "end": passage.span.end,
        "heading": passage.heading,
        "pinpoint": json.dumps(_pinpoint(passage.pinpoint), ensure_ascii=False),
        "sentences": json.dumps([_sentence(s) for s in passage.sentences], ensure_ascii=False),
        "content_sha256": content_sha256(passage.heading, passage.span.of(document.text)),
        "procedural": passage.procedural,
    }


def passage_of(row: Any) -> Passage:
    """The passage of one row of ``passages``."""
    return Passage(
        ordinal=row.ordinal,
        span=Span(row.start, row.end),
        heading=row.heading,
        pinpoint=Pinpoint(**json.loads(row.pinpoint)),
        sentences=tuple(_sentence_of(*values) for values in json.loads(row.sentences)),
        procedural=row.procedural,
    )


def _sentence_of(
    start: int, end: int, pinpoint: Row, lead: list[int] | None, expected: int = 0
) -> Sentence:
    span = Span(start, end)
    return Sentence(span, Pinpoint(**pinpoint), Span(*lead) if lead else None, bool(expected))


def _given(values: Row) -> Row:
    """Only what is there."""
    return {key: value for key, value in values.items() if value not in (None, False)}


def _pinpoint(pinpoint: Pinpoint) -> Row:
    return _given(asdict(pinpoint))


def _sentence(sentence: Sentence) -> list[Any]:
    lead = sentence.lead_in
    return [
        sentence.span.start,
        sentence.span.end,
        _pinpoint(sentence.pinpoint),
        [lead.start, lead.end] if lead else None,
        int(sentence.expected),
    ]

"""One document as ``show`` prints it: its facts, how it stands to others, its versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from rich.text import Text

from app.commands.comparing import version_data
from app.terminal import console, inert, print_json
from store.printing import first_of, iso
from store.relations import inverse_wording

if TYPE_CHECKING:
    import datetime as dt

    from store.history import Version
    from store.library import Library
    from store.records import Document
    from store.references import Related

_MOST_PARTS = 30


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the rest of the library says of a document."""

    edited: dt.datetime | None
    cited_by: tuple[str, ...]
    related: tuple[Related, ...]
    versions: tuple[Version, ...]
    sources: tuple[str, ...]
    other_parts: tuple[str, ...]


def show_facts(library: Library, document: Document, *, as_json: bool) -> None:
    """Prints what is known of one document, or its JSON."""
    from store.history import versions_of
    from store.references import sources_of

    name = document.symbol or document.id
    standing = _Standing(
        edited=library.edited().get(document.id),
        cited_by=tuple(summary.document for summary in library.citing(name)),
        related=tuple(library.relations_to(name)),
        versions=tuple(versions_of(library.catalogue, document.id)),
        sources=tuple(sources_of(library.catalogue, document.id)),
        other_parts=other_parts(library, document),
    )
    if as_json:
        print_json(_as_data(document, standing))
        return
    out = console()
    for heading, value in _described(document, standing):
        out.print(Text.assemble((f"{heading:10}", "bold"), inert(value)))
    for at, version in enumerate(standing.versions):
        heading = "" if at else "Versions"
        out.print(Text.assemble((f"{heading:10}", "bold"), _version_line(version)))


def _as_data(document: Document, standing: _Standing) -> dict[str, Any]:
    """What ``show --json`` prints."""
    return {
        "document": document.id,
        "symbol": document.symbol,
        "title": document.title,
        "kind": document.kind.value,
        "date": iso(document.date),
        "event_date": iso(document.event_date),
        "dates": {day.kind.value: day.date.isoformat() for day in document.days},
        "language": document.language,
        "original_language": document.original_language,
        "url": document.url,
        "sources": list(standing.sources),
        "publisher": document.publisher,
        "authors": list(document.authors),
        "session": document.session,
        "agenda_item": document.agenda_item,
        "source_rank": document.rank.value,
        "layout": document.layout,
        "held": document.held,
        "other_parts": list(standing.other_parts),
        "corrected": document.corrected,
        "edited": standing.edited.isoformat() if standing.edited else None,
        "characters": len(document.text),
        "pages": document.page_count,
        "passages": len(document.passages),
        "turns": [asdict(turn) for turn in document.turns],
        "cites": list(document.cites),
        "cited_by": list(standing.cited_by),
        "relations": [
            {"relation": relation.kind.value, "symbol": relation.target}
            for relation in document.relations
        ],
        "related": [
            {"document": other.by, "relation": other.relation.kind.value}
            for other in standing.related
        ],
        "versions": [version_data(version) for version in standing.versions],
    }


def _version_line(version: Version) -> str:
    from app.rendering import printed_moment

    line = f"{version.number}  read {printed_moment(version.read)}, generation {version.live_from}"
    if not version.held:
        line += ", a catalogue card"
    if version.same_original:
        line += ", from the same original, read anew"
    return line + (", the one shown" if version.live_to is None else "")


def _described(document: Document, standing: _Standing) -> list[tuple[str, str]]:
    """Names and values, without those that are not known."""
    from app.rendering import printed_moment

    kind = document.kind.value + ("" if document.held else " (catalogue card, not held)")
    edited = standing.edited
    facts: list[tuple[str, str | None]] = [
        ("Document", document.id),
        ("Title", document.title),
        ("Symbol", document.symbol),
        ("Kind", kind),
        ("Part", _part(document, standing)),
        ("Layout", _layout(document)),
        ("Date", iso(document.date)),
        ("Dates", ", ".join(f"{day.kind.value} {day.date.isoformat()}" for day in document.days)),
        ("Meeting", iso(document.event_date)),
        ("Language", document.language),
        ("Original", document.original_language),
        ("From", ", ".join(document.authors)),
        ("Session", document.session),
        ("Item", document.agenda_item),
        ("Publisher", document.publisher),
        ("Link", document.url),
        ("Sources", ", ".join(standing.sources)),
        ("Rank", document.rank.value),
        ("Corrected", "by its publisher" if document.corrected else None),
        ("Edited", f"{printed_moment(edited)} (--diff shows what)" if edited else None),
        ("Size", _size(document)),
        ("Cites", ", ".join(document.cites)),
        ("Cited by", ", ".join(standing.cited_by)),
        ("Relations", "; ".join(_relations(document, standing))),
    ]
    return [(name, value) for name, value in facts if value]


def other_parts(library: Library, document: Document) -> tuple[str, ...]:
    """The other documents that are held as parts of the same record, where this one is a part."""
    parts = [s.document for s in library.documents() if s.is_part and s.symbol == document.symbol]
    return tuple(part for part in parts if part != document.id) if document.id in parts else ()


def _part(document: Document, standing: _Standing) -> str | None:
    """Of how much it is a part, and what else is held of that."""
    others = standing.other_parts
    if not others:
        return None
    return (
        f"one of {len(others) + 1:,} of {document.symbol} that are held, each a document of its "
        f"own; the others are {first_of(others, _MOST_PARTS)}"
    )


def _layout(document: Document) -> str | None:
    """What it was read as, where that is not what its kind says."""
    if not document.held or document.layout == document.kind.value:
        return None
    if document.layout == "generic":
        return "none that is known: read as plain paragraphs"
    return document.layout


def _size(document: Document) -> str:
    passages, turns = len(document.passages), len(document.turns)
    parts = [f"{len(document.text):,} characters", f"{passages:,} passage{'s' * (passages != 1)}"]
    if document.page_count:
        parts.insert(0, f"{document.page_count:,} page{'s' * (document.page_count != 1)}")
    if turns:
        parts.append(f"{turns:,} turn{'s' * (turns != 1)} of speakers")
    return ", ".join(parts)


def _relations(document: Document, standing: _Standing) -> Iterator[str]:
    """Its own relations, then those of others to it, each as a short clause."""
    for relation in document.relations:
        yield f"{relation.kind.value} {relation.target}"
    for other in standing.related:
        yield f"{inverse_wording(other.relation.kind)} {other.by}"

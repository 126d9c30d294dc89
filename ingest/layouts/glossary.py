"""The glossary: one document, one passage for each term.

The file is Markdown: a ``# title``, then for each term a ``## term`` heading, optionally a line
``aliases: …`` (commas between), the definition, and a line ``Source: title, address``. Text that
stands elsewhere is an error, since it could be neither cited nor left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.sentences import split_sentences
from store.errors import SourceError
from store.records import Alias, Document, Kind, Passage, Pinpoint, Sentence, Span

DOCUMENT_ID = "glossary"
TITLE = "Glossary of Council terms"
MAX_DEFINITION = 900
"""Longest definition, in characters, so that a term is always one passage."""

_TERM = re.compile(r"##[^\S\n]+(?P<term>\S.*)")
_TITLE = re.compile(r"#[^\S\n]+\S.*")
_ALIASES = re.compile(r"aliases:\s*(?P<aliases>.*)", re.IGNORECASE)
_SOURCE = re.compile(r"Source:\s*\S.*,\s*https?://\S+")


@dataclass(slots=True)
class _Term:
    """One entry as it stands in the file."""

    name: str
    line: int
    aliases: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    source: str = ""


def read_glossary(text: str, *, source: str) -> list[Document]:
    """The glossary as one held document whose pinpoints are its terms.

    ``source`` names the file in errors. Raises :class:`SourceError` where there is no term, a
    term lacks its definition or its source or stands twice, or text stands outside a term.
    """
    terms = list(_terms(text, source))
    if not terms:
        raise SourceError(f"{source} holds no terms", "begin each term with a line “## term”")
    seen: set[str] = set()
    for term in terms:
        _check(term, seen, source)
    body, passages = _lay_out(terms)
    return [
        Document(
            id=DOCUMENT_ID,
            title=TITLE,
            kind=Kind.GLOSSARY,
            text=body,
            passages=passages,
            aliases=tuple(
                Alias(short=alias, full=term.name) for term in terms for alias in term.aliases
            ),
        )
    ]


def _terms(text: str, source: str) -> Iterator[_Term]:
    term: _Term | None = None
    open_paragraph = False
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if heading := _TERM.fullmatch(line):
            if term:
                yield term
            term, open_paragraph = _Term(" ".join(heading["term"].split()), number), False
        elif not line:
            open_paragraph = False
        elif term is None:
            if not _TITLE.fullmatch(line):
                raise SourceError(
                    f"line {number} of {source} stands before the first term",
                    "move it under a “## term” heading",
                )
        else:
            open_paragraph = _add_line(term, line, open_paragraph)
    if term:
        yield term


def _add_line(term: _Term, line: str, open_paragraph: bool) -> bool:
    """Files one line under its term; says whether the next line goes on with the paragraph."""
    if (match := _ALIASES.fullmatch(line)) and not term.paragraphs:
        term.aliases.extend(
            alias for part in match["aliases"].split(",") if (alias := part.strip())
        )
        return False
    if _SOURCE.fullmatch(line) and not term.source:
        term.source = line
        return False
    if open_paragraph:
        term.paragraphs[-1] += f" {line}"
    else:
        term.paragraphs.append(line)
    return True


def _check(term: _Term, seen: set[str], source: str) -> None:
    where = f"the term “{term.name}” (line {term.line} of {source})"
    if term.name.casefold() in seen:
        raise SourceError(f"{where} stands there twice", "keep one of the two")
    seen.add(term.name.casefold())
    if not term.paragraphs:
        raise SourceError(f"{where} has no definition", "write one to four sentences under it")
    if sum(map(len, term.paragraphs)) > MAX_DEFINITION:
        raise SourceError(
            f"{where} is too long", f"shorten its definition to {MAX_DEFINITION} characters"
        )
    if not term.source:
        raise SourceError(f"{where} has no source", "end it with a line “Source: title, https://…”")


def _lay_out(terms: list[_Term]) -> tuple[str, tuple[Passage, ...]]:
    """The canonical text, terms parted by blank lines, and its passages."""
    text = ""
    passages: list[Passage] = []
    for ordinal, term in enumerate(terms):
        if text:
            text += "\n\n"
        start = len(text)
        pinpoint = Pinpoint(section=term.name)
        spans: list[Span] = []
        for block, is_prose in _blocks(term):
            text += "\n\n" if len(text) > start else ""
            if is_prose:
                spans.extend(split_sentences(block, offset=len(text)))
            text += block
        passages.append(
            Passage(
                ordinal=ordinal,
                span=Span(start, len(text)),
                heading=f"{TITLE} · {term.name}",
                pinpoint=pinpoint,
                sentences=tuple(Sentence(span, pinpoint) for span in spans),
            )
        )
    return text, tuple(passages)


def _blocks(term: _Term) -> Iterator[tuple[str, bool]]:
    """The paragraphs of a term as shown, and whether each is prose, which alone is quoted."""
    yield term.name, False
    if term.aliases:
        yield f"Also: {', '.join(term.aliases)}", False
    for paragraph in term.paragraphs:
        yield paragraph, True
    yield term.source, False

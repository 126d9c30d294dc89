"""Answers and search results as text for a person. The data comes from one ``Answer`` object.

Everything that a document or a question says passes through :func:`app.terminal.inert` and is put
in ``rich.text.Text``, so neither escape sequences nor markup in it are obeyed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.text import Text

from app.answering.answer import (
    Answer,
    AnswerSentence,
    Citation,
    Confidence,
    NotFound,
    Outcome,
    Pointer,
    Shape,
)
from app.answering.quoting.headings import heading_of, headings_of
from app.answering.quoting.telling import days_in, written_by
from app.answering.recognising.asks import Asks
from app.citing import Style, bibliography, cite
from app.terminal import inert
from store.printing import long_date, place_in
from store.records import Kind

if TYPE_CHECKING:
    from app.engine import SearchResult

_OUTCOME = {
    Outcome.ANSWERED: ("Answered", "bold green"),
    Outcome.NOT_FOUND: ("Not found", "bold yellow"),
    Outcome.DECLINED: ("No judgement; the reported positions are", "bold cyan"),
}
_NO_POSITIONS = ("No judgement", "bold cyan")
_NO_QUESTION = ("Not a question about the documents", "bold cyan")
_RELATED = ("Related, perhaps not a stated answer", "bold yellow")


def printed_moment(moment: dt.datetime) -> str:
    """``24 September 2019, 18:05``, in the time of this machine."""
    local = moment.astimezone()
    return f"{long_date(local.date())}, {local:%H:%M}"


def answer_lines(
    answer: Answer, edited: Mapping[str, dt.datetime] = MappingProxyType({})
) -> Iterator[Text]:
    """An answer as paragraphs: outcome, quotations, evidence, what was not found.

    ``edited`` says which documents were edited after they were first indexed, and when.
    """
    yield _outcome(answer)
    if answer.notice:
        yield _line((answer.notice, "yellow"))
    yield from _understanding(answer)
    if answer.outcome is Outcome.DECLINED and not answer.sentences:
        yield Text()
        yield _line((answer.answer, ""))
    by_number = {citation.number: citation for citation in answer.citations}
    yield from _sentences(answer, by_number)
    if answer.citations:
        yield Text()
        yield Text("Evidence", style="bold")
        for before, citation in zip([None, *answer.citations], answer.citations, strict=False):
            if before is not None and before.document == citation.document:
                yield _same_source(citation)
            else:
                yield from _evidence(citation, edited.get(citation.document))
    if answer.not_found is not None:
        yield from _not_found(answer.not_found)
    for dropped in answer.dropped:
        yield Text()
        yield _line(
            ("Removed: ", "bold red"), (dropped.text, "strike"), (f" ({dropped.reason})", "")
        )
    if answer.also_read:
        yield Text()
        yield _line((f"Also read, not cited: {_places(answer.also_read)}", "dim"))
    if answer.follow_ups:
        yield Text()
        yield Text("You might ask", style="bold")
        for question in answer.follow_ups:
            yield _line((f"  {question}", ""))


def citation_lines(citations: Sequence[Citation], style: Style) -> Iterator[Text]:
    """The citations in a style: each by its number, or one entry for each document."""
    if not citations:
        return
    yield Text()
    yield Text(f"Citations ({style})", style="bold")
    if not style.is_prose:
        yield _line((bibliography(citations, style).rstrip("\n"), ""))
        return
    for citation in citations:
        yield _line((f"[{citation.number}] ", "bold cyan"), (cite(citation, style), ""))


def search_lines(results: Sequence[SearchResult]) -> Iterator[Text]:
    """Search results as paragraphs: rank, place and date, the passage."""
    for result in results:
        yield _line(
            (f"{result.rank}. ", "bold"),
            (_place(result.title, result.date, result.pinpoint, result.symbol), "bold"),
            (f"  {result.kind} · {result.document} · {result.score:.3f}", "dim"),
        )
        yield _line((result.text, ""))
        yield Text()


def _outcome(answer: Answer) -> Text:
    words, style = _OUTCOME[answer.outcome]
    if answer.outcome is Outcome.ANSWERED and answer.confidence is Confidence.RELATED:
        words, style = _RELATED
    if answer.outcome is Outcome.DECLINED and not answer.sentences:
        words, style = _NO_POSITIONS
    if answer.asks is Asks.INSTRUCTION:
        words, style = _NO_QUESTION
    line = _line((words, style))
    if answer.as_of is not None:
        line.append(f", as of {long_date(answer.as_of)}", style="dim")
    if answer.model is not None:
        line.append(inert(f", {written_by(answer)}"), "dim")
    return line


def _understanding(answer: Answer) -> Iterator[Text]:
    if answer.understood_as and answer.understood_as != answer.question:
        yield _line(("Understood as: ", "dim"), (answer.understood_as, "italic"))
    for correction in answer.corrections:
        yield _line((f"Read “{correction.written}” as “{correction.read_as}”.", "dim"))
    for found in answer.filters_found:
        yield _line((f"“{found.text}” narrows this to the {found.means}.", "dim"))
    for short in answer.ambiguous:
        meanings = " or ".join(short.meanings)
        yield _line((f"“{short.written}” may stand for {meanings}.", "dim"))


def _sentences(answer: Answer, by_number: Mapping[int, Citation]) -> Iterator[Text]:
    """The sentences; a party or a day stands once before what is its, and so does what introduces
    a list.
    """
    headed = headings_of(answer)
    under: str | None = None
    introduced: str | None = None
    attributed = _attributions(answer, by_number)
    for sentence, attribution in zip(answer.sentences, attributed, strict=True):
        first = by_number.get(sentence.citations[0]) if sentence.kind == "quote" else None
        heading = heading_of(sentence, headed)
        lead_in = first.lead_in if first else None
        in_list = lead_in is not None and lead_in == introduced
        if not in_list:
            yield Text()
        if heading and heading != under:
            yield _line((heading, "bold"))
        if lead_in and not in_list:
            yield _line((f"“{lead_in}”", "dim"))
        under, introduced = heading, lead_in
        item = lead_in is not None and answer.shape is Shape.LIST
        yield from _sentence(sentence, by_number, "  · " if item else "")
        if attribution:
            yield _line((f"  {attribution}", "dim"))


def _attributions(answer: Answer, by_number: Mapping[int, Citation]) -> list[str | None]:
    """For each sentence who says and reports it, once for those that follow each other."""
    quoted = (s.kind == "quote" and by_number.get(s.citations[0]) for s in answer.sentences)
    every = [citation.attribution if citation else None for citation in quoted]
    return [
        None if one == after else one for one, after in zip(every, [*every[1:], None], strict=False)
    ]


def _sentence(
    sentence: AnswerSentence, by_number: Mapping[int, Citation], mark: str
) -> Iterator[Text]:
    cited = [by_number[number] for number in sentence.citations if number in by_number]
    quoted = sentence.kind == "quote"
    line = _line((mark, ""), (f"“{sentence.text}”" if quoted else sentence.text, ""))
    for number in sentence.citations:
        line.append(f" [{number}]", style="bold cyan")
    if not sentence.verified:
        line.append(" (not verified)", style="bold red")
    yield line
    for note in days_in(sentence, cited):
        yield _line((f"  “{note.text}” is {long_date(note.date)}", "dim"))


def _evidence(citation: Citation, edited: dt.datetime | None) -> Iterator[Text]:
    line = _line((f"[{citation.number}] ", "bold cyan"))
    line.append(inert(_place(citation.title, citation.date, citation.pinpoint, citation.symbol)))
    line.append(f" ({citation.source_rank}", style="dim")
    undated = citation.kind is Kind.RECORD and citation.held and citation.date is None
    line.append(", its day is not known" if undated else "", style="dim")
    line.append(", corrected" if citation.corrected else "", style="dim")
    line.append(inert(f"; newer: {citation.newer}") if citation.newer else "", style="dim")
    line.append(_translation(citation), style="dim")
    if edited is not None:
        line.append(f", edited on {long_date(edited.astimezone().date())}", style="dim")
    line.append(")" if citation.held else "; not held)", style="dim")
    yield line
    if citation.url:
        yield _line((f"    {citation.url}", "dim"))


def _same_source(citation: Citation) -> Text:
    """Another place in the document that was named just before."""
    line = _line((f"[{citation.number}] ", "bold cyan"), ("the same", "dim"))
    line.append(inert(f", {citation.pinpoint}" if citation.pinpoint else ""))
    return line.append(_translation(citation), style="dim")


def _translation(citation: Citation) -> str:
    """Said of words that are not the speaker's own but the United Nations' translation."""
    spoken = citation.translated_from
    return inert(f", UN translation from {spoken}") if spoken else ""


def _not_found(block: NotFound) -> Iterator[Text]:
    yield Text()
    if block.reason:
        yield _line((block.reason, ""))
    if block.missing:
        yield _line(("In no passage that fits: ", "bold"), (", ".join(block.missing), ""))
    for pointer in block.would_be_in:
        yield _pointer(pointer)
    if block.nearest:
        yield Text()
        yield _line(("Nearest, not an answer", "bold"))
        for before, near in zip([None, *block.nearest], block.nearest, strict=False):
            same = before is not None and before.document == near.document
            place = (
                _place("the same", None, near.pinpoint, None)
                if same
                else _place(near.title, near.date, near.pinpoint, near.symbol)
            )
            yield _line((f"  · “{near.quote}”", ""), (f" {place}", "dim"))


def _pointer(pointer: Pointer) -> Text:
    name = " ".join(dict.fromkeys(part for part in (pointer.symbol, pointer.title) if part))
    line = _line(("It would be in: ", "bold"), (name, ""))
    line.append(" (held)" if pointer.held else " (not held)", style="dim")
    if pointer.url:
        line.append(inert(f" {pointer.url}"), style="dim")
    if pointer.command:
        line.append(inert(f"; to fetch it: {pointer.command}"), style="dim")
    return line


def _places(citations: Sequence[Citation]) -> str:
    """The passages' pinpoints, by document."""
    by_title: dict[str, list[str]] = {}
    for citation in citations:
        pinpoints = by_title.setdefault(citation.title, [])
        pinpoint = place_in(citation.title, citation.pinpoint)
        if pinpoint and pinpoint not in pinpoints:
            pinpoints.append(pinpoint)
    return "; ".join(
        f"{title} ({', '.join(pinpoints)})" if pinpoints else title
        for title, pinpoints in by_title.items()
    )


def _place(title: str, date: dt.date | None, pinpoint: str, symbol: str | None) -> str:
    named = symbol if symbol and symbol not in title else None
    parts = (title, named, long_date(date) if date else None, place_in(title, pinpoint))
    return ", ".join(part for part in parts if part)


def _line(*parts: tuple[str, str]) -> Text:
    """One paragraph of (text, style) parts, made inert."""
    line = Text()
    for text, style in parts:
        line.append(inert(text), style=style or None)
    return line

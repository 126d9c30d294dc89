"""How an export says where a quotation stands: for a footnote, and for the list of sources."""

from __future__ import annotations

from app.answering.answer import Answer, Citation
from app.citing import Style, cite, cite_again
from app.exporting.blocks import Block, Link, Mark, Role, Words, block
from app.foreign_text import space_after
from app.links import safe_url
from app.ui.evidence_view import badges_of
from app.ui.wording import NOT_HELD, date_note, own_words, rank_line, sentence_case

EXPECTED = "It says what is expected, not what has happened"


def as_quoted(citation: Citation, text: str) -> tuple[Words, ...]:
    """Words of a document in quotation marks; the library's own description stands without."""
    if own_words(citation):
        return (Words(text, exact=True),)
    return Words("“"), Words(text, exact=True), Words("”")


def mark_of(citation: Citation, style: Style | None, *, again: bool = False) -> Mark:
    """The citation's number; with a style, its quotation and its place for a footnote too.

    ``again``: the footnote before cites the same document.
    """
    if style is None:
        return Mark(citation.number, ())
    quotation = as_quoted(citation, citation.quote)
    gap = Words(space_after(citation.quote))
    place = _place(citation, style)
    if again and (short := cite_again(citation, style)) != cite(citation, style):
        place = (Words(_stopped(short)),)
    return Mark(citation.number, (*quotation, gap, *place))


def source_block(
    citation: Citation, answer: Answer, style: Style, change: str | None = None
) -> Block:
    """One entry of the list of sources, with the quotation where the answer does not have it.

    ``change`` is what became of the source since.
    """
    quoted = any(
        citation.quote in sentence.text
        for sentence in answer.sentences
        if citation.number in sentence.citations
    )
    quotation = () if quoted else (Words(" "), *as_quoted(citation, citation.quote))
    # That it is not held stands in the citation already.
    notes = [
        *(
            note
            for note in (rank_line(citation.source_rank, citation.date), *badges_of(citation, {}))
            if note != NOT_HELD
        ),
        EXPECTED if citation.expected else "",
        citation.attribution or "",
        *map(date_note, citation.dates),
        change or "",
    ]
    said = "".join(f" {sentence_case(note).rstrip('.')}." for note in notes if note)
    return block(
        Role.ITEM,
        Mark(citation.number, ()),
        Words(" "),
        *_place(citation, style),
        Words(said),
        *quotation,
    )


def unnumbered_block(citation: Citation, style: Style, change: str | None = None) -> Block:
    """A passage that no number leads to: one that came near, or one that was read as well."""
    gap = Words(space_after(citation.quote))
    since = Words(f" {change}.") if change else None
    quotation = as_quoted(citation, citation.quote)
    return block(Role.ITEM, *quotation, gap, *_place(citation, style), since)


def _place(citation: Citation, style: Style) -> tuple[Words | Link, ...]:
    """The citation in its style, and the address where the style does not print it."""
    printed = cite(citation, style)
    url = safe_url(citation.url)
    if url is None:
        return (Words(_stopped(printed)),)
    before, found, after = printed.partition(url)
    if found:
        return tuple(run for run in (Words(before), Link(url), Words(after)) if _is_there(run))
    return Words(f"{_stopped(printed)} "), Link(url)


def _is_there(run: Words | Link) -> bool:
    return isinstance(run, Link) or bool(run.text)


def _stopped(text: str) -> str:
    return text if text.endswith((".", ".”")) else f"{text}."

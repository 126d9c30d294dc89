"""A citation printed in the style that a reader's own text is written in.

Where the forms come from:

- ``un``: the United Nations Editorial Manual Online, "Footnotes and other references", chapter III
  for masthead documents (a title, and the symbol) and resolutions, chapter IV for articles on a
  website; paragraphs are cited rather than pages where they are numbered.
- ``chicago``: The Chicago Manual of Style, 17th edition, notes; for the United Nations organ,
  title, document number, place and day, and the address.
- ``oscola``: OSCOLA 2006, "Citing International Law Sources", for the United Nations author,
  title, day and document number; the fourth edition for websites.
- ``bluebook``: The Bluebook, rule 21.7 (records 21.7.1, resolutions 21.7.2), rule 18.2 for the web.
- ``bibtex``: entries that BibTeX and biblatex read; ``ris``: the tags as reference managers read
  them, the symbol as a report's number.

No manual has a form for a document that is described but not held, or for a press release that says
of itself that it is not an official record: each style says it at the end, in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from app.answering.answer import Citation
from app.citing import bluebook, chicago, oscola, un
from app.citing.entries import NOT_HELD, NOT_OFFICIAL, bibtex, key_of, ris
from app.citing.sources import Sort, Source, source_of
from store.records import Pinpoint

__all__ = ["Style", "bibliography", "cite", "cite_again", "key_of"]


class Style(StrEnum):
    """A way of citing."""

    UN = "un"
    CHICAGO = "chicago"
    OSCOLA = "oscola"
    BLUEBOOK = "bluebook"
    BIBTEX = "bibtex"
    RIS = "ris"

    @property
    def is_prose(self) -> bool:
        """Whether it is read by people, and not by programs."""
        return self in _PROSE


_PROSE = {
    Style.UN: un.FORM,
    Style.CHICAGO: chicago.FORM,
    Style.OSCOLA: oscola.FORM,
    Style.BLUEBOOK: bluebook.FORM,
}
_Entry = Callable[[Source, str, dt.date | None, Sequence[Pinpoint]], str]
_ENTRIES: dict[Style, _Entry] = {Style.BIBTEX: bibtex, Style.RIS: ris}


def cite(citation: Citation, style: Style, *, accessed: dt.date | None = None) -> str:
    """One citation with its place: a line of text, or one BibTeX or RIS entry.

    ``accessed`` is the day on which the address was last seen to work, where the style prints it.
    """
    source = source_of(citation)
    if style in _ENTRIES:
        return _ENTRIES[style](source, citation.document, accessed, (source.place,))
    official = "" if source.official else f" ({NOT_OFFICIAL})"
    held = "" if source.held else f" [{NOT_HELD}]"
    return _PROSE[style].printed(source, official + held, accessed)


def cite_again(citation: Citation, style: Style) -> str:
    """A citation behind one of the same document: "Ibid." and the place, where the style has that.

    An entry of the glossary is cited in full, since it is found by its name.
    """
    source = source_of(citation)
    again = _PROSE[style].again if style in _PROSE else None
    if again is None or source.sort is Sort.GLOSSARY:
        return cite(citation, style)
    return again(source)


def bibliography(
    citations: Iterable[Citation], style: Style, *, accessed: dt.date | None = None
) -> str:
    """One entry for each document, in the order in which they are first cited.

    ``style`` is ``bibtex`` or ``ris``; an entry names all the places that are cited in it.
    """
    by_document: dict[str, list[Source]] = {}
    for citation in citations:
        by_document.setdefault(citation.document, []).append(source_of(citation))
    entry = _ENTRIES[style]
    entries = (
        entry(sources[0], document, accessed, [source.place for source in sources])
        for document, sources in by_document.items()
    )
    return "".join(f"{one}\n\n" for one in entries).removesuffix("\n")

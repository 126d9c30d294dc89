"""Which documents the words of a question name: by symbol, kind, date, or words of the title.

"The brief", "resolution 2396", "the record of the 8422nd meeting", "briefs from September 2019 on
Libya". What is left over once symbols, kinds and dates are read must stand in a document's title;
what names no document at all gives no reference, so that a question on the subject is left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.answering.terms.names import Forms
from app.answering.terms.words import stems_of, words_of
from store.dates import find_dates
from store.library import DocumentSummary
from store.records import Kind, Span
from store.symbols import find_symbols, same_document

_STATEMENTS = frozenset({Kind.STATEMENT, Kind.PRESIDENTIAL_STATEMENT, Kind.PRESS_STATEMENT})
_KINDS: tuple[tuple[str, frozenset[Kind]], ...] = (
    (r"draft resolutions?|drafts?", frozenset({Kind.DRAFT})),
    (r"presidential statements?", frozenset({Kind.PRESIDENTIAL_STATEMENT})),
    (r"press statements?", frozenset({Kind.PRESS_STATEMENT})),
    (
        r"meetings? coverage|press releases?|coverage of (?:the )?meetings?",
        frozenset({Kind.MEETINGS_COVERAGE}),
    ),
    (
        r"(?:verbatim |meeting )?(?:records?|transcripts?)(?: of (?:the )?meetings?)?",
        frozenset({Kind.RECORD}),
    ),
    (r"monthly forecasts?|forecasts?", frozenset({Kind.FORECAST})),
    (r"briefs?", frozenset({Kind.BRIEF})),
    (r"resolutions?", frozenset({Kind.RESOLUTION})),
    (r"letters?", frozenset({Kind.LETTER})),
    (r"reports?", frozenset({Kind.REPORT})),
    (r"statements?", _STATEMENTS),
    (r"documents?|files?|texts?|papers?|sources?|items?|pages?", frozenset()),
)
_KIND = re.compile(
    r"\b(?:" + "|".join(f"(?P<k{at}>{words})" for at, (words, _) in enumerate(_KINDS)) + r")\b",
    re.IGNORECASE,
)
_FILLERS = frozenset(
    """
    a an the this that these those its your our of on in at to for from by about with between and
    or it them un united nations security council council's number no no. symbol dated posted
    published issued adopted held written released circulated which what is was were are that
    covering covers cover covered concerning regarding concerns deal deals dealing mention mentions
    mentioning related relating subject topic called titled entitled named library any all one ones
    you have hold holds got available there today now currently meeting meetings during since
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_NEWEST = re.compile(r"\b(?:latest|newest|most recent|last|current)\b", re.IGNORECASE)
_OLDEST = re.compile(r"\b(?:oldest|earliest|first)\b", re.IGNORECASE)
_POINTING = re.compile(r"^\W*(?:it|this|that|this one|that one)?\W*$", re.IGNORECASE)
_QUOTES = re.compile(r'["“”«»]')
_WORDS_BEFORE_A_KIND = 7


@dataclass(frozen=True, slots=True)
class Reference:
    """What a question says of the documents that it means.

    ``kinds`` is empty where any will do; ``first`` and ``last`` bound their dates; ``about`` are
    the words, as stems, that their titles must have. ``bare``: nothing is said but that it is a
    document ("it", "the document").
    """

    symbols: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    first: dt.date | None = None
    last: dt.date | None = None
    about: frozenset[str] = frozenset()
    newest: bool = False
    oldest: bool = False
    bare: bool = False


def refer(text: str, today: dt.date) -> Reference | None:
    """The reference that a noun phrase makes, or none where it names no document."""
    if _POINTING.match(text):
        return Reference(bare=True)
    symbols = find_symbols(text)
    rest = _without(text, [found.span for found in symbols])
    kind = _KIND.search(rest)
    if not symbols and (kind is None or len(rest[: kind.start()].split()) > _WORDS_BEFORE_A_KIND):
        return None
    kinds = frozenset[Kind]()
    if kind is not None:
        rest = _without(rest, [Span(*kind.span())])
        kinds = next(found for at, (_, found) in enumerate(_KINDS) if kind[f"k{at}"])
    dates = find_dates(rest, posted=today)
    rest = _without(rest, [date.span for date in dates])
    newest, oldest = _NEWEST.search(rest), _OLDEST.search(rest)
    rest = _without(rest, [Span(*match.span()) for match in (newest, oldest) if match])
    about = frozenset(
        word.stem for word in words_of(rest) if word.text.lower() not in _FILLERS and word.content
    )
    return Reference(
        symbols=tuple(dict.fromkeys(found.symbol for found in symbols)),
        kinds=kinds,
        first=min((date.date_from for date in dates), default=None),
        last=max((date.date_to for date in dates), default=None),
        about=about,
        newest=bool(newest),
        oldest=bool(oldest),
        bare=not (symbols or kinds or dates or about or newest or oldest),
    )


def fitting(
    reference: Reference, summaries: Iterable[DocumentSummary], forms: Forms
) -> list[DocumentSummary]:
    """The documents that a reference fits, held or only catalogued; the glossary is none."""
    fit = [one for one in summaries if one.kind is not Kind.GLOSSARY and _fits(reference, one)]
    if reference.about:
        fit = [one for one in fit if names_all(reference.about, one.title, forms)]
    dated = [one for one in fit if one.date is not None]
    if reference.newest or reference.oldest:
        pick = max if reference.newest else min
        days = [one.date for one in dated if one.date is not None]
        return [one for one in dated if days and one.date == pick(days)]
    return fit


def meant(candidates: Sequence[DocumentSummary]) -> DocumentSummary | None:
    """The one document that is meant, if only one can be: a held one before what is catalogued."""
    held = [one for one in candidates if one.held]
    choice = held or candidates
    return choice[0] if len(choice) == 1 else None


def names_all(stems: frozenset[str], text: str, forms: Forms) -> bool:
    """Whether a text has every one of these words, or another form of the name it is part of."""
    own = stems_of(text)
    return all(stem in own or any(other <= own for other in forms.get(stem, ())) for stem in stems)


def same_symbol(symbols: Sequence[str], summary: DocumentSummary) -> bool:
    """Whether a document is the one of these symbols."""
    own = summary.symbol
    return own is not None and any(same_document(symbol, own) for symbol in symbols)


def _fits(reference: Reference, summary: DocumentSummary) -> bool:
    if reference.symbols:
        return same_symbol(reference.symbols, summary)
    if reference.kinds and summary.kind not in reference.kinds:
        return False
    if reference.first is None or reference.last is None:
        return True
    return summary.date is not None and reference.first <= summary.date <= reference.last


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text with these parts blanked, so that places stay."""
    parts, at = [], 0
    for span in sorted(spans):
        parts.append(text[at : span.start])
        parts.append(" " * (span.end - max(span.start, at)))
        at = max(at, span.end)
    return _QUOTES.sub(" ", "".join([*parts, text[at:]]))

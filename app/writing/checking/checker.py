"""The checker: a statement is shown where every check finds that its sources bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.answering.answer import Citation
from app.answering.tongues.detecting import Language
from app.writing.checking.attributing import check_attribution
from app.writing.checking.closeness import check_closeness
from app.writing.checking.content import check_content
from app.writing.checking.dating import check_dates
from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.lexemes import lexemes
from app.writing.checking.modality import check_modality
from app.writing.checking.naming import check_names
from app.writing.checking.numbers import check_numbers
from app.writing.checking.places import check_places
from app.writing.checking.polarity import check_polarity
from app.writing.checking.quantities import check_quantities
from app.writing.checking.quotations import Quoted, quote_exactly
from app.writing.checking.reporting import check_reporting
from app.writing.checking.roles import check_roles
from app.writing.checking.symbols import check_symbols
from app.writing.checking.ties import check_ties
from app.writing.checking.titles import check_titles
from app.writing.checking.tongues import check_foreign_names, is_english
from app.writing.checking.unfinished import check_unfinished
from app.writing.checking.votes import check_votes
from app.writing.contracts import Fault, Verdict, Written
from store.records import Span

_VERDICT = re.compile(r"(?:Yes|No)\s?[,:;–—]\s+(?=\w)")


class Checker:
    """Says of a statement whether the sentences that it points at bear it out, and they alone.

    ``language`` is the code of the language that the statements are asked for in. In another than
    English the words are not compared (see :attr:`whole`); a statement that is in English all the
    same is checked as one. Safe for threads: it keeps nothing.

    A statement with a marker that names nothing is judged by its other markers; the marker is the
    writer's to count. Only where there are no others is it at fault for it. A "yes" or "no" before
    it is taken off: to what it says so is no part of the statement.
    """

    def __init__(self, *, language: str = Language.ENGLISH.value) -> None:
        self._language = language

    @property
    def whole(self) -> bool:
        """Whether everything that a statement says is checked. In other languages than English
        only its numbers, dates, symbols, quotations and the names of States and bodies are, and
        whoever shows the statement should say so.
        """
        return self._language == Language.ENGLISH.value

    def __call__(self, written: Written, cited: Sequence[Citation]) -> Verdict:
        """The verdict; ``cited`` are the citations of ``written.numbers``, in that order."""
        if not cited:
            unknown = " ".join(written.unknown)
            fault = Fault.UNKNOWN_MARKER if written.unknown else Fault.NO_MARKER
            return Verdict(written.text, fault, unknown)
        if not any(map(str.isalnum, written.text)):
            return Verdict(written.text)  # markers alone, of which there is nothing to show
        evidence = Evidence.of(cited)
        quoted = quote_exactly(_without_verdict(written.text), evidence)
        if isinstance(quoted, Finding):
            return Verdict(written.text, quoted.fault, quoted.detail)
        for finding in self._findings(quoted, evidence):
            if finding is not None:
                return Verdict(written.text, finding.fault, finding.detail)
        return Verdict(quoted.text)

    def _findings(self, quoted: Quoted, evidence: Evidence) -> Iterator[Finding | None]:
        """What each check finds, in the order in which faults are told."""
        text = quoted.text
        if quoted.spans == (Span(0, len(text)),):
            return
        if self.whole and not any(one.content for one in lexemes(text)):
            yield Finding(Fault.UNSUPPORTED, text)
        yield check_symbols(text, evidence)
        yield check_dates(text, evidence)
        yield check_numbers(text, evidence)
        yield check_votes(text, evidence)
        if not (self.whole or is_english(text)):
            yield check_foreign_names(text, evidence)
            return
        yield check_names(text, evidence, quoted.spans)
        yield check_titles(text, evidence)
        yield check_polarity(text, evidence)
        yield check_ties(text, evidence)
        yield check_quantities(text, evidence)
        yield check_modality(text, evidence)
        yield check_closeness(text, evidence)
        yield check_attribution(text, evidence, quoted.spans)
        yield check_reporting(text, evidence)
        yield check_places(text, evidence, quoted.spans)
        yield check_content(text, evidence, quoted.spans)
        yield check_roles(text, evidence, quoted.spans)
        yield check_unfinished(text, evidence)


def _without_verdict(text: str) -> str:
    """A statement without a "Yes, " or "No, " before it."""
    verdict = _VERDICT.match(text)
    if verdict is None:
        return text
    rest = text[verdict.end() :]
    return rest[:1].upper() + rest[1:]

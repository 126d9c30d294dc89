"""What a statement is held against: the sentences that it points at, and what is known of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.answering.answer import Citation
from app.writing.checking.lexemes import Lexeme, Sort, lexemes, word_keys
from app.writing.checking.segments import Segment, bears, segments
from store.records import Kind

_SPEAKS = frozenset({Kind.RECORD, Kind.STATEMENT, Kind.MEETINGS_COVERAGE})
_COUNCIL_SPEAKS = frozenset({Kind.RESOLUTION, Kind.PRESIDENTIAL_STATEMENT, Kind.PRESS_STATEMENT})
_ON_THE_COUNCIL = frozenset({Kind.BRIEF, Kind.FORECAST}) | _COUNCIL_SPEAKS
_SECTION = re.compile(r"section “([^”]+)”")
# What each kind of document may be called beside its own name.
_CALLED = {
    Kind.BRIEF: "brief briefing note article insight",
    Kind.FORECAST: "forecast monthly article",
    Kind.RECORD: "meeting record verbatim transcript debate session",
    Kind.RESOLUTION: "resolution text Council Security",
    Kind.DRAFT: "draft resolution text",
    Kind.PRESIDENTIAL_STATEMENT: "presidential statement President Council Security",
    Kind.PRESS_STATEMENT: "press statement members Council Security",
    Kind.MEETINGS_COVERAGE: "meeting coverage summary press release debate",
    Kind.LETTER: "letter",
    Kind.REPORT: "report",
    Kind.STATEMENT: "statement speech remarks",
    Kind.GLOSSARY: "glossary term definition",
    Kind.OTHER: "document",
}


@dataclass(frozen=True)
class Source:
    """One sentence that a statement points at."""

    citation: Citation
    number: int

    @cached_property
    def text(self) -> str:
        """Its words, behind those that introduce them."""
        lead_in = self.citation.lead_in
        return f"{lead_in} {self.citation.quote}" if lead_in else self.citation.quote

    @cached_property
    def facts(self) -> str:
        """What the catalogue says of it: title, symbol, speaker, who reports, and what it is."""
        one = self.citation
        given = (
            one.title,
            one.symbol,
            self.speaker,
            one.attribution,
            _CALLED.get(one.kind),
            self._body,
            *_SECTION.findall(one.pinpoint),
        )
        return " . ".join(fact for fact in given if fact)

    @cached_property
    def speaker(self) -> str:
        """Who speaks, as the record prints it; empty where nobody does."""
        if self.citation.kind in _COUNCIL_SPEAKS:
            return "General Assembly" if self._of_assembly else "Security Council, the Council"
        if self.citation.kind not in _SPEAKS:
            return ""
        said = (self.citation.attribution or "").removesuffix(" speaking")
        named = said.partition(", as summarised")[0] if said else ""
        if named and not named.startswith("as summarised"):
            return named
        last = self.citation.pinpoint.rpartition("p. ")[2]
        return last.partition(", ")[2]

    @property
    def _body(self) -> str:
        """The body whose business it is."""
        if self._of_assembly:
            return "General Assembly"
        symbol = self.citation.symbol or ""
        of_council = symbol.startswith(("S/", "SC/")) or self.citation.kind in _ON_THE_COUNCIL
        return "Security Council . the Council" if of_council else ""

    @property
    def _of_assembly(self) -> bool:
        return (self.citation.symbol or "").startswith("A/")

    @cached_property
    def posted(self) -> dt.date | None:
        """The day from which the words of the sentence count."""
        return self.citation.date

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The clauses of its words."""
        return segments(self.text, self.number)


@dataclass(frozen=True)
class Evidence:
    """All the sentences that one statement points at."""

    sources: tuple[Source, ...]

    @classmethod
    def of(cls, citations: Sequence[Citation]) -> Evidence:
        """The evidence that these citations are."""
        return cls(tuple(Source(one, number) for number, one in enumerate(citations)))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The words of each sentence, behind those that introduce them."""
        return tuple(source.text for source in self.sources)

    @cached_property
    def quotable(self) -> tuple[str, ...]:
        """Everything of which words may be quoted, the sentences first."""
        quotes = [source.citation.quote for source in self.sources]
        lead_ins = [s.citation.lead_in for s in self.sources if s.citation.lead_in]
        titles = [source.citation.title for source in self.sources]
        return tuple(dict.fromkeys((*quotes, *lead_ins, *self.texts, *titles)))

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The clauses of all sentences."""
        return tuple(segment for source in self.sources for segment in source.segments)

    @cached_property
    def lexemes(self) -> tuple[Lexeme, ...]:
        """The lexemes of all sentences that say something."""
        return tuple(one for text in self.texts for one in lexemes(text) if one.content)

    @cached_property
    def fact_lexemes(self) -> tuple[Lexeme, ...]:
        """The lexemes of what the catalogue says."""
        return tuple(one for s in self.sources for one in lexemes(s.facts) if one.content)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key of the sentences' words."""
        return frozenset().union(*(word_keys(text) for text in self.texts))

    @cached_property
    def fact_keys(self) -> frozenset[str]:
        """Every key of what the catalogue says."""
        return frozenset().union(*(word_keys(source.facts) for source in self.sources))

    @cached_property
    def common_keys(self) -> frozenset[str]:
        """The keys of words of the sentences that are no names, whatever their capitals."""
        words = [one for one in self.lexemes if one.sort is Sort.WORD]
        return frozenset().union(*(one.keys for one in words))

    def has(self, lexeme: Lexeme) -> bool:
        """Whether the sentences or what the catalogue says of them say what a lexeme says."""
        if lexeme.keys & self.keys or lexeme.keys & self.fact_keys:
            return True
        if lexeme.members:
            known = self.keys | self.fact_keys
            return lexeme.members <= known
        compound = lexeme.parts if lexeme.sort in (Sort.WORD, Sort.NAME) else ()
        return len(compound) > 1 and all(p & (self.keys | self.fact_keys) for p in compound)

    def denies(self, lexeme: Lexeme) -> bool:
        """Whether the sentences have a word that denies it."""
        return bool(lexeme.denied & self.keys)

    def bearing(self, lexeme: Lexeme) -> tuple[Lexeme, ...]:
        """The lexemes of the sentences that say it."""
        return tuple(one for one in self.lexemes if bears(one, lexeme))

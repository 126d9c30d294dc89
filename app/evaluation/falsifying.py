"""False statements made of a sentence by rules, each of which changes one thing that it says.

A statement is only made where it is false: a name, a number or a day that is put in stands nowhere
in the sentence or around it, and only what is not denied is denied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from app.answering.answer import Citation
from app.answering.terms.words import stems_of, words_of
from app.evaluation.evidence import Evidence
from app.evaluation.falsities import (
    ADVANCED,
    COUNTED,
    DENIED,
    MONTHS,
    OPPOSITES,
    QUANTIFIED,
    STATES,
)
from app.evaluation.wordings import continued, first_person, is_plain

_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{2,6}\b(?![/.])")
_PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\. [A-Z][\w’-]+(?: [A-Z][\w’-]+)?")
_STATE = re.compile(r"\b(?:" + "|".join(STATES) + r")\b")
_NUMBER = re.compile(
    r"(?<![\w/.,:(-])\d[\d,]*(?:\.\d+)?\b(?![/)]|-\w|\.\d)|\b(?:" + "|".join(COUNTED) + r")\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!/)")
_MONTH = re.compile(r"\b(?:" + "|".join(MONTHS) + r")\b")
_SYMBOL = re.compile(r"\b[AS]/[A-Z.\d/]*?(\d{2,5})(?![\d/])")
_AUXILIARY = re.compile(
    r"^(?!All\b|Both\b|Each\b|Every\b|Many\b|Most\b|Some\b)"
    r"(?P<before>(?:(?!\b(?:what|that|which|who|whose|when|where|how)\b)[^,;:]){3,90}?"
    r"\b(?:is|are|was|were|has|have|will|can|should)) (?=[a-z])(?!(?:not|no|never|only|also)\b)"
)
_ANY_DENIAL = re.compile(
    r"\b(?:no|not|never|none|nor|neither|nothing|without|cannot|unless|only|hardly|if|whether)\b",
    re.IGNORECASE,
)
_QUOTED = 9  # words of an altered quotation
_APART = 0.25  # share of stems that two sentences on different matters have in common at most
_SWAPPED_LETTERS = 5  # letters of a word that is altered in a quotation


@dataclass(frozen=True, slots=True)
class Pool:
    """What can be put in the place of another: names by kind, as the documents print them."""

    acronyms: tuple[str, ...]
    people: tuple[str, ...]
    states: tuple[str, ...]
    words: tuple[str, ...]


Falsify = Callable[[Citation, Evidence, Pool, Random], str | None]
"""Says something false of what a citation says, or nothing where the rule does not apply."""


def pool_of(evidence: Sequence[Evidence]) -> Pool:
    """The names of these documents, in order."""
    text = "\n".join(document.text for document in evidence)
    long_words = {
        w.text
        for w in words_of(text)
        if w.text.isalpha() and w.text.islower() and len(w.text) > _SWAPPED_LETTERS
    }
    small = {w.text for w in words_of(text) if w.text.islower()}
    return Pool(
        acronyms=tuple(sorted({a for a in _ACRONYM.findall(text) if a.lower() not in small})),
        people=tuple(sorted(set(_PERSON.findall(text)))),
        states=STATES,
        words=tuple(sorted(long_words)),
    )


def _around(citation: Citation, document: Evidence) -> str:
    """The citation with what stands around it and what is known of it."""
    near = document.text[max(0, citation.start - 600) : citation.end + 600]
    parts = (near, citation.title, citation.pinpoint, citation.lead_in, citation.attribution)
    return " ".join(part for part in parts if part)


def _put(text: str, found: re.Match[str], other: str) -> str:
    return text[: found.start()] + other + text[found.end() :]


def _name(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    around = _around(citation, document)
    kinds = ((_STATE, pool.states), (_PERSON, pool.people), (_ACRONYM, pool.acronyms))
    for pattern, names in kinds:
        found = pattern.search(citation.quote)
        others = [name for name in names if name.split()[-1] not in around]
        if found and others:
            return _put(citation.quote, found, random.choice(others))
    return None


def _number(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    del document, pool
    found = next(
        (m for m in _NUMBER.finditer(citation.quote) if not _in_date(citation.quote, m)), None
    )
    if found is None or (found.start() == 0 and citation.quote[found.end() :].startswith(".")):
        return None
    if found.group().isalpha():
        others = [n for n in COUNTED if n not in citation.quote]
        return _put(citation.quote, found, random.choice(others))
    digits = found.group()
    other = str(int(digits[0]) % 9 + 1) + digits[1:]
    return _put(citation.quote, found, other) if other not in citation.quote else None


def _in_date(quote: str, number: re.Match[str]) -> bool:
    digits = number.group()
    behind, before = quote[number.end() :], quote[: number.start()]
    return bool(
        _YEAR.fullmatch(digits)
        or re.match(r"\s+(?:" + "|".join(MONTHS) + ")", behind)
        or re.search(r"(?:" + "|".join(MONTHS) + r")\s+$", before)
        or re.search(r"\b(?:[Rr]esolutions?|Articles?|rules?|paragraphs?|No\.)\s+$", before)
    )


def _date(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    del document, pool
    quote = citation.quote
    if found := _MONTH.search(quote):
        others = [month for month in MONTHS if month not in quote]
        return _put(quote, found, random.choice(others))
    if found := _YEAR.search(quote):
        other = str(int(found.group()) + random.choice((-3, -2, 2, 3)))
        return _put(quote, found, other) if other not in quote else None
    return None


def _symbol(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    del document, pool
    found = _SYMBOL.search(citation.quote)
    if found is None:
        return None
    digits = list(found[1])
    random.shuffle(digits)
    other = "".join(digits)
    if other in citation.quote or other.startswith("0"):
        return None
    return citation.quote[: found.start(1)] + other + citation.quote[found.end(1) :]


def _denied(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    del document, pool, random
    if _ANY_DENIAL.search(citation.quote):
        return None
    found = _AUXILIARY.match(citation.quote)
    return _put(citation.quote, found, f"{found['before']} not ") if found else None


def _affirmed(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    del document, pool, random
    return _changed(citation.quote, DENIED)


def _advanced(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    del document, pool, random
    return None if _ANY_DENIAL.search(citation.quote) else _changed(citation.quote, ADVANCED)


def _quantified(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    del document, pool, random
    return _changed(citation.quote, QUANTIFIED)


def _changed(quote: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    for pattern, other in pairs:
        changed, count = re.subn(pattern, other, quote, count=1)
        if count:
            return changed[0].upper() + changed[1:]
    return None


def _opposite(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    del document, pool, random
    if _ANY_DENIAL.search(citation.quote):
        return None
    for one, other in (*OPPOSITES, *((b, a) for a, b in OPPOSITES)):
        if found := re.search(rf"(?<!-)\b{one}\b", citation.quote):
            return _put(citation.quote, found, other)
    return None


def _attributed(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    """Told of another speaker of the same record."""
    del pool
    said = citation.attribution or ""
    if not said.endswith(" speaking") or first_person(citation.quote):
        return None
    speaker = said.removesuffix(" speaking")
    others = {
        other
        for c in document.citations
        if (other := (c.attribution or "").removesuffix(" speaking"))
        and other != speaker
        and not set(re.findall(r"\w{4,}", other)) & set(re.findall(r"\w{4,}", _own(citation)))
    }
    if not others:
        return None
    return f"{random.choice(sorted(others))} said that {continued(citation.quote)}"


def _own(citation: Citation) -> str:
    return " ".join((citation.quote, citation.attribution or "", citation.lead_in or ""))


def _misquoted(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    """A run of its words in quotation marks, one of them another."""
    del document
    return _altered_quotation(citation, pool, random, every=_QUOTED)


def _half_invented(
    citation: Citation, document: Evidence, pool: Pool, random: Random
) -> str | None:
    """A quotation of which every second word is invented."""
    del document
    return _altered_quotation(citation, pool, random, every=2)


def _altered_quotation(citation: Citation, pool: Pool, random: Random, every: int) -> str | None:
    words = citation.quote.rstrip(".;").split()
    if len(words) <= _QUOTED:
        return None
    start = random.randrange(len(words) - _QUOTED)
    quoted = words[start : start + _QUOTED]
    usable = [i for i, w in enumerate(quoted) if w.isalpha() and w.islower() and len(w) > 3]
    if not usable:
        return None
    changed = usable if every == 2 else [random.choice(usable)]
    for index in changed:
        quoted[index] = random.choice([w for w in pool.words if w[:3] != quoted[index][:3]])
    where = citation.symbol or f"“{citation.title}”"
    return f"{where} speaks of “{' '.join(quoted).strip(',:')}”."


def _elsewhere(citation: Citation, document: Evidence, pool: Pool, random: Random) -> str | None:
    """What another sentence of the document says, on another matter."""
    del pool
    own = stems_of(_around(citation, document))
    apart = [
        c.quote
        for c in document.citations
        if is_plain(c.quote)
        and not first_person(c.quote)
        and len(stems_of(c.quote) & own) <= _APART * len(stems_of(c.quote))
    ]
    return random.choice(apart) if apart else None


FALSIFICATIONS: Mapping[str, Falsify] = MappingProxyType(
    {
        "name": _name,
        "number": _number,
        "date": _date,
        "symbol": _symbol,
        "negation put in": _denied,
        "negation taken out": _affirmed,
        "modality": _advanced,
        "quantifier": _quantified,
        "opposite": _opposite,
        "attribution": _attributed,
        "quotation altered": _misquoted,
        "quotation invented": _half_invented,
        "another sentence": _elsewhere,
    }
)
"""The rules, by what they make false."""

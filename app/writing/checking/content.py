"""Content: every word of a statement that says something is borne out by its sources.

By itself, by a form of it, or by a word of the table of those that say the same. The nearness of
two words in the embedding model licenses none: the days of the week, husband and wife, and the
points of the compass are nearer to each other there than most words that say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from app.writing.checking.entities import BODY, STATE
from app.writing.checking.evidence import Evidence
from app.writing.checking.finding import Finding
from app.writing.checking.forms import bare, root
from app.writing.checking.lexemes import Lexeme, Sort, lexemes
from app.writing.checking.modality import expects, obliges
from app.writing.checking.numbers import find_numbers
from app.writing.checking.synonyms import broader
from app.writing.checking.wordlists import (
    checked_elsewhere,
    expecting,
    light,
    referring,
    saying,
)
from app.writing.contracts import Fault
from store.records import Span

_NAMED_KINDS = {
    root("countries"): (STATE,),
    root("states"): (STATE,),
    root("members"): (STATE,),
    root("organizations"): (BODY,),
    root("bodies"): (BODY,),
}
"""What names of States and bodies may be called."""
_SYMBOL = root("symbol")
_OBLIGING = frozenset({root("require"), root("oblige")})
_ASKING = frozenset({"ask", "question", "pose", "rais"})
"""Roots of words that tell that a source is a question."""


def check_content(text: str, evidence: Evidence, quoted: Sequence[Span] = ()) -> Finding | None:
    """The words of a statement that its sources do not bear out, where there are any."""
    counted = [number.span for number in find_numbers(text)]
    asked = any("?" in source for source in evidence.texts)
    row = lexemes(text)
    missing = [
        lexeme
        for lexeme, after in zip_longest(row, row[1:])
        if lexeme.sort is Sort.WORD
        and not any(span.overlaps(lexeme.span) for span in (*quoted, *counted))
        and not (asked and root(lexeme.text) in _ASKING)
        and not is_licensed(lexeme)
        and not _is_carried_out(lexeme, after)
        and not _is_short_form(lexeme, after)
        and not is_borne_out(lexeme, evidence)
    ]
    if not missing:
        return None
    return Finding(Fault.UNSUPPORTED, " ".join(one.text for one in missing[:3]))


def _is_carried_out(lexeme: Lexeme, after: Lexeme | None) -> bool:
    """Whether a word only says that something was done: "carried out"."""
    return root(lexeme.text) == root("carry") and after is not None and after.lower == "out"


def _is_short_form(lexeme: Lexeme, after: Lexeme | None) -> bool:
    """Whether a word only says that one name is another's: "short for"."""
    return lexeme.lower == "short" and after is not None and after.lower == "for"


def is_licensed(lexeme: Lexeme) -> bool:
    """Whether a statement may have a word whatever its sources have."""
    plain = bare(lexeme.text)
    words = light() | referring() | saying()
    return (
        plain in words
        or lexeme.lower in words
        or lexeme.lower.replace("’", "'") in (checked_elsewhere())
    )


def is_borne_out(lexeme: Lexeme, evidence: Evidence) -> bool:
    """Whether the sources have a word, one that says the same, or one that is denied here."""
    if evidence.has(lexeme) or evidence.denies(lexeme):
        return True
    if root(lexeme.text) in _OBLIGING and any(map(obliges, evidence.texts)):
        return True
    if lexeme.lower in expecting() and any(map(expects, evidence.texts)):
        return True
    narrower = _broader().get(root(lexeme.text), frozenset())
    keys = evidence.keys | evidence.fact_keys
    if any(root(word) in keys for word in narrower):
        return True
    if root(lexeme.text) == _SYMBOL and any(one.sort is Sort.SYMBOL for one in evidence.lexemes):
        return True
    kinds = _NAMED_KINDS.get(root(lexeme.text))
    return kinds is not None and any(key.startswith(kinds) for key in keys)


@lru_cache(maxsize=1)
def _broader() -> dict[str, frozenset[str]]:
    return {root(word): others for word, others in broader().items()}

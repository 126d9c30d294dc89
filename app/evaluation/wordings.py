"""Which sentences statements can be made of, and small changes of wording that keep the sense."""

from __future__ import annotations

import re

from app.answering.terms.words import words_of

_SHORTEST, _LONGEST = 7, 60  # words of a sentence that statements are made of
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|may|might|can|could|should|must|did|does"
    r"|remains?|asks?|says?|said|calls?|called|rejected|wants?|needs?|consider|carr(?:y|ies)"
    r"|gives?|gave|makes?|made|took|takes?|went|\w{3,}ed)\b"
)
_OPENS_SMALL = frozenset(
    """
    a across all also although an and any as at because before between both but by currently despite
    during each every finally first for from furthermore he here his how however if in it its last
    many more moreover most next no now of on one otherwise our over recently regrettably second
    secondly several she since so some such that the their them then there therefore these they
    third thirdly this those three through thus to today two under unfortunately until we what when
    whenever where whether which while with within without yet
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s|me|let)\b(?!\.)")


def is_plain(quote: str) -> bool:
    """Whether a quotation is a whole sentence of a usual length, in English."""
    words = words_of(quote)
    return (
        _SHORTEST <= len(words) <= _LONGEST
        and quote[:1].isupper()
        and quote.endswith(".")
        and marks_pair(quote)
        and not re.match(r"[A-Z]{1,3}\.", quote)
        and bool(_FINITE.search(quote))
    )


def marks_pair(text: str) -> bool:
    """Whether its quotation marks are closed, which in extracted text they sometimes are not."""
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def first_person(quote: str) -> bool:
    """Whether it speaks of its speaker as "I" or "we", so that it cannot be told of them as is."""
    return bool(_FIRST_PERSON.search(quote))


def continued(quote: str) -> str:
    """The sentence as it goes on behind another: without a capital that its place alone gave it."""
    first = quote.split(maxsplit=1)[0].strip(",")
    return quote[0].lower() + quote[1:] if first.lower() in _OPENS_SMALL else quote


def without_stop(text: str) -> str:
    """The sentence without its last full stop."""
    return text.removesuffix(".")

"""Understanding: the question as written becomes the question as read.

Misspelt words that the library knows are corrected, follow-ups are made standalone from the
history, and what is asked for (a fact, a definition, an opinion) is recognised. Whatever was
changed is kept, so that it can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.answering.answer import Correction, Turn
from app.answering.followups import standalone
from app.answering.spelling import Speller
from store.errors import QuestionError
from store.symbols import find_symbols

_LONGEST = 2_000
"""Characters; a longer text is not a question."""

_EVALUATIVE = (
    r"justif(?:ied|iable)|right|wrong|fair|unfair|good|bad|better|best|worse|worst|legitimate"
    r"|illegitimate|reasonable|unreasonable|moral|immoral|ethical|unethical|wise|unwise|sensible"
    r"|hypocritical|excessive|acceptable|unacceptable|sincere|honest|to blame"
)
_OPINION = re.compile(
    rf"^(?:so |but |and )?(?:"
    rf"(?:is|are|was|were|isn[’']t|aren[’']t|wasn[’']t)\b.*\b(?:{_EVALUATIVE})\W*$"
    rf"|(?:do|does|did|don[’']t) you (?:think|believe|agree|feel)\b"
    rf"|what do you (?:think|believe|feel)\b|in your (?:opinion|view)\b|(?:what is )?your opinion\b"
    rf"|should\b|ought\b|who (?:is|was) (?:right|wrong|to blame)\b"
    rf"|which (?:side|country|position) (?:is|was) (?:{_EVALUATIVE})\b)",
    re.IGNORECASE,
)
_ARTICLE = r"(?:an? |the )?"
_TERM = rf"{_ARTICLE}[\"“‘']?(?P<{{0}}>[^\"”’'?]+?)[\"”’']?"
_ONE, _OTHER = _TERM.format("one"), _TERM.format("other")
_DEFINITIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^what (?:is|are) (?:meant by|the meaning of) {_ONE}\W*$",
        rf"^what does {_ONE} (?:mean|stand for|refer to)\W*$",
        rf"^(?:please )?(?:define|explain the term|spell out) {_ONE}\W*$",
        rf"(?:difference|distinction) between {_ONE} and {_OTHER}\W*$",
        rf"^how (?:does|do|is|are) {_ONE} (?:differ(?:ent)?|distinct) from {_OTHER}\W*$",
        # "The briefers" are some that were spoken of; "the P3" and "a briefer" are terms.
        rf"^(?:what|who) (?:is|are) (?:(?!the\b){_ONE}|(?-i:the (?=[A-Z0-9])){_OTHER})\W*$",
    )
)


# Past and future auxiliaries, and days and years.
_EVENT = re.compile(
    r"\b(?:did|was|were|wasn[’']t|weren[’']t|didn[’']t|will|won[’']t|has|have|had|going to|when"
    r"|yesterday|today|tomorrow|last|next|recent(?:ly)?|latest|(?:1[0-9]|20)[0-9]{2})\b",
    re.IGNORECASE,
)


class Asks(StrEnum):
    """What the question wants, where that changes the way to an answer."""

    FACT = "fact"
    DEFINITION = "definition"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    ``text`` is what retrieval and reading use; ``terms`` what a definition is asked of;
    ``symbols`` the UN documents that it names, in canonical form; ``of_an_event`` whether it asks
    what happened or will happen, which a glossary cannot know.
    """

    written: str
    text: str
    asks: Asks
    terms: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    of_an_event: bool = False


def understand(written: str, history: Sequence[Turn], speller: Speller) -> Question:
    """Reads one question, in the light of what was said before it.

    Raises :class:`QuestionError` where the text is empty or too long to be a question.
    """
    text = " ".join(written.split())
    if not any(character.isalnum() for character in text):
        raise QuestionError("the question is empty", "write what you want to know")
    if len(text) > _LONGEST:
        raise QuestionError(
            f"the question has {len(text):,} characters",
            f"shorten it to {_LONGEST:,} or fewer",
        )
    corrected, corrections = speller.correct(text)
    understood = standalone(corrected, history)
    asks, terms = _asks(corrected)
    return Question(
        written=written,
        text=understood,
        asks=asks,
        terms=terms,
        symbols=tuple(dict.fromkeys(found.symbol for found in find_symbols(understood))),
        corrections=corrections,
        of_an_event=bool(_EVENT.search(understood)),
    )


def _asks(text: str) -> tuple[Asks, tuple[str, ...]]:
    if _OPINION.search(text):
        return Asks.OPINION, ()
    for pattern in _DEFINITIONS:
        match = pattern.search(text)
        if match:
            return Asks.DEFINITION, tuple(term.strip() for term in match.groups() if term)
    return Asks.FACT, ()

"""Understanding: the question as written becomes the question as read.

Misspelt words that the library knows are corrected, follow-ups are made standalone from the
history, and what is asked for (a fact, a definition, an opinion) is recognised. Whatever was
changed is kept, so that it can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.answering.answer import Correction, Turn
from app.answering.followups import standalone
from app.answering.kinds import Asks, recognise
from app.answering.spelling import Speller
from store.errors import QuestionError
from store.symbols import find_symbols

_LONGEST = 2_000
"""Characters; a longer text is not a question."""


# Past and future auxiliaries, and days and years.
_EVENT = re.compile(
    r"\b(?:did|was|were|wasn[’']t|weren[’']t|didn[’']t|will|won[’']t|has|have|had|going to|when"
    r"|yesterday|today|tomorrow|last|next|recent(?:ly)?|latest|(?:1[0-9]|20)[0-9]{2})\b",
    re.IGNORECASE,
)


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
    recognised = recognise(corrected)
    return Question(
        written=written,
        text=understood,
        asks=recognised.asks,
        terms=recognised.terms,
        symbols=tuple(dict.fromkeys(found.symbol for found in find_symbols(understood))),
        corrections=corrections,
        of_an_event=bool(_EVENT.search(understood)),
    )

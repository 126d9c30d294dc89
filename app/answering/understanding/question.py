"""Understanding: the question as written becomes the question as read.

Another language's names and known words are put into English, misspelt words that the library
knows are corrected, follow-ups are made standalone from the history, short forms and full names are
put into the form that the library prints, "last year" becomes the year, and what is asked for (a
fact, a definition, an opinion) is recognised. Whatever was changed is kept, so that it can be
shown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from app.answering.answer import Correction, Turn
from app.answering.recognising.kinds import Asks, Recognised, recognise
from app.answering.tongues.detecting import Language, detect
from app.answering.tongues.phrases import find_names
from app.answering.tongues.translating import Translation, in_english
from app.answering.understanding.bridging import Bridged, Prints, bridged
from app.answering.understanding.followups import Conversation, conversation_of, readings
from app.answering.understanding.spelling import Speller
from app.answering.understanding.timespans import Timespan, find_timespan, with_days_named
from store.errors import QuestionError
from store.records import Alias
from store.symbols import find_symbols

_LONGEST = 2_000
"""Characters; a longer text is not a question."""
_MOST_READINGS = 3
"""Readings of a follow-up that are tried."""


# Past and future auxiliaries, and days and years.
_EVENT = re.compile(
    r"\b(?:did|was|were|wasn[’']t|weren[’']t|didn[’']t|will|won[’']t|has|have|had|going to|when"
    r"|yesterday|today|tomorrow|last|next|recent(?:ly)?|latest|(?:1[0-9]|20)[0-9]{2})\b",
    re.IGNORECASE,
)
# What was added behind a follow-up says what it is about and not what it asks.
_ADDED = re.compile(r" \([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    ``text`` is what retrieval and reading use; ``terms`` what a definition is asked of;
    ``symbols`` the UN documents that it names, in canonical form; ``of_an_event`` whether it asks
    what happened or will happen, which a glossary cannot know. ``alternatives`` are other texts
    that it may mean, the likelier first; ``bridges`` the same with a short form or a full name in
    the other form. Of a follow-up, ``follows`` is what it leans on and
    ``asked`` its own words, corrected.
    ``complete``: of a question in another language every word was read; ``readable``: enough was.
    ``within`` are the days that it is about where it gives a range.
    """

    written: str
    text: str
    asks: Asks
    terms: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    of_an_event: bool = False
    alternatives: tuple[str, ...] = ()
    bridges: tuple[str, ...] = ()
    follows: Conversation | None = None
    asked: str = ""
    language: Language = Language.ENGLISH
    complete: bool = True
    readable: bool = True
    within: Timespan | None = None

    def read_as(self, text: str) -> Question:
        """The same question in another reading."""
        recognised = recognise(_ADDED.sub("", text))
        if self.within is not None and text == self.within.without:
            # Without its days "what happened between … and …" still asks for a course of events.
            recognised = Recognised(self.asks, self.terms)
        return replace(
            self,
            text=text,
            asks=recognised.asks,
            terms=recognised.terms,
            symbols=tuple(dict.fromkeys(found.symbol for found in find_symbols(text))),
            of_an_event=bool(_EVENT.search(text)),
        )

    def reworded(self, read: Question) -> Question:
        """This follow-up as another wording of it is read; its own reading is tried after that."""
        return replace(
            read,
            written=self.written,
            alternatives=(*read.alternatives, self.text)[: _MOST_READINGS - 1],
            follows=self.follows,
            asked=self.asked,
            language=self.language,
        )


def understand(
    written: str,
    history: Sequence[Turn],
    speller: Speller,
    *,
    today: dt.date | None = None,
    languages: Collection[str] = (),
    prints: Prints | None = None,
    explained: Collection[Alias] = (),
) -> Question:
    """Reads one question, in the light of what was said before it, as asked on this day.

    ``prints`` says whether the library prints a name, ``explained`` are the short forms that its
    documents explain. ``languages`` are those
    of the documents held: a question in one of them may also be put to them as it stands.

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
    language = detect(text)
    english = _english(text, language, speller)
    corrected, corrections = _corrected(english.text, language, speller)
    conversation = conversation_of([_in_english(turn, speller) for turn in history])
    read = readings(corrected, conversation)
    dated = [with_days_named(reading, today) for reading in read]
    bridges = [bridged(one, prints, explained) if prints else Bridged(one) for one in dated]
    first, *others = (one.text for one in bridges)
    timespan = find_timespan(first, today)
    if timespan is not None:
        others = [timespan.without, *others]
    if language is not Language.ENGLISH and language.value in languages:
        others = [text, *others]
    question = Question(
        written=written,
        text=first,
        asks=Asks.FACT,
        corrections=(*corrections, *bridges[0].corrections),
        alternatives=tuple(others[: _MOST_READINGS - 1]),
        bridges=bridges[0].alternatives[: _MOST_READINGS - 1],
        follows=conversation if read != (corrected,) else None,
        asked=corrected,
        language=language,
        complete=english.complete,
        readable=english.carries,
        within=timespan,
    )
    return question.read_as(first)


def _english(text: str, language: Language, speller: Speller) -> Translation:
    if language is Language.ENGLISH:
        return Translation(text, complete=True, carries=True)
    if language is Language.OTHER:
        # Its names and symbols may still be found.
        return Translation(text, complete=False, carries=bool(find_symbols(text)))
    return in_english(text, language, name_like=speller.name_like, word_like=speller.word_like)


def _corrected(
    text: str, language: Language, speller: Speller
) -> tuple[str, tuple[Correction, ...]]:
    """Names in other languages put into English, then misspelt words corrected."""
    if language is not Language.ENGLISH:
        return text, ()
    named: list[Correction] = []
    for name in reversed(find_names(text)):
        written = name.span.of(text)
        if not written.isascii() or written.isupper():
            named.insert(0, Correction(written=written, read_as=name.english))
            text = f"{text[: name.span.start]}{name.english}{text[name.span.end :]}"
    corrected, corrections = speller.correct(text)
    return corrected, (*named, *corrections)


def _in_english(turn: Turn, speller: Speller) -> Turn:
    """A question of the conversation in English; answers are quotations and stay."""
    language = detect(turn.content) if turn.role == "user" else Language.ENGLISH
    if language in (Language.ENGLISH, Language.OTHER) or len(turn.content) > _LONGEST:
        return turn
    return Turn(role="user", content=_english(turn.content, language, speller).text)

"""Follow-ups by rule: a question that leans on the conversation is made to stand alone.

"What did they object to?" after "Who are the P3?" is read as "What did the P3 object to?", "And
what did France say?" as the last question asked of France, "And in 2018?" as the last question with
another year, "Why?" as the last question's why. Where nothing is named or nothing can be put in its
place ("And after that?"), what the last question was about is added behind it. There may be several
readings, the likeliest first; the one that is used is shown, so that a wrong guess is seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answering.answer import Turn
from app.answering.terms.words import words_of
from app.answering.understanding.actors import asked_of_another
from app.answering.understanding.ellipsis import elliptic
from app.answering.understanding.referents import Referents, referents_of, with_pronouns
from store.dates import find_dates
from store.records import Span

_PRONOUN = re.compile(r"\b(?:he|him|she|they|them|it|their|his|her|its)\b", re.IGNORECASE)
# A demonstrative that stands for something, which "said that the …" and "groups that act" do not.
_DEMONSTRATIVE = re.compile(
    r"(?:^|\b(?:is|was|were|are|did|does|do|has|had|will|at|of|in|on|after|before|about|with|for"
    r"|from|by|to|since|until|during|and)\s+)(?:that|this|these|those)\b"
    r"|\b(?:since|until|by|before) then\b|\bthere\W*$|\bthe (?:same|former|latter)\b"
    r"|\bthe (?:first|second|third|fourth|fifth|last|other)"
    r"(?: (?:one|two|three|of (?:them|these)))?\W*$",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"^(?:and|but|so|or|also|then|why|how so|how come|(?:what|how) about|and what of"
    r"|(?:what|who|which|where|anything|anyone|any) (?:else|others?))\b",
    re.IGNORECASE,
)
# A vote of which is not said what it was on.
_BARE_VOTE = re.compile(
    r"^(?:who|(?:which|what|how many) (?:of the )?(?:council )?(?:members?|countries|country"
    r"|states?|delegations?)|how many|did any(?:one|body| members?| country| state)?)\s"
    r"(?:voted?|abstain\w*|vetoed|were|was)?(?:\s(?:against|in favou?r|for|no|yes))?\W*$",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\b(?:else|others?|another|next|afterwards|after (?:that|this|it)|later on|more)\b",
    re.IGNORECASE,
)
# "What is a penholder?" and "What is the brief about?" lean on nothing, few as their words are.
_WHOLE = re.compile(
    r"^what (?:is|are|was|were) (?:an? |(?:the|this) (?:briefs?|documents?|records?|reports?"
    r"|resolutions?|letters?|statements?) about\W*$)",
    re.IGNORECASE,
)
_HOW = re.compile(r"\bhow (?:long|many|much|often|far|old)\b", re.IGNORECASE)
_WHO_ELSE = re.compile(
    r"^(?:(?:and|but|so|or)\b[\s,]*)?who(?:\s(?:else|also))?\s"
    r"(?P<does>(?:will|is|are|was|were|has|have|did|would)\s(?!it\b|that\b|this\b|there\b)\w{3,}.*)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“(?P<quote>[^“”]{1,2000})”\s{0,3}\[\d+\]")
_MARKER = re.compile(r"\[\d+\]")
_FEW_WORDS = 1
_MOST_ANCHORS = 8
"""Words: an answer with more names and dates than this points at nothing in particular."""
_MOST_TURNS = 20
"""Of a longer conversation only the end is looked at."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The last question of a conversation, made to stand alone, and what was said to it;
    ``answered``: that was an answer."""

    asked: str = ""
    said: str = ""
    answered: bool = True


def conversation_of(history: Sequence[Turn]) -> Conversation:
    """What a follow-up leans on.

    Earlier questions are made to stand alone first, so that a chain of follow-ups keeps its
    subject.
    """
    known = Conversation()
    for turn in history[-_MOST_TURNS:]:
        if turn.role == "user" and turn.content.strip():
            known = Conversation(readings(turn.content, known)[0])
        elif turn.role == "assistant":
            known = replace(known, said=turn.content, answered=turn.answered)
    return known


def standalone(text: str, history: Sequence[Turn]) -> str:
    """``text`` itself where it stands alone, else its likeliest reading."""
    return readings(text, conversation_of(history))[0]


def asks_for_more(text: str) -> bool:
    """Whether a follow-up wants something other than what was answered: "Who else?"."""
    return bool(_BEYOND.search(text))


def quoted_in(answer: str) -> tuple[str, ...]:
    """The quotations of an answer as it was rendered."""
    return tuple(match["quote"] for match in _QUOTED.finditer(answer))


def readings(text: str, conversation: Conversation) -> tuple[str, ...]:
    """``text`` itself where it stands alone, else what it may mean, the likeliest first."""
    about, said = _about(conversation.asked), conversation.said
    if not about:
        return (text,)
    if another := asked_of_another(text, conversation.asked):
        # "What does China think?" may also be asked afresh.
        return (another,) if _leans(text) else tuple(dict.fromkeys((another, text)))
    replaced = elliptic(text, conversation.asked)
    if not replaced and not _leans(text):
        return (text,)
    if not replaced:
        replaced = _named(text, about, referents_of(conversation.asked, _quotes(said)), said)
    # "These organisations" after a question that found nothing may be those of the documents.
    refused = not conversation.answered
    alone = (text,) if not replaced and refused and _names_its_own(text) else ()
    afresh = _afresh(text) if refused else ()
    return tuple(dict.fromkeys((*replaced, *alone, _behind(text, about, said), *afresh)))


def _leans(text: str) -> bool:
    if _CONTINUES.search(text) or _DEMONSTRATIVE.search(text) or _BARE_VOTE.match(text):
        return True
    pronoun = _PRONOUN.search(text)
    if pronoun:
        # "What did Norway do in its term?": the pronoun points at a name before it.
        return not any(w.name and w.span.end <= pronoun.start() for w in words_of(text))
    if _WHOLE.match(text):
        return False
    words = [word for word in words_of(_HOW.sub(" ", text)) if word.content]
    return len(words) <= _FEW_WORDS and not any(word.name for word in words)


def _afresh(text: str) -> tuple[str, ...]:
    """Who does something, asked anew where there is nobody beside whom it is asked."""
    match = _WHO_ELSE.match(text)
    leans = _PRONOUN.search(text) or _DEMONSTRATIVE.search(text)
    return (f"Who {match['does']}",) if match and not leans else ()


def _names_its_own(text: str) -> bool:
    """Whether a text names whom or what it is about, and leans by a demonstrative alone."""
    if _CONTINUES.search(text) or _BARE_VOTE.match(text) or _PRONOUN.search(text):
        return False
    return any(word.name for word in words_of(text))


def _named(text: str, about: Sequence[str], referents: Referents, said: str) -> tuple[str, ...]:
    """The text with each name that its pronoun may stand for, the first also with what else was
    spoken of.
    """
    named = with_pronouns(text, referents)
    if not named:
        return ()
    name, first = named[0]
    rest = [word for word in about if word not in name.split()]
    return (first, _behind(first, rest, said), *(replaced for _, replaced in named[1:]))


def _behind(text: str, about: Sequence[str], said: str) -> str:
    """The text with what the last question was about behind it."""
    rest = list(about)
    if _DEMONSTRATIVE.search(text) or _CONTINUES.search(text):
        rest += [word for word in _anchors(said) if word not in rest]
    rest = [word for word in rest if word.lower() not in text.lower()]
    return f"{text} ({' '.join(rest)})" if rest else text


def _about(question: str) -> list[str]:
    """The words that carry the last question's meaning, in order, once each."""
    question = _HOW.sub(" ", question)
    return list(dict.fromkeys(word.text for word in words_of(question) if word.content))


def _quotes(answer: str) -> str:
    """What an answer says: of one with numbered quotations only these, for what is around them
    are not the documents' words.
    """
    return " ".join(quoted_in(answer)) if _MARKER.search(answer) else answer


def _anchors(answer: str) -> list[str]:
    """Names and dates of the last answer, to which "that" may point."""
    source = _quotes(answer)
    dates = [found.span for found in find_dates(source, posted=None)]
    words = [w for w in words_of(source) if w.content and (w.name or _dated(w.span, dates))]
    found = list(dict.fromkeys(word.text for word in words))
    return found if len(found) <= _MOST_ANCHORS else []


def _dated(span: Span, dates: Sequence[Span]) -> bool:
    return any(span.overlaps(date) for date in dates)

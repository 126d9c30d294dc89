"""Follow-ups that ask somebody else: "And what did France say?", "Did Kenya agree?", "And China’s
view?".

Such a follow-up names who is asked about and leaves out what: that is the earlier question's topic,
and nothing else of it. Who was asked about there, and what was answered, is in no reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.answering.recognising.asks import CONNECTIVES
from app.answering.terms.parties import party_of
from app.answering.terms.words import words_of
from store.countries import find_state
from store.dates import find_dates
from store.symbols import find_symbols

_OPENS = re.compile(CONNECTIVES, re.IGNORECASE)
# Verbs of saying, holding and voting: without more than a subject they lean on what was asked.
_SAYING = (
    r"(?:say|said|think|thought|believe|feel|felt|react(?:ed)?|respond(?:ed)?|reply|replied|answer"
    r"|agree[d]?|disagree[d]?|vote[d]?|abstain(?:ed)?|argue[d]?|object(?:ed)?|comment(?:ed)?|stand"
    r"|propose[d]?|suggest(?:ed)?|want(?:ed)?|ask(?:ed)? for|call(?:ed)? for|remark|contribute)"
)
_NOUN = (
    r"(?:positions?|views?|stances?|opinions?|reactions?|responses?|answers?|arguments?|concerns?"
    r"|attitudes?|proposals?)"
)
_IT = (
    r"(?:it|that|this|them|these|those"
    r"|(?:the|this|that) (?:same )?(?:matter|issue|subject|topic|question|point|text|same))"
)
_ADVERB = r"(?:\s(?:too|as well|also|instead|there|then|next|itself|in (?:response|reply|turn)))?"
_AUXILIARY = r"(?:did|does|do|has|have|had|would|will|is|was|were|are)"
_ACTOR = r"(?P<actor>\S.{1,79}?)"
_CLAUSE = re.compile(
    rf"^(?P<head>(?:(?P<asks>what|how|why|when|where)\s)?{_AUXILIARY}\s{_ACTOR}\s"
    rf"(?P<verb>{_SAYING}|(?P<other>[a-z]{{2,20}})))"
    rf"(?:\s(?P<link>about|on|over|to|of|for|with|against)(?=\s))?(?:\s(?P<it>{_IT}))?"
    rf"{_ADVERB}[\s?!.]*$",
    re.IGNORECASE,
)
_OWN_NOUN = re.compile(
    rf"^(?P<ask>what (?:is|was|are|were)\s|what about\s|how about\s)?{_ACTOR}[’'](?:s\s|\s)"
    rf"(?P<noun>{_NOUN})(?:\s(?:on|of|about|to)\s{_IT})?[\s?!.]*$",
    re.IGNORECASE,
)
_NOUN_OF = re.compile(
    rf"^(?P<ask>what (?:is|was|are|were)\s|what about\s|how about\s)?(?:the\s)?(?P<noun>{_NOUN})"
    rf"\s(?:of|by|from)\s{_ACTOR}(?:\s(?:on|of|about|to)\s{_IT})?[\s?!.]*$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    rf"^(?:according to|in the (?:view|opinion|words) of)\s{_ACTOR}[\s?!.]*$", re.IGNORECASE
)
_LINKS = {"react": "to", "reply": "to", "object": "to", "stand": "on", "vote": "on"}
_LINKS |= {"respond": "to", "replied": "to", "agree": "on", "disagre": "on", "abstain": "on"}
# Who or what is pointed at, or is everybody, is no other actor.
_NOBODY = re.compile(
    r"^(?:it|he|she|they|we|you|i|one|this|that|these|those|there|any(?:one|body)|every(?:one|body)"
    r"|some(?:one|body)|no(?:body| one)|who(?:ever)?|else|(?:the|any|some|all|what)? ?others?"
    r"|the (?:former|latter|first|second|third|last|same|other)(?: one| two)?)$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:the|all|other|most|some|any|many|its|their)\s", re.IGNORECASE)
_CLAUSE_WORD = re.compile(r"\b(?:that|which|who|whom|where|when|if|whether|not)\b", re.IGNORECASE)
_MOST_WORDS = 8
"""Words of who is asked about."""

_LINKED = tuple(
    re.compile(rf"\b(?P<link>{links})\s+(?!behalf\b|what\b|which\b|whom?\b|whose\b)", re.IGNORECASE)
    for links in (
        "about",
        "regarding|concerning|with (?:regard|respect) to|in relation to",
        "on|over|upon",
    )
)
_ABOUT = frozenset({"about", "on", "over", "upon", "regarding", "concerning"})
_WHO_ELSE = re.compile(
    r"^(?:who|(?:which|what) (?:countr(?:y|ies)|states?|members?|delegations?|speakers?)) else\W*$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"(?:say|state|tell|think|believe|argue|comment|remark)$", re.IGNORECASE)
_MOST_LINKS = 5
_OPENING_CHARACTERS = 40
_LAST_VERB = re.compile(r"\s(?:say|said|state|decide|ask|request|demand|propose|think|mean)$", re.I)
_CAPITALS = (
    r"(?P<actor>(?:the\s)?[A-Z][\w.’-]{0,30}"
    r"(?:\s(?:(?:of|and|for|the)\s){0,2}[A-Z][\w.’-]{0,30}){0,6})"
)
_HOLDING = re.compile(
    rf"^(?i:(?:(?:what|how|why|when|where)\s)?{_AUXILIARY})\s{_CAPITALS}\s"
    r"(?P<verb>[a-z]{2,20})(?P<rest>\s.*)?$"
)
_SUBJECT = re.compile(rf"\b{_AUXILIARY}\s{_CAPITALS}\s(?P<verb>[a-z]{{2,20}})\b")
_HAPPENED = re.compile(
    r"^what (?:has |had )?(?:happened|occurred|took place|changed)\s", re.IGNORECASE
)
_WHAT_IS = re.compile(r"^(?:what|who) (?:is|was|are|were)\s(?P<thing>.+)$", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:in|at|to|from|with|for|against|by|of|during|after|before)\s", re.I)
_BEHIND = re.compile(r"\s\((?P<words>[^()]*)\)$")


@dataclass(frozen=True, slots=True)
class _Topic:
    """What was asked about. ``link`` is the preposition before it; none: these are bare words."""

    words: str
    link: str


def asked_of_another(text: str, asked: str) -> str | None:
    """The earlier question asked of the actor that ``text`` names; none where it names none or has
    a topic of its own.
    """
    opening = _OPENS.match(text)
    bare = text[opening.end() :].strip() if opening else text
    if _WHO_ELSE.match(bare):
        return _of_others(asked.strip())
    head = _head(bare, leans=bool(opening and opening.group().strip()))
    if head is None:
        return None
    topic = _topic_of(asked.strip())
    return _put(head, topic) if topic else f"{head.text}?"


def _of_others(asked: str) -> str | None:
    """ "Who else?" after what somebody said or held: who else said or held it."""
    opening = _OPENS.match(asked)
    match = _HOLDING.match(asked[opening.end() if opening else 0 :].rstrip(" ?!."))
    if match is None or not match["rest"] or not _holds(match["actor"], match["verb"]):
        return None
    verb = "spoke" if _SPEAKS.match(match["verb"]) else f"did {match['verb']}"
    return f"Who else {verb}{match['rest']}?"


@dataclass(frozen=True, slots=True)
class _Head:
    """A follow-up up to where its topic would stand, and the preposition that leads to it: none
    where the topic is the verb's object. ``own``: the follow-up has it.
    """

    text: str
    link: str
    own: bool = False


def _put(head: _Head, topic: _Topic) -> str:
    """The topic behind what is asked of the actor."""
    if not topic.link:
        return f"{head.text}? ({topic.words})"
    link = head.link if head.own or topic.link in _ABOUT else topic.link
    return " ".join(part for part in (head.text, head.link and link, topic.words) if part) + "?"


def _head(bare: str, *, leans: bool) -> _Head | None:
    if (match := _ACCORDING.match(bare)) and _acts(match["actor"]):
        return _Head(f"What did {match['actor']} say", "about")
    for pattern in (_OWN_NOUN, _NOUN_OF):
        match = pattern.match(bare)
        if match and _acts(match["actor"]) and (leans or match["ask"]):
            ask = match["ask"] or ""
            verb = ask.split()[1] if ask.lower().split()[:1] == ["what"] else "is"
            verb = "is" if verb == "about" else verb
            possessive = "’" if match["actor"].endswith("s") else "’s"
            return _Head(f"What {verb} {match['actor']}{possessive} {match['noun']}", "on")
    match = _CLAUSE.match(bare)
    if match is None or not _acts(match["actor"]):
        return None
    if match["other"] and not (leans or match["it"]):
        return None
    text = match["head"][:1].upper() + match["head"][1:]
    if match["link"]:
        return _Head(text, match["link"], own=True)
    return _Head(text, "" if match["it"] else _link(match["verb"]))


def _link(verb: str) -> str:
    """The preposition by which a verb leads to what it is about."""
    return next((link for start, link in _LINKS.items() if verb.lower().startswith(start)), "about")


def _acts(actor: str) -> bool:
    """Whether words name somebody, or a document, that says or does something."""
    if _NOBODY.match(actor) or len(actor.split()) > _MOST_WORDS or _CLAUSE_WORD.search(actor):
        return False
    if any(word.name for word in words_of(f"of {actor}")) or _DETERMINER.match(actor):
        return True
    return find_state(actor) is not None or bool(find_symbols(actor))


def _topic_of(asked: str) -> _Topic | None:
    """What a question is about, without who is asked about it; none where it says nothing of it."""
    if behind := _BEHIND.search(asked):
        return _Topic(behind["words"], "")
    opening = _OPENS.match(asked)
    bare = asked[opening.end() if opening else 0 :].rstrip(" ?!.")
    return _linked(bare) or _of_what_was_held(bare) or _of_what_is(bare) or _in_words(bare)


def _linked(bare: str) -> _Topic | None:
    """What stands behind "about", "regarding" or "on", which leads to no day."""
    for pattern in _LINKED:
        for number, match in enumerate(pattern.finditer(bare)):
            if number == _MOST_LINKS:
                break
            words = bare[match.end() :]
            dates = find_dates(words[:_OPENING_CHARACTERS], posted=None)
            if words and not any(date.span.start == 0 for date in dates):
                return _Topic(_LAST_VERB.sub("", words), match["link"].lower())
    return None


def _of_what_was_held(bare: str) -> _Topic | None:
    """The object of what somebody said, opposed or supported."""
    match = _HOLDING.match(bare)
    if match is None or not _holds(match["actor"], match["verb"]):
        return None
    rest = (match["rest"] or "").strip()
    if not rest:
        return None
    if preposition := _PREPOSITION.match(rest):
        return _Topic(rest[preposition.end() :], preposition.group().strip())
    return _Topic(rest, "about")


def _of_what_is(bare: str) -> _Topic | None:
    if _HAPPENED.match(bare):
        return _Topic(bare[:1].lower() + bare[1:], "about")
    match = _WHAT_IS.match(bare)
    held = _OWN_NOUN.match(bare) or _NOUN_OF.match(bare)
    return _Topic(match["thing"], "about") if match and not held else None


def _in_words(bare: str) -> _Topic | None:
    """The words that carry the meaning of a question of another form, but for who said it."""
    subject = _SUBJECT.search(bare)
    held = subject is not None and _holds(subject["actor"], subject["verb"])
    first, last = subject.span("actor") if subject and held else (0, 0)
    words = [
        word.text for word in words_of(bare) if word.content and not first <= word.span.start < last
    ]
    return _Topic(" ".join(dict.fromkeys(words)), "") if words else None


def _holds(actor: str, verb: str) -> bool:
    """Whether the verb is one by which a party says or holds something."""
    party = party_of(actor)
    return party is not None and party.reported_in(f"{actor} {verb} ")

"""Parties: the States, persons, offices and groups whose words and positions are asked for.

A sentence is a party's own where the party speaks it (a turn in a record, a statement, a letter of
its own), and reported of it where the party is the grammatical subject of a verb of saying or of
holding a position ("Russia maintained that …", "voiced by China"). A mention alone is neither, and
what one speaker says of another is never given to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from app.answering.terms.demonyms import state_of
from store.countries import every_name, find_state, names_of, same_state
from store.records import Span

_LONGEST_SENTENCE = 3_000  # characters; of a longer one the beginning is looked at
_MOST_STEPS = 40
_NATIONAL = ", in national capacity"
_TITLE = re.compile(
    r"^[\w-]+[’']s?\s(?=[A-Z])|\b(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|king|queen|ambassador"
    r"|foreign minister|prime minister|minister|president|general|colonel|captain|lieutenant"
    r"|professor|prof|sheikh|his excellency|her excellency|permanent representative of"
    r"|the representative of|representative|the|of|from)\b\.?",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^(?:the )?(?:[\w-]+ ){0,2}?(?:secretary-general|president|chair|chairman|chairperson"
    r"|chairwoman|high commissioner|special (?:representative|envoy|coordinator)"
    r"|under-secretary-general|minister|prosecutor|speaker)$",
    re.IGNORECASE,
)
_PRESIDES = re.compile(r"The (?:Acting )?President\b")
_OF_ANOTHER = re.compile(r"(?<!\bUN)(?<!\bNations)(?<!\b[Tt]he)(?<=\w)(?<=[A-Z]|[a-z])\s$")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")

_HOLDING = (
    "say|says|said|state|states|stated|tell|tells|told|note|notes|noted|argue[sd]?|maintain(?:s|ed)?"
    "|stress(?:es|ed)?|emphasi[sz]e[sd]?|underline[sd]?|underscore[sd]?|highlight(?:s|ed)?"
    "|express(?:es|ed)?|voice[sd]?|raise[sd]?|oppose[sd]?|object(?:s|ed)?|support(?:s|ed)?"
    "|back(?:s|ed)|favou?r(?:s|ed)?|reject(?:s|ed)?|welcome[sd]?|condemn(?:s|ed)?|criticise[sd]?|criticize[sd]?"
    "|urge[sd]?|call(?:s|ed)? (?:for|on|upon)|called|propose[sd]?|suggest(?:s|ed)?"
    "|recommend(?:s|ed)?|request(?:s|ed)?|insist(?:s|ed)?|believe[sd]?|consider(?:s|ed)?|view(?:s|ed)?|see|sees|saw"
    "|regard(?:s|ed)?|think(?:s)?|thought|want(?:s|ed)?|hope[sd]?|seek(?:s)?|sought|tried|tries"
    "|aim(?:s|ed)?|prefer(?:s|red)?|question(?:s|ed)?|doubt(?:s|ed)?|deny|denies|denied|claim(?:s|ed)?"
    "|assert(?:s|ed)?|affirm(?:s|ed)?|reaffirm(?:s|ed)?|reiterate[sd]?|warn(?:s|ed)?|recall(?:s|ed)?"
    "|acknowledge[sd]?|recogni[sz]e[sd]?|agree[sd]?|disagree[sd]?|accept(?:s|ed)?|refuse[sd]?"
    "|threaten(?:s|ed)?|vote[sd]?|abstain(?:s|ed)?|veto(?:es|ed)?|complain(?:s|ed)?"
    "|demand(?:s|ed)?|announce[sd]?|declare[sd]?|explain(?:s|ed)?|describe[sd]?|remark(?:s|ed)?"
    "|observe[sd]?|point(?:s|ed)? (?:out|to)|commend(?:s|ed)?|praise[sd]?|remind(?:s|ed)?"
    "|appeal(?:s|ed)?|pledge[sd]?|defend(?:s|ed)?|endorse[sd]?|added|adds|comment(?:s|ed)?"
    "|respond(?:s|ed)?|repl(?:y|ies|ied)|contend(?:s|ed)?|characteri[sz]e[sd]?|share[sd]?"
    "|(?:is|are|was|were|remains?|remained|be|been) (?:\\w{1,20}ly )?(?:concerned|opposed|against"
    "|in favou?r|supportive|of the (?:view|opinion)|willing|ready|critical|sceptical|wary|reluctant"
    "|keen|convinced|disappointed|pleased|grateful|determined|committed)"
)
_VERB = re.compile(rf"(?:{_HOLDING})\b", re.IGNORECASE)
_STANCE = (
    r"(?:goals?|aims?|priorit(?:y|ies)|positions?|views?|concerns?|objections?|proposals?|stance"
    r"|opposition|support|request|insistence)"
)
_REPRESENTING = (
    r"(?:representatives?|delegates?|delegations?|ambassadors?|ministers?|governments?|envoys?"
    r"|presidents?|officials?|observers?|spokes\w{1,10}|leaders?|secretar(?:y|ies)|speakers?)"
)
_STATE_OFFICE = re.compile(
    rf"(?:[\w-]+\s){{0,3}}?{_REPRESENTING}(?:\s(?:for|of)(?:\s[\w-]+){{1,4}})?", re.IGNORECASE
)
_MOST_WORDS_OF_A_STATE = 6
_STEP = re.compile(
    r"\s+|\([^()]{0,120}\)|,\s[^,;:()]{1,80},(?=\s)|[,—–)-]"
    rf"|[’']s?\s+(?:(?:\w{{2,15}}\s+){{0,2}}(?:(?i:{_REPRESENTING}))\b"
    r"(?:\s(?:of|for)(?:\s[A-Z]\w{1,20}){1,3})?|(?=[A-Z]))"
    r"|(?:and|or|the|as well as|along with|together with|both|also|too|not|never|has|have|had|did"
    r"|does|do|will|would|again|still|then|later|repeatedly|[a-z]{2,20}ly)\b"
    r"|[A-Z][\w.’-]{0,30}"
)
_BEFORE_LIST = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30}(?:\s[A-Z][\w.’'-]{0,30}){0,4}(?:\s?,\s(?:and\s)?|\sand\s|\sor\s"
    r"|\sas well as\s)(?:the\s)?)$"
)
_ARTICLE_BEFORE = re.compile(r"\b[Tt]he\s$")
_ACCORDING_TO = re.compile(r"\baccording to\s(?:the\s)?$", re.IGNORECASE)
_BY_ITSELF = re.compile(rf"\b{_REPRESENTING} (?:of|from|for)\s(?:the\s)?$", re.IGNORECASE)
_AGENT = re.compile(r"\b(?P<verb>\w{3,20})\s(?:\w{2,15}ly\s)?by\s(?:the\s)?$", re.IGNORECASE)
_STANCE_OF = re.compile(rf"\b{_STANCE}\s(?:of|by|from)\s(?:the\s)?$", re.IGNORECASE)
_GOVERNED = re.compile(
    r"\b(?:of|by|with|between|to|for|against|under|in|on|from|about|at|into|within|towards?|than"
    r"|like|over|among|including|except|unlike|via|through|as|concerning|regarding|that|and its)"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)
_OWN_STANCE = re.compile(rf"[’']s?\s(?:[\w-]{{2,20}}\s){{0,2}}?{_STANCE}\b", re.IGNORECASE)


class Source(Enum):
    """Whose words a sentence is that gives a party's position."""

    SPOKEN = "spoken"
    REPORTED = "reported"


@dataclass(frozen=True)
class Party:
    """A State, person, office or group, as it was named, and every form of its name.

    ``personal``: it is a State, a person or an office, which alone can speak for itself; a body's
    documents speak for it.
    """

    name: str
    state: str | None
    forms: tuple[str, ...]
    personal: bool = True

    def speaks_as(self, label: str) -> bool:
        """Whether a speaker's label ("Mr. Delattre (France)") is this party.

        Who presides speaks for the Council, except in national capacity.
        """
        name, _, rest = label.removesuffix(_NATIONAL).partition("(")
        inside = rest.rstrip().removesuffix(")")
        if self.state is not None:
            if presides(label):
                return False
            return any(
                same_state(part.strip(), self.state)
                for part in (inside, inside.rpartition(",")[2], name)
                if part.strip()
            )
        if _OFFICE.match(self.name):
            return _bare(name) == _bare(self.name)
        own = _untitled(self.name)
        # Another spelling is as long; a last name alone may be another's.
        spelt = [own, *(f for f in map(_untitled, self.forms) if len(f) >= len(own))]
        label_words, called = set(_words(label)), _untitled(name)
        return bool(own) and any(
            set(form) <= label_words or (called and set(called) <= set(form) and form[-1] in called)
            for form in spelt
        )

    def mentions(self, text: str) -> Iterator[Span]:
        """Where a text names this party."""
        pattern = _any_of(self.forms)
        if pattern.search(text) is None:
            return
        if self.state is None:
            office = _OFFICE.match(self.name) is not None
            for match in pattern.finditer(text):
                # "The CSTO Secretary-General" is another's office than "the Secretary-General".
                if not (office and _OF_ANOTHER.search(text[: match.start()][-40:])):
                    yield Span(*match.span())
            return
        # "Sudan" is not named by "South Sudan".
        for match in _every_state().finditer(text):
            if find_state(match.group()) == self.state:
                yield Span(*match.span())

    def reported_in(self, text: str) -> bool:
        """Whether a sentence reports what this party says or holds: the party is the subject of the
        verb, or its agent, or the holder of a position that is named.
        """
        text = text[:_LONGEST_SENTENCE]
        return any(_holds(text, mention) for mention in self.mentions(text))


def party_of(name: str, aliases: dict[str, tuple[str, ...]] | None = None) -> Party | None:
    """The party of that name, or none where the words name nobody.

    ``aliases`` gives the other forms of a group's or a body's name, by the name in lower case.
    """
    bare = _bare(name)
    state = find_state(name)
    if state is not None:
        return Party(name, state, names_of(state))
    known = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    representing = re.match(
        rf"(?:[\w-]+\s){{0,2}}{_REPRESENTING}\s(?:of|from|for)\s(?P<state>.+)$",
        known,
        re.IGNORECASE,
    )
    represented = find_state(representing["state"]) if representing else _represented(known)
    if represented is not None:
        return Party(name, represented, names_of(represented))
    # A name has capitals; what is only described ("members", "some delegations") is nobody.
    named = [w for w in _WORD.findall(_TITLE.sub(" ", known)) if w[0].isupper()]
    if not (named or _OFFICE.match(known)) or not bare:
        return None
    forms = {known, *(aliases or {}).get(bare, ())}
    office = _OFFICE.match(known) is not None
    person = not office and _is_person(name, named)
    if person:  # also called by the last name alone
        own = re.split(r"\s(?:of|from)\s", known)[0]
        forms.update((own, own.split()[-1]))
    return Party(name, None, tuple(sorted(forms)), personal=office or person)


def _represented(name: str) -> str | None:
    """The State in whose name somebody speaks: "New Zealand's foreign minister", "the Dutch
    delegation". Who is named besides is a person.
    """
    words = name.split()
    for count in range(min(len(words) - 1, _MOST_WORDS_OF_A_STATE), 0, -1):
        whose, office = " ".join(words[:count]), " ".join(words[count:])
        bare = re.sub(r"[’']s?$", "", whose)
        state = find_state(bare) or state_of(bare)
        if state is not None and _STATE_OFFICE.fullmatch(office):
            return state
    return None


def _is_person(name: str, named: list[str]) -> bool:
    """Whether a name has a title, or two words and no article: "Sergey Lavrov"."""
    if _TITLE.match(name) is not None and not name.lower().startswith("the "):
        return True
    return len(named) > 1 and name[0].isupper() and not any(word.isupper() for word in named)


def presides(label: str) -> bool:
    """Whether a speaker's label is that of who presides, and so speaks for no State."""
    return _PRESIDES.match(label) is not None and not label.endswith(_NATIONAL)


def states_in(text: str) -> tuple[str, ...]:
    """The States that a text names, in order, each once."""
    found = (find_state(m.group()) for m in _every_state().finditer(text[:_LONGEST_SENTENCE]))
    return tuple(dict.fromkeys(name for name in found if name))


def holder_reported(text: str) -> bool:
    """Whether a sentence reports what anybody says or holds: a name, or "members" and the like,
    as the subject of such a verb, or as its agent.
    """
    return any(_holds(text, Span(*m.span())) for m in _HOLDERS.finditer(text[:_LONGEST_SENTENCE]))


_HOLDERS = re.compile(
    r"\b(?:(?:[Ss]ome|[Mm]any|[Mm]ost|[Ss]everal|[Aa]ll|[Oo]ther|[Cc]ouncil) )?"
    r"(?:members|delegations|States|countries|speakers|representatives|briefers|participants)\b"
    r"|\b(?!(?:The|This|That|These|Those|It|There|In|At|On|For|If|As|However|While|Under|Until)\b)"
    r"[A-Z][\w.’-]{0,30}"
)


def _holds(text: str, mention: Span) -> bool:
    """Whether the verb of which this mention is the subject or agent says what it holds."""
    before, at = text[: mention.start], mention.end
    if _OWN_STANCE.match(text, at):
        return True
    for _ in range(_MOST_STEPS):
        listed = _BEFORE_LIST.search(before[-200:])
        if listed is None:
            break
        before = before[: len(before) - len(listed.group())]
    near = before[-80:]
    agent = _AGENT.search(near)
    if agent and _VERB.fullmatch(agent["verb"]):
        return True
    if _STANCE_OF.search(near):
        return True
    if _ACCORDING_TO.search(near):
        return True
    if not _BY_ITSELF.search(near) and _GOVERNED.search(near):
        return False
    for _ in range(_MOST_STEPS):
        if text[at - 1] in " \n—–)" and _VERB.match(text, at):
            return True
        step = _STEP.match(text, at)
        if step is None or step.end() == at:
            return False
        at = step.end()
    return False


def _untitled(name: str) -> list[str]:
    """The words of a person's name without titles, in lower case."""
    return _words(_TITLE.sub(" ", name))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE).casefold()


@lru_cache(maxsize=256)
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: -len(form))
    names = "|".join(re.escape(form).replace("'", "[’']") for form in longest_first)
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w$-])")


@lru_cache(maxsize=1)
def _every_state() -> re.Pattern[str]:
    return _any_of(every_name())

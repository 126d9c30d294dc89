"""What a pronoun may stand for: the people, groups and things that were just spoken of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.answering.terms.words import Word, words_of
from store.countries import find_state

_SINGULAR = re.compile(r"\b(?:he|him|she)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:they|them)\b", re.IGNORECASE)
_THING = re.compile(r"\bit\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(?:their|his|her|its)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|him|she|they|them|it|their|his|her|its)\b", re.IGNORECASE)
# "Is it clear that …", "how long does it take": no thing is meant.
_EMPTY_IT = re.compile(r"\bit (?:is |was )?(?:take|takes|took|clear|true|possible|known)\b", re.I)
_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Sir|Dame|Lord|Baroness|President|Minister|Ambassador|Representative|Envoy"
    r"|Secretary-General|Chairman|Chair|Prime Minister|General|Judge|Prince|King|Sheikh)\.?\s{1,2}"
    r"(?:of \w{1,30} )?$"
)
_ARTICLE_BEFORE = re.compile(r"\b[Tt]he\s$")
_MOST = 3
"""Referents that are tried."""


# "The mandate of MINUSCA", "a press statement": from its article to the end or to a verb.
_PHRASE = re.compile(r"\b(?:the|an?|any) (?P<phrase>[^?.,;()“”]{3,80})", re.IGNORECASE)
_ENDS_PHRASE = re.compile(
    r"\s(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|that|which"
    r"|who|say|said|says|about|take|be|been|[a-z]{2,15}ed)\b",
    re.IGNORECASE,
)
_PLURAL_NOUN = re.compile(r"\b[a-z]{3,20}(?<!s)s\b")
_LEADS = re.compile(r"^\W*(?:\S+ ){0,3}?(?:it|he|she|they|its|his|her|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Referents:
    """What was named, in the order in which it was: persons, groups or things with their article,
    and phrases without a name ("the draft resolution").
    """

    persons: tuple[str, ...]
    others: tuple[str, ...]
    phrases: tuple[str, ...] = ()


def referents_of(asked: str, said: str) -> Referents:
    """The referents of the last question, and those of its answer where it had none."""
    persons, others = _parted(asked)
    phrases = tuple(_phrases(asked))
    more_persons, more_others = _parted(said)
    return Referents(persons or more_persons, others if others or phrases else more_others, phrases)


def _parted(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a text: persons, and all others."""
    # A title alone is nobody's name.
    runs = {run: None for run in _runs(text) if not _TITLE.fullmatch(f"{run[0]} ")}
    return (
        tuple(name for name, is_person in runs if is_person),
        tuple(name for name, is_person in runs if not is_person),
    )


def _phrases(asked: str) -> list[str]:
    found = []
    for match in _PHRASE.finditer(asked):
        phrase = match["phrase"].strip()
        if verb := _ENDS_PHRASE.search(f" {phrase}"):
            phrase = phrase[: max(0, verb.start() - 1)].strip()
        if phrase and phrase[0].islower():
            found.append(f"the {phrase}")
    return found


def with_pronouns(text: str, referents: Referents) -> list[tuple[str, str]]:
    """Each referent that the text's pronoun may stand for, with the text in which it does.

    Only where that is the text's one pronoun and it agrees in number.
    """
    found = _PRONOUN.findall(text)
    if len(found) != 1 or _names_before(text) or _EMPTY_IT.search(text):
        return []
    candidates, pronoun, ending = _candidates(text, found[0].lower(), referents)
    put = [pronoun.split(text, maxsplit=1) for _ in candidates[:_MOST]]
    return [
        (name, f"{before}{name}{ending}{after}")
        for name, (before, after) in zip(candidates, put, strict=False)
    ]


def _names_before(text: str) -> bool:
    """Whether a name stands where the pronoun may mean it: before it, or, where it does not lead,
    anywhere.
    """
    pronoun = _LEADS.match(text)
    until = pronoun.end() if pronoun else len(text)
    return any(word.name and word.span.start < until for word in words_of(text))


def _candidates(
    text: str, pronoun: str, referents: Referents
) -> tuple[tuple[str, ...], re.Pattern[str], str]:
    """Who or what the pronoun may stand for, the pattern that finds it, and the name's ending."""
    if _SINGULAR.search(text):
        return referents.persons, _SINGULAR, ""
    groups = tuple(filter(_is_group, referents.others))
    several = tuple(phrase for phrase in referents.phrases if _PLURAL_NOUN.search(phrase))
    if _PLURAL.search(text):
        return (*groups, *several), _PLURAL, ""
    # Who does something is mostly who did something before; what is done to is mostly what was
    # spoken of last.
    names = referents.others if _LEADS.search(text) else referents.others[::-1]
    things = (*(p for p in referents.phrases if p not in several), *names)
    if _THING.search(text):
        return things, _THING, ""
    if pronoun in ("his", "her"):
        return referents.persons, _POSSESSIVE, "’s"
    return (*groups, *several) if pronoun == "their" else things, _POSSESSIVE, "’s"


def _is_group(name: str) -> bool:
    return name.lower().startswith("the ") or name.isupper() or find_state(name) is not None


def _runs(text: str) -> list[tuple[str, bool]]:
    """The names in a text, each with whether it is a person's."""
    runs: list[list[Word]] = []
    previous: Word | None = None
    opening: Word | None = None
    for word in words_of(text):
        if not word.name:
            previous = None
            # A sentence opens with a capital, a name's or not: "Ingrid Haldorsen spoke".
            opening = word if word.content and word.text[0].isupper() else None
            continue
        gap = text[previous.span.end : word.span.start] if previous else "-"
        if previous is not None and gap in (" ", "\u00a0", ". "):
            runs[-1].append(word)
        elif opening and text[opening.span.end : word.span.start] == " ":
            runs.append([opening, word])
        else:
            runs.append([word])
        previous, opening = word, None
    return [_named(text, run) for run in runs]


def _named(text: str, run: list[Word]) -> tuple[str, bool]:
    start, end = run[0].span.start, run[-1].span.start + len(run[-1].text)
    name = text[start:end]
    before = text[max(0, start - 40) : start]
    person = _is_person(name, before, run)
    article = "the " if _ARTICLE_BEFORE.search(before) and not person else ""
    return article + name, person


def _is_person(name: str, before: str, run: list[Word]) -> bool:
    if _TITLE.search(before) or _TITLE.match(f"{run[0].text} "):
        return True
    if _ARTICLE_BEFORE.search(before) or find_state(name) or name.isupper():
        return False
    return len(run) > 1 and not any(word.text.isupper() for word in run)

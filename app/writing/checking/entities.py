"""Names in running text that have several forms: States, bodies of the United Nations, groups.

"Russia", "the Russian Federation" and "Russian" are one name, and so are "UNODC" and "the United
Nations Office on Drugs and Crime". Each is known by keys that two texts can share; a short form
that stands for two things has the keys of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from app.answering.terms.acronyms import short_forms
from app.answering.terms.demonyms import adjectives
from app.answering.tongues.folding import fold
from store.countries import every_name, find_state
from store.records import Span

STATE = "state:"
"""What the key of a State begins with."""
BODY = "body:"
"""What the key of a body or an organisation, or of anything else with a short form, begins with."""

_WORD = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s\b|(?<=s)[’'](?!\w)")
_CONNECTS = re.compile(r"[\s’'.]{0,3}[-‐‑–]?[\s]{0,3}|\.?\s\(|\)")
_PLURALS = ("Americans", "Russians", "Ukrainians", "Palestinians", "Syrians", "Afghans", "Israelis")
_FURTHER = (
    ("state:united kingdom of great britain and northern ireland", ("the UK", "Britain", "U.K.")),
    ("state:united states of america", ("U.S.", "U.S.A.", "America", "American")),
    ("state:democratic people's republic of korea", ("DPR Korea",)),
    ("state:central african republic", ("CAR",)),
    ("state:republic of korea", ("ROK",)),
    ("state:bosnia and herzegovina", ("BiH",)),
    ("body:un", ("United Nations", "UN", "U.N.")),
    ("body:security council", ("Security Council", "UN Security Council")),
)
# Informal groups whose members do not change: the permanent members, all and the western ones.
_P3 = ("France", "United Kingdom", "United States")
_GROUPS = {"P3": _P3, "P5": (*_P3, "China", "Russian Federation")}


@dataclass(frozen=True, slots=True)
class Entity:
    """A name found: its characters, and the keys that any other form of it has too.

    ``members`` are the keys of those who make up a group.
    """

    span: Span
    keys: frozenset[str]
    members: frozenset[str] = frozenset()


@dataclass
class _Node:
    after: dict[str, _Node] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    # As it has to be written, where only its capitals make it a name: "WHO".
    written: str | None = None


def find_entities(text: str) -> list[Entity]:
    """The names known, in order, of those that overlap the longest first."""
    words = [(m, _plain(m.group())) for m in _WORD.finditer(_without_possessives(text))]
    found: list[Entity] = []
    at = 0
    while at < len(words):
        match = _longest(text, words, at)
        if match is None:
            at += 1
            continue
        after, keys = match
        span = Span(words[at][0].start(), words[after - 1][0].end())
        members = frozenset().union(*(_members().get(key, frozenset()) for key in keys))
        found.append(Entity(span, frozenset(keys), members))
        at = after
    return found


def group_members(key: str) -> frozenset[str]:
    """The keys of the States that make up a group; none where the key is no group's."""
    return _members().get(key, frozenset())


def state_key(name: str) -> str | None:
    """The key of a State by any of its names."""
    state = find_state(name)
    return STATE + state.casefold() if state else None


def _longest(
    text: str, words: list[tuple[re.Match[str], str]], at: int
) -> tuple[int, set[str]] | None:
    first = words[at][0].group()
    if not first[0].isupper():
        return None
    node, index = _tree(), at
    best: tuple[int, set[str]] | None = None
    while index < len(words) and (below := node.after.get(words[index][1])) is not None:
        if index > at:
            gap = text[words[index - 1][0].end() : words[index][0].start()]
            if not _CONNECTS.fullmatch(gap):
                break
        node, index = below, index + 1
        if node.keys and (index > at + 1 or node.written is None or node.written == first):
            best = (index, node.keys)
    return best


def _without_possessives(text: str) -> str:
    """The text with blanks for possessive endings, its places unmoved."""
    return _POSSESSIVE.sub(lambda match: " " * len(match.group()), text)


def _plain(word: str) -> str:
    plain = fold(word)
    return "organization" if plain == "organisation" else plain


@lru_cache(maxsize=1)
def _tree() -> _Node:
    root = _Node()
    for form, keys in _forms():
        names = [form, *_with_un_short(form)]
        for name in names:
            _put(root, name, keys)
    return root


def _with_un_short(form: str) -> Iterator[str]:
    if "United Nations " in form:
        yield form.replace("United Nations ", "UN ")
        yield form.replace("United Nations ", "")


def _put(root: _Node, name: str, keys: Iterable[str]) -> None:
    words = [_plain(word) for word in _WORD.findall(name)]
    # Without "United Nations" a single word may be left, which names nothing ("Programme").
    if not words or (len(words) == 1 and not name[0].isupper()):
        return
    node = root
    for word in words:
        node = node.after.setdefault(word, _Node())
    node.keys.update(keys)
    if len(words) == 1:
        (node.written,) = _WORD.findall(name)


def _forms() -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in every_name():
        key = state_key(name)
        if key:
            yield name, (key,)
    for name, state in adjectives():
        key = state_key(state)
        if key:
            yield name, (key,)
            if name in {plural.removesuffix("s") for plural in _PLURALS}:
                yield f"{name}s", (key,)
    for names in short_forms():
        key = BODY + names[0].full.casefold()
        for alias in names:
            yield alias.short, (key,)
            # A term of common words ("small arms and light weapons") is no name.
            if alias.full[0].isupper():
                yield alias.full, (key,)
    for key, further in _FURTHER:
        for name in further:
            yield name, (key,)
    for group in _GROUPS:
        yield group, (f"group:{group.casefold()}",)


@lru_cache(maxsize=1)
def _members() -> Mapping[str, frozenset[str]]:
    return {
        f"group:{group.casefold()}": frozenset(key for key in map(state_key, states) if key)
        for group, states in _GROUPS.items()
    }

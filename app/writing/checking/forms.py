"""The forms of English words under one root, where no stemmer brings them together."""

from __future__ import annotations

import re
from functools import lru_cache

from app.answering.terms.words import stem
from app.answering.tongues.folding import fold

# A word and its other forms: irregular verbs, and nouns and adjectives made of verbs.
_FORMS = """
say said says; speak spoke spoken speech; tell told; hold held; meet met meeting; give gave given
take took taken; make made; lead led; see saw seen; find found; begin began begun beginning
become became; bring brought; write wrote written; go went gone; think thought; feel felt
leave left; lose lost loss; win won; send sent; build built; keep kept; pay paid payment
rise rose risen; fall fell fallen; grow grew grown growth; draw drew drawn; know knew known
choose chose chosen choice; break broke broken; drive drove driven; fly flew flown
withdraw withdrew withdrawn withdrawal; understand understood understanding; seek sought
teach taught;
buy bought; catch caught; fight fought; forget forgot forgotten; get got gotten; hear heard
mean meant; overcome overcame; run ran; sell sold; shoot shot; show shown showed; spend spent
stand stood; steal stole stolen; strike struck; swear swore sworn; undertake undertook undertaken
wear wore worn; arise arose arisen; uphold upheld; withhold withheld; oversee oversaw overseen
child children; man men; woman women; person persons; foot feet; die died dies dying death dead
oppose opposed opposition; implement implementation; adopt adoption; extend extension
renew renewal; decide decision; divide division; appear appearance; refer reference
contribute contribution; assist assistance; exist existence; attend attendance
threaten threat; succeed success successful; strategy strategic; agree agreement
govern government governmental; terrorism terrorist; propose proposal; refuse refusal
approve approval; arrive arrival; deny denial; differ difference different
prevent prevention; protect protection; violate violation; intend intention
expect expectation; describe description; recognize recognition; resolve resolution
settle settlement; deploy deployment; establish establishment; inform information
consult consultation; negotiate negotiation; participate participation; restrict restriction
elect election; appoint appointment; announce announcement; commit commitment
encourage encouragement; replace replacement; investigate investigation; respond response
brief briefing; train training; fund funding; diverge divergence divergent; vary various variety
emphasize emphasis; analyze analysis; recover recovery; deliver delivery; discover discovery
apply application; identify identification; clarify clarification; verify verification
minister ministerial ministry; president presidential presidency; region regional
nation national; year annual annually yearly; unanimous unanimously unanimity
immediate immediately; suspect suspicion suspicious; concern concerned; divert diversion
destroy destruction; explode explosion; invade invasion; conclude conclusion; include inclusion
exclude exclusion; suspend suspension; permit permission; submit submission; admit admission
persuade persuasion; produce production; reduce reduction; introduce introduction
receive receipt reception; describe description; prescribe prescription; subscribe subscription
maintain maintenance; retain retention; detain detention; sustain sustenance
compel compulsion; expel expulsion; repeat repetition; compete competition; add addition additional
define definition; oblige obligation; require requirement; treat treatment; develop development
improve improvement; enhance enhancement; strengthen strength; long length; wide width
high height; deep depth; poor poverty; safe safety; secure security; stable stability
unstable instability; able ability; capable capability; responsible responsibility
possible possibility; necessary necessity; important importance; significant significance
absent absence; present presence; influence influential; believe belief; prove proof
believe belief; relieve relief; grieve grief; lose loss; analyse analysis; compare comparison
liberty liberties; country countries; abstain abstention abstentions; veto vetoed vetoes
occupy occupation; supply supplies; comply compliance; rely reliance; ally alliance
condemn condemnation; invite invitation; confirm confirmation; inform information
interpret interpretation; present presentation; represent representation; demand
accuse accusation; use usage; close closure; fail failure; depart departure; seize seizure
press; try tried tries trial; politics political; crisis crises; circumvent circumvention
"""
_BRITISH = {
    "defence": "defense",
    "offence": "offense",
    "licence": "license",
    "programme": "program",
    "programmes": "programs",
    "centre": "center",
    "centres": "centers",
    "fulfil": "fulfill",
    "judgement": "judgment",
}
_OUR = re.compile(r"^(fav|lab|hon|behavi|neighb|harb|col|endeav)our")
# Nouns that have the stem of a verb and another sense.
_APART = {
    form: f"{noun}#"
    for noun in ("organization", "resolution", "nation", "party", "state", "authority")
    for form in (noun, f"{noun}s", f"{noun[:-1]}ies")
}
_YSE = re.compile(r"lys(e[ds]?|ing)$")
_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|es|ing|er|ers|ation|ations)$")
# Words in -ise that nobody spells with a z.
_NEVER_IZE = re.compile(
    r"(?:ra|ar|w|pra|exerc|adv|rev|dev|superv|prom|surpr|enterpr|disgu|comprom|compr|franch"
    r"|parad|merchand|expert|prec|conc|otherw|likew|no|po|prem|cru|bru|r)is(?:e[drs]*|ing)$"
)
_POSSESSIVE = re.compile(r"'s?$")


@lru_cache(maxsize=50_000)
def bare(word: str) -> str:
    """A word in lower case, in one spelling of English, without its possessive ending."""
    plain = _POSSESSIVE.sub("", fold(word))
    if plain in _BRITISH:
        return _BRITISH[plain]
    if not _NEVER_IZE.search(plain):
        plain = _ISE.sub(r"iz\1", plain)
    return _OUR.sub(r"\1or", _YSE.sub(r"lyz\1", plain))


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """What all forms of a word share: "sought" and "seeking" have the root of "seek"."""
    plain = bare(word)
    if plain in _APART:
        return _APART[plain]
    return _irregular().get(plain) or _by_stem().get(stem(plain)) or stem(plain)


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    return {bare(form): stem(bare(base)) for base, forms in _rows() for form in forms}


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, str]:
    """So that "oppositions" is found as well as "opposition"."""
    return {
        stem(bare(form)): stem(bare(base))
        for base, forms in _rows()
        for form in forms
        if len(form) > len("briefing") - 1
    }


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = (line.split() for line in _FORMS.replace("\n", ";").split(";"))
    return tuple((words[0], tuple(words)) for words in rows if words)

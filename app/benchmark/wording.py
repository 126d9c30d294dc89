"""Plausible sentences: patterns filled with names, subjects, numbers and dates by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_STARTS = _words(
    "Al Ba Ber Cor Dar El Fa Gan Hol Ib Jo Ka Lam Mor Na Oku Pel Ra Sa Tar Ul Vas Wen Ya Zor"
)
_MIDDLES = _words("ba da dri gi ka la lo ma mi na nu ra ri ro sa shi ta ti va vi")
_ENDS = _words("bek dze di gan go gu ho jo lin man mez na nen nov ra res ri son tis wa yan zadeh")
_PLACES = _words(
    "abad berg dou fort gar grad haven kala mar more nia polis shahr stan ton vale ville"
)
_OFFICES = (
    "Special Representative",
    "Special Envoy",
    "Under-Secretary-General",
    "Force Commander",
    "Foreign Minister",
    "Permanent Representative",
    "Resident Coordinator",
    "Chair of the sanctions committee",
)
_BODIES = (
    "the Mission",
    "the Panel of Experts",
    "the transitional authority",
    "the joint monitoring commission",
    "the contact group",
    "the regional organisation",
    "the humanitarian country team",
    "the electoral commission",
    "the constitutional court",
    "the follow-up committee",
)
_SUBJECTS = (
    "access for relief convoys",
    "the ceasefire along the river",
    "the return of displaced families",
    "clearance of mines and unexploded shells",
    "the reform of the police",
    "the budget of the operation",
    "schools that have been used as barracks",
    "customs posts on the northern road",
    "the register of small arms",
    "women in the talks",
    "recruitment of children",
    "protection of water works",
    "the census of the camps",
    "the timetable for local elections",
    "grain shipments through the port",
    "fuel for hospitals",
    "the exchange of detainees",
    "vaccination in the highlands",
    "flights over the buffer zone",
    "prosecution of those who attack convoys",
    "the mandate of the observers",
    "pensions of former fighters",
    "the audit of the reconstruction fund",
    "fishing in disputed waters",
)
_DEEDS = (
    "reported progress on",
    "voiced concern about",
    "called for a decision on",
    "asked for more time for",
    "set out a plan for",
    "withdrew its objection to",
    "welcomed the agreement on",
    "proposed a review of",
    "suspended the work on",
    "doubled its contribution to",
)
_CAUSES = (
    "heavy rain had closed the roads",
    "both sides had kept their word",
    "donors had paid less than they had pledged",
    "fighting had begun again in the suburbs",
    "the parties had named no chair",
    "the harvest had failed for the third year",
    "the border had been opened to traders",
    "an inquiry had found the records incomplete",
)
_MONTHS = _words(
    "January February March April May June July August September October November December"
)
_PATTERNS = (
    "On {day} {body} {deed} {subject}.",
    "{person}, the {office}, {deed} {subject} in {place}.",
    "In {place} {number} people wait for {subject}, {share} per cent more than in {year}.",
    "{body} {deed} {subject}, because {cause}.",
    "We thank {person} for the briefing on {subject}, and we note that {cause}.",
    "My delegation regards {subject} as the first of {few} tasks, and {other} as the second.",
    "According to {body}, {number} cases were recorded between {place} and {second} by {day}.",
    "It is for the parties in {place} to settle {subject} before {day}.",
    "When {cause}, {person} {deed} {other}.",
    "No one should doubt that {subject} depends on {other}.",
    "The {office} told the Council on {day} that {cause} near {place}.",
    "Of the {number} dollars requested for {subject}, {share} per cent had arrived by {day}.",
    "We urge {body} to publish what it knows of {subject} within {few} weeks.",
    "Resolution {resolution} ({year}) asked {body} for a report on {subject}, due on {day}.",
)


def sentence_of(chance: random.Random, cast: Sequence[str]) -> str:
    """One sentence, of the persons given."""
    subject, other = chance.sample(_SUBJECTS, 2)
    text = chance.choice(_PATTERNS).format(
        body=chance.choice(_BODIES),
        cause=chance.choice(_CAUSES),
        day=_day(chance),
        deed=chance.choice(_DEEDS),
        few=chance.choice(("two", "three", "four", "five", "six")),
        number=f"{chance.randint(2, 990) * 100:,}",
        office=chance.choice(_OFFICES),
        other=other,
        person=f"{chance.choice(('Mr.', 'Ms.'))} {chance.choice(cast)}",
        place=place_of(chance),
        resolution=chance.randint(1_000, 2_700),
        second=place_of(chance),
        share=chance.randint(3, 97),
        subject=subject,
        year=chance.randint(1994, 2024),
    )
    return text[0].upper() + text[1:]


def _day(chance: random.Random) -> str:
    return f"{chance.randint(1, 28)} {chance.choice(_MONTHS)} {chance.randint(1994, 2024)}"


def speaker_of(chance: random.Random, surname: str) -> str:
    """Who speaks, as verbatim records print it."""
    return f"{chance.choice(('Mr.', 'Ms.'))} {surname} ({place_of(chance)})"


def surname_of(chance: random.Random) -> str:
    """A surname that sounds like one."""
    middles = "".join(chance.choices(_MIDDLES, k=chance.randint(0, 2)))
    return chance.choice(_STARTS) + middles + chance.choice(_ENDS)


def place_of(chance: random.Random) -> str:
    """A place that is on no map."""
    middle = chance.choice(_MIDDLES)
    return chance.choice(_STARTS) + middle + chance.choice(_PLACES)

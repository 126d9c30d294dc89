"""Sister things: of one sort, met in the same places, and never one another.

A sentence that tells of a press statement does not answer a question about a presidential one, nor
one on aircraft a question about ships, though all their other words agree. What is asked about may
be named in the sentence or right around it, under any of its names; where it is not, and a sister
of it is, the sentence is on that.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Of one sort a line; its things are parted by semicolons, the names of one thing by commas, and
# "*" stands for any ending where no other word begins so: "cost*" would be Costa Rica too.
_SORTS = """
presidential statement*, PRST; press statement*, statement* to the press; resolution*, SCR; \
concept note*, concept paper*; letter*; communiqué*, communique*; press release*, meetings coverage
mandate*, authoriz*, authoris*; budget*, appropriation*, assessed contribution*, cost, costs, \
costing, expenditure*, fund, funds, funded, funding; troop ceiling*, ceiling*, force level*, \
maximum*, all ranks
ship, ships, shipping, vessel*, boat, boats, maritime, port, ports; aircraft, airline*, \
flight*, airfield*, airport*, plane, planes, aviation; vehicle*, truck*, lorr*, convoy*
killed, dead, death*, died, fatalit*, deadly, murder*; wounded, \
injur*; abduct*, kidnap*, hostage*; arrest*, detain*, detention
refugee*; displaced, displacement, IDP*; returnee*, returned, return*, gone home, went home, \
repatriat*, go home, come back, came back
embargo*, arms shipment*, supply of arms; travel ban*, travel restriction*; asset* freeze*, \
freez*, frozen
ceasefire*, cease-fire*, truce*, cessation of hostilities; peace agreement*, peace accord*, \
peace deal*, peace treat*; withdraw*, pull-out
election*, poll, polls, polling, elected, elect; referendum*, referenda, plebiscite*; census*
prime minister*, head of government; foreign minister*, minister for foreign affairs, \
minister of foreign affairs; defence minister*, minister of defence; interior minister*, \
minister of the interior; finance minister*, minister of finance
prosecutor*; registrar*; defence counsel
special envoy*; special representative*, SRSG*; special coordinator*; special rapporteur*; \
special adviser*, special advisor*
woman, women, female*; child*, girl*, boy, boys, minor, minors, youth
school*, classroom*, pupil*, education*; hospital*, clinic, clinics, health cent*, \
health facilit*, medical
nuclear, atomic; chemical*; biological, bacteriological
"""


def on_a_sister(question: str, text: str, around: str) -> bool:
    """Whether the text names a sister of what the question asks about, and neither it nor
    ``around`` names that.
    """
    near = f"{around}\n{text}"
    for sort in _sorts():
        asked = [thing for thing in sort if thing.search(question)]
        if not asked or all(thing.search(near) for thing in asked):
            continue
        if any(thing.search(text) for thing in sort if thing not in asked):
            return True
    return False


@lru_cache(maxsize=1)
def _sorts() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(
        tuple(_pattern(thing.split(", ")) for thing in line.split("; "))
        for line in _SORTS.strip().splitlines()
    )


def _pattern(names: list[str]) -> re.Pattern[str]:
    forms = "|".join(
        re.escape(name).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for name in names
    )
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)

"""Recognising questions about a vote: who took which side, how many, and with what result.

Rules over forms of asking. Which vote is meant is for the route to find out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.answering.recognising.asks import CONNECTIVES
from app.answering.terms.parties import party_of
from app.answering.votes.ballots import Side

_SIDES = {
    Side.FAVOUR: re.compile(
        r"\b(?:vot(?:ed?|es|ing)|votes? cast|was|were) (?:in favou?r|for|yes)\b"
        r"|\bsupported\b|\baffirmative votes?\b",
        re.IGNORECASE,
    ),
    Side.AGAINST: re.compile(
        r"\bvot(?:ed?|es|ing) (?:against|no)\b|\bveto(?:ed|es)\b|\bnegative votes?\b"
        r"|\b(?:did|have|has) .{2,80} veto\b",
        re.IGNORECASE,
    ),
    Side.ABSTAINING: re.compile(r"\babst(?:ained|entions?|aining|ain)\b", re.IGNORECASE),
}
_VOTING = re.compile(
    r"\bvot(?:e[ds]?|ing)\b|\babst(?:ain|ention)|\bveto|\badopted\b", re.IGNORECASE
)
# Reasons and words about a vote are not the vote, one to come is in no record, and who asks for
# resolutions knows the vote.
_OTHER = re.compile(
    r"\b(?:why|reasons?|explain(?:ed|s)?|explanations?|sa(?:y|id|ys)|stated?|will|would|should"
    r"|could|likely|expect(?:ed|s)?|plan(?:s|ned)?|intend(?:s|ed)?|threaten(?:s|ed)?|not|never"
    r"|before|after)\b|n[’']t\b|\b(?:which|what|how many) (?:(?:council|assembly|security|general"
    r"|un|other|recent|draft|more) )*(?:resolutions?|drafts?|texts?|proposals?|amendments?)\b",
    re.IGNORECASE,
)
_MEMBERS = (
    r"(?:(?:any|all|some|no|the|council|permanent|elected|other|un) )*"
    r"(?:anyone|anybody|members?|countr(?:y|ies)|states?|delegations?|council|assembly|nations?"
    r"|p5|one|them)(?: members?| of the (?:security )?council)?"
)
# What is asked of all, or of none, is not what some did; nor is that what some others did.
_ANY = re.compile(r"(?:any|some|one)", re.IGNORECASE)
_ONLY_OF = re.compile(r"\b(?:permanent|elected|other|p5)\b", re.IGNORECASE)
_VETO = re.compile(r"\bveto", re.IGNORECASE)
_WHO = re.compile(
    CONNECTIVES + r"(?:who|(?:which|what|list|name|(?P<many>how many)) (?:[\w’'-]+ ){0,6}?"
    r"(?:countr(?:y|ies)|states?|members?|delegations?|nations?|parties|votes?|abstentions?|p5)"
    r"|(?P<count>how many) (?:voted|abstained|were)|(?:which|how many) of)\b",
    re.IGNORECASE,
)
_OF_THE_VOTE = r"(?:results?|outcomes?|tally|count|breakdown) of the (?:\w+ )?vot(?:e|ing)\b"
_RESULT = re.compile(
    CONNECTIVES
    + rf"(?:(?:what (?:is|was|were) )?the (?:\w+ )?{_OF_THE_VOTE}"
    + r"|what (?:is|was) the (?:\w+ )?vote\b|by (?:what|which) (?:vote|majority)\b"
    r"|by how many votes\b|how many votes\b|how (?:was|were) the votes?\b"
    rf"|how (?:did|have|has) {_MEMBERS} voted?\b)",
    re.IGNORECASE,
)
_UNANIMOUS = re.compile(
    CONNECTIVES + r"(?:was|were|is)\b.*\badopted (?:unanimous|by consensus|by a unanimous)",
    re.IGNORECASE,
)
_OF_A_STATE = re.compile(
    CONNECTIVES + r"(?P<how>how )?(?:did|has|have) (?P<who>.{2,80}?) "
    r"(?:(?:vote|abst|veto|cast|support)\w*)\b",
    re.IGNORECASE,
)
_WERE_THERE = re.compile(
    CONNECTIVES + r"(?:was|were) there (?:any|an?) (?:votes? |abst|veto|negative)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class VoteAsked:
    """What is asked of a vote.

    ``side`` is the one that is asked about, none where all are. ``counted``: how many were on it;
    ``whether``: yes or no. ``state`` is the one whose vote is asked for, ``voter`` as it is named.
    ``surely``: it asks for votes in so many words, and not for support. ``veto``: for votes against
    that kept something from being adopted.
    """

    side: Side | None = None
    counted: bool = False
    whether: bool = False
    unanimous: bool = False
    state: str | None = None
    voter: str = ""
    surely: bool = True
    veto: bool = False


def vote_asked(text: str) -> VoteAsked | None:
    """What the question asks of a vote, or none where it asks for something else."""
    asked = _asked(text)
    if asked and asked.side is Side.AGAINST and _VETO.search(text):
        return replace(asked, veto=True)
    return asked


def _asked(text: str) -> VoteAsked | None:
    if _OTHER.search(text):
        return None
    surely = _VOTING.search(text) is not None
    sides = [side for side, asked in _SIDES.items() if asked.search(text)]
    side = sides[0] if len(sides) == 1 else None
    if _UNANIMOUS.match(text):
        return VoteAsked(whether=True, unanimous=True)
    if surely and _WERE_THERE.match(text) and side:
        return VoteAsked(side, whether=True)
    if surely and (of_state := _OF_A_STATE.match(text)):
        return _of_a_state(of_state, side)
    who = _WHO.match(text)
    if who and side:
        return VoteAsked(side, counted=bool(who["many"] or who["count"]), surely=surely)
    return VoteAsked(counted=True) if _RESULT.match(text) else None


def _of_a_state(match: re.Match[str], side: Side | None) -> VoteAsked | None:
    """Of "did any member vote against" the side; of "how did Chad vote" Chad."""
    how, who = match["how"] is not None, match["who"]
    if re.fullmatch(_MEMBERS, who, re.IGNORECASE):
        if side is None and not how:
            return None
        if how or not _ANY.match(who):
            return VoteAsked(counted=True)
        return VoteAsked(side, whether=not _ONLY_OF.search(who))
    party = party_of(who)
    state = party.state if party else None
    if state is None or (side is None and not how):
        return None
    return VoteAsked(side, whether=not how, state=state, voter=who)

"""Sentences of a speech that say nothing on a subject: those that only announce it ("I would like
to say a few words about …"), and courtesies to who convened the meeting or briefed it.

By their form alone: what makes a claim of its own, in a clause or behind a colon, does not only
announce.
"""

from __future__ import annotations

import re

_LONGEST = 400  # characters; what is longer says something
_OPENING = r"\W*(?:[\w-]+(?:\s[\w-]+){0,5},\s)?(?:(?:and|so|now|but|here|next|then)\s)?"
_WHO = (
    r"(?:I|[Ww]e|[Mm]y\sdelegation|[Oo]ur\sdelegation|(?:[Ll]et|[Aa]llow|[Pp]ermit)\s(?:me|us)"
    r"|[Mm]y\s(?:statement|remarks|intervention)|[Oo]ur\s(?:statement|remarks|intervention))"
)
_INTENDS = (
    r"(?:\s(?:(?:would|should|shall|will)(?:\s(?:also|just|simply|now|first|then))?"
    r"(?:\s(?:like|wish|want)\sto)?|(?:want|wish|intend|propose|have)(?:e?s)?\sto|(?:am|are)\sgoing\sto"
    r"|(?:am|are)\s(?:pleased|happy|glad)\sto|do\snot\s(?:need|want|wish|intend)\sto|need\snot"
    r"|to))?"
)
_HOW = r"(?:\s(?:also|just|only|now|briefly|then|first|very|quickly|simply|perhaps))*"
_A_FEW = (
    r"(?:(?:just|only|but)\s)?(?:a\s(?:few|couple\sof|number\sof|word)|some|several|one\sor\stwo|two"
    r"|three|four|five|six|the\sfollowing|one)(?:\s(?!that\b)[\w-]+){0,3}?"
    r"(?:\s(?:words?|remarks?|points?|comments?|observations?|thoughts?|issues?|areas?|aspects?"
    r"|elements?|matters?|things|ideas?|messages?|questions?|considerations?|topics?))?"
)
_SPEAKS = (
    rf"(?:(?:say|make|offer|share|raise|highlight|stress|underline|underscore|emphasi[sz]e|flag"
    rf"|address|mention|put\sforward)\s{_A_FEW}"
    r"|(?:speak|talk|say\s(?:something|more)|comment|remark)(?:\sbriefly)?\s(?:about|on|upon|to)"
    r"|(?:elaborate|dwell|expand|touch|focus|concentrate)(?:\s(?:briefly|further|my\sremarks"
    r"|our\sremarks|my\sstatement|at\slength))*\s(?:on|upon)"
    r"|(?:turn|move\son|come|go\son|return|proceed)(?:\s(?:now|briefly))*\sto"
    r"|(?:begin|start|conclude|continue)(?:\smy\s\w+)?\swith)\b"
)
_ANNOUNCES = re.compile(rf"{_OPENING}{_WHO}{_INTENDS}{_HOW}\s{_SPEAKS}")
_CLAIMS = re.compile(
    r"\b(?:that|because|since|namely|whether|if)\b|:\s*\w|[,–—]\s(?:which|where|who|whose|as|and|but"
    r"|so)\b|;"
)
_THANKS = re.compile(
    r"\b(?:thank(?:s|ful)?|grateful|gratitude|appreciat\w+|congratulat\w+|commend)\b", re.IGNORECASE
)
_FOR_THE_MEETING = re.compile(
    r"\b(?:brief(?:ings?|ers?|ed)|conven\w+|organi[sz](?:ing|ed|ation\sof)|presidency|presiding"
    r"|presentations?|(?:this|today[’']s)\s(?:\w+\s){0,2}(?:meeting|debate|discussion|session)"
    r"|(?:his|her|their|your)\s(?:\w+\s){0,2}(?:statements?|remarks|reports?|election))\b",
    re.IGNORECASE,
)


def only_announces(sentence: str) -> bool:
    """Whether a sentence of a speech says only what the speaker is going to speak about."""
    if len(sentence) > _LONGEST:
        return False
    match = _ANNOUNCES.match(sentence)
    return match is not None and _CLAIMS.search(sentence, match.end()) is None


def only_thanks(sentence: str) -> bool:
    """Whether a sentence of a speech thanks for the meeting, or for what was said at it."""
    thanks = _THANKS.search(sentence[:_LONGEST])
    return (
        len(sentence) <= _LONGEST
        and thanks is not None
        and _FOR_THE_MEETING.search(sentence, thanks.end()) is not None
    )

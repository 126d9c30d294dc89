"""Recognising what is no question about documents: orders to the system, abuse, small talk.

Rules over forms of address. An imperative that asks for something ("list …", "tell me who …",
"explain …") is a question and is left alone; so is a question about instructions or rules.
"""

from __future__ import annotations

import re
from enum import StrEnum

_START = r"(?:^|(?<=[.!?;:,]\s)|(?<=\band\s)|(?<=\bthen\s)|(?<=\bplease\s)|(?<=\bnow\s))\W{0,3}"
_POLITE = r"(?:(?:please|kindly|now|just|hey|ok|okay|so)\b[\s,]{1,3}){0,3}"
_ASKED = r"(?:(?:can|could|would|will) you (?:please )?|i (?:want|need|would like) you to )?"
_IMPERATIVE = _START + _POLITE + _ASKED
_RULES = (
    r"(?:instructions?|prompts?|rules?|guidelines|guardrails|restrictions|programming|directives"
    r"|(?:system |initial )?messages?|training)"
)
_WHICH = (
    r"(?:(?:all|any|every|of|the|your|these|those|my|our|previous|prior|above|earlier|system"
    r"|initial|own|safety|hidden|original)\s){1,5}"
)
_WORKS = (
    r"(?:poems?|songs?|haikus?|limericks?|sonnets?|verses?|rhymes?|stor(?:y|ies)|jokes?|essays?"
    r"|novels?|lyrics|raps?|tweets?|blog posts?|e-?mails?|code|scripts?|programs?|functions?"
    r"|recipes?|speech(?:es)?|plays?|screenplays?)"
)
_ORDERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_IMPERATIVE}(?:ignore|disregard|forget|override|bypass|discard|drop) "
        rf"(?:{_WHICH}{_RULES}|everything (?:above|before|you))\b",
        rf"{_IMPERATIVE}(?:print|reveal|show|output|repeat|display|dump|leak|give|tell|list|quote)"
        rf"(?: me| us)? (?:out )?(?:all (?:of )?)?your (?:\w+ )?{_RULES}\b",
        rf"^\W*what (?:is|are|was|were) your (?:\w+ )?{_RULES}\W*$",
        r"^\W*(?:you are now|from now on,? (?:you|act|answer|respond|reply|always)\b)",
        rf"{_IMPERATIVE}(?:act|behave|respond|reply|answer) as (?:if you (?:are|were)\b|an? |my )",
        rf"{_IMPERATIVE}(?:pretend|role-?play|imagine) (?:to be|that you|you|as)\b",
        rf"{_IMPERATIVE}(?:enter|enable|activate|switch (?:in)?to) \w+(?: \w+)? mode\b",
        rf"{_IMPERATIVE}(?:write|compose|tell|sing|make up|invent|generate|create|recite|draft)"
        rf"(?: me| us)? (?:an? |some |another |my )?"
        rf"(?:(?!(?:on|about|of|the)\b)[\w-]+ ){{0,3}}?{_WORKS}\b",
        rf"{_IMPERATIVE}(?:delete|remove|erase|wipe|destroy|overwrite|purge) "
        r"(?:(?:all|any|every|the|your|of|these|those|my|this|whole|entire)\s){1,4}"
        r"(?:\w+ )?(?:documents?|files?|library|database|index|data|history|everything|disk)\b",
        rf"{_IMPERATIVE}(?:run|execute|eval|evaluate) (?:the |this |a |following )*"
        r"(?:command|code|shell|script|sql|query|python|rm\b|sudo\b)",
        rf"{_IMPERATIVE}(?:send|forward) (?:an? |the |this |my )?(?:e-?mail|message|text)\b",
        rf"{_IMPERATIVE}(?:repeat after me|say after me|sing\W*$|dance\W*$|play (?:some )?music)\b",
        rf"{_IMPERATIVE}(?:respond|reply|answer) (?:only |always |just )+(?:with|in|by|yes|no)\b",
        rf"{_IMPERATIVE}(?:make|invent|fabricate|fake) (?:up )?(?:an? |some |the )?"
        r"(?:quotations?|quotes?|citations?|answers?|sources?|facts?)\b",
    )
)
_INSULT = (
    r"(?:stupid|idiots?|idiotic|moron(?:ic)?|dumb|useless|worthless|rubbish|garbage|trash|crap"
    r"|pathetic|terrible|awful|an? joke|liars?|incompetent|ridiculous|hopeless|imbecile|fools?)"
)
_ABUSE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^\W*(?:you(?:[’']re| are| r)?|this (?:thing|bot|tool|app|program) is) "
        rf"(?:(?:so|such|just|really|an?|the|absolutely|totally|all|bloody|fucking) ){{0,4}}"
        rf"(?:\w+ )?{_INSULT}\b[^?]{{0,80}}$",
        r"^\W*(?:you )?(?:suck|stink)\b[^?]{0,40}$",
        r"^\W*(?:fuck|screw|damn|sod|curse)\b(?: (?:you|off|this|it|u)\b)?[^?]{0,40}$",
        r"^\W*(?:shut up|go to hell|go away|get lost|piss off|i hate you|bugger off)\b[^?]{0,40}$",
        r"^\W*(?:you )?(?:stupid|dumb|useless|idiotic|bloody) "
        r"(?:bot|machine|thing|computer|program|ai|idiot|fool)\W*$",
        r"^\W*(?:idiot|moron|imbecile|fool|bullshit|crap)\W*$",
    )
)
_GREETING = re.compile(
    r"^\W*(?:(?:hi|hello|hey|hallo|greetings|welcome|good (?:morning|afternoon|evening|day)|bonjour"
    r"|hola|привет|здравствуйте)(?: there| all| everyone| penholder| again)?"
    r"|how are you(?: doing)?(?: today)?|how do you do|what[’']?s up)\W*$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^\W*(?:(?:many |great |ok |okay )?(?:thanks|thank you|thx|cheers|merci|gracias|спасибо)"
    r"(?: you)?(?: (?:very much|so much|a lot|again|for .{1,60}))?"
    r"|(?:good )?bye(?: bye)?|goodbye|see you(?: later)?|good night|ok(?:ay)?|great|perfect|nice"
    r"|well done|cool)\W*$",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^\W*(?:who are you|what are you|what(?: else)? can you do|what do you do|how do you work"
    r"|how does (?:this|it|penholder) work|are you (?:an? )?(?:human|robot|bot|ai|machine|person)"
    r"|what is your name|what can i ask(?: you)?|help(?: me)?(?: please)?)\W*$",
    re.IGNORECASE,
)


class Aside(StrEnum):
    """What is said that is no question about documents."""

    ORDER = "order"
    ABUSE = "abuse"
    GREETING = "greeting"
    THANKS = "thanks"
    ABOUT_ITSELF = "about itself"


_WHAT_IT_DOES = (
    "Penholder answers questions about the documents in its library with quotations from them"
)
_REPLIES = {
    Aside.ORDER: f"{_WHAT_IT_DOES}, and follows no other orders.",
    Aside.ABUSE: f"{_WHAT_IT_DOES}; ask one, and it will look.",
    Aside.GREETING: f"Hello. {_WHAT_IT_DOES}: ask what one of them says, when, or who.",
    Aside.THANKS: "You are welcome to ask about the documents again at any time.",
    Aside.ABOUT_ITSELF: f"{_WHAT_IT_DOES}, each with its document, place and date: ask who, when, "
    "what or how many, ask for a summary, or ask which documents it holds.",
}


def aside_in(text: str) -> Aside | None:
    """What the text is besides a question, or none where it may be one."""
    for aside, patterns in (
        (Aside.GREETING, (_GREETING,)),
        (Aside.THANKS, (_THANKS,)),
        (Aside.ABOUT_ITSELF, (_WHO,)),
        (Aside.ORDER, _ORDERS),
        (Aside.ABUSE, _ABUSE),
    ):
        if any(pattern.search(text) for pattern in patterns):
            return aside
    return None


def reply_to(aside: Aside) -> str:
    """The one sentence that is said to it."""
    return _REPLIES[aside]

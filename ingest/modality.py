"""Whether a sentence says what is planned, likely or possible rather than what has happened.

"was expected to" counts: it tells what was foreseen, and reading it as what happened would be
wrong. What is inside quotation marks is somebody's words, and the sentence is judged by the rest.
A question, a wish, and what a resolution decides or allows ("States may …") foresee nothing.
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"")
_ADVERB = r"(?:\s+(?:\w{2,12}ly|also|still|not|now|then|expected|being|been|soon|yet))?"
_BE = r"\b(?:is|are|was|were|be|been|it[’']s|remains?)"

# "The will of the people" and "political will" are no auxiliaries. "Will" with a capital is a name.
_WILL_NOUN_BEFORE = (
    "the|a|an|no|any|of|political|good|free|popular|collective|common|sovereign|general|genuine"
    "|strong|sincere|firm|own|their|its|his|her|our|your|my|national|expressed|ill|sufficient"
    "|necessary|real|full|more|lack of|international|democratic|iron|united|clear|public|human"
    "|individual|unified|shared|true|without"
)
_WILL = re.compile(
    rf"(?<!\w)(?P<noun>(?:{_WILL_NOUN_BEFORE}|\w{{1,30}}[’']s|\w{{1,30}}s[’'])\s+)?"
    r"(?:will(?!\s+(?:of(?!\s+course)|to)\b)|won[’']t)\b|(?<=\w)[’']ll\b"
)
_MAY = re.compile(r"\b(?:may|might)\b")
# Set phrases that foresee nothing.
_FIXED = re.compile(
    r"\b(?:if (?:I|we) may|may I|as it may|as the case may be|come what may|as may be"
    r"|will (?:also |all )?(?:recall|remember)|will be recalled)\b",
    re.IGNORECASE,
)
_COULD = re.compile(
    r"\bcould\b(?!\s+(?:not|have|hardly|never|no\s+longer|only|scarcely)\b)", re.IGNORECASE
)
_NOBODY = re.compile(r"\b(?:no|none|neither|nobody|never|nothing|few)\b", re.IGNORECASE)
_SAID = re.compile(
    rf"""{_BE}{_ADVERB}\s+(?:expected|anticipated|scheduled|slated|planned|envisaged|foreseen
        |poised|supposed|about\s+to|(?:un)?likely)\b
    | {_BE}{_ADVERB}\s+(?:set|going)\s+to\s+(?!the\b|an?\b)(?-i:[a-z])
    | {_BE}{_ADVERB}\s+due\s+(?:on|in|by|before|later|for|next)\b
    | {_BE}{_ADVERB}\s+due\s+to\s+(?:be|have|take|[a-z]{{2,12}}(?<!tion)(?<!ment)(?<!ity)(?<!ness)
        (?<!ies)(?<!ing)(?<!ed)(?<!s)(?<!ence)(?<!ance)\s+(?:the|an?|its|their|in|on|at|before|for
        |members|Council)\b)
    | \b(?:plans|intends?|expects?|anticipates?|hopes)\s+(?:also\s+)?(?:to|that)\b
    | \b(?:have|had|has|members|they|it|authorities|we|to)\s+plan(?:ned|ning)?\s+to\b
    | \bplanning\s+to\b | \bexpected\s+to\b | \b(?:un)?likely\s+to\b
    | \b(?:scheduled|planned)\s+(?:to|for)\b
    | \bmost\s+likely\b | \b(?:probably|possibly)\b | \bit\s+is\s+possible\s+that\b
    | \b(?:at|as\s+of)\s+press\s+time\b | \bat\s+the\s+time\s+of\s+writing\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FRENCH_WORD = re.compile(
    r"\b(?:le|la|les|des|du|une|est|au|aux|que|qui|dans|pour|sur|ses|il|elle|ils|en|et)\b",
    re.IGNORECASE,
)
_ENGLISH_WORD = re.compile(r"\b(?:the|of|and|is|was|with)\b", re.IGNORECASE)
_FRENCH = re.compile(
    r"""\b(?:[^\W\d_]{1,20}(?:er|ir|dr|vr|rr|ur|sor)(?:a|ont)|sera|seront|aura|auront|fera|feront
        |ira|iront)\b(?<!\bopéra)(?<!\bcaméra)(?<!\bcholéra)
    | \b(?:devrai|pourrai|serai)(?:t|ent)\b
    | \b(?:est|sont|était|étaient)\s+(?:également\s+)?(?:prévue?s?|attendue?s?|censée?s?)\b
    | \b(?:il\s+est\s+probable|probablement|prévoi(?:t|ent)\s+de|envisage(?:nt)?\s+de)\b
    | \b(?:va|vont)\s+[^\W\d_]{2,20}(?:er|ir|re|oir)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RUSSIAN = re.compile(
    r"\b(?:ожида[ею]тся|планиру[ею]т(?:ся)?|намерен[аоы]?|намерева[ею]тся|будет|будут|может|могут"
    r"|возможно|вероятно|предстоит|состоится|состоятся|предполага[ею]тся|собира[ею]тся"
    r"|запланирован[аоы]?|предусмотрен[аоы]?)\b",
    re.IGNORECASE,
)
# What a resolution decides is law and not expectation; a preamble's clauses only take note.
_ENACTED = re.compile(
    r"\W{0,3}(?:\d{1,3}\.\s+)?(?:\([a-z]{1,4}\)\s+)?(?:Also|Further|Strongly|Deeply)?\s?"
    r"(?:decid|request|authori[sz]|urg|call|demand|affirm|reaffirm|recall|recogni[sz]|emphasi[sz]"
    r"|stress|not|condemn|encourag|invit|welcom|express|acknowledg|underlin|underscor|determin"
    r"|reiterat|commend|endors|direct|declar|welcom)(?:e?s|ing)\b(?!,?\s+(?:in|to)\b)",
    re.IGNORECASE,
)


def is_expected(sentence: str) -> bool:
    """Whether an English, French or Russian sentence tells of what is yet to happen, or may."""
    unquoted = _QUOTED.sub(" ", sentence)
    # Where all of it is a quotation, its own words decide.
    own = _FIXED.sub(" ", unquoted if re.search(r"\w{2}", unquoted) else sentence)
    if own.rstrip().endswith("?") or _ENACTED.match(own):
        return False
    return (
        _foresees(own)
        or bool(_RUSSIAN.search(own))
        or (_is_french(own) and bool(_FRENCH.search(own)))
    )


def _foresees(text: str) -> bool:
    if _SAID.search(text) or _MAY.search(text):
        return True
    if any(not match.group("noun") for match in _WILL.finditer(text)):
        return True
    could = _COULD.search(text)
    # "No statement could be agreed" tells of what did not happen.
    return could is not None and not _NOBODY.search(
        text[max(0, could.start() - 60) : could.start()]
    )


def _is_french(text: str) -> bool:
    return len(_FRENCH_WORD.findall(text)) >= 2 and not _ENGLISH_WORD.search(text)

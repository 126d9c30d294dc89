"""Which of a presiding officer's paragraphs only conduct the meeting."""

from __future__ import annotations

import re

from ingest.sentences import split_sentences

_LONGEST_CONDUCT = 3_000  # characters; nobody needs more to give the floor

# A scanner may read the pronoun as a digit or a bar.
_I = (
    r"(?:I|1|l|\|)\s?(?:(?:also|now|first|next|again|once|therefore|further|should|would|shall|"
    r"will|like|wish|want|to|must|warmly|sincerely|very|much|kindly|intend,?|propose)\s){0,6}"
)
_CONDUCT = re.compile(
    rf"(?:And\s|Accordingly,\s|Therefore,\s|In\sthat\scase,\s|Before\s[^.,]{{1,200}},\s"
    r"|On\sbehalf\sof\sthe\s(?:Security\s)?Council,\s|As\sthere\s[^.,]{1,160},\s"
    rf"|With\sthe\s(?:consent|concurrence)[^.,]{{1,80}},\s)?(?:{_I}(?:"
    r"give\b|call\s(?:up)?on\b|call\b.{0,80}\bto\sorder|pass\s|invite\b|welcome\s(?:the\s(?:presence"
    r"|Secretary)|to\sth|his|her|mr|ms|mrs|all)|put\s|suspend|adjourn|resume\s|return\sto\smy"
    r"|revert\sto\smy|draw\s|remind|request|inform\s|recall\s|ask\s(?:all|the|him|her|speakers)"
    r"|appeal\sto|encourage\s|thank\s.{1,200}?\sfor\s(?:his|her|their|its|the|keeping)\s"
    r"|the\sconsent|with\sthe\sconcurrence|(?:the\sCouncil\s)?invite)"
    r"|(?:1|I)\spropose\b.{0,160}\b(?:invite|invitation|participate)"
    r"|In\s(?:accordance|conformity)\swith\s(?:rules?|the\s(?:provisional|usual|relevant|"
    r"understanding)|resolution)"
    r"|.{1,80}\s(?:is|are)\sjoining\s(?:today[’']s\s|the\s|us\s|this\s)"
    r"|May\sI\s(?:remind|take\sit|ask)|If\sI\s(?:hear|see)\sno\sobjection"
    r"|There\sbeing\s(?:no|on)\sobjection|It\sis\s(?:so\sdecided|my\sunderstanding)"
    r"|There\sare\s(?:no|still|\d+|\w+)\s(?:more\s|further\s|other\s|a\snumber\sof\s|remaining\s|"
    r"than\s)*(?:names|speakers)"
    r"|The\s(?:Security\s|General\s)?(?:Council|Assembly)\s(?:will|shall|is)\s(?:now\s)?"
    r"(?:begin|continue|resume|proceed|ready|meeting|take|hear|vote|thus)"
    r"|The\s(?:Security\s|General\s)?(?:Council|Assembly)\shas\s(?:thus|before\sit)"
    r"|(?:As\s)?Members\sof\sthe\s(?:Security\s)?Council\s(?:have|will\shave)\sbefore\sthem"
    r"|(?:We|The\sCouncil|The\sAssembly)\s(?:shall|will)\s(?:now\s)?"
    r"(?:hear|proceed|take|begin|turn|continue|vote)"
    r"|We\shave\s(?:now\s|thus\s)?(?:heard|come|concluded)"
    r"|The\s(?:exercise\sof\sthe\sright|representatives?\sof|Permanent\sObserver\s).{0,160}"
    r"(?:requested|asked)"
    r"|(?:A|One)\s(?:recorded|separate)\svote\s(?:has\sbeen|was)\srequested"
    r"|The\s(?:next|last|first)\s(?:speaker|name)\b"
    r"|(?:If\s)?Delegations\s(?:with|have)\slonger|The\sred\slight\son"
    r"|The\smeeting\s(?:is|will\sbe|was|rose)\s)",
    re.IGNORECASE,
)
# The result of a vote, or what is said for a State, is what people ask for.
_SUBSTANCE = re.compile(
    r"\bvotes?\sin\sfavou?r|\bhas\s(?:not\s)?been\sadopted\b|\bin\smy\s(?:national\s)?capacity\b"
    r"|\bstatement\son\sbehalf\sof\sthe\s(?:Security\s)?Council",
    re.IGNORECASE,
)


def only_conducts(words: str) -> bool:
    """Whether every sentence of a presiding officer's paragraph only conducts the meeting."""
    if len(words) > _LONGEST_CONDUCT or _SUBSTANCE.search(words):
        return False
    return all(_CONDUCT.match(span.of(words)) for span in split_sentences(words))

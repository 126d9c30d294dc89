"""Which of a presiding officer's paragraphs only conduct the meeting."""

from __future__ import annotations

import re

from ingest.sentences import split_sentences

_LONGEST_CONDUCT = 3_000  # characters; nobody needs more to give the floor

_FLOOR = (
    r"(?:I\s|l\s|1\s|\|\s)?(?:shall\s|will\s|would\slike\sto\s|should\slike\sto\s|wish\sto\s)?"
    r"(?:now\s|first\s|next\s|again\s)?(?:give|call\son|call\supon|pass|offer|return)\b"
    r"[^.]{0,200}?(?:the\sfloor|call\s(?:up)?on|wish|representative|him|her|speaker)"
)
_CONDUCT = re.compile(
    rf"(?:And\s)?(?:Before\s[^.,]{{1,200}},\s)?(?:Accordingly,\s|Therefore,\s)?(?:{_FLOOR}"
    r"|I\s(?:shall\s|will\s)?(?:now\s)?(?:give|call\s(?:up)?on)\b"
    r"|I\s(?:\w+\s){0,3}thank\s[^.]{1,160}\s(?:for\s(?:his|her|their|the)\s|statement)[^.]{0,120}"
    r"|I\s(?:now\s)?(?:resume|return\sto|revert\sto)\smy\s(?:functions?|role|capacity)"
    r"|In\s(?:accordance|conformity)\swith\s(?:rules?|the\s(?:provisional|usual|relevant)|"
    r"the\sunderstanding|resolution)"
    r"|I\s(?:also\s|now\s|propose\b[^.]{0,80}\b)?invite\b"
    r"|I\spropose\b[^.]{0,80}\b(?:invite|invitation|Council)"
    r"|On\sbehalf\sof\sthe\s(?:Security\s)?Council,\sI\s(?:\w+\s){0,2}welcome"
    r"|(?:\w+\.\s)?[^.]{1,80}\s(?:is|are)\sjoining\s(?:today[’']s\s|the\s|us\s|this\s)"
    r"|I\s(?:should|would)\slike\sto\s(?:inform|draw|remind|request|propose|recall)"
    r"|I\s(?:also\s)?wish\sto\s(?:inform|draw|remind|request|propose)"
    r"|I\s(?:also\s)?(?:draw|remind|request)\s"
    r"|May\sI\s(?:remind|take\sit|ask)|If\sI\s(?:hear|see)\sno\sobjection"
    r"|There\sbeing\s(?:no|on)\sobjection|It\sis\s(?:so\sdecided|my\sunderstanding)"
    r"|There\sare\sno\s(?:more|further|other)\s(?:names|speakers)"
    r"|The\s(?:Security\s|General\s)?(?:Council|Assembly)\s(?:will|shall|is)\s(?:now\s)?"
    r"(?:begin|continue|resume|proceed|ready|meeting|take|hear|vote|thus)"
    r"|The\s(?:Security\s|General\s)?(?:Council|Assembly)\shas\s(?:thus|before\sit)"
    r"|Members\sof\sthe\s(?:Security\s)?Council\s(?:have|will\shave)\sbefore\sthem"
    r"|(?:We|The\sCouncil|The\sAssembly)\s(?:shall|will)\s(?:now\s)?"
    r"(?:hear|proceed|take|begin|turn|continue|vote)"
    r"|We\shave\s(?:now\s|thus\s)?(?:heard|come|concluded)"
    r"|The\s(?:exercise\sof\sthe\sright|representatives?\sof|Permanent\sObserver\s)[^.]{0,120}"
    r"(?:requested|asked)"
    r"|(?:A|One)\s(?:recorded|separate)\svote\s(?:has\sbeen|was)\srequested"
    r"|I\s(?:shall|will)\s(?:now\s|first\s|therefore\s)?(?:put|suspend|adjourn)"
    r"|I\s(?:now\s)?(?:put|suspend|adjourn)\s"
    r"|The\s(?:next|last|first)\s(?:speaker|name)\b|I\s(?:again\s)?(?:appeal|ask)\sto?\s?(?:all\s)?"
    r"(?:speakers|representatives|delegations|participants)"
    r"|Delegations\swith\slonger|As\s(?:there\sare\sno|this\sis\sthe\sfirst)"
    r"|With\sthe\s(?:consent|concurrence)\sof|The\smeeting\s(?:is|will\sbe)\s)",
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

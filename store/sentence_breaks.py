"""Whether a full stop ends a sentence or an abbreviation, by the words on both sides of it.

Read documents and the text of a language model are cut into sentences in different ways, one whole
and the other as it comes, but a full stop means the same in both.
"""

from __future__ import annotations

import re

TAIL = 40
"""Characters on either side of a break that the rules look at."""

# Always followed by a name.
_TITLES = (
    "Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Lt|Maj|Col|Sgt|Capt|Adm|Cmdr|Brig|Sen|Rep|Gov|Amb|Hon|Rev|Fr|"
    "St|Ste|Mt|Ft|Sr|Sra|Mmes|MM|vs|cf|e\\.g|i\\.e|viz|H\\.E|ibid|г-н|г-жа|см|См|ср|напр|т\\.е"
)
# Followed by a number or a symbol; otherwise they may end a sentence ("No. The Council …").
_NUMBERED = (
    "No|Nos|no|nos|para|paras|Para|Paras|p|pp|Rev|Corr|Add|Amend|Art|Arts|art|arts|Vol|Vols|vol|"
    "Ch|ch|Chap|chap|Sect|sect|Sec|sec|Fig|fig|Res|res|Doc|doc|Op|op|PV|SR|SC|GA|AC|CN|CONF|L|"
    "par|pár|núm|пп|п|ст|стр|док|рез|гл|№"
)
_CAPITAL_TITLES = (
    "MR|MRS|MS|MESSRS|DR|PROF|GEN|LT|MAJ|COL|CAPT|ADM|BRIG|GOV|AMB|HON|REV|SR|SRA|MM|MMES"
)
_TITLE_END = re.compile(rf"(?:^|[\s(\[“‘\"'—–-])(?:{_TITLES}|{_CAPITAL_TITLES})\.$")
_NUMBERED_END = re.compile(rf"(?:^|[\s(\[“‘\"'—–/-])(?:{_NUMBERED})\.$")
_NUMBER_NEXT = re.compile(r"\(?(?:\d|[IVXLC]+\b|[A-Z]{1,4}/)")
_INITIAL_END = re.compile(r"(?:^|[\s(\[“‘\"'.\-—–])[A-ZА-ЯÀ-Ý]\.$")
_CLOCK_END = re.compile(r"\d\s?[ap]\.m\.$")
_LIST_NUMBER_END = re.compile(r"(?:^|[;:,]\s)\(?\d{1,3}\.$")
STARTER = re.compile(
    r"[“‘\"'(]?(?:A|After|All|Also|Although|An|And|As|At|Before|But|By|Council|During|Each|Earlier|"
    r"For|From|He|Her|His|How|However|If|In|It|Its|Last|Later|Many|Members|Most|No|Of|On|One|Other|"
    r"Our|Over|She|Since|So|Some|Such|That|The|Their|Then|There|These|They|This|Those|Though|Thus|"
    r"To|Two|Under|Until|We|What|When|Where|Which|While|Who|Why|With|Yet|You|"
    r"Le|La|Les|Il|Elle|En|Au|El|Los|Las|Un|Une|В|На|Он|Она|Совет|Это)\b"
)
"""Words that begin a sentence and no name, so that an abbreviation before them ends one."""


def begins_sentence(before: str, after: str) -> bool:
    """Whether a new sentence begins with ``after``, which follows ``before`` and white space.

    Neither has white space where they meet. Only full stops are in doubt: where ``before`` ends in
    anything else, whoever asks has a reason to think that a sentence ends there.
    """
    if not before.endswith("."):
        return True
    if after[:1].islower() or _TITLE_END.search(before):
        return False
    if _NUMBERED_END.search(before) and _NUMBER_NEXT.match(after):
        return False
    if _LIST_NUMBER_END.search(before):
        return False
    abbreviated = _INITIAL_END.search(before) or _CLOCK_END.search(before)
    return not abbreviated or bool(STARTER.match(after))

"""The word lists by which a statement and its sources are compared. All are short and closed.

What is here is licensed in every statement, so a word belongs here only where it can add nothing
that a reader would believe: words that refer to the source, and words of the sentence's build.
"""

from __future__ import annotations

from functools import lru_cache

# Words of which a statement may have any, whatever its sources have.
_LIGHT = """
a about above according accordingly actually additionally after again all along already also
although am among amongst an and any are as aside at be became because become becomes been before
being below besides between both but by case come comes course did do does doing done due during
each either et etc for from furthermore get given had has have having he hence her here hers herself
him himself his how however i if in inter into is it its itself just like me moreover my namely
neither nor now of off on once one onto or order other others our out over own part particular
particularly per please rather regard regarding regards related relating relation respect
respectively same she should since so specifically such terms than that the their
theirs them themselves then there thereby therefore these they this those though through thus to
too toward towards under until up upon us very via was way we well were what when where whereas
whereby whether which while who whom whose why with within yet you your
percent cent called known named titled entitled seem seems seemed appear appears appeared
stand stands still yet concerning including include includes included namely based
following follow followed
will would may might can could must shall
"""
# What other checks look after: denials, quantities and how surely something is said.
_CHECKED_ELSEWHERE = """
no not never none nor neither nobody nothing without cannot unless can't couldn't didn't doesn't
don't hadn't hasn't haven't isn't aren't wasn't weren't won't wouldn't shouldn't
all every each most many several some few any only both half more less fewer majority unanimous
unanimously always first last
"""
_EXPECTING = """
expect expects expected anticipate anticipated forecast forecasts foreseen plan plans planned
scheduled due likely intends intended set going poised upcoming forthcoming possible possibly
potentially probably
"""
# By these a statement refers to what it rests on, or makes its sentence.
_REFERRING = """
account article brief briefly cite cited cites describe described describes describing detail
details discuss discussed document documents excerpt explain explained explains expressed
extract indicate indicated indicates indicating list listed lists mention mentioned mentions
mentioning note noted notes noting outline outlined outlines paragraph passage point pointed points
present presented presents provide provided provides quotation quote quoted quotes read reads
record recorded records refer reference referred refers referring report reported reports
reportedly reporting said say saying says sentence set sets show showed shows source sources speak
speaking spoke state stated states stating talk text tell telling tells told write written wrote
according
"""
# Neutral verbs and nouns of saying: a statement may have them where somebody speaks in its sources.
_SAYING = """
add added adds adding argue argued argues arguing argument assert asserted asserts claim claimed
claims comment commented comments consider considered considers considering contend contended
contends declare declared declares describe described emphasise emphasised emphasises emphasising
emphasize emphasized emphasizes emphasizing explain explained explains express expressed expresses
expressing highlight highlighted highlights highlighting maintain maintained
maintains maintaining mention mentioned note noted notes noting observe observed observes observing
opinion point pointed points position recall recalled recalls recalling reiterate reiterated
reiterates remark remarked remarks said say says saying see sees seen seeing speak spoke speech
state stated states stating statement stress stressed stresses stressing tell told think thinks
thought underline underlined underlines underlining underscore underscored underscores underscoring
view viewed viewing views voice voiced voices believe believed believes feel feels felt
speaker delegation representative
"""


@lru_cache(maxsize=1)
def light() -> frozenset[str]:
    """Words that a statement may have, whatever its sources have, in lower case."""
    return frozenset(_LIGHT.split())


@lru_cache(maxsize=1)
def checked_elsewhere() -> frozenset[str]:
    """Words that deny, count or bound, of which other checks say whether they may stand."""
    return frozenset(_CHECKED_ELSEWHERE.split())


@lru_cache(maxsize=1)
def expecting() -> frozenset[str]:
    """Words by which something is expected, in lower case."""
    return frozenset(_EXPECTING.split())


@lru_cache(maxsize=1)
def referring() -> frozenset[str]:
    """Words by which a statement refers to what it rests on, in lower case."""
    return frozenset(_REFERRING.split())


@lru_cache(maxsize=1)
def saying() -> frozenset[str]:
    """Neutral words of saying and thinking, in lower case."""
    return frozenset(_SAYING.split())

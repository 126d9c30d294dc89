"""Follow-ups that leave out most of the question: "And France?", "In 2018?", "Why?", "Who else?".

What they name takes the place of the same kind of thing in the last question: a date of a date, a
State of a State, a name of a name, what follows "about" of what followed it there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.answering.terms.words import Word, words_of
from store.countries import find_state
from store.dates import find_dates
from store.printing import MONTH_PRINTED
from store.records import Span

_OPENING = re.compile(
    r"^(?:(?:and|but|or|so|then|also)\b[ ,]{0,2})?(?:(?:what|how) (?:about|of)\s|what of\s)?",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"^(?P<word>in|on|at|about|for|by|from|of|with|under|during|since|before|after|between"
    r"|regarding|concerning|against)\s+",
    re.IGNORECASE,
)
# A verb makes a question of its own.
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|be|been"
    r"|say|said|says)\b",
    re.IGNORECASE,
)
# So does an order, with what it is to be about behind it.
_ORDER = re.compile(
    r"^(?:please )?(?:list|name|give|show|tell|explain|describe|summari[sz]e|outline|compare"
    r"|contrast|quote|find|define|enumerate)\s+\S+\s+\S",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?P<asks>(?:by |to |for |with |on |in |from |since )?(?:who|whom|what|when|where|why|how"
    r"(?: many| much| long| often)?|which(?: ones?)?))(?P<else> else)?(?: not| so| come)?\W*$",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"^(?P<asks>(?:(?:by|to|for|with|on|in|from|since|at|under|of) )?"
    r"(?:who(?:m|se)?|when|where|why|how(?: many| much| long| often)?|what|which))\b\s*",
    re.IGNORECASE,
)
_ELSE = re.compile(r"^else\s", re.IGNORECASE)
_ITS = re.compile(r"^(?:its|their|his|her) (?P<noun>[a-z][a-z -]{2,40}?)\W*$", re.IGNORECASE)
_OF_WHOM = re.compile(r"\bthe (?P<noun>[a-z-]{3,30}(?: [a-z-]{3,30}){0,2}) of(?= \S)")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\bthe (?P<which>first|second|third|fourth|fifth|last|other)(?: one| of (?:them|these|those))?"
    r"(?=\W*$)",
    re.IGNORECASE,
)
_TWO = re.compile(r"\bthe (?P<which>former|latter)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:which|what|the)\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})?\s*"
    r"(?:[a-z-]{3,20}\s)?(?P<noun>[a-z-]{3,20}s)\b",
    re.IGNORECASE,
)
_NUMBER = r"\d{1,4}(?: ?\(\d{4}\))?"
_RESOLUTION = re.compile(rf"\bresolutions? ({_NUMBER})", re.IGNORECASE)
_OF_A_RESOLUTION = re.compile(rf"(?:the )?(?:resolutions? )?(?P<number>{_NUMBER})", re.IGNORECASE)
# "Before that", "the year after": of the day or the year that was asked about.
_THEN = re.compile(
    r"^(?:(?P<way>before|after|since|until) (?:that|this|then|it)(?: (?:year|date|day|month))?"
    r"|(?P<alone>afterwards|later|beforehand|earlier|previously|thereafter)(?: on)?)\W*$",
    re.IGNORECASE,
)
_LATER = frozenset({"afterwards", "later", "thereafter"})
_NEXT_YEAR = re.compile(
    r"^(?:in )?(?:the year (?P<way>before|after)(?: that)?|the (?P<which>previous|preceding"
    r"|following|next) year|(?:a|one) year (?P<than>earlier|later))\W*$",
    re.IGNORECASE,
)
_YEARS_ON = frozenset({"after", "following", "next", "later"})
_OWN_PREPOSITION = re.compile(
    r"\b(?:in|on|at|for|by|from|of|with|during|since|to|about|against)\s(?:the\s)?$", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_MOST_CHARACTERS = 2_000
"""Characters of the last question in which a time is looked for."""
_MOST_WORDS = 7
"""Words: a longer follow-up without a verb is no ellipsis."""
_ABOUT = re.compile(r"\b(?P<word>about|on|regarding|concerning|for|of|in|at|by|with|from)\s+(?=\S)")


def elliptic(text: str, asked: str) -> tuple[str, ...]:
    """The last question with what the follow-up names or asks put in its place; none where the
    follow-up is no ellipsis or nothing in the question is of its kind.
    """
    bare = _OPENING.sub("", text, count=1).strip()
    for form in (_asking, _ordinal, _either, _then, _next_year, _its):
        if found := form(bare, asked):
            return (found,)
    own = _VERB.search(bare) or _QUESTION.match(bare) or _ORDER.match(bare)
    if not bare.strip(" ?.!") or own or len(bare.split()) > _MOST_WORDS:
        return ()
    return tuple(dict.fromkeys(_replacements(bare.strip(" ?.!"), asked)))


def _asking(bare: str, asked: str) -> str | None:
    """ "Why?", "When?", "Who else?": the last question asked in another way."""
    match = _ASKING.match(bare)
    before = _QUESTION.match(asked)
    if match is None:
        return None
    asks = match["asks"].capitalize() + (match["else"] or "")
    rest = _ELSE.sub("", asked[before.end() :]) if before else asked
    # "Which three points did France …" is asked of the points; "why" is asked of what follows.
    auxiliary = _AUXILIARY.search(rest)
    phrase = before is not None and before["asks"].lower().split()[-1] in ("which", "what", "many")
    if auxiliary and phrase and asks.lower().startswith(("why", "when", "where", "how")):
        rest = rest[auxiliary.start() :]
    if not before and auxiliary and auxiliary.start() == 0:
        rest = asked[:1].lower() + asked[1:]
    return f"{asks} {rest}" if rest.strip(" ?") else None


def _ordinal(bare: str, asked: str) -> str | None:
    """ "What was the first one?" after "Which points …": the first point, and of what."""
    match, noun = _ORDINAL.search(bare), _COUNTED.search(asked)
    if match is None or noun is None:
        return None
    head = bare[: match.start()] + f"the {match['which']} {noun['noun'].removesuffix('s')}"
    rest = _QUESTION.sub("", asked, count=1)
    return f"{head} of: {rest}"


def _either(bare: str, asked: str) -> str | None:
    """ "The former" and "the latter" of the two names of the last question."""
    match = _TWO.search(bare)
    names = [name for name, _ in _named(asked)]
    if match is None or len(names) < 2:
        return None
    name = names[-2] if match["which"].lower() == "former" else names[-1]
    return f"{bare[: match.start()]}{name}{bare[match.end() :]}"


def _then(bare: str, asked: str) -> str | None:
    """ "Before that" and "afterwards", where the last question gives one time."""
    match, dates = _THEN.match(bare), find_dates(asked[:_MOST_CHARACTERS], posted=None)
    if match is None or len(dates) != 1:
        return None
    span = dates[0].span
    own = _OWN_PREPOSITION.search(asked[: span.start][-20:])
    if own is None or own.group().split()[0].lower() in ("of", "to", "about"):
        return None
    alone = (match["alone"] or "").lower()
    way = match["way"].lower() if match["way"] else "after" if alone in _LATER else "before"
    return _put(asked, span, f"{way} {span.of(asked)}", with_preposition=True)


def _next_year(bare: str, asked: str) -> str | None:
    """ "The year before" and "a year later", where the last question gives one year."""
    match, years = _NEXT_YEAR.match(bare), list(_YEAR.finditer(asked[:_MOST_CHARACTERS]))
    if match is None or len(years) != 1:
        return None
    way = (match["way"] or match["which"] or match["than"]).lower()
    year = int(years[0].group()) + (1 if way in _YEARS_ON else -1)
    return f"{asked[: years[0].start()]}{year}{asked[years[0].end() :]}"


def _its(bare: str, asked: str) -> str | None:
    """ "Its budget?" after "the mandate of the mission": the budget of the mission."""
    match, noun = _ITS.match(bare), _OF_WHOM.search(asked)
    if match is None or noun is None:
        return None
    return f"{asked[: noun.start('noun')]}{match['noun']}{asked[noun.end('noun') :]}"


def _replacements(phrase: str, asked: str) -> Iterator[str]:
    preposition = _PREPOSITION.match(phrase)
    thing = phrase[preposition.end() :] if preposition else phrase
    resolution = _OF_A_RESOLUTION.fullmatch(thing)
    if resolution and (number := _RESOLUTION.search(asked)):
        yield f"{asked[: number.start(1)]}{resolution['number']}{asked[number.end() :]}"
        return
    for kind in (_date, _state, _name):
        places = _places(kind, asked, preposition["word"] if preposition else "")
        if not places or not kind(thing):
            continue
        for span in places:
            new = phrase if preposition else thing
            if kind is _date and not _YEAR.search(thing) and (year := _YEAR.search(span.of(asked))):
                new = f"{new} {year.group()}"
            yield _put(asked, span, new, preposition is not None)
        return
    if preposition and (at := _after(preposition["word"], asked)):
        yield asked[: at.start] + phrase + "?"
    elif at := next((s for w in ("about", "on") if (s := _after(w, asked))), None):
        yield f"{asked[: at.start]}about {thing}?"


def _put(asked: str, span: Span, new: str, with_preposition: bool) -> str:
    """The question with another thing in a place, its preposition going with it."""
    before = asked[: span.start]
    if with_preposition:
        if own := _OWN_PREPOSITION.search(before[-20:]):
            before = before[: len(before) - len(own.group())]
        else:
            new = new.split(" ", 1)[1]
    elif before.lower().endswith("the ") and (new.lower().startswith("the ") or _bare(new)):
        before = before[: -len("the ")]
    return f"{before}{new}{asked[span.end :]}"


def _bare(name: str) -> bool:
    """Whether a name takes no article: that of a State, unless it is shortened to letters."""
    return find_state(name) is not None and not name.isupper() and "United" not in name


_Kind = Callable[[str], bool]


def _date(thing: str) -> bool:
    return any(
        d.span.end - d.span.start >= len(thing) - 4 for d in find_dates(thing, posted=None)
    ) or bool(_MONTH.fullmatch(thing))


_MONTH = re.compile(rf"{MONTH_PRINTED}(?: \d{{4}})?", re.IGNORECASE)


def _state(thing: str) -> bool:
    return find_state(thing) is not None


def _name(thing: str) -> bool:
    words = [word for word in words_of(f"of {thing}") if word.content]
    return bool(words) and all(word.name for word in words)


def _places(kind: _Kind, asked: str, preposition: str) -> list[Span]:
    """Where the things of a kind stand in the question whose place another may take, the likeliest
    first.

    "And France?" asks mostly of another who does the same, else of what it is done about; "on
    Libya?" of what stands behind the same preposition, else of what it is done about.
    """
    if kind is _date:
        dates = [d.span for d in find_dates(asked, posted=None)]
        months = [Span(*m.span()) for m in _MONTH.finditer(asked) if m.group() != "may"]
        spans = dates or months
        return spans[-1:] if preposition else spans[:1]
    named = _named(asked)
    states = [span for name, span in named if find_state(name)]
    spans = states if kind is _state else ([s for _, s in named if s not in states] or states)
    spans = spans or [span for _, span in named]
    if preposition:
        own = re.compile(rf"\b{preposition}\s(?:the\s)?$", re.IGNORECASE)
        return ([s for s in spans if own.search(asked[: s.start][-20:])] or spans[-1:])[:1]
    return list(dict.fromkeys((*spans[:1], *spans[-1:])))


def _named(text: str) -> list[tuple[str, Span]]:
    """The runs of names in a text."""
    runs: list[list[Word]] = []
    for word in words_of(text):
        if not word.name:
            continue
        if runs and text[runs[-1][-1].span.end : word.span.start] in (" ", ". "):
            runs[-1].append(word)
        else:
            runs.append([word])
    spans = [Span(run[0].span.start, run[-1].span.start + len(run[-1].text)) for run in runs]
    return [(span.of(text), span) for span in spans]


def _after(word: str, asked: str) -> Span | None:
    """What stands behind a preposition of the question, until its end."""
    found = None
    for match in _ABOUT.finditer(asked):
        if match["word"].lower() == word.lower():
            found = Span(match.start(), len(asked))
    return found

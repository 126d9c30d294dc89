"""Follow-ups that leave out most of the question: "And France?", "In 2018?", "Why?", "Who else?".

What they name takes the place of the same kind of thing in the last question: a date of a date, a
State of a State, a name of a name, what follows "about" of what followed it there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.answering.words import Word, words_of
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
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_MOST_WORDS = 7
"""Words: a longer follow-up without a verb is no ellipsis."""
_ABOUT = re.compile(r"\b(?P<word>about|on|regarding|concerning|for|of|in|at|by|with|from)\s+(?=\S)")


def elliptic(text: str, asked: str) -> tuple[str, ...]:
    """The last question with what the follow-up names or asks put in its place; none where the
    follow-up is no ellipsis or nothing in the question is of its kind.
    """
    bare = _OPENING.sub("", text, count=1).strip()
    for form in (_asking, _ordinal, _either):
        if found := form(bare, asked):
            return (found,)
    own = _VERB.search(bare) or _QUESTION.match(bare)
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
    rest = asked[before.end() :] if before else asked
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


def _replacements(phrase: str, asked: str) -> Iterator[str]:
    preposition = _PREPOSITION.match(phrase)
    thing = phrase[preposition.end() :] if preposition else phrase
    if (number := _RESOLUTION.search(asked)) and re.fullmatch(_NUMBER, thing):
        yield f"{asked[: number.start(1)]}{thing}{asked[number.end() :]}"
        return
    for kind in (_date, _state, _name):
        # "And France?" asks of another who does the same; "on Libya?" of what it is done about.
        if kind(thing) and (span := _place(kind, asked, last=preposition is not None)):
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
        own = re.search(
            r"\b(?:in|on|at|for|by|from|of|with|during|since|to|about|against)\s(?:the\s)?$", before
        )
        if own:
            before = before[: own.start()]
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


def _place(kind: _Kind, asked: str, *, last: bool) -> Span | None:
    """Where the first or the last thing of a kind stands in the question."""
    if kind is _date:
        dates = [d.span for d in find_dates(asked, posted=None)]
        months = [Span(*m.span()) for m in _MONTH.finditer(asked) if m.group() != "may"]
        spans = dates or months
    else:
        named = _named(asked)
        states = [span for name, span in named if find_state(name)]
        spans = states if kind is _state else ([s for _, s in named if s not in states] or states)
        spans = spans or [span for _, span in named]
    return spans[-1 if last else 0] if spans else None


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

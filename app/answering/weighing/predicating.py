"""What a sentence says of the one that is asked about: that it is something, or does something.

"Is X a Y?" is answered by what says what X is or calls it a Y, and "does X fund Y?" by what has X
fund. A sentence that has these words in other parts ("X fights Ys", "Z funds X") leaves the
question open. By the order of words alone, and in favour of the sentence where that does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answering.finding.features import present
from app.answering.finding.view import QuestionView
from app.answering.recognising.asks import CONNECTIVES
from app.answering.terms.words import Word, stems_of, words_of
from store.records import Span

_LONGEST = 3_000  # characters of a sentence that are looked at
_IS_IT_A = re.compile(
    CONNECTIVES + r"(?:is|are|was|were)\s(?P<one>[^?,;]{2,80}?)\s"
    r"(?:(?:really|actually|itself|still|also|not|considered|called|deemed|seen as|regarded as"
    r"|classified as|designated(?: as)?|listed as)\s){0,2}an?\s(?P<kind>[^?,;]{3,80})",
    re.IGNORECASE,
)
_DOES_IT = re.compile(CONNECTIVES + r"(?:do|does|did)\s(?:the\s)?", re.IGNORECASE)
# What one is to others or in something, documents say in many other ways ("joined", "threatens").
_RELATIVE = re.compile(
    r"(?:member|part(?:y|ies)|part|signator(?:y|ies)|candidate|sponsor|co-sponsor|author|threat"
    r"|danger|risk|problem|success|failure|priority|concern|result|consequence|step|need|chance|way"
    r"|condition|reason|cause|purpose|aim|subject|topic|host|supporter|opponent|donor|contributor"
    r"|participant|speaker|briefer|penholder|president|chair|neighbou?r|victim|target|violation"
    r"|breach|vote|veto|meeting|debate|consensus|majority|quorum|call|plan|lot|number)s?",
    re.IGNORECASE,
)
_BEHIND_IT = re.compile(
    r"\s(?:of|in|for|to|on|at|by|with|from|under|that|which|who|within|against|between|because"
    r"|according|or|and|when|while)\b",
    re.IGNORECASE,
)
_BE = (
    r"(?:is|are|was|were|be|been|being|remain(?:s|ed)?|becomes?|became|isn[’']t|aren[’']t|wasn[’']t"
    r"|weren[’']t)"
)
_IS_SOMETHING = re.compile(
    rf"[^.;:]{{0,60}}?\b{_BE}\s(?:(?:not|never|also|still|now|itself|\w+ly)\s){{0,2}}"
    r"(?:an?|the|one of|no|neither)\s",
    re.IGNORECASE,
)
# Between one and what it is called.
_CALLED = re.compile(
    rf"(?:\b(?:{_BE}|as|call(?:s|ed|ing)?|considers?|considered|deem(?:s|ed)?|term(?:s|ed)?|like"
    r"|named?|label\w*|brand\w*|including|constitut\w+|(?:and|or) (?:any )?other|such)|[—–(“\":,])"
    r"(?:\s?(?:(?!to\b|in\b|of\b|for\b|by\b|with\b|against\b|from\b|on\b)[\w’'-]*(?<!ing)))"
    r"{0,4}[\s“\"]*$",
    re.IGNORECASE,
)
_NEXT_TO = re.compile(r"[\s“\"]*(?:as\s)?(?:(?:an?|the)\s)?[“\"]?$", re.IGNORECASE)
_SUCH_AS = re.compile(
    r"^\W*(?:[\w-]+\s){0,2}(?:such as|like|includ\w+|namely|called|named|known as|(?:in )?"
    r"particular(?:ly)?|notably|especially)\b|^\s?[:(—–]",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"^\W*(?:(?:in|at|on)\s[^,]{2,60},\s)?(?:(?:it|they|this|these|that|he|she|both)\b|the\s\w+\b)",
    re.IGNORECASE,
)
_DOER = re.compile(r"\b(?:by|of|from)\s(?:\w+\s){0,3}$", re.IGNORECASE)
# "Voting against: China, …"; "In supporting it, China said …".
_AHEAD_OF_DOER = re.compile(
    r"^\W*(?:(?:in|by|while|when|after|before)\s)?\w+ing\b[^.;]*?[:,]", re.IGNORECASE
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s|not\s)?$", re.IGNORECASE)
_A_PERSONS_NAME = 2
"""Words: of two, the last may stand alone."""
_OPENS_CLAUSE = re.compile(
    r"[;:]|\b(?:that|which|who|while|whereas|although|but|and|because|if|whether|as)\b",
    re.IGNORECASE,
)


def says_what_it_is(view: QuestionView, text: str, around: str) -> bool:
    """Whether the text says of the one asked about what it is, where "is X a Y?" is asked; of any
    other question it is true.

    ``around`` is what stands around the sentence, which names whom "it" is.
    """
    match = _IS_IT_A.match(view.text)
    if match is None:
        return True
    one = _words_in(view, Span(*match.span("one")))
    kind = _words_in(view, Span(match.start("kind"), _end_of_kind(match)))
    if not one or not one[-1].name or not kind or _RELATIVE.fullmatch(kind[-1].text):
        return True
    text = text[:_LONGEST]
    its = _runs(view, one, text)
    if not its:
        return _leans_on(view, one, text, around) and bool(_kinds(view, kind, text, ()))
    kinds = _kinds(view, kind, text, its)
    return any(
        _IS_SOMETHING.match(text, own.end)
        or any(_calls(text, own, other, whole=whole) for other, whole in kinds)
        for own in its
    )


def has_it_do(view: QuestionView, text: str) -> bool:
    """Whether the text may have the one asked about do what is asked, where "does X fund Y?" is;
    not where it only has another do that, or has it done to X. Of any other question it is true.
    """
    opening = _DOES_IT.match(view.text)
    if opening is None:
        return True
    asked = [word for word in view.words if word.span.start >= opening.end()]
    count = next((at for at, word in enumerate(asked) if not word.name), len(asked))
    if count in (0, len(asked)) or not asked[count].content:
        return True
    one, verb = tuple(asked[:count]), asked[count]
    text = text[:_LONGEST]
    its, verbs = _runs(view, one, text), _runs(view, (verb,), text)
    if not its or not verbs:
        return True
    return any(_does(text, own, done, one) for own in its for done in verbs)


def _does(text: str, own: Span, done: Span, one: Sequence[Word]) -> bool:
    if own.start > done.start:
        ahead = _AHEAD_OF_DOER.match(text)
        if ahead is not None and done.end <= ahead.end() <= own.start:
            return True
        return _DOER.search(text, 0, own.start) is not None
    between = text[own.end : done.start]
    if _PASSIVE.search(between):
        return " by " not in text[done.end :]
    opened = list(_OPENS_CLAUSE.finditer(between))
    own_stems = {word.stem for word in one}
    behind = words_of(f"of {between[opened[-1].end() :]}") if opened else ()
    return not any(word.name and word.stem not in own_stems for word in behind)


def _end_of_kind(match: re.Match[str]) -> int:
    """Where the words for what it may be end: "in Mali" says no more of that."""
    behind = _BEHIND_IT.search(match["kind"])
    return match.start("kind") + (behind.start() if behind else len(match["kind"]))


def _words_in(view: QuestionView, span: Span) -> tuple[Word, ...]:
    return tuple(word for word in view.words if word.content and span.contains(word.span))


def _runs(view: QuestionView, wanted: Sequence[Word], text: str) -> list[Span]:
    """Where the text names what these words name: whole, under another form of the name, or, of
    two words, by the last.
    """
    words = [word for word in words_of(text) if word.content]
    count = len(wanted)
    found = [
        Span(words[at].span.start, words[at + count - 1].span.end)
        for at in range(len(words) - count + 1)
        if all(_is(view, w, here) for w, here in zip(wanted, words[at:], strict=False))
    ]
    for form in view.forms.get(wanted[-1].stem, ()):
        places = [word.span for word in words if word.stem in form]
        if form <= {word.stem for word in words}:
            found.append(Span(places[0].start, places[-1].end))
    if not found and count == _A_PERSONS_NAME and wanted[-1].name:
        found = [word.span for word in words if _is(view, wanted[-1], word)]
    return found


def _is(view: QuestionView, wanted: Word, here: Word) -> bool:
    return present(view, wanted, frozenset({here.stem, *stems_of(here.text)}))


def _kinds(
    view: QuestionView, kind: Sequence[Word], text: str, own: Sequence[Span]
) -> list[tuple[Span, bool]]:
    """Where the text has the kind, and where at least a word of it, which that of a name is not."""
    named = any(word.name for word in kind)
    words = [
        here.span
        for here in words_of(text)
        if (named or not here.name) and any(_is(view, word, here) for word in kind)
    ]
    whole = [span for span in _runs(view, kind, text) if any(map(span.overlaps, words))]
    found = (*((span, False) for span in words), *((span, True) for span in whole))
    return [(span, all_of) for span, all_of in found if not any(map(span.overlaps, own))]


def _calls(text: str, own: Span, kind: Span, *, whole: bool) -> bool:
    """Whether the one is called that: before its kind, or behind all its words as an example."""
    if own.start < kind.start:
        between = text[own.end : kind.start]
        return bool(_NEXT_TO.fullmatch(between) or _CALLED.search(between))
    between = text[kind.end : own.start]
    return whole and bool(_NEXT_TO.fullmatch(between) or _SUCH_AS.match(between))


def _leans_on(view: QuestionView, one: Sequence[Word], text: str, around: str) -> bool:
    return _LEANS.match(text) is not None and bool(_runs(view, one, around))

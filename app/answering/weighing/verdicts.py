"""Whether a sentence says "yes" or "no" to a question in so many words.

The word is given only where nothing has to be understood: the sentence is the question turned into
a statement, word for word and in its order, by nobody but its source, with nothing that hedges,
foresees or narrows it. Whatever is in doubt is left to the quotation alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from app.answering.finding.features import present
from app.answering.finding.view import QuestionView
from app.answering.terms.words import Word, stem, words_of

_LONGEST = 1_500  # characters; nobody answers in one longer sentence
_AUXILIARY = re.compile(
    r"^\W*(?:(?:and|but|so|or|then)\b[\s,]*)*(?P<verb>is|are|was|were|do|does|did|has|have|had)\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
_NEGATIVE_QUESTION = re.compile(r"\b(?:not|never|no|none|neither|nor)\b|n[’']t\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|neither|nor|cannot|without|nothing|nobody|hardly|barely|scarcely"
    r"|fail(?:s|ed|ing)?|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|reject(?:s|ed|ing)?"
    r"|den(?:y|ies|ied)|prevent(?:s|ed)?|unable|lack(?:s|ed)?|absen(?:t|ce))\b|n[’']t\b",
    re.IGNORECASE,
)
# What makes a sentence say less, or another thing, than its words alone.
_HEDGES = re.compile(
    r"\b(?:may|might|can|could|would|should|shall|will|must|expected|likely|possibl[ey]|probabl[ey]"
    r"|perhaps|apparent(?:ly)?|seem(?:s|ed|ingly)?|appear(?:s|ed)?|propos(?:e|es|ed|al|als|ing)"
    r"|drafts?|plan(?:s|ned|ning)?|intend(?:s|ed)?|intention|sought|seek(?:s|ing)?|tr(?:y|ies|ied)"
    r"|attempt(?:s|ed)?|want(?:s|ed)?|hop(?:e|es|ed|ing)|consider(?:s|ed|ing)?|if|whether|unless"
    r"|according|reported(?:ly)?|alleg(?:e|es|ed|edly)|claim(?:s|ed)?|said|says?|stat(?:es|ed)"
    r"|told|argu(?:e|es|ed)|maintain(?:s|ed)?|believ(?:e|es|ed)|think(?:s)?|thought|suggest(?:s|ed)?"
    r"|call(?:s|ed)|urg(?:e|es|ed)|request(?:s|ed)?|ask(?:s|ed)?|demand(?:s|ed)?|recommend(?:s|ed)?"
    r"|almost|nearly|partly|partially|mostly|largely|initially|originally|formerly|previously"
    r"|once|some|few|many|most|several|only|except|rather|instead|but|although|though|however"
    r"|despite|until|before|pending|provided|subject|supposed|so-called|would-be|acting|former"
    r"|long(?:er)?|yet|nor|either|other than|apart|far from)\b",
    re.IGNORECASE,
)
# After it, a clause says something else.
_NEXT_CLAUSE = re.compile(r";|,\s(?:and|while|whereas|which|who)\b|\s(?:that|which|who)\s")
_CONTRADICTS = re.compile(
    r"\b(?:but|although|though|however|until|unless|if|despite|except|only|provided)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[;:]|\b(?:while|whereas|which|who|whom|whose|when|where|because|since|as)\b|[—–]"
)
_INTRODUCED = re.compile(
    r"^(?:in|at|on|during|after|under|since|by|following|for|throughout|as|ahead of)\b"
    r"[^,;:]{1,80},\s+",
    re.IGNORECASE,
)
_GAP_WORDS = frozenset(
    """
    the a an this that these those its their his her has have had is are was were be been being did
    do does also then in on at of to for by with from into and both all any again already there
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_BEFORE = frozenset({"", "the", "a", "an", "both", "there is", "there are", "there was"})
_NO_OTHER = frozenset({"ever", "any", "yes", "no"})
_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:)\]”\"’]|\(|(?:in|on|at|by|of|for|to|with|from|and|as|during|following)\b)"
)
_NOT_DONE = re.compile(
    r"\b(?:did|do|does|has|have|had|is|are|was|were)\s(?:not|never)\s(?:been\s|be\s)?(?P<next>\w+)",
    re.IGNORECASE,
)
_NOW = frozenset({"is", "are", "do", "does"})
_THEN = re.compile(r"\b(?:was|were|did|had)\b", re.IGNORECASE)
_STILL = re.compile(r"\b(?:is|are|do|does)\b", re.IGNORECASE)


class Verdict(StrEnum):
    """The word that a sentence is worth."""

    YES = "Yes"
    NO = "No"


def verdict(view: QuestionView, sentence: str, *, expected: bool) -> Verdict | None:
    """The word, or none where the sentence does not say explicitly what was asked.

    ``expected``: the sentence tells of what is planned or likely.
    """
    asked = _AUXILIARY.match(view.text)
    content = [w for w in view.words if w.content and w.text.lower() not in _NO_OTHER]
    if (
        expected
        or asked is None
        or len(content) < 2
        or len(sentence) > _LONGEST
        or _NEGATIVE_QUESTION.search(view.text)
        or _CHOICE.search(view.text)
        or sentence.rstrip().endswith("?")
    ):
        return None
    matched = _matched(view, content, sentence)
    if matched is None or not _same_time(asked["verb"].lower(), content, matched, sentence):
        return None
    return _polarity(view, matched, sentence)


def _matched(view: QuestionView, content: list[Word], sentence: str) -> list[Word] | None:
    """The words of the sentence that are the question's, in its order, or none where one is missing
    or another word of meaning stands between them.
    """
    words = words_of(sentence)
    runs = (_run(view, content, words[first:]) for first in range(len(words)))
    return next((run for run in runs if run is not None), None)


def _run(view: QuestionView, content: list[Word], words: Sequence[Word]) -> list[Word] | None:
    """The run of the question's words with which ``words`` begin."""
    found: list[Word] = []
    for word in words:
        if present(view, content[len(found)], frozenset({word.stem})):
            found.append(word)
            if len(found) == len(content):
                return found
        elif not found or not _may_stand_between(word):
            return None
    return None


def _rest_of_clause(after: str) -> int:
    """How many characters after the run still say something of it."""
    end = _NEXT_CLAUSE.search(after)
    return end.start() if end else len(after)


def _may_stand_between(word: Word) -> bool:
    lower = word.text.lower()
    adverb = lower.endswith("ly") and len(lower) > 4
    return lower in _GAP_WORDS or adverb or _NEGATION.fullmatch(lower) is not None


def _same_time(verb: str, content: list[Word], matched: list[Word], sentence: str) -> bool:
    """Whether what is asked of now is said of now, and of then of then."""
    inside = sentence[matched[0].span.start : matched[-1].span.end]
    if verb not in _NOW:
        return verb in {"has", "have"} or not _STILL.search(inside)
    ended = any(
        here.text.endswith("ed") and not there.text.endswith("ed")
        for here, there in zip(matched, content, strict=True)
    )
    return not ended and not _THEN.search(inside)


def _polarity(view: QuestionView, matched: list[Word], sentence: str) -> Verdict | None:
    start, end = matched[0].span.start, matched[-1].span.end
    inside, after = sentence[start:end], sentence[end:]
    lead = _INTRODUCED.sub("", sentence[:start]).strip()
    asked = {word.stem for word in view.words}
    clause = sentence[: end + _rest_of_clause(after)]
    hedged = {stem(found.group()) for found in _HEDGES.finditer(clause)} - asked
    possessive = sentence[matched[0].span.end : matched[0].span.end + 2] in ("’s", "'s")
    if hedged or possessive or _CLAUSE_END.search(inside) or not _GOES_ON.match(after):
        return None
    if _CONTRADICTS.search(after):
        return None
    denied = _NEGATION.findall(clause)
    if len(denied) > 1:
        return None
    if denied and lead.lower() == "no":
        return Verdict.NO
    if lead.lower() not in _BEFORE:
        return None
    if not denied:
        return Verdict.YES
    undone = _NOT_DONE.search(inside)
    said = undone is not None and any(word.text == undone["next"] for word in matched)
    return Verdict.NO if said else None

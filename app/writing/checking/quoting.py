"""What stands in quotation marks, found in the sources or not at all.

A quotation is a source's words after the table of :mod:`app.writing.checking.normalising`. Beyond
this, what writers may do by custom is allowed: the first letter may be large or small, also in
brackets; punctuation may stand inside the marks at the end; "…", "..." and either in brackets may
leave words out between two parts of one source, unless these words deny or except something.

A quotation of eight words or more may be off by one of them: by its spelling, its capitals, or
by a function word that is another, too many or lacking. It never may by a name, a number, a date,
a negation, a quantifier or a word of duty or chance. In every case the words of the source come
back, for these are what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.writing.checking.normalising import Normalised, is_joined, normalised
from store.records import Span

SHORTEST_NEAR = 8
"""Words that a quotation has at least before one of them may be off."""

_SHORTEST_SPELT = 4  # letters of a word that one letter may be off
_LONG_SPELT = 8  # letters of a word that two may be off
_ELLIPSIS = re.compile(
    r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.\s?\.\s?\.+)\s*"
)
_BRACKETED_LETTER = re.compile(r"^\s*[\[(](\w)[\])](?=\w)")
_LAST_MARKS = " .,;:!?-"
_LEFT_OUT = " […] "
_WORD = re.compile(r"[^\W_]+(?:['./-][^\W_]+)*")
_PAIRS = tuple(zip("“„«‹「『《‘", "”“»›」』》’", strict=True))
_FUNCTION_WORDS = frozenset(
    """
    a an the of in on at to by with from as into upon within that which who this these those its
    their his her it they is are was were be been being has have had and
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_DENYING = frozenset(
    """
    no not never none nor neither nobody nothing without cannot can't don't doesn't didn't won't
    wouldn't isn't aren't wasn't weren't hasn't haven't hadn't unless except hardly
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_NUMBERS = tuple(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion first second third dozen half once twice
    """.split()  # noqa: SIM905 - a word list reads best as words
)
_NEVER_OFF = _DENYING | frozenset(
    """
    all any some many most few several each every both either only other another more less least
    than but or if may might can could shall should will would must ought
    """.split()  # noqa: SIM905 - a word list reads best as words
)


@dataclass(frozen=True, slots=True)
class _Part:
    """One run of words of a quotation as compared, and the mark that it was closed with."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """Where one part of a quotation stands in a source, in characters of its compared text."""

    source: Normalised
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as printed, with the marks of a quotation inside them that they cut in two."""
        return _whole_marks(self.source.raw, self.source.span(self.start, self.end))


def exact(quoted: str, sources: Sequence[str]) -> str | None:
    """The words of a source that a quotation means, exactly as the source prints them, or ``None``.

    ``quoted`` is without its quotation marks. Where it leaves words out, the parts come back with
    “[…]” between them; each is then a part of the same source.
    """
    parts = _parts(quoted)
    if not parts:
        return None
    texts = [normalised(source) for source in sources]
    for text in texts:
        if found := _all_parts(parts, text):
            return _LEFT_OUT.join(part.words for part in found)
    if len(parts) == 1:
        for text in texts:
            if near := _near(parts[0], text):
                return near.words
    return None


def _parts(quoted: str) -> list[_Part]:
    """What is quoted, parted where words are left out; empty if one part has no words."""
    parts = []
    for written in _ELLIPSIS.split(quoted):
        text = normalised(_BRACKETED_LETTER.sub(r"\1", written)).text
        words = text.strip(_LAST_MARKS)
        if words:
            last = text.rstrip()[-1]
            parts.append(_Part(words, last if last in _LAST_MARKS else ""))
    return parts if all(_WORD.search(part.text) for part in parts) else []


def _all_parts(parts: Sequence[_Part], source: Normalised) -> list[_Found] | None:
    """Where the parts stand one after another in a source."""
    for first in _places(parts[0], source):
        found = [first]
        for part in parts[1:]:
            before = found[-1].end
            following = next(_places(part, source, before), None)
            if following is None or _denies(source.text[before : following.start]):
                break
            found.append(following)
        else:
            return found
    return None


def _places(part: _Part, source: Normalised, since: int = 0) -> Iterator[_Found]:
    """Every place from ``since`` where whole words of the source are this part."""
    text, head, tail = source.text, part.text[0], part.text[1:]
    heads = {head, head.lower(), head.upper()}
    for start in range(since, len(text) - len(tail)):
        end = start + len(part.text)
        if (
            text[start] in heads
            and text.startswith(tail, start + 1)
            and _whole_words(text, start, end)
        ):
            yield _Found(source, start, _with_mark(part, text, end))


def _whole_words(text: str, start: int, end: int) -> bool:
    begins = start == 0 or not is_joined(text[start - 1], text[start])
    ends = end == len(text) or not is_joined(text[end - 1], text[end])
    return begins and ends and not _cuts_number(text, start, end)


def _cuts_number(text: str, start: int, end: int) -> bool:
    """Whether a number goes on before or behind, as in 1,000 or 25-1 or S/2019/742."""
    before = text[start].isdigit() and re.search(r"\w[.,/:-]$", text[:start])
    behind = text[end - 1].isdigit() and re.match(r"[.,/:-]\d|%", text[end:])
    return bool(before or behind)


def _with_mark(part: _Part, text: str, end: int) -> int:
    """The end, behind the mark that the quotation closes with if the source has it there too."""
    return end + 1 if part.mark and text[end : end + 1] == part.mark else end


def _denies(left_out: str) -> bool:
    return any(word.lower() in _DENYING for word in _WORD.findall(left_out))


def _whole_marks(raw: str, span: Span) -> str:
    """The raw characters, with a quotation mark just outside whose fellow is among them."""
    start, end = span.start, span.end
    words = raw[start:end]
    for opening, closing in _PAIRS:
        if words.count(opening) > words.count(closing) and raw[end : end + 1] == closing:
            return raw[start : end + 1]
        if (
            words.count(closing) > words.count(opening)
            and raw[max(start - 1, 0) : start] == opening
        ):
            return raw[start - 1 : end]
    return words


def _near(part: _Part, source: Normalised) -> _Found | None:
    """Where the source has the part with one word off, if that may be."""
    quoted = _WORD.findall(part.text)
    words = list(_WORD.finditer(source.text))
    printed = [word.group() for word in words]
    if len(quoted) < SHORTEST_NEAR:
        return None
    for first in range(len(words)):
        count = _one_off(quoted, printed[first:])
        if count:
            last = words[first + count - 1].end()
            return _Found(source, words[first].start(), _with_mark(part, source.text, last))
    return None


def _one_off(quoted: Sequence[str], printed: Sequence[str]) -> int:
    """How many of the printed words are the quoted ones with one word off; 0 if they are not."""
    size = len(quoted)
    alike = 0
    while alike < min(size, len(printed)) and quoted[alike] == printed[alike]:
        alike += 1
    if alike == size:  # the words are these, and what stands between them differs
        return size
    rest, here = quoted[alike + 1 :], printed[alike : alike + 1]
    if _may_be_off(quoted[alike]) and _begins(printed[alike:], rest):
        return size - 1  # one too many
    if here and _may_be_off(here[0]) and _begins(printed[alike + 1 :], quoted[alike:]):
        return size + 1  # one is lacking
    if here and _may_stand_for(quoted[alike], here[0]) and _begins(printed[alike + 1 :], rest):
        return size
    return 0


def _begins(words: Sequence[str], with_these: Sequence[str]) -> bool:
    return list(words[: len(with_these)]) == list(with_these)


def _may_be_off(word: str) -> bool:
    return word.lower() in _FUNCTION_WORDS


def _may_stand_for(quoted: str, printed: str) -> bool:
    """Whether a word may be written for the printed one."""
    one, other = quoted.lower(), printed.lower()
    if one == other:
        return True
    if _may_be_off(one) and _may_be_off(other):
        return True
    return not (_is_fixed(quoted) or _is_fixed(printed)) and _spelt_alike(one, other)


def _is_fixed(word: str) -> bool:
    """Whether it is a name, a number or a word on which the meaning hangs."""
    lower = word.lower()
    return (
        not word.islower()
        or any(character.isdigit() for character in word)
        or lower in _NEVER_OFF
        or lower.startswith(_NUMBERS)
    )


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two words differ by a slip, and not by a part that stands before one of them."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST_SPELT or longer.endswith(shorter):
        return False
    return _edits(one, other) <= (2 if len(shorter) >= _LONG_SPELT else 1)


def _edits(one: str, other: str) -> int:
    """Letters to add, drop or change."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]

"""True statements made of a sentence by rules that keep what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.answering.answer import Citation
from app.evaluation.wordings import continued, first_person, is_plain, marks_pair, without_stop
from store.printing import long_date

Reword = Callable[[Citation], str | None]
"""Says of a citation what it says in other words, or nothing where the rule does not apply."""

_DROPPED = re.compile(
    r", (?:including|in particular|such as|along with|as well as|with a special focus"
    r"|in addition to|especially|particularly)\b[^;()“”]*(?=\.$)"
)
_BRACKETS = re.compile(r" \([^()\d]*\)")
_LIST = re.compile(
    r"\b(including|such as|include|from|for) ((?:the )?[\w’-]+(?: [\w’-]+){0,3}), "
    r"(?:(?:the )?[\w’-]+(?: [\w’-]+){0,3}, )+(and (?:the )?[\w’-]+)"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_DENYING = re.compile(r"\b(?:not|no|never|none|except|unless|without|if|but)\b", re.IGNORECASE)
_DAY = re.compile(r"^\d{1,2} [A-Z][a-z]+$|^[A-Z][a-z]+ \d{1,2}$")
_OPERATIVE = re.compile(r"^\d+\. ?(?P<verb>[A-Z][a-z]+s) (?P<what>.+)[;.]$", re.DOTALL)
_SYNONYMS = (
    (r"\bmaintained that\b", "said that"),
    (r"\bexpressed concern that\b", "was concerned that"),
    (r"\bsought to\b", "tried to"),
    (r"\bmore than (?=\d|[a-z]+ (?:years|months))", "over "),
    (r"\bin addition to\b", "as well as"),
    (r"\bwith regard to\b", "regarding"),
    (r"\bper cent\b", "percent"),
    (r"\ban estimated\b", "about"),
    (r"\bin order to\b", "to"),
    (r"\brequire\b", "need"),
    (r"\bcommenced\b", "began"),
    (r"\bis expected to\b", "is likely to"),
    (r"\bconducted\b", "carried out"),
    (r"\bset up\b", "established"),
)
_OTHER_FORMS = (
    (r"\bthe US\b", "the United States"),
    (r"\bthe UK\b", "the United Kingdom"),
    (r"\bUN\b", "United Nations"),
    (r"\bUnited Nations\b(?! (?:Regional|Assistance|Multi|Integrated|Support|Office|Dev))", "UN"),
    (r"\bRussia\b", "the Russian Federation"),
    (r"\bthe Russian Federation\b", "Russia"),
    (r"\b(?<!the )Security Council\b(?! Report)", "UN Security Council"),
)
_SPELLING = (
    (r"isation(s?)\b", r"ization\1"),
    (r"ization(s?)\b", r"isation\1"),
    (r"\bprogramme\b", "program"),
    (r"’", "'"),
)


def _verbatim(citation: Citation) -> str | None:
    return citation.quote if is_plain(citation.quote) else None


def _according_to(citation: Citation) -> str | None:
    if first_person(citation.quote):
        return None
    named = citation.symbol or f"“{citation.title}”"
    return f"According to {named}, {continued(citation.quote)}"


def _speaker_first(citation: Citation) -> str | None:
    speaker = _speaker(citation)
    if speaker is None or first_person(citation.quote):
        return None
    return f"{speaker} said that {continued(citation.quote)}"


def _speaker_last(citation: Citation) -> str | None:
    speaker = _speaker(citation)
    if speaker is None or first_person(citation.quote):
        return None
    return f"{without_stop(citation.quote)}, said {speaker}."


def _speaker(citation: Citation) -> str | None:
    """The speaker as printed, ``Mr. Elaraby (Egypt)``, from what stands under the quotation."""
    said = citation.attribution or ""
    return said.removesuffix(" speaking") if said.endswith(" speaking") else None


def _date_in_full(citation: Citation) -> str | None:
    for note in citation.dates:
        if _DAY.match(note.text) and citation.quote.count(note.text) == 1:
            return citation.quote.replace(note.text, long_date(note.date))
    return None


def _clause_dropped(citation: Citation) -> str | None:
    for pattern in (_DROPPED, _BRACKETS):
        found = pattern.search(citation.quote)
        if found and not _DENYING.search(found.group()):
            return citation.quote[: found.start()] + citation.quote[found.end() :]
    return None


def _list_shortened(citation: Citation) -> str | None:
    found = _LIST.search(citation.quote)
    if not found:
        return None
    short = f"{found[1]} {found[2]} {found[3]}"
    return citation.quote[: found.start()] + short + citation.quote[found.end() :]


def subject_given(citation: Citation) -> str | None:
    """An operative paragraph told of the Council, as resolutions mean it."""
    found = _OPERATIVE.match(citation.quote)
    resolution = (citation.symbol or "").startswith("S/RES/")
    if found is None or not resolution or not marks_pair(citation.quote):
        return None
    return f"The Security Council {found['verb'].lower()} {found['what']}."


def _replacing(pairs: tuple[tuple[str, str], ...]) -> Reword:
    def reword(citation: Citation) -> str | None:
        for pattern, other in pairs:
            changed, count = re.subn(pattern, other, citation.quote, count=1)
            if count and _QUOTED.findall(changed) == _QUOTED.findall(citation.quote):
                return changed
        return None

    return reword


REWORDINGS: Mapping[str, Reword] = MappingProxyType(
    {
        "verbatim": _verbatim,
        "according to": _according_to,
        "speaker first": _speaker_first,
        "speaker last": _speaker_last,
        "date in full": _date_in_full,
        "clause dropped": _clause_dropped,
        "list shortened": _list_shortened,
        "subject given": subject_given,
        "synonym": _replacing(_SYNONYMS),
        "other form of a name": _replacing(_OTHER_FORMS),
        "other spelling": _replacing(_SPELLING),
    }
)
"""The rules, by what they do."""


def stands_alone(citation: Citation) -> bool:
    """Whether another sentence can be put behind it."""
    return citation.quote.endswith(".")


def merged(one: Citation, other: Citation) -> str:
    """Two sentences as one."""
    return f"{without_stop(one.quote)}; {continued(other.quote)}"

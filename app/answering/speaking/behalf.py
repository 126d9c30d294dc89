"""For whom a speaker says to speak besides: "I speak on behalf of Niger, South Africa and Tunisia".

Only what speakers say of themselves: who aligns with a statement made on behalf of others makes
none, and who presides speaks for the Council and for none of its members.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from app.answering.terms.parties import presides
from store.catalogue import StoredPassage

_LONGEST = 160
"""Characters: a longer list is not said again."""
_SPEAKS = r"(?:speak(?:ing)?|deliver(?:ing)?|mak(?:e|ing)|read(?:ing)?|giv(?:e|ing)|tak(?:e|ing))"
_NOT_OWN = r"(?:align|subscrib|associat|endors|support|echo|thank|welcom|delivered|made)\w{0,5}"
_FOR_OTHERS = re.compile(
    rf"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e)\b(?:(?!\b{_NOT_OWN}\b)[^.;]){{0,100}}?\b{_SPEAKS}\b"
    rf"(?:(?!\b{_NOT_OWN}\b)[^.;]){{0,80}}?\bon behalf of (?P<whom>[^.;]{{3,400}})"
)

Speaker = tuple[str, str]
"""A document's id, and a speaker's label in it."""


def spoken_for(text: str) -> str | None:
    """For whom a speaker says in this text to speak, in the speaker's words."""
    match = _FOR_OTHERS.search(" ".join(text.split()))
    return match["whom"].strip() if match else None


def speaking_for(passages: Iterable[StoredPassage]) -> Mapping[Speaker, str]:
    """For whom the speakers of these passages say to speak, by document and label."""
    found: dict[Speaker, str] = {}
    for stored in passages:
        label = stored.passage.pinpoint.speaker
        if label is None or presides(label):
            continue
        whom = spoken_for(stored.text)
        if whom:
            found.setdefault((stored.document.document, label), whom)
    return found


def said_on_behalf(label: str, whom: str, party: str) -> str:
    """That a speaker said it for others too."""
    for_whom = whom if len(whom) <= _LONGEST else f"others, {party} among them"
    return f"{label} said this on behalf of {for_whom}."

"""Positions compared: of each party what it says or is reported to hold, and of nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from app.answering.answer import Confidence, Shape
from app.answering.finding.reading import Place, ReadSentence
from app.answering.quoting.composing import Decision, Held
from app.answering.recognising.shapes import Comparing, comparing
from app.answering.routes.quotation import named_party, nothing_of
from app.answering.situation import Situation
from app.answering.speaking.positions import Positions, positions
from app.answering.terms.parties import Party
from store.printing import listed

_MOST_PARTIES = 6
_EACH = 2
"""Sentences shown of one party."""


def compare_positions(situation: Situation) -> Decision | None:
    """Each party's best sentences under its name; of whom nothing is held, it is said.

    One sentence that gives several parties' positions stands once, under all their names.
    """
    asked = comparing(situation.question.text)
    if asked is None:
        return None
    parties = [named_party(situation, name) for name in asked.parties]
    known = [party for party in parties if party is not None]
    if len(known) < 2:
        return None
    found = [_of(situation, party, asked) for party in known[:_MOST_PARTIES]]
    lacking = tuple(one.party.name for one in found if not one.found)
    unread = tuple(party.name for party in known[_MOST_PARTIES:])
    held = _held(found)
    every = not (lacking or unread) and all(one.confidence is Confidence.STATED for one in found)
    return Decision(
        tuple(one.sentence for one in held),
        Confidence.STATED if every else Confidence.RELATED,
        Shape.COMPARISON if held else Shape.QUOTES,
        held=held,
        gap=_gap(asked, lacking, unread),
        lacking=(*lacking, *unread),
    )


def _gap(asked: Comparing, lacking: Sequence[str], unread: Sequence[str]) -> str | None:
    """Of whom nothing was found, and whom nobody looked for."""
    told = [nothing_of(lacking, asked.topic)] if lacking else []
    if unread:
        names = listed((f"“{name}”" for name in unread), "and")
        told.append(f"At most {_MOST_PARTIES} are compared at once: ask for {names} separately.")
    return " ".join(told) or None


def _of(situation: Situation, party: Party, asked: Comparing) -> Positions:
    on = f" about {asked.topic}" if asked.topic else ""
    view = situation.pipeline.view(f"What did {party.name} say{on}?")
    return positions(situation, party, asked.topic, view)


def _held(found: list[Positions]) -> tuple[Held, ...]:
    """The sentences in the order of the parties asked for, each once."""
    parties: dict[Place, list[str]] = {}
    sentences: dict[Place, ReadSentence] = {}
    for one in found:
        for position in one.found[:_EACH]:
            read = position.sentence
            sentences.setdefault(read.place, read)
            parties.setdefault(read.place, []).append(one.party.name)
    return tuple(Held(tuple(parties[place]), read) for place, read in sentences.items())

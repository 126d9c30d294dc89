"""How members voted: the lines of the vote that was asked about, as the record prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.answering.answer import Confidence, Pointer, Shape
from app.answering.deciding.abstaining import pointer_named
from app.answering.finding.reading import ReadSentence, sentences_of
from app.answering.quoting.composing import Decision, Statement
from app.answering.recognising.kinds import Asks
from app.answering.routes.plain import decide_plainly
from app.answering.situation import Situation
from app.answering.terms.parties import states_in
from app.answering.terms.words import Word, stems_of, words_of
from app.answering.votes.adoption_lines import adoption_lines, by_own_line
from app.answering.votes.ballots import (
    Ballot,
    Side,
    ballots_in,
    gives_result,
    is_unanimous,
    permanent_members,
    records_called,
    records_on,
    side_of,
    tells_adoption,
    tells_veto,
)
from app.answering.votes.recognising import VoteAsked, vote_asked
from app.answering.votes.which_vote import records_about, votes_spoken_of
from app.answering.weighing.verdicts import Verdict
from store.library import StoredPassage
from store.printing import listed
from store.records import Kind, RelationKind
from store.symbols import find_symbols, kind_of, same_document

_MOST_VOTES = 3
_OF_VOTING = re.compile(
    r"(?:vot(?:e|es|ed|ing)|favou?r|yes|no|abstain(?:ed|ing)?|abstentions?|against|supported"
    r"|draft|resolutions?|text|adopted|adoption|countries|states|members|delegations|council"
    r"|meeting|parties|nations|results?|outcomes?|unanimous(?:ly)?|many|counts?|tally|breakdown|put"
    r"|end|beginning|start|middle)$",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"\b(?:drafts?|resolutions?|texts?|proposals?|amendments?|motions?)\b", re.IGNORECASE
)
_NOBODY = re.compile(r"(?:In favour|Against|Abstaining):\s+None\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bvotes?\b", re.IGNORECASE)


def tell_votes(situation: Situation) -> Decision | None:
    """What was asked about a vote; none where the question is not about one.

    Of a document or a meeting that the question names, its own vote alone, or that no document held
    has it. Of a follow-up that names nothing, the vote just quoted. Otherwise a vote on the
    subject, stated where just one fits; where the question has none of these, one in the documents
    that it is put to alone.
    """
    asked = vote_asked(situation.question.text)
    if asked is None:
        return None
    question = situation.question
    own = tuple(found.symbol for found in find_symbols(question.asked)) if question.follows else ()
    named = own or question.symbols
    if not (asked.surely or named or _TEXT.search(situation.question.text)):
        return None  # what is supported need not be what a draft is on
    if not _names_its_own(situation, asked):
        told = [_told(situation, asked, ballot, ()) for ballot in votes_spoken_of(situation)]
        if told:
            return _joined(told)
    subject = _subject(situation.view.content, asked)
    if named or (situation.filters.documents and not subject):
        ballots = _named(situation, named)
        told = [_told(situation, asked, ballot, named) for ballot in ballots]
        return _joined(told) if told else _said_elsewhere(situation, asked, named)
    if not subject:
        return None
    records = dict.fromkeys(
        passage.stored.document.document
        for passage in situation.evidence.held
        if passage.stored.document.kind is Kind.RECORD
    )
    told = [
        _told(situation, asked, ballot, ())
        for record in records_about(situation, list(records), subject)
        for ballot in ballots_in(situation.library, record)
    ]
    return _joined([one for one in told if one.sentences])


def _named(situation: Situation, named: Sequence[str]) -> list[Ballot]:
    """The votes on the texts that are named, in the records that are; each once, in order."""
    library = situation.library
    meetings = [symbol for symbol in named if kind_of(symbol) is Kind.RECORD]
    texts = [symbol for symbol in named if symbol not in meetings]
    if meetings or not texts:
        called = records_called(library, meetings, situation.filters)
    else:
        called = records_on(library, texts, situation.filters)
    ballots = [ballot for record in called for ballot in ballots_in(library, record)]
    return [b for b in ballots if not texts or any(b.is_on(text) for text in texts)]


def _joined(told: Sequence[Decision]) -> Decision | None:
    """One vote as it stands; of several that fit, none surely."""
    if len(told) < 2:
        return told[0] if told else None
    sentences = [sentence for one in told[:_MOST_VOTES] for sentence in one.sentences]
    return replace(told[0], sentences=sentences, confidence=Confidence.RELATED, statements=())


def _told(situation: Situation, asked: VoteAsked, ballot: Ballot, named: Sequence[str]) -> Decision:
    """What one vote has of what is asked, with the sentence that names what was adopted."""
    roll = list(_read(situation, ballot.roll))
    result = [s for s in _read(situation, ballot.result) if gives_result(s.text)]
    sides = _by_side(roll)
    adopted = [s for s in result if _names(s, named)] if named else []
    if asked.unanimous:
        found, said = _whether_unanimous(sides, result)
    elif asked.state:
        found, said = _of_state(asked, sides)
    elif asked.counted:
        counts = [s for s in result if _COUNTED.search(s.text)] or result[:1]
        found = counts or (sides.get(asked.side, []) if asked.side else _all(sides))
        said = None
    else:
        found, said = _of_side(asked, sides, result)
    if asked.veto and said is Verdict.YES:
        found, said = _whether_vetoed(asked, found, result)
    sure = bool(found)
    shown = found or [*result, *_all(sides)]
    unique = {sentence.place: sentence for sentence in (*shown, *adopted)}
    return Decision(
        list(unique.values()),
        Confidence.STATED if sure else Confidence.RELATED,
        Shape.LIST,
        statements=[Statement(f"{said}.", found)] if said and asked.whether and found else (),
        of_named=bool(named),
    )


Sides = dict[Side, list[ReadSentence]]
Found = tuple[list[ReadSentence], Verdict | None]


def _of_side(asked: VoteAsked, sides: Sides, result: Sequence[ReadSentence]) -> Found:
    """Who took a side; where nobody is listed on it, that the draft was adopted unanimously."""
    side = asked.side
    if side is None:
        return [*result, *_all(sides)], None
    line = sides.get(side)
    if line:
        return line, Verdict.NO if _NOBODY.match(line[0].text) else Verdict.YES
    return [s for s in result if is_unanimous(s.text)], Verdict.NO


def _of_state(asked: VoteAsked, sides: Sides) -> Found:
    """The line that lists the State."""
    for side, line in sides.items():
        if any(asked.state in states_in(sentence.text) for sentence in line):
            return line, Verdict.YES if side is asked.side else Verdict.NO
    return [], None


def _whether_vetoed(
    asked: VoteAsked, against: list[ReadSentence], result: Sequence[ReadSentence]
) -> Found:
    """Vetoed is what permanent members voted against and what was not adopted for that."""
    voters = {state for sentence in against for state in states_in(sentence.text)}
    permanent = permanent_members() & ({asked.state} if asked.state else voters)
    adopted = [s for s in result if tells_adoption(s.text)]
    if adopted or not permanent:
        return (adopted or against) if asked.whether else [], Verdict.NO
    blocked = [s for s in result if tells_veto(s.text)]
    return ([*against, *blocked], Verdict.YES) if blocked else ([], None)


def _whether_unanimous(sides: Sides, result: Sequence[ReadSentence]) -> Found:
    """Unanimous is what nobody voted against nor abstained from."""
    said = [s for s in result if is_unanimous(s.text)]
    if said:
        return said, Verdict.YES
    other = [s for side, line in sides.items() if side is not Side.FAVOUR for s in line]
    apart = [sentence for sentence in other if not _NOBODY.match(sentence.text)]
    return apart, Verdict.NO


def _by_side(roll: Sequence[ReadSentence]) -> Sides:
    """The lines of each side; a long one goes on in further sentences."""
    sides: Sides = {}
    current: Side | None = None
    for sentence in roll:
        begun = side_of(sentence.text)
        current = begun or (current if sentence.sentence.lead_in else None)
        if current is not None:
            sides.setdefault(current, []).append(sentence)
    return sides


def _all(sides: Sides) -> list[ReadSentence]:
    return [sentence for line in sides.values() for sentence in line]


def _names(sentence: ReadSentence, named: Sequence[str]) -> bool:
    found = find_symbols(sentence.text)
    return any(same_document(one.symbol, symbol) for one in found for symbol in named)


def _read(situation: Situation, passages: Sequence[StoredPassage]) -> Iterator[ReadSentence]:
    for passage in situation.pipeline.open(situation.view, passages):
        yield from sentences_of(passage)


def _said_elsewhere(
    situation: Situation, asked: VoteAsked, named: Sequence[str]
) -> Decision | None:
    """What other documents say of the vote on what is named: the resolution's own line, or what
    names it. Otherwise, that no document held has that vote.
    """
    texts = [symbol for symbol in named if kind_of(symbol) is not Kind.RECORD]
    own = [line for text in texts for line in adoption_lines(situation.library, text)]
    for passage, at in own:
        sentences = sentences_of(situation.pipeline.open(situation.view, [passage])[0])
        return by_own_line(asked, sentences[at])
    plain = decide_plainly(situation)
    kept = [s for s in plain.sentences if _is_of(s, named)]
    if kept and len(kept) == len(plain.sentences) and situation.question.asks is Asks.YES_NO:
        return None
    if kept:
        sure = plain.sentences[0] is kept[0]
        confidence = plain.confidence if sure else Confidence.RELATED
        return replace(plain, sentences=kept, confidence=confidence)
    if not named or not asked.surely:
        return None
    return Decision(
        (),
        gap=f"No document held has the vote on {listed(named, 'or')}: the record of the meeting at "
        "which it was taken would have it.",
        pointers=tuple(_meetings(situation, named)),
    )


def _is_of(sentence: ReadSentence, named: Sequence[str]) -> bool:
    """Whether a sentence is about what is named: it says so, or the one before it."""
    stored = sentence.passage.stored
    if stored.document.symbol and any(same_document(stored.document.symbol, n) for n in named):
        return True
    around = find_symbols(f"{sentence.before} {sentence.text}")
    return any(same_document(one.symbol, symbol) for one in around for symbol in named)


def _meetings(situation: Situation, named: Sequence[str]) -> Iterator[Pointer]:
    """The records of the meetings at which what is named was adopted, or that are named."""
    summaries = situation.library.documents()
    for summary in summaries:
        if not summary.symbol or not any(same_document(summary.symbol, n) for n in named):
            continue
        for relation in situation.library.document(summary.document).relations:
            if relation.kind is RelationKind.ADOPTED_AT:
                yield pointer_named(relation.target, summaries)
    yield from (pointer_named(n, summaries) for n in named if kind_of(n) is Kind.RECORD)


def _names_its_own(situation: Situation, asked: VoteAsked) -> bool:
    """Whether a follow-up says itself what was voted on."""
    own = situation.question.asked
    return bool(find_symbols(own) or _subject([w for w in words_of(own) if w.content], asked))


def _subject(words: Sequence[Word], asked: VoteAsked) -> list[Word]:
    """What was voted on: the question's words but those of voting and of who voted."""
    voter = stems_of(asked.voter)
    return [word for word in words if not _OF_VOTING.match(word.text) and word.stem not in voter]

"""Which vote is meant: that of the meeting on a subject, or for a follow-up the one just quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app.answering.finding.features import present
from app.answering.situation import Situation
from app.answering.terms.parties import presides
from app.answering.terms.words import Word, stems_of
from app.answering.understanding.followups import quoted_in
from app.answering.votes.ballots import Ballot, ballots_in, records_called
from store.filters import Filters
from store.library import StoredPassage
from store.printing import long_date
from store.records import Document, Kind
from store.symbols import find_symbols

_MOST_QUOTES = 6
_LONGEST_QUOTE = 400
_NEAR = 10
"""Of a long answer, as much is looked for as tells which records it quotes."""


def votes_spoken_of(situation: Situation) -> list[Ballot]:
    """The votes that the last answer quotes; else, all of the records that it quotes."""
    conversation = situation.question.follows
    if conversation is None:
        return []
    quotes = quoted_in(conversation.said)[:_MOST_QUOTES]
    ballots = [
        ballot
        for record in _records_quoted(situation, quotes)
        for ballot in ballots_in(situation.library, record)
    ]
    counts = [len(_lines(ballot).intersection(quotes)) for ballot in ballots]
    most = max(counts, default=0)
    found = [ballot for ballot, count in zip(ballots, counts, strict=True) if count == most]
    # Lines of two votes may be the same; then it helps what the last question named.
    named = [one.symbol for one in find_symbols(conversation.asked)]
    return [b for b in found if any(b.is_on(symbol) for symbol in named)] or found


def _records_quoted(situation: Situation, quotes: Sequence[str]) -> list[str]:
    """What the records that have the most of these quotations are called."""
    found: dict[str, set[str]] = {}
    for quote in quotes:
        for document in _having(situation, quote):
            found.setdefault(document, set()).add(quote)
    most = max((len(own) for own in found.values()), default=0)
    named = frozenset(document for document, own in found.items() if len(own) == most)
    if not named:
        return []
    return records_called(situation.library, (), Filters(documents=named))


def _having(situation: Situation, quote: str) -> Iterator[str]:
    near = situation.library.matching(quote[:_LONGEST_QUOTE], _NEAR, situation.filters)
    for stored in situation.library.passages([found.passage_id for found in near]):
        if stored.document.kind is Kind.RECORD and quote in _sentences(stored):
            yield stored.document.document


def _lines(ballot: Ballot) -> frozenset[str]:
    return frozenset().union(*map(_sentences, (*ballot.roll, *ballot.result)))


def _sentences(stored: StoredPassage) -> frozenset[str]:
    return frozenset(stored.of(sentence.span) for sentence in stored.passage.sentences)


def records_about(
    situation: Situation, records: Sequence[str], subject: Sequence[Word]
) -> list[str]:
    """The records whose item or day has every word of the subject; else those in which most of who
    speak use them all: one who mentions something makes no meeting on it.
    """
    documents = [situation.library.document(record) for record in records]
    view = situation.view

    def has(text: str) -> bool:
        stems = stems_of(text)
        return all(present(view, word, stems) for word in subject)

    def headline(document: Document) -> str:
        day = long_date(document.date) if document.date else ""
        return f"{document.title}\n{document.agenda_item or ''}\n{document.symbol or ''}\n{day}"

    found = [document for document in documents if has(headline(document))]
    found = found or [d for d in documents if _is_spoken_of_by_most(d, has)]
    return list(dict.fromkeys(document.symbol or document.id for document in found))


def _is_spoken_of_by_most(document: Document, has: Callable[[str], bool]) -> bool:
    words: dict[str, list[str]] = {}
    for passage in document.passages:
        speaker = passage.pinpoint.speaker
        if speaker and not passage.procedural and not presides(speaker):
            words.setdefault(speaker, []).append(passage.span.of(document.text))
    speaking = sum(has("\n".join(said)) for said in words.values())
    return 2 * speaking > len(words)

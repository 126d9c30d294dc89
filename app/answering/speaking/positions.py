"""What one party says or holds on something, among what the library has: its own words first, then
what is reported of it, and nothing that is another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.answering.answer import Confidence
from app.answering.documents.opened import passages_of
from app.answering.finding.features import present
from app.answering.finding.reading import ReadSentence, sentences_of
from app.answering.finding.view import QuestionView
from app.answering.pipeline import Scored
from app.answering.situation import Situation
from app.answering.speaking.announcing import only_announces, only_thanks
from app.answering.speaking.behalf import said_on_behalf, speaking_for
from app.answering.terms.parties import Party, Source
from app.answering.terms.words import Word, stems_of, words_of
from app.answering.weighing.choosing import Band, Choice
from store.catalogue import StoredPassage
from store.filters import Filters
from store.records import Kind, Span
from store.symbols import same_document

_MOST = 3
_AUTHORED = frozenset({Kind.LETTER, Kind.STATEMENT})


@dataclass(frozen=True, slots=True)
class Position:
    """A sentence that gives a party's position: its own words, or what is reported of it.

    ``announced`` is the sentence before it that says what it is about, where that was found first.
    ``behalf`` says for whom another said it, the party among them.
    """

    sentence: ReadSentence
    source: Source
    announced: ReadSentence | None = None
    behalf: str | None = None

    @property
    def found(self) -> ReadSentence:
        """The sentence by which it was found."""
        return self.announced or self.sentence

    @property
    def text(self) -> str:
        """Its words, behind those that announce them."""
        before = f"{self.announced.text} " if self.announced else ""
        return before + self.sentence.text

    @property
    def says_nothing(self) -> bool:
        """Whether it only announces what its speaker will say, or thanks for the meeting."""
        text = self.sentence.text
        return self.source is Source.SPOKEN and (only_announces(text) or only_thanks(text))


@dataclass(frozen=True)
class Positions:
    """A party's positions on a topic, best first, and how surely they are on it."""

    party: Party
    found: tuple[Position, ...]
    confidence: Confidence


class Attribution:
    """Whose words the passages of some documents are."""

    def __init__(
        self, situation: Situation, party: Party, passages: Iterable[StoredPassage]
    ) -> None:
        self._party = party
        passages = tuple(passages)
        self._for_others = speaking_for(passages)
        letters = {
            p.document.document
            for p in passages
            if p.passage.pinpoint.speaker is None and p.document.kind in _AUTHORED
        }
        self._authors = {d: situation.library.document(d).authors for d in sorted(letters)}

    def may_speak(self, stored: StoredPassage) -> bool:
        """Whether a passage may have a sentence of the party's or on its position."""
        if stored.passage.procedural or not stored.document.held:
            return False
        if stored.passage.pinpoint.speaker is not None:
            return self._is_own(stored)
        return self._is_own(stored) or any(self._party.mentions(stored.text))

    def source(self, sentence: ReadSentence) -> Source | None:
        """Whose words a sentence is, or none where it gives no position of the party."""
        stored = sentence.passage.stored
        if is_anothers(sentence):
            return None
        if stored.passage.pinpoint.speaker is None and not self._is_own(stored):
            return Source.REPORTED if self._party.reported_in(sentence.text) else None
        if not self._is_own(stored):
            return None
        summarised = stored.document.kind is Kind.MEETINGS_COVERAGE
        return Source.REPORTED if summarised else Source.SPOKEN

    def behalf(self, sentence: ReadSentence) -> str | None:
        """That another said it on behalf of the party too; none of what it says itself."""
        stored = sentence.passage.stored
        speaker = stored.passage.pinpoint.speaker
        if speaker is None or self._party.speaks_as(speaker) or not self._is_spoken_for(stored):
            return None
        whom = self._for_others[stored.document.document, speaker]
        return said_on_behalf(speaker, whom, self._party.name)

    def _is_spoken_for(self, stored: StoredPassage) -> bool:
        speaker = stored.passage.pinpoint.speaker or ""
        whom = self._for_others.get((stored.document.document, speaker))
        return whom is not None and any(self._party.mentions(whom))

    def _is_own(self, stored: StoredPassage) -> bool:
        speaker = stored.passage.pinpoint.speaker
        if speaker is not None:
            return self._party.speaks_as(speaker) or self._is_spoken_for(stored)
        authors = self._authors.get(stored.document.document, ())
        return any(self._party.speaks_as(author) for author in authors)


def is_anothers(sentence: ReadSentence) -> bool:
    """Whether a whole sentence is a quotation, or part of one: then it is another's words."""
    stored = sentence.passage.stored
    before = stored.text[: sentence.span.start - stored.passage.span.start]
    opened = before.count("“") - before.count("”")
    text = sentence.text.lstrip()
    return opened > 0 or text.startswith("“") or text.count("”") > text.count("“")


def positions(situation: Situation, party: Party, topic: str, view: QuestionView) -> Positions:
    """What the party says or is reported to hold on the topic; nothing where that is not held.

    ``view`` is the question by which its passages are read. They are found by the party's name, as
    records print it, and the topic.
    """
    finding = situation.pipeline.view(f"{party.state or party.name}: {topic}")
    candidates = situation.pipeline.candidates(finding, _narrowed(situation))
    attribution = Attribution(situation, party, (stored for stored, _ in candidates))
    own: list[Scored] = [c for c in candidates if attribution.may_speak(c[0])]
    read = situation.pipeline.read(view, own).held
    choice = situation.pipeline.choose(view, read)
    about = topic_words(view, topic, party)
    found = [
        (
            Position(scored.sentence, source, behalf=attribution.behalf(scored.sentence)),
            scored.score,
        )
        for scored in choice.ranked
        if (source := attribution.source(scored.sentence)) is not None
    ]
    told = [(_told(situation, view, position), score) for position, score in found]
    return _best(party, choice, told, about, view)


def _told(situation: Situation, view: QuestionView, position: Position) -> Position:
    """Instead of a sentence that only announces what its speaker is going to say, what comes next;
    any other position as it is.
    """
    sentence = position.sentence
    if position.source is not Source.SPOKEN or not only_announces(sentence.text):
        return position
    told = _next_of_turn(situation, view, sentence)
    return replace(position, sentence=told, announced=sentence) if told else position


def _next_of_turn(
    situation: Situation, view: QuestionView, sentence: ReadSentence
) -> ReadSentence | None:
    """The sentence after it in what the same speaker says there, be it in the next passage."""
    passage = sentence.passage
    after = sentences_of(passage)[sentence.index + 1 :]
    if after:
        return after[0]
    of_document = passages_of(situation.library, sentence.document)
    at = next((i for i, p in enumerate(of_document) if p.id == passage.stored.id), None)
    following = of_document[at + 1 : at + 2] if at is not None else []
    speaker = sentence.sentence.pinpoint.speaker
    same = [p for p in following if p.passage.pinpoint.speaker == speaker]
    read = situation.pipeline.open(view, same)
    return sentences_of(read[0])[0] if read else None


def _best(
    party: Party,
    choice: Choice,
    found: Sequence[tuple[Position, float]],
    about: Sequence[Word],
    view: QuestionView,
) -> Positions:
    """The best of what is the party's, where it is on the topic.

    What has every word of the topic is on it, whatever its form is scored; what only stands near
    them all comes after that. What says nothing is shown where there is nothing else.
    """
    ranked = [(on_topic(view, about, p.text), p, score) for p, score in found]
    ranked.sort(key=lambda one: (-(one[0] == 1.0), one[1].says_nothing, -one[2]))
    if not ranked:
        return Positions(party, (), Confidence.RELATED)
    share, first, best = ranked[0]
    foremost = bool(choice.ranked) and choice.ranked[0].sentence is first.found
    stated = share == 1.0 or (choice.band is Band.STATED and foremost)
    kept = [
        position
        for here, position, score in ranked
        if here >= share
        and score >= best - choice.within
        and ((stated and position is first) or _near(choice, about, view, position))
    ]
    saying = [position for position in kept if not position.says_nothing] or kept
    return Positions(
        party,
        tuple(_first_of_each(saying))[:_MOST],
        Confidence.STATED if stated else Confidence.RELATED,
    )


def _near(choice: Choice, about: Sequence[Word], view: QuestionView, position: Position) -> bool:
    """Whether a position is at least related to the topic: every word of it stands around, or the
    reader thinks so and most of its meaning does.
    """
    if not about:
        return choice.band is not Band.UNRELATED
    around = stems_of(_around(position))
    weights = {word.span: view.rarity[word.stem] + 0.1 for word in about}
    here = sum(weights[word.span] for word in about if present(view, word, around))
    whole = sum(weights.values())
    return here == whole or (choice.band is not Band.UNRELATED and 2 * here > whole)


def _around(position: Position) -> str:
    """The text in which a position is understood: all that a speaker says there, but of what is
    reported only the sentence and the one before, for the next may be on another matter.
    """
    stored, index = position.sentence.passage.stored, position.sentence.index
    if position.source is Source.SPOKEN:
        return f"{stored.passage.heading}\n{stored.text}"
    first = stored.passage.sentences[max(0, index - 1)].span
    return f"{stored.document.title}\n{stored.of(Span(first.start, position.sentence.span.end))}"


def _first_of_each(found: Sequence[Position]) -> list[Position]:
    kept: list[Position] = []
    for one in found:
        same = (
            o.sentence.document == one.sentence.document
            and (
                o.sentence.span.overlaps(one.sentence.span) or o.sentence.text == one.sentence.text
            )
            for o in kept
        )
        if not any(same):
            kept.append(one)
    return kept


def topic_words(view: QuestionView, topic: str, party: Party) -> list[Word]:
    """The words of the topic that carry meaning, in the question's own view of them."""
    wanted = {word.stem for word in words_of(topic) if word.content}
    named = {word.stem for form in (party.name, *party.forms) for word in words_of(form)}
    return [word for word in view.content if word.stem in wanted - named and "/" not in word.text]


def on_topic(view: QuestionView, about: Sequence[Word], text: str) -> float:
    """The share of the topic's words that a text has; of no topic, none."""
    if not about:
        return 0.0
    stems = stems_of(text)
    return sum(present(view, word, stems) for word in about) / len(about)


def _narrowed(situation: Situation) -> Filters:
    """The filters, narrowed to what the question names by symbol, where that is held."""
    symbols = situation.question.symbols
    named = {
        summary.document
        for summary in situation.library.documents()
        if summary.symbol
        and summary.held
        and any(same_document(symbol, summary.symbol) for symbol in symbols)
    }
    filters = situation.filters
    if not named or filters.documents:
        return filters
    return Filters(filters.after, filters.before, filters.kinds, frozenset(named))

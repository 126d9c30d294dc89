"""The reader within the chain: what it reads, and what its scores decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from app.answering.finding.features import look_at
from app.answering.finding.read_features import (
    READ_BY_READER,
    READ_QUESTION_FEATURES,
    READ_SENTENCE_FEATURES,
    read_question_features,
    with_reader,
)
from app.answering.pipeline import Pipeline
from app.answering.reader.scoring import PassageScores, Reader
from app.answering.reader.windows import PassageText
from app.answering.weighing.choosing import Band, Choice
from app.evaluation.scratch import plain_document, scratch_library
from store.embedding import HashEmbedder
from store.filters import Filters
from store.library import Library

QUESTION = "Where did the observers stay?"
PARAGRAPHS = [
    f"The observers of group {n} met at noon. They stayed in house {n}. The council took note."
    for n in range(40)
]


@dataclass
class ScriptedReader:
    """Gives ``high`` to sentences that contain ``liked``, and ``low`` to every other."""

    liked: str
    high: float = 9.0
    low: float = -9.0
    calls: list[list[PassageText]] = field(default_factory=list)

    def scores(self, question: str, passages: Sequence[PassageText]) -> list[PassageScores]:
        assert question == QUESTION
        self.calls.append(list(passages))
        return [self._of(passage) for passage in passages]

    def _of(self, passage: PassageText) -> PassageScores:
        each = [
            self.high if self.liked in span.of(passage.text) else self.low
            for span in passage.sentences
        ]
        return PassageScores(np.asarray(each, dtype=np.float32), max(each))


@pytest.fixture
def observers(tmp_path: Path, embedder: HashEmbedder) -> Iterator[Library]:
    documents = [
        plain_document(f"d{n}", f"Report {n}", paragraph, embedder)
        for n, paragraph in enumerate(PARAGRAPHS)
    ]
    with scratch_library(tmp_path / "scratch", documents, embedder) as library:
        yield library


def chosen(library: Library, reader: Reader | None) -> Choice:
    pipeline = Pipeline(library, HashEmbedder(), reader)
    view = pipeline.view(QUESTION)
    evidence = pipeline.read(view, pipeline.candidates(view, Filters()))
    return pipeline.choose(view, evidence.held)


def test_what_the_reader_likes_comes_first_and_is_stated(observers: Library) -> None:
    choice = chosen(observers, ScriptedReader("They stayed"))
    assert choice.ranked[0].sentence.text.startswith("They stayed")
    assert choice.band is Band.STATED


def test_where_the_reader_sees_no_answer_none_is_stated(observers: Library) -> None:
    choice = chosen(observers, ScriptedReader("nothing like this"))
    assert choice.band is not Band.STATED


def test_what_the_reader_does_not_like_is_not_related_by_itself(observers: Library) -> None:
    choice = chosen(observers, ScriptedReader("stayed in house 7"))
    alike = chosen(observers, ScriptedReader("They stayed"))
    noted = [s.sentence for s in choice.ranked if s.sentence.text.startswith("The council took")]
    assert choice.related.isdisjoint(sentence.place for sentence in noted)
    assert all(one.sentence.place in alike.related for one in alike.ranked[:3])


def test_the_surer_the_reader_the_surer_the_choice(observers: Library) -> None:
    odds = [
        chosen(observers, ScriptedReader("They stayed", high=high)).confidence
        for high in (-6.0, -2.0, 2.0, 6.0)
    ]
    assert odds == sorted(odds)
    assert odds[0] < odds[-1]


def test_it_reads_the_best_passages_once_with_their_headings(observers: Library) -> None:
    reader = ScriptedReader("They stayed")
    choice = chosen(observers, reader)
    (passages,) = reader.calls
    assert len(passages) == READ_BY_READER
    assert all(passage.heading for passage in passages)
    for passage in passages:
        read = [span.of(passage.text) for span in passage.sentences]
        assert [" ".join(text.split()[:2]) for text in read] == [
            "The observers",
            "They stayed",
            "The council",
        ]
    assert len(choice.ranked) == 3 * READ_BY_READER


def test_without_a_reader_every_passage_that_was_read_may_answer(observers: Library) -> None:
    assert len(chosen(observers, None).ranked) > 3 * READ_BY_READER


def test_the_features_of_a_question_are_what_their_names_say(observers: Library) -> None:
    reader = ScriptedReader("They stayed", high=4.0, low=-3.0)
    pipeline = Pipeline(observers, HashEmbedder(), reader)
    view = pipeline.view(QUESTION)
    passages = pipeline.read(view, pipeline.candidates(view, Filters())).held
    look = with_reader(look_at(view, passages, READ_BY_READER), reader, QUESTION)
    assert {len(s.features) for s in look.sentences} == {len(READ_SENTENCE_FEATURES)}
    ranked = sorted(look.sentences, key=lambda s: not s.sentence.text.startswith("They stayed"))
    row = dict(zip(READ_QUESTION_FEATURES, read_question_features(view, ranked, look), strict=True))
    assert row["reader_best"] == row["reader_chosen"] == 4.0
    assert row["reader_lead"] == row["reader_chosen_behind"] == 0.0
    assert row["reader_mean_top3"] == row["reader_passage"] == row["reader_other_passage"] == 4.0
    alone = read_question_features(view, ranked[:1], look)
    assert alone[READ_QUESTION_FEATURES.index("reader_lead")] > 4.0


def test_nothing_held_is_no_answer(library: Library) -> None:
    reader = ScriptedReader("They stayed")
    choice = chosen(library, reader)
    assert choice.ranked == ()
    assert choice.band is Band.UNRELATED


def test_a_sentence_with_every_word_of_the_question_is_at_least_related(observers: Library) -> None:
    unsure = ScriptedReader("nothing at all")
    assert chosen(observers, unsure).band is Band.UNRELATED
    pipeline = Pipeline(observers, HashEmbedder(), AnyQuestion("nothing at all"))
    view = pipeline.view("Had the observers of the group met at noon?")
    evidence = pipeline.read(view, pipeline.candidates(view, Filters()))
    assert pipeline.choose(view, evidence.held).band >= Band.RELATED


class AnyQuestion(ScriptedReader):
    """Takes any question."""

    def scores(self, question: str, passages: Sequence[PassageText]) -> list[PassageScores]:
        return super().scores(QUESTION, passages)

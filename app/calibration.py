"""Learns ``app/answering/weighing/weights.json``: which sentence answers, and whether any does.

    python -m app.calibration SQUAD2_FOLDER NQG_FOLDER HELD_OUT_JSON [SUITE.jsonl FILES]

The data are the SQuAD 2.0 development articles (Rajpurkar, Jia and Liang, 2018; CC BY-SA 4.0), put
through the same ingest, library and retrieval that answer real questions, so that what is learnt
is learnt on what the features look like at run time. Articles are split. Without the reader, most
serve to fit, some to set the threshold, and those of the held-out list for the figures that are
quoted and nothing else. What the reader says of articles that it has learnt from is surer than what
it says of others, so with it only the held-out ones serve: half of them to fit and to set the
threshold, half for the figures. With them serve the questions of ``SUITE``, about UN documents that
the reader has not learnt from, whose files are under ``FILES``: there, what is retrieved and what
nearly answers is as in use. Nothing of the briefs or of any question about them is read.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from app.answering.finding.features import Look, look_at
from app.answering.finding.read_features import READ_BY_READER, with_reader
from app.answering.finding.reading import ReadPassage
from app.answering.finding.retrieval import READ_CLOSELY
from app.answering.finding.view import QuestionView
from app.answering.pipeline import Pipeline, Scored
from app.answering.reader.loading import LazyReader
from app.answering.weighing.models import Models
from app.evaluation.scratch import scratch_library
from app.training import own
from app.training.fitting import Example, learn
from app.training.squad import Asked, articles
from store.embedding import SentenceEmbedder, load_embedder
from store.filters import Filters

_SEED = 20190924
_QUESTIONS_AN_ARTICLE = 120
_HELD_OUT_QUESTIONS_AN_ARTICLE = 160
_THRESHOLD_ARTICLES = 5
_CACHED_PASSAGES = 2_000
_FEWEST_PASSAGES = 3
_ANY_PASSAGES = 0.5
_TAKEN_OUT = 0.35
_SOURCES = (
    "SQuAD 2.0 development set (Rajpurkar, Jia and Liang, 2018; CC BY-SA 4.0), with the sentence "
    "labels of Du, Shao and Cardie (2017); split by article"
)
_OWN_SOURCE = "; and questions of our own about UN documents that the reader has not learnt from"
_WEIGHT_OF_OWN = 4  # times that one of our questions counts against one of SQuAD

Looking = Callable[[QuestionView, Sequence[ReadPassage]], Look]


def main(arguments: Sequence[str]) -> None:
    """Reads the data, learns, prints the figures and writes ``weights.json``."""
    if len(arguments) not in (3, 5):
        raise SystemExit(__doc__)
    squad, nqg, held_out_file, *suite_and_files = (Path(argument) for argument in arguments)
    held_out = frozenset(json.loads(held_out_file.read_text(encoding="utf-8")))
    embedder = load_embedder()
    read = list(articles(squad, nqg, embedder))
    asked = [q for _, questions in read for q in questions]
    with (
        tempfile.TemporaryDirectory() as folder,
        scratch_library(Path(folder), (document for document, _ in read), embedder) as library,
    ):
        reader = LazyReader(embedder)
        pipeline = Pipeline(library, embedder, reader, cached_passages=_CACHED_PASSAGES)
        about_un = _about_un(suite_and_files, embedder, reader)
        models = _learn(pipeline, reader, asked, held_out, about_un)
    target = Path(__file__).parent / "answering" / "weighing" / "weights.json"
    target.write_text(models.model_dump_json(indent=1) + "\n", encoding="utf-8")
    for judgement in (models.by_features, models.by_reader):
        print(json.dumps(judgement.figures, indent=1))


def _learn(
    pipeline: Pipeline,
    reader: LazyReader,
    asked: Sequence[Asked],
    held_out: frozenset[str],
    about_un: list[Example],
) -> Models:
    seen = sorted({q.article for q in asked if q.article not in held_out})
    unseen = sorted({q.article for q in asked if q.article in held_out})
    for_threshold = frozenset(seen[:: max(1, len(seen) // _THRESHOLD_ARTICLES)])

    def by_features(chosen: Sequence[str]) -> list[Example]:
        return _examples(pipeline, _sample(asked, chosen, _QUESTIONS_AN_ARTICLE), look=_all_of)

    def by_reader(chosen: Sequence[str]) -> list[Example]:
        questions = _sample(asked, chosen, _HELD_OUT_QUESTIONS_AN_ARTICLE)
        return _examples(pipeline, questions, look=_read_by(reader))

    fit_read = by_reader(unseen[::2]) + about_un * _WEIGHT_OF_OWN
    return Models(
        by_features=learn(
            by_features([a for a in seen if a not in for_threshold]),
            by_features(sorted(for_threshold)),
            by_features(unseen),
        ),
        by_reader=learn(fit_read, fit_read, by_reader(unseen[1::2])),
        learnt_from=_SOURCES + (_OWN_SOURCE if about_un else ""),
    )


def _about_un(
    suite_and_files: Sequence[Path], embedder: SentenceEmbedder, reader: LazyReader
) -> list[Example]:
    if not suite_and_files:
        return []
    look = _read_by(reader)
    suite, files = suite_and_files
    examples = []
    for asked in own.asked(suite, files, embedder):
        seen = _without_tokens(look(asked.view, asked.read))
        correct = [asked.answered_by(s.sentence.document, s.sentence.span) for s in seen.sentences]
        examples.append(Example(asked.view, seen, np.asarray(correct), read=True))
    return examples


def _all_of(view: QuestionView, passages: Sequence[ReadPassage]) -> Look:
    return look_at(view, passages, len(passages))


def _read_by(reader: LazyReader) -> Looking:
    return lambda view, passages: with_reader(
        look_at(view, passages, READ_BY_READER), reader, view.text
    )


def _sample(asked: Sequence[Asked], chosen: Sequence[str], most: int) -> list[Asked]:
    """At most ``most`` questions of each chosen article, in their order."""
    sample: list[Asked] = []
    for article in chosen:
        questions = [q for q in asked if q.article == article]
        drawn = random.Random(_SEED).sample(range(len(questions)), min(len(questions), most))  # noqa: S311
        sample += [questions[at] for at in sorted(drawn)]
    return sample


def _examples(pipeline: Pipeline, asked: Sequence[Asked], *, look: Looking) -> list[Example]:
    """Every question against libraries of many sizes, as the chain would see them.

    A library of a few passages must be judged as well as a large one, so each question is asked
    of a few to two dozen passages of its article: the best ones, or any. Now and then those with
    the answer are taken out, which makes a question about the right subject that has none.
    """
    chance = random.Random(_SEED)  # noqa: S311 - a sample, not a secret
    examples = []
    for number, question in enumerate(asked):
        if number % 500 == 0:
            print(f"{number:,} of {len(asked):,} questions read", file=sys.stderr)
        view = pipeline.view(question.text)
        article = Filters(documents=frozenset({question.article}))
        found = pipeline.candidates(view, article)
        answering = [f for f in found if _answers(question, f)]
        others = [f for f in found if not _answers(question, f)]
        size = chance.randint(_FEWEST_PASSAGES, READ_CLOSELY)
        if chance.random() < _ANY_PASSAGES:
            chance.shuffle(others)
        others = others[:size]
        if answering:
            examples.append(_example(pipeline, question, view, [*answering, *others[:-1]], look))
        if others and (not answering or chance.random() < _TAKEN_OUT):
            examples.append(_example(pipeline, question, view, others, look))
    return examples


def _answers(asked: Asked, found: Scored) -> bool:
    return asked.support is not None and found[0].passage.span.overlaps(asked.support)


def _example(
    pipeline: Pipeline,
    asked: Asked,
    view: QuestionView,
    candidates: Sequence[Scored],
    look: Looking,
) -> Example:
    ranked = sorted(candidates, key=lambda f: -f[1])
    seen = _without_tokens(look(view, pipeline.read(view, ranked).held))
    correct = [
        asked.support is not None and s.sentence.span.overlaps(asked.support)
        for s in seen.sentences
    ]
    return Example(view, seen, np.asarray(correct), read=look is not _all_of)


def _without_tokens(look: Look) -> Look:
    """The look without its sentences' token vectors: thousands of looks are kept at once."""
    return replace(
        look,
        sentences=tuple(
            replace(s, sentence=replace(s.sentence, tokens=s.sentence.tokens[:0].copy()))
            for s in look.sentences
        ),
    )


if __name__ == "__main__":
    main(sys.argv[1:])

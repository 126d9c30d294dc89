"""Learns ``app/answering/weights.json``: which sentence answers, and whether any does.

    python -m app.calibration SQUAD2_FOLDER NQG_FOLDER HELD_OUT_JSON

The data are the SQuAD 2.0 development articles (Rajpurkar, Jia and Liang, 2018; CC BY-SA 4.0), put
through the same ingest, library and retrieval that answer real questions, so that what is learnt
is learnt on what the features look like at run time. Articles are split: most to fit, some to set
the threshold, and those of the held-out list for the figures that are quoted and nothing else.
Nothing of the briefs or of any suite of questions about them is read. (XQuAD is drawn from the
same articles; of it only retrieval is measured, which these weights do not enter.)
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from app.answering.choosing import ranked_by
from app.answering.features import (
    QUESTION_FEATURES,
    SENTENCE_FEATURES,
    Look,
    look_at,
    question_features,
)
from app.answering.models import LinearModel, Models
from app.answering.pipeline import Pipeline, Scored
from app.answering.retrieval import READ_CLOSELY
from app.answering.view import QuestionView
from app.evaluation.scratch import scratch_library
from app.training.squad import Asked, articles
from store.embedding import Vectors, load_embedder
from store.filters import Filters

_SEED = 20190924
_QUESTIONS_AN_ARTICLE = 120
_THRESHOLD_ARTICLES = 5
_SHRINKAGE = 1e-3
_CACHED_PASSAGES = 4_000
_FEWEST_PASSAGES = 3
_ANY_PASSAGES = 0.5
_TAKEN_OUT = 0.35
_LEAST_SURE = 0.05


@dataclass(frozen=True)
class Example:
    """A question, what was read for it, which sentences hold the answer, and whether any does."""

    asked: Asked
    view: QuestionView
    look: Look
    correct: NDArray[np.bool_]
    answerable: bool

    @property
    def rows(self) -> Vectors:
        """The sentences' features, a row each."""
        return np.stack([s.features for s in self.look.sentences])

    def decider_row(self, chooser: LinearModel) -> Vectors:
        """The features that the decider sees, once the chooser has ranked the sentences."""
        return question_features(self.view, ranked_by(chooser, self.look.sentences), self.look)


def main(arguments: Sequence[str]) -> None:
    """Reads the data, learns, prints the figures and writes ``weights.json``."""
    squad, nqg, held_out_file = (Path(argument) for argument in arguments)
    held_out = frozenset(json.loads(held_out_file.read_text(encoding="utf-8")))
    embedder = load_embedder()
    read = list(articles(squad, nqg, embedder))
    asked = [q for _, questions in read for q in _sample(questions)]
    with (
        tempfile.TemporaryDirectory() as folder,
        scratch_library(Path(folder), (document for document, _ in read), embedder) as library,
    ):
        pipeline = Pipeline(library, embedder, cached_passages=_CACHED_PASSAGES)
        models = _learn(pipeline, asked, held_out)
    target = Path(__file__).parent / "answering" / "weights.json"
    target.write_text(models.model_dump_json(indent=1) + "\n", encoding="utf-8")
    print(json.dumps(models.figures, indent=1))


def _sample(questions: list[Asked]) -> list[Asked]:
    chosen = random.Random(_SEED).sample(questions, min(len(questions), _QUESTIONS_AN_ARTICLE))  # noqa: S311
    return [q for q in questions if q in chosen]


def _examples(pipeline: Pipeline, asked: Sequence[Asked]) -> list[Example]:
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
            examples.append(_example(pipeline, question, view, [*answering, *others[:-1]]))
        if others and (not answering or chance.random() < _TAKEN_OUT):
            examples.append(_example(pipeline, question, view, others))
    return examples


def _answers(asked: Asked, found: Scored) -> bool:
    return asked.support is not None and found[0].passage.span.overlaps(asked.support)


def _example(
    pipeline: Pipeline, asked: Asked, view: QuestionView, candidates: Sequence[Scored]
) -> Example:
    ranked = sorted(candidates, key=lambda f: -f[1])
    look = look_at(view, pipeline.read(view, ranked).held)
    correct = [
        asked.support is not None and s.sentence.span.overlaps(asked.support)
        for s in look.sentences
    ]
    return Example(asked, view, look, np.asarray(correct), any(correct))


def _learn(pipeline: Pipeline, asked: Sequence[Asked], held_out: frozenset[str]) -> Models:
    seen = sorted({q.article for q in asked if q.article not in held_out})
    for_threshold = frozenset(seen[:: max(1, len(seen) // _THRESHOLD_ARTICLES)])
    examples = _examples(pipeline, asked)
    fit = [e for e in examples if e.asked.article in seen and e.asked.article not in for_threshold]
    tune = [e for e in examples if e.asked.article in for_threshold]
    test = [e for e in examples if e.asked.article not in seen]
    chooser = _fit_chooser([e for e in fit if e.answerable])
    answerable = _truth(fit)
    decider = _fit_decider(_rows(fit, chooser), answerable)
    odds, truth = decider(_rows(tune, chooser)), _truth(tune)
    stated_from = _threshold(odds, truth)
    # Shown as related: all but the least sure twentieth of what is answered.
    related_from = min(round(float(np.quantile(odds[truth], _LEAST_SURE)), 4), stated_from)
    figures = {
        "questions_fit": float(len(fit)),
        "questions_threshold": float(len(tune)),
        "questions_test": float(len(test)),
        **_figures(test, chooser, decider, stated_from, related_from),
    }
    return Models(
        chooser=chooser,
        decider=decider,
        stated_from=stated_from,
        related_from=related_from,
        shown_within=_shown_within(tune, chooser),
        learnt_from="SQuAD 2.0 development set (Rajpurkar, Jia and Liang, 2018; CC BY-SA 4.0), "
        "with the sentence labels of Du, Shao and Cardie (2017); split by article",
        figures=figures,
    )


def _truth(examples: Sequence[Example]) -> NDArray[np.bool_]:
    return np.asarray([example.answerable for example in examples])


def _rows(examples: Sequence[Example], chooser: LinearModel) -> Vectors:
    return np.stack([example.decider_row(chooser) for example in examples])


def _fit_chooser(examples: Sequence[Example]) -> LinearModel:
    """A softmax over all sentences read; the loss is what it gives to those that answer."""
    mean, scale = _moments(np.concatenate([e.rows for e in examples]))
    scaled = [((e.rows - mean) / scale, e.correct) for e in examples]

    def loss(weights: Vectors) -> tuple[float, Vectors]:
        total, gradient = 0.0, np.zeros_like(weights)
        for rows, correct in scaled:
            logits = rows @ weights
            odds = np.exp(logits - logits.max())
            share = odds / odds.sum()
            right = share * correct
            total -= float(np.log(max(right.sum(), 1e-12)))
            gradient += rows.T @ (share - right / max(right.sum(), 1e-12))
        penalty = _SHRINKAGE * len(scaled)
        return (
            total + penalty * float(weights @ weights),
            gradient + 2 * penalty * weights,
        )

    found = minimize(loss, np.zeros(len(mean)), jac=True, method="L-BFGS-B")
    return _model(SENTENCE_FEATURES, mean, scale, found.x, 0.0)


def _fit_decider(rows: Vectors, answerable: NDArray[np.bool_]) -> LinearModel:
    """Logistic regression with an L2 penalty, each weight on the side that it must have.

    Adversarial questions share most words with their paragraph, so that unbounded weights learn
    to distrust overlap, which other documents do not bear out.
    """
    mean, scale = _moments(rows)
    scaled = np.hstack([(rows - mean) / scale, np.ones((len(rows), 1))])
    sign = np.where(answerable, 1.0, -1.0)

    def loss(weights: Vectors) -> tuple[float, Vectors]:
        margins = sign * (scaled @ weights)
        penalty = _SHRINKAGE * len(rows) * weights * np.r_[np.ones(len(mean)), 0.0]
        gradient = -(scaled.T @ (sign / (1 + np.exp(margins)))) + 2 * penalty
        return float(np.logaddexp(0, -margins).sum() + penalty @ weights), gradient

    bounds = [*(_side(name) for name in QUESTION_FEATURES), (None, None)]
    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    return _model(QUESTION_FEATURES, mean, scale, found.x[:-1], float(found.x[-1]))


def _side(feature: str) -> tuple[float | None, float | None]:
    """What missing or differing things may only do is count against an answer; likeness, for it."""
    if any(word in feature for word in ("missing", "lacks", "differs")):
        return (None, 0.0)
    if feature.startswith("is_") or feature in ("best_length", "content_words", "passages"):
        return (None, None)
    return (0.0, None)


def _moments(rows: Vectors) -> tuple[Vectors, Vectors]:
    scale = rows.std(axis=0)
    return rows.mean(axis=0), np.where(scale < 1e-6, 1.0, scale)


def _model(
    names: tuple[str, ...], mean: Vectors, scale: Vectors, weights: Vectors, bias: float
) -> LinearModel:
    def rounded(values: Vectors) -> tuple[float, ...]:
        return tuple(round(float(value), 6) for value in values)

    return LinearModel(
        features=names,
        mean=rounded(mean),
        scale=rounded(scale),
        weights=rounded(weights),
        bias=round(bias, 6),
    )


def _threshold(odds: Vectors, truth: NDArray[np.bool_]) -> float:
    """The log-odds at which balanced accuracy is highest."""
    candidates = np.quantile(odds, np.linspace(0.02, 0.98, 97))
    balanced = [((odds >= t)[truth].mean() + (odds < t)[~truth].mean()) / 2 for t in candidates]
    return round(float(candidates[int(np.argmax(balanced))]), 4)


def _shown_within(examples: Sequence[Example], chooser: LinearModel) -> float:
    """How far below the best a correct sentence among the first three scores, nine times in ten."""
    gaps = []
    for example in examples:
        scores = chooser(example.rows)
        order = np.argsort(-scores)[:3]
        right = [i for i in order if example.correct[i]]
        if right:
            gaps.append(float(scores[order[0]] - scores[right[0]]))
    return round(float(np.quantile([gap for gap in gaps if gap > 0], 0.9)), 4)


def _figures(
    test: Sequence[Example],
    chooser: LinearModel,
    decider: LinearModel,
    stated_from: float,
    related_from: float,
) -> dict[str, float]:
    truth = _truth(test)
    odds = decider(_rows(test, chooser))
    hits = []
    for example in (e for e in test if e.answerable):
        order = np.argsort(-chooser(example.rows))
        hits.append([bool(example.correct[order[:k]].any()) for k in (1, 3)])
    hit1, hit3 = np.mean(hits, axis=0)
    figures = {
        "hit@1": float(hit1),
        "hit@3": float(hit3),
        "auc": float(roc_auc_score(truth, odds)),
    }
    for band, threshold in (("stated", stated_from), ("related", related_from)):
        refused = odds < threshold
        figures[f"{band}_abstention_recall"] = float(refused[~truth].mean())
        figures[f"{band}_false_abstention"] = float(refused[truth].mean())
    return {name: round(value, 4) for name, value in figures.items()}


if __name__ == "__main__":
    main(sys.argv[1:])

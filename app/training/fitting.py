"""Fits the linear models: a softmax over sentences to choose, a logistic regression to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.answering.finding.features import QUESTION_FEATURES, SENTENCE_FEATURES, Look
from app.answering.finding.read_features import READ_QUESTION_FEATURES, READ_SENTENCE_FEATURES
from app.answering.finding.view import QuestionView
from app.answering.weighing.choosing import decider_row, ranked_by
from app.answering.weighing.models import Judgement, LinearModel
from app.training.measures import auc
from store.embedding import Vectors

_SHRINKAGE = 1e-3
_LEAST_SURE = 0.02
_SHOWN = 0.95

_EITHER_SIDE = (
    "best_length",
    "content_words",
    "passages",
    "reader_lead",
    "reader_mean_top3",
    "reader_other_passage",
)

Bounds = tuple[float | None, float | None]


@dataclass(frozen=True)
class Example:
    """A question, what was read for it, which sentences hold the answer, and whether any does."""

    view: QuestionView
    look: Look
    correct: NDArray[np.bool_]
    read: bool

    @property
    def answerable(self) -> bool:
        """Whether any sentence that was read holds the answer."""
        return bool(self.correct.any())

    @property
    def rows(self) -> Vectors:
        """The sentences' features, a row each."""
        return np.stack([s.features for s in self.look.sentences])

    def decider_row(self, chooser: LinearModel) -> Vectors:
        """The features that the decider sees, once the chooser has ranked the sentences."""
        ranked = ranked_by(chooser, self.look.sentences)
        return decider_row(self.view, ranked, self.look, read=self.read)


def learn(fit: Sequence[Example], tune: Sequence[Example], test: Sequence[Example]) -> Judgement:
    """Models from ``fit``, thresholds from ``tune``, figures from ``test``."""
    read = fit[0].read
    chooser = fit_chooser(
        [e for e in fit if e.answerable], READ_SENTENCE_FEATURES if read else SENTENCE_FEATURES
    )
    decider = fit_decider(
        _rows(fit, chooser),
        _truth(fit),
        READ_QUESTION_FEATURES if read else QUESTION_FEATURES,
    )
    odds, truth = decider(_rows(tune, chooser)), _truth(tune)
    stated_from = threshold(odds, truth)
    # Shown as related: all but the least sure twentieth of what is answered.
    related_from = min(round(float(np.quantile(odds[truth], _LEAST_SURE)), 4), stated_from)
    figures = {
        "questions_fit": float(len(fit)),
        "questions_threshold": float(len(tune)),
        "questions_test": float(len(test)),
        **_figures(test, chooser, decider, stated_from, related_from),
    }
    return Judgement(
        chooser=chooser,
        decider=decider,
        stated_from=stated_from,
        related_from=related_from,
        shown_within=_shown_within(tune, chooser),
        figures=figures,
    )


def fit_chooser(examples: Sequence[Example], names: tuple[str, ...]) -> LinearModel:
    """A softmax over all sentences read; the loss is what it gives to those that answer."""
    from scipy.optimize import minimize

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
    return _model(names, mean, scale, found.x, 0.0)


def fit_decider(
    rows: Vectors,
    answerable: NDArray[np.bool_],
    names: tuple[str, ...],
) -> LinearModel:
    """Logistic regression with an L2 penalty, each weight on the side that it must have.

    Adversarial questions share most words with their paragraph, so that unbounded weights learn
    to distrust overlap, which other documents do not bear out.
    """
    from scipy.optimize import minimize

    mean, scale = _moments(rows)
    scaled = np.hstack([(rows - mean) / scale, np.ones((len(rows), 1))])
    sign = np.where(answerable, 1.0, -1.0)

    def loss(weights: Vectors) -> tuple[float, Vectors]:
        margins = sign * (scaled @ weights)
        penalty = _SHRINKAGE * len(rows) * weights * np.r_[np.ones(len(mean)), 0.0]
        gradient = -(scaled.T @ (sign / (1 + np.exp(margins)))) + 2 * penalty
        return float(np.logaddexp(0, -margins).sum() + penalty @ weights), gradient

    bounds = [*(_side(name) for name in names), (None, None)]
    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    return _model(names, mean, scale, found.x[:-1], float(found.x[-1]))


def _side(feature: str) -> Bounds:
    """What missing or differing things may only do is count against an answer; likeness, for it.

    What the reader says of a second sentence or passage may do either: it may answer too, or blur
    the first.
    """
    if any(word in feature for word in ("missing", "lacks", "differs", "chosen_behind")):
        return (None, 0.0)
    if feature.startswith("is_") or feature in _EITHER_SIDE:
        return (None, None)
    return (0.0, None)


def threshold(odds: Vectors, truth: NDArray[np.bool_]) -> float:
    """The log-odds at which balanced accuracy is highest."""
    candidates = np.quantile(odds, np.linspace(0.02, 0.98, 97))
    balanced = [((odds >= t)[truth].mean() + (odds < t)[~truth].mean()) / 2 for t in candidates]
    return round(float(candidates[int(np.argmax(balanced))]), 4)


def _shown_within(examples: Sequence[Example], chooser: LinearModel) -> float:
    """How far below the best a correct sentence among the first three scores, nineteen times in
    twenty.
    """
    gaps = []
    for example in examples:
        scores = chooser(example.rows)
        order = np.argsort(-scores)[:3]
        right = [i for i in order if example.correct[i]]
        if right:
            gaps.append(float(scores[order[0]] - scores[right[0]]))
    return round(float(np.quantile([gap for gap in gaps if gap > 0], _SHOWN)), 4)


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
    figures = {"hit@1": float(hit1), "hit@3": float(hit3), "auc": auc(odds, truth)}
    for band, least in (("stated", stated_from), ("related", related_from)):
        refused = odds < least
        figures[f"{band}_abstention_recall"] = float(refused[~truth].mean())
        figures[f"{band}_false_abstention"] = float(refused[truth].mean())
    return {name: round(value, 4) for name, value in figures.items()}


def _truth(examples: Sequence[Example]) -> NDArray[np.bool_]:
    return np.asarray([example.answerable for example in examples])


def _rows(examples: Sequence[Example], chooser: LinearModel) -> Vectors:
    return np.stack([example.decider_row(chooser) for example in examples])


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

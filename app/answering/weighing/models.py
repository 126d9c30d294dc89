"""The linear models that choose a sentence and decide whether it answers.

Their weights are data, learnt by ``python -m app.calibration`` and shipped as ``weights.json``;
no threshold of theirs is in the code.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np
from pydantic import BaseModel, ConfigDict

from app.answering.finding.features import QUESTION_FEATURES, SENTENCE_FEATURES
from app.answering.finding.read_features import READ_QUESTION_FEATURES, READ_SENTENCE_FEATURES
from store.embedding import Vectors


class LinearModel(BaseModel):
    """``weights · (x - mean) / scale + bias``, a log-odds."""

    model_config = ConfigDict(frozen=True)

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def __call__(self, rows: Vectors) -> Vectors:
        """The log-odds of each row of features."""
        scaled = (rows - np.asarray(self.mean)) / np.asarray(self.scale)
        return np.asarray(scaled @ np.asarray(self.weights) + self.bias, dtype=np.float32)


class Judgement(BaseModel):
    """A chooser, a decider, and where the decider's bands begin.

    ``stated_from`` is the log-odds from which the best sentence counts as stating an answer,
    ``related_from`` that from which it is shown as related, with words that say so;
    ``shown_within`` how far below the best a further sentence may score and still be shown.
    """

    model_config = ConfigDict(frozen=True)

    chooser: LinearModel
    decider: LinearModel
    stated_from: float
    related_from: float
    shown_within: float
    figures: dict[str, float]


class Models(BaseModel):
    """How sentences are judged: with the reader's scores, and without a reader."""

    model_config = ConfigDict(frozen=True)

    by_features: Judgement
    by_reader: Judgement
    learnt_from: str


@lru_cache(maxsize=1)
def load_models() -> Models:
    """The shipped models. Raises ``AssertionError`` where they were learnt for other features."""
    text = files("app.answering.weighing").joinpath("weights.json").read_text(encoding="utf-8")
    models = Models.model_validate_json(text)
    learnt = [
        (judgement.chooser.features, judgement.decider.features)
        for judgement in (models.by_features, models.by_reader)
    ]
    if learnt != [
        (SENTENCE_FEATURES, QUESTION_FEATURES),
        (READ_SENTENCE_FEATURES, READ_QUESTION_FEATURES),
    ]:
        raise AssertionError(
            "weights.json was learnt for other features: run app.calibration again"
        )
    return models

"""Measures a reader by itself, on articles that it did not learn from.

    python -m app.training.evaluate DATA XQUAD.json [WEIGHTS.npz …]

Without weights the shipped ones are measured, in the shape in which they ship. Two tests: XQuAD's
English questions (Artetxe, Ruder and Yogatama, 2020), each put to the eight passages that the
embedding model finds nearest, with the passage that answers and without; and the adversarial
questions of SQuAD 2.0 with as many of the others, each put to its own passage.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.answering.reader import network as reader_network
from app.answering.reader.loading import load_reader
from app.answering.reader.scoring import NetworkReader, Reader
from app.answering.reader.windows import PassageText, Windows
from app.evaluation.scratch import plain_document
from app.training import train
from app.training.corpora import Posed, from_squad, text_of
from app.training.measures import auc, interval, resamples
from app.training.squad import answer_span
from store.embedding import Embedder, SentenceEmbedder, load_embedder
from store.records import Document

_PASSAGES = 8
_SEED = 7


@dataclass(frozen=True)
class Trial:
    """A question put to passages, and the sentences that answer, as (passage, sentence)."""

    question: str
    passages: tuple[PassageText, ...]
    right: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Outcome:
    """What became of a trial: whether a right sentence came first, and among the first three; the
    best score of a sentence, and whether there was an answer at all.
    """

    first: bool
    first_three: bool
    best: float
    answerable: bool


def main() -> None:
    """Prints the figures of both tests as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("xquad", type=Path)
    parser.add_argument("weights", type=Path, nargs="*")
    given = parser.parse_args()
    embedder = load_embedder()
    reader = _reader(embedder, given.weights)
    held_out = frozenset(json.loads((given.data / train.HELD_OUT).read_text("utf-8")))
    tests = {
        "xquad": list(xquad_trials(given.xquad, held_out, embedder)),
        "squad adversarial": list(_adversarial(given.data, held_out, embedder)),
    }
    figures = {name: figures_of(outcomes(reader, trials)) for name, trials in tests.items()}
    print(json.dumps(figures, indent=1))


def _reader(embedder: SentenceEmbedder, paths: Sequence[Path]) -> Reader:
    if not paths:
        return load_reader(embedder)
    backbone, tokeniser = embedder.backbone
    network = reader_network.build(backbone)
    train.load(network, paths)
    return NetworkReader(network, Windows(tokeniser))


def xquad_trials(source: Path, articles: Collection[str], embedder: Embedder) -> Iterator[Trial]:
    """The questions about ``articles``, twice: with the passages that answer, and without."""
    documents: list[tuple[Document, dict[str, Any]]] = []
    for article in json.loads(source.read_text(encoding="utf-8"))["data"]:
        for number, paragraph in enumerate(article["paragraphs"]):
            text = " ".join(paragraph["context"].split())
            document = plain_document(f"{article['title']} {number}", "", text, embedder)
            documents.append((document, paragraph if article["title"] in articles else {}))
    passages = [(d, p, text_of(d, p)) for d, _ in documents for p in d.passages]
    vectors = embedder.encode([text.text for _, _, text in passages])
    for document, paragraph in documents:
        for qa in paragraph.get("qas", ()):
            answer = answer_span(paragraph["context"], qa["answers"][0], 0)
            answering = {
                at
                for at, (d, p, _) in enumerate(passages)
                if d is document and p.span.overlaps(answer)
            }
            order = [
                int(at) for at in np.argsort(-(vectors @ embedder.encode([qa["question"]])[0]))
            ]
            for chosen in (order, [at for at in order if at not in answering]):
                near = [passages[at] for at in chosen[:_PASSAGES]]
                yield Trial(
                    qa["question"],
                    tuple(text for _, _, text in near),
                    frozenset(
                        (place, number)
                        for place, (d, p, _) in enumerate(near)
                        if d is document
                        for number, sentence in enumerate(p.sentences)
                        if sentence.span.overlaps(answer)
                    ),
                )


def _adversarial(data: Path, articles: Collection[str], embedder: Embedder) -> Iterator[Trial]:
    posed = [p for p in from_squad(data, embedder) if p.article in articles]
    chance = np.random.default_rng(_SEED)
    adversarial = [p for p in posed if not p.gold]
    answered = [p for p in posed if p.gold]
    size = min(600, len(adversarial), len(answered))
    for group in (adversarial, answered):
        for at in chance.choice(len(group), size, replace=False):
            yield _alone(group[int(at)])


def _alone(posed: Posed) -> Trial:
    return Trial(posed.question, (posed.passage,), frozenset((0, n) for n in posed.gold))


def outcomes(reader: Reader, trials: Sequence[Trial]) -> list[Outcome]:
    """Puts every trial to the reader."""
    return [_outcome(reader, trial) for trial in trials]


def _outcome(reader: Reader, trial: Trial) -> Outcome:
    scored = sorted(
        (
            (-float(score), passage, sentence)
            for passage, scores in enumerate(reader.scores(trial.question, trial.passages))
            for sentence, score in enumerate(scores.sentences)
        )
    )
    right = [(passage, sentence) in trial.right for _, passage, sentence in scored[:3]]
    return Outcome(any(right[:1]), any(right), -scored[0][0], bool(trial.right))


def figures_of(found: Sequence[Outcome]) -> dict[str, Any]:
    """Hits over what has an answer, and how well the best score tells whether there is one, with
    the interval that 95 of 100 resamples fall in.
    """
    answered = [o for o in found if o.answerable]
    truth = np.asarray([o.answerable for o in found])
    best = np.asarray([o.best for o in found], dtype=np.float32)
    said = best >= 0
    return {
        "questions": len(found),
        "hit@1": _with_interval(np.asarray([o.first for o in answered])),
        "hit@3": _with_interval(np.asarray([o.first_three for o in answered])),
        "auc": round(auc(best, truth), 3),
        "auc interval": interval([auc(best[i], truth[i]) for i in resamples(len(found))]),
        "balanced accuracy at 0": round(
            float((said[truth].mean() + (~said[~truth]).mean()) / 2), 3
        ),
    }


def _with_interval(hits: NDArray[np.bool_]) -> list[float]:
    means = [float(hits[i].mean()) for i in resamples(len(hits))]
    return [round(float(hits.mean()), 3), *interval(means)]


if __name__ == "__main__":
    main()

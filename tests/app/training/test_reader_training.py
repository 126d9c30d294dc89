from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from reader_parts import passage_of, small_backbone, word_tokeniser

from app.answering.reader import network as reader_network
from app.answering.reader import weights
from app.answering.reader.scoring import NetworkReader
from app.answering.reader.windows import Windows
from app.training import evaluate, ship, train
from app.training.corpora import Posed

WHO, WHERE = "who spoke", "where"


def toy(count: int) -> list[Posed]:
    """``who spoke`` is answered by the sentence with ``spoke``, ``where`` by none."""
    chance = random.Random(2)
    made = []
    for _ in range(count):
        sentences = ["the council met", "norway spoke", "mali left"]
        chance.shuffle(sentences)
        passage = passage_of(*sentences)
        gold = frozenset({sentences.index("norway spoke")})
        made.append(Posed(WHO, passage, gold, "a", "toy"))
        made.append(Posed(WHERE, passage, frozenset(), "a", "toy"))
    return made


def test_training_learns_which_sentence_answers_and_that_none_does(tmp_path: Path) -> None:
    tokeniser = word_tokeniser()
    backbone = small_backbone(tokeniser)
    windows = Windows(tokeniser)
    made = list(train.examples(toy(6000), windows, random.Random(1)))
    train.train(backbone, made, 1, tmp_path / "run.npz")
    network = reader_network.build(backbone).float()
    train.load(network, [tmp_path / "run.npz"])
    reader = NetworkReader(network, windows)
    passage = passage_of("mali left", "norway spoke", "the council met")
    (answered,), (unanswered,) = (reader.scores(q, [passage]) for q in (WHO, WHERE))
    assert answered.sentences.argmax() == 1
    assert answered.answered > 0 > unanswered.answered


def test_what_ships_is_the_average_and_adds_up_to_it(tmp_path: Path) -> None:
    backbone = small_backbone(word_tokeniser())
    runs = []
    for seed in (1, 2):
        network = reader_network.build(backbone).float()
        chance = np.random.default_rng(seed)
        learnt = {
            name: (p.detach().numpy() + chance.standard_normal(tuple(p.shape)) / 100).astype("f4")
            for name, p in reader_network.trained(network).items()
        }
        runs.append(learnt)
        np.savez(tmp_path / f"{seed}.npz", **learnt)
    paths = [tmp_path / "1.npz", tmp_path / "2.npz"]
    target = tmp_path / "shipped"
    sha256 = weights.write(ship.differences(backbone, paths), target)
    network = reader_network.build(backbone).float()
    reader_network.add(network, weights.read(target, sha256))
    for name, parameter in reader_network.trained(network).items():
        mean = (runs[0][name] + runs[1][name]) / 2
        assert np.allclose(parameter.detach().numpy(), mean, atol=2e-3), name


def test_windows_without_the_answer_are_right_to_answer_nothing() -> None:
    windows = Windows(word_tokeniser())
    filler = " ".join(["peace"] * 100)
    long = passage_of(filler, filler, filler, "norway spoke")
    answered = Posed(WHO, long, frozenset({3}), "a", "toy")
    missed = Posed(WHERE, long, frozenset(), "a", "toy")
    made = list(train.examples([answered] * 200 + [missed], windows, random.Random(1)))
    right = [e.right for e in made]
    assert right.count((0,)) in range(10, 60)
    assert all(e.pair.sentences[e.right[0] - 1] == 3 for e in made if e.right != (0,))


def test_figures_count_hits_over_what_has_an_answer() -> None:
    found = [
        evaluate.Outcome(True, True, 2.0, True),
        evaluate.Outcome(False, True, 1.0, True),
        evaluate.Outcome(False, False, -1.0, False),
    ]
    figures = evaluate.figures_of(found)
    assert figures["hit@1"][0] == 0.5
    assert figures["hit@3"][0] == 1.0
    assert figures["auc"] == 1.0
    assert figures["balanced accuracy at 0"] == 1.0

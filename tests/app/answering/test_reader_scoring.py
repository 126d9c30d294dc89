from __future__ import annotations

import copy
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_parts import WORDS, passage_of, small_backbone, word_tokeniser

from app.answering.reader import network as reader_network
from app.answering.reader.scoring import NetworkReader
from app.answering.reader.windows import PassageText, Windows

SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)
PASSAGES = st.lists(SENTENCES, min_size=1, max_size=5).map(lambda s: passage_of(*s))


@pytest.fixture(scope="module")
def reader() -> NetworkReader:
    import torch

    tokeniser = word_tokeniser()
    backbone = small_backbone(tokeniser)
    torch.manual_seed(9)
    return NetworkReader(reader_network.build(backbone).float(), Windows(tokeniser))


@given(st.lists(PASSAGES, min_size=1, max_size=5))
def test_what_stands_beside_a_passage_changes_none_of_its_scores(
    reader: NetworkReader, passages: list[PassageText]
) -> None:
    together = reader.scores("who spoke in geneva", passages)
    for passage, scores in zip(passages, together, strict=True):
        (alone,) = reader.scores("who spoke in geneva", [passage])
        assert len(scores.sentences) == len(passage.sentences)
        assert np.allclose(scores.sentences, alone.sentences, atol=1e-4)
        assert scores.answered == pytest.approx(alone.answered, abs=1e-4)


@given(PASSAGES)
def test_a_passage_answers_at_least_as_surely_as_its_best_sentence(
    reader: NetworkReader, passage: PassageText
) -> None:
    (scores,) = reader.scores("who spoke", [passage])
    assert scores.answered >= scores.sentences.max() - 1e-4


def test_a_passage_of_many_windows_scores_every_sentence(reader: NetworkReader) -> None:
    long = passage_of(*(" ".join(["council"] * 50) for _ in range(40)), "norway spoke")
    (scores,) = reader.scores("who spoke", [long])
    assert scores.sentences.shape == (41,)
    assert (scores.sentences > -20).all()


def test_nothing_to_read_scores_as_no_answer(reader: NetworkReader) -> None:
    assert reader.scores("who spoke", []) == []
    blank, spoken = reader.scores("", [PassageText("", "", ()), passage_of("norway spoke")])
    assert blank.sentences.size == 0
    assert blank.answered < spoken.answered


def test_threads_get_what_one_thread_gets(reader: NetworkReader) -> None:
    passages = [passage_of("norway spoke", "mali left"), passage_of("the council met in vienna")]
    questions = [f"who {word}" for word in WORDS] * 2
    one_by_one = [reader.scores(question, passages) for question in questions]
    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(lambda question: reader.scores(question, passages), questions))
    for expected, found in zip(one_by_one, at_once, strict=True):
        for one, other in zip(expected, found, strict=True):
            assert np.allclose(one.sentences, other.sentences, atol=1e-4)


def test_the_backbone_is_shared_where_frozen_and_never_changed() -> None:
    import torch

    backbone = small_backbone(word_tokeniser())
    before = copy.deepcopy(backbone.state_dict())
    network = reader_network.build(backbone)
    tables = network.get_submodule("encoder.embeddings.word_embeddings")
    assert tables is backbone.embeddings.word_embeddings
    own = reader_network.trained(network)
    assert not any("embeddings" in name for name in own)
    reader_network.add(network, {n: np.ones(tuple(p.shape), np.float32) for n, p in own.items()})
    assert all(torch.equal(before[name], tensor) for name, tensor in backbone.state_dict().items())
    layer = network.get_parameter("encoder.encoder.layer.0.output.dense.weight")
    assert torch.allclose(layer, before["encoder.layer.0.output.dense.weight"] + 1)

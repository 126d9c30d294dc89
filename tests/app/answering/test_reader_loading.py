"""The reader as shipped, on short texts of our own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from reader_parts import passage_of

from app.answering.reader import loading
from app.answering.reader.loading import LazyReader, load_reader
from app.answering.reader.scoring import NetworkReader
from store.embedding import HashEmbedder, LazyEmbedder, SentenceEmbedder, load_embedder
from store.errors import ModelError

HARBOUR = passage_of(
    "The harbour of Solund was opened by the Ministry of Fisheries in March 1931.",
    "Its first warden, Ingrid Haugen, came from the island of Vega.",
    "Twelve boats may moor there in winter, and thirty in summer.",
    "A storm damaged the eastern pier in 1987, and it was rebuilt in stone two years later.",
    "The municipality has discussed a fish market, but no decision was taken.",
)


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return load_embedder()


@pytest.fixture(scope="module")
def reader(embedder: SentenceEmbedder) -> NetworkReader:
    return load_reader(embedder)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who opened the harbour of Solund?", 0),
        ("When was the harbour opened?", 0),
        ("Where did the first warden come from?", 1),
        ("How many boats can moor in summer?", 2),
        ("When was the eastern pier rebuilt?", 3),
    ],
)
def test_it_finds_the_sentence_that_answers(
    reader: NetworkReader, question: str, sentence: int
) -> None:
    (scores,) = reader.scores(question, [HARBOUR])
    assert scores.sentences.argmax() == sentence
    assert scores.sentences[sentence] > 0


@pytest.mark.parametrize(
    ("answered", "near_miss"),
    [
        ("When was the eastern pier damaged?", "When was the western lighthouse damaged?"),
        ("Who opened the harbour of Solund?", "Who opened the airport of Bergen?"),
        ("How many boats may moor there in winter?", "How many trains may stop there in winter?"),
    ],
)
def test_a_near_miss_scores_below_what_is_answered(
    reader: NetworkReader, answered: str, near_miss: str
) -> None:
    (said,), (missed,) = (reader.scores(question, [HARBOUR]) for question in (answered, near_miss))
    assert said.answered > missed.answered + 1


@pytest.mark.parametrize("text", ["", " ", "?" * 5000, "Кто? 谁 من 🕊", "\0\u202e"])
def test_hostile_questions_and_texts_get_numbers(reader: NetworkReader, text: str) -> None:
    (scores,) = reader.scores(text, [passage_of(text or " ", "The council met.", heading=text)])
    assert np.isfinite(scores.sentences).all()
    assert np.isfinite(scores.answered)


def test_the_word_tables_are_the_embedding_models_own(embedder: SentenceEmbedder) -> None:
    from app.answering.reader import network

    before = embedder.encode(["The Council met."])
    load_reader(embedder).scores("Who met?", [HARBOUR])
    assert np.array_equal(embedder.encode(["The Council met."]), before)
    backbone, _ = embedder.backbone
    built = network.build(backbone)
    assert built.get_submodule("encoder.embeddings") is backbone.embeddings


def test_it_loads_once_whichever_threads_ask(
    monkeypatch: pytest.MonkeyPatch, reader: NetworkReader
) -> None:
    loads: list[Any] = []

    def load(embedder: Any) -> NetworkReader:
        loads.append(embedder)
        return reader

    monkeypatch.setattr(loading, "load_reader", load)
    lazy = LazyReader(HashEmbedder())
    assert loads == []
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: lazy.scores("Who met?", [HARBOUR]), range(16)))
    assert len(loads) == 1
    assert len(found) == 16


def test_weights_that_were_altered_are_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, embedder: SentenceEmbedder
) -> None:
    monkeypatch.setattr(loading, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelError, match=r"reader's weights .* install Penholder again"):
        load_reader(embedder)


def test_beside_another_model_it_brings_the_packaged_one() -> None:
    (scores,) = load_reader(HashEmbedder()).scores("Who opened the harbour of Solund?", [HARBOUR])
    assert scores.sentences.argmax() == 0


def test_an_embedder_that_has_not_loaded_yet_is_loaded_and_shared() -> None:
    lazy = LazyEmbedder()
    (scores,) = load_reader(lazy).scores("Who opened the harbour of Solund?", [HARBOUR])
    assert scores.sentences.argmax() == 0

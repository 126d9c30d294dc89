"""Goes on from trained readers with questions about UN documents.

    python -m app.training.adapt DATA SUITE.jsonl FILES OUT.npz --start RUN.npz … [--seed N]

``SUITE`` are questions of one's own and ``FILES`` the folder that the paths in it are under; every
question is put to the passages that are retrieved for it from all of these documents together.
Some of what the readers learnt from before, ``DATA``, is put between, so that they keep it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from app.answering.finding.read_features import READ_BY_READER, text_of
from app.answering.finding.reading import ReadPassage
from app.answering.reader.windows import Windows
from app.training import own, train
from app.training.corpora import Posed, read_all
from app.training.mixing import mix
from store.embedding import load_embedder

_EPOCHS = 2
_REPLAYED = 1_500  # examples of before, an epoch
_RATES = (3e-5, 9e-5)
_WITH_ANSWER = 2  # passages a question
_WITHOUT = 3


def main() -> None:
    """Reads the data, trains and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("suite", type=Path)
    parser.add_argument("files", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, nargs="+", required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    held_out = json.loads((given.data / train.HELD_OUT).read_text("utf-8"))
    embedder = load_embedder()
    before = mix(read_all(given.data, embedder), held_out, given.seed)
    asked = own.asked(given.suite, given.files, embedder)
    about_un = [posed for question in asked for posed in posed_of(question)]
    backbone, tokeniser = embedder.backbone
    windows, made = Windows(tokeniser), list[train.Example]()
    for epoch in range(_EPOCHS):
        chance = random.Random(given.seed + epoch)  # noqa: S311 - a sample, not a secret
        posed = [*about_un, *chance.sample(before, min(_REPLAYED, len(before)))]
        made += train.examples(posed, windows, chance)
    print(f"{len(about_un):,} passages with a question, {len(made):,} windows", flush=True)
    train.train(backbone, made, given.seed, given.out, given.start, _RATES)


def posed_of(question: own.Asked) -> Iterator[Posed]:
    """The question with passages that were retrieved for it: such as answer, and the likeliest of
    those that do not, above all of the very document that it is about.
    """
    about = question.question
    gold = {p.stored.id: _gold(question, p) for p in question.read}
    answering = [p for p in question.read if gold[p.stored.id]][:_WITH_ANSWER]
    others = [p for p in question.read[:READ_BY_READER] if not gold[p.stored.id]]
    others.sort(key=lambda p: p.stored.document.document != about.document)
    for passage in [*answering, *others[: 1 if about.answerable else _WITHOUT]]:
        document = passage.stored.document.document
        yield Posed(about.question, text_of(passage), gold[passage.stored.id], document, "own")


def _gold(question: own.Asked, passage: ReadPassage) -> frozenset[int]:
    """The passage's sentences that answer."""
    document = passage.stored.document.document
    return frozenset(
        number
        for number, sentence in enumerate(passage.stored.passage.sentences)
        if question.answered_by(document, sentence.span)
    )


if __name__ == "__main__":
    main()

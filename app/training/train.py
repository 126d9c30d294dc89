"""Trains the reader.

    python -m app.training.train DATA OUT.npz [--seed N] [--start RUN.npz …] [--everything]

``DATA`` is the folder of the four sets (docs/reader.md says where they come from). Without
``--everything`` the articles of ``held-out-articles.json`` are kept out. ``--start`` goes on from
the weights of an earlier run, or from the average of several; with another seed it meets other
near misses. A few hundred steps apart the weights so far are written beside ``OUT``.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from app.answering.reader import network as reader_network
from app.answering.reader.windows import Pair, PassageText, Window, Windows, batch_of
from app.training.corpora import Posed, read_all
from app.training.mixing import mix
from store.embedding import Vectors, load_embedder

if TYPE_CHECKING:
    from torch import Tensor, nn

HELD_OUT = "held-out-articles.json"
_BATCH = 32
_BATCHES_A_POOL = 40
_WARM_UP = 0.06
RATES = (1e-4, 1e-3)
_DECAY = 0.01
_LONGEST_STEP = 1.0
_CHECKPOINT_EVERY = 300
_REPORT_EVERY = 25
# Windows beside the one with the answer, which have none of it.
_BESIDE = 0.15


@dataclass(frozen=True, slots=True)
class Example:
    """A pair and the places that are right: 0 for *none*, else 1 + the sentence's place."""

    pair: Pair
    right: tuple[int, ...]


def main() -> None:
    """Reads the data, trains one epoch and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, nargs="*", default=[])
    parser.add_argument("--everything", action="store_true")
    given = parser.parse_args()
    held_out = [] if given.everything else json.loads((given.data / HELD_OUT).read_text("utf-8"))
    embedder = load_embedder()
    posed = mix(read_all(given.data, embedder), held_out, given.seed)
    backbone, tokeniser = embedder.backbone
    made = list(examples(posed, Windows(tokeniser), random.Random(given.seed)))  # noqa: S311
    print(f"{len(posed):,} questions, {len(made):,} windows", flush=True)
    train(backbone, made, given.seed, given.out, given.start)


def examples(posed: Sequence[Posed], windows: Windows, chance: random.Random) -> Iterator[Example]:
    """The windows of each question's passage that there is something to learn from."""
    texts: dict[PassageText, None] = dict.fromkeys(p.passage for p in posed)
    cut = dict(zip(texts, windows.of(list(texts)), strict=True))
    for one in posed:
        question = windows.question(one.question)
        here = cut[one.passage]
        answering = [w for w in here if one.gold.intersection(w.sentences)]
        others = [w for w in here if w not in answering]
        for window in answering:
            pair = windows.pair(question, window)
            right = (1 + slot for slot, s in enumerate(window.sentences) if s in one.gold)
            yield Example(pair, tuple(right))
        if others and (not answering or chance.random() < _BESIDE):
            yield Example(windows.pair(question, _nearest(question, others)), (0,))


def _nearest(question: Sequence[int], windows: Sequence[Window]) -> Window:
    """The window that shares most of the question: the hardest to tell from an answer."""
    return max(windows, key=lambda window: len(set(question) & set(window.ids)))


def train(
    backbone: Any,
    made: Sequence[Example],
    seed: int,
    out: Path,
    start: Sequence[Path] = (),
    rates: tuple[float, float] = RATES,
) -> None:
    """One pass over the examples; writes the weights to ``out`` and now and then beside it.

    ``rates``: the highest learning rates, of the layers and of the heads.
    """
    import torch

    torch.manual_seed(seed)
    # Where the embedding model computes in bf16, its weights are too coarse to be added to.
    network = reader_network.build(backbone).float()
    if start:
        load(network, start)
    # Without dropout this is the faster of the two on a CPU: the other's gradient is slow there.
    encoder: Any = network["encoder"]
    encoder.set_attn_implementation("eager")
    optimiser = _optimiser(network, rates)
    batches = list(_batches(made, random.Random(seed)))  # noqa: S311
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: _share(n, len(batches)))
    began, losses = time.monotonic(), []
    for step, batch in enumerate(batches, start=1):
        with torch.autocast("cpu", torch.bfloat16):
            found = reader_network.logits(network, batch_of([e.pair for e in batch]))
        loss = _loss(found, batch)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(network.parameters(), _LONGEST_STEP)
        optimiser.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if step % _REPORT_EVERY == 0 or step == len(batches):
            recent = sum(losses[-100:]) / len(losses[-100:])
            minutes = (time.monotonic() - began) / 60
            print(f"{step} of {len(batches)}: loss {recent:.4f}, {minutes:.1f} min", flush=True)
        if step % _CHECKPOINT_EVERY == 0:
            save(network, out.with_suffix(".part.npz"))
    save(network, out)


def _optimiser(network: nn.ModuleDict, rates: tuple[float, float]) -> Any:
    import torch

    heads = [*network["sentence"].parameters(), *network["none"].parameters()]
    layers = [p for p in network["encoder"].parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [{"params": layers, "lr": rates[0]}, {"params": heads, "lr": rates[1]}],
        weight_decay=_DECAY,
    )


def _share(step: int, steps: int) -> float:
    """The share of the full learning rate: up in a straight line, then down along a cosine."""
    warm = max(1, int(_WARM_UP * steps))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def _loss(found: Tensor, batch: Sequence[Example]) -> Tensor:
    """What the softmax gives to all the right places together, as a negative logarithm."""
    import torch

    right = torch.full(found.shape, -torch.inf)
    for row, example in enumerate(batch):
        right[row, list(example.right)] = 0.0
    return (found.logsumexp(1) - (found + right).logsumexp(1)).mean()


def _batches(made: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Batches of similar length: sorted within pools, the batches of a pool in any order."""
    order = list(made)
    chance.shuffle(order)
    for start in range(0, len(order), _BATCH * _BATCHES_A_POOL):
        pool = sorted(
            order[start : start + _BATCH * _BATCHES_A_POOL], key=lambda e: len(e.pair.ids)
        )
        batches = [pool[at : at + _BATCH] for at in range(0, len(pool), _BATCH)]
        chance.shuffle(batches)
        yield from batches


def save(network: nn.ModuleDict, path: Path) -> None:
    """Writes what was trained, in full precision."""
    learnt = {n: p.detach().numpy() for n, p in reader_network.trained(network).items()}
    np.savez(path, allow_pickle=False, **learnt)


def load(network: nn.ModuleDict, paths: Sequence[Path]) -> None:
    """Puts weights that :func:`save` wrote into the network; of several, their average.

    Runs that begin at the same weights end near enough for the average to be better than each.
    """
    import torch

    read = [np.load(path) for path in paths]
    for name, parameter in reader_network.trained(network).items():
        mean: Vectors = np.mean([one[name] for one in read], axis=0, dtype=np.float32)
        with torch.no_grad():
            parameter.copy_(torch.from_numpy(mean))


if __name__ == "__main__":
    main()

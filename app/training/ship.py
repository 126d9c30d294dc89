"""Puts trained weights where the application finds them.

    python -m app.training.ship WEIGHTS.npz …

Of several runs the average is shipped. Writes ``reader.weights`` and its SHA-256 in ``loading.py``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.answering.reader import loading, network, weights
from app.training import train
from store.embedding import Vectors, load_embedder

_CONSTANT = re.compile(r'^WEIGHTS_SHA256 = "[0-9a-f]*"$', re.MULTILINE)


def main(arguments: Sequence[str]) -> None:
    """Ships the weights of the files that are named."""
    if not arguments:
        raise SystemExit("Say which weights to ship: python -m app.training.ship RUN.npz …")
    backbone, _ = load_embedder().backbone
    source = Path(loading.__file__)
    target = source.with_name(loading.WEIGHTS)
    learnt = differences(backbone, [Path(argument) for argument in arguments])
    sha256 = weights.write(learnt, target)
    code = source.read_text(encoding="utf-8")
    source.write_text(_CONSTANT.sub(f'WEIGHTS_SHA256 = "{sha256}"', code), encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB, SHA-256 {sha256}")


def differences(backbone: Any, paths: Sequence[Path]) -> dict[str, Vectors]:
    """What the runs learnt on average: of the layers the difference from the backbone's."""
    start = {name: p.float().clone() for name, p in backbone.named_parameters()}
    built = network.build(backbone).float()
    train.load(built, paths)
    return {
        name: (
            parameter - start[name.removeprefix(network.ENCODER)]
            if name.startswith(network.ENCODER)
            else parameter
        )
        .detach()
        .numpy()
        for name, parameter in network.trained(built).items()
    }


if __name__ == "__main__":
    main(sys.argv[1:])

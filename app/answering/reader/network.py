"""The reader's network: MiniLM over question and window, a logit a sentence and one for *none*."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.answering.reader.windows import NO_SENTENCE, Batch
from store.embedding import Vectors

if TYPE_CHECKING:
    from torch import Tensor, nn

ENCODER = "encoder."
"""How the names of the parameters begin that the backbone has as well."""
_HIDDEN = 128
_ABSENT = -1e4


def build(backbone: Any) -> nn.ModuleDict:
    """A network over a copy of the backbone's layers, whose embedding tables it shares.

    ``backbone`` is a ``transformers`` BERT model; the copy starts with its weights. The tables are
    frozen: they are not among the parameters that want a gradient, nor ever written to.
    """
    from copy import deepcopy

    from torch import nn

    encoder = deepcopy(backbone, {id(backbone.embeddings): backbone.embeddings})
    # No dropout: one pass over the data does not overfit, and attention stays fast on the CPU.
    encoder.eval()
    encoder.pooler = None
    for parameter in encoder.embeddings.parameters():
        parameter.requires_grad_(False)
    width = int(backbone.config.hidden_size)
    return nn.ModuleDict({"encoder": encoder, "sentence": _head(2 * width), "none": _head(width)})


def trained(network: nn.ModuleDict) -> dict[str, nn.Parameter]:
    """The parameters that are the reader's own and not the backbone's, by name."""
    return {name: p for name, p in network.named_parameters() if p.requires_grad}


def add(network: nn.ModuleDict, learnt: Mapping[str, Vectors]) -> None:
    """Adds what was learnt to a freshly built network. Its heads start at nothing."""
    import torch

    for name, parameter in trained(network).items():
        difference = torch.from_numpy(learnt[name])
        start = parameter.float() if name.startswith(ENCODER) else torch.zeros(())
        with torch.no_grad():
            parameter.copy_(start + difference)


def _head(width: int) -> nn.Sequential:
    from torch import nn

    return nn.Sequential(nn.Linear(width, _HIDDEN), nn.GELU(), nn.Linear(_HIDDEN, 1))


def logits(network: nn.ModuleDict, batch: Batch) -> Tensor:
    """For each pair the logit of *none*, then one for each sentence, very low where there is none.

    In fp32, whatever the layers compute in.
    """
    import torch

    hidden = network["encoder"](
        input_ids=torch.from_numpy(batch.ids),
        token_type_ids=torch.from_numpy(batch.types),
        attention_mask=torch.from_numpy(batch.mask),
    ).last_hidden_state.float()
    rows, length, width = hidden.shape
    most = batch.most_sentences
    slots = torch.from_numpy(batch.slots)
    # Token by token into its sentence's place; those of no sentence go to one more, left out.
    place = torch.where(slots == NO_SENTENCE, most, slots)
    place = (place + torch.arange(rows)[:, None] * (most + 1)).reshape(-1)
    tokens = hidden.reshape(rows * length, width)
    zeros = torch.zeros(rows * (most + 1), width)
    counts = torch.zeros(rows * (most + 1)).index_add(0, place, torch.ones(rows * length))
    mean = zeros.index_add(0, place, tokens) / counts.clamp(min=1)[:, None]
    highest = zeros.scatter_reduce(
        0, place[:, None].expand(-1, width), tokens, "amax", include_self=False
    )
    pooled = torch.cat([mean, highest], dim=1)
    sentences = network["sentence"](pooled).reshape(rows, most + 1)[:, :most]
    absent = counts.reshape(rows, most + 1)[:, :most] == 0
    none = network["none"](hidden[:, 0])
    return torch.cat([none, sentences.masked_fill(absent, _ABSENT)], dim=1)

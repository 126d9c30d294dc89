"""A small reader that needs no data: words as tokens, and a network of two thin layers."""

from __future__ import annotations

from typing import Any

from tokenizers import Tokenizer, models, pre_tokenizers

from app.answering.reader.windows import PassageText
from store.records import Span

WORDS = """
    the council met in geneva and vienna on monday tuesday to adopt a resolution statement about
    peace water who where what when did say ambassador norway mali spoke left before after
    """.split()  # noqa: SIM905 - a word list reads best as words


def word_tokeniser() -> Tokenizer:
    """Each word is a token; one that is not in ``WORDS`` is unknown."""
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *dict.fromkeys(WORDS)]
    vocabulary = {word: number for number, word in enumerate(names)}
    tokeniser = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokeniser.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokeniser


def small_backbone(tokeniser: Tokenizer) -> Any:
    """A BERT of two layers of 32 with random weights, the same each time."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=tokeniser.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=256,
    )
    return BertModel(config).eval()


def passage_of(*sentences: str, heading: str = "") -> PassageText:
    """A passage of these sentences, a space between them."""
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return PassageText(heading, " ".join(sentences), tuple(spans))

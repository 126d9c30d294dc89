"""What the reader learns from, in one shape: a question, a passage, the sentences that answer.

SQuAD 2.0 (Rajpurkar, Jia and Liang, 2018), the sentence pairs made from SQuAD by Du, Shao and
Cardie (2017), CLAP NQ (Rosenthal and others, 2024) and QED (Lamm and others, 2021).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.answering.reader.windows import PassageText
from app.training import squad
from store.embedding import Embedder
from store.records import Document, Passage, Span

_SENTENCES_A_PASSAGE = 5
_PASSAGES_AN_ARTICLE = 20
_BRACKETS = {
    "-lrb-": "(",
    "-rrb-": ")",
    "-lsb-": "[",
    "-rsb-": "]",
    "-lcb-": "{",
    "-rcb-": "}",
    "``": '"',
    "''": '"',
}
_TOKENISED = re.compile("|".join(re.escape(mark) for mark in _BRACKETS), re.IGNORECASE)
_SPACE_BEFORE = re.compile(r" (n't|'\w+|[,.;:?!%)\]])(?= |$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Posed:
    """A question put to a passage. ``gold`` are the sentences that answer it, none where it has
    no answer there; ``origin`` says which data, or which rule, it comes from.
    """

    question: str
    passage: PassageText
    gold: frozenset[int]
    article: str
    origin: str


def read_all(data: Path, embedder: Embedder) -> list[Posed]:
    """Every question of the four sets, each put to the passage that it was asked of."""
    return [
        *from_squad(data, embedder),
        *from_pairs(data / "squad-nqg"),
        *from_clap_nq(data / "clapnq"),
        *from_qed(data / "qed"),
    ]


def from_squad(data: Path, embedder: Embedder) -> Iterator[Posed]:
    """SQuAD 2.0, its paragraphs cut into passages as documents are."""
    for document, asked in squad.articles(data / "squad2", data / "squad-nqg", embedder):
        texts = [(passage, text_of(document, passage)) for passage in document.passages]
        for question in asked:
            for passage, text in texts:
                place = question.support or question.paragraph
                if passage.span.overlaps(place):
                    yield _put(document, question, passage, text)


def _put(document: Document, question: squad.Asked, passage: Passage, text: PassageText) -> Posed:
    gold = {
        number
        for number, sentence in enumerate(passage.sentences)
        if question.support is not None and sentence.span.overlaps(question.support)
    }
    origin = "squad" if question.support else "squad-adversarial"
    return Posed(question.text, text, frozenset(gold), document.id, origin)


def text_of(document: Document, passage: Passage) -> PassageText:
    """A passage of a document as the reader takes it."""
    start = passage.span.start
    spans = tuple(Span(s.span.start - start, s.span.end - start) for s in passage.sentences)
    return PassageText(passage.heading, passage.span.of(document.text), spans)


def from_pairs(folder: Path) -> Iterator[Posed]:
    """Questions with the sentence that answers them; sentences next to it make its passage.

    Only the part whose articles are in no other set. Neighbours in the file are neighbours in the
    article, in the order of the questions about them.
    """
    sources = [untokenised(line) for line in squad.lines(folder / "src-test.txt")]
    questions = [untokenised(line) for line in squad.lines(folder / "tgt-test.txt")]
    order = list(dict.fromkeys(sources))
    number = {sentence: at for at, sentence in enumerate(order)}
    passages = [
        joined("", order[start : start + _SENTENCES_A_PASSAGE])
        for start in range(0, len(order), _SENTENCES_A_PASSAGE)
    ]
    for source, question in zip(sources, questions, strict=True):
        passage, sentence = divmod(number[source], _SENTENCES_A_PASSAGE)
        article = f"pairs {passage // _PASSAGES_AN_ARTICLE}"
        yield Posed(question, passages[passage], frozenset({sentence}), article, "pairs")


def from_clap_nq(folder: Path) -> Iterator[Posed]:
    """Search questions with a passage and the sentences selected for a long answer, or none."""
    for name in ("dev_answerable.jsonl", "dev_unanswerable.jsonl"):
        for row in _rows(folder / name):
            (page,) = row["passages"]
            selected = {s for output in row["output"] for s in output.get("selected_sentences", ())}
            gold = frozenset(i for i, s in enumerate(page["sentences"]) if s in selected)
            if bool(gold) != (name == "dev_answerable.jsonl"):
                continue
            passage = joined(page["title"], [untokenised(s) for s in page["sentences"]])
            origin = "clap-nq" if gold else "clap-nq-unanswerable"
            yield Posed(row["input"], passage, gold, page["title"], origin)


def from_qed(folder: Path) -> Iterator[Posed]:
    """Search questions with a paragraph, and the sentences in which annotators saw the answer."""
    for row in _rows(folder / "qed-dev.jsonlines"):
        text, starts = row["paragraph_text"], row["sentence_starts"]
        spans = [Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
        annotation = row["annotation"]
        selected = annotation.get("selected_sentence")
        answers = (
            [selected] if selected else [a for each in row["original_nq_answers"] for a in each]
        )
        marked = [Span(a["start"], a["end"]) for a in answers]
        gold = frozenset(i for i, s in enumerate(spans) if any(s.overlaps(m) for m in marked))
        if gold:
            passage = joined(row["title_text"], [untokenised(s.of(text)) for s in spans])
            yield Posed(row["question_text"], passage, gold, row["title_text"], "qed")


def joined(heading: str, sentences: Sequence[str]) -> PassageText:
    """A passage of these sentences."""
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return PassageText(heading, " ".join(sentences), tuple(spans))


def untokenised(text: str) -> str:
    """Tokenised text as it is written: brackets, quotation marks and the spaces before marks."""
    written = _TOKENISED.sub(lambda mark: _BRACKETS[mark.group().lower()], text)
    return " ".join(_SPACE_BEFORE.sub(r"\1", written).split())


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in squad.lines(path):
        yield json.loads(line)

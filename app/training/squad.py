"""SQuAD 2.0's development articles as documents of ours, and where each question is answered.

The first half has its labels; those of the second are taken from the sentence pairs of Du, Shao
and Cardie (2017), which were made from the same articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.evaluation.scratch import plain_document
from store.embedding import Embedder
from store.records import Document, Span

_WITHOUT_ARTICLE = "Miscellaneous"


@dataclass(frozen=True)
class Asked:
    """One question about one article; ``support`` is where its answer stands, if anywhere.

    ``paragraph`` is where the paragraph stands that it was asked of.
    """

    article: str
    text: str
    support: Span | None
    paragraph: Span


def articles(
    squad: Path, pairs: Path, embedder: Embedder
) -> Iterator[tuple[Document, list[Asked]]]:
    """Each article as a document, and its questions.

    ``squad`` is the folder of the two halves, ``pairs`` that of the sentence pairs.
    """
    sentences = dict(
        zip(
            (plain(line) for line in lines(pairs / "tgt-dev.txt")),
            lines(pairs / "src-dev.txt"),
            strict=True,
        )
    )
    for name, labelled in (("first-half.json", True), ("second-half-unlabelled.json", False)):
        for article in json.loads((squad / name).read_text(encoding="utf-8"))["data"]:
            if article["title"] != _WITHOUT_ARTICLE:
                yield _article(article, None if labelled else sentences, embedder)


def _article(
    article: dict[str, Any], sentences: dict[str, str] | None, embedder: Embedder
) -> tuple[Document, list[Asked]]:
    """``sentences`` has the answering sentence by question, where the article has no labels."""
    title = str(article["title"])
    paragraphs = [" ".join(p["context"].split()) for p in article["paragraphs"]]
    document = plain_document(title, title.replace("_", " "), "\n\n".join(paragraphs), embedder)
    questions: list[Asked] = []
    for written, paragraph in zip(article["paragraphs"], paragraphs, strict=True):
        start = document.text.index(paragraph)
        whole = Span(start, start + len(paragraph))
        for qa in written["qas"]:
            support: Span | None = None
            if sentences is None and not qa["is_impossible"]:
                support = answer_span(written["context"], qa["answers"][0], start)
            elif sentences is not None and (sentence := sentences.get(plain(qa["question"]))):
                support = locate(sentence, paragraph, start)
                if support is None:
                    continue
            questions.append(Asked(document.id, qa["question"], support, whole))
    return document, questions


def answer_span(context: str, answer: dict[str, Any], start: int) -> Span:
    """Where an answer stands once the white space of its paragraph, at ``start``, is evened out."""
    before = context[: answer["answer_start"]]
    at = start + len(" ".join((before + "x").split())) - 1
    return Span(at, at + len(" ".join(answer["text"].split())))


def locate(sentence: str, paragraph: str, start: int) -> Span | None:
    """The place of a lower-cased, tokenised sentence in the paragraph that it was taken from."""
    letters = [i for i, c in enumerate(paragraph) if c.isalnum()]
    letters_only = "".join(paragraph[i].lower() for i in letters)
    wanted = plain(sentence)
    at = letters_only.find(wanted)
    if at < 0 or not wanted:
        return None
    return Span(start + letters[at], start + letters[at + len(wanted) - 1] + 1)


def plain(text: str) -> str:
    """Letters and digits only, lower case: the same for raw and for tokenised text."""
    for bracket in ("-lrb-", "-rrb-", "-lsb-", "-rsb-", "-lcb-", "-rcb-"):
        text = text.lower().replace(bracket, " ")
    return "".join(c for c in text.lower() if c.isalnum())


def lines(path: Path) -> list[str]:
    """The lines of a text file."""
    return path.read_text(encoding="utf-8").splitlines()

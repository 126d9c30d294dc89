"""Documents to measure on: text files of yours, or generated ones of the shape of speeches.

Generated ones follow a seed alone. They have a speaker, paragraphs, names, numbers and dates, as
long as speeches in the Council are, and no sentence of anybody's.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from app.benchmark.wording import sentence_of, speaker_of, surname_of
from store.errors import UsageError

TEXTS = ("txt", "text", "md")
"""The endings of files that are measured on."""

_SEED = 2020
_MEDIAN_SENTENCES, _SPREAD = 22, 0.6  # a speech has 3,400 characters on the whole
_SENTENCES_A_PARAGRAPH = 5
_MOST_SENTENCES = 140


class Documents:
    """Text files in an order of their own, of which as many are taken as are needed."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = list(files)
        self.described = f"{len(files):,} text files of a folder"
        random.Random(_SEED).shuffle(self._files)  # noqa: S311 - so that kinds are mixed

    @classmethod
    def under(cls, folder: Path) -> Documents:
        """The text files under a folder. Raises :class:`UsageError` where there are none."""
        files = sorted(p for p in folder.rglob("*") if p.suffix[1:].lower() in TEXTS)
        if not files:
            raise UsageError(
                f"there are no text files under {folder}", f"give one with {', '.join(TEXTS)} files"
            )
        return cls(files)

    def taken(self, characters: int, into: Path) -> int:
        """Copies files into a folder until they have so many characters, and says how many have.

        They are the same ones each time, and a larger number holds those of a smaller one.
        """
        total = 0
        into.mkdir(parents=True)
        for number, path in enumerate(self._files):
            if total >= characters:
                break
            shutil.copyfile(path, into / f"{number:06}-{path.name}")
            total += characters_of(path)
        return total


class Generated:
    """As many documents as are asked for, made of words."""

    described = "generated documents"

    def taken(self, characters: int, into: Path) -> int:
        """Writes documents into a folder until they have so many characters."""
        total = 0
        into.mkdir(parents=True)
        for number in count():
            if total >= characters:
                break
            text = generated(number)
            (into / f"speech-{number:06}.txt").write_text(text, encoding="utf-8")
            total += len(text)
        return total


def generated(number: int) -> str:
    """One document, always the same for its number."""
    chance = random.Random(_SEED * 1_000_003 + number)  # noqa: S311 - plausible, not secret
    cast = [surname_of(chance) for _ in range(4)]
    length = round(chance.lognormvariate(0, _SPREAD) * _MEDIAN_SENTENCES)
    length = min(max(length, 2), _MOST_SENTENCES)
    sentences = [sentence_of(chance, cast) for _ in range(length)]
    paragraphs = "\n".join(" ".join(part) for part in _parts(sentences, chance))
    return f"{speaker_of(chance, cast[0])}: {paragraphs}\n"


def _parts(sentences: Sequence[str], chance: random.Random) -> Iterator[Sequence[str]]:
    start = 0
    while start < len(sentences):
        long = chance.randint(2, 2 * _SENTENCES_A_PARAGRAPH - 2)
        yield sentences[start : start + long]
        start += long


def characters_of(path: Path) -> int:
    """The characters of a text file, be its encoding what it may."""
    return len(path.read_text(encoding="utf-8", errors="replace"))

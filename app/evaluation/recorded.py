"""Answers that a language model wrote once, kept in a file, to be written again without it.

So the checks of what is written can be measured where there is no key and no time for the model. A
file has a JSON object a line, a :class:`Record`: the suite's question, the text as the model wrote
it, and the sentences that it was offered, by the number that each had in its prompt and by the hash
of its letters, so that no document's words are in the file; one written by hand may have the words.

What a question offers changes with retrieval, and with it the numbers. A marker is therefore
renumbered to the sentence that it named when it was written, and names nothing where this sentence
is not offered any more. How the prompt words its rules and orders does not matter.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.evaluation.rows import rows_of
from app.evaluation.suites import SuiteQuestion
from app.writing.contracts import Message
from app.writing.markers import is_marker, read_marker
from store.errors import UsageError, WritingError

PREFIX = "recorded:"
"""What the name of such a model begins with; the path of its file is behind it."""

_WINDOW = 100_000  # no sentence that the model was offered may be left out for want of room
_LONGEST = 4_000
_CHARACTERS_A_TOKEN = 4
_NOT_OFFERED = 900_000
"""Added to a number that names no sentence, so that it names none of those offered now either."""
_SOURCES = re.compile(r"^<<<SOURCES (\w+)>>>\n(.*?)\n<<<END OF SOURCES \1>>>$", re.DOTALL | re.M)
_ENTRY = re.compile(r"^\[([1-9]\d*)\] .*(?:\n(?!\[[1-9]\d*\] ).*)*", re.MULTILINE)
_BRACKETS = re.compile(r"[\[［【][^\[\]［］【】\n]*[\]］】]")


class Sentence(BaseModel):
    """A sentence that the model was offered: its number then, and its words or their hash."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(ge=1)
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    quote: str = ""

    @model_validator(mode="after")
    def _is_known(self) -> Sentence:
        if not (self.sha256 or self.quote):
            raise ValueError("a sentence needs its quote or its sha256")
        return self

    @property
    def key(self) -> str:
        """The hash of its letters."""
        return self.sha256 or key_of(self.quote)


class Failure(BaseModel):
    """How the model failed: the clauses of a :class:`WritingError`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: str
    remedy: str


class Record(BaseModel):
    """What a model wrote to one question. ``rewritten`` is what it made of a follow-up."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str
    model: str
    sentences: tuple[Sentence, ...]
    text: str
    failed: Failure | None = None
    rewritten: str = ""

    def text_for(self, offered: Sequence[Sentence]) -> str:
        """The text with each marker at the number that its sentence has among those offered."""
        now = {sentence.key: sentence.number for sentence in reversed(offered)}
        moved = {sentence.number: now.get(sentence.key) for sentence in self.sentences}
        numbers = frozenset(now.values())
        same = all(number == other for number, other in moved.items())
        if same and numbers == frozenset(moved):
            return self.text
        return _BRACKETS.sub(lambda match: _renumbered(match[0], moved), self.text)

    def is_stale(self, offered: Sequence[Sentence]) -> bool:
        """Whether it points at a sentence that is not offered any more."""
        now = {sentence.key for sentence in offered}
        gone = {sentence.number for sentence in self.sentences if sentence.key not in now}
        pointed = (read_marker(one, gone).numbers for one in _BRACKETS.findall(self.text))
        return any(pointed)


def key_of(quote: str) -> str:
    """The hash of a sentence's letters and digits in lower case, as its copy in a prompt has."""
    return hashlib.sha256(letters_of(quote).encode()).hexdigest()


def letters_of(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(filter(str.isalnum, text)).lower()


def _renumbered(brackets: str, moved: dict[int, int | None]) -> str:
    if not is_marker(brackets):
        return brackets
    marker = read_marker(brackets, moved)
    numbers = [moved[number] or _NOT_OFFERED + number for number in marker.numbers]
    unknown = [_NOT_OFFERED + int("0" + re.sub(r"[^0-9]", "", one)[:4]) for one in marker.unknown]
    return "".join(f"[{number}]" for number in [*numbers, *unknown])


def sentences_in(messages: Sequence[Message]) -> tuple[Sentence, ...]:
    """The numbered sentences of a prompt, by their hashes; none in one that asks for no answer."""
    found = _SOURCES.search(messages[-1].content)
    if found is None:
        return ()
    return tuple(
        Sentence(number=int(entry[1]), sha256=key_of(_text_of(entry[0])))
        for entry in _ENTRY.finditer(found[2])
    )


def _text_of(entry: str) -> str:
    """An entry's last line, without the word before the colon that says what it is."""
    return entry.rpartition("\n")[2].partition(": ")[2]


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one file."""

    path: Path
    rows: tuple[Record, ...]

    def of(self, question: SuiteQuestion) -> Record | None:
        """The record of a question, by its words; by its id where others have the same words."""
        words = letters_of(question.question)
        found = [record for record in self.rows if letters_of(record.question) == words]
        return next((one for one in found if one.id == question.id), found[0] if found else None)


def read_records(path: Path) -> Records:
    """The records of a file. Raises :class:`UsageError`, naming the faulty line."""
    remedy = "give id, question, model, sentences and text on each line, as --record writes them"
    rows = tuple(row for _, row in rows_of(path, Record, what="a recorded answer", remedy=remedy))
    if not rows:
        raise UsageError(f"{path} has no recorded answers", "record some with --record")
    return Records(path, rows)


class RecordedModel:
    """A model that writes what was recorded. For one question at a time: see :meth:`turn_to`."""

    window = _WINDOW
    longest = _LONGEST

    def __init__(self, records: Records) -> None:
        self._records = records
        self._question: SuiteQuestion | None = None
        self._stale: list[str] = []

    @property
    def name(self) -> str:
        """How it was named, without the folder of its file."""
        return f"{PREFIX}{self._records.path.stem}"

    @property
    def stale(self) -> tuple[str, ...]:
        """The ids of those replayed that point at a sentence which is not offered any more."""
        return tuple(self._stale)

    def turn_to(self, question: SuiteQuestion) -> None:
        """The question that is asked next."""
        self._question = question

    def tokens(self, text: str) -> int:
        """An estimate, by which all that was offered fits."""
        return len(text) // _CHARACTERS_A_TOKEN

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """What was recorded. Raises :class:`WritingError` where it failed, or nothing was."""
        record = self._record()
        offered = sentences_in(messages)
        if not offered:
            yield self._rewritten(record)
            return
        if record.is_stale(offered):
            self._stale.append(record.id)
        yield record.text_for(offered)
        if record.failed is not None:
            raise WritingError(record.failed.what, record.failed.remedy)

    def _record(self) -> Record:
        question = self._question
        record = self._records.of(question) if question else None
        if record is None:
            asked = question.id if question else "a question that is in no suite"
            raise WritingError(
                f"{self._records.path.name} has no answer to {asked}",
                "record it with penholder evaluate SUITE --model NAME --record FILE",
            )
        return record

    def _rewritten(self, record: Record) -> str:
        if not record.rewritten:
            raise WritingError(
                f"{self._records.path.name} has no follow-up to {record.id} that stands alone",
                "nothing need be done: it is read by rule",
            )
        return record.rewritten

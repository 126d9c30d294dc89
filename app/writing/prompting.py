"""What a model is asked: the rules as the system's words, the sources and the question as a user's.

The system's message is fixed text from ``prompts/``, with not a word of a document or a question in
it. The sources stand in the user's message between two lines that bear a key made anew for each
prompt, each source as ``[number]`` with where it is from, and then its text. All that comes from a
document goes in as ``neutralising`` leaves it.

Where the sources are too many for the model, those at the end are left out, whole. What is offered
is what is in the prompt: a number without its text is never given out.
"""

from __future__ import annotations

import secrets
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.answering.answer import Citation
from app.answering.tongues.detecting import Language
from app.writing.contracts import Message, WritingModel
from app.writing.neutralising import prompt_copy
from app.writing.templates import PromptFile, read_prompt
from store.errors import WritingError
from store.printing import long_date, place_in

NO_ANSWER = "NOTHING"
"""The word that a model is asked to write, and nothing else, where the sources do not answer."""

_KEY_BYTES = 12
_PER_MESSAGE = 16  # tokens that a model's chat template puts around a message, at most


class Task(StrEnum):
    """What is to be written."""

    ANSWER = "answer"
    LIST = "list"
    COMPARISON = "comparison"
    TIMELINE = "timeline"
    SUMMARY = "summary"
    CHANGES = "changes"


_FILES = {Task.SUMMARY: "summarise", Task.CHANGES: "summarise"}


@dataclass(frozen=True, slots=True)
class Prompt:
    """Messages to a model, and the citations whose numbers and texts are in them."""

    messages: tuple[Message, ...]
    offered: tuple[Citation, ...]


def prompt_for(
    task: Task,
    question: str,
    offered: Sequence[Citation],
    model: WritingModel,
    *,
    language: str = "en",
    nonce: str | None = None,
    words: int | None = None,
) -> Prompt:
    """What to ask ``model``, with as many of ``offered``, from the first, as it can read.

    ``language`` is that of the question (a :class:`Language`), ``words`` how long the text is to be
    at most, ``nonce`` the key of the delimiters where it is not to be made anew. Raises
    :class:`WritingError` where not one source fits, and :class:`ValueError` where two have the same
    number.
    """
    if len({citation.number for citation in offered}) < len(offered):
        raise ValueError("two of the sentences offered have the same number")
    key = nonce or secrets.token_hex(_KEY_BYTES)
    file = read_prompt(_FILES.get(task, "answer"))
    seen = [citation for citation in offered if prompt_copy(citation.quote, key)]
    system = Message("system", file.filled("system", rules=read_prompt("rules").filled("rules")))
    order = "\n".join(_orders(file, task, language, words))
    entries = [
        _entry(one, before, key) for before, one in pairwise((None, *seen)) if one is not None
    ]

    def messages(count: int) -> tuple[Message, ...]:
        user = file.filled(
            "user",
            sources=_delimited(entries[:count], key),
            question=prompt_copy(question, key),
            task=order,
        )
        return system, Message("user", user)

    def size(count: int) -> int:
        return sum(model.tokens(message.content) + _PER_MESSAGE for message in messages(count))

    counts = range(1, len(seen) + 1)
    fitting = bisect_right(counts, model.window - model.longest, key=size)
    if not fitting:
        raise _nothing_fits(model, bool(seen))
    return Prompt(messages(fitting), tuple(seen[:fitting]))


def _orders(file: PromptFile, task: Task, language: str, words: int | None) -> Iterator[str]:
    """What to do with the sources, how long and in what language."""
    yield file.filled(task.value)
    if words is not None:
        yield file.filled("length", words=str(words))
    if language != Language.ENGLISH:
        known = language in set(Language) - {Language.OTHER}
        name = Language(language).name_in_english if known else "the language of the question"
        yield file.filled("language", language=name)


def _delimited(entries: Sequence[str], key: str) -> str:
    return "\n".join([f"<<<SOURCES {key}>>>", *entries, f"<<<END OF SOURCES {key}>>>"])


def _entry(citation: Citation, before: Citation | None, key: str) -> str:
    """One source: its number and where it is from, what introduces it, and its text."""
    same = before is not None and before.document == citation.document
    place = ", ".join(part for part in _place(citation, same) if part)
    notes = "; ".join(_notes(citation))
    lines = [
        f"[{citation.number}] {prompt_copy(place, key)} ({prompt_copy(notes, key)})",
        f"Introduced by: {prompt_copy(citation.lead_in, key)}" if citation.lead_in else "",
        f"Text: {prompt_copy(citation.quote, key)}",
    ]
    return "\n".join(line for line in lines if line)


def _place(citation: Citation, same: bool) -> Iterator[str]:
    if same:
        yield "the same document"
    else:
        yield citation.title
        if citation.symbol and citation.symbol not in citation.title:
            yield citation.symbol
        if citation.date:
            yield long_date(citation.date)
    yield place_in(citation.title, citation.pinpoint)


def _notes(citation: Citation) -> Iterator[str]:
    """What a writer must know of a source: how it stands to what it tells, and whose words."""
    yield citation.source_rank.value
    if citation.expected:
        yield f"expected, as of {long_date(citation.date)}" if citation.date else "expected"
    if citation.attribution:
        yield citation.attribution
    if citation.translated_from:
        yield f"UN translation from {citation.translated_from}"
    if citation.newer:
        yield f"there is a newer one: {citation.newer}"
    for note in citation.dates:
        yield f"“{note.text}” is {long_date(note.date)}"


def _nothing_fits(model: WritingModel, any_seen: bool) -> WritingError:
    if not any_seen:
        return WritingError(
            "there is no source to write from", "read the quotations that the answer has"
        )
    return WritingError(
        f"not one source fits into what {model.name} reads at once"
        f" ({model.window} tokens, {model.longest} of them for what it writes)",
        "use a model with a longer window",
    )

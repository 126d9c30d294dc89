"""What may be asked next, as a language model suggests it from the sentences that it was shown.

A suggestion is a promise that the documents answer it. So each is asked, as a reader would ask it,
and kept only where the answer is stated. Without a model none is made: rules know what a sentence
says too little to ask for it, and asking costs as much as the answer did.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing

from app.answering.answer import Answer, Citation, Confidence, Outcome
from app.writing.asides import aside, fits, said_aside
from app.writing.contracts import Message, WritingModel
from app.writing.mentions import brings_up
from store.errors import QuestionError, WritingError

MOST = 3
"""Questions that are suggested at most."""
_TRIED = 5
_LONGEST = 200
_FEWEST_WORDS = 3
_SOURCES = 10
_SECONDS_WRITING = 10.0
_SECONDS_ASKING = 5.0
"""No further suggestion is tried after these; an answer takes about one."""
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])?\s*[\"“«]?")
_WORD = re.compile(r"\w+")
_ARTICLES = frozenset({"the", "a", "an"})
_QUESTION_MARKS = "?？؟"

Ask = Callable[[str], Answer]


def with_suggestions(
    answers: Generator[Answer, None, None], model: WritingModel, ask: Ask
) -> Generator[Answer, None, None]:
    """The answers as they grow; behind the last, where the model wrote it, it with suggestions."""
    last: Answer | None = None
    with closing(answers):
        for last in answers:
            yield last
    if last is not None and last.model is not None:
        found = suggested(model, last, ask)
        if found:
            yield last.model_copy(update={"follow_ups": found})


def suggested(model: WritingModel, answer: Answer, ask: Ask) -> tuple[str, ...]:
    """Up to three questions that the documents are sure to answer; none where the model fails."""
    sources = (*answer.citations, *answer.also_read)
    try:
        messages = _messages(model, answer, sources)
        if messages is None:
            return ()
        written = said_aside(
            model, messages, seconds=_SECONDS_WRITING, characters=4 * _TRIED * _LONGEST
        )
    except WritingError:
        return ()
    kept: list[str] = []
    ends = time.monotonic() + _SECONDS_ASKING
    for question in _questions(written, answer, sources):
        if len(kept) == MOST or time.monotonic() > ends:
            break
        if _is_stated(question, ask):
            kept.append(question)
    return tuple(kept)


def _messages(
    model: WritingModel, answer: Answer, sources: Sequence[Citation]
) -> tuple[Message, ...] | None:
    """With as many of the sources, from the first, as the model reads."""
    for count in range(min(len(sources), _SOURCES), 0, -1):
        lines = [f"{source.title} – {_text(source)}" for source in sources[:count]]
        data = {"sources": lines, "question": [answer.understood_as]}
        messages = aside("suggest", data, most=str(_TRIED))
        if fits(messages, model):
            return messages
    return None


def _questions(written: str, answer: Answer, sources: Sequence[Citation]) -> Iterator[str]:
    """The lines that are questions on what the sources have, each once, not the one just asked."""
    known = [
        text
        for source in sources
        for text in (_text(source), source.title, source.symbol or "", source.attribution or "")
    ]
    before = [answer.question, answer.understood_as]
    for line in written.splitlines()[: 2 * _TRIED]:
        question = _BULLET.sub("", line).strip(' \t"”»*')
        if len(before) - 2 == _TRIED:
            return
        if not _is_question(question) or any(_same(question, other) for other in before):
            continue
        if brings_up(question, known) is None:
            before.append(question)
            yield question


def _is_question(text: str) -> bool:
    marks = [character for character in text if character in _QUESTION_MARKS]
    spoken = len(text.split()) >= _FEWEST_WORDS or not text.isascii()
    return len(marks) == 1 and text[-1] in marks and len(text) <= _LONGEST and spoken


def _same(one: str, other: str) -> bool:
    return _words(one) == _words(other)


def _words(question: str) -> list[str]:
    return [word for word in _WORD.findall(question.casefold()) if word not in _ARTICLES]


def _is_stated(question: str, ask: Ask) -> bool:
    try:
        answer = ask(question)
    except QuestionError:
        return False
    return answer.outcome is Outcome.ANSWERED and answer.confidence is Confidence.STATED


def _text(source: Citation) -> str:
    return f"{source.lead_in} {source.quote}" if source.lead_in else source.quote

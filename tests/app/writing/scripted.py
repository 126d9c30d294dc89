"""Language models that say what they are told to, and checks that find what they are told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.answering.answer import Citation
from app.writing.contracts import Fault, Message, Verdict, Written
from store.errors import WritingError

Script = str | Sequence[str | WritingError] | WritingError | Callable[[str], str]
"""A text, its pieces with an error among them, an error alone, or a text by what is asked."""

BROKEN = WritingError("test:scripted broke off", "ask again")


@dataclass
class ScriptedModel:
    """A model that answers, rewrites and suggests by scripts; without one it fails."""

    answers: Script = BROKEN
    rewrites: Script = BROKEN
    suggests: Script = BROKEN
    name: str = "test:scripted"
    window: int = 8_000
    longest: int = 500
    asked: list[tuple[str, str]] = field(default_factory=list)
    left: int = 0

    def tokens(self, text: str) -> int:
        return len(text) // 3 + 1

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        system, user = (message.content for message in messages)
        kind, script = "answer", self.answers
        if system.startswith("You make follow-up"):
            kind, script = "rewrite", self.rewrites
        elif system.startswith("You suggest"):
            kind, script = "suggest", self.suggests
        self.asked.append((kind, user))
        if callable(script):
            script = script(user)
        pieces = [script] if isinstance(script, WritingError) else script
        done = False
        try:
            for piece in pieces:
                if isinstance(piece, WritingError):
                    raise piece
                yield piece
            done = True
        finally:
            self.left += not done

    @property
    def kinds(self) -> list[str]:
        """What it was asked to do, in order."""
        return [kind for kind, _ in self.asked]

    def prompt(self, kind: str = "answer") -> str:
        """What it was last shown for this."""
        return next(user for one, user in reversed(self.asked) if one == kind)


def all_stand(written: Written, cited: Sequence[Citation]) -> Verdict:
    """Lets every statement stand that points at something."""
    if cited:
        return Verdict(written.text)
    fault = Fault.UNKNOWN_MARKER if written.unknown else Fault.NO_MARKER
    return Verdict(written.text, fault)


def false_falls(written: Written, cited: Sequence[Citation]) -> Verdict:
    """The same, but what says "false" does not stand."""
    if "false" in written.text.lower():
        return Verdict(written.text, Fault.UNSUPPORTED)
    return all_stand(written, cited)

"""What is measured, as data: what each process gives back, and a whole run as it is kept."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

STAGES = ("understand", "retrieve", "read", "compose", "verify", "total")
"""The fields of :class:`app.answering.answer.Timings`."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sample(_Data):
    """How far an indexing was: seconds since its beginning, of the clock and of processors.

    ``embedding_seconds`` are those of processors that the model took.
    """

    passages: int
    seconds: float
    cpu_seconds: float
    embedding_seconds: float
    memory_bytes: int


class Indexed(_Data):
    """One refresh. ``characters`` are those of the documents' files."""

    seconds: float
    cpu_seconds: float
    embedding_seconds: float
    passages: int
    documents: int
    unchanged: int
    characters: int
    peak_bytes: int
    samples: tuple[Sample, ...] = ()


class Took(_Data):
    """Something that others do: the seconds for so many pieces of text.

    ``missing`` says why it could not be done here; then there are none.
    """

    seconds: float
    pieces: int
    missing: str | None = None


class Stage(_Data):
    """The milliseconds of one stage, question by question."""

    name: str
    milliseconds: tuple[float, ...]


class Asked(_Data):
    """Questions put to one library, each once, then all of them once more.

    ``texts`` and ``texts_again`` say how many texts the embedding model read, the questions among
    them: passages that it has read lately come from a cache.
    """

    opening_seconds: float
    first_seconds: float
    stages: tuple[Stage, ...]
    again: tuple[Stage, ...]
    texts: int
    texts_again: int
    answered: int
    peak_bytes: int

    def stage(self, name: str) -> tuple[float, ...]:
        """The milliseconds of a stage; none where there is no such stage."""
        return next((s.milliseconds for s in self.stages if s.name == name), ())

    def stage_again(self, name: str) -> tuple[float, ...]:
        """The milliseconds of a stage when the questions were asked again."""
        return next((s.milliseconds for s in self.again if s.name == name), ())


class Part(_Data):
    """One part of a library on disk."""

    name: str
    bytes: int


class Machine(_Data):
    """What it was measured on.

    ``arithmetic`` is what the model multiplies in, ``load`` the system's load average before and
    after.
    """

    processor: str
    cores: int
    memory_bytes: int
    arithmetic: str
    python: str
    packages: tuple[str, ...]
    load: tuple[float, ...] = ()


class Size(_Data):
    """A library of one size: how it was made, what it takes on disk, and each round of asking.

    One that was kept was not timed in this run, but may have samples from when it was made.
    """

    passages: int
    documents: int
    indexed: Indexed | None
    samples: tuple[Sample, ...]
    disk: tuple[Part, ...]
    rounds: tuple[Asked, ...]


class Comparison(_Data):
    """One way beside ours, round by round, over the same documents."""

    way: Literal["encode", "encode-bfloat16", "langchain"]
    rounds: tuple[Took, ...]

    @property
    def missing(self) -> str | None:
        """Why it was not done, if it was not."""
        return next((took.missing for took in self.rounds if took.missing), None)


class FirstIndex(_Data):
    """Our rounds of a first index, and those of the others that were made by turns with them."""

    ours: tuple[Indexed, ...]
    others: tuple[Comparison, ...]


class Refresh(_Data):
    """A first index, and refreshes after it that found nothing changed."""

    first: Indexed
    unchanged: tuple[Indexed, ...]


class StartUp(_Data):
    """Seconds from the start of a process to its end, each time another process."""

    help: tuple[float, ...]
    ask: tuple[float, ...]


class Figures(_Data):
    """One whole run."""

    machine: Machine
    documents: str = Field(description="Where the documents came from, in words.")
    first_index: FirstIndex
    refresh: Refresh
    sizes: tuple[Size, ...]
    start_up: StartUp

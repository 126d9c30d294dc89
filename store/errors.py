"""The one error tree.

PenholderError            what a user may see: what happened, to what, and what to do
├── UsageError            the command was used wrongly (exit code 2)
├── SourceError           one source could not be read; the others go on
├── QuestionError         a question could not be taken
├── WritingError          a language model could not write; quotations answer instead
├── NotAdmitted           nobody is signed in who may read here
└── LibraryError          the library as a whole cannot be used
    ├── LibraryMissing    there is no library at that path yet
    ├── LibraryBusy       another process is writing
    ├── FingerprintError  it was built with another model or chunker
    └── ModelError        the embedding weights are missing or altered
"""

from __future__ import annotations


class PenholderError(Exception):
    """Something a user can act on.

    ``what`` is one clause that names the subject ("brief.txt is empty"); ``remedy`` one clause
    that says what to do ("save the brief's text in it and refresh again").
    """

    exit_code = 1

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}: {self.remedy}."


class UsageError(PenholderError):
    """The command was used wrongly."""

    exit_code = 2


class SourceError(PenholderError):
    """One source could not be read. The rest of a refresh goes on."""


class QuestionError(PenholderError):
    """A question could not be taken (empty, or too long to be one)."""

    exit_code = 2


class WritingError(PenholderError):
    """A language model could not be used or did not finish; quotations answer instead."""


class NotAdmitted(PenholderError):
    """Nobody is signed in, or one who is not let in here."""


class LibraryError(PenholderError):
    """The library as a whole cannot be used."""


class LibraryMissing(LibraryError):
    """There is no library at that path yet."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class FingerprintError(LibraryError):
    """The library was built with another model or another chunker."""


class ModelError(LibraryError):
    """The embedding weights are missing or are not the ones named."""

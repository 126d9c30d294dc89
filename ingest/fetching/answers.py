"""What an answer of a site means: the document, or one of the many ways of not giving it."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from ingest.fetching import content
from ingest.fetching.addresses import without_credentials
from store.errors import SourceError

BY_HAND = "save the page from a browser and put the file into a source folder, such as corpus/"
LATER = "refresh again later"

_CLOSED = frozenset({401, 403, 405, 406, 451})
_MISSING = frozenset({404, 410})


class Wall(SourceError):
    """A site wants proof that a person is there, which is never given."""


class Unreachable(SourceError):
    """A site gave no answer now, though it was asked several times."""


class Unavailable(SourceError):
    """A site says that it has no such document, or seems to.

    Not ``certain``: a site that is asked too often answers like that as well.
    """

    def __init__(self, what: str, remedy: str, *, certain: bool) -> None:
        super().__init__(what, remedy)
        self.certain = certain


@dataclass(frozen=True, slots=True)
class Answer:
    """One response, read to its end or, where it only says what is wrong, as far as needed."""

    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def is_wall(self) -> bool:
        """Whether it asks for proof that a person is there. A site has no page for a bare 202."""
        return self.status == 202 or content.is_wall(self.status, self.headers.items(), self.body)

    def refuse(self, url: str) -> None:
        """Raises :class:`SourceError` for every answer that is not the document."""
        status, shown = self.status, without_credentials(url)
        if self.is_wall:
            raise Wall(
                f"{shown} is behind a check that only a person with a browser passes "
                f"(status {status})",
                BY_HAND,
            )
        if status in _CLOSED:
            raise SourceError(f"{shown} is not given to programs (status {status})", BY_HAND)
        if status in _MISSING:
            raise Unavailable(
                f"{shown} is not there (status {status})", "check the address", certain=True
            )
        if status != 200:
            raise SourceError(f"{shown} gave no page (status {status})", BY_HAND)
        if not self.body.strip():
            raise Unavailable(f"{shown} is unavailable: it is empty", LATER, certain=False)
        promised = content.promised_file(url, self.headers.get("content-type", "").lower())
        if promised and content.sort_of(self.body) is content.Sort.HTML:
            raise Unavailable(
                f"{shown} is an HTML page in place of a {promised}, as sites show for a document "
                "that they do not have",
                BY_HAND,
                certain=False,
            )

    def as_utf8(self) -> bytes:
        """The body; text that the header says is in another encoding, in UTF-8."""
        declared = self.headers.get("content-type", "")
        charset = httpx.Response(200, headers={"content-type": declared}).charset_encoding
        text = content.sort_of(self.body) in (content.Sort.HTML, content.Sort.TEXT)
        if charset is None or not text:
            return self.body
        try:
            self.body.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return self.body.decode(charset).encode()
            except (LookupError, UnicodeError):
                return self.body  # the header is wrong, and the bytes are judged by themselves
        return self.body

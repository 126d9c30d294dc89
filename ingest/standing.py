"""Which source gives which document, as the library knows it and a refresh changes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.fetching.addresses import is_address
from ingest.sources import Item
from store.errors import SourceError
from store.manifest import Claim, Source, content_of
from store.records import Document
from store.visits import Visit, visit_of


class Later(Exception):
    """Another source, not read yet, claims the same document; it may be about to let go."""


class Standing:
    """The known sources' rows and claims.

    ``present``: the sources that this refresh asks; ``unread``: those not looked at so far;
    ``gone``: those that are no more, and so speak for nothing. ``contents``: what the documents
    without a symbol say, by their ids.
    """

    def __init__(
        self,
        rows: Mapping[str, Source],
        claims: Iterable[Claim],
        contents: Mapping[str, str],
        *,
        present: Collection[str],
        unread: Iterable[str],
        gone: Sequence[Source],
    ) -> None:
        self.rows = dict(rows)
        self.unread = set(unread)
        self.gone = {row.key: row for row in gone}
        self._present = set(present)
        self._claims: dict[str, dict[str, bool]] = {key: {} for key in self.rows}
        for claim in claims:
            self._claims[claim.source][claim.document] = claim.held
        self._contents = dict(contents)
        self._saying: dict[str, set[str]] = {}
        for document, content in self._contents.items():
            self._saying.setdefault(content, set()).add(document)
        self._holders: dict[str, set[str]] = {}
        for key, documents in self._claims.items():
            if key not in self.gone:
                self._hold(key, documents)

    def claims_of(self, key: str) -> Collection[str]:
        """The documents that a source gave."""
        return self._claims.get(key, {})

    def is_silent(self, key: str, *, unless_asked: bool) -> bool:
        """Whether a source no longer gives what it gave, or may not.

        ``unless_asked``: that of a page is known only where this refresh asks it.
        """
        left = key in self.gone or (unless_asked and is_address(key) and key not in self._present)
        return left or key not in self.rows or not self._claims.get(key)

    def is_taken_out(self, key: str) -> bool:
        """Whether a document that a source gave was removed by hand, until the source changes."""
        row = self.rows.get(key)
        there = row is not None and row.status == "ok" and key not in self.gone
        return there and row is not None and len(self._claims.get(key, {})) < row.documents

    def let_speak(self, changed: Collection[str]) -> list[tuple[Source, Visit]]:
        """The pages that fell silent for what changed or is gone, and that nothing new is known of.

        They were not asked, or could not be had, and give what they gave, unless others still do.
        """
        left = self.gone.keys() | set(changed)
        found = []
        for row in self.rows.values():
            if row.key in left or row.key in self.unread or "same_as" not in (row.visit or ""):
                continue
            visit = visit_of(row)
            if visit is not None and visit.original is not None and visit.same_as in left:
                found.append((row, visit))
        self._present.update(row.key for row, _visit in found)
        return found

    def take(self, key: str, documents: Sequence[Document]) -> None:
        """Notes what a source gives now."""
        self._let_go(key)
        self._claims[key] = {document.id: document.held for document in documents}
        self._hold(key, self._claims[key])
        for document in documents:
            self._say(document.id, content_of(document))

    def pages_with(self, documents: Sequence[Document]) -> list[str]:
        """The pages that give one of these documents, in order; a card's is no other's."""
        held = [document.id for document in documents if document.held]
        return sorted({key for id_ in held for key in self._holders[id_] if is_address(key)})

    def silence(self, page: str, file: str) -> Source:
        """A page gives way to a file of the same document, and is kept to come back."""
        row = self.rows[page]
        visit = visit_of(row)
        assert visit is not None  # noqa: S101 - every address has one
        visit = replace(visit, same_as=file, content=None)
        silent = replace(row, documents=0, visit=visit.to_json())
        self.rows[page] = silent
        self._let_go(page)
        self._claims[page] = {}
        return silent

    def other_source(
        self, item: Item, documents: Sequence[Document], *, deferring: bool
    ) -> str | None:
        """The source that gives a page's document already.

        Raises :class:`SourceError` for a file in that case: two files that say they are one
        document contradict each other, while one page may well stand under several addresses.
        Raises :class:`Later`, where ``deferring``, if that source was not looked at yet.
        """
        page = item.landing is not None
        seen: set[str] = set()
        for document in documents:
            others = self._holders.get(document.id, set()) - {item.key}
            if page:
                others = others or self._saying_too(content_of(document)) - {item.key}
                others = {o for o in others if o in self._present or not is_address(o)}
            else:
                others = {o for o in others if not is_address(o)}
            if document.held and others and deferring and others & self.unread:
                raise Later
            settled = sorted(others - self.unread)
            if page and settled:
                return settled[0]
            if document.id in seen or (document.held and settled):
                first = settled[0] if settled else item.key
                raise SourceError(
                    f"{item.shown} is {document.id}, which {first} is already",
                    "remove one of the two, or give it a symbol or address of its own",
                )
            seen.add(document.id)
        return None

    def says(self, key: str, content: str) -> bool:
        """Whether one of the documents that a source gives says just that."""
        return any(self._contents.get(document) == content for document in self.claims_of(key))

    def content_shared(self, other: str, documents: Sequence[Document]) -> str | None:
        """What a page's document has in common with that of ``other``, where no name tells it."""
        if any(document.id in self.claims_of(other) for document in documents):
            return None
        return next((content for d in documents if (content := content_of(d))), None)

    def is_repeated(self, key: str) -> bool:
        """Whether a page that was looked at already says what this one gives as its own."""
        contents = {self._contents.get(document) for document in self.claims_of(key)}
        others = {other for content in contents for other in self._saying_too(content)} - {key}
        return bool((others & self._present) - self.unread)

    def _saying_too(self, content: str | None) -> set[str]:
        """The addresses that give a document of this content."""
        saying = self._saying.get(content, ()) if content else ()
        keys = {key for document in saying for key in self._holders.get(document, ())}
        return {key for key in keys if is_address(key)}

    def _say(self, document: str, content: str | None) -> None:
        before = self._contents.pop(document, None)
        if before is not None:
            self._saying[before].discard(document)
        if content is not None:
            self._contents[document] = content
            self._saying.setdefault(content, set()).add(document)

    def doomed(self) -> list[str]:
        """The documents that nothing gives but what is gone."""
        claimed = {d for key, c in self._claims.items() if key not in self.gone for d in c}
        return sorted({d for key in self.gone for d in self._claims[key]} - claimed)

    def held_in_all(self) -> int:
        """How many documents are held, by whatever source."""
        return len({d for c in self._claims.values() for d, held in c.items() if held})

    def pages_may_speak(self) -> bool:
        """Whether a page that this refresh asks fell silent for a file that is gone."""
        visits = (visit_of(self.rows.get(key)) for key in self._present if is_address(key))
        return bool(self.gone) and any(visit and visit.same_as in self.gone for visit in visits)

    def _hold(self, key: str, documents: Mapping[str, bool]) -> None:
        for document, held in documents.items():
            if held:
                self._holders.setdefault(document, set()).add(key)

    def _let_go(self, key: str) -> None:
        for document in self._claims.get(key, {}):
            self._holders.get(document, set()).discard(key)

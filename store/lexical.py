"""The lexical index: tantivy, a cache that is brought up to the catalogue's generation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from store.filters import Filters
from store.lexical_folder import LexicalFolder
from store.lexical_terms import symbol_terms
from store.vectors import Candidate, as_number

if TYPE_CHECKING:
    import tantivy

# A symbol is one rare term: it outweighs the words around it.
_SYMBOL_BOOST = 3.0


class LexicalIndex(LexicalFolder):
    """BM25 over headings and texts, with symbols as terms of their own. Safe for threads."""

    def matching(self, text: str, k: int, filters: Filters) -> list[Candidate]:
        """The ``k`` passages with the highest BM25 score, best first. Any text is allowed."""
        import tantivy

        asked = self._query(text)
        if asked is None:
            return []
        conditions = [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(condition, 0.0))
            for condition in self._conditions(filters)
        ]
        if conditions:
            asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), *conditions])
        searcher = self.searcher()
        hits = searcher.search(asked, limit=k, count=False).hits
        ids = searcher.fast_field_values("id", [address for _, address in hits])
        return [
            Candidate(int(id_), float(score))
            for id_, (score, _) in zip(ids, hits, strict=True)
            if id_ is not None
        ]

    def words(self) -> Mapping[str, int]:
        """Every word as it is printed, and in about how many passages.

        Until its segments are merged, the index counts deleted passages too. A word that more
        passages have than were deleted is there for certain; the others are looked up.
        """
        import tantivy

        searcher = self.searcher()
        words: dict[str, int] = dict(searcher.terms_with_prefix("words", ""))
        everything = sum(count for _, count in searcher.terms_with_prefix("kind", ""))
        deleted = everything - searcher.num_docs
        if deleted <= 0:
            return words

        def lives(word: str) -> bool:
            query = tantivy.Query.term_query(self.schema, "words", word, index_option="basic")
            return bool(searcher.search(query, limit=1, count=False).hits)

        return {word: n for word, n in words.items() if n > deleted or lives(word)}

    def ids(self) -> set[int]:
        """Every passage id that the index holds."""
        import tantivy

        searcher = self.searcher()
        limit = max(searcher.num_docs, 1)
        hits = searcher.search(tantivy.Query.all_query(), limit=limit, count=False).hits
        values = searcher.fast_field_values("id", [address for _, address in hits])
        return {int(value) for value in values if value is not None}

    # Asking.

    def _query(self, text: str) -> tantivy.Query | None:
        """Words and symbols, any of which may match: never the query parser, which can refuse."""
        import tantivy

        parts = [
            tantivy.Query.term_query(self.schema, "text", term)
            for term in dict.fromkeys(self.analyse.analyze(text))
        ]
        for symbol in symbol_terms(text):
            exact = tantivy.Query.term_query(self.schema, "symbols", symbol)
            parts.append(tantivy.Query.boost_query(exact, _SYMBOL_BOOST))
        if not parts:
            return None
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def _conditions(self, filters: Filters) -> list[tantivy.Query]:
        import tantivy

        conditions = []
        if filters.documents:
            documents = sorted(filters.documents)
            conditions.append(tantivy.Query.term_set_query(self.schema, "document", documents))
        if filters.kinds:
            kinds = sorted(kind.value for kind in filters.kinds)
            conditions.append(tantivy.Query.term_set_query(self.schema, "kind", kinds))
        if filters.after or filters.before:
            conditions.append(
                tantivy.Query.range_query(
                    self.schema,
                    "date",
                    tantivy.FieldType.Integer,
                    as_number(filters.after.isoformat()) if filters.after else None,
                    as_number(filters.before.isoformat()) if filters.before else None,
                )
            )
        return conditions

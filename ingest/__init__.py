"""Ingest: from a source to a :class:`store.records.Document`, and into the library."""

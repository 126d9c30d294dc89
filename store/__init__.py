"""The library: what is held, and the vocabulary in which everything else speaks of it.

``records`` has the evidence types, ``symbols`` and ``dates`` the UN's own ways of naming a
document and a day, ``embedding`` the model that both corridors share, and ``library`` the façade
over the catalogue (SQL, the truth), the vectors (Chroma) and the lexical index (tantivy).
Nothing here imports ``ingest`` or ``app``.
"""

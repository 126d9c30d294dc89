"""Who cites what, how documents stand to others, and what gives them: over the whole library."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from store.database import Database
from store.manifest import Source, read_claims
from store.records import Relation, RelationKind
from store.schema import cites, is_live, relations, sources, versions
from store.visits import visit_of


@dataclass(frozen=True, slots=True)
class Related:
    """A held document (``by``, its id) and one relation of it to another."""

    by: str
    relation: Relation


def citations(catalogue: Database) -> list[tuple[str, str]]:
    """(symbol, citing document) for every symbol that a live, held document cites."""
    query = (
        sa.select(cites.c.symbol, versions.c.document)
        .join(versions, versions.c.id == cites.c.version)
        .where(is_live(), versions.c.held)
        .distinct()
        .order_by(cites.c.symbol, versions.c.document)
    )
    with catalogue.reading() as connection:
        return [(row.symbol, row.document) for row in connection.execute(query)]


def relations_to(catalogue: Database, symbol: str) -> list[Related]:
    """What live documents say of their relation to this symbol, besides citing it."""
    query = (
        sa.select(relations.c.relation, versions.c.document)
        .join(versions, versions.c.id == relations.c.version)
        .where(is_live(), relations.c.symbol == symbol)
        .distinct()
        .order_by(relations.c.relation, versions.c.document)
    )
    with catalogue.reading() as connection:
        return [
            Related(row.document, Relation(RelationKind(row.relation), symbol))
            for row in connection.execute(query)
        ]


def sources_of(catalogue: Database, document_id: str) -> list[str]:
    """The files and addresses that give a live document: those that speak for it, then the pages
    that gave the same one and fell silent.
    """
    silent = sa.select(sources).where(sources.c.visit.like('%"same_as"%')).order_by(sources.c.key)
    with catalogue.reading() as connection:
        claims = read_claims(connection, documents=[document_id])
        pages = [Source(**row._mapping) for row in connection.execute(silent)]
    held = any(claim.held for claim in claims)
    speaking = [claim.source for claim in claims if claim.held == held]
    visits = ((page.key, visit_of(page)) for page in pages)
    return speaking + [key for key, visit in visits if visit and visit.same_as in speaking]

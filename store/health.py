"""Health: the catalogue, Chroma and tantivy compared, and the files around them looked at.

Nothing is written, no model is loaded, and Chroma is opened in another process.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from store import collections, lock, originals
from store.catalogue import Catalogue
from store.database import fingerprint_json, format_mismatch, look_at
from store.embedding import Fingerprint
from store.errors import PenholderError
from store.lexical import LexicalIndex
from store.migrations import MIGRATIONS
from store.probing import Probe, probe
from store.schema import versions

REBUILD = "penholder rebuild"
REFRESH = "penholder refresh"

_ORIGINALS_READ = 200
_LITTLE_ROOM = 500_000_000  # bytes
_PROBE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``severity``: an *error* spoils answers, a *warning* does not (yet).

    ``remedy`` is what mends it, none where all is well.
    """

    name: str
    ok: bool
    detail: str
    remedy: str | None = None
    severity: str = "none"


@dataclass(frozen=True, slots=True)
class Health:
    """All checks. Healthy: none failed."""

    library: str
    checks: tuple[Check, ...]

    @property
    def healthy(self) -> bool:
        """Whether every check passed."""
        return all(check.ok for check in self.checks)


@dataclass(frozen=True, slots=True)
class Model:
    """The embedding model in use; its fingerprint where it is known without loading it."""

    name: str
    fingerprint: Fingerprint | None


def examine(
    library: Path, model: Model, *, chroma_url: str | None = None, seconds: float = _PROBE_SECONDS
) -> Health:
    """Looks at everything, as far as what is found lets it. Never raises for what is broken."""
    checks = [_catalogue(library)]
    if checks[0].ok:
        checks.append(_schema(library))
    if not all(check.ok for check in checks):
        return Health(str(library), (*checks, _disk(library)))
    catalogue = Catalogue.open(library / "catalogue.sqlite")
    try:
        checks += _of_indexes(library, catalogue, model, chroma_url, seconds)
        checks.append(_originals(library, catalogue))
        checks.append(_disk(library))
        writer = _writer(library)
        checks.append(writer)
        checks.append(_unfinished(catalogue, at_work="is writing" in writer.detail))
        checks.append(_old_collections(library, catalogue))
    finally:
        catalogue.close()
    return Health(str(library), tuple(checks))


def _of_indexes(
    library: Path, catalogue: Catalogue, model: Model, chroma_url: str | None, seconds: float
) -> list[Check]:
    facts = catalogue.facts()
    checks = [_model(facts, model), _cutting(facts)]
    if "fingerprint" in facts:
        live = catalogue.passage_count()
        found = probe(library, chroma_url, seconds=seconds)
        checks.append(_vectors(found, live, facts))
    return [*checks, _lexical(library, catalogue)]


def _good(name: str, detail: str) -> Check:
    return Check(name, True, detail)


def _error(name: str, detail: str, remedy: str) -> Check:
    return Check(name, False, detail, remedy, "error")


def _warning(name: str, detail: str, remedy: str) -> Check:
    return Check(name, False, detail, remedy, "warning")


def _catalogue(library: Path) -> Check:
    file = library / "catalogue.sqlite"
    if not file.is_file():
        return _error("catalogue", f"there is no library in {library}", REFRESH)
    try:
        problem = look_at(file, "PRAGMA quick_check(1)")
    except PenholderError as error:
        return _error("catalogue", error.what, _FROM_BACKUP)
    if problem != "ok":
        return _error("catalogue", f"the catalogue is damaged ({problem})", _FROM_BACKUP)
    return _good("catalogue", "the catalogue can be read and is sound")


_FROM_BACKUP = (
    "put a copy of catalogue.sqlite back and run penholder rebuild, or refresh into a new --library"
)


def _schema(library: Path) -> Check:
    file = library / "catalogue.sqlite"
    try:
        number = int(str(look_at(file, "SELECT COALESCE(MAX(number), 0) FROM migrations")))
    except PenholderError:
        number = 0
    if number == len(MIGRATIONS):
        return _good("schema", f"schema {number}, which this Penholder writes")
    if number > len(MIGRATIONS):
        return _error(
            "schema",
            f"schema {number} is of a later Penholder; this one knows {len(MIGRATIONS)}",
            "install the newer Penholder",
        )
    return _warning(
        "schema",
        f"schema {number} is of an earlier Penholder; it is now {len(MIGRATIONS)}",
        REBUILD,
    )


def _model(facts: Mapping[str, str], model: Model) -> Check:
    stored = facts.get("fingerprint")
    if stored is None:
        return _good("model", "nothing is indexed yet")
    name = json.loads(stored)["name"]
    known = model.fingerprint
    same = name == model.name if known is None else stored == fingerprint_json(known)
    if same:
        return _good("model", f"built with {name}, which is the model in use")
    return _error("model", f"built with {name}; the model in use is {model.name}", REBUILD)


def _cutting(facts: Mapping[str, str]) -> Check:
    reason = format_mismatch(facts)
    if reason is None:
        return _good("passages", "cut and put together as this Penholder does")
    return _error("passages", reason, REBUILD)


def _vectors(found: Probe, live: int, facts: Mapping[str, str]) -> Check:
    if found.error is not None:
        return _error("vectors", found.error, REBUILD)
    if found.fingerprint != facts["fingerprint"]:
        return _error(
            "vectors", "the vectors are of another model than the catalogue says", REBUILD
        )
    if found.missing or found.extra:
        return _error(
            "vectors",
            f"{found.missing} of {live} passages have no vector, {found.extra} vectors no passage",
            REBUILD,
        )
    if found.unfound:
        return _error(
            "vectors",
            f"{found.unfound} of {found.sampled} passages are not found by their own vector",
            REBUILD,
        )
    return _good(
        "vectors", f"{live} passages have theirs; {found.sampled} sampled ones find themselves"
    )


def _lexical(library: Path, catalogue: Catalogue) -> Check:
    state = LexicalIndex(library / "lexical", catalogue).state()
    live = catalogue.live_passage_ids()
    if state.generation is None:
        if not live:
            return _good("words", "nothing is indexed yet")
        return _error("words", "the word index is missing or damaged", REBUILD)
    generation = catalogue.generation
    if state.generation < generation:
        behind = f"at generation {state.generation} of {generation}: the next question catches up"
        return _good("words", behind)
    if state.ids != live:
        missing, extra = len(live - state.ids), len(state.ids - live)
        return _error(
            "words", f"{missing} of {len(live)} passages are missing, {extra} are too many", REBUILD
        )
    return _good("words", f"all {len(live)} passages are in the word index")


def _originals(library: Path, catalogue: Catalogue) -> Check:
    folder = library / "originals"
    with catalogue.reading() as connection:
        query = sa.select(versions.c.original_sha256).where(
            versions.c.original_sha256.is_not(None), versions.c.live_to.is_(None)
        )
        wanted = sorted(set(connection.execute(query).scalars()))
    missing = [sha for sha in wanted if not originals.path_of(folder, sha).is_file()]
    step = max(len(wanted) // _ORIGINALS_READ, 1)
    altered = [
        sha
        for sha in wanted[::step]
        if sha not in missing
        and hashlib.sha256(originals.path_of(folder, sha).read_bytes()).hexdigest() != sha
    ]
    if missing or altered:
        return _warning(
            "originals",
            f"of {len(wanted)} originals {len(missing)} are missing and {len(altered)} were "
            "altered; answers rest on the stored text and stay exact",
            "penholder refresh, naming their source files",
        )
    left = originals.orphans(folder, catalogue.referred_originals())
    also = f"; {len(left)} more that nothing needs go with the next rebuild" if left else ""
    return _good("originals", f"{len(wanted)} are there and unaltered{also}")


def _disk(library: Path) -> Check:
    there = next((p for p in (library, *library.parents) if p.is_dir()), Path("/"))
    free = shutil.disk_usage(there).free
    used = _size(library)
    # A rebuild keeps the old and the new side by side for a while.
    needed = max(_LITTLE_ROOM, used)
    detail = f"the library takes {_megabytes(used)}; {_megabytes(free)} are free"
    if free < needed:
        return _warning("disk", detail, f"free {_megabytes(needed - free)}")
    return _good("disk", detail)


def _writer(library: Path) -> Check:
    holder = lock.holder(library)
    if holder is None:
        return _good("writer", "nobody is writing")
    if lock.is_held(library):
        return _good("writer", f"{holder} is writing")
    return _warning(
        "writer", f"{holder} was ended before it was done; its lock is free again", REFRESH
    )


def _unfinished(catalogue: Catalogue, *, at_work: bool) -> Check:
    left = len(catalogue.unsettled_passage_ids())
    if at_work or not (left or collections.UNSETTLED in catalogue.facts()):
        return _good("unfinished", "nothing is left over from a writer that was ended")
    return _warning(
        "unfinished", f"a writer that was ended left {left} passages that nobody sees", REFRESH
    )


def _old_collections(library: Path, catalogue: Catalogue) -> Check:
    left = collections.others(library, collections.current_number(catalogue.facts()))
    if not left:
        return _good("old generations", "no earlier vectors take up room")
    size = sum(_size(folder) for folder in left)
    names = ", ".join(folder.name for folder in left)
    return _warning("old generations", f"{names} take {_megabytes(size)}", REBUILD)


def _size(folder: Path) -> int:
    total = 0
    for root, _, files in os.walk(folder):
        for name in files:
            try:
                total += (Path(root) / name).stat().st_size
            except OSError:
                continue  # it went away while we looked
    return total


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"

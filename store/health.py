"""Health: the catalogue, Chroma and tantivy compared, and the files around them looked at.

Nothing is written but the name of an original that was altered, which is set aside; no model is
loaded, and Chroma is opened in another process.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from store import collections, lock
from store.catalogue import Catalogue
from store.database import fingerprint_json, format_mismatch, look_at
from store.embedding import Fingerprint
from store.errors import PenholderError
from store.findings import FROM_BACKUP, REBUILD, REFRESH, Check, error, good, looked, warning
from store.health_files import (
    Sizes,
    disk_check,
    old_collections_check,
    originals_check,
    size_check,
    sizes_of,
    unfinished_check,
    writer_check,
)
from store.history import Run, runs
from store.lexical import LexicalIndex
from store.migrations import MIGRATIONS
from store.probing import Probe, probe

__all__ = ["Check", "Health", "Model", "Sizes", "examine"]

_PROBE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Health:
    """All checks. Healthy: none failed. ``sizes``: none where the library cannot be measured.

    ``generation`` is the one that answers, ``last_run`` the newest run that changed something or
    met a failure; none where there is no such run, or the catalogue cannot be read.
    """

    library: str
    checks: tuple[Check, ...]
    sizes: Sizes | None = None
    generation: int | None = None
    last_run: Run | None = None

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
    checks = [looked("catalogue", lambda: _catalogue(library))]
    if checks[0].ok:
        checks.append(looked("schema", lambda: _schema(library)))
    disk = looked("disk", lambda: disk_check(library))
    if not all(check.ok for check in checks):
        return Health(str(library), (*checks, disk))
    try:
        catalogue = Catalogue.open(library / "catalogue.sqlite")
    except PenholderError as reason:
        broken = error("catalogue", reason.what, reason.remedy.removeprefix("run "))
        return Health(str(library), (broken, disk))
    try:
        checks += _of_indexes(library, catalogue, model, chroma_url, seconds)
        looks: dict[str, Callable[[], Check]] = {
            "originals": lambda: originals_check(library, catalogue),
            "disk": lambda: disk,
            "writer": lambda: writer_check(library),
            "unfinished": lambda: unfinished_check(library, catalogue),
            "old generations": lambda: old_collections_check(library, catalogue),
        }
        checks += [looked(name, look) for name, look in looks.items()]
        sizes, size = _measured(library, catalogue)
        last, newest = _last_run(catalogue)
        generation = catalogue.generation if newest.ok else None
    finally:
        catalogue.close()
    return Health(str(library), (*checks, size, newest), sizes, generation, last)


def _last_run(catalogue: Catalogue) -> tuple[Run | None, Check]:
    found: list[Run] = []

    def look() -> Check:
        found.extend(runs(catalogue, 1))
        if not found:
            return good("last run", "nothing was changed and nothing failed yet")
        last = found[0]
        if last.finished is None:
            return good("last run", f"{last.command}, begun {last.started:%Y-%m-%d %H:%M} UTC")
        ended = f"{last.command}, ended {last.finished:%Y-%m-%d %H:%M} UTC"
        return good("last run", f"{ended}; {last.failed:,} sources failed")

    check = looked("last run", look)
    return (found[0] if found else None), check


def _measured(library: Path, catalogue: Catalogue) -> tuple[Sizes | None, Check]:
    sizes: list[Sizes] = []

    def measure() -> Check:
        sizes.append(sizes_of(library, catalogue))
        return size_check(sizes[0])

    check = looked("size", measure)
    return (sizes[0] if sizes else None), check


def _of_indexes(
    library: Path, catalogue: Catalogue, model: Model, chroma_url: str | None, seconds: float
) -> list[Check]:
    def vectors() -> Check:
        facts = catalogue.facts()
        if "fingerprint" not in facts:
            return good("vectors", "nothing is indexed yet")
        if collections.may_be_torn(facts, chroma_url) and not lock.is_held(library):
            return warning(
                "vectors",
                "a writer was ended while it wrote Chroma's files: the catalogue's own vectors "
                "answer until the next refresh makes them anew",
                REFRESH,
            )
        found = probe(library, chroma_url, seconds=seconds)
        return _vectors(found, catalogue.passage_count(), facts)

    return [
        looked("model", lambda: _model(catalogue.facts(), model)),
        looked("passages", lambda: _cutting(catalogue.facts())),
        looked("vectors", vectors),
        looked("words", lambda: _lexical(library, catalogue)),
    ]


def _catalogue(library: Path) -> Check:
    file = library / "catalogue.sqlite"
    if not file.is_file():
        return error("catalogue", f"there is no library in {library}", REFRESH)
    try:
        problem = look_at(file, "PRAGMA quick_check(1)")
    except PenholderError as reason:
        return error("catalogue", reason.what, FROM_BACKUP)
    if problem != "ok":
        return error("catalogue", f"the catalogue is damaged ({problem})", FROM_BACKUP)
    return good("catalogue", "the catalogue can be read and is sound")


def _schema(library: Path) -> Check:
    file = library / "catalogue.sqlite"
    try:
        number = int(str(look_at(file, "SELECT COALESCE(MAX(number), 0) FROM migrations")))
    except PenholderError:
        number = 0
    if number == len(MIGRATIONS):
        return good("schema", f"schema {number}, which this Penholder writes")
    if number > len(MIGRATIONS):
        return error(
            "schema",
            f"schema {number} is of a later Penholder; this one knows {len(MIGRATIONS)}",
            "install the newer Penholder",
        )
    return warning(
        "schema",
        f"schema {number} is of an earlier Penholder; it is now {len(MIGRATIONS)}",
        REBUILD,
    )


def _model(facts: Mapping[str, str], model: Model) -> Check:
    stored = facts.get("fingerprint")
    if stored is None:
        return good("model", "nothing is indexed yet")
    name = json.loads(stored)["name"]
    known = model.fingerprint
    same = name == model.name if known is None else stored == fingerprint_json(known)
    if same:
        return good("model", f"built with {name}, which is the model in use")
    return error("model", f"built with {name}; the model in use is {model.name}", REBUILD)


def _cutting(facts: Mapping[str, str]) -> Check:
    reason = format_mismatch(facts)
    if reason is None:
        return good("passages", "cut and put together as this Penholder does")
    return error("passages", reason, REBUILD)


def _vectors(found: Probe, live: int, facts: Mapping[str, str]) -> Check:
    if found.error is not None:
        return error("vectors", found.error, found.remedy)
    if found.fingerprint != facts["fingerprint"]:
        return error("vectors", "the vectors are of another model than the catalogue says", REBUILD)
    if found.missing or found.extra:
        return error(
            "vectors",
            f"{found.missing} of {live} passages have no vector, {found.extra} vectors no passage",
            REBUILD,
        )
    if found.unfound:
        return error(
            "vectors",
            f"{found.unfound} of {found.sampled} passages are not found by their own vector",
            REBUILD,
        )
    return good(
        "vectors", f"{live} passages have theirs; {found.sampled} sampled ones find themselves"
    )


def _lexical(library: Path, catalogue: Catalogue) -> Check:
    state = LexicalIndex(library / "lexical", catalogue).state()
    live = catalogue.live_passage_ids()
    if state.generation is None:
        if not live:
            return good("words", "nothing is indexed yet")
        return error("words", "the word index is missing or damaged", REBUILD)
    generation = catalogue.generation
    if state.generation < generation:
        behind = f"at generation {state.generation} of {generation}: the next question catches up"
        return good("words", behind)
    if state.ids != live:
        missing, extra = len(live - state.ids), len(state.ids - live)
        return error(
            "words", f"{missing} of {len(live)} passages are missing, {extra} are too many", REBUILD
        )
    return good("words", f"all {len(live)} passages are in the word index")

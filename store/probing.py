"""Looking into Chroma in a process of its own: ``python -m store.probing LIBRARY``.

A damaged segment can end the process that opens it, or keep it for ever. Prints one line that
begins with a mark and goes on with a JSON object; whatever else is printed does not count. A
server's address comes in the environment, since every account sees what a process is called with.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from store.embedding import Vectors
from store.errors import PenholderError
from store.filters import Filters
from store.library import Library

_SAMPLE = 64
_FETCHED = 2_000
_NEAREST = 10
_AS_GOOD_AS_EQUAL = 1e-4  # of a cosine
_MARK = "penholder-probe "
_URL = "PENHOLDER_CHROMA_URL"
_SAID = 200  # characters of a process's last words


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found, or why nothing was.

    ``missing`` live passages have no vector, ``extra`` vectors belong to none that is live, and
    ``unfound`` sampled passages are not the first that their own vectors find.
    """

    error: str | None
    remedy: str = "penholder rebuild"
    fingerprint: str | None = None
    vectors: int = 0
    missing: int = 0
    extra: int = 0
    sampled: int = 0
    unfound: int = 0


def probe(library: Path, chroma_url: str | None, *, seconds: float) -> Probe:
    """Looks in another process, for at most ``seconds``."""
    # -P: whatever is called store.py in the working folder is not this program.
    command = [sys.executable, "-P", "-m", "store.probing", str(library)]
    root = str(Path(__file__).parents[1])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    environment = os.environ | {"PYTHONPATH": path, "ANONYMIZED_TELEMETRY": "False"}
    environment.pop(_URL, None)
    if chroma_url:
        environment[_URL] = chroma_url
    try:
        done = subprocess.run(  # noqa: S603 - this very program
            command, capture_output=True, timeout=seconds, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return Probe(f"Chroma did not answer within {seconds:.0f} s")
    found = _told(done.stdout)
    if found is not None:
        return found
    how = f"signal {-done.returncode}" if done.returncode < 0 else f"code {done.returncode}"
    words = done.stderr.decode(errors="replace").strip().splitlines()
    last = f": {words[-1][:_SAID]}" if words else ""
    return Probe(f"the process that opened Chroma ended without an answer ({how}{last})")


def _told(output: bytes) -> Probe | None:
    """What the process said after its mark, whatever else was printed around it."""
    for line in reversed(output.decode(errors="replace").splitlines()):
        if line.startswith(_MARK):
            try:
                return Probe(**json.loads(line.removeprefix(_MARK)))
            except (ValueError, TypeError):
                return None  # it was ended while it spoke
    return None


def look(library: Path, chroma_url: str | None) -> Probe:
    """Looks in this process. What cannot be used is said, never raised."""
    try:
        return _look(library, chroma_url)
    except PenholderError as error:
        return Probe(error.what, error.remedy.removeprefix("run "))


def _look(library: Path, chroma_url: str | None) -> Probe:
    with Library.open(library, None, chroma_url=chroma_url) as held:
        live = held.catalogue.live_passage_ids()
        # Of what was staged or retired, the next writer clears away vectors with their rows.
        known = live | held.catalogue.unsettled_passage_ids()
        there = held.vectors.ids()
        fingerprint = held.vectors.fingerprint()
        sample = _spread(sorted(live & there), _FETCHED)
        vectors = held.vectors.fetch(sample)
        asked = _spread(sorted(vectors), _SAMPLE)
        unfound = sum(not _finds_itself(held, id_, vectors) for id_ in asked)
    return Probe(
        error=None,
        fingerprint=fingerprint,
        vectors=len(there),
        missing=len(live - there) + len(sample) - len(vectors),
        extra=len(there - known),
        sampled=len(asked),
        unfound=unfound,
    )


def _finds_itself(held: Library, id_: int, vectors: Mapping[int, Vectors]) -> bool:
    generation = held.generation
    found = held.vectors.nearest(vectors[id_], _NEAREST, Filters(), generation=generation)
    if not found or found[0].score < 1.0 - _AS_GOOD_AS_EQUAL:
        return False
    # Equal passages have equal vectors, and any of them may come first.
    best = [c.passage_id for c in found if c.score >= found[0].score - _AS_GOOD_AS_EQUAL]
    return id_ in best or len(best) == _NEAREST


def _spread(items: Sequence[int], size: int) -> list[int]:
    """At most ``size`` of the items, evenly from first to last."""
    if len(items) <= size:
        return list(items)
    return [items[index * len(items) // size] for index in range(size)]


if __name__ == "__main__":
    # On a line of its own, even where something printed half a line before.
    print(f"\n{_MARK}{json.dumps(asdict(look(Path(sys.argv[1]), os.environ.get(_URL))))}")

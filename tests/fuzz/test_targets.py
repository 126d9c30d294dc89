"""The targets of fuzzing hold on the inputs that fuzzing starts from, and on some that are changed.

``make fuzz`` goes on from here, for as long as it is told.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

for _name in ("ingest", "app"):
    _folder = str(Path(__file__).parents[1] / _name)
    if _folder not in sys.path:  # where the makers of files lie
        sys.path.append(_folder)

from seeds import seeds  # noqa: E402
from targets import TARGETS, run  # noqa: E402

SEEDS = seeds()


def test_every_target_has_something_to_start_from() -> None:
    assert SEEDS.keys() == TARGETS.keys()
    assert all(SEEDS.values())


@pytest.mark.parametrize("name", TARGETS)
def test_most_of_what_fuzzing_starts_from_is_taken(name: str) -> None:
    taken = [run(name, seed) for seed in SEEDS[name]]
    assert taken[0]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("name", TARGETS)
def test_what_is_changed_in_it_is_taken_or_named(name: str, data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(SEEDS[name]))
    at = data.draw(st.integers(0, len(seed)))
    until = data.draw(st.integers(at, min(len(seed), at + 40)))
    junk = data.draw(st.binary(max_size=60))
    run(name, seed[:at] + junk + seed[until:])


FOUND = [
    # A link of a table that urlsplit refuses: ValueError instead of no symbol.
    ("meetings", b"year,record,date,press_release,topic,outcome,links\n2019,,,,,,http://[\n"),
    ("symbols", b"http://["),
    # Memory that grows with the square of a dotted key, and two errors of the parser's own.
    ("sidecar", b"a" + b".a" * 30_000 + b" = 1"),
    ("sidecar", b"a = " + b"[" * 50_000),
    ("cards", b"a = " + b"1" * 50_000),
    # Columns with spaces around their names: KeyError.
    ("meetings", b"year, record, date, press_release, topic, outcome\n2019,S/PV.1,,,,\n"),
    ("history", b"[" * 100_000),
    ("conversation", b"[" * 100_000),
    ("feed", b"<rss><channel><item>" + b"<a>" * 20_000),
]


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_was_found_stays_mended(name: str, data: bytes) -> None:
    run(name, data)

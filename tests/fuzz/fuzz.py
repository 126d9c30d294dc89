"""Fuzzes one target: ``python tests/fuzz/fuzz.py TARGET SECONDS [FOLDER]``; see ``make fuzz``.

``targets`` in place of a target lists them.

The folder keeps what was found to reach new code, and an input that broke something, so that the
next run goes on from there. Ends with another code than 0 where the target crashed, hung for ten
seconds, or took a gigabyte.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Where the tests' own makers of files lie.
sys.path[:0] = [str(ROOT), *(str(ROOT / "tests" / name) for name in ("", "ingest", "app", "fuzz"))]

# Written in Python, so that what they do with an input can be followed too.
_FOREIGN = ("docx", "feedparser", "protego", "tomllib", "zipfile")
_LONGEST = 100_000
_HANGS_AFTER = 10
_MEGABYTES = 1_024


def main(name: str, seconds: str, folder: str) -> None:
    """Does not come back: the fuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["app", "ingest", "store", *_FOREIGN]):
        for package in _FOREIGN:
            import_module(package)
        from targets import TARGETS, run

    from seeds import seeds

    kept = Path(folder) / name
    kept.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()[name]):
        (kept / f"seed-{number}{TARGETS[name].suffix}").write_bytes(seed)
    options = [
        f"-max_total_time={int(seconds)}",
        f"-max_len={_LONGEST}",
        f"-timeout={_HANGS_AFTER}",
        f"-rss_limit_mb={_MEGABYTES}",
        f"-artifact_prefix={folder}/{name}-",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(kept)], lambda data: run(name, data) and None)
    atheris.Fuzz()


def _names() -> None:
    """Prints the targets, one a line."""
    from targets import TARGETS

    print("\n".join(TARGETS))


if __name__ == "__main__":
    if sys.argv[1] == "targets":
        _names()
        sys.exit()
    main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "build/fuzz")

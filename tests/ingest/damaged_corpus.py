"""Reads damaged files made from the documents of a folder: ``damaged_corpus.py FOLDER``.

Each batch is read in a process of its own, so that a crash or a hang is one finding. Prints, for
each format, how many were read and how many were named, and the most that one took of time and
memory. Ends with 1 where anything crashed, hung, took too much, or raised what no parser is to
raise.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), *(str(ROOT / "tests" / name) for name in ("", "ingest"))]

from damage import bombs, damaged  # noqa: E402 - the folders of the tests first

SECONDS = 30.0
OCR_SECONDS = 40.0
"""More for a PDF, of which a page may be one that only OCR reads."""
MEGABYTES = 1_024
_PATIENCE = 240.0  # seconds of the clock for one file, on a machine that does other things too
_BATCH = 20
_PARTS = (".pdf", ".html", ".docx", ".txt", ".csv", ".md", ".toml")
_WORDS = "The harbour was closed at noon because the wind had turned."


@dataclass
class Figures:
    """What became of the files of one format."""

    read: int = 0
    named: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0
    faults: list[str] = field(default_factory=list)


def main() -> int:
    """Makes the files, reads them, prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-bombs", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        return _read_batch()
    with tempfile.TemporaryDirectory() as place:
        made = list(_made(given.folder, Path(place), given.files, random.Random(given.seed)))
        made += [] if given.no_bombs else list(_bombs(Path(place)))
        figures = _read_all(made)
    return _told(figures, len(made))


def _made(folder: Path, place: Path, count: int, chance: random.Random) -> Iterator[Path]:
    """Damaged files: as many of each format as there are formats to share them."""
    of_format: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _PARTS and path.stat().st_size < 5_000_000:
            of_format[path.suffix].append(path)
    share = -(-count // max(len(of_format), 1))
    number = 0
    for paths in of_format.values():
        chosen = chance.sample(paths, min(len(paths), share))
        each = -(-share // len(chosen))
        for path in chosen:
            for name, data in damaged(path.name, path.read_bytes(), chance, each):
                number += 1
                written = place / f"{number:05}-{path.suffix[1:]}"
                written.mkdir()
                (written / name[-200:].replace("/", "_")).write_bytes(data)
                yield next(written.iterdir())


def _bombs(place: Path) -> Iterator[Path]:
    for name, data in bombs(_WORDS).items():
        written = place / f"bomb-{name.rpartition('.')[2]}-{name}"
        written.mkdir()
        (written / name).write_bytes(data)
        yield written / name


def _read_all(made: list[Path]) -> dict[str, Figures]:
    figures: dict[str, Figures] = defaultdict(Figures)
    waiting = list(made)
    while waiting:
        done = _run(waiting[:_BATCH], figures)
        waiting = waiting[done:]
    return figures


def _format(path: Path) -> str:
    return path.parent.name.split("-")[1]


def _run(batch: list[Path], figures: dict[str, Figures]) -> int:
    """Reads files in another process; how many it got through, the one that ended it among them."""
    command = [sys.executable, __file__, "unused", "--one"]
    listed = "\n".join(json.dumps(str(path)) for path in batch)
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, text=True)
        try:
            process.communicate(listed, timeout=_PATIENCE * len(batch))
            ended = f"ended with {process.returncode}" if process.returncode else ""
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            ended = "hung"
        out.seek(0)
        lines = [json.loads(line) for line in out if line.endswith("\n")]
    for path, line in zip(batch, lines, strict=False):
        _count(figures[_format(path)], path, line)
    if ended and len(lines) < len(batch):
        figures[_format(batch[len(lines)])].faults.append(f"{batch[len(lines)].name}: {ended}")
        return len(lines) + 1
    return len(lines) or len(batch)


def _count(found: Figures, path: Path, line: dict[str, object]) -> None:
    found.read += line["outcome"] == "read"
    found.named += line["outcome"] == "named"
    seconds, megabytes = float(str(line["seconds"])), float(str(line["megabytes"]))
    found.seconds = max(found.seconds, seconds)
    found.megabytes = max(found.megabytes, megabytes)
    if line["outcome"] == "fault":
        found.faults.append(f"{path.name}: {line['said']}")
    longest = SECONDS + OCR_SECONDS if _format(path) == "pdf" else SECONDS
    if seconds > longest:
        found.faults.append(f"{path.name}: took {seconds:.1f} s")
    if megabytes > MEGABYTES:
        found.faults.append(f"{path.name}: took {megabytes:.0f} MB")


def _read_batch() -> int:
    """Reads the files that the standard input names, and says of each what became of it."""
    from ingest.reading import read_source
    from store import rows
    from store.embedding import HashEmbedder
    from store.errors import PenholderError

    embedder = HashEmbedder()
    for line in sys.stdin:
        path = Path(json.loads(line))
        begun, said = time.process_time() + _children(), ""
        _forget_peak()
        try:
            found = read_source(
                path.read_bytes(), name=path.name, source=str(path), sidecar=None, embedder=embedder
            )
            for document in found:
                rows.check(document)
            outcome = "read"
        except PenholderError as error:
            outcome, said = "named", str(error)
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            outcome, said = "fault", f"{type(error).__name__}: {error}"
        took = time.process_time() + _children() - begun
        told = {"outcome": outcome, "said": said[:300], "seconds": took, "megabytes": _peak()}
        print(json.dumps(told), flush=True)
    return 0


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """Megabytes that this process and the largest that it started had at most."""
    status = Path("/proc/self/status").read_text()
    own = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    apart = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(own.split()[1]), apart) / 1_024


def _told(figures: dict[str, Figures], count: int) -> int:
    print(f"{'format':8} {'files':>6} {'read':>6} {'named':>6} {'most s':>8} {'most MB':>8}")
    for name, found in sorted(figures.items()):
        files = found.read + found.named
        print(
            f"{name:8} {files:6} {found.read:6} {found.named:6} "
            f"{found.seconds:8.1f} {found.megabytes:8.0f}"
        )
    faults = [fault for found in figures.values() for fault in found.faults]
    hangs = sum("hung" in fault or fault[-2:] == " s" for fault in faults)
    print(f"{count} files: {len(faults) - hangs} crashes, {hangs} hangs")
    for fault in faults:
        print(f"  {fault!r}")
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())

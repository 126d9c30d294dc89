"""What a library takes on disk, by part."""

from __future__ import annotations

from pathlib import Path

from app.benchmark.figures import Part

PARTS = {"vectors": "chroma*", "catalogue": "catalogue.sqlite*", "words": "lexical*"}
"""The names of the parts, and their files and folders; originals are what else there is."""


def parts(library: Path) -> tuple[Part, ...]:
    """The bytes of each part."""
    sizes = {name: sum(_bytes(p) for p in library.glob(shape)) for name, shape in PARTS.items()}
    rest = _bytes(library) - sum(sizes.values())
    return tuple(Part(name=name, bytes=size) for name, size in {**sizes, "originals": rest}.items())


def _bytes(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())

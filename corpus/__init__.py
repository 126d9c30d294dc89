"""What ships with Penholder: the brief, the catalogue of related documents, the glossary."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def corpus_path() -> Path:
    """The folder of the shipped corpus, in a checkout as in an installed wheel."""
    return Path(str(files(__name__)))

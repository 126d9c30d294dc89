"""What machine this is, as far as it tells."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from app.benchmark.figures import Machine

_PACKAGES = ("torch", "sentence-transformers", "chromadb", "tantivy")


def machine(arithmetic: str) -> Machine:
    """Its processor, memory and the releases that do most of the work."""
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_bytes=_memory(),
        arithmetic=arithmetic,
        python=platform.python_version(),
        packages=tuple(f"{name} {version(name)}" for name in _PACKAGES),
    )


def load() -> float:
    """How many processes wanted to run, on average, in the last minute; 0 where it is not told."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0

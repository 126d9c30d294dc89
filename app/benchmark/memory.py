"""How much memory this process holds, and held at most."""

from __future__ import annotations

import re
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def resident_bytes() -> int:
    """What is resident now; where the system does not tell, the most that was."""
    return _of_status("VmRSS") or _greatest()


def peak_bytes() -> int:
    """The most that was resident since this program began.

    Linux's ``ru_maxrss`` counts what its parent held as well, so its own file is asked first.
    """
    return _of_status("VmHWM") or _greatest()


def _of_status(field: str) -> int | None:
    if not _STATUS.exists():
        return None
    found = re.search(rf"^{field}:\s*(\d+) kB$", _STATUS.read_text(encoding="ascii"), re.MULTILINE)
    return int(found[1]) * 1024 if found else None


def _greatest() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

"""Serves the real page over the fake engine: ``python serve_fake.py LIBRARY PORT [SECONDS]``."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

sys.path[:0] = [str(Path(__file__).parents[1] / "app"), str(Path(__file__).parents[2])]

from fake_chat import FakeEngine  # noqa: E402

from app.ui import launcher, state  # noqa: E402

library, port, *seconds = sys.argv[1:]
engine = FakeEngine(seconds=float(seconds[0]) if seconds else 0.0)
state.open_engine = lambda _settings: engine
launcher.run_chat(SimpleNamespace(library=Path(library)), int(port), headless=True)

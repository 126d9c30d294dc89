"""Serves the real page over the fake engine: ``serve_fake.py LIBRARY PORT [READING [WRITING]]``.

The last two are seconds: for each answer to be read, and for each statement to be written. With
FAKE_LIBRARY=empty in the environment, the library holds nothing.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "app"), str(TESTS), str(TESTS.parent)]

from fake_chat import BRIEF, BROKEN, WRITER, FakeEngine  # noqa: E402
from pdf_files import column, pdf  # noqa: E402

from app.settings import load_settings  # noqa: E402
from app.ui import launcher, state  # noqa: E402

library, port, *seconds = sys.argv[1:]
reading, writing = [*map(float, seconds), 0.0, 0.0][:2]
engine = FakeEngine(seconds=reading, step=partial(time.sleep, writing))
if os.environ.get("FAKE_LIBRARY") == "empty":
    engine.library.held.clear()
# The brief as it was published: two pages, the second from its list on.
first, second = BRIEF.text.split("\n\n•", 1)
original = Path(library).parent / "brief.pdf"
original.write_bytes(pdf([column(first, characters=72), column(second, characters=72)]))
engine.library.originals[BRIEF.id] = original
state.open_engine = lambda _settings: engine
state.models = lambda: (WRITER, BROKEN)
launcher.run_chat(load_settings(library=Path(library)), int(port), headless=True)

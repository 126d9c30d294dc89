from __future__ import annotations

from dataclasses import replace

import pytest
from bench_parts import small_plan

from app.benchmark.figures import Figures
from app.benchmark.measuring import measure


@pytest.fixture(scope="package")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """A whole run over a few generated documents."""
    plan = small_plan(tmp_path_factory.mktemp("measured"))
    return measure(replace(plan, large=40))

"""What axe-core finds on a page that lies open, in light and dark, wide and narrow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SCHEMES = ("light", "dark")
WIDTHS = (1280, 390)
GRAVE = ("serious", "critical")


@dataclass(frozen=True)
class Known:
    """What Streamlit's own markup has, and nothing here can mend: one rule at one place."""

    rule: str
    place: str  # part of the selector that axe gives
    reason: str


@dataclass(frozen=True, order=True)
class Finding:
    """One element that a rule of axe-core faults."""

    rule: str
    impact: str
    place: str
    markup: str
    why: str


def look(page: Any) -> set[Finding]:
    """Everything that axe-core faults on the page as it is."""
    page.evaluate(_script())
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return {
        Finding(
            violation["id"],
            violation["impact"],
            " ".join(_flat(node["target"])),
            node["html"][:160],
            " ".join(node["failureSummary"].split())[:300],
        )
        for violation in found["violations"]
        for node in violation["nodes"]
    }


def grave(page: Any, known: tuple[Known, ...]) -> dict[str, list[Finding]]:
    """The serious and critical findings, in every scheme and width in which there are any."""
    found: dict[str, list[Finding]] = {}
    for scheme in SCHEMES:
        for width in WIDTHS:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_function(
                """(scheme) => getComputedStyle(document.querySelector('.stApp')).colorScheme
                    === scheme && !document.querySelector('[data-stale="true"]')""",
                arg=scheme,
            )
            left = sorted(
                finding
                for finding in look(page)
                if finding.impact in GRAVE
                and not any(
                    one.rule == finding.rule and one.place in finding.place for one in known
                )
            )
            if left:
                found[f"{scheme}, {width} px"] = left
    return found


@cache
def _script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def _flat(target: Any) -> list[str]:
    """A selector; axe gives a list of them where it went into a shadow root."""
    return [target] if isinstance(target, str) else [part for one in target for part in _flat(one)]

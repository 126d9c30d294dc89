"""The few pieces that the charts of ``docs/`` are drawn with, as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

INK, FAINT, PAPER = "#1a1a1a", "#c9c9c9", "#ffffff"
COLOURS = ("#2b6cb0", "#e3b04b", "#b03a2e")
"""Told apart by lightness too, for those who do not tell the colours apart."""


def image(title: str, width: float, height: float, parts: Iterable[str]) -> str:
    """A whole image with its title, on paper."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'font-family="system-ui, sans-serif" font-size="12" fill="{INK}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>',
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    """A straight line."""
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"/>'


def path(points: Sequence[tuple[float, float]], colour: str, width: float) -> str:
    """A line through points, in order."""
    through = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{through}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def dot(x: float, y: float, colour: str, radius: float = 3.5) -> str:
    """A point that was measured."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}"/>'


def box(x: float, y: float, width: float, height: float, colour: str) -> str:
    """A filled rectangle."""
    size = f'width="{width:.1f}" height="{height:g}"'
    return f'<rect x="{x:.1f}" y="{y:g}" {size} fill="{colour}"/>'


def text(
    x: float, y: float, words: str, *, bold: bool = False, end: bool = False, middle: bool = False
) -> str:
    """Words that begin at ``x``, or end there, or have their middle there."""
    anchor = "end" if end else "middle" if middle else "start"
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:g}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'

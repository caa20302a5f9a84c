"""Small plots as inline SVG: lines and bars over 0..1 axes, readable without script. Pure: points in, markup out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP, _RIGHT = 340, 220, 44, 34, 12, 20


def _x(share: float) -> float:
    return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(share: float) -> float:
    return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _BOTTOM - _TOP), 1)


def frame(title: str, x_name: str, x_marks: Sequence[tuple[float, str]], y_marks: Sequence[tuple[float, str]], body: str) -> str:
    """A plot with its axes: marks are (place in 0..1, label); `body` is markup made by the functions below."""
    lines = [
        f'<line class="grid" x1="{_x(0)}" x2="{_x(1)}" y1="{_y(at)}" y2="{_y(at)}"/>'
        f'<text x="{_LEFT - 6}" y="{_y(at) + 4}" text-anchor="end">{escape(label)}</text>'
        for at, label in y_marks
    ]
    lines += [
        f'<text x="{_x(at)}" y="{_HEIGHT - _BOTTOM + 15}" text-anchor="middle">{escape(label)}</text>' for at, label in x_marks
    ]
    axis = f'<text x="{_x(0.5)}" y="{_HEIGHT - 4}" text-anchor="middle">{escape(x_name)}</text>'
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(title, quote=True)}">{"".join(lines)}{axis}{body}</svg></figure>'
    )


def line(points: Sequence[tuple[float, float]], css_class: str = "line") -> str:
    """A polyline through points in 0..1."""
    return f'<polyline class="{css_class}" points="{" ".join(f"{_x(x)},{_y(y)}" for x, y in points)}"/>'


def dots(points: Sequence[tuple[float, float, float]]) -> str:
    """Dots at (x, y) in 0..1 with a radius of 2 to 8 by their weight in 0..1."""
    return "".join(f'<circle class="dot" cx="{_x(x)}" cy="{_y(y)}" r="{2 + 6 * weight:.1f}"/>' for x, y, weight in points)


def bars(shares: Sequence[float]) -> str:
    """Bars of equal width from left to right, heights in 0..1."""
    width = 1 / max(len(shares), 1)
    return "".join(
        f'<rect class="bar" x="{_x(i * width + width * 0.1)}" y="{_y(share)}" width="{_x(width * 0.8) - _x(0):.1f}" '
        f'height="{_y(0) - _y(share):.1f}"/>'
        for i, share in enumerate(shares)
    )

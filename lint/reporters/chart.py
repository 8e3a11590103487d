"""Bar charts as SVG, drawn with text so that they can be read aloud, searched and copied."""

from __future__ import annotations

from collections.abc import Sequence

from lint.reporters.markup import attributes, escaped

_ROW = 22
_LABEL = 190
_LENGTH = 260
_LONGEST = 24
"""Letters of a label before it is cut."""


def bars(title: str, values: Sequence[tuple[str, int]]) -> str:
    """Draw one bar a value, in the order given; ``title`` is what a screen reader calls the chart."""
    most = max((value for _, value in values), default=1)
    height = _ROW * len(values)
    size = attributes(viewBox=f"0 0 {_LABEL + _LENGTH + 60} {height}", width=_LABEL + _LENGTH + 60, height=height)
    rows = "".join(_bar(place, label, value, most) for place, (label, value) in enumerate(values))
    return f'<svg{size} role="img"{attributes(**{"aria-label": title})}>\n{rows}</svg>\n'


def _bar(place: int, label: str, value: int, most: int) -> str:
    top, base = place * _ROW, place * _ROW + 15
    length = max(2, round(_LENGTH * value / most))
    shown = label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"
    return (
        f"<g><title>{escaped(label)}: {value:,}</title>"
        f'<text x="{_LABEL - 8}" y="{base}" text-anchor="end">{escaped(shown)}</text>'
        f'<rect x="{_LABEL}" y="{top + 3}" width="{length}" height="{_ROW - 7}" rx="2"/>'
        f'<text x="{_LABEL + length + 6}" y="{base}">{value:,}</text></g>\n'
    )

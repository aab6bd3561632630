"""Lays a chart out in a rectangle: margins, axes, names and figures, for both renderers.

Holds `arrange`. The SVG writer serialises what it returns and the screen paints it, so that the two
cannot show different things. Title, subtitle and foot are not here: each renderer sets them as text.
"""

from __future__ import annotations

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.plan import HORIZONTAL, key_range, value_range
from stewardship_desktop.domain.chart.primitives import Drawing, Frame, View
from stewardship_desktop.domain.chart.sideways import sideways
from stewardship_desktop.domain.chart.spec import ChartSpec
from stewardship_desktop.domain.chart.text import clean
from stewardship_desktop.domain.chart.upright import upright

LEAST_WIDTH = 200.0


def arrange(
    spec: ChartSpec,
    width: float,
    height: float,
    *,
    lettering: Lettering | None = None,
    view: View | None = None,
    grow: bool = True,
) -> Drawing:
    """The plot of `spec` in `width` by `height` pixels, its origin at the top left.

    With `grow` the drawing gets higher than asked where rows or labels would otherwise overlap;
    without it (a screen that can zoom) row labels are thinned instead.
    """
    letters = lettering or Lettering()
    width = max(width, LEAST_WIDTH)
    if spec.is_empty:
        return _empty(spec, width, height, letters)
    seen = view or full_view(spec)
    if spec.kind in HORIZONTAL:
        return sideways(spec, width, height, letters, seen, grow)
    return upright(spec, width, height, letters, seen, grow)


def full_view(spec: ChartSpec) -> View:
    return View(key_range(spec), value_range(spec))


def _empty(spec: ChartSpec, width: float, height: float, letters: Lettering) -> Drawing:
    lines = letters.wrap(clean(spec.empty_text), width - 32)
    height = max(height, len(lines) * letters.line + 32)
    frame = Frame(0.0, 0.0, width, height, (0.0, 1.0), (0.0, 1.0), False)
    words = letters.stacked(lines, width / 2, height / 2, "empty", "middle", "muted")
    return Drawing(frame, width, height, (), tuple(words))

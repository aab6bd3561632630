"""Lays a chart out in a rectangle: margins, axes, names and figures, for both renderers.

Holds `arrange`. The SVG writer serialises what it returns and the screen paints it, so that the two
cannot show different things. Title, subtitle and foot are not here: each renderer sets them as text.
"""

from __future__ import annotations

from stewardship_desktop.domain.chart.areas import FunnelSpec, IntervalsSpec
from stewardship_desktop.domain.chart.balance import balance
from stewardship_desktop.domain.chart.dots import dots
from stewardship_desktop.domain.chart.frontier import frontier
from stewardship_desktop.domain.chart.funnel import funnel
from stewardship_desktop.domain.chart.intervals import intervals
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.picture import (
    BalanceSpec,
    Chart,
    DotsSpec,
    FrontierSpec,
    PictureSpec,
    RangesSpec,
    RectanglesSpec,
    TrianglesSpec,
)
from stewardship_desktop.domain.chart.plan import HORIZONTAL, key_range, value_range
from stewardship_desktop.domain.chart.primitives import Drawing, Frame, View
from stewardship_desktop.domain.chart.ranges import ranges
from stewardship_desktop.domain.chart.rectangles import rectangles
from stewardship_desktop.domain.chart.sideways import sideways
from stewardship_desktop.domain.chart.spec import ChartSpec
from stewardship_desktop.domain.chart.text import clean
from stewardship_desktop.domain.chart.triangles import triangles
from stewardship_desktop.domain.chart.upright import upright

LEAST_WIDTH = 200.0


def arrange(
    spec: Chart,
    width: float,
    height: float,
    *,
    lettering: Lettering | None = None,
    view: View | None = None,
    grow: bool = True,
) -> Drawing:
    """The plot of `spec` in `width` by `height` pixels, its origin at the top left.

    With `grow` the drawing gets higher than asked where rows or labels would otherwise overlap;
    without it (a screen that can zoom) row labels are thinned instead. A picture has no zoom: `view`
    says nothing to it.
    """
    letters = lettering or Lettering()
    width = max(width, LEAST_WIDTH)
    if spec.is_empty:
        return _empty(spec, width, height, letters)
    if isinstance(spec, PictureSpec):
        return _picture(spec, width, height, letters, grow)
    seen = view or full_view(spec)
    if spec.kind in HORIZONTAL:
        return sideways(spec, width, height, letters, seen, grow)
    return upright(spec, width, height, letters, seen, grow)


def full_view(spec: ChartSpec) -> View:
    return View(key_range(spec), value_range(spec))


def _picture(spec: PictureSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    if isinstance(spec, RectanglesSpec):
        return rectangles(spec, width, height, letters, grow)
    if isinstance(spec, TrianglesSpec):
        return triangles(spec, width, height, letters, grow)
    if isinstance(spec, FrontierSpec):
        return frontier(spec, width, height, letters, grow)
    if isinstance(spec, DotsSpec):
        return dots(spec, width, height, letters, grow)
    if isinstance(spec, RangesSpec):
        return ranges(spec, width, height, letters, grow)
    if isinstance(spec, IntervalsSpec):
        return intervals(spec, width, height, letters, grow)
    if isinstance(spec, FunnelSpec):
        return funnel(spec, width, height, letters, grow)
    assert isinstance(spec, BalanceSpec)
    return balance(spec, width, height, letters, grow)


def _empty(spec: Chart, width: float, height: float, letters: Lettering) -> Drawing:
    lines = letters.wrap(clean(spec.empty_text), width - 32)
    height = max(height, len(lines) * letters.line + 32)
    frame = Frame(0.0, 0.0, width, height, (0.0, 1.0), (0.0, 1.0), False)
    words = letters.stacked(lines, width / 2, height / 2, "empty", "middle", "muted")
    return Drawing(frame, width, height, (), tuple(words))

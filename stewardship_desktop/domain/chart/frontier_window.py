"""The part of cost and gain that a frontier shows, and what of a line lies in it.

Amounts that are lengths start from nought. A frontier shows places: where all of them lie far from nought
the axes begin near them and say so, or the curve would be a smudge. It draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stewardship_desktop.domain.chart.picture import FrontierSpec, Place
from stewardship_desktop.domain.chart.primitives import XY, Frame
from stewardship_desktop.domain.chart.scale import nice_range

RAISED = 0.3
"""An axis begins above nought where the least of its places is more than this share of the largest."""
ROOM = 0.14
"""What is kept free at the other ends of a raised axis, as a share of the places' span."""


@dataclass(frozen=True, kw_only=True)
class Window:
    """From and to of costs (pounds a year) and of gains."""

    costs: tuple[float, float]
    gains: tuple[float, float]

    def holds(self, one: Place) -> bool:
        """Whether a place lies in it."""
        (left, right), (low, high) = self.costs, self.gains
        return left <= float(one.cost) <= right and low <= float(one.gain) <= high


def window(spec: FrontierSpec, reached: Sequence[Place], under: float) -> Window:
    """Around the efficient points, today, the scenarios and `reached`, the ends of the arrows.

    `under` is what is kept free under the least gain on a raised axis, as a share of the gains' span:
    the words of today and of its arrow stand there.
    Steps of the order widen it only where it begins at nought, and a budget never does: it moves.
    """
    places: list[Place] = [*spec.points, *spec.scenarios, *reached]
    if spec.current is not None:
        places.append(spec.current)
    costs = _span([float(one.cost) for one in places], [float(one.cost) for one in spec.steps], 6, ROOM)
    gains = _span([float(one.gain) for one in places], [float(one.gain) for one in spec.steps], 5, under)
    return Window(costs=costs, gains=gains)


def _span(held: Sequence[float], more: Iterable[float], count: int, under: float) -> tuple[float, float]:
    low, high = min(held), max(held)
    if low > RAISED * high > 0:
        span = max(high - low, high * 0.05)
        # Rounded to finer ends than ticks have: the curve is to fill the picture.
        return nice_range(max(low - span * under, 0.0), high + span * ROOM, count * 2)
    every = (0.0, low, high, *more)
    return nice_range(min(every), max(every), count)


def clipped(start: XY, end: XY, frame: Frame) -> tuple[XY, XY] | None:
    """The part of a stroke that lies in the frame; None where none does (Liang and Barsky 1984)."""
    (x, y), across, down = start, end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-across, x - frame.left), (across, frame.right - x), (-down, y - frame.top), (down, frame.bottom - y)
    ):  # fmt: skip
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first > last:
        return None
    return (x + across * first, y + down * first), (x + across * last, y + down * last)


def at_of(one: Place, frame: Frame) -> XY:
    """A place in pixels, which may lie outside the frame."""
    return frame.at(float(one.cost), float(one.gain))


def is_in(one: Place, frame: Frame) -> bool:
    """Whether a place lies in the frame, or within a hair of its edge."""
    x, y = at_of(one, frame)
    return frame.left - 0.5 <= x <= frame.right + 0.5 and frame.top - 0.5 <= y <= frame.bottom + 0.5

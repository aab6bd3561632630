"""Lays rectangles out: width people, height benefit, area gain, end to end from left to right."""

from __future__ import annotations

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.number import PLAIN, one_decimal
from stewardship_desktop.domain.chart.picture import Block, RectanglesSpec
from stewardship_desktop.domain.chart.picture_reading import figures_of
from stewardship_desktop.domain.chart.placing import Ground
from stewardship_desktop.domain.chart.plane import Axis, Plane, notes_below, plane
from stewardship_desktop.domain.chart.primitives import Drawing, Primitive, Rect, Target, Text
from stewardship_desktop.domain.chart.scale import nice_range
from stewardship_desktop.domain.chart.shapes import patterned
from stewardship_desktop.domain.chart.spec import Pattern
from stewardship_desktop.domain.chart.text import clean

LEAST_TARGET = 8.0


def rectangles(spec: RectanglesSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    """The picture; blocks without room for a name are listed under it."""
    laid, labels, fresh = _attempt(spec, width, height, letters, grow, frozenset())
    unnamed = fresh
    while fresh:  # the list under the picture takes from the room that decides who is named
        laid, labels, fresh = _attempt(spec, width, height, letters, grow, unnamed)
        unnamed |= fresh
    tips = figures_of(spec)
    inside: list[Primitive] = [*laid.inside[:1]]
    targets = []
    for one, rect in _rects(spec, laid):
        chosen = one.key == spec.highlight
        rect = Rect(rect.x, rect.y, rect.width, rect.height, "block", tip=tips[one.key])
        if float(one.height) < 0:
            inside.extend(patterned(rect, "bad", Pattern.HATCH))
        else:
            inside.append(
                Rect(
                    rect.x, rect.y, rect.width, rect.height, "block", "primary" if chosen else "selection",
                    "surface" if chosen else "primary", 1.5, tip=rect.tip,
                )
            )  # fmt: skip
        if chosen:
            edge = (rect.x, rect.y, rect.width, rect.height)
            inside.append(Rect(*edge, "highlight", None, "text", 3.0))
        wide, high = max(rect.width, LEAST_TARGET), max(rect.height, LEAST_TARGET)
        targets.append(Target(one.key, rect.x + rect.width / 2 - wide / 2, rect.y, wide, high))
    inside.append(laid.inside[1])
    outside = (*laid.outside, *labels)
    return Drawing(laid.frame, width, laid.height, tuple(inside), outside, targets=tuple(targets))


def _attempt(
    spec: RectanglesSpec, width: float, height: float, letters: Lettering, grow: bool, unnamed: frozenset[str]
) -> tuple[Plane, list[Primitive], frozenset[str]]:
    """The plane over the list of the unnamed, the labels of the others, and who of them found no room."""
    names = [f"{clean(one.name)} {one_decimal(one.area)}" for one in spec.blocks if one.key in unnamed]
    below, below_height = notes_below(spec.left_out, names, width, letters, grow)
    laid = _plane(spec, width, height, letters, below, below_height)
    return laid, *_labels(spec, laid, letters, unnamed)


def _plane(
    spec: RectanglesSpec,
    width: float,
    height: float,
    letters: Lettering,
    below: list[Primitive],
    below_height: float,
) -> Plane:
    total = float(sum(float(one.width) for one in spec.blocks)) or 1.0
    heights = [float(one.height) for one in spec.blocks]
    # Under a block that hangs there is room for its name.
    low, high = nice_range(min(0.0, *heights) * 1.5, max(0.0, *heights, 1.0), 8)
    across = Axis(low=0.0, high=total, name=f"{spec.width_name}, end to end", number=PLAIN)
    up = Axis(low=low, high=high, name=spec.height_name, number=PLAIN)
    # Over the highest block two lines for its name.
    above = letters.line * 2.2
    return plane(across, up, width, height, letters, above=above, below=below, below_height=below_height)


def _rects(spec: RectanglesSpec, laid: Plane) -> list[tuple[Block, Rect]]:
    found, along, frame = [], 0.0, laid.frame
    for one in spec.blocks:
        left, right = frame.key(along), frame.key(along + float(one.width))
        top, bottom = sorted((frame.value(float(one.height)), frame.value(0.0)))
        found.append((one, Rect(left, top, max(right - left, 0.75), max(bottom - top, 0.75), "block")))
        along += float(one.width)
    return found


def _labels(
    spec: RectanglesSpec, laid: Plane, letters: Lettering, skipped: frozenset[str]
) -> tuple[list[Primitive], frozenset[str]]:
    frame = laid.frame
    ground = Ground(frame.left, frame.top - letters.line * 2.2, frame.right + letters.size, frame.bottom)
    rects = _rects(spec, laid)
    for _, rect in rects:
        ground.take((rect.x + 1, rect.y, rect.x + rect.width - 1, rect.y + rect.height))
    drawn: list[Primitive] = []
    unnamed: set[str] = set()
    for one, rect in sorted(
        rects, key=lambda pair: (pair[0].key != spec.highlight, -pair[1].width * pair[1].height)
    ):
        if one.key in skipped:
            continue
        found = _inside(one, rect, letters, one.key == spec.highlight)
        if not found:
            text = f"{clean(one.name)} {one_decimal(one.area)}"
            x, bold = rect.x + rect.width / 2, one.key == spec.highlight
            y = rect.y + rect.height if float(one.height) < 0 else rect.y
            sides = "scd" if float(one.height) < 0 else "nab"
            for lines in ((text,), letters.wrap(text, letters.size * 9, 3, bold)):
                found = ground.label(
                    lines, x, y, letters, away=3.0, sides=sides, reach=6, bold=bold, part="block-label"
                )
                if found:
                    break
        if not found:
            unnamed.add(one.key)
        drawn.extend(found)
    return drawn, frozenset(unnamed)


def _inside(one: Block, rect: Rect, letters: Lettering, chosen: bool) -> list[Primitive]:
    """Name and gain within the block, in up to four lines; nothing where words would be broken."""
    room = rect.width - 8
    gain = one_decimal(one.area)
    longest = max((letters.width(word, chosen) for word in clean(one.name).split(" ")), default=0.0)
    lines = letters.wrap(one.name, max(room, 1.0), bold=chosen) if longest <= room else ()
    if not lines or letters.width(gain, True) > room:
        return []
    if (len(lines) + 1) * letters.line + 4 > rect.height or len(lines) > 3:
        return []
    x, middle = rect.x + rect.width / 2, rect.y + rect.height / 2
    negative = float(one.height) < 0
    colour = "surface" if chosen and not negative else "text"
    drawn: list[Primitive] = []
    if negative:  # hatched: words need a plate
        wide = max(*(letters.width(line, chosen) for line in lines), letters.width(gain, True)) + 6
        high = (len(lines) + 1) * letters.line
        drawn.append(Rect(x - wide / 2, middle - high / 2, wide, high, "plate", fill="surface"))
    first = middle - (len(lines) + 1) * letters.line / 2 + letters.size
    for number, line in enumerate((*lines, gain)):
        last = number == len(lines)
        y = first + number * letters.line
        drawn.append(Text(x, y, line, "block-label", colour, letters.size, chosen or last, "middle"))
    return drawn

"""Lays rectangles out: width people, height benefit, area gain, end to end from left to right."""

from __future__ import annotations

from stewardship_desktop.domain.chart.keyed import Keyed, keyed_list
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.number import PLAIN, one_decimal
from stewardship_desktop.domain.chart.picture import Block, RectanglesSpec
from stewardship_desktop.domain.chart.picture_reading import figures_of
from stewardship_desktop.domain.chart.placing import Ground
from stewardship_desktop.domain.chart.plane import Axis, Plane, notes_below, placed_below, plane
from stewardship_desktop.domain.chart.primitives import XY, Drawing, Primitive, Rect, Target, Text
from stewardship_desktop.domain.chart.scale import nice_range
from stewardship_desktop.domain.chart.shapes import patterned
from stewardship_desktop.domain.chart.spec import Pattern
from stewardship_desktop.domain.chart.text import clean

LEAST_TARGET = 8.0
LOW = 16
"""A picture of fewer lines than this has none to spare."""
ABOVE = 1.2
"""Lines kept free over the highest block."""
REACH = 2
"""Lines that a name may stand off from its block."""


def rectangles(spec: RectanglesSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    """The picture; blocks without room for a name carry their number, under which they are listed."""
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
    """The plane over the list of the numbered, the labels, and who of the others found no room."""
    entries = [
        Keyed(
            number=number, name=one.name, value=one_decimal(one.area), chosen=one.key == spec.highlight
        )
        for number, one in enumerate(spec.blocks, 1)
        if one.key in unnamed
    ]  # fmt: skip
    below: list[Primitive] = []
    down, across = letters.size * 0.3, _across(spec)
    if entries:
        heading = letters.cut(f"{spec.area_name} of the numbered, left to right", width)
        beside = letters.width(heading) + letters.width(across) + letters.size * 2 <= width
        row = -letters.line - 3.0 if beside else down  # in the row of the axis' name where both fit
        below.append(Text(0.0, row + letters.size, heading, "unit", "muted", letters.size))
        down += 0.0 if beside else letters.line
    key, key_height = keyed_list(entries, width, height, letters, grow)
    below.extend(placed_below(key, down))
    down += key_height
    notes, notes_height = notes_below(spec.left_out, width, letters, grow)
    below.extend(placed_below(notes, down))
    laid = _plane(spec, width, height, letters, below, down + notes_height)
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
    across = Axis(low=0.0, high=total, name=_across(spec), number=PLAIN)
    up = Axis(low=low, high=high, name=spec.height_name, number=PLAIN)
    # Over the highest block a line for its name, unless a low picture needs it for those in the list.
    scarce = below_height > letters.line and height < letters.line * LOW
    above = letters.line * (0.4 if scarce else ABOVE)
    return plane(across, up, width, height, letters, above=above, below=below, below_height=below_height)


def _across(spec: RectanglesSpec) -> str:
    return f"{spec.width_name}, end to end"


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
    ground = Ground(frame.left, frame.top - letters.line * ABOVE, frame.right + letters.size, frame.bottom)
    rects = _rects(spec, laid)
    for _, rect in rects:
        ground.take((rect.x + 1, rect.y, rect.x + rect.width - 1, rect.y + rect.height))
    drawn: list[Primitive] = []
    unnamed: set[str] = set()
    # Numbers before names: they are small, and names of others would take the little room they need.
    first = (skipped, frozenset({spec.highlight}))
    rects.sort(
        key=lambda pair: (*(pair[0].key not in keys for keys in first), -pair[1].width * pair[1].height)
    )
    for one, rect in rects:
        x, chosen = rect.x + rect.width / 2, one.key == spec.highlight
        y = rect.y + rect.height if float(one.height) < 0 else rect.y
        sides = "scd" if float(one.height) < 0 else "nab"
        if one.key in skipped:
            drawn.extend(
                _number(str(spec.blocks.index(one) + 1), rect, (x, y), sides, ground, letters, chosen)
            )
            continue
        found = _inside(one, rect, letters, chosen)
        if not found:
            text = f"{clean(one.name)} {one_decimal(one.area)}"
            for lines in ((text,), letters.wrap(text, letters.size * 9, 3, chosen)):
                found = ground.label(
                    lines, x, y, letters, away=3.0, sides=sides, reach=REACH, bold=chosen, part="block-label"
                )
                if found:
                    break
        if not found:
            unnamed.add(one.key)
        drawn.extend(found)
    return drawn, frozenset(unnamed)


def _number(
    number: str, rect: Rect, edge: XY, sides: str, ground: Ground, letters: Lettering, chosen: bool
) -> list[Primitive]:
    """A block's number in it, or at its edge, or nowhere among very many."""
    if rect.width >= letters.width(number, True) + 4 and rect.height >= letters.line:
        x, middle = rect.x + rect.width / 2, rect.y + rect.height / 2
        colour = "surface" if chosen and sides[0] == "n" else "text"
        words = letters.stacked((number,), x, middle, "block-number", "middle", colour, True)
        if sides[0] == "n":
            return words
        wide = letters.width(number, True) + 4  # hatched: words need a plate
        plate = Rect(x - wide / 2, middle - letters.line / 2, wide, letters.line, "plate", fill="surface")
        return [plate, *words]
    for y, ways in ((edge[1], sides), (rect.y, "nab")):  # over one that hangs too, if not under it
        found = ground.label(
            (number,), edge[0], y, letters, away=2.0, sides=ways, reach=6, bold=True, part="block-number"
        )
        if found:
            return found
    return []


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

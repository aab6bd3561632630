"""Axes and what hangs on them, for charts that lie and charts that stand.

Holds ticks, gridlines, the base line, named vertical lines and the key of series.
"""

from __future__ import annotations

from stewardship_desktop.domain.chart.lettering import KeyEntry, Lettering, Tag, letter_of, tag_rows
from stewardship_desktop.domain.chart.plan import HORIZONTAL, mark_for
from stewardship_desktop.domain.chart.primitives import Frame, Lines, Path, Primitive, Text
from stewardship_desktop.domain.chart.reading import share_of, value_text
from stewardship_desktop.domain.chart.scale import ticks_between
from stewardship_desktop.domain.chart.spec import OVER_TIME, ChartSpec, Kind
from stewardship_desktop.domain.chart.text import clean


def key_entries(spec: ChartSpec) -> tuple[KeyEntry, ...]:
    """What needs a key because it has no direct label: several series in bars, bands beside them."""
    entries: list[KeyEntry] = []
    if spec.kind not in OVER_TIME and (len(spec.series) > 1 or spec.kind in {Kind.STACK, Kind.SHARE}):
        for number, one in enumerate(spec.series):
            name = clean(one.name)
            if spec.kind in {Kind.STACK, Kind.SHARE} and len(spec.keys) == 1:
                name = f"{name} {value_text(spec, one.values[0])}"
                share = share_of(spec, number, 0)
                name += f" ({share:.1f}%)" if spec.kind is Kind.SHARE and share is not None else ""
            mark = mark_for(spec, number, 0) if spec.kind is Kind.ORDINAL else None
            entries.append(KeyEntry(name, one.colour, one.pattern, mark))
    if spec.kind in HORIZONTAL:
        for band in spec.bands:
            edges = f"{spec.number.text(band.low)} to {spec.number.text(band.high)}"
            entries.append(KeyEntry(f"{clean(band.name)} {edges}", band.colour, opacity=0.6))
        varying = (limit for limit in spec.all_limits if len(limit.values) > 1)
        entries.extend(KeyEntry(clean(limit.name), limit.colour) for limit in varying)
    return tuple(entries)


def tagged_lines(
    tags: list[Tag], frame: Frame, letters: Lettering, top: float
) -> tuple[list[Primitive], bool]:
    placed, _, lettered = tag_rows(tags, frame.left, frame.right, letters)
    drawn: list[Primitive] = []
    for tag, text, x, anchor, row in placed:
        baseline = top + row * letters.line + letters.size
        start = baseline + 3 if lettered else top + row * letters.line + 2
        ends = ((tag.x, start), (tag.x, frame.bottom))
        if tag.part == "limit":  # it crosses bars, on which a dark dash would be lost
            drawn.append(Path(ends, "limit-edge", stroke="surface", stroke_width=4.0))
        drawn.append(Path(ends, f"{tag.part}-line", stroke=tag.colour, stroke_width=1.5, dash=tag.dash))
        drawn.append(Text(x, baseline, text, tag.part, size=letters.size, anchor=anchor, bold=lettered))
    return drawn, lettered


def tag_list(tags: list[Tag], top: float, width: float, letters: Lettering) -> tuple[list[Primitive], float]:
    """The texts of lettered tags, one under the other, and the height they take."""
    drawn: list[Primitive] = []
    down = top
    for number, tag in enumerate(sorted(tags, key=lambda tag: tag.x)):
        for line in letters.wrap(f"{letter_of(number)}  {tag.text}", width - 4):
            drawn.append(Text(0.0, down + letters.size, line, "event", size=letters.size))
            down += letters.line
    return drawn, down - top


def tick_text(spec: ChartSpec, tick: float, step: float) -> str:
    if spec.has_levels:
        return clean(spec.levels[int(tick)])
    if spec.kind is Kind.SHARE:
        return f"{tick:.0f}%"
    return spec.number.tick(tick, step)


def value_ticks(
    spec: ChartSpec, seen: tuple[float, float], length: float, letters: Lettering, across: bool
) -> tuple[tuple[float, ...], float]:
    if spec.has_levels:
        return tuple(float(level) for level in range(len(spec.levels)) if seen[0] <= level <= seen[1]), 1.0
    count = min(max(2, int(length / (letters.size * (7 if across else 3)))), 6 if across else 5)
    return ticks_between(*seen, count)


def grid(frame: Frame, ticks: tuple[float, ...]) -> Lines:
    if frame.horizontal:
        strokes = [(x, frame.top, x, frame.bottom) for x in map(frame.value, ticks)]
    else:
        strokes = [(frame.left, y, frame.right, y) for y in map(frame.value, ticks)]
    return Lines(tuple(strokes), "grid", "line", 1.0)


def base_line(frame: Frame, levels: bool = False) -> Lines:
    """The line that amounts start from; levels are no amounts, and stand on the bottom of the frame."""
    if frame.horizontal:
        x = frame.value(min(max(0.0, frame.value_range[0]), frame.value_range[1]))
        return Lines(((x, frame.top, x, frame.bottom),), "base", "edge", 1.5)
    y = frame.value(min(max(0.0, frame.value_range[0]), frame.value_range[1]))
    y = frame.bottom if levels else y
    return Lines(((frame.left, y, frame.right, y),), "base", "edge", 1.5)

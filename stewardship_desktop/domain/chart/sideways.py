"""Charts that lie on their side: bars, parts of a whole and levels, one row for each key.

Holds their layout. Names stand left of the rows, values at the ends of the bars.
"""

from __future__ import annotations

from stewardship_desktop.domain.chart import figures
from stewardship_desktop.domain.chart.axes import (
    base_line,
    grid,
    key_entries,
    tag_list,
    tagged_lines,
    tick_text,
    value_ticks,
)
from stewardship_desktop.domain.chart.lettering import Lettering, Tag, key_rows, tag_rows
from stewardship_desktop.domain.chart.plan import points, positions
from stewardship_desktop.domain.chart.primitives import Drawing, Frame, Primitive, Text, View
from stewardship_desktop.domain.chart.reading import key_text, value_text
from stewardship_desktop.domain.chart.scale import thin
from stewardship_desktop.domain.chart.shapes import DASHES
from stewardship_desktop.domain.chart.spec import ChartSpec, Kind
from stewardship_desktop.domain.chart.text import clean

MOST_ROW = 5.5
"""How high a row gets at most, in sizes of its letters: a lone bar doesn't fill the page."""


def sideways(
    spec: ChartSpec, width: float, height: float, letters: Lettering, seen: View, grow: bool
) -> Drawing:
    """Rows top to bottom in the order of the keys."""
    gap = letters.size * 0.6
    names = [letters.wrap(key_text(spec, key), width * 0.36, 5 if grow else 3) for key in spec.keys]
    if len(spec.keys) == 1 and spec.kind in {Kind.STACK, Kind.SHARE}:
        names = [()]
    name_room = max((letters.width(line) for name in names for line in name), default=0.0)
    ticks, step = value_ticks(spec, seen.value_range, width * 0.6, letters, across=True)
    half_tick = max((letters.width(tick_text(spec, tick, step)) for tick in ticks), default=0.0) / 2
    below, above = half_tick + 4, half_tick + 4
    if spec.kind is Kind.BARS:
        shown = [(point.end, _label(spec, point.series, point.index)) for point in points(spec)]
        below = max([below, *(letters.width(text) + 9 for end, text in shown if end is not None and end < 0)])
        above = max([above, *(letters.width(text) + 9 for end, text in shown if end is None or end >= 0)])
    left = max(name_room + gap + (below if _has_negative(spec) else 0.0), below)
    room = max(width - left - above, 40.0)
    entries, entries_height = key_rows(key_entries(spec), 0.0, 0.0, width, letters)
    tags_at = Frame(left, 0.0, room, 1.0, seen.key_range, seen.value_range, True)
    tags = [
        Tag(tags_at.value(float(value)), f"{clean(one.name)} {spec.number.text(value)}".strip(), one.colour)
        for one in spec.all_limits
        if len(one.values) == 1 and (value := one.values[0]) is not None
    ]
    dashes = [DASHES[one.dash] for one in spec.all_limits if len(one.values) == 1 and one.last is not None]
    tags = [Tag(tag.x, tag.text, tag.colour, dash, "limit") for tag, dash in zip(tags, dashes, strict=True)]
    tags = [tag for tag in tags if left - 1 <= tag.x <= left + room + 1]
    _, rows, lettered = tag_rows(tags, left, left + room, letters)
    listed = tag_list(tags, 0.0, width, letters)[1] if lettered else 0.0
    top = entries_height + rows * letters.line + (4 if rows else 0)
    axis = letters.line * (1 if not spec.number.unit or spec.kind is Kind.ORDINAL else 2) + 8
    axis = letters.line + 8 if spec.kind is Kind.SHARE else axis
    least_row = max(
        max((len(name) for name in names), default=1) * letters.line + 3,
        (letters.line * len(spec.series) if spec.kind in {Kind.BARS, Kind.ORDINAL} else letters.line) + 6,
    )
    least = top + axis + listed + len(spec.keys) * least_row
    height = max(height, least) if grow else max(height, top + axis + listed + 40)
    body = height - top - axis - listed
    most = len(spec.keys) * letters.size * MOST_ROW
    if most < body:
        body = most
        height = top + body + axis + listed if grow else height
    frame = Frame(left, top, room, body, seen.key_range, seen.value_range, True)
    inside: list[Primitive] = [*figures.bands(spec, frame)]
    if spec.kind is not Kind.ORDINAL:
        inside.append(grid(frame, ticks))
    outside: list[Primitive] = list(entries)
    if spec.kind is Kind.ORDINAL:
        inside.extend(figures.ordinal(spec, frame, letters))
    else:
        inside.extend(figures.bars(spec, frame))
        inside.append(base_line(frame))
    if spec.kind is Kind.BARS:
        outside.extend(figures.bar_labels(spec, frame, letters))
        for limit in spec.all_limits:
            if len(limit.values) > 1:
                inside.extend(figures.limit_path(spec, limit, frame))
    elif spec.kind is not Kind.ORDINAL:
        inside.extend(figures.part_labels(spec, frame, letters))
    tagged, _ = tagged_lines(tags, frame, letters, entries_height)
    outside.extend(tagged)
    if lettered:
        outside.extend(tag_list(tags, height - listed, width, letters)[0])
    outside.extend(
        _row_names(spec, names, frame, letters, left - gap - (below if _has_negative(spec) else 0))
    )
    outside.extend(_bottom_axis(spec, frame, ticks, step, letters))
    return Drawing(frame, width, height, tuple(inside), tuple(outside))


def _has_negative(spec: ChartSpec) -> bool:
    return any(value is not None and value < 0 for one in spec.series for value in one.values)


def _label(spec: ChartSpec, series: int, index: int) -> str:
    return value_text(spec, spec.series[series].values[index])


def _row_names(
    spec: ChartSpec, names: list[tuple[str, ...]], frame: Frame, letters: Lettering, right: float
) -> list[Primitive]:
    seen = [
        (frame.key(place), name)
        for place, name in zip(positions(spec), names, strict=True)
        if frame.key_range[0] <= place <= frame.key_range[1] and name
    ]
    heights = [len(name) * letters.line for _, name in seen]
    drawn: list[Primitive] = []
    for kept in thin([place for place, _ in seen], heights, 0):
        place, name = seen[kept]
        drawn.extend(letters.stacked(name, right, place, "key-label", "end"))
    return drawn


def _bottom_axis(
    spec: ChartSpec, frame: Frame, ticks: tuple[float, ...], step: float, letters: Lettering
) -> list[Primitive]:
    texts = [tick_text(spec, tick, step) for tick in ticks]
    if spec.kind is Kind.ORDINAL:
        room = frame.width / len(spec.levels) - 6
        texts = [letters.cut(text, max(room, 12.0)) for text in texts]
    places = [frame.value(tick) for tick in ticks]
    y = frame.bottom + letters.size + 5
    drawn: list[Primitive] = [
        Text(places[kept], y, texts[kept], "tick", "muted", letters.size, anchor="middle")
        for kept in thin(places, [letters.width(text) for text in texts], 6)
    ]
    if spec.number.unit and spec.kind not in {Kind.ORDINAL, Kind.SHARE}:
        unit = letters.cut(clean(spec.number.unit), frame.width)
        drawn.append(Text(frame.left, y + letters.line, unit, "unit", "muted", letters.size))
    return drawn

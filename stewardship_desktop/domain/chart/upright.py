"""Charts that stand: columns and lines, keys along the bottom.

Holds their layout. Lines, limits and bands are named at the right edge, events above.
"""

from __future__ import annotations

from stewardship_desktop.domain.chart import figures
from stewardship_desktop.domain.chart.axes import (
    base_line,
    grid,
    key_entries,
    tagged_lines,
    tick_text,
    value_ticks,
)
from stewardship_desktop.domain.chart.lettering import (
    EdgeLabel,
    Lettering,
    Tag,
    edge_labels,
    fitting,
    key_rows,
    tag_rows,
)
from stewardship_desktop.domain.chart.number import Number, exact
from stewardship_desktop.domain.chart.over_time import (
    MOST_LIST,
    level_steps,
    note_flags,
    places_of,
    texts_below,
)
from stewardship_desktop.domain.chart.plan import event_position, positions, value_range
from stewardship_desktop.domain.chart.plane import placed_below
from stewardship_desktop.domain.chart.primitives import Drawing, Frame, Primitive, Text, View
from stewardship_desktop.domain.chart.reading import key_text, qualified, value_text
from stewardship_desktop.domain.chart.scale import thin
from stewardship_desktop.domain.chart.spec import OVER_TIME, ChartSpec, Kind
from stewardship_desktop.domain.chart.text import clean

TURNED_ROOM = 120.0
EVENT = ("edge", (2.0, 2.0))
REBASE = ("text", (8.0, 3.0, 2.0, 3.0))


def upright(
    spec: ChartSpec, width: float, height: float, letters: Lettering, seen: View, grow: bool
) -> Drawing:
    """Keys left to right in their order, values upwards."""
    ticks, step = value_ticks(spec, seen.value_range, height * 0.7, letters, across=False)
    texts = [tick_text(spec, tick, step) for tick in ticks]
    if spec.has_levels:
        texts = [letters.cut(text, width * 0.3) for text in texts]
    entries, entries_height = key_rows(key_entries(spec), 0.0, 0.0, width, letters)
    left = max((letters.width(text) for text in texts), default=0.0) + 8
    # Labels are needed before the frame is known: their texts do not depend on it.
    trial = Frame(left, 0.0, width - left, 100.0, seen.key_range, seen.value_range, False)
    names = _edge(spec, trial)
    wanted = max((letters.width(label.text, label.bold) for label in names), default=0.0) + 14
    edge_room = min(wanted, width * 0.3) if names else letters.size
    room = max(width - left - edge_room, 40.0)
    across = Frame(left, 0.0, room, 1.0, seen.key_range, seen.value_range, False)
    tags = [
        Tag(across.key(place), clean(event.text), *(REBASE if event.rebase else EVENT))
        for event in spec.events
        if seen.key_range[0] <= (place := event_position(spec, event)) <= seen.key_range[1]
    ]
    _, rows, lettered = tag_rows(tags, left, left + room, letters)
    events = [tag.text for tag in sorted(tags, key=lambda tag: tag.x)] if lettered else []
    most = None if grow else height * MOST_LIST
    below, listed = texts_below(spec, events, width, letters, most)
    listed += 4 if below else 0.0
    unit = _unit(spec)
    unit_lines = letters.wrap(unit, left + room, 2) if unit else ()
    value_room = letters.line if spec.kind is Kind.COLUMNS else letters.size
    top = entries_height + len(unit_lines) * letters.line + rows * letters.line + value_room
    key_words, key_room = _key_names(spec, across, width, letters)
    edge_needs = edge_labels(names, 0.0, edge_room, 0.0, 1.0, letters)[1]
    least = top + key_room + listed + max(8 * letters.line, edge_needs)
    height = max(height, least) if grow else max(height, top + key_room + listed + 40)
    frame = Frame(left, top, room, height - top - key_room - listed, seen.key_range, seen.value_range, False)
    inside: list[Primitive] = [*figures.bands(spec, frame), grid(frame, ticks)]
    outside: list[Primitive] = list(entries)
    for number, line in enumerate(unit_lines):
        y = entries_height + letters.size + number * letters.line
        outside.append(Text(0.0, y, line, "unit", "muted", letters.size))
    if spec.kind is Kind.COLUMNS:
        inside.extend(figures.bars(spec, frame))
        outside.extend(figures.bar_labels(spec, frame, letters))
    inside.append(base_line(frame, spec.has_levels))
    for limit in spec.all_limits:
        inside.extend(figures.limit_path(spec, limit, frame))
    if spec.kind is Kind.LINE:
        inside.extend(figures.lines(spec, frame, max(letters.size / 12, 1.0)))
        taken = figures.along_lines(inside)
        flags = note_flags(spec, frame, letters, taken, 9.0 * letters.size / 12)
        inside.extend(flags)
        outside.extend(figures.point_labels(spec, frame, letters, [*taken, *places_of(flags)]))
    elif spec.kind is Kind.LEVELS:
        inside.extend(level_steps(spec, frame, letters))
        inside.extend(note_flags(spec, frame, letters, figures.along_lines(inside), letters.size))
    tag_top = entries_height + len(unit_lines) * letters.line
    outside.extend(tagged_lines(tags, frame, letters, tag_top)[0])
    outside.extend(placed_below(below, height - listed + 4))
    bottom = frame.bottom + 6  # further down stand the keys
    top = frame.top - value_room
    named = fitting(_edge(spec, frame), edge_room, bottom - top, letters)
    edges, _ = edge_labels(named, frame.right, edge_room, top, bottom, letters)
    outside.extend(edges)
    for tick, text in zip(ticks, texts, strict=True):
        y = frame.value(tick) + letters.size * 0.36
        outside.append(Text(left - 6, y, text, "tick", "muted", letters.size, anchor="end"))
    outside.extend(_placed(key_words, frame, width, letters))
    return Drawing(frame, width, height, tuple(inside), tuple(outside))


def _unit(spec: ChartSpec) -> str:
    """The axis's unit, and a warning where it does not start from zero."""
    low, high = value_range(spec)
    unit = clean(spec.number.unit)
    if low > 0 or high < 0:
        start = f"axis starts at {spec.number.tick(low, low or high)}"
        return f"{unit} ({start})" if unit else f"A{start[1:]}"
    return unit


KeyWords = list[tuple[float, tuple[str, ...], bool]]  # pixel of the key, lines, turned


def _key_names(spec: ChartSpec, across: Frame, width: float, letters: Lettering) -> tuple[KeyWords, float]:
    """Which keys are named, in which lines, turned or not; and the room below the frame."""
    every = positions(spec)
    seen = [index for index, place in enumerate(every) if across.key_range[0] <= place <= across.key_range[1]]
    texts = [key_text(spec, spec.keys[index]) for index in seen]
    places = [across.key(every[index]) for index in seen]
    if spec.has_dates or spec.kind in OVER_TIME:
        limit = max(width * 0.25, 40.0)
        texts = [letters.cut(text, limit) for text in texts]
        kept = thin(places, [letters.width(text) for text in texts], 10)
        return [(places[place], (texts[place],), False) for place in kept], letters.line + 8
    slot = abs(across.key(1.0) - across.key(0.0))
    wrapped = [letters.wrap(text, max(slot - 6, 8.0)) for text in texts]
    whole_words = all(letters.width(word) <= slot - 6 for text in texts for word in text.split(" "))
    if whole_words and max((len(lines) for lines in wrapped), default=1) <= 3:
        lines = max((len(lines) for lines in wrapped), default=1)
        named = [(x, found, False) for x, found in zip(places, wrapped, strict=True)]
        return named, lines * letters.line + 8
    limit = TURNED_ROOM * letters.size / 12
    cut = [letters.cut(text, limit) for text in texts]
    kept = thin(places, [letters.line] * len(cut), -2)
    longest = max((letters.width(text) for text in cut), default=0.0)
    return [(places[place], (cut[place],), True) for place in kept], longest + 12


def _placed(named: KeyWords, frame: Frame, width: float, letters: Lettering) -> list[Primitive]:
    drawn: list[Primitive] = []
    for x, lines, turned in named:
        if turned:
            y = frame.bottom + 6
            drawn.append(
                Text(
                    x + letters.size * 0.36,
                    y,
                    lines[0],
                    "key-label",
                    size=letters.size,
                    anchor="end",
                    turned=True,
                )
            )
            continue
        half = max(letters.width(line) for line in lines) / 2
        x = min(max(x, half), width - half)
        for number, line in enumerate(lines):
            y = frame.bottom + letters.size + 5 + number * letters.line
            drawn.append(Text(x, y, line, "key-label", size=letters.size, anchor="middle"))
    return drawn


def _edge(spec: ChartSpec, frame: Frame) -> list[EdgeLabel]:
    """Direct labels at the right: a line's last value, limits, target and bands."""
    labels: list[EdgeLabel] = []
    if spec.kind in OVER_TIME:
        for one in spec.series:
            at = _last_at(spec, one.values, frame)
            if at is not None:
                last = one.values[at] or 0
                name = f"{clean(one.name)} " if len(spec.series) > 1 else ""
                text = name + qualified(one, at, value_text(spec, last))
                labels.append(EdgeLabel(text, frame.value(float(last)), bold=True))
    for limit in spec.all_limits:
        value = _last_seen(spec, limit.values, frame)
        if value is not None:
            text = f"{clean(limit.name)} {value_text(spec, value)}".strip()
            drawn = spec.drawn(value)
            text += " (trial)" if len(limit.breaks) in limit.trial else ""
            if drawn != value:
                text += f" (drawn at {value_text(spec, drawn)})"
            rank = 1 if limit is spec.target else 2
            labels.append(EdgeLabel(text, frame.value(float(drawn)), rank=rank))
    for band in spec.bands:
        text = f"{clean(band.name)} {spec.number.text(band.low)} to {spec.number.text(band.high)}"
        middle = float((exact(band.low) + exact(band.high)) / 2)
        labels.append(EdgeLabel(text, frame.value(middle), rank=3))
    return [label for label in labels if frame.top - 1 <= label.at <= frame.bottom + 1]


def _last_seen(spec: ChartSpec, values: tuple[Number | None, ...], frame: Frame) -> Number | None:
    """The last value in the part looked at; a single one stands for all keys."""
    if len(values) == 1 and len(spec.keys) != 1:
        return values[0]
    at = _last_at(spec, values, frame)
    return None if at is None else values[at]


def _last_at(spec: ChartSpec, values: tuple[Number | None, ...], frame: Frame) -> int | None:
    """The key of the last value in the part looked at."""
    seen = enumerate(zip(positions(spec), values, strict=True))
    return next(
        (
            at
            for at, (place, value) in reversed(list(seen))
            if value is not None and place <= frame.key_range[1]
        ),
        None,
    )

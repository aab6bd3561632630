"""A chart in words: its data table and the sentence for one point.

Holds what a screen reader, the hover line and the data table say. All three come from here, so that
they cannot disagree with one another.
"""

from __future__ import annotations

from datetime import date

from stewardship_desktop.domain.chart.number import MISSING, Number, exact
from stewardship_desktop.domain.chart.picture import Chart, PictureSpec
from stewardship_desktop.domain.chart.picture_reading import picture_table
from stewardship_desktop.domain.chart.spec import (
    OVER_TIME,
    ChartSpec,
    DateStyle,
    Key,
    Kind,
    Mark,
    PointNote,
    Series,
)
from stewardship_desktop.domain.partial_date import MONTHS

_SHORT = 3
"""Letters of a month's name on an axis. The names are ours: they must not follow the computer's language."""


def date_text(day: date, style: DateStyle) -> str:
    """ "16 Mar 2023", "Mar 2023" or "2023"."""
    if style is DateStyle.YEAR:
        return f"{day.year}"
    month = f"{MONTHS[day.month - 1][:_SHORT]} {day.year}"
    return month if style is DateStyle.MONTH else f"{day.day} {month}"


def key_text(spec: ChartSpec, key: Key) -> str:
    """The key as it is written on the axis and in the table."""
    return date_text(key, spec.date_style) if isinstance(key, date) else " ".join(key.split())


def share_of(spec: ChartSpec, series: int, index: int) -> float | None:
    """Per cent of its row that a value takes; None for a gap or a row that adds up to zero."""
    value = spec.series[series].values[index]
    total = sum(
        (exact(part) for one in spec.series if (part := one.values[index]) is not None), start=exact(0)
    )
    return None if value is None or total == 0 else float(exact(value) * 100 / total)


def value_text(spec: ChartSpec, value: Number | None) -> str:
    """A value as its label says it: a number, or the name of its level."""
    if spec.has_levels and value is not None:
        return spec.levels[int(value)]
    return spec.number.text(value)


def qualified(one: Series, index: int, text: str) -> str:
    """A point's value in words with what its source says before it: "about 1,000"."""
    before = one.qualifiers[index] if one.qualifiers and one.values[index] is not None else ""
    return f"{before} {text}".lstrip()


def mark_of(one: Series, index: int) -> Mark | None:
    return one.marks[index] if one.marks else None


def events_at(spec: ChartSpec, index: int) -> tuple[str, ...]:
    """Texts of the events from this key until before the next one."""
    key = spec.keys[index]
    if not isinstance(key, date):
        return tuple(event.text for event in spec.events if event.at == key)
    after = spec.keys[index + 1] if index + 1 < len(spec.keys) else None
    return tuple(
        event.text
        for event in spec.events
        if isinstance(event.at, date)
        and event.at >= key
        and (not isinstance(after, date) or event.at < after)
    )


def ordered_notes(spec: ChartSpec) -> tuple[PointNote, ...]:
    """The notes in the order of their keys: the first is number 1 on chart, list and in the reading."""
    place = {key: number for number, key in enumerate(spec.keys)}
    return tuple(sorted(spec.notes, key=lambda note: (place[note.at], note.series)))


def _needs_word(one: Series) -> bool:
    """Whether a forecast must be called one because its name doesn't."""
    return one.forecast and "forecast" not in one.name.lower()


def _said(spec: ChartSpec, value: Number | None) -> str:
    return value_text(spec, value) if spec.has_levels else spec.number.words(value)


def table_of(spec: Chart) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Header and one row a key; every cell is text, a gap says "not available"."""
    if isinstance(spec, PictureSpec):
        return picture_table(spec)
    if spec.kind in {Kind.STACK, Kind.SHARE} and len(spec.keys) == 1:
        return _parts_of_one(spec)
    noted = [any(mark and mark.note for mark in one.marks) for one in spec.series]
    header = [spec.key_heading]
    for one, has_note in zip(spec.series, noted, strict=True):
        header.append(f"{one.name}, forecast" if _needs_word(one) else one.name)
        if spec.kind is Kind.SHARE:
            header.append(f"{one.name}, share")
        if has_note:
            header.append(f"{one.name}, meaning")
    header.extend(limit.name for limit in spec.all_limits)
    if spec.events:
        header.append("Events")
    if spec.notes:
        header.append("Notes")
    rows = []
    for index, key in enumerate(spec.keys):
        row = [key_text(spec, key)]
        for number, (one, has_note) in enumerate(zip(spec.series, noted, strict=True)):
            row.append(qualified(one, index, value_text(spec, one.values[index])))
            if spec.kind is Kind.SHARE:
                share = share_of(spec, number, index)
                row.append(MISSING if share is None else f"{share:.1f}%")
            if has_note:
                mark = mark_of(one, index)
                row.append(mark.note if mark and one.values[index] is not None else "")
        row.extend(value_text(spec, limit.at(index)) for limit in spec.all_limits)
        if spec.events:
            row.append("; ".join(events_at(spec, index)))
        if spec.notes:
            row.append("; ".join(note.text for note in spec.notes if note.at == key))
        rows.append(tuple(row))
    return tuple(header), tuple(rows)


def _parts_of_one(spec: ChartSpec) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A single bar's parts one under the other: as one row they would be too wide to read."""
    rows = []
    for number, one in enumerate(spec.series):
        share = share_of(spec, number, 0)
        shown = MISSING if share is None else f"{share:.1f}%"
        rows.append((one.name, value_text(spec, one.values[0]), shown))
    return ("Part", key_text(spec, spec.keys[0]), "Share"), tuple(rows)


def reading(spec: ChartSpec, series: int, index: int) -> str:
    """One point as a sentence: key, series, value in words, its meaning, its target and events."""
    one = spec.series[series]
    value = one.values[index]
    name = f"{one.name} " if len(spec.series) > 1 or spec.kind in OVER_TIME else ""
    parts = [f"{key_text(spec, spec.keys[index])}: {name}{qualified(one, index, _said(spec, value))}"]
    if _needs_word(one) and value is not None:
        parts.append("a forecast")
    if spec.kind is Kind.SHARE and (share := share_of(spec, series, index)) is not None:
        parts.append(f"{share:.1f} per cent of the whole")
    mark = mark_of(one, index)
    if mark and mark.note and value is not None:
        parts.append(mark.note)
    if spec.target is not None and (target := spec.target.at(index)) is not None:
        parts.append(f"{spec.target.name} {_said(spec, target)}")
    for limit in spec.limits:
        if (line := limit.at(index)) is not None and spec.drawn(line) != line:
            parts.append(f"{limit.name} {_said(spec, line)}, drawn at {_said(spec, spec.drawn(line))}")
    parts.extend(events_at(spec, index))
    parts.extend(
        f"note {number}: {note.text.rstrip('.')}"
        for number, note in enumerate(ordered_notes(spec), 1)
        if note.at == spec.keys[index] and note.series == series
    )
    return ", ".join(parts) + "."

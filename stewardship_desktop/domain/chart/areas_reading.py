"""Pictures of areas in words: the sentence for each area and the rows of their data tables."""

from __future__ import annotations

from collections.abc import Iterator

from stewardship_desktop.domain.chart.areas import (
    Benchmark,
    FunnelSpec,
    Interval,
    IntervalRow,
    IntervalsSpec,
)
from stewardship_desktop.domain.chart.number import MISSING, Number, NumberFormat, exact

OWN = "our own area"


def benchmark_text(one: Benchmark, number: NumberFormat) -> str:
    """ "England 84.2% (2023/24)"."""
    return f"{one.name} {number.text(one.value)} ({one.as_at})"


def area_figures(spec: IntervalsSpec | FunnelSpec) -> Iterator[tuple[str, str]]:
    """Key and sentence of each area, in the order in which keys walk through them."""
    if isinstance(spec, IntervalsSpec):
        for row in spec.rows:
            yield row.key, _joined(f"{row.name}: {_value_words(spec, row)}", *_row_words(spec, row))
        return
    for point in spec.points:
        said = f"{point.name}: {spec.number.words(point.value)} of {_count(point.denominator)}"
        said = f"{said} {spec.denominator_name[:1].lower()}{spec.denominator_name[1:]}"
        own = OWN if point.key == spec.own else ""
        yield point.key, _joined(said, point.words, _against(spec.baseline, spec.number), own)


def _value_words(spec: IntervalsSpec, row: IntervalRow) -> str:
    if row.value is None:
        return row.note or MISSING
    return spec.number.words(row.value)


def _row_words(spec: IntervalsSpec, row: IntervalRow) -> Iterator[str]:
    for name, interval in (("95%", row.at_95), ("99.8%", row.at_998)):
        if interval is not None:
            yield f"{name} interval {_between(spec.number, interval)}"
    yield row.said
    if spec.benchmark is not None:
        yield _against(spec.benchmark, spec.number)
    if row.quantile and spec.quantile_name:
        yield f"{spec.quantile_name.lower()} {row.quantile}"
    yield row.note if row.value is not None else ""
    yield OWN if row.key == spec.own else ""


def _against(one: Benchmark, number: NumberFormat) -> str:
    return f"{one.name} {number.words(one.value)} in {one.as_at}"


def _between(number: NumberFormat, interval: Interval) -> str:
    return f"{number.text(interval[0])} to {number.text(interval[1])}"


def _count(value: Number) -> str:
    number = exact(value)
    return f"{int(number):,}" if number == int(number) else f"{number:,f}"


def _joined(*parts: str) -> str:
    return ", ".join(part.rstrip(".") for part in parts if part) + "."


def area_table(spec: IntervalsSpec | FunnelSpec) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Header and rows; the benchmark is the first row, an own area says that it is ours."""
    return _interval_table(spec) if isinstance(spec, IntervalsSpec) else _funnel_table(spec)


def _interval_table(spec: IntervalsSpec) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    quantile = (spec.quantile_name,) if spec.quantile_name else ()
    header = ("Area", spec.value_name, "95% interval", "99.8% interval", "Compared", *quantile, "Note")
    rows = []
    if spec.benchmark is not None:
        name = f"{spec.benchmark.name} ({spec.benchmark.as_at})"
        value = spec.number.text(spec.benchmark.value)
        rows.append((name, value, "", "", "benchmark", *(("",) if quantile else ()), ""))
    for row in spec.rows:
        intervals = ("" if one is None else _between(spec.number, one) for one in (row.at_95, row.at_998))
        note = "; ".join(part for part in (row.note, OWN if row.key == spec.own else "") if part)
        value = MISSING if row.value is None else spec.number.text(row.value)
        rows.append((row.name, value, *intervals, row.said, *((row.quantile,) if quantile else ()), note))
    return header, tuple(rows)


def _funnel_table(spec: FunnelSpec) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    header = ("Area", spec.denominator_name, spec.value_name, "Position", "Note")
    baseline = f"{spec.baseline.name} ({spec.baseline.as_at})"
    first = (baseline, "", spec.number.text(spec.baseline.value), "baseline", spec.method)
    return header, (
        first,
        *(
            (
                one.name, _count(one.denominator), spec.number.text(one.value), one.words,
                OWN if one.key == spec.own else "",
            )
            for one in spec.points
        ),
    )  # fmt: skip

"""Charts of value frameworks that both renderers are tried with: XmR, levels, intervals and a funnel.

The figures are invented but for their form; nothing here computes limits as the program does.
"""

from __future__ import annotations

from datetime import date

from stewardship_desktop.domain.chart import (
    PERCENT,
    ChartSpec,
    Dash,
    DateStyle,
    Event,
    Kind,
    Limit,
    Mark,
    NumberFormat,
    PointNote,
    Series,
    Shape,
)
from stewardship_desktop.domain.chart.areas import (
    STANDING_MARKS,
    Benchmark,
    FunnelPoint,
    FunnelSpec,
    IntervalRow,
    IntervalsSpec,
    LimitCurves,
    Standing,
)

SOURCE = "Source: invented for a test. As at 30 April 2024."
FIRST = (
    2.1, 4.8, 3.3, 6.0, 1.9, 3.7, 5.2, 2.8, 4.1, 3.0, 5.6, 3.9, 2.4, 4.4,
)  # fmt: skip
SECOND = (8.9, 10.2, 9.4, None, 11.0, 9.9, 12.1, 10.4)
MONTHS = tuple(date(2022 + month // 12, month % 12 + 1, 1) for month in range(25))


def xmr() -> ChartSpec:
    """Two stretches, a gap, a forecast, a target that changes, events, a rebase and notes."""
    actual = (*FIRST, *SECOND, None, None, None)
    common = Mark(shape=Shape.DOT, colour="common", note="no real change")
    marks: list[Mark | None] = [common if value is not None else None for value in actual]
    marks[3] = Mark(shape=Shape.CIRCLE_UP, colour="improve", note="better than usual: above the upper limit")
    marks[20] = Mark(shape=Shape.DIAMOND, colour="concern", note="of concern: two of three near a limit")
    marks[21] = Mark(shape=Shape.SQUARE, colour="neutral", note="higher than usual")

    def stretches(first: float, second: float) -> tuple[float | None, ...]:
        return (first,) * 14 + (second,) * 8 + (None,) * 3

    return ChartSpec(
        kind=Kind.LINE,
        title="More people are called back within a day since the new rota",
        subtitle="Called back within a day, per cent, January 2022 to October 2023, forecast to January 2024",
        foot=f"{SOURCE} XmR limits. Trial limits: fewer than 13 points.",
        alternative_text="Line of 22 months around 3.8 per cent until February 2023 and around 10.3 since.",
        key_heading="Month",
        keys=MONTHS,
        series=(
            Series(name="Called back", values=actual, colour="common", marks=tuple(marks)),
            Series(
                name="Forecast", values=(None,) * 22 + (10.5, 10.8, 11.0), colour="neutral", forecast=True
            ),
        ),
        number=PERCENT,
        from_zero=False,
        limits=(
            Limit(name="Upper limit", values=stretches(8.9, 14.6), breaks=(14,), trial=(1,)),
            Limit(name="Mean", values=stretches(3.8, 10.3), dash=Dash.SOLID, colour="text", breaks=(14,)),
            Limit(name="Lower limit", values=stretches(-1.3, 6.0), breaks=(14,), trial=(1,)),
        ),
        target=Limit(name="Target", values=(6.0,) * 6 + (9.0,) * 19, colour="bad", dash=Dash.DASHED),
        events=(
            Event(at=date(2022, 7, 14), text="Text reminders"),
            Event(at=date(2023, 3, 1), text="New rota: limits start anew", rebase=True),
        ),
        notes=(
            PointNote(at=date(2023, 6, 1), text="Not counted: the system was moved."),
            PointNote(at=date(2022, 4, 1), text="Two locums for a month."),
        ),
        value_bounds=(0, 100),
        illustrative=True,
    )


def levels() -> ChartSpec:
    """Grades by quarter with a gap, a forecast and a target that rises."""
    quarters = tuple(date(2021 + part // 4, part % 4 * 3 + 1, 1) for part in range(11))
    return ChartSpec(
        kind=Kind.LEVELS,
        title="The audit grade is one level short of its target",
        subtitle="Audit grade of the unit by quarter, E (worst) to A (best), January 2021 to July 2023",
        foot=SOURCE,
        alternative_text="Steps from D in early 2021 to B in 2023; the target is B, and A from 2023.",
        key_heading="Quarter",
        keys=quarters,
        series=(
            Series(name="Grade", values=(1, 1, 2, 2, None, 2, 3, 2, 3, 3, None)),
            Series(name="Forecast", values=(None,) * 10 + (4,), colour="neutral", forecast=True),
        ),
        levels=("E", "D", "C", "B", "A"),
        target=Limit(name="Target", values=(3,) * 8 + (4,) * 3, colour="bad"),
        events=(Event(at=date(2022, 2, 10), text="Second therapist"),),
        notes=(PointNote(at=date(2022, 10, 1), text="Too few patients for a firm grade."),),
        illustrative=True,
    )


AREAS = (
    "Alder", "Beech and Elm Valley with the islands", "Cedar", "Dogwood", "Elder", "Fir", "Gorse", "Hazel",
)  # fmt: skip


VALUES = (92.4, 89.1, 86.0, 84.9, 83.0, 81.9, 74.4, None)


def intervals() -> IntervalsSpec:
    standings = (
        Standing.BETTER, Standing.BETTER, Standing.SIMILAR, Standing.SIMILAR, Standing.SIMILAR,
        Standing.WORSE, Standing.WORSE, Standing.NOT_COMPARED,
    )  # fmt: skip
    rows = []
    for place, (name, standing) in enumerate(zip(AREAS, standings, strict=True)):
        value = VALUES[place]
        rows.append(
            IntervalRow(
                key=name.lower(),
                name=name,
                value=value,
                at_95=None if value is None else (value - 2.1, value + 1.9),
                at_998=None if value is None else (value - 3.4, value + 3.0),
                standing=standing,
                words="worse, also at 99.8%" if place == 6 else "",
                quantile="" if value is None else str(place // 2 + 1),
                note="hidden: a small number" if value is None else "",
            )
        )
    return IntervalsSpec(
        title="Fir is worse than England, and five areas are not",
        subtitle="Seen within two weeks, per cent, 2023/24, with 95% and 99.8% intervals",
        foot=SOURCE,
        alternative_text="Eight areas ranked; two are better than England, three similar, two worse.",
        rows=tuple(rows),
        value_name="Seen within two weeks",
        number=PERCENT,
        benchmark=Benchmark(name="England", value=84.2, as_at="2023/24"),
        own="fir",
        quantile_name="Fifth",
        illustrative=True,
    )


def funnel() -> FunnelSpec:
    def curve(z: float, up: int, wider: float = 1.0) -> tuple[tuple[float, float], ...]:
        return tuple(
            (size, max(0.0, min(100.0, 84.2 + up * wider * z * (84.2 * 15.8 / size) ** 0.5)))
            for size in range(40, 1240, 40)
        )

    points = []
    for place, name in enumerate(AREAS):
        size = 110 + place * 140
        value = (90.0, 76.4, 84.9, 82.1, 91.4, 75.5, 84.0, 88.8)[place]
        outside = place in {4, 5}
        standing = {4: Standing.BETTER, 5: Standing.WORSE}.get(place, Standing.SIMILAR)
        words = {4: "above the 99.8% limits", 5: "below the 99.8% limits"}.get(place, "inside the limits")
        points.append(
            FunnelPoint(
                key=name.lower(), name=name, denominator=size, value=value, words=words, outside=outside,
                mark=STANDING_MARKS[standing],
            )
        )  # fmt: skip
    return FunnelSpec(
        title="Two areas of eight lie outside the limits",
        subtitle="Seen within two weeks by number of referrals, per cent, 2023/24",
        foot=SOURCE,
        alternative_text="Eight areas by size; Elder lies above and Fir below the 99.8% limits.",
        points=tuple(points),
        curves=(
            LimitCurves(name="95% limits", lower=curve(1.96, -1), upper=curve(1.96, 1)),
            LimitCurves(name="99.8% limits", lower=curve(3.09, -1), upper=curve(3.09, 1), dash=Dash.SOLID),
            LimitCurves(
                name="99.8%, adjusted", lower=curve(3.09, -1, 1.6), upper=curve(3.09, 1, 1.6),
                dash=Dash.DOTTED, colour="neutral",
            ),
        ),
        baseline=Benchmark(name="All eight areas", value=84.2, as_at="2023/24"),
        value_name="Seen within two weeks",
        denominator_name="Referrals",
        number=PERCENT,
        own="fir",
        method="The dotted limits allow for differences between areas that chance does not explain.",
        illustrative=True,
    )  # fmt: skip


def long_xmr(count: int = 120) -> ChartSpec:
    """Ten years of months, for benchmarks: `count` points, limits, marks, events."""
    months = tuple(date(2014 + month // 12, month % 12 + 1, 1) for month in range(count))
    values = tuple(70 + (month * 37 % 23) / 2 for month in range(count))
    note = "no real change"
    marks = tuple(Mark(colour="common", note=note) for _ in range(count))
    return ChartSpec(
        kind=Kind.LINE,
        title="No real change in ten years",
        subtitle="Seen in time, per cent",
        foot=SOURCE,
        alternative_text=f"Line of {count} months between 70 and 81 per cent.",
        key_heading="Month",
        keys=months,
        series=(Series(name="Seen", values=values, colour="common", marks=marks),),
        number=NumberFormat(decimals=1),
        from_zero=False,
        date_style=DateStyle.MONTH,
        limits=(
            Limit(name="Upper limit", values=(84.0,) * count, breaks=(60,) if count > 60 else ()),
            Limit(name="Mean", values=(75.6,) * count, dash=Dash.SOLID),
            Limit(name="Lower limit", values=(67.2,) * count),
        ),
        target=Limit(name="Target", values=(80.0,), colour="bad"),
        events=(Event(at=months[count // 3], text="New rota"),),
        illustrative=True,
    )


CHARTS = {"xmr": xmr, "levels": levels}
PICTURES = {"intervals": intervals, "funnel": funnel}

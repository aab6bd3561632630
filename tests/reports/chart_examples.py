"""Charts that both renderers are tried with, from figures of the example system's published papers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from stewardship_desktop.domain.chart import (
    PERCENT,
    PLAIN,
    Band,
    ChartSpec,
    Dash,
    Event,
    Kind,
    Limit,
    Mark,
    NumberFormat,
    Pattern,
    Series,
    Shape,
    money_format,
)
from tests.reports import spc_examples

SERVICE_LINES = (
    ("Prescribing (GP led)", 210_500_000),
    ("Adult Mental Health", 171_326_000),
    ("Community services for people who live in their own homes or in care homes", 98_760_000),
    ("Trauma and orthopaedics", 64_911_000),
    ("Continuing healthcare", 12_030_000),
    ("Breast Surgery", 4_579_000),
)
ED_MONTHS = tuple(date(2022 + month // 12, month % 12 + 1, 1) for month in range(3, 13))
ED_VALUES = (64.9, 66.8, 66.5, 64.5, 63.5, 61.2, 60.4, 59.0, 52.6, 61.4)


def bars() -> ChartSpec:
    amounts = tuple(amount for _, amount in SERVICE_LINES)
    return ChartSpec(
        kind=Kind.BARS,
        title="Prescribing takes more than any other service line",
        subtitle="Indicative full-year spend by service line, £ million, 2020/21",
        foot="Source: budget book, half-year figures doubled. As at 30 September 2020.",
        alternative_text="Bar chart of six service lines. Prescribing is the largest at £210.5 million.",
        key_heading="Service line",
        keys=tuple(name for name, _ in SERVICE_LINES),
        series=(Series(name="Spend", values=amounts),),
        number=money_format(amounts),
    )


def columns() -> ChartSpec:
    return ChartSpec(
        kind=Kind.COLUMNS,
        title="Planned activity fell by a third, emergency activity held",
        subtitle="Spells by type, 2018/19 to 2020/21",
        foot="Source: activity return. As at 31 March 2021.",
        alternative_text="Columns for three years: planned spells fall from 900 to 610.",
        key_heading="Year",
        keys=("2018/19", "2019/20", "2020/21"),
        series=(
            Series(name="Planned", values=(900, 905, 610), colour="personal"),
            Series(name="Emergency", values=(700, 712, None), colour="population", pattern=Pattern.HATCH),
        ),
        number=NumberFormat(unit="spells"),
        target=Limit(name="Plan", values=(850,), colour="text"),
        illustrative=True,
    )


def line() -> ChartSpec:
    values = (*ED_VALUES[:5], None, *ED_VALUES[6:])
    marks: list[Mark | None] = [Mark(shape=Shape.DOT, colour="common", note="common cause")] * 10
    marks[1] = Mark(shape=Shape.CIRCLE_UP, colour="improve", note="improvement")
    marks[8] = Mark(shape=Shape.DIAMOND, colour="concern", note="concern, low")
    marks[9] = Mark(shape=Shape.SQUARE, colour="neutral", note="neutral")
    return ChartSpec(
        kind=Kind.LINE,
        title="December 2022 fell below the lower limit & stayed <under> it",
        subtitle="Seen within four hours, type 1, per cent, April 2022 to January 2023",
        foot="Source: board papers. As at 31 January 2023.",
        alternative_text="Line of ten months between 66.8 and 52.6 per cent, one of them missing.",
        key_heading="Month",
        keys=ED_MONTHS,
        series=(Series(name="Within 4 hours", values=values, colour="common", marks=tuple(marks)),),
        number=PERCENT,
        from_zero=False,
        limits=(
            Limit(name="Upper limit", values=(72.1,) * 5 + (68.3,) * 5),
            Limit(name="Mean", values=(62.1,), dash=Dash.SOLID),
            Limit(name="Lower limit", values=(56.1,)),
        ),
    )


def target_and_events() -> ChartSpec:
    return ChartSpec(
        kind=Kind.LINE,
        title="Two in five wait longer than four hours",
        subtitle="Seen within four hours, type 1, per cent, April 2022 to January 2023",
        foot="Source: board papers. As at 31 January 2023.",
        alternative_text="Line falling from 64.9 per cent in April 2022 to 61.4 in January 2023.",
        key_heading="Month",
        keys=ED_MONTHS,
        series=(
            Series(name="Within 4 hours", values=ED_VALUES, labelled=(1, 8)),
            Series(
                name="Peer", values=(70.0,) * 9 + (69.5,), colour="resource", dash=Dash.DOTTED, labelled=(0,)
            ),
        ),
        number=PERCENT,
        from_zero=False,
        target=Limit(name="Standard", values=(95.0,), colour="text"),
        bands=(Band(name="Like us", low=66, high=74),),
        events=(
            Event(at=date(2022, 6, 15), text="New rota"),
            Event(at=date(2022, 9, 1), text="Ward 4 closed"),
            Event(at=date(2022, 12, 1), text="Industrial action"),
        ),
    )


def share_bar() -> ChartSpec:
    parts = (
        ("Staff costs", 9_551_000, "primary", Pattern.SOLID),
        ("Other trusts (outside system)", 1_523_000, "personal", Pattern.HATCH),
        ("Drugs and supplies", 1_084_000, "population", Pattern.DOTS),
        ("Other trust spend", 752_000, "resource", Pattern.CROSS),
        ("Other commissioned", 190_000, "concern", Pattern.SOLID),
        ("Primary care including prescribing", 0, "common", Pattern.OUTLINE),
    )
    return ChartSpec(
        kind=Kind.SHARE,
        title="Staff are 73% of what cardiology costs",
        subtitle="Net spend by category, £13.1 million, April to September 2020",
        foot="Source: budget book, cardiology. As at 30 September 2020.",
        alternative_text="One bar cut into six parts; staff costs take 72.9 per cent.",
        key_heading="Service line",
        keys=("Cardiology",),
        series=tuple(
            Series(name=name, values=(amount,), colour=colour, pattern=pattern)
            for name, amount, colour, pattern in parts
        ),
        number=money_format([13_100_000]),
    )


def stacked() -> ChartSpec:
    return ChartSpec(
        kind=Kind.STACK,
        title="Most of what we spend in community is spent by one provider",
        subtitle="Spend by organisation and setting, £ thousand, 2020/21",
        foot="Source: invented for a test.",
        alternative_text="Stacked bars of three settings and two organisations.",
        key_heading="Setting",
        keys=("Hospital", "Community", "Primary care"),
        series=(
            Series(name="Trust", values=(620_000, 110_000, None), colour="primary"),
            Series(
                name="Provider",
                values=(80_000, 540_000, 40_000),
                colour="concern",
                pattern=Pattern.BACK_HATCH,
            ),
        ),
        number=money_format([620_000]),
        illustrative=True,
    )


def ordinal() -> ChartSpec:
    return ChartSpec(
        kind=Kind.ORDINAL,
        title="Data is where we are furthest from our aim",
        subtitle="Maturity by dimension, now and aimed at",
        foot="Source: stocktake of 16 March 2023.",
        alternative_text="Four dimensions on five levels; data is at level one and aims at level four.",
        key_heading="Dimension",
        keys=("Leadership and culture", "Data", "Money", "Residents' voice"),
        series=(
            Series(name="Now", values=(2, 0, None, 1), colour="primary"),
            Series(name="Aim", values=(3, 3, 2, 4), colour="personal"),
        ),
        levels=("Not yet", "Starting", "Crawl", "Walk", "Run"),
    )


def empty() -> ChartSpec:
    return ChartSpec(
        kind=Kind.LINE,
        title="Door to needle time has no values yet",
        subtitle="Minutes, median",
        foot="",
        alternative_text="An empty chart.",
        key_heading="Month",
        keys=(),
        series=(Series(name="Minutes", values=()),),
        empty_text="Enter the first value to see the line. Two values make a trend, twelve make limits.",
    )


def long_labels() -> ChartSpec:
    name = "Integrated neighbourhood teams for people with several long-term conditions"
    return ChartSpec(
        kind=Kind.BARS,
        title="A finding that takes many words to say, because the committee that wrote it could not agree "
        "on which half of the sentence mattered more and so kept both",
        subtitle="Patients seen in the year by every team that answered by 16 March 2023",
        foot="Source: request for data of 4 March 2023, answers from three of five teams, two of which "
        "counted contacts rather than patients. As at 16 March 2023.",
        alternative_text="Three bars with very long names.",
        key_heading="Team",
        keys=(name + ", north", name + ", south", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"),
        series=(Series(name="Patients", values=(1200, 35, None)),),
        target=Limit(name="Planned for the year in the business case", values=(1000,), colour="text"),
        bands=(Band(name="What teams like ours see", low=700, high=900),),
    )


def one_point() -> ChartSpec:
    return ChartSpec(
        kind=Kind.LINE,
        title="The first value is in",
        subtitle="Minutes, median",
        foot="Source: stroke unit.",
        alternative_text="One value, 48 minutes in March 2023.",
        key_heading="Month",
        keys=(date(2023, 3, 1),),
        series=(Series(name="Minutes", values=(48,)),),
        number=NumberFormat(unit="minutes"),
    )


def negative() -> ChartSpec:
    amounts = (Decimal("-1240000.50"), 420_000, -30_000, 0, None)
    return ChartSpec(
        kind=Kind.BARS,
        title="Moving the clinic frees £1.2m at the trust and costs others £0.4m",
        subtitle="Change in spend by organisation, £ million a year",
        foot="Source: option 3.",
        alternative_text="Bars left and right of zero for five organisations.",
        key_heading="Organisation",
        keys=("Trust", "Community provider", "Primary care", "Ambulance", "Council"),
        series=(Series(name="Change", values=amounts, point_colours=("good", "bad", "good", "bad", "bad")),),
        number=money_format(amounts),
    )


def many_categories() -> ChartSpec:
    return ChartSpec(
        kind=Kind.COLUMNS,
        title="Practice 7 orders most tests for its list",
        subtitle="Tests per 1,000 patients",
        foot="Source: invented for a test.",
        alternative_text="Columns of 25 practices between 11 and 83 tests per 1,000 patients.",
        key_heading="Practice",
        keys=tuple(f"Practice number {number}" for number in range(1, 26)),
        series=(Series(name="Tests", values=tuple((number * 37 + 11) % 79 + 11 for number in range(25))),),
        number=PLAIN,
        illustrative=True,
    )


EXAMPLES = {
    maker.__name__: maker
    for maker in (
        bars,
        columns,
        line,
        target_and_events,
        share_bar,
        stacked,
        ordinal,
        empty,
        long_labels,
        one_point,
        negative,
        many_categories,
    )
} | spc_examples.CHARTS

GOLDEN = Path(__file__).parent / "golden"


def golden_texts() -> dict[str, str]:
    """File name and expected text of every golden file: all charts in light, three in print greys."""
    from stewardship_desktop.reports.chart_svg import svg

    texts = {f"{name}.svg": svg(make(), 720, 400) for name, make in EXAMPLES.items()}
    texts |= {f"{name}.svg": svg(make(), 720, 400) for name, make in spc_examples.PICTURES.items()}
    texts["xmr_print.svg"] = svg(spc_examples.xmr(), 720, 400, "print")
    for name in ("columns", "share_bar", "line"):
        texts[f"{name}_print.svg"] = svg(EXAMPLES[name](), 720, 400, "print")
    return texts


if __name__ == "__main__":  # writes the golden files anew: look at them before they are committed
    GOLDEN.mkdir(exist_ok=True)
    for file_name, text in golden_texts().items():
        (GOLDEN / file_name).write_text(text, encoding="utf-8", newline="\n")

"""Documents that every renderer is tried with: a decision sheet and score sheets, all figures invented."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from stewardship_desktop.application.locations import resource_folder
from stewardship_desktop.domain.chart import PLAIN, ChartSpec, Kind, Series
from stewardship_desktop.domain.chart.picture import EfficientPoint, FrontierSpec, Place
from stewardship_desktop.reports.content import (
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    ScoreLine,
    ScoreLines,
    SideBySide,
    Table,
    Tone,
    WritingLines,
)
from stewardship_desktop.reports.typst_input import typst_input

GOLDEN = Path(__file__).parent / "golden_typst_input.json"
DAY = date(2023, 3, 16)
OPTIONS = (
    ("Guided self-help at home", "400 people a year, by phone and post for 12 weeks"),
    ("Carer support", "220 carers a year, one visit and a group each month"),
    ("School sessions", "1,500 pupils a year, two lessons each"),
    ("Early supported discharge, seven days", "310 people a year, therapy at home from the first day"),
    ("Second scan for low-risk patients", "900 scans a year, as done today"),
    ("Outpatient review at twelve months", "640 people a year, as done today"),
    ("Community rehabilitation hub", "180 people a year, in one place in each Alliance"),
    ("Psychology after stroke", "150 people a year, six sessions each"),
)


def gains() -> ChartSpec:
    values = (43.2, 25.1, 36.0, 61.4, 4.5, 12.8, 30.2, 18.9)
    return ChartSpec(
        kind=Kind.BARS,
        title="Early supported discharge gains most for its cost",
        subtitle="Gain by option, points on the group's own scale",
        foot="Source: scores of 11 seats. As at 16 March 2023.",
        alternative_text="Bars of the gain of eight options. Early supported discharge is highest at 61.4.",
        key_heading="Option",
        keys=tuple(name for name, _ in OPTIONS),
        series=(Series(name="Gain", values=values),),
        number=PLAIN,
        illustrative=True,
    )


def frontier() -> FrontierSpec:
    points = ((0, 0), (33, 25), (93, 68), (243, 129), (333, 165), (593, 187))
    return FrontierSpec(
        title="The same money could gain a third more",
        subtitle="Gain by cost of every efficient set, £ thousand a year",
        foot="Source: scores of 11 seats. As at 16 March 2023.",
        alternative_text="Rising line of six efficient sets; today's lies below, £342,000 for a gain of 122.",
        points=tuple(EfficientPoint(cost=1000 * cost, gain=gain, convex=True) for cost, gain in points),
        current=Place(cost=342_000, gain=122),
        same_cost=43,
        same_gain=99_000,
        illustrative=True,
    )


def decision_sheet() -> Document:
    return Document(
        title="Stroke: what the group decided",
        subtitle="STAR session on moving money at constant spend, 2023/24",
        author_role="Facilitator of the session",
        printed_on=DAY,
        illustrative=True,
        one_page=True,
        blocks=(
            Callout(
                tone=Tone.GOOD,
                word="Balanced",
                text="£342,000 moves, and spend stays at £1.83 million. "
                "£60,000 of stranded cost is not covered yet.",
            ),
            KeyFigures(
                tiles=(
                    KeyFigure(
                        label="Gain at the same cost", value="+43", unit="points", as_at="from 122 to 165"
                    ),
                    KeyFigure(
                        label="Money moved", value="£342k", unit="a year", as_at="recurrent, full year"
                    ),
                    KeyFigure(label="People reached", value="2,790", as_at="680 more than now"),
                    KeyFigure(label="Left unspent", value="£0", as_at="of £1,833k"),
                )
            ),
            Heading(text="What changes"),
            SideBySide(
                left=(
                    Table(
                        caption="Options and their cost, £ thousand a year",
                        columns=(
                            Column(heading="Option"),
                            Column(heading="Now", numeric=True),
                            Column(heading="Next", numeric=True),
                        ),
                        rows=(
                            ("Second scan for low-risk patients", "252", "80"),
                            ("Outpatient review at twelve months", "310", "140"),
                            ("Early supported discharge", "760", "910"),
                            ("Guided self-help at home", "0", "60"),
                            ("Carer support", "0", "33"),
                            ("Other services, unchanged", "511", "610"),
                            ("Together", "1,833", "1,833"),
                        ),
                        total=True,
                    ),
                ),
                right=(Figure(chart=frontier(), height=0.75),),
                left_share=0.48,
            ),
            Table(
                caption="Net effect by organisation, £ thousand a year",
                columns=(
                    Column(heading="Organisation"),
                    Column(heading="Gives", numeric=True),
                    Column(heading="Receives", numeric=True),
                    Column(heading="Net", numeric=True),
                    Column(heading="What it means"),
                ),
                rows=(
                    (
                        "Hospital trust",
                        "342",
                        "92",
                        "−250",
                        "£60k stays as a cost pressure until the ward closes",
                    ),
                    ("Community trust", "0", "160", "+160", "Three therapists"),
                    ("Voluntary sector", "0", "90", "+90", "Two-year agreement"),
                ),
            ),
            Heading(text="Reasons and dissent"),
            Bullets(
                items=(
                    "Discharge first: most gain for its cost under every weight the group tried.",
                    "One resident's seat would have kept the twelve-month review for people living alone.",
                )
            ),
            Heading(text="Next steps"),
            Table(
                caption="Who does what by when",
                columns=(Column(heading="Step"), Column(heading="Owner"), Column(heading="By")),
                rows=(
                    ("Cover the stranded cost of the hospital trust", "Finance partner", "30 April 2023"),
                    ("Appoint three therapists", "Community services lead", "30 June 2023"),
                    ("Review the effect on people who live alone", "Steward", "29 September 2023"),
                ),
            ),
            WritingLines(labels=("Chair", "Finance partner", "Date")),
        ),
    )


def score_sheets(seats: int = 3, options: int = 8) -> Document:
    blocks: list[Heading | Paragraph | ScoreLines | PageBreak] = []
    for seat in range(1, seats + 1):
        if seat > 1:
            blocks.append(PageBreak())
        blocks += [
            Heading(text=f"Seat {seat}: resident, lives with stroke"),
            Paragraph(
                text="How much does each option help one average person who benefits? Score alone. "
                "0 is no benefit, 100 the most that any option here could give. Mark the line, "
                "then write the number in the box."
            ),
            ScoreLines(
                low="No benefit",
                high="Most benefit",
                lines=tuple(
                    ScoreLine(
                        name=f"{letter}. {name}",
                        detail=detail,
                        closed="You declared an interest here. Leave it out."
                        if (seat, letter) == (2, "B")
                        else "",
                    )
                    for letter, (name, detail) in zip("ABCDEFGH", OPTIONS[:options], strict=False)
                ),
            ),
        ]
    return Document(
        title="Score sheet: benefit",
        subtitle="Stroke, STAR session of 16 March 2023",
        printed_on=DAY,
        illustrative=True,
        one_page=True,
        blocks=tuple(blocks),
    )


def long_report() -> Document:
    """Several pages, nothing invented, with a table that crosses a page."""
    rows = tuple((f"Measure {number}", f"{number * 7 % 97}", "As at 31 March 2023") for number in range(60))
    return Document(
        title="Stroke: the year 2022/23",
        printed_on=DAY,
        blocks=(
            Heading(text="What changed"),
            Paragraph(text="The group met nine times. " * 12),
            Figure(chart=replace(gains(), illustrative=False), height=0.4),
            Heading(text="Numbers", level=2),
            Table(
                caption="Every measure of the year",
                columns=(
                    Column(heading="Measure"),
                    Column(heading="Value", numeric=True),
                    Column(heading="Note"),
                ),
                rows=rows,
                notes=("Values below 5 are not shown.",),
            ),
            PageBreak(),
            Heading(text="Annex: sources"),
            Callout(tone=Tone.WARN, word="Take care", text="Two definitions changed in the year."),
            Callout(tone=Tone.BAD, word="Not met", text="One aim was missed."),
            Callout(tone=Tone.NOTE, word="Note", text="Counts are of people, not of visits."),
            Paragraph(text="Figures are from the group's own record.", quiet=True),
        ),
    )


def golden_typst_input() -> str:
    """What the template is handed for the decision sheet; the drawings have goldens of their own."""
    handed = _without_drawings(typst_input(decision_sheet(), resource_folder() / "fonts"))
    return json.dumps(handed, ensure_ascii=False, indent=1) + "\n"


def _without_drawings(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_drawings(one) for key, one in value.items() if key not in {"svg", "colours"}}
    return [_without_drawings(one) for one in value] if isinstance(value, list) else value


if __name__ == "__main__":  # writes the golden file anew: look at it before it is committed
    GOLDEN.write_text(golden_typst_input(), encoding="utf-8", newline="\n")

"""The page of a meeting: up to four charts two by two, each under its finding, and the one decision.

It lays out what `domain.dashboard.meeting` says and works nothing out.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stewardship_desktop.domain.chart.spec import ChartSpec
from stewardship_desktop.domain.dashboard.meeting import MeetingPage
from stewardship_desktop.domain.observation import MEETING_CHARTS
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.reports.chart_svg import ILLUSTRATIVE
from stewardship_desktop.reports.content import (
    Block,
    Callout,
    Document,
    Figure,
    Page,
    PageBreak,
    Paragraph,
    SideBySide,
    Tone,
)

PICTURE_HEIGHTS = (0.5, 0.44, 0.38, 0.32, 0.26, 0.2)
"""Heights of a picture as shares of its width, to be tried from the greatest."""
TALL = 0.66
"""Where each side has two charts only."""
LEFT_OUT = "What happened when, and notes on points, are left out here for want of room."


def meeting_document(
    page: MeetingPage, printed_on: date, height: float, *, sides: int = 1, events: bool = True
) -> Document:
    """The meeting on one landscape side, or with two charts on each of two `sides`.

    Without `events` the charts have neither these nor notes, whose words may take a picture's room.
    """
    held = f"Meeting of {date_words(page.held_on)}" if page.held_on else "Meeting, no day set yet"
    to_decide = page.decision or "nothing is noted yet"
    decision = Callout(tone=Tone.NOTE, word="To decide", text=to_decide)
    figures = [Figure(chart=_printed(spec, events=events), height=height) for _, spec in page.charts]
    full = len(figures) == MEETING_CHARTS and sides == 1
    blocks: list[Block] = []
    for at in range(0, len(figures) - 1, 2):
        if at and sides > 1:
            blocks.append(PageBreak())
        blocks.append(SideBySide(left=(figures[at],), right=(figures[at + 1],)))
    if len(figures) % 2:
        # An odd chart shares its line with the decision rather than standing twice as large.
        if len(figures) > 1 and sides > 1:
            blocks.append(PageBreak())
        blocks.append(SideBySide(left=(figures[-1],), right=(decision,)))
    elif not full:
        blocks.append(decision)
    if page.charts:
        left_out = "" if events or not _has_events(page) else f" {LEFT_OUT}"
        blocks.append(Paragraph(text=f"{_sources(page)}{left_out}", quiet=True))
    return Document(
        title=f"{page.care_area}: what we look at",
        # Under four charts there is no line left for the decision.
        subtitle=f"{held}. To decide: {to_decide}" if full else held,
        printed_on=printed_on,
        blocks=tuple(blocks),
        illustrative=any(spec.illustrative for _, spec in page.charts),
        page=Page.LANDSCAPE,
        one_page=True,
    )


def _printed(spec: ChartSpec, *, events: bool) -> ChartSpec:
    """A chart as this page has it: its foot is said below all of them, and so is what it leaves out.

    That its figures are invented is said before what it measures: a line for that alone would take four
    charts from one side to two.
    """
    if not events:
        spec = replace(spec, events=(), notes=())
    if spec.illustrative:
        spec = replace(spec, illustrative=False, subtitle=f"{ILLUSTRATIVE}. {spec.subtitle}")
    return replace(spec, foot="")


def _has_events(page: MeetingPage) -> bool:
    return any(spec.events or spec.notes for _, spec in page.charts)


def _sources(page: MeetingPage) -> str:
    """The feet of all charts in one paragraph, what all say said once: four would take a picture's room."""
    said = {spec.series[0].name: _sentences(spec.foot) for _, spec in page.charts}
    shared = [each for each in next(iter(said.values())) if all(each in foot for foot in said.values())]
    feet: dict[str, list[str]] = {}
    for name, foot in said.items():
        own = " ".join(each for each in foot if each not in shared)
        feet.setdefault(own, []).append(name)
    parts = [f"{', '.join(names)}: {own}" for own, names in feet.items() if own]
    return " ".join((*parts, *(("All charts:",) if parts and shared else ()), *shared))


def _sentences(foot: str) -> list[str]:
    return [f"{each.rstrip('.')}." for each in foot.strip().split(". ") if each]

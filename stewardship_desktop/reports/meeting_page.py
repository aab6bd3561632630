"""The page of a meeting: up to four charts two by two, each under its finding, and the one decision.

It lays out what `domain.dashboard.meeting` says and works nothing out.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stewardship_desktop.domain.dashboard.meeting import MeetingPage
from stewardship_desktop.domain.observation import MEETING_CHARTS
from stewardship_desktop.domain.partial_date import date_words
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


def meeting_document(page: MeetingPage, printed_on: date, height: float, *, sides: int = 1) -> Document:
    """The meeting on one landscape side, or with two charts on each of two `sides`."""
    held = f"Meeting of {date_words(page.held_on)}" if page.held_on else "Meeting, no day set yet"
    to_decide = page.decision or "nothing is noted yet"
    decision = Callout(tone=Tone.NOTE, word="To decide", text=to_decide)
    figures = [Figure(chart=replace(spec, foot=""), height=height) for _, spec in page.charts]
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
        blocks.append(Paragraph(text=_sources(page), quiet=True))
    return Document(
        title=f"{page.care_area}: what we look at",
        # Under four charts there is no line left for the decision.
        subtitle=f"{held}. To decide: {to_decide}" if full else held,
        printed_on=printed_on,
        blocks=tuple(blocks),
        page=Page.LANDSCAPE,
        one_page=True,
    )


def _sources(page: MeetingPage) -> str:
    """The feet of all charts in one paragraph: four of them would take the room of a picture."""
    feet: dict[str, list[str]] = {}
    for _, spec in page.charts:
        feet.setdefault(spec.foot.strip(), []).append(spec.series[0].name)
    return " ".join(f"{', '.join(names)}: {foot}" for foot, names in feet.items())

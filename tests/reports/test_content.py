"""The content model refuses what no renderer could print well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from stewardship_desktop.reports.content import (
    Bullets,
    Callout,
    Column,
    ContentError,
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
from tests.reports.document_examples import DAY, decision_sheet, gains, long_report, score_sheets

TEXT = Paragraph(text="Text")
COLUMNS = (Column(heading="Option"), Column(heading="Cost", numeric=True))


def document(*blocks: Any, **more: Any) -> Document:
    return Document(title="Sheet", printed_on=DAY, blocks=blocks, **more)


@pytest.mark.parametrize(
    "make, says",
    [
        (lambda: Heading(text=" "), "text is empty"),
        (lambda: Heading(text="Deep", level=4), "level 4 is outside 1 to 3"),
        (lambda: Paragraph(text=""), "text is empty"),
        (lambda: Bullets(items=()), "there are none"),
        (lambda: Bullets(items=("one", "")), "text is empty"),
        (lambda: Table(caption="Costs", columns=COLUMNS, rows=()), "Table 'Costs': it has no rows"),
        (lambda: Table(caption="", columns=COLUMNS, rows=(("a", "1"),)), "text is empty"),
        (lambda: Table(caption="Costs", columns=(), rows=((),)), "0 columns"),
        (lambda: Table(caption="Costs", columns=COLUMNS, rows=(("a", "1"), ("b",))), "row 2: 1 cells for 2"),
        (lambda: Table(caption="Costs", columns=COLUMNS, rows=(("", "1"),)), "row 1, its heading"),
        (
            lambda: Table(caption="Costs", columns=(Column(heading=""),), rows=(("a",),)),
            "heading of a column",
        ),
        (lambda: Figure(chart=gains(), height=2.0), "height 2 is outside"),
        (lambda: KeyFigures(tiles=()), "0 in a row"),
        (lambda: KeyFigure(label="Gain", value=""), "Key figure 'Gain', its value"),
        (lambda: Callout(tone=Tone.BAD, word="", text="Over budget"), "its word"),
        (lambda: ScoreLines(low="None", high="Most", lines=()), "nothing to score"),
        (lambda: ScoreLines(low="", high="Most", lines=(ScoreLine(name="A"),)), "the low end"),
        (lambda: WritingLines(labels=()), "0 labels"),
        (lambda: WritingLines(labels=("Note",), lines=0), "of 0 lines"),
        (lambda: SideBySide(left=(TEXT,), right=()), "one side is empty"),
        (lambda: SideBySide(left=(TEXT,), right=(TEXT,), left_share=0.9), "left share 0.9"),
        (document, "a page between two breaks is empty"),
        (lambda: document(TEXT, PageBreak()), "a page between two breaks is empty"),
        (lambda: replace(document(TEXT), title=""), "text is empty"),
        (lambda: document(Heading(text="Sub", level=2)), "'Sub' of level 2 follows level 0"),
        (
            lambda: document(
                SideBySide(left=(Heading(text="One"),), right=(Heading(text="Three", level=3),))
            ),
            "'Three' of level 3 follows level 1",
        ),
    ],
)
def test_what_cannot_be_printed_is_refused(make: Callable[[], object], says: str) -> None:
    with pytest.raises(ContentError, match=says):
        make()


def test_a_chart_without_alternative_text_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="alternative_text"):
        Figure(chart=replace(gains(), alternative_text=" "))


def test_a_heading_may_go_up_by_any_number() -> None:
    levels = (1, 2, 3, 1, 2)
    assert document(*(Heading(text="H", level=level) for level in levels)).blocks


def test_parts_are_what_stands_between_breaks() -> None:
    parts = score_sheets(seats=3).parts
    assert [part[0].text for part in parts if isinstance(part[0], Heading)] == [
        "Seat 1: resident, lives with stroke",
        "Seat 2: resident, lives with stroke",
        "Seat 3: resident, lives with stroke",
    ]
    assert not any(isinstance(block, PageBreak) for part in parts for block in part)


def test_one_invented_figure_makes_the_document_illustrative() -> None:
    tile = KeyFigure(label="Gain", value="43", illustrative=True)
    assert not document(TEXT).holds_illustrative
    assert document(TEXT, illustrative=True).holds_illustrative
    assert document(SideBySide(left=(TEXT,), right=(Figure(chart=gains()),))).holds_illustrative
    assert document(KeyFigures(tiles=(tile,))).holds_illustrative
    assert decision_sheet().holds_illustrative
    assert not long_report().holds_illustrative

"""Charts in words."""

from __future__ import annotations

from datetime import date

import pytest

from stewardship_desktop.domain.chart import DateStyle
from stewardship_desktop.domain.chart.reading import date_text, reading, table_of
from tests.reports.chart_examples import ED_VALUES, EXAMPLES


def test_the_table_has_every_figure_limit_and_meaning() -> None:
    header, rows = table_of(EXAMPLES["line"]())
    assert header == (
        "Month",
        "Within 4 hours",
        "Within 4 hours, meaning",
        "Upper limit",
        "Mean",
        "Lower limit",
    )
    assert rows[0] == ("Apr 2022", "64.9%", "common cause", "72.1%", "62.1%", "56.1%")
    assert rows[5] == ("Sep 2022", "not available", "", "68.3%", "62.1%", "56.1%")
    assert rows[8][2] == "concern, low"


def test_the_table_names_events_in_the_period_they_fall_into() -> None:
    header, rows = table_of(EXAMPLES["target_and_events"]())
    assert header[-2:] == ("Standard", "Events")
    assert [row[-1] for row in rows if row[-1]] == ["New rota", "Ward 4 closed", "Industrial action"]
    assert rows[2][0] == "Jun 2022"
    assert rows[2][-1] == "New rota"
    assert [row[1] for row in rows] == [f"{value}%" for value in ED_VALUES]


def test_a_single_bar_is_a_table_of_its_parts() -> None:
    header, rows = table_of(EXAMPLES["share_bar"]())
    assert header == ("Part", "Cardiology", "Share")
    assert rows[0] == ("Staff costs", "£9.6m", "72.9%")
    assert rows[-1] == ("Primary care including prescribing", "£0", "0.0%")


def test_levels_are_named_not_numbered() -> None:
    _, rows = table_of(EXAMPLES["ordinal"]())
    assert rows[1] == ("Data", "Not yet", "Walk")
    assert rows[2] == ("Money", "not available", "Crawl")


@pytest.mark.parametrize(
    "name, series, index, said",
    [
        ("bars", 0, 1, "Adult Mental Health: £171.3 million."),
        ("columns", 1, 2, "2020/21: Emergency not available, Plan 850 spells."),
        ("line", 0, 8, "Dec 2022: Within 4 hours 52.6 per cent, concern, low."),
        ("line", 0, 5, "Sep 2022: Within 4 hours not available."),
        (
            "target_and_events",
            0,
            8,
            "Dec 2022: Within 4 hours 52.6 per cent, Standard 95.0 per cent, Industrial action.",
        ),
        ("share_bar", 0, 0, "Cardiology: Staff costs £9.6 million, 72.9 per cent of the whole."),
        ("negative", 0, 0, "Trust: minus £1.2 million."),
        ("negative", 0, 2, "Primary care: minus £30.0 thousand."),
        ("ordinal", 1, 3, "Residents' voice: Aim Run."),
    ],
)
def test_a_point_is_read_as_a_sentence(name: str, series: int, index: int, said: str) -> None:
    assert reading(EXAMPLES[name](), series, index) == said


def test_dates_are_written_in_british_english_whatever_the_computer_speaks() -> None:
    day = date(2023, 3, 16)
    assert date_text(day, DateStyle.DAY) == "16 Mar 2023"
    assert date_text(day, DateStyle.MONTH) == "Mar 2023"
    assert date_text(day, DateStyle.YEAR) == "2023"

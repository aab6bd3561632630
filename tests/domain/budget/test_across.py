"""Checks across files of one workspace."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.across import check_across
from stewardship_desktop.domain.budget.checks import check_table
from stewardship_desktop.domain.budget.kinds import BUDGET_BOOK, ORGANISATION_RESOURCES, STAFFING
from stewardship_desktop.domain.budget.table import ImportTable, KeptFigure, table_from_figures
from stewardship_desktop.domain.period import Period
from tests.domain.budget.tables import FILES, example, seen, table

PAGE = "cardiology_resources_by_organisation.csv"
BOOK = "budget_book_service_lines.csv"


def named(tables: list[ImportTable], words: str) -> list[tuple[Decimal, Decimal, str, str]]:
    return [
        (c.printed, c.computed, c.result, c.likely_cause) for c in check_across(tables) if words in c.check
    ]


def test_the_page_reads_as_half_a_year() -> None:
    tables = [example(PAGE), example(BOOK)]
    ((printed, computed, result, cause),) = named(tables, "v net spend of its page")
    assert seen(printed, computed, result) == (26_285, 13_100, "mismatch")
    assert "half a year" in cause
    ((printed, computed, result, cause),) = named(tables, "v twice the net spend")
    assert seen(printed, computed, result) == (26_285, 26_200, "rounding")
    assert "1 per cent" in cause
    ((printed, computed, result, cause),) = named(tables, "v printed system total 2,620,152")
    assert seen(printed, computed, result) == (1, Decimal("0.5"), "mismatch")
    assert "half a year" in cause


def test_the_half_year_is_seen_whatever_period_was_given() -> None:
    page = replace(example(PAGE), period=Period.parse("2020/21"))
    assert [r[2] for r in named([page, example(BOOK)], "line of the budget book")] == ["mismatch", "rounding"]


def test_tables_of_one_page_agree() -> None:
    tables = [example(name) for name in FILES if name.startswith("cardiology")]
    found = check_across(tables)
    assert {seen(c.printed, c.computed, c.result) for c in found} == {
        (13_100, 13_100, "ok"),
        (374, 374, "ok"),
        (0, 0, "ok"),
        (70_886, 70_886, "ok"),
        (13_846, 13_846, "ok"),
        (84_732, 84_732, "ok"),
    }


def test_only_what_a_table_takes_part_in() -> None:
    tables = [example(name) for name in FILES]
    staffing = next(t for t in tables if t.kind is STAFFING)
    assert [c.check for c in check_across(tables, about=staffing)] == [
        "total of staff groups v staff by organisation"
    ]
    month = next(t for t in tables if t.kind.name == "month-report")
    assert check_across(tables, about=month) == []


def test_other_years_and_other_lines_do_not_meet() -> None:
    page, book = example(PAGE), example(BOOK)
    assert check_across([page, replace(book, period=Period.parse("2021/22"))]) == []
    elsewhere = replace(page, service_line="Podiatry")
    assert not [c for c in check_across([elsewhere, book]) if "line of the budget book" in c.check]


def test_units_are_brought_together() -> None:
    book = table(BUDGET_BOOK, "service_line,spend\nStroke,2.5\nTotal,2.5", unit=Unit.MILLION)
    page = table(
        ORGANISATION_RESOURCES, "organisation,net_spend\nNorth,2500\nTotal,2500", service_line="STROKE"
    )
    (check,) = check_across([page, book])
    assert seen(check.printed, check.computed, check.result) == (Decimal("2.5"), Decimal("2.5"), "ok")


def test_a_page_without_a_line_is_told_by_its_file_name() -> None:
    page = replace(example(PAGE), service_line=None)
    assert named([page, example(BOOK)], "'Cardiology' line of the budget book v net")


def test_what_the_store_keeps_gives_the_same_checks() -> None:
    for name, (kind, period, unit) in FILES.items():
        built = example(name)
        figures = [
            KeptFigure(r.row_no, r.row_type.value, r.label, m, c.text, c.value)
            for r in built.rows
            for m, c in r.cells.items()
        ]
        again = table_from_figures(
            kind=kind,
            period=period,
            unit=unit,
            figures=figures,
            service_line=built.service_line,
            file_name=name,
            headings={v: k for k, v in built.columns.items()},
        )
        assert again.line_count in (built.line_count, built.line_count - 1)
        assert sorted(check_table(again).checks, key=str) == sorted(check_table(built).checks, key=str)

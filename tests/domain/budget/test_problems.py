"""Problems of a table that have no two numbers: each bad input named by the issue, in one clear line."""

from __future__ import annotations

from typing import Any

import pytest

from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.checks import check_table
from stewardship_desktop.domain.budget.kinds import (
    ACTIVITY_BY_COMMISSIONER,
    BUDGET_BOOK,
    CATEGORY_SPEND,
    ORGANISATION_RESOURCES,
)
from stewardship_desktop.domain.budget.names import ExistingImport, KnownName, KnownNames, index
from stewardship_desktop.domain.budget.report import Outcome
from stewardship_desktop.domain.period import Period
from tests.domain.budget.tables import seen, table


def lines_of(text: str, known: KnownNames | None = None, **options: object) -> list[str]:
    built = table(BUDGET_BOOK, text, **options)  # type: ignore[arg-type]
    return [p.text for p in check_table(built, known).problems]


def test_duplicate_rows_are_named_and_count() -> None:
    text = "service_line,spend\nStroke,10\nstroke ,10\nTotal,20"
    report = check_table(table(BUDGET_BOOK, text))
    (problem,) = [p for p in report.problems if "duplicate" in p.text]
    assert "rows 2, 3" in problem.text
    assert "same figures" in problem.text
    assert report.rows == 2
    assert report.checks[0].result == "ok"


def test_the_same_line_in_two_organisations_is_no_duplicate() -> None:
    text = "service_line,organisation,spend\nStroke,North,10\nStroke,South,20\nTotal,,30"
    assert not [p for p in lines_of(text) if "duplicate" in p]


def test_two_totals() -> None:
    text = "service_line,spend\nA,10\nB,20\nTotal,30\nTotal,31"
    report = check_table(table(BUDGET_BOOK, text))
    assert any("2 totals" in p.text for p in report.problems)
    assert [seen(c.printed, c.computed, c.result) for c in report.checks] == [
        (30, 30, "ok"),
        (31, 30, "mismatch"),
    ]


def test_lines_below_the_last_total() -> None:
    text = "service_line,row_type,spend\nA,line,10\nTotal,total_printed,10\nB,line,5"
    assert any("below the last total" in p for p in lines_of(text))


def test_no_total_is_said() -> None:
    assert any("prints no total" in p for p in lines_of("service_line,spend\nA,10"))


def test_a_lonely_sign_is_named() -> None:
    rows = "\n".join(f"Line {i},{i + 1}" for i in range(8))
    found = [p for p in lines_of(f"service_line,spend\n{rows}\nOdd,(4)") if "sign" in p]
    assert "'Odd'" in found[0]


def test_a_row_with_figures_and_no_name_is_refused() -> None:
    report = check_table(table(BUDGET_BOOK, "service_line,spend\nA,10\n,20\nTotal,30"))
    assert report.outcome is Outcome.REFUSED


@pytest.mark.parametrize("text", ["service_line,spend", "service_line,spend\nTotal,0"])
def test_nothing_to_import_is_refused(text: str) -> None:
    report = check_table(table(BUDGET_BOOK, text))
    assert report.outcome is Outcome.REFUSED
    assert any("no lines" in p.text for p in report.problems)


def test_unknown_organisations_with_an_offer() -> None:
    known = KnownNames(
        organisations=index(
            [
                KnownName(name="North Essex Hospitals NHS Trust", also=("NEHT",)),
                "Mid Town CCG",
                "Provide Community Interest Company",
            ]
        )
    )
    text = """commissioner,NEHT,Other,provide,total
              Mid Town,1,2,3,6
              MID TOWN ccg,1,2,3,6
              Nowhere,1,2,3,6"""
    report = check_table(table(ACTIVITY_BY_COMMISSIONER, text, unit=None), known)
    strange = [p for p in report.problems if "unknown organisation" in p.text]
    assert [p.row_no for p in strange] == [2, 4, None]
    assert "Did you mean 'Mid Town CCG'?" in strange[0].text
    assert (strange[0].name, strange[0].offers) == ("Mid Town", ("Mid Town CCG",))
    assert "Did you mean" not in strange[1].text
    assert "'Provide Community Interest Company'" in strange[2].text


def test_many_unknown_organisations_are_summed_up() -> None:
    rows = "\n".join(f"Body {i},1" for i in range(100))
    built = table(ORGANISATION_RESOURCES, f"organisation,net_spend\n{rows}")
    report = check_table(built, KnownNames(organisations=index(["Elsewhere"])))
    assert any("70 more organisations are unknown" in p.text for p in report.problems)


def test_a_new_version_and_a_period_clash() -> None:
    known = KnownNames(
        imports=(
            ExistingImport(kind="budget-book", period=Period.parse("2020/21"), version=2),
            ExistingImport(kind="budget-book", period=Period.parse("2020/21-H1")),
            ExistingImport(kind="budget-book", period=Period.parse("2019/20")),
            ExistingImport(kind="staffing", period=Period.parse("2020/21")),
        )
    )
    found = lines_of("service_line,spend,row_type\nA,10,line\nTotal,10,total", known)
    assert [p for p in found if "version 3" in p]
    assert len([p for p in found if "Period clash" in p]) == 1
    assert len(found) == 2


def test_a_heading_that_says_full_year_against_half_a_year() -> None:
    text = "service_line,indicative_full_year_spend,row_type\nA,10,line\nTotal,10,total"
    assert any("full year" in p for p in lines_of(text, period="2020/21-H1"))
    assert not lines_of(text)


def test_a_page_without_a_service_line_asks_for_it() -> None:
    built = table(CATEGORY_SPEND, "category,net_spend\nStaff,10\nTotal,10", file_name="page 3.csv")
    assert any("Say which service line" in p.text for p in check_table(built).problems)


def test_fractions_of_a_penny_are_noted() -> None:
    text = "service_line,spend\nA,10.0005\nTotal,10.0005"
    assert any("fractions of a penny" in p for p in lines_of(text, unit=Unit.POUND))


def test_report_shape_and_text() -> None:
    text = "service_line,spend\nA,10.5\nB,20\nTotal,40"
    report = check_table(table(BUDGET_BOOK, text))
    shape = report.to_json()
    assert list(shape) == ["rows", "checks", "problems"]
    assert shape["rows"] == 2
    checks: Any = shape["checks"]
    (check,) = checks
    assert list(check) == ["check", "printed", "computed", "difference", "result", "likely_cause"]
    assert seen(check["printed"], check["computed"], check["difference"]) == (40, 30.5, 9.5)
    assert isinstance(check["printed"], int)
    assert all(isinstance(p, str) for p in shape["problems"])  # type: ignore[attr-defined]
    assert "Mismatch (1)" in report.text()
    assert report.outcome.exit_status == 1
    assert "printed 40" in report.text()

"""The checks of one table: golden figures of the example's documents, and the general rules behind them."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.across import check_across
from stewardship_desktop.domain.budget.checks import check_table
from stewardship_desktop.domain.budget.findings import Check, judge, step, tolerance
from stewardship_desktop.domain.budget.kinds import (
    ACTIVITY_BY_TYPE,
    BUDGET_BOOK,
    MONTH_REPORT,
    ORGANISATION_RESOURCES,
    STAFFING,
)
from stewardship_desktop.domain.budget.report import Outcome
from tests.domain.budget.tables import FILES, example, seen, table

EXPECTED = list(
    csv.DictReader(
        Path(__file__).with_name("expected_mismatches.csv").read_text(encoding="utf-8").splitlines()
    )
)


def every_check() -> list[Check]:
    tables = [example(name) for name in FILES]
    return [c for t in tables for c in check_table(t).checks] + check_across(tables)


def only(checks: tuple[Check, ...], words: str) -> Check:
    (found,) = [c for c in checks if words in c.check]
    return found


# --------------------------------------------------------------------- the example's documents


@pytest.mark.parametrize("row", EXPECTED, ids=lambda r: r["check"])
def test_every_known_mismatch_is_found(row: dict[str, str]) -> None:
    printed, computed = Decimal(row["printed"]), Decimal(row["computed"])
    near = Decimal("0.05")
    assert [
        c
        for c in every_check()
        if c.result == "mismatch" and abs(c.printed - printed) <= near and abs(c.computed - computed) <= near
    ]


def test_nothing_else_is_called_a_mismatch_but_what_the_rule_says() -> None:
    """Beside the known ones: the surplus that leaves the reimbursement out."""
    known = {(Decimal(r["printed"]), Decimal(r["computed"])) for r in EXPECTED}
    extra = [c for c in every_check() if c.result == "mismatch" and seen(c.printed, c.computed) not in known]
    assert [seen(c.printed, c.computed) for c in extra] == [(Decimal("-13.0"), Decimal("-14.0"))]
    assert "is left out" in extra[0].likely_cause


def test_budget_book_total_is_rounding() -> None:
    report = check_table(example("budget_book_service_lines.csv"))
    assert report.rows == 58
    (check,) = report.checks
    assert seen(check.printed, check.computed, check.result) == (2_620_152, 2_620_154, "rounding")
    assert check.difference == -2
    assert report.outcome is Outcome.ACCEPTED
    assert report.problems == ()


def test_organisation_page() -> None:
    checks = check_table(example("cardiology_resources_by_organisation.csv")).checks
    intragroup = only(checks, "Total system resources v sum of 2 printed subtotals: less_intragroup")
    assert seen(intragroup.printed, intragroup.computed, intragroup.result) == (-14_367, -14_367, "ok")
    share = only(checks, "Total system resources v share of 10 lines")
    assert seen(share.printed, share.result) == (81, "rounding")
    assert share.computed == Decimal("81.298")
    assert {
        seen(c.printed, c.computed) for c in checks if c.result == "rounding" and c.unit != "percent"
    } == {
        (16_080, 16_079),
        (11_388, 11_387),
        (27_467, 27_468),
        (13_100, 13_101),
        (374, 375),
        (830, 829),
    }
    assert not [c for c in checks if c.result == "mismatch"]


def test_activity_by_commissioner_agrees_exactly() -> None:
    checks = check_table(example("cardiology_activity_by_commissioner.csv")).checks
    assert {c.result for c in checks} == {"ok"}
    assert only(checks, "Total M&SE commissioned activity v sum of 6 lines: mseft").computed == 70_886


def test_activity_by_type_points_at_the_one_cell() -> None:
    checks = check_table(example("cardiology_activity_by_type.csv")).checks
    column = only(checks, "v sum of 6 lines: mseft")
    assert seen(column.computed, column.difference, column.result) == (71_086, -200, "mismatch")
    value = only(checks, "value that would balance row and column")
    assert seen(value.printed, value.computed, value.difference) == (5_592, 5_392, 200)
    assert value.cells == ((5, "mseft"),)
    assert (5, "mseft") in column.cells
    assert "5,392" in column.likely_cause
    assert "One digit".lower() in column.likely_cause


def test_month_report_causes() -> None:
    checks = check_table(example("icb_month10_expenditure.csv")).checks
    repeated = only(checks, "ICB surplus v limit + spending: forecast_plan")
    assert repeated.computed == Decimal("-44.7")
    assert "repeats the figure of row 12" in repeated.likely_cause
    assert (12, "forecast_plan") in repeated.cells
    sign = only(checks, "variance = plan - actual, ytd: Months 1-3 CCG combined surplus")
    assert "sign" in sign.likely_cause
    left_out = only(checks, "Total ICS net expenditure v sections above: ytd_actual")
    assert "reimbursement" in left_out.likely_cause
    assert "1,910.0" in left_out.likely_cause
    mended = only(checks, "variance = plan - actual, forecast: ICB surplus")
    assert seen(mended.printed, mended.computed, mended.result) == (Decimal("-27.9"), Decimal("-27.9"), "ok")
    assert "balances as computed" in mended.check


# ------------------------------------------------------------------------------ general rules


@given(
    st.lists(st.decimals(-(10**6), 10**6, places=3), min_size=1, max_size=40),
    st.integers(0, 2),
)
def test_rounding_alone_is_never_called_a_mismatch(exact: list[Decimal], decimals: int) -> None:
    """Lines rounded to what is shown stay within the rule's reach of their exact total."""
    shown = step(decimals)
    lines = [v.quantize(shown) for v in exact]
    allowed = tolerance((shown for _ in lines), shown)
    assert abs(sum(lines, Decimal(0)) - sum(exact, Decimal(0))) <= allowed
    assert judge(sum(lines, Decimal(0)), sum(exact, Decimal(0)), allowed) != "mismatch"


@given(st.integers(1, 60), st.integers(-200, 200))
def test_the_tolerance_is_half_a_unit_for_each_line(count: int, gap: int) -> None:
    lines = "\n".join(f"Line {i},100" for i in range(count))
    report = check_table(table(BUDGET_BOOK, f"service_line,spend\n{lines}\nTotal,{100 * count + gap}"))
    (check,) = report.checks
    assert check.difference == gap
    assert check.result == ("ok" if gap == 0 else "rounding" if abs(gap) * 2 <= count else "mismatch")


@given(st.lists(st.lists(st.integers(0, 9999), min_size=3, max_size=3), min_size=2, max_size=6), st.data())
def test_a_single_wrong_cell_is_named(grid: list[list[int]], data: st.DataObject) -> None:
    rows = [[*row, sum(row)] for row in grid]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    at, part = data.draw(st.integers(0, len(grid) - 1)), data.draw(st.integers(0, 2))
    right = rows[at][part]
    wrong = right + data.draw(st.integers(100, 5000))
    rows[at][part] = wrong
    names = [f"Type {i}" for i in range(len(grid))] + ["Total"]
    text = "\n".join(f"{n},{','.join(map(str, r))}" for n, r in zip(names, rows, strict=True))
    report = check_table(table(ACTIVITY_BY_TYPE, f"activity_type,a,b,c,total\n{text}", unit=None))
    values = [c for c in report.checks if c.check.startswith("value that would balance")]
    assert [seen(c.printed, c.computed) for c in values] == [(wrong, right)]
    assert report.outcome is Outcome.WITH_MISMATCHES


def test_decimals_of_the_column_count_even_where_a_cell_drops_its_nought() -> None:
    text = "staff_category,wte\nNurses,10\nDoctors,2.5\nTotal,12.7"
    (check,) = check_table(table(STAFFING, text, unit=None)).checks
    assert check.result == "mismatch"


def test_a_suffix_makes_the_figure_as_coarse_as_it_is_printed() -> None:
    text = "service_line,spend\nA,1500000\nB,1120000\nTotal,£2.6bn"
    built = table(BUDGET_BOOK, text)
    report = check_table(built)
    (check,) = report.checks
    assert seen(check.printed, check.result) == (2_600_000, "rounding")
    assert any("£2.6bn" in p.text and "2,600,000 thousand" in p.text for p in report.problems)


@pytest.mark.parametrize(
    "rows, cause",
    [
        ("A,100\nB,250\nC,90\nTotal,350", "agrees if 'C' (row 4, 90) is left out"),
        ("A,100\nB,250\nC,90\nTotal,260", "agrees if 'C' (row 4, 90) has the other sign"),
        ("A,100\nB,250\nC,90000\nTotal,440", "thousand times too large"),
        ("A,100\nB,250\nC,90\nTotal,440000", "thousand times too large"),
        ("A,100\nB,250\nC,90\nTotal,-440", "sign is the other way round"),
        ("A,100\nB,250\nC,93\nTotal,434", "Two digits are swapped"),
        ("A,100\nB,250\nC,93\nTotal,843", "One digit differs"),
        ("A,100\nB,250\nC,92\nTotal,884", "about twice"),
        ("A,100,line\nB,250,line\nC,,line\nTotal,431,total", "1 of the 3 cells"),
    ],
)
def test_likely_causes(rows: str, cause: str) -> None:
    (check,) = check_table(
        table(BUDGET_BOOK, f"service_line,spend{',row_type' * (',line' in rows)}\n{rows}")
    ).checks
    assert check.result == "mismatch"
    assert cause in check.likely_cause


def test_intragroup_printed_as_plus_is_taken_off() -> None:
    text = """organisation,total_spend,less_intragroup,net_spend
              North,100,30,70
              South,50,10,40
              Total,150,40,110"""
    checks = check_table(table(ORGANISATION_RESOURCES, text)).checks
    assert {c.result for c in checks} == {"ok"}
    assert "net = total - intragroup: North" in {c.check for c in checks}


def test_limits_printed_positive_and_variances_the_other_way_round() -> None:
    text = """expenditure_line,ytd_plan,ytd_actual,ytd_variance
              Revenue resource limit,1000.0,,
              Acute,600.0,620.0,20.0
              Community,380.0,375.0,-5.0
              Total net expenditure,980.0,995.0,15.0
              Surplus or deficit,20.0,5.0,-15.0"""
    report = check_table(table(MONTH_REPORT, text, unit=Unit.MILLION))
    assert not report.mismatches
    assert any(c.check == "variance = actual - plan, ytd: Acute" for c in report.checks)
    assert any(c.check.startswith("Surplus or deficit v limit - spending") for c in report.checks)


def test_total_on_top_subtotals_and_grand_total() -> None:
    top = check_table(table(BUDGET_BOOK, "service_line,spend\nTotal,30\nA,10\nB,20"))
    assert [seen(c.printed, c.computed) for c in top.checks] == [(30, 30)]
    text = "service_line,spend\nA,10\nB,20\nTotal acute,30\nC,5\nTotal community,5\nGrand total,35"
    report = check_table(table(BUDGET_BOOK, text))
    assert [seen(c.printed, c.computed) for c in report.checks] == [(30, 30), (5, 5), (35, 35)]
    assert report.rows == 3


def test_a_figure_without_printed_parts_is_noted_and_not_judged() -> None:
    text = "activity_type,a,b,total\nDay case,,,12\nElective,1,2,3\nTotal,,,15"
    report = check_table(table(ACTIVITY_BY_TYPE, text, unit=None))
    assert not report.mismatches
    assert any("no printed parts" in p.text for p in report.problems)


def test_share_that_is_a_plain_average_says_so() -> None:
    text = """organisation,row_type,net_spend,pct_for_us
              North,line,900,100
              South,line,100,50
              Total,total_printed,1000,75"""
    checks = check_table(table(ORGANISATION_RESOURCES, text)).checks
    share = only(checks, "share of 2 lines")
    assert seen(share.printed, share.computed, share.result) == (75, 95, "mismatch")
    assert "plain average" in share.likely_cause


def test_checking_changes_nothing() -> None:
    built = example("cardiology_activity_by_type.csv")
    before = repr(built)
    check_table(built)
    assert repr(built) == before

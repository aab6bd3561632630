"""From texts to a budget table: headings recognised or mapped, cells read, units and lines told."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.checks import check_table
from stewardship_desktop.domain.budget.kinds import (
    ACTIVITY_BY_TYPE,
    BUDGET_BOOK,
    CATEGORY_SPEND,
    KINDS,
    MONTH_REPORT,
    ORGANISATION_RESOURCES,
    STAFFING,
    kind_named,
)
from stewardship_desktop.domain.budget.names import KnownName, KnownNames, index
from stewardship_desktop.domain.budget.report import Outcome
from stewardship_desktop.domain.budget.table import ImportTable
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.period import Period
from stewardship_desktop.exchange.mapping import (
    ColumnMap,
    build_table,
    header_signature,
    load_map,
    parse_map,
    recognise_kind,
)
from stewardship_desktop.exchange.reading import read_file
from tests.domain.budget.tables import EXAMPLE, FILES, example, table


def refusals(built: ImportTable) -> list[str]:
    report = check_table(built)
    assert report.outcome is Outcome.REFUSED
    return [p.text for p in report.problems if p.severity == "refuse"]


@pytest.mark.parametrize("name", FILES)
def test_the_example_is_recognised_without_a_map(name: str) -> None:
    kind, _, unit = FILES[name]
    headers = read_file(EXAMPLE / name).headers
    assert recognise_kind(headers) is kind_named(kind)
    built = example(name)
    assert built.unit is unit
    assert check_table(built).outcome is not Outcome.REFUSED


def test_every_kind_has_a_label_and_figures() -> None:
    assert len(KINDS) == 7
    for kind in KINDS:
        assert kind.label.required
        assert kind.open_parts or any(c.is_measure for c in kind.columns)


def test_other_headings() -> None:
    built = table(
        ORGANISATION_RESOURCES,
        "Organisation,Gross £'000,Intra-group £'000,Net spend £'000,% for our people,WTE\n"
        'North,"1,234",(234),£1000,81%,2.5',
        unit=None,
    )
    assert built.unit is Unit.THOUSAND
    (row,) = built.rows
    assert {m: row.value(m) for m in row.cells} == {
        "total_spend": 1234,
        "less_intragroup": -234,
        "net_spend": 1000,
        "pct_for_population": 81,
        "staff_wte": Decimal("2.5"),
    }
    assert row.cells["net_spend"].text == "£1000"


def test_a_map_says_what_is_what() -> None:
    text = "Thing,Bits,2020 money,Unneeded\nStroke,x,5,1\nTotal,,5,1"
    said = ColumnMap(
        columns={"Thing": "service_line", "2020 money": "spend", "Unneeded": "", "Bits": "category"}
    )
    built = table(BUDGET_BOOK, text, said=said)
    assert [r.category for r in built.rows] == ["x", ""]
    assert built.columns == {"Thing": "service_line", "Bits": "category", "2020 money": "spend"}
    assert check_table(built).checks[0].result == "ok"


@pytest.mark.parametrize(
    "columns, says",
    [
        ({"Nope": "spend"}, "doesn't have"),
        ({"Thing": "nonsense"}, "isn't a column"),
        ({"Thing": "spend", "Money": "spend"}, "two columns"),
    ],
)
def test_a_wrong_map_is_refused(columns: dict[str, str], says: str) -> None:
    with pytest.raises(UserFixable, match=says):
        table(BUDGET_BOOK, "Thing,Money\nA,1", said=ColumnMap(columns=columns))


def test_map_files(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(
        json.dumps({"columns": {"A": "spend", "B": None}, "header_row": 3, "service_line": "Stroke"})
    )
    said = load_map(path)
    assert (said.columns, said.header_row, said.service_line) == ({"A": "spend", "B": ""}, 3, "Stroke")
    path.write_text("{not json")
    with pytest.raises(UserFixable, match="isn't JSON"):
        load_map(path)
    with pytest.raises(UserFixable, match="can't be read"):
        load_map(tmp_path / "none.json")


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"colums": {}},
        {"A": "spend", "sheet": "Q1"},
        {"columns": []},
        {"columns": {"A": 1}},
        {"header_row": 0},
        {"header_row": "3"},
        {"kind": "x"},
        {"sheet": 4},
    ],
)
def test_what_is_no_map(content: object) -> None:
    with pytest.raises(UserFixable):
        parse_map(content)


def test_the_signature_forgets_how_headings_are_written() -> None:
    assert header_signature(["Net Spend (£k)", "WTE"]) == header_signature(["net spend  £K", "wte"])
    assert header_signature(["WTE", "Net spend"]) != header_signature(["Net spend", "WTE"])


def test_a_missing_column_says_what_the_file_has() -> None:
    (line, *_) = refusals(table(BUDGET_BOOK, "Thing,Money\nA,1"))
    assert "service_line and spend" in line
    assert "'Thing', 'Money'" in line


def test_another_kind_of_table_is_named() -> None:
    (line, *_) = refusals(table(BUDGET_BOOK, "staff_category,wte\nNurses,1"))
    assert "look like a staffing table" in line


def test_a_title_above_the_headings_is_no_heading() -> None:
    refused = refusals(table(BUDGET_BOOK, "Budget book 2020/21,\nservice_line,spend\nStroke,1"))
    assert any('"header_row": 2' in line for line in refused)


def test_pairs_alone_are_a_map() -> None:
    assert parse_map({"A": "spend", "B": None}) == parse_map({"columns": {"A": "spend", "B": None}})
    assert parse_map({}).columns == {}


def test_headings_further_down_are_found() -> None:
    (line, *_) = refusals(
        table(STAFFING, "Staffing of the page,\n,\nstaff_category,wte\nNurses,1", unit=None)
    )
    assert '"header_row": 3' in line


def test_repeated_headings_are_refused_where_they_matter() -> None:
    (line, *_) = refusals(table(BUDGET_BOOK, "service_line,spend,spend\nA,1,2"))
    assert "Repeated heading" in line
    (line, *_) = refusals(table(BUDGET_BOOK, "service_line,spend,budget\nA,1,2"))
    assert "both mean spend" in line
    said = ColumnMap(columns={"budget": "spend"})
    assert check_table(table(BUDGET_BOOK, "service_line,spend,budget\nA,1,2", said=said)).rows == 1


def test_a_blank_heading_over_figures_is_said() -> None:
    built = table(BUDGET_BOOK, "service_line,,spend\nA,3,1\nTotal,3,1")
    assert any("Column B has no heading" in p.text for p in built.problems)


def test_a_unit_that_contradicts_the_heading_is_refused() -> None:
    (line,) = refusals(table(BUDGET_BOOK, "service_line,spend_gbp_thousand\nA,1", unit=Unit.MILLION))
    assert "says thousand, but the unit given is million" in line
    (line,) = refusals(
        table(MONTH_REPORT, "line,ytd_plan_gbp_million,ytd_actual_gbp_thousand\nA,1,2", unit=None)
    )
    assert "says thousand, but 'ytd_plan_gbp_million' says million" in line


def test_money_needs_a_unit_and_staff_does_not() -> None:
    (line,) = refusals(table(BUDGET_BOOK, "service_line,spend\nA,1", unit=None))
    assert "Give the unit" in line
    assert table(STAFFING, "staff_category,wte\nNurses,1", unit=Unit.MILLION).unit is None


def test_cells_that_are_no_numbers_are_refused_one_line_each() -> None:
    lines = refusals(table(BUDGET_BOOK, 'service_line,spend\nA,"1,2oo"\nB,5%\nC,#REF!\nD,7'))
    assert len(lines) == 3
    assert "Type 1,200" in lines[0]
    assert "percentage" in lines[1]
    assert "spreadsheet" in lines[2]


def test_hundreds_of_bad_cells_are_summed_up() -> None:
    rows = "\n".join(f"Line {i},oops" for i in range(300))
    lines = refusals(table(BUDGET_BOOK, f"service_line,spend\n{rows}\nGood,1"))
    assert len(lines) == 21
    assert "280 more" in lines[-1]


def test_a_suffix_in_the_tables_own_unit_is_fine() -> None:
    built = table(BUDGET_BOOK, "service_line,spend,row_type\nA,£5k,line\nB,7,line\nTotal,12,total")
    assert built.rows[0].value("spend") == 5
    assert built.problems == ()


def test_unknown_row_types_are_refused() -> None:
    (line,) = refusals(table(BUDGET_BOOK, "service_line,row_type,spend\nA,comparison,1\nB,line,2"))
    assert "'comparison' isn't a row type" in line


def test_headings_notes_and_repeated_headings_in_the_body_are_left_out() -> None:
    text = "service_line,spend\nAcute,\nA,1\nservice_line,spend\nB,2\nTotal,3\nSource: ledger,"
    built = table(BUDGET_BOOK, text)
    assert [r.label for r in built.rows] == ["A", "B", "Total"]
    assert any("left out: 2, 7" in p.text for p in built.problems)


def test_provider_columns_are_taken_if_they_hold_figures() -> None:
    built = table(ACTIVITY_BY_TYPE, "type,North Trust,remark text,total\nDay case,5,good,5", unit=None)
    assert [m.name for m in built.measures] == ["north_trust", "total"]
    assert any("'remark text'" in p.text for p in built.problems)


@pytest.mark.parametrize(
    "file_name, known, expected",
    [
        ("stroke_page.csv", ["Stroke", "Cardiology"], "Stroke"),
        ("heart spend.csv", [KnownName(name="Cardiology", also=("Heart",))], "Cardiology"),
        ("geriatric medicine.csv", ["Medicine", "Geriatric Medicine"], "Geriatric Medicine"),
        ("page 4.csv", ["Stroke"], None),
        ("cardiology_spend_by_category.csv", [], "Cardiology"),
        ("export2023.csv", [], None),
    ],
)
def test_the_service_line_of_a_page(file_name: str, known: list[str], expected: str | None) -> None:
    built = table(
        CATEGORY_SPEND,
        "category,net_spend\nStaff,1",
        file_name=file_name,
        known=KnownNames(service_lines=index(known)),
    )
    assert built.service_line == expected


def test_a_said_service_line_comes_before_the_file_name() -> None:
    known = KnownNames(service_lines=index([KnownName(name="Cardiology", also=("Cardiac care",)), "Stroke"]))
    built = table(
        CATEGORY_SPEND,
        "category,net_spend\nStaff,1",
        file_name="stroke.csv",
        known=known,
        said=ColumnMap(service_line="cardiac care"),
    )
    assert built.service_line == "Cardiology"


def test_points_that_may_separate_thousands_are_pointed_out(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("service_line;spend;row_type\nA;1.234;line\nB;2.500;line\nTotal;3.734;total\n")
    built = build_table(read_file(path), BUDGET_BOOK, period=Period(2020), unit=Unit.THOUSAND)
    assert any("separates thousands" in p.text for p in built.problems)
    path.write_text("service_line;spend;row_type\nA;1.2;line\nB;2.500;line\nTotal;3.7;total\n")
    built = build_table(read_file(path), BUDGET_BOOK, period=Period(2020), unit=Unit.THOUSAND)
    assert not any("separates thousands" in p.text for p in built.problems)

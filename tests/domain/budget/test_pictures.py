from __future__ import annotations

from decimal import Decimal

from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.pictures import (
    activity,
    largest_rows,
    net_by_organisation,
    serving_lines,
    single_measure,
)
from stewardship_desktop.domain.budget.table import ImportTable, KeptFigure, table_from_figures
from stewardship_desktop.domain.budget.views import LineAmount, Party, three_views


def table(
    kind: str, rows: list[tuple[str, dict[str, str]]], unit: Unit | None = Unit.THOUSAND
) -> ImportTable:
    """A kept table of lines: (label, {measure: figure})."""
    return table_from_figures(
        kind=kind,
        period="2020/21-H1",
        unit=unit,
        figures=[
            KeptFigure(at + 2, "line", label, measure, text, Decimal(text))
            for at, (label, cells) in enumerate(rows)
            for measure, text in cells.items()
        ],
    )


def money(gross: str, inside: str, net: str) -> dict[str, str]:
    return {"total_spend": gross, "less_intragroup": inside, "net_spend": net}


def test_the_largest_rows_are_drawn_and_the_rest_is_said() -> None:
    views = three_views(
        LineAmount(pence=at * 100_000_000, service=Party(name=f"Line {at}", record_id=str(at)))
        for at in range(1, 21)
    )
    spec = largest_rows(views.service, subtitle="", foot="Source: a book.", most=5)
    assert spec.title == "Line 20 is the largest service: £20.0m, 10% of the total"
    assert spec.keys == ("Line 20", "Line 19", "Line 18", "Line 17", "Line 16")
    assert spec.foot == "Source: a book. 15 smaller rows are in the table."
    nowhere = largest_rows(views.place, subtitle="", foot="")
    assert nowhere.title == "The source doesn't say which place 100% of the money belongs to"


def test_no_rows_make_an_empty_picture() -> None:
    spec = largest_rows(three_views([]).service, subtitle="", foot="")
    assert spec.is_empty


def test_names_that_repeat_or_are_long_stay_apart() -> None:
    long = "A very long name of a service line that nobody could set beside an axis"
    lines = [LineAmount(pence=5 - at, service=Party(name=long, record_id=str(at))) for at in range(2)]
    keys = largest_rows(three_views(lines).service, subtitle="", foot="").keys
    assert len(set(keys)) == 2
    assert str(keys[1]).endswith("(2)")


def test_money_within_the_group_is_drawn_apart_from_what_is_left() -> None:
    rows = [("A CCG", money("3356", "-3024", "332")), ("A Trust", money("10652", "0", "10652"))]
    spec = net_by_organisation(table("organisation-resources", rows), foot="")
    assert spec is not None
    assert spec.title == (
        "£3.0m is passed between these organisations; £11.0m is left after taking it out once"
    )
    assert spec.series[0].values == (Decimal(332_000), Decimal(10_652_000))
    assert spec.series[1].values == (Decimal(3_024_000), Decimal(0))


def test_a_page_that_cannot_be_stacked_has_no_picture() -> None:
    rows = [("A CCG", money("10", "-20", "-10"))]
    assert net_by_organisation(table("organisation-resources", rows), foot="") is None
    only_net = table("organisation-resources", [("A", {"net_spend": "5"})])
    assert net_by_organisation(only_net, foot="") is None
    assert single_measure(table("staffing", [("Nurses", {"wte": "0"})], None), noun="staff", foot="") is None
    assert activity(table("activity-by-type", [("Day case", {"total": "5"})], None), foot="") is None


def test_staff_groups_and_categories_are_largest_first() -> None:
    staff = single_measure(
        table("staffing", [("Doctors", {"wte": "64"}), ("Nurses", {"wte": "149"})], None),
        noun="staff",
        foot="",
    )
    assert staff is not None
    assert staff.title == "Nurses: 149, 70% of staff"
    assert staff.keys == ("Nurses", "Doctors")
    spend = single_measure(
        table("category-spend", [("Drugs", {"net_spend": "1084"})]), noun="net spend", foot=""
    )
    assert spend is not None
    assert spend.title == "Drugs: £1.1m, 100% of net spend"


def test_activity_leaves_out_who_has_none() -> None:
    rows = [
        ("Day case", {"mseft": "90", "eput": "0", "other": "10", "total": "100"}),
        ("None", {"mseft": "0", "eput": "0", "other": "0", "total": "0"}),
    ]
    spec = activity(table("activity-by-type", rows, None), foot="")
    assert spec is not None
    assert {one.name for one in spec.series} == {"mseft", "other"}
    assert spec.keys == ("Day case",)
    assert spec.title == "MSEFT provides 90% of the activity"


def test_lines_that_serve_an_area_say_which_are_its_own() -> None:
    spec = serving_lines(
        [("Stroke", 2_249_300_000, True), ("Therapies", 4_141_900_000, False)],
        care_area="Stroke", subtitle="", foot="", illustrative=False,
    )  # fmt: skip
    assert spec.title == "Stroke's main line holds £22.5m"
    assert spec.keys == ("Stroke (main)", "Therapies (contributes)")
    none = serving_lines([], care_area="Eyes", subtitle="", foot="", illustrative=False)
    assert none.title == "Eyes has no main line; others contribute"

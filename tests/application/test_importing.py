from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from stewardship_desktop.application.import_columns import (
    LEFT_OUT,
    PART,
    columns_said,
    file_columns,
    remembered_choices,
    stated_unit,
)
from stewardship_desktop.application.importing import (
    Meaning,
    accept,
    prepare,
    read_source,
    recognised,
    refusal,
    stored_report,
)
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.book import BudgetFigure, BudgetImport
from stewardship_desktop.domain.budget.kinds import ACTIVITY_BY_TYPE, KINDS
from stewardship_desktop.domain.budget.report import Outcome
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import OrganisationAlias, ServiceLine
from stewardship_desktop.store.queries.budget.files import file_versions, stored_table
from stewardship_desktop.store.queries.budget.known import name_book, without_suffix
from stewardship_desktop.store.queries.records import record, records
from stewardship_desktop.store.rebuild import derive, stored
from tests.support import budget_files as files
from tests.support.workspaces import open_new


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    with open_new(tmp_path) as made:
        yield made


def figures(opened: OpenedWorkspace, kept: BudgetImport) -> dict[tuple[int, str], BudgetFigure]:
    found = opened.read(records, BudgetFigure, budget_import_id=kept.id)
    return {(each.row_no, each.measure): each for each in found}


def test_the_budget_book_is_kept_to_the_penny_and_its_total_as_printed(opened: OpenedWorkspace) -> None:
    prepared = files.prepared(opened, files.BOOK)
    assert (prepared.report.rows, prepared.report.outcome) == (58, Outcome.ACCEPTED)
    [check] = prepared.report.checks
    assert (check.printed, check.computed) == (Decimal(2_620_152), Decimal(2_620_154))
    assert check.result == "rounding"

    [kept] = files.keep(opened, files.BOOK)
    cells = figures(opened, kept)
    assert len(cells) == 59
    assert sum(each.pence or 0 for each in cells.values() if each.row_type == "line") == 262_015_400_000
    assert cells[(60, "spend")].pence == 262_015_200_000
    assert cells[(60, "spend")].printed == "2620152"
    assert (kept.rows, kept.mismatches, kept.roundings, kept.fine) == (58, 0, 1, 0)
    lines = opened.read(records, ServiceLine)
    assert len(lines) == 58
    assert {line.line_no for line in lines} == set(range(1, 59))


def test_the_half_year_page_is_told_from_the_full_year_book(opened: OpenedWorkspace) -> None:
    files.keep(opened, files.BOOK)
    prepared = files.prepared(opened, files.RESOURCES)
    mismatches = {check.check: check for check in prepared.report.mismatches}
    assert {(c.printed, c.computed) for c in mismatches.values()} == {
        (Decimal("1.0"), Decimal("0.50")),
        (Decimal(26285), Decimal(13100)),
    }
    assert all("half a year" in check.likely_cause for check in mismatches.values())
    intragroup = prepared.table.lines_total("less_intragroup")
    assert intragroup == -14_367


def test_the_day_case_cell_is_found_and_not_repaired(opened: OpenedWorkspace) -> None:
    [by_commissioner, by_type] = files.keep(opened, files.BY_COMMISSIONER, files.BY_TYPE)
    assert by_commissioner.mismatches == 0
    assert by_type.mismatches == 3
    cells = figures(opened, by_type)
    day_case = next(each for each in cells.values() if each.label == "Day case" and each.measure == "mseft")
    assert (day_case.printed, day_case.value) == ("5592", Decimal(5592))
    table, report = stored_report(opened, by_type.id)
    assert table.grand_total("mseft") is not None
    found = {(int(c.printed), int(c.computed)) for c in report.mismatches}
    assert found == {(70886, 71086), (5727, 5927), (5592, 5392)}


@pytest.mark.parametrize("name", list(files.PERIODS))
def test_a_kept_file_checks_as_it_did_when_it_was_read(opened: OpenedWorkspace, name: str) -> None:
    files.add_organisations(opened)
    [kept] = files.keep(opened, name)
    prepared = files.prepared(opened, name)
    table, report = stored_report(opened, kept.id)
    assert [m.name for m in table.measures] == [m.name for m in prepared.table.measures]
    assert [m.heading for m in table.measures] == [m.heading for m in prepared.table.measures]
    assert sorted(map(repr, report.checks)) == sorted(map(repr, prepared.report.checks))
    written = [row for row in prepared.table.rows if row.cells]
    assert [(r.row_no, r.label, r.place, r.organisation_type, r.source) for r in table.rows] == [
        (r.row_no, r.label, r.place, r.organisation_type, r.source) for r in written
    ]


@pytest.mark.parametrize("name", list(files.PERIODS))
def test_undo_of_an_import_leaves_nothing_and_redo_brings_all_back(
    opened: OpenedWorkspace, name: str
) -> None:
    [kept] = files.keep(opened, name)
    before = opened.read(records, BudgetFigure)
    opened.undo().result()
    assert opened.read(records, BudgetFigure) == []
    assert opened.read(records, BudgetImport) == []
    assert opened.read(records, ServiceLine) == []
    opened.redo().result()
    assert opened.read(records, BudgetFigure) == before
    with opened.workspace.reading() as connection:
        assert derive(connection).differences(stored(connection)) == []
    assert opened.read(record, BudgetImport, kept.id) == kept


def test_the_same_file_again_is_the_next_version_and_so_is_one_after_an_undo(
    opened: OpenedWorkspace, tmp_path: Path
) -> None:
    [first] = files.keep(opened, files.BOOK)
    copy = files.changed_copy(tmp_path, files.BOOK, ("22493", "22500"))
    prepared = prepare(opened, copy, None, None, files.meaning(files.BOOK))
    assert prepared.version == 2
    assert any("version 1" in problem.text for problem in prepared.report.problems)
    second = accept(opened, prepared, "restated by finance").result().result
    assert (second.version, second.checks_note) == (2, "restated by finance")
    newest = {v.version: v.newest for v in opened.read(file_versions)}
    assert newest == {1: False, 2: True}
    opened.undo().result()
    again = accept(opened, prepare(opened, copy, None, None, files.meaning(files.BOOK))).result().result
    assert (again.version, again.id) == (2, second.id)
    assert first.id != second.id


def test_another_period_is_another_series(opened: OpenedWorkspace) -> None:
    files.keep(opened, files.BOOK)
    other = prepare(opened, files.FOLDER / files.BOOK, None, None, Meaning(period=files.MONTH.whole_year))
    assert other.version == 1


def test_bodies_are_known_by_name_short_name_ampersand_and_without_suffix(opened: OpenedWorkspace) -> None:
    files.add_organisations(opened)
    names = opened.read(name_book)
    for printed, name in (
        ("Basildon & Brentwood CCG", "Basildon and Brentwood CCG"),
        ("Basildon & Brentwood", "Basildon and Brentwood CCG"),
        ("eput", "Essex Partnership University NHS Foundation Trust"),
        ("Mid and South Essex", "Mid and South Essex NHS Foundation Trust"),
        ("provide", "Provide Community Interest Company"),
    ):
        assert names.organisation_id(printed) == names.organisation_ids[name], printed
    assert names.organisation_id("Essex") is None
    assert without_suffix("Thurrock CCG") == "Thurrock"
    assert without_suffix("CCG") == "CCG"


def test_a_suffix_is_kept_where_leaving_it_out_would_name_two_bodies(opened: OpenedWorkspace) -> None:
    from stewardship_desktop.application.commands import record as commands
    from stewardship_desktop.domain.system import Organisation

    opened.act(
        commands.add,
        [Organisation(id="a", name="Thurrock CCG"), Organisation(id="b", name="Thurrock ICB")],
    ).result()
    names = opened.read(name_book)
    assert names.organisation_id("Thurrock") is None
    assert names.organisation_id("Thurrock ICB") == "b"


def test_an_unknown_body_is_offered_an_alias_that_is_kept_and_used(opened: OpenedWorkspace) -> None:
    files.add_organisations(opened)
    prepared = files.prepared(opened, files.RESOURCES)
    [unknown] = prepared.unknown
    assert (unknown.name, unknown.row_no) == ("System (Mid Essex hosted)", 7)
    assert "Mid Essex CCG" in unknown.suggestions
    chosen = prepared.names.organisation_ids["Mid Essex CCG"]
    kept = accept(opened, prepared, aliases={unknown.name: chosen}).result().result
    assert figures(opened, kept)[(7, "net_spend")].organisation_id == chosen
    [alias] = opened.read(records, OrganisationAlias)
    assert (alias.alias, alias.organisation_id) == (unknown.name, chosen)
    assert files.prepared(opened, files.BY_COMMISSIONER).unknown == ()
    opened.undo().result()
    assert opened.read(records, OrganisationAlias) == []


def test_providers_of_an_activity_table_are_its_columns(opened: OpenedWorkspace) -> None:
    files.add_organisations(opened)
    [kept] = files.keep(opened, files.BY_TYPE)
    names = opened.read(name_book)
    cell = figures(opened, kept)[(5, "mseft")]
    assert cell.organisation_id == names.organisation_id("MSEFT")
    assert cell.pence is None


def test_percentages_in_money_columns_are_no_money(opened: OpenedWorkspace) -> None:
    [kept] = files.keep(opened, files.RESOURCES)
    share = figures(opened, kept)[(15, "net_spend")]
    assert (share.printed, share.value, share.pence) == ("1.0", Decimal("1.0"), None)


def test_a_refused_file_is_not_accepted_and_writes_nothing(opened: OpenedWorkspace, tmp_path: Path) -> None:
    copy = files.changed_copy(tmp_path, files.BOOK, ("22493", "224l3"))
    prepared = prepare(opened, copy, None, None, files.meaning(files.BOOK))
    assert prepared.refused
    with pytest.raises(UserFixable, match="can't be accepted"):
        accept(opened, prepared).result()
    assert opened.read(records, BudgetImport) == []


def test_a_unit_against_the_headings_is_refused(opened: OpenedWorkspace) -> None:
    prepared = prepare(opened, files.FOLDER / files.BOOK, None, None, files.meaning(files.BOOK, Unit.MILLION))
    assert prepared.refused
    assert any("thousand" in problem.text for problem in prepared.report.problems)


def test_a_file_that_is_gone_is_one_line_to_the_person(opened: OpenedWorkspace, tmp_path: Path) -> None:
    with pytest.raises(UserFixable) as refused:
        prepare(opened, tmp_path / "gone.csv", None, None, files.meaning(files.BOOK))
    report = refusal(refused.value)
    assert report.outcome is Outcome.REFUSED
    assert "gone.csv" in report.problems[0].text


def test_headings_that_say_nothing_ask_for_the_kind(opened: OpenedWorkspace, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("one,two\n1,2\n", encoding="utf-8")
    with pytest.raises(UserFixable, match="what kind of table"):
        prepare(opened, odd, None, None, files.meaning(files.BOOK))


def test_the_work_can_be_stopped_by_its_step(opened: OpenedWorkspace) -> None:
    class Stop(Exception):
        pass

    def stop(share: float, _words: str) -> None:
        if share > 0.5:
            raise Stop

    with pytest.raises(Stop):
        prepare(opened, files.FOLDER / files.BOOK, None, None, files.meaning(files.BOOK), step=stop)


def test_what_was_said_of_columns_is_remembered_for_the_same_headings(
    opened: OpenedWorkspace, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("Thing,Wobble (£000)\nStroke,10\nTotal,10\n", encoding="utf-8")
    said = columns_said({"Thing": "service_line", "Wobble (£000)": "spend"})
    prepared = prepare(opened, odd, "budget-book", said, files.meaning(files.BOOK))
    assert not prepared.refused
    accept(opened, prepared).result()
    kept = opened.read(remembered_choices, ("Thing", "Wobble (£000)"))
    assert kept is not None
    assert (kept["kind"], kept["unit"]) == ("budget-book", "thousand")
    assert kept["columns"] == {"Thing": "service_line", "Wobble (£000)": "spend"}
    assert opened.read(remembered_choices, ("Other",)) is None


def test_columns_are_shown_with_samples_and_parts_of_their_own() -> None:
    read = read_source(files.FOLDER / files.BY_TYPE)
    assert recognised(read) is ACTIVITY_BY_TYPE
    columns, problems = file_columns(read, ACTIVITY_BY_TYPE)
    taken = {column.heading: column.meaning for column in columns}
    assert taken["mseft"] == PART
    assert taken["total"] == "total"
    assert taken["row_total_minus_sum"] == LEFT_OUT
    assert columns[0].samples == ("Outpatient follow-up", "Outpatient first", "Outpatient procedure")
    assert all(problem.severity != "refuse" for problem in problems)
    again, _ = file_columns(read, ACTIVITY_BY_TYPE, columns_said(taken))
    assert again == columns


def test_the_unit_that_headings_state() -> None:
    assert stated_unit(read_source(files.FOLDER / files.BOOK)) is Unit.THOUSAND
    assert stated_unit(read_source(files.FOLDER / files.MONTH_REPORT)) is Unit.MILLION
    assert stated_unit(read_source(files.FOLDER / files.STAFFING)) is None


def test_every_kind_is_told_by_the_headings_of_its_file() -> None:
    told = {recognised(read_source(files.FOLDER / name)).name for name in files.PERIODS}
    assert told == {kind.name for kind in KINDS}


def test_a_kept_file_that_was_removed_meanwhile(opened: OpenedWorkspace) -> None:
    with pytest.raises(UserFixable, match="no longer here"):
        opened.read(stored_table, "gone")

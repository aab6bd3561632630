"""The history room: acts listed, narrowed, opened; the life of a record that is gone; the way to it."""

from __future__ import annotations

from datetime import timedelta

import shiboken6
from PySide6.QtCore import Qt, QThreadPool

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.commands import system as commands
from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.care_area import CareArea, Objective
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.system import Organisation, Place
from stewardship_desktop.store.queries.history import PAGE
from stewardship_desktop.ui.history.filter_bar import BETWEEN
from stewardship_desktop.ui.history.page import HistoryPage
from tests.ui.conftest import Surroundings


def read(around: Surroundings, page: HistoryPage) -> None:
    """Wait until the page shows what it asked for."""
    around.settle()
    around.qtbot.waitUntil(lambda: not page.reading)


def history(around: Surroundings, width: int = 1080) -> HistoryPage:
    page: HistoryPage = around.show(HistoryPage, width)
    read(around, page)
    return page


def labels(page: HistoryPage) -> list[str]:
    return [act.label for act in page.table.shown_rows()]


def choose(around: Surroundings, page: HistoryPage, combo: str, words: str) -> None:
    box = getattr(page.filter, combo)
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())
    read(around, page)


def test_an_untouched_workspace_says_what_will_be_here(surroundings: Surroundings) -> None:
    page = history(surroundings)
    assert page.empty.isVisible()
    assert page.empty.what_label.text() == "Nothing has been done here yet"
    assert page.header.state_label.text() == "0 acts in all"


def test_acts_show_newest_first_and_a_new_one_appears(surroundings: Surroundings) -> None:
    surroundings.act(commands.save_organisations, [], [{"name": "A"}])
    page = history(surroundings)
    surroundings.act(commands.save_organisations, [], [{"name": "B"}])
    read(surroundings, page)
    assert labels(page) == ["Add organisation B", "Add organisation A", "Introduce Robin Example"]
    assert page.header.state_label.text().startswith("3 acts in all · newest ")


def test_the_list_narrows_by_every_choice_and_clears(surroundings: Surroundings) -> None:
    area = CareArea(id=new_id(), name="Stroke")
    surroundings.act(record.add, [area])
    surroundings.act(
        record.add, [Objective(id=new_id(), care_area_id=area.id, objective="Shorter waits", scope=area.id)]
    )
    surroundings.act(commands.save_organisations, [], [{"name": "Trust"}], reason="as agreed")
    page = history(surroundings)
    choose(surroundings, page, "kind", "Objective")
    assert labels(page) == ["Add objective Shorter waits"]
    assert page.header.state_label.text().startswith("1 act fits")
    choose(surroundings, page, "scope", "Shared by all")
    assert labels(page) == []
    assert page.empty.what_label.text() == "No act fits"
    surroundings.qtbot.mouseClick(page.empty.action_button, Qt.MouseButton.LeftButton)
    read(surroundings, page)
    assert len(labels(page)) == 4
    choose(surroundings, page, "scope", "Stroke")
    assert labels(page) == ["Add objective Shorter waits"]
    page.filter.clear()
    page.filter.words.setText("AGREED")
    surroundings.qtbot.waitUntil(lambda: labels(page) == ["Add organisation Trust"])
    page.filter.clear()
    read(surroundings, page)
    choose(surroundings, page, "person", "Robin Example")
    assert len(labels(page)) == 4
    assert page.filter.clear_button.isEnabled()


def test_days_are_typed_as_people_write_them(surroundings: Surroundings) -> None:
    surroundings.act(commands.save_organisations, [], [{"name": "Trust"}])
    page = history(surroundings)
    bar = page.filter
    bar.time.setCurrentIndex(bar.time.findData(BETWEEN))
    bar.time.activated.emit(bar.time.currentIndex())
    assert bar.first.isVisible()
    bar.last.setText(date_words(local_today() - timedelta(days=1)))
    bar.last.editingFinished.emit()
    read(surroundings, page)
    assert labels(page) == []
    bar.last.setText(date_words(local_today()))
    bar.last.editingFinished.emit()
    read(surroundings, page)
    assert len(labels(page)) == 2
    bar.first.setText("32 March")
    bar.first.editingFinished.emit()
    assert "is not a date" in bar.days_error.text()
    bar.first.setText(date_words(local_today() + timedelta(days=1)))
    bar.first.editingFinished.emit()
    assert bar.days_error.text().startswith("The last day lies before the first.")
    choose(surroundings, page, "time", "Last 7 days")
    assert len(labels(page)) == 2
    assert not bar.first.isVisible()


def test_an_act_opens_with_its_fields_from_and_to(surroundings: Surroundings) -> None:
    (trust,) = surroundings.act(commands.save_organisations, [], [{"name": "Trust", "level": "place"}])
    surroundings.act(
        commands.save_organisations, [commands.CellEdit(trust, "level", "system")], reason="as agreed"
    )
    page = history(surroundings)
    page.table.select(page.table.rows()[0].txn_id)
    surroundings.qtbot.keyClick(page.table.grid, Qt.Key.Key_Return)
    read(surroundings, page)
    assert page.sheet.isVisible()
    assert page.sheet.title_label.text() == "Edit Trust"
    assert "Robin Example · 1 organisation" in page.detail.meta.text()
    assert page.detail.why.text() == "Why: as agreed"
    (line,) = page.detail.act_table.rows()
    assert (line.first, line.what, line.field, line.before, line.after) == (
        "Trust\norganisation",
        "changed",
        "Level",
        "place",
        "system",
    )
    # With the sheet open, moving in the list shows the next act.
    page.table.select(page.table.rows()[1].txn_id)
    read(surroundings, page)
    assert page.sheet.title_label.text() == "Add organisation Trust"
    assert "Level" in [each.field for each in page.detail.act_table.rows()]


def test_the_life_of_a_removed_record_and_back(surroundings: Surroundings) -> None:
    (trust,) = surroundings.act(commands.save_organisations, [], [{"name": "Trust"}])
    surroundings.act(commands.rename_organisation, trust, "Trust renamed", keep_old=False)
    surroundings.act(commands.remove_rows, Organisation, [trust])
    page = history(surroundings)
    page._open(page.table.rows()[0].txn_id)
    read(surroundings, page)
    assert not page.detail.go_button.isEnabled()
    assert page.detail.go_button.toolTip() == "It was removed"
    surroundings.qtbot.mouseClick(page.detail.life_button, Qt.MouseButton.LeftButton)
    read(surroundings, page)
    assert page.sheet.title_label.text() == "Life of Trust renamed"
    assert page.detail.meta.text() == "Organisation, removed since · Shared by all · 3 changes, oldest first"
    told = [(line.what, line.field, line.before, line.after) for line in page.detail.life_table.rows()]
    assert told == [
        ("added", "Name", "", "Trust"),
        ("", "Status", "", "current"),
        ("changed", "Name", "Trust", "Trust renamed"),
        ("removed", "Name", "Trust renamed", ""),
        ("", "Status", "current", ""),
    ]
    surroundings.qtbot.mouseClick(page.detail.back_button, Qt.MouseButton.LeftButton)
    read(surroundings, page)
    assert page.sheet.title_label.text() == "Remove Trust renamed"
    surroundings.qtbot.keyClick(page.detail.act_table.grid, Qt.Key.Key_Escape)
    assert not page.sheet.isVisible()


def test_the_way_to_a_record_leads_through_its_care_area(surroundings: Surroundings) -> None:
    area = CareArea(id=new_id(), name="Stroke")
    surroundings.act(record.add, [area])
    objective = Objective(id=new_id(), care_area_id=area.id, objective="Shorter waits", scope=area.id)
    surroundings.act(record.add, [objective])
    page = history(surroundings)
    page._open(page.table.rows()[0].txn_id)
    read(surroundings, page)
    surroundings.qtbot.mouseClick(page.detail.go_button, Qt.MouseButton.LeftButton)
    assert surroundings.gone == [("care_area", area.id), ("care_area", objective.id)]
    assert not page.sheet.isVisible()


def test_another_room_can_ask_for_a_life(surroundings: Surroundings) -> None:
    (trust,) = surroundings.act(commands.save_organisations, [], [{"name": "Trust"}])
    page = history(surroundings)
    for asked in (trust, f"organisation:{trust}"):
        page.show_record(asked)
        read(surroundings, page)
        assert page.sheet.title_label.text() == "Life of Trust"
        assert not page.detail.back_button.isVisible()
    page.show_record("never was")
    read(surroundings, page)
    assert surroundings.notices[-1][0].startswith("Nothing is known of that record")


def test_older_acts_and_further_records_come_a_page_at_a_time(surroundings: Surroundings) -> None:
    places = [{"name": f"Place {number}"} for number in range(120)]
    surroundings.act(commands.save_rows, Place, [], places)
    for number in range(PAGE):
        surroundings.opened.act(commands.save_organisations, [], [{"name": f"Trust {number}"}])
    surroundings.act(commands.save_organisations, [], [{"name": "Last"}])
    page = history(surroundings)
    assert len(labels(page)) == PAGE
    assert page.header.state_label.text().startswith(f"The newest {PAGE} acts are shown")
    surroundings.qtbot.mouseClick(page.more_button, Qt.MouseButton.LeftButton)
    read(surroundings, page)
    assert len(labels(page)) == PAGE + 3
    assert not page.more_button.isVisible()
    page._open(page.table.rows()[-2].txn_id)
    read(surroundings, page)
    names = {line.row_id for line in page.detail.act_table.rows()}
    assert len(names) == 50
    assert page.detail.more_button.text() == "Show more records (50 of 120 are shown)"
    surroundings.qtbot.mouseClick(page.detail.more_button, Qt.MouseButton.LeftButton)
    read(surroundings, page)
    assert len({line.row_id for line in page.detail.act_table.rows()}) == 100


def test_closing_the_page_while_it_reads_is_harmless(surroundings: Surroundings) -> None:
    surroundings.act(commands.save_organisations, [], [{"name": "Trust"}])
    page = HistoryPage(surroundings.context)
    page.show()
    assert page.reading
    page.close()
    shiboken6.delete(page)
    QThreadPool.globalInstance().waitForDone()
    surroundings.settle()
    assert surroundings.faults == []


def test_a_narrow_window_keeps_every_filter_in_reach(surroundings: Surroundings) -> None:
    page = history(surroundings, 640)
    for part in (page.filter.words, page.filter.person, page.filter.time, page.filter.clear_button):
        assert part.isVisible()
        assert part.geometry().right() <= page.filter.width()
    assert page.width() == 640

"""The system room: real lists typed, pasted, refused, removed and found again."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from stewardship_desktop.application.commands import system as commands
from stewardship_desktop.domain.system import OrganisationStatus, Place, ServiceLine, Term
from stewardship_desktop.store.queries.system import system_profile
from stewardship_desktop.ui.system.page import SystemPage
from tests.ui.conftest import Surroundings

HEADED = """organisation\tshort_name\torganisation_type\tlevel\tstatus\tsource
A Trust\tAT\tacute provider\tsystem\tcurrent\tboard papers
North CCG\t\tclinical commissioning group\tplace\tclosed July 2022\tslides
Police\t\tpolice\tcounty\tother partner\tboard papers
"""


def profile(around: Surroundings) -> Any:
    return around.opened.read(system_profile)


def settled(around: Surroundings) -> None:
    """Let what was typed be sent, written and shown."""
    around.qtbot.wait(0)
    QCoreApplication.processEvents()
    around.settle()
    QCoreApplication.processEvents()


def shown(page: SystemPage) -> list[str]:
    return [row.name for row in page.organisations.table.shown_rows()]


def test_a_list_copied_from_a_spreadsheet_is_one_act(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    page.organisations.table.paste_text(HEADED)
    settled(surroundings)
    assert shown(page) == ["A Trust", "North CCG", "Police"]
    rows = {row.name: row for row in profile(surroundings).organisations}
    assert rows["North CCG"].state is OrganisationStatus.CLOSED
    assert rows["North CCG"].status == "closed July 2022"
    assert rows["Police"].state is OrganisationStatus.PARTNER
    assert rows["A Trust"].short_name == "AT"
    assert page.tabs.bar.tabText(1) == "Organisations 3"
    surroundings.undo()
    assert shown(page) == []


def test_a_paste_that_changes_and_adds_is_undone_at_once(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    surroundings.act(commands.save_organisations, [], [{"name": "A"}, {"name": "B"}])
    page.organisations.table.select(profile(surroundings).organisations[1].id, "name")
    page.organisations.table.paste_text("B Council\tBC\nC Council\tCC\n")
    settled(surroundings)
    assert shown(page) == ["A", "B Council", "C Council"]
    surroundings.undo()
    assert shown(page) == ["A", "B"]


def test_a_pasted_list_finds_its_rows_by_name(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    surroundings.act(
        commands.save_organisations,
        [],
        [
            {"name": "A Trust", "short_name": "AT", "level": "place"},
            {"name": "B Council", "source": "slides", "also_known_as": "Borough of B"},
        ],
    )
    page.organisations.table.paste_text(
        "Organisation\tLevel\tSource\nborough of b\tdistrict\t\nat\tsystem\tboard papers\nC\tcounty\t\n"
    )
    settled(surroundings)
    rows = [(row.name, row.level, row.source) for row in profile(surroundings).organisations]
    assert rows == [
        ("A Trust", "system", "board papers"),
        ("B Council", "district", "slides"),
        ("C", "county", ""),
    ]
    assert surroundings.opened.undo_state().undo == "Add 1 organisation and edit 2 organisations"
    page.organisations.table.paste_text("Organisation\tLevel\nA Trust\tsystem\n")
    settled(surroundings)
    assert "Nothing was changed" in page.organisations.table.notice.text_label.text()


def test_a_paste_without_a_current_cell_adds_and_overwrites_nothing(surroundings: Surroundings) -> None:
    surroundings.act(commands.save_organisations, [], [{"name": "A"}])
    page = surroundings.show(SystemPage)
    QGuiApplication.clipboard().clear()
    surroundings.qtbot.mouseClick(page.organisations.paste_button, Qt.MouseButton.LeftButton)
    assert "holds no text" in page.organisations.table.notice.text_label.text()
    QGuiApplication.clipboard().setText("B\tBC\nC\tCC\n")
    surroundings.qtbot.mouseClick(page.organisations.paste_button, Qt.MouseButton.LeftButton)
    settled(surroundings)
    assert shown(page) == ["A", "B", "C"]


def test_a_bad_cell_is_refused_in_words_and_nothing_is_pasted(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    page.organisations.table.paste_text(HEADED.replace("other partner", "perhaps"))
    settled(surroundings)
    words = page.organisations.table.notice.text_label.text()
    assert "Nothing was pasted" in words
    assert "Row 3, Status: “perhaps” is not a status. Type current, closed, partner or external." in words
    assert shown(page) == []


def test_what_only_the_workspace_can_refuse_is_said_above_the_table(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    surroundings.act(
        commands.save_organisations, [], [{"name": "A", "also_known_as": "Alpha"}, {"name": "B"}]
    )
    b = profile(surroundings).organisations[1].id
    page.organisations.table.select(b, "also_known_as")
    page.organisations.table.paste_text("alpha; Beta")
    settled(surroundings)
    words = page.organisations.table.notice.text_label.text()
    assert words.startswith("Nothing was changed. “alpha” is another name of A already.")
    assert profile(surroundings).organisations[1].also_known_as == ""
    assert surroundings.refusals == []


def test_an_edit_is_saved_and_shown_after_the_notice(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    surroundings.act(commands.save_organisations, [], [{"name": "A"}])
    table = page.organisations.table
    table.edit_cell(profile(surroundings).organisations[0].id, "also_known_as")
    editor = table.grid.findChild(QLineEdit)
    editor.setText("Alpha; Ay")
    surroundings.qtbot.keyClick(editor, Qt.Key.Key_Return)
    settled(surroundings)
    assert table.rows()[0].also_known_as == "Alpha; Ay"


def test_the_button_opens_a_new_line_to_type_in(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    table = page.organisations.table
    table.set_filter("nothing")
    surroundings.qtbot.mouseClick(page.header.action_button, Qt.MouseButton.LeftButton)
    editor = table.grid.findChild(QLineEdit)
    editor.setText("New body")
    surroundings.qtbot.keyClick(editor, Qt.Key.Key_Return)
    settled(surroundings)
    assert shown(page) == ["New body"]
    assert profile(surroundings).organisations[0].status == "current"


def test_a_rename_offers_to_keep_the_old_name(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    surroundings.act(commands.save_organisations, [], [{"name": "Old name"}])
    page.organisations.table.select(profile(surroundings).organisations[0].id, "name")
    page.organisations.table.paste_text("New name")
    settled(surroundings)
    words, action, act = surroundings.notices[-1]
    assert "Imports do not know “Old name” any more" in words
    assert action == "Keep it as another name"
    act()
    settled(surroundings)
    assert profile(surroundings).organisations[0].also_known_as == "Old name"


def test_removing_says_what_went_along_and_offers_undo(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    a, b = surroundings.act(
        commands.save_organisations, [], [{"name": "A", "also_known_as": "Alpha; Ay"}, {"name": "B"}]
    )
    surroundings.act(commands.close_organisation, b, None, a)
    page.organisations.table.select(a)
    surroundings.qtbot.mouseClick(page.organisations.remove_button, Qt.MouseButton.LeftButton)
    settled(surroundings)
    assert shown(page) == ["B"]
    words, action, undo = surroundings.notices[-1]
    assert words == (
        "Removed A. With it went 2 other names of an organisation. Left without it: 1 organisation."
    )
    assert action == "Undo"
    undo()
    settled(surroundings)
    assert shown(page) == ["A", "B"]
    assert page.organisations.table.rows()[0].also_known_as == "Alpha; Ay"
    assert page.organisations.table.rows()[1].successor == "A"


def test_the_notice_never_undoes_somebody_elses_newer_act(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    (a,) = surroundings.act(commands.save_organisations, [], [{"name": "A"}])
    page.organisations.table.select(a)
    surroundings.qtbot.keyClick(page.organisations.table.grid, Qt.Key.Key_Delete)
    settled(surroundings)
    undo = surroundings.notices[-1][2]
    surroundings.act(commands.save_organisations, [], [{"name": "B"}])
    undo()
    settled(surroundings)
    assert shown(page) == ["B"]
    assert surroundings.notices[-1][0].startswith("Other things were done since")


def test_closed_bodies_are_left_out_on_request_and_found_all_the_same(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    surroundings.act(
        commands.save_organisations, [], [{"name": "A"}, {"name": "B", "status": "closed July 2022"}]
    )
    page.current_only.setChecked(True)
    assert shown(page) == ["A"]
    again = surroundings.show(SystemPage)
    assert shown(again) == ["A"]
    again.organisations.table.paste_text("Organisation\tLevel\nB\tplace\n")
    settled(surroundings)
    assert [(row.name, row.level) for row in profile(surroundings).organisations] == [
        ("A", ""),
        ("B", "place"),
    ]
    closed = profile(surroundings).organisations[1].id
    again.show_record(closed)
    assert shown(again) == ["A", "B"]
    assert again.organisations.table.current_id() == closed


@pytest.mark.parametrize("key, record_type, name", [("places", Place, "name"), ("terms", Term, "term")])
def test_the_other_lists_take_rows_and_lose_them(
    surroundings: Surroundings, key: str, record_type: Any, name: str
) -> None:
    page = surroundings.show(SystemPage)
    page.tabs.choose(key)
    tab = page.lists[key][0]
    tab.table.paste_text("First\nSecond\n")
    settled(surroundings)
    assert [getattr(row, name) for row in tab.table.shown_rows()] == ["First", "Second"]
    page.show_record(tab.table.shown_rows()[1].id)
    assert tab.table.current_id() == tab.table.shown_rows()[1].id
    tab.remove_asked.emit([row.id for row in tab.table.shown_rows()])
    settled(surroundings)
    assert tab.table.shown_rows() == []
    assert surroundings.notices[-1][0] == "Removed 2 rows."


def test_a_place_takes_districts_and_a_per_cent(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    page.tabs.choose("places")
    page.places.table.paste_text("Place\tDistricts\tIn most deprived fifth\nNorth\tA; B\t17%\n")
    settled(surroundings)
    (north,) = profile(surroundings).places
    assert north.districts == ("A", "B")
    assert north.most_deprived_fifth == 17
    page.places.table.paste_text("Place\tIn most deprived fifth\nSouth\t170\n")
    settled(surroundings)
    assert "170 is not a per cent" in page.places.table.notice.text_label.text()


def test_a_service_line_carries_its_confidence(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    page.tabs.choose("lines")
    page.lines.table.paste_text(
        "Service line\tNumber\tConfidence\tWhy\nCardiology\t9\tFor discussion\tscope\n"
    )
    settled(surroundings)
    (line,) = profile(surroundings).service_lines
    assert (line.line_no, line.confidence.value, line.confidence_reason) == (9, "for discussion", "scope")
    assert isinstance(line, ServiceLine)


def test_the_profile_is_typed_and_its_history_told(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    page.tabs.choose("profile")
    form = page.profile.form
    form.committed.emit("population", 5)
    settled(surroundings)
    assert "Name of the system is empty" in form.rows["population"].error_label.text()
    form.committed.emit("name", "A System")
    settled(surroundings)
    form.committed.emit("population", 1_200_000)
    settled(surroundings)
    assert form.values()["population"] == 1_200_000
    assert page.header.state_label.text().startswith("A System · last changed")
    entries = page.profile._history("population")
    assert [(each.before, each.after, each.who) for each in entries] == [
        ("", "1,200,000 people", "Robin Example")
    ]


def test_names_used_twice_are_shown_on_the_profile(surroundings: Surroundings) -> None:
    page = surroundings.show(SystemPage)
    page.tabs.choose("profile")
    assert not page.profile.shared_card.isVisible()
    surroundings.act(
        commands.save_organisations, [], [{"name": "A", "short_name": "X"}, {"name": "B", "short_name": "x"}]
    )
    assert page.profile.shared_card.isVisible()
    assert page.profile.shared_label.text() == "“X”: A, B"
    assert "1 name used twice" in page.header.state_label.text()

"""The small parts say what they should, in words, and work by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stewardship_desktop.ui.ask import Ask, QtAsk
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.widgets import (
    Card,
    Chip,
    EmptyState,
    FigureTile,
    FocusRing,
    IllustrativeMark,
    NoticeBar,
    PageHeader,
    ProgressLine,
    SectionTabs,
    SideSheet,
    SplitView,
    Stepper,
    button,
    icon_button,
    label,
)
from tests.support.scripted_ask import ScriptedAsk


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    apply.apply_theme(qapp, "light", motion=False)
    yield
    apply.apply_theme(qapp, "light", motion=False)


@pytest.fixture
def host(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    QVBoxLayout(made)
    made.show()
    made.activateWindow()
    return made


def put(host: QWidget, part: QWidget) -> None:
    layout = host.layout()
    assert layout is not None
    layout.addWidget(part)
    # A layout shows what joins it only when events run again.
    part.show()


def test_a_page_has_one_primary_action(host: QWidget, qtbot) -> None:
    header = PageHeader("Budget book", "58 lines", "Import a budget book", action_icon="import")
    put(host, header)
    with qtbot.waitSignal(header.acted):
        qtbot.keyClick(header.action_button, Qt.Key.Key_Space)
    header.set_action("Import", enabled=False, why_not="Somebody else has the file open.")
    assert header.action_button.toolTip() == "Somebody else has the file open."
    header.set_action("")
    header.set_state("")
    assert not header.action_button.isVisible()
    assert not header.state_label.isVisible()


def test_texts_from_data_are_never_formatted(host: QWidget) -> None:
    card = Card("<b>Line</b>", label("<img src=x>"))
    put(host, card)
    assert card.title_label.textFormat() == Qt.TextFormat.PlainText
    assert card.accessibleName() == "<b>Line</b>"


def test_a_tile_reads_as_one_sentence(host: QWidget, qtbot) -> None:
    tile = FigureTile(
        "Mapped",
        "£22.5m",
        unit="of £36.9m",
        as_at="31 March 2021",
        source="Budget book",
        illustrative=True,
        opens=True,
    )
    put(host, tile)
    assert tile.accessibleName() == "Mapped: £22.5m of £36.9m"
    assert "31 March 2021. Budget book. An invented figure" in tile.accessibleDescription()
    assert tile.mark.isVisibleTo(tile)
    with qtbot.waitSignal(tile.opened):
        qtbot.keyClick(tile, Qt.Key.Key_Return)
    tile.set_figure("£1m")
    assert not tile.mark.isVisibleTo(tile)
    assert not tile.source_button.isVisibleTo(tile)


def test_a_chip_has_a_word_and_room_for_it(host: QWidget) -> None:
    chip = Chip("Due in 2 days", "warn")
    assert chip.accessibleName() == "Due in 2 days"
    small = chip.sizeHint().width()
    chip.set_status("Overdue by more than a month", "bad")
    assert chip.sizeHint().width() > small
    assert IllustrativeMark().accessibleName() == "illustrative"


def test_notices_come_one_after_the_other_and_good_news_makes_room(host: QWidget, qtbot) -> None:
    bar = NoticeBar()
    put(host, bar)
    undone: list[str] = []
    bar.show_notice("Saved", "good")
    bar.show_notice("First", "warn", action="Undo", act=lambda: undone.append("first"))
    bar.show_notice("Second", "bad")
    assert bar.current_text() == "First"
    assert bar.waiting() == 1
    qtbot.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    assert undone == ["first"]
    assert bar.current_text() == "Second"
    assert not bar.action_button.isVisible()
    bar.close_button.click()
    assert not bar.isVisible()
    assert bar.current_text() == ""


def test_only_good_news_goes_by_itself(host: QWidget, qtbot) -> None:
    bar = NoticeBar(good_news_ms=1)
    put(host, bar)
    bar.show_notice("Bad", "bad")
    QApplication.processEvents()
    assert bar.current_text() == "Bad"
    assert not bar._timer.isActive()
    bar.close_notice()
    bar.show_notice("Good", "good")
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_progress_has_words_and_a_way_to_stop(host: QWidget, qtbot) -> None:
    line = ProgressLine("Reading", "Stop")
    put(host, line)
    assert line.bar.maximum() == 0
    line.set_progress("Reading row 5", 0.5)
    assert (line.bar.value(), line.bar.accessibleName()) == (500, "Reading row 5")
    with qtbot.waitSignal(line.cancelled):
        line.cancel_button.click()


def test_widths_are_remembered(host: QWidget) -> None:
    kept: dict[str, object] = {}

    class Kept:
        def get(self, key: str, default: object = None) -> object:
            return kept.get(key, default)

        def set(self, key: str, value: object) -> None:
            kept[key] = value

    split = SplitView([QLineEdit(), QLineEdit()], [1, 1], remembers=Kept(), key="k")
    put(host, split)
    split.moveSplitter(300, 1)
    assert kept["k"] == split.sizes()
    again = SplitView([QLineEdit(), QLineEdit()], [1, 1], remembers=Kept(), key="k")
    width = split.sizes()[0]
    split.hide()
    put(host, again)
    QApplication.processEvents()
    assert abs(again.sizes()[0] - width) <= 2
    kept["k"] = "nonsense"
    SplitView([QLineEdit()], [1], remembers=Kept(), key="k")


def test_a_sheet_takes_the_focus_and_gives_it_back(host: QWidget, qtbot) -> None:
    opener = QPushButton("Open")
    put(host, opener)
    opener.setFocus()
    qtbot.waitUntil(opener.hasFocus)
    sheet = SideSheet(host, width=300)
    field = QLineEdit()
    sheet.open_with(field, "A record")
    assert sheet.geometry().right() == host.rect().right()
    assert sheet.width() == 300
    qtbot.waitUntil(field.hasFocus)
    host.resize(250, 500)
    QApplication.processEvents()
    assert sheet.width() == 250
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert opener.hasFocus()


def test_a_sheet_survives_the_death_of_its_opener(host: QWidget, qtbot) -> None:
    opener = QPushButton("Open")
    put(host, opener)
    opener.setFocus()
    qtbot.waitUntil(opener.hasFocus)
    sheet = SideSheet(host)
    sheet.open_with(QLineEdit(), "A record")
    opener.setParent(None)
    opener.deleteLater()
    del opener
    qtbot.wait_until(lambda: True)
    sheet.close_sheet()
    assert not sheet.isVisible()


def test_steps_go_on_when_the_page_agrees(host: QWidget, qtbot) -> None:
    stepper = Stepper(
        [("File", QLineEdit()), ("Columns", QLineEdit()), ("Check", QLineEdit())], "Accept 58 rows"
    )
    put(host, stepper)
    assert stepper.next_button.text() == "Next: Columns"
    assert stepper.step_buttons[0].accessibleName() == "Step 1 of 3, File, you are here"
    assert not stepper.step_buttons[2].isEnabled()
    with qtbot.waitSignal(stepper.next_asked) as asked:
        stepper.next_button.click()
    assert asked.args == [0]
    assert stepper.current_step() == 0
    stepper.refuse("Choose a file first.")
    assert stepper.why_label.isVisible()
    stepper.go_to(2)
    assert not stepper.why_label.isVisible()
    assert stepper.next_button.text() == "Accept 58 rows"
    with qtbot.waitSignal(stepper.finished):
        stepper.next_button.click()
    stepper.step_buttons[0].click()
    assert stepper.current_step() == 0
    assert stepper.step_buttons[2].isEnabled()


def test_tabs_show_their_section(host: QWidget, qtbot) -> None:
    tabs = SectionTabs([("a", "One", QLineEdit()), ("b", "Two", QLineEdit())], "Sections")
    put(host, tabs)
    with qtbot.waitSignal(tabs.chosen) as chosen:
        qtbot.keyClick(tabs.bar, Qt.Key.Key_Right)
    assert chosen.args == ["b"]
    assert tabs.current_key() == "b"
    tabs.choose("a")
    tabs.set_title("b", "Two (3)")
    assert tabs.bar.tabText(1) == "Two (3)"


def test_an_empty_room_teaches(host: QWidget, qtbot) -> None:
    empty = EmptyState("No data requests yet", "Ask once.", "Ask for data", icon="data-request")
    put(host, empty)
    assert empty.accessibleDescription() == "Ask once."
    with qtbot.waitSignal(empty.acted):
        empty.action_button.click()
    empty.set_texts("Nothing found")
    assert not empty.action_button.isVisible()


def test_small_buttons_are_large_enough_and_named(host: QWidget) -> None:
    small = icon_button("close", "Close this notice")
    put(host, small)
    assert small.accessibleName() == "Close this notice"
    assert small.sizeHint().width() >= 24
    assert small.sizeHint().height() >= 24
    link = button("Open the gate", "link")
    put(host, link)
    assert link.sizeHint().height() >= 24


def test_the_ring_follows_the_focus(host: QWidget, qtbot, qapp: QApplication) -> None:
    ring = FocusRing(qapp)
    first, second = QLineEdit(), QLineEdit()
    put(host, first)
    put(host, second)
    second.setProperty("ownFocus", True)
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QApplication.processEvents()
    shown = host.findChild(QWidget, "focusRing")
    assert shown is not None
    assert shown.geometry().contains(first.geometry())
    second.setFocus()
    qtbot.waitUntil(lambda: not [w for w in host.findChildren(QWidget, "focusRing") if w.isVisible()])
    qapp.focusChanged.disconnect(ring._focus_changed)
    ring.deleteLater()


def test_questions_are_answered_by_a_script() -> None:
    ask: Ask = ScriptedAsk(True, False, Path("a.csv"), None)
    done: list[object] = []
    ask.confirm("Sure?", "", "Close it", lambda: done.append("yes"))
    ask.confirm("Sure?", "", "Close it", lambda: done.append("no"), otherwise=lambda: done.append("not"))
    ask.choose_file_to_open("Open", [("CSV", ["*.csv"])], done.append)
    ask.choose_folder("Folder", done.append)
    assert done == ["yes", "not", Path("a.csv")]


@pytest.mark.parametrize("yes", [True, False])
def test_qt_asks_with_words_on_its_buttons(host: QWidget, qtbot, yes: bool) -> None:
    done: list[str] = []
    QtAsk(host).confirm(
        "Close the review?", "It cannot be opened again.", "Close the review",
        lambda: done.append("closed"), otherwise=lambda: done.append("kept"),
    )  # fmt: skip
    box = host.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    buttons = {each.text(): each for each in box.buttons()}
    assert set(buttons) == {"Close the review", "Cancel"}
    assert box.defaultButton() is buttons["Cancel"]
    buttons["Close the review" if yes else "Cancel"].click()
    qtbot.waitUntil(lambda: bool(done))
    assert done == (["closed"] if yes else ["kept"])


def test_qt_hands_on_the_file_that_was_chosen(host: QWidget, qtbot, tmp_path: Path) -> None:
    file = tmp_path / "book.csv"
    file.write_text("a")
    chosen: list[Path] = []
    QtAsk(host, tmp_path).choose_file_to_open("Open", [("Tables", ["*.csv"])], chosen.append)
    dialog = host.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.nameFilters() == ["Tables (*.csv)"]
    dialog.selectFile(str(file))
    dialog.accept()
    qtbot.waitUntil(lambda: bool(chosen))
    assert chosen == [file]

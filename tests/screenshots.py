"""Pictures of every room over the example: `python -m tests.screenshots OUTDIR [WxH ...]`.

Besides each room's first view: the other tabs, each step of a workshop and what the room sees of it, a
service line's page, the import step by step, an act of the history, the palette, the first-start question,
a notice, the start page and an empty workspace.
For people to look at; no test compares them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from stewardship_desktop.ui.shell.session import Session

SIZES = ("1280x720", "1920x1080")
CARE_AREA = "Stroke"
SERVICE_LINE = "Cardiology"
LONGEST_WAIT = 20.0
"""Seconds until a picture is taken of whatever is there."""
FEWEST_ROUNDS = 20
QUIET = 0.3
"""Seconds without running work after which a room counts as filled."""


def main(arguments: list[str]) -> int:
    """Save one PNG per view and size. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", nargs="*", default=SIZES)
    parser.add_argument("--theme", default="light")
    parser.add_argument("--text", type=int, default=100)
    parser.add_argument("--room", default="", help="pictures whose name begins so")
    parser.add_argument("--area", default=CARE_AREA)
    parser.add_argument("--first", action="store_true", help="the first view of each room only")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["STEWARDSHIP_DESKTOP_HOME"] = home
        for size in chosen.sizes or SIZES:
            _take(chosen, size, Path(home))
    return 0


def _take(chosen: argparse.Namespace, size: str, home: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from stewardship_desktop.application.settings import REDUCE_MOTION, TEXT_SIZE, THEME, Settings, ThemeMode
    from stewardship_desktop.ui.ask import QtAsk
    from stewardship_desktop.ui.shell.look import Look
    from stewardship_desktop.ui.shell.main_window import MainWindow
    from stewardship_desktop.ui.shell.session import Session
    from tests.support.example import copy_example

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    settings = Settings(home / f"{size}.json")
    settings.introduce("Robin Example", "Programme manager", "Integrated care board")
    settings.set(THEME, ThemeMode(chosen.theme))
    settings.set(TEXT_SIZE, chosen.text)
    settings.set(REDUCE_MOTION, True)  # nothing is caught half way
    look = Look(app, settings)
    look.attend()
    window = MainWindow()
    width, height = (int(part) for part in size.split("x"))
    window.resize(width, height)
    session = Session(window, settings, QtAsk(window))
    window.show()
    folder = home / size
    folder.mkdir()
    session.open_file(copy_example(folder))
    _until(lambda: session.opened is not None)
    _settle(session)
    look_of = "" if chosen.theme == "light" else f"-{chosen.theme}"
    text = "" if chosen.text == 100 else f"-{chosen.text}"
    for name in _views(session, chosen, folder):
        _settle(session)
        if name.startswith(chosen.room):
            window.grab().save(str(chosen.folder / f"{name}-{size}{look_of}{text}.png"))
    window.close()
    look.detach()


def _views(session: Session, chosen: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Bring one view after the other onto the window and name it."""
    area = next(each.care_area_id for each in session.areas if each.name == chosen.area)
    yield from _rooms(session, area)
    if chosen.first:
        return
    for part in (
        _care_area_tabs,
        _value_sheets,
        _dashboard_tabs,
        _chart_pages,
        _star_tabs,
        _workshop_steps,
        _system_tabs,
        _budget_leaves,
        _import_steps,
        _history_act,
        _frame,
    ):
        yield from part(session)
    yield from _start_and_empty(session, folder)


def _rooms(session: Session, area: str) -> Iterator[str]:
    from stewardship_desktop.ui.rooms import ROOMS

    session.go("home")
    yield "home-programme"
    session.choose_care_area(area)
    for room in ROOMS:
        session.go(room.room_id)
        yield room.room_id


def _care_area_tabs(session: Session) -> Iterator[str]:
    session.go("care_area")
    page: Any = session.window.page("care_area")
    for key in page.sections:
        page.tabs.choose(key)
        yield f"care_area-{key}"
    page.tabs.choose("specification")
    page.open_questions()
    yield "care_area-questions"
    page.questions_sheet.close_sheet()
    page.open_status()
    yield "care_area-status"
    page.sheet.close_sheet()


def _value_sheets(session: Session) -> Iterator[str]:
    """What the value room opens on its side: a metric from its head to its foot, and each form."""
    session.go("value")
    page: Any = session.window.page("value")
    metric = next(each for each in page.framework.metrics if len(each.definitions) > 1)
    page.open_metric(metric.id)
    yield "value-metric"
    sheet = page.sheet.body()
    for name, part in (("targets", sheet.targets), ("series", sheet.series)):
        part.begin()
        yield f"value-{name}"
    page.open_outcome(page.framework.outcomes[0].id)
    yield "value-outcome"
    page.open_request(page.framework.requests[0].id)
    yield "value-request"
    page.add_metric()
    yield "value-new-metric"
    page.ask_for_data(metric_id=metric.id)
    yield "value-ask"
    page.sheet.close_sheet()


def _dashboard_tabs(session: Session) -> Iterator[str]:
    """Each tab of the dashboard, all that is due, and the choice of the meeting's charts."""
    from stewardship_desktop.ui.dashboard.page import MEETING, PANELS, SUMMARY

    session.go("dashboard")
    page: Any = session.window.page("dashboard")
    for panel in PANELS:
        page.tabs.choose(panel.key)
        yield f"dashboard-{panel.key}"
    meeting = page._panel(MEETING)
    page.tabs.choose(MEETING)
    meeting.open_choice()
    yield "dashboard-choice"
    meeting.sheet.close_sheet()
    page.tabs.choose(SUMMARY)
    page._panel(SUMMARY).due.all_button.click()
    yield "dashboard-due"
    page._panel(SUMMARY).due.all_button.click()


def _chart_pages(session: Session) -> Iterator[str]:
    """Each metric's chart with its other views."""
    session.go("dashboard")
    room: Any = session.window.page("dashboard")
    for number, records in enumerate(room.framework.metrics if room.framework is not None else ()):
        room.show_record(records.id)
        for at, view in enumerate(room._chart._views):
            room._chart.tabs.setCurrentIndex(at)
            yield f"chart-{number:02}-{view.kind.value}"
    room.close_chart()


def _star_tabs(session: Session) -> Iterator[str]:
    from stewardship_desktop.ui.star.editor import PANELS

    session.go("star")
    page: Any = session.window.page("star")
    decided = next(row.id for row in page.sessions.table.rows() if row.decision is not None)
    page.open_session(decided)
    editor = page.editor
    for at, (key, *_) in enumerate(PANELS):
        if editor.tabs.bar.isTabVisible(at):
            editor.tabs.choose(key)
            yield f"star-{key}"
    editor.tabs.choose("frontier")
    option = editor.options.table.rows()[0].id
    editor.open_option(option)
    yield "star-option"
    editor.sheet.close_sheet()
    editor.open_settings()
    yield "star-settings"
    editor.sheet.close_sheet()
    page.show_list()
    page.sessions.begin()
    yield "star-new"
    page.sessions.sheet.close_sheet()


def _workshop_steps(session: Session) -> Iterator[str]:
    """Each step for the facilitator, and the same step as the room sees it."""
    from stewardship_desktop.ui.workshop.agenda import STEPS

    session.go("star")
    star: Any = session.window.page("star")
    decided = next(row.id for row in star.sessions.table.rows() if row.decision is not None)
    session.go("workshop", decided)
    page: Any = session.window.page("workshop")
    _settle(session)
    for at, step in enumerate(STEPS):
        page.go_to(at)
        yield f"workshop-{at + 1}-{step.key}"
        page._toggle_slide()
        yield f"workshop-{at + 1}-{step.key}-slide"
        page._toggle_slide()
    page.go_to(3)
    page.panel.categories_box.click()
    page._toggle_slide()
    yield "workshop-4-scores-slide-by-category"
    page._toggle_slide()
    page.open_seats()
    yield "workshop-seats"
    page.sheet.close_sheet()
    page.go_to(0)


def _system_tabs(session: Session) -> Iterator[str]:
    session.go("system")
    page: Any = session.window.page("system")
    for key in ("profile", *page.lists):
        page.tabs.choose(key)
        yield f"system-{key}"


def _budget_leaves(session: Session) -> Iterator[str]:
    from stewardship_desktop.store.queries import shell

    session.go("budget")
    page: Any = session.window.page("budget")
    for by in ("organisation", "place", "service"):
        page.views.choose(by)
        yield f"budget-by-{by}"
    page.tabs.choose("files")
    yield "budget-files"
    worst = max(page.files.table.rows(), key=lambda file: file.mismatches)
    page.open_report(worst.import_id)
    yield "budget-report"
    page.go_home()
    page.tabs.choose("views")
    assert session.bridge is not None
    line = next(
        each for each in session.bridge.read(shell.find, SERVICE_LINE) if each.entity == "service_line"
    )
    session.go("budget", line.row_id)
    yield "budget-line"
    _settle(session)
    from PySide6.QtWidgets import QScrollArea

    for area in page.line.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        for step in range(1, 12):
            if bar.value() >= bar.maximum():
                break
            bar.setValue(bar.value() + int(area.viewport().height() * 0.9))
            yield f"budget-line-{step}"
        break
    page.go_home()


def _import_steps(session: Session) -> Iterator[str]:
    from stewardship_desktop.domain.budget.meaning import PriceBase, Recurrence
    from tests.support import budget_files as files

    session.go("budget")
    page: Any = session.window.page("budget")
    page.open_wizard()
    yield "import-0-begin"
    for name, title in ((files.BOOK, "book"), (files.RESOURCES, "resources")):
        page.import_file(files.FOLDER / name)
        yield f"import-{title}-1-file"
        wizard, press = page.wizard, page.wizard.stepper.next_button.click
        press()
        yield f"import-{title}-2-columns"
        press()
        yield f"import-{title}-3-meaning"
        press()
        yield f"import-{title}-3-missing"
        form = wizard.meaning_step.form
        form.set_values(
            {
                key: value
                for key, value in (
                    ("period", str(files.PERIODS[name])),
                    ("price_base", PriceBase.NOT_STATED.value),
                    ("recurrent", Recurrence.NOT_STATED.value),
                    ("unit", "thousand"),
                )
                if key in form.rows
            }
        )
        press()
        yield f"import-{title}-4-check"
        press()
        yield f"import-{title}-5-accept"
        wizard.start_again()
    page.go_home()


def _history_act(session: Session) -> Iterator[str]:
    session.go("history")
    page: Any = session.window.page("history")
    _settle(session)
    for name, words in (("import", "Import "), ("records", "scope")):
        row = next((each for each in page.table.rows() if words in each.label), None)
        if row is not None:
            page.table.opened.emit(row.txn_id)
            yield f"history-{name}"
    page.sheet.close_sheet()


def _frame(session: Session) -> Iterator[str]:
    window = session.window
    session.go("home")
    window.palette_popup.open_over()
    yield "frame-palette"
    window.palette_popup.line.setText("card")
    yield "frame-palette-typed"
    window.palette_popup.close_palette()
    session._ask_who()
    yield "frame-who"
    assert session._who is not None
    session._who.close_sheet()
    window.notify("The file's version was removed with its figures.", "Undo", lambda: None)
    yield "frame-notice"
    window.notify("Row 14, Cost: '1,2oo' is not a number. Type it as 1200.", tone="warn")
    yield "frame-notice-warn"
    while window.notices.isVisible():
        window.notices.close_notice()
        _settle(session)


def _start_and_empty(session: Session, folder: Path) -> Iterator[str]:
    from stewardship_desktop.ui.rooms import ROOMS

    session.leave()
    yield "start"
    session.make_file(folder / "Our care area.stewardship")
    _until(lambda: session.opened is not None)
    for room in ROOMS:
        if not room.needs_care_area:
            session.go(room.room_id)
            yield f"empty-{room.room_id}"


def _settle(session: Session) -> None:
    """Wait until nothing runs, is read or is about to be drawn."""
    last_busy = time.monotonic()
    end = last_busy + LONGEST_WAIT
    rounds = 0

    def still() -> bool:
        nonlocal last_busy, rounds
        now = time.monotonic()
        if _busy(session):
            last_busy, rounds = now, 0
        # One round may take long (a library's first import), and what it brings is laid out in the next.
        rounds += 1
        return (now - last_busy > QUIET and rounds > FEWEST_ROUNDS) or now > end

    _until(still)


def _busy(session: Session) -> bool:
    from stewardship_desktop.ui.charts.view import ChartView

    window = session.window
    page = window.page(window.room_id)
    waiting = any(chart.plot is None for chart in window.findChildren(ChartView) if chart.isVisible())
    return bool(window.jobs.running) or bool(getattr(page, "reading", False)) or waiting


def _until(reached: Callable[[], bool]) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    while not reached():
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A chart saved from a page: where to, in which form, and what is said when it can't be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.ui.ask import QtAsk
from stewardship_desktop.ui.charts.saving import FILES, save_chart
from stewardship_desktop.ui.charts.view import ChartView
from tests.reports.spc_examples import intervals, xmr
from tests.support.scripted_ask import ScriptedAsk

Make = Callable[[Path | None], tuple[ChartView, Any]]


@pytest.fixture
def page(surroundings: Any) -> Make:
    """A shown chart with "Save chart", and what its page was given; the person chooses `answer`."""

    def make(answer: Path | None) -> tuple[ChartView, Any]:
        surroundings.ask = ScriptedAsk(answer)
        view = ChartView(xmr(), save=save_chart(surroundings.context))
        surroundings.qtbot.addWidget(view)
        view.resize(900, 600)
        with surroundings.qtbot.waitExposed(view):
            view.show()
        return view, surroundings

    return make


def test_s_saves_what_is_shown_as_svg_and_says_where(page: Make, tmp_path: Path) -> None:
    target = tmp_path / "reports" / "Callbacks.svg"
    view, given = page(target)
    given.qtbot.keyClick(view.plot, Qt.Key.Key_S)
    assert target.read_text("utf-8") == view.picture().svg()
    assert ElementTree.parse(target).getroot().get("role") == "img"
    assert given.notices == [(f"The chart is in {target}.", "", None, "good")]
    assert given.jobs == ["Saving Callbacks.svg"]


def test_a_name_that_ends_in_png_makes_a_bitmap(page: Make, tmp_path: Path) -> None:
    target = tmp_path / "Callbacks.PNG"
    view, given = page(target)
    given.qtbot.mouseClick(view.save_button, Qt.MouseButton.LeftButton)
    image = QImage(str(target))
    assert image.width() == 1920
    assert image.text("Title") == xmr().title


def test_a_name_without_an_ending_gets_one(page: Make, tmp_path: Path) -> None:
    view, given = page(tmp_path / "Waits in 2.5 hours")
    given.qtbot.keyClick(view.plot, Qt.Key.Key_S)
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".svg"] == ["Waits in 2.5 hours.svg"]


def test_what_is_shown_last_is_saved(page: Make, tmp_path: Path) -> None:
    target = tmp_path / "Areas.svg"
    view, given = page(target)
    view.set_spec(intervals())
    given.qtbot.mouseClick(view.save_button, Qt.MouseButton.LeftButton)
    assert intervals().title in target.read_text("utf-8")


def test_nothing_is_written_when_nothing_is_chosen(page: Make, tmp_path: Path) -> None:
    view, given = page(None)
    before = sorted(tmp_path.rglob("*"))
    given.qtbot.keyClick(view.plot, Qt.Key.Key_S)
    assert sorted(tmp_path.rglob("*")) == before
    assert given.notices == given.jobs == []


def test_a_folder_that_cannot_be_written_is_said_in_words(page: Make, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("no folder", "utf-8")
    view, given = page(tmp_path / "a file" / "Chart.svg")
    with pytest.raises(UserFixable, match=r"Chart\.svg can't be written") as raised:
        view.save()
    assert "choose a folder of your own" in raised.value.remedy
    assert given.notices == []


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_kind_chosen_in_the_dialog_is_the_ending(host: QWidget, tmp_path: Path) -> None:
    QtAsk(host, tmp_path).choose_file_to_save("Save the chart", FILES, "Callbacks.svg", lambda path: None)
    dialog = host.findChild(QFileDialog)
    assert dialog is not None
    dialog.selectNameFilter(dialog.nameFilters()[1])
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert Path(dialog.selectedFiles()[0]).name == "Callbacks.png"
    assert dialog.defaultSuffix() == "png"
    dialog.reject()

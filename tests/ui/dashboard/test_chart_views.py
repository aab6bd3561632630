"""The further views of a metric's page: its parts, its earlier definitions and its peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from stewardship_desktop.application.commands import dashboard, value_framework
from stewardship_desktop.domain.dashboard.views import ViewKind
from stewardship_desktop.domain.observation import Cut
from tests.support.metrics import SmallFramework
from tests.ui.conftest import Surroundings
from tests.ui.dashboard.chart_reader import Reader

FEBRUARY = date(2023, 2, 1)


@pytest.fixture
def reader(page: Any, small: SmallFramework, surroundings: Surroundings) -> Reader:
    return Reader(page, small, surroundings)


# ---- parts
def enter_parts(small: SmallFramework, parts: Mapping[str, Sequence[str]]) -> None:
    for category, values in parts.items():
        small.enter("known", list(values), date(2022, 1, 1), cut=Cut.DEPRIVATION, category=category)


FIFTHS = {
    "least deprived fifth": ["140/150"] * 12,
    "most deprived fifth": [f"{100 + at % 3}/150" for at in range(12)],
}


def test_parts_stand_side_by_side_on_one_axis(reader: Reader) -> None:
    enter_parts(reader.small, FIFTHS)
    chart = reader.open("known")
    reader.tab(ViewKind.CUT)
    assert [each.metric_id for each in chart.parts.charts] == ["most deprived fifth", "least deprived fifth"]
    spans = {each.spec.value_span for each in chart.parts.charts}
    assert len(spans) == 1
    assert chart.parts.intervals.spec.title.startswith("Highest: least deprived fifth")
    chart.parts.take_focus()
    reader.press(chart.parts.charts[0], Qt.Key.Key_Return)
    assert chart.part_box.currentText() == "Most deprived fifth"
    assert chart.head.sentence_label.text().startswith("Most deprived fifth: ")
    assert len(chart.board.table.rows()) == 12
    reader.press(reader.room.focusWidget(), Qt.Key.Key_Escape)
    assert chart.parts.isVisible()
    assert chart.isVisible()


def test_a_value_of_a_part_is_added_to_the_part(reader: Reader) -> None:
    enter_parts(reader.small, FIFTHS)
    chart = reader.open("known")
    reader.tab(ViewKind.CUT)
    chart.open_part("most deprived fifth")
    add = chart.board.add
    reader.surroundings.qtbot.keyClicks(add.value_box, "110/150")
    reader.press(add.value_box, Qt.Key.Key_Return)
    parts = [each for each in reader.small.metric("known").observations if each.cut is Cut.DEPRIVATION]
    assert (parts[-1].category, parts[-1].numerator) == ("most deprived fifth", Decimal(110))


# ---- earlier definitions
def test_an_earlier_definition_has_its_own_chart(reader: Reader) -> None:
    reader.surroundings.act(
        value_framework.change_definition, reader.small.metrics["needle"], FEBRUARY,
        "Counted from the ambulance", {"definition": "Minutes from the call"},
    )  # fmt: skip
    chart = reader.open("needle")
    assert chart.empty.isVisible()
    reader.tab(ViewKind.EARLIER)
    assert chart.tabs.tabText(chart.tabs.currentIndex()) == "Until 1 February 2023"
    assert "nothing here is compared" in chart.note_label.text()
    assert len(chart.board.table.rows()) == 24
    assert not chart.board.add.isVisible()
    assert not chart.head.due_label.text()


# ---- peers
def test_peers_are_pasted_and_ranked(reader: Reader) -> None:
    chart = reader.open("known")
    reader.tab(ViewKind.BENCHMARK)
    benchmark = chart.benchmark
    assert benchmark.empty.what_label.text() == "No peers yet"
    table = benchmark.table
    table.grid.setCurrentIndex(table.model.index(0, 0))
    table.paste_text(
        "Peer A\tJanuary 2023\t600/750\t\t\tBoard papers\nPeer B\tJanuary 2023\t93.3\t700\t750\t\tpeer\n"
        "All peers\tJanuary 2023\t86.7\t\t\t\tbenchmark"
    )
    reader.surroundings.settle()
    found = reader.small.metric("known").comparators
    assert sorted((each.name, each.numerator) for each in found if each.numerator) == [
        ("Peer A", Decimal(600)), ("Peer B", Decimal(700)),
    ]  # fmt: skip
    assert benchmark.chart.spec.title == "Stroke is 2nd of 3, similar to All peers"
    assert "All peers" in chart.head.benchmark_label.text()
    benchmark.picture_box.setCurrentIndex(1)
    benchmark.picture_box.activated.emit(1)
    assert "tau squared" in benchmark.chart.spec.method
    benchmark.adjusted_box.setChecked(True)
    assert benchmark.adjusted_box.isVisible()


def test_a_peer_without_a_readable_value_is_refused(reader: Reader) -> None:
    chart = reader.open("known")
    reader.tab(ViewKind.BENCHMARK)
    table = chart.benchmark.table
    table.grid.setCurrentIndex(table.model.index(0, 0))
    table.paste_text("Peer A\tsome day\t600/750")
    reader.surroundings.settle()
    assert reader.small.metric("known").comparators == ()
    assert table.notice.isVisible()


@pytest.mark.parametrize(
    "text, said",
    [
        ("Peer A\tJanuary 2023\t600/750\npeer a\tJanuary 2023\t610/750", "stands twice for January 2023"),
        ("Peer A\tJanuary 2023\tabout 90", "Leave out 'about'"),
        ("Peer A\tJanuary 2023\t612/0", "divides by 0"),
    ],
)
def test_peers_that_would_lose_something_are_refused(reader: Reader, text: str, said: str) -> None:
    chart = reader.open("known")
    reader.tab(ViewKind.BENCHMARK)
    table = chart.benchmark.table
    table.grid.setCurrentIndex(table.model.index(0, 0))
    table.paste_text(text)
    reader.surroundings.settle()
    assert reader.small.metric("known").comparators == ()
    assert any(said in each.text() for each in table.notice.findChildren(QLabel))


def test_a_peer_is_corrected_and_removed(reader: Reader) -> None:
    reader.surroundings.act(
        dashboard.set_comparators, reader.small.definitions["known"],
        [{"name": "Peer A", "on": FEBRUARY, "value": Decimal(80), "source": "Board papers"}],
    )  # fmt: skip
    chart = reader.open("known")
    reader.tab(ViewKind.BENCHMARK)
    table = chart.benchmark.table
    row = table.rows()[0]
    table.edit_cell(row.id, "value")
    editor = reader.room.focusWidget()
    editor.selectAll()
    reader.surroundings.qtbot.keyClicks(editor, "660/750")
    reader.press(editor, Qt.Key.Key_Return)
    kept = reader.small.metric("known").comparators[0]
    assert (kept.value, kept.numerator, kept.source) == (Decimal(88), Decimal(660), "Board papers")
    table.delete_requested.emit([row.id])
    reader.surroundings.settle()
    assert reader.small.metric("known").comparators == ()

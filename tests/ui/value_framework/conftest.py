"""The Value room over a small framework, on a day on which its request is 34 weeks old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from stewardship_desktop.ui.value_framework.page import ValueFrameworkPage
from tests.support.metrics import SmallFramework, small_framework
from tests.ui.conftest import Surroundings

TODAY = date(2023, 10, 30)


class InOctober(ValueFrameworkPage):
    def today(self) -> date:
        return TODAY


@dataclass(frozen=True)
class Room:
    """The page, the framework it shows, and what is around it."""

    page: Any
    small: SmallFramework
    around: Surroundings

    def sheet(self) -> Any:
        """What the side sheet shows."""
        return self.page.sheet.body()

    def type_into(self, form: Any, key: str, text: str) -> Any:
        """Type a text into a field of a form and leave it; returns the field's row."""
        row = form.rows[key]
        if hasattr(row.box, "setPlainText"):
            row.box.setPlainText(text)
        else:
            row.box.setText(text)
        row.commit()
        self.around.settle()
        return row

    def choose(self, form: Any, key: str, words: str) -> Any:
        """Choose by its words in a field of a form; returns the field's row."""
        row = form.rows[key]
        at = row.box.findText(words)
        assert at >= 0, [row.box.itemText(each) for each in range(row.box.count())]
        row.box.setCurrentIndex(at)
        row.box.activated.emit(at)
        self.around.settle()
        return row

    def press(self, button: Any) -> None:
        """Press a button and wait until what it asked for is written."""
        button.click()
        self.around.settle()


@pytest.fixture
def room(surroundings: Surroundings) -> Room:
    small = small_framework(surroundings)
    page = surroundings.show(InOctober, 1200, 640)
    page.show_care_area(small.area)
    return Room(page, small, surroundings)

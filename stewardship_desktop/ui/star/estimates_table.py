"""The figures of one option: low, best and high, what each rests on, its source and its history."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import Evidence, Measure, StarEstimate
from stewardship_desktop.domain.star.typed import NoFigure
from stewardship_desktop.ui.field_history import field_entries
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.locked_words import LOCKED
from stewardship_desktop.ui.star.option_rows import FIGURES
from stewardship_desktop.ui.theme.tokens import SPACE_1
from stewardship_desktop.ui.widgets import Column, DataTable, Edit, HistoryEntry, HistoryPopover, button

_NUMBERS = ("low", "best", "high")
_WORDS = {"low": "Low", "best": "Best", "high": "High", "evidence": "Rests on", "source": "Source"}


@dataclass(frozen=True, kw_only=True)
class _Row:
    """A figure as texts: each row has a unit of its own, so a column can't read them all alike."""

    id: str
    title: str
    low: str
    best: str
    high: str
    evidence: Evidence | None
    source: str


class EstimatesTable(QWidget):
    """`show_session(reckoning)`; a cell is saved as it is left."""

    def __init__(self, context: RoomContext, option_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._option_id = context, option_id
        self._session_id = ""
        self.table = DataTable(
            [
                Column("title", "Figure", wrap=True, width=128),
                *(
                    Column(key, _WORDS[key], editable=True, align="right", tight=True, width=72)
                    for key in _NUMBERS
                ),
                Column("evidence", "Rests on", "choice", editable=True, wrap=True, width=96,
                       choices=[(each, each.value) for each in Evidence]),
                Column("source", "Source", editable=True, wrap=True),
            ],
            "Figures",
            tools=False,
        )  # fmt: skip
        self.table.fit_height()
        self.table.edits_requested.connect(self._edit)
        self.history_button = button("History of the figure", "quiet", icon="history", clicked=self.history)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addWidget(self.table)
        layout.addWidget(self.history_button)

    def show_session(self, reckoning: Reckoning) -> None:
        """Show the figures as they are now."""
        self._session_id = reckoning.records.session.id
        records = reckoning.records
        self.table.set_read_only(LOCKED if records.locked else "")
        self.table.set_rows(
            [_row(measure, records.estimate(self._option_id, measure)) for measure in Measure]
        )

    def history(self) -> None:
        """Who gave the figure of the current row which value, and why."""
        measure = Measure(self.table.current_id() or Measure.PEOPLE)
        row_id = StarEstimate.id_for(self._option_id, measure)
        entries: list[HistoryEntry] = []
        for key, words in _WORDS.items():
            for each in field_entries(self._context.bridge, "star_estimate", row_id, key):
                when = f"{words}, {each.when}"
                entries.append(
                    HistoryEntry(when=when, who=each.who, before=each.before, after=each.after, why=each.why)
                )
        HistoryPopover(f"History of {measure.heading.lower()}", entries, parent=self).open_at(
            self.history_button
        )

    @Slot(list)
    def _edit(self, edits: list[Edit]) -> None:
        figures: dict[Measure, dict[str, Any]] = {}
        for each in edits:
            measure = Measure(each.row_id)
            try:
                value = _value(measure, each.key, each.value)
            except NoFigure as error:
                self._say_next(f"{measure.heading}, {_WORDS[each.key]}: {error}")
                return
            figures.setdefault(measure, {})[each.key] = value
        self._context.bridge.act(
            star.set_estimates, self._session_id, self._option_id, figures, otherwise=self._refuse
        )

    def _say_next(self, words: str) -> None:
        """In a turn of its own: the table says first that it handed a paste on."""
        QTimer.singleShot(0, self.table, lambda: self.table.say(words))

    def _refuse(self, error: UserFixable) -> None:
        self.table.say(f"{error.what} {error.remedy}".strip())


def _value(measure: Measure, key: str, value: Any) -> Any:
    """A cell's text as the figure wants it."""
    if key in _NUMBERS:
        return FIGURES[measure.value][0](str(value or ""))
    if key == "evidence":
        return Evidence(str(value)) if value else Evidence.JUDGEMENT
    return value or ""


def _row(measure: Measure, estimate: StarEstimate | None) -> _Row:
    show = FIGURES[measure.value][1]

    def text(value: Decimal | None) -> str:
        return "" if value is None else str(show(value))

    if estimate is None:
        return _Row(
            id=measure.value, title=measure.heading, low="", best="", high="", evidence=None, source=""
        )
    return _Row(
        id=measure.value, title=measure.heading, low=text(estimate.low), best=text(estimate.best),
        high=text(estimate.high), evidence=estimate.evidence, source=estimate.source,
    )  # fmt: skip

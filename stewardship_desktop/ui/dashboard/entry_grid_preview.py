"""What a paste would do, before it does it: where each cell lands, what changes, what isn't understood.

It writes nothing: `accepted` sends what a person agreed to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.domain.dashboard.figures import shown, shown_observation
from stewardship_desktop.domain.dashboard.pasting import (
    LEAVE_OUT,
    Change,
    Ground,
    Landed,
    Reading,
    Stray,
    Unknown,
    read_block,
)
from stewardship_desktop.domain.rhythm import short_period
from stewardship_desktop.ui.dashboard.entry_grid_cells import GAP
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import Column, DataTable, button, label
from stewardship_desktop.ui.widgets.words import show_if

_MOST_SAID = 6
_MOST_ROWS = 14
_LOOKS = {"changed": "warn", "new": "good", "known gap": "info", "the same": "neutral", "left": "neutral"}
_LEFT = "left"
_ORDER = (Change.CHANGED, Change.NEW, Change.GAP, Change.SAME)


@dataclass(frozen=True)
class _Line:
    id: str
    metric: str
    period: str
    now: str
    becomes: str
    what: str


class PastePreview(QWidget):
    """`PastePreview(block, ground)`; `accepted(list[Landed])` for the cells to enter."""

    accepted = Signal(list)

    def __init__(self, block: Sequence[Sequence[str]], ground: Ground, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._block, self._ground = block, ground
        self._chosen: dict[str, str] = {}
        self.reading: Reading = read_block(block, ground)
        self.summary_label = label("", "heading")
        self.layout_label = label("", "muted")
        self.names_box = QWidget()
        self.pickers: dict[str, QComboBox] = {}
        self._ask_names(self.reading.unknown)
        self.enter_button = button("", "primary", clicked=self.accept)
        self.gaps_tick = QCheckBox()
        self.gaps_tick.toggled.connect(self._show)
        self.shares_tick = QCheckBox()
        self.shares_tick.toggled.connect(self._read)
        self.problems_label = label("", "error")
        self.table = DataTable(
            [
                Column("metric", "Metric", wrap=True, width=150),
                Column("period", "Period", width=84),
                Column("now", "Now", align="right", width=84),
                Column("becomes", "Becomes", align="right", width=92),
                Column("what", "", "chip", chip=_look, width=88),
            ],
            "Where each cell lands",
            tools=False,
        )
        self.table.fit_height(_MOST_ROWS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_3)
        acts = QHBoxLayout()
        acts.addWidget(self.enter_button)
        acts.addStretch(1)
        for part in (
            self.summary_label, self.layout_label, self.names_box, self.shares_tick, self.gaps_tick,
        ):  # fmt: skip
            column.addWidget(part)
        column.addLayout(acts)
        for part in (self.problems_label, self.table):
            column.addWidget(part)
        column.addStretch(1)
        self._show()

    def agreed(self) -> list[Landed]:
        """The cells that would be entered now."""
        wanted = [Change.NEW, Change.CHANGED]
        return list(self.reading.of(*wanted, *([Change.GAP] if self.gaps_tick.isChecked() else [])))

    def accept(self) -> None:
        """Send what is agreed on."""
        cells = self.agreed()
        if cells:
            self.accepted.emit(cells)

    def show_refusal(self, words: str) -> None:
        """Say why nothing was entered."""
        show_if(self.problems_label, True)
        self.problems_label.setText(words)

    # ---- names that no metric has
    def _ask_names(self, unknown: Sequence[Unknown]) -> None:
        grid = QGridLayout(self.names_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_2)
        grid.setColumnStretch(1, 1)
        if unknown:
            grid.addWidget(label("Choose a metric for each name that isn't known", "label"), 0, 0, 1, 2)
        for at, each in enumerate(unknown, 1):
            picker = QComboBox()
            picker.setAccessibleName(f"Metric for {each.name}")
            picker.setMinimumContentsLength(18)
            picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            picker.addItem("Choose a metric", None)
            picker.addItem("Leave it out", LEAVE_OUT)
            named = {row.id: row for row in self._ground.named}
            rest = [row_id for row_id in named if row_id not in each.likely]
            for row_id in (*each.likely, *rest):
                row = named[row_id]
                picker.addItem(f"{row.name} ({row.records.outcome.column.value})", row_id)
            picker.setProperty("name", each.name)
            picker.activated.connect(self._choose)
            words = label(each.name)
            words.setBuddy(picker)
            grid.addWidget(words, at, 0)
            grid.addWidget(picker, at, 1)
            self.pickers[each.name] = picker
        show_if(self.names_box, bool(unknown))

    def _choose(self) -> None:
        self._chosen = {
            name: str(picker.currentData())
            for name, picker in self.pickers.items()
            if picker.currentData() is not None
        }
        self._read()

    def _read(self) -> None:
        shares = self.shares_tick.isChecked()
        self.reading = read_block(self._block, self._ground, self._chosen, shares=shares)
        self._show()

    # ---- showing
    def _show(self) -> None:
        reading = self.reading
        self.summary_label.setText(_summary(reading))
        self.layout_label.setText(_layout_words(reading))
        show_if(self.shares_tick, bool(reading.shares))
        self.shares_tick.setText(_shares_words(reading.shares))
        gaps = len(reading.of(Change.GAP))
        show_if(self.gaps_tick, bool(gaps))
        marks = ", ".join(sorted({each.text for each in reading.of(Change.GAP)}))
        self.gaps_tick.setText(f"Enter {marks} as {'a known gap' if gaps == 1 else f'{gaps} known gaps'}")
        count = len(self.agreed())
        self.enter_button.setText(f"Enter {count:,} {'value' if count == 1 else 'values'}")
        self.enter_button.setEnabled(count > 0)
        strays = [each for each in reading.strays if not each.name]
        said = [f"{place_words(each)}: {each.words}" for each in strays[:_MOST_SAID]]
        if len(strays) > _MOST_SAID:
            said.append(f"and {len(strays) - _MOST_SAID} more")
        self.problems_label.setText("\n".join(said))
        show_if(self.problems_label, bool(said))
        ranked = sorted(reading.landed, key=lambda each: _ORDER.index(each.change))
        self.table.set_rows(_line(each, gaps=self.gaps_tick.isChecked()) for each in ranked)
        show_if(self.table, bool(ranked))


def _summary(reading: Reading) -> str:
    counts = [(len(reading.of(change)), change.value) for change in (Change.NEW, Change.CHANGED, Change.SAME)]
    landed = ", ".join(f"{count:,} {words}" for count, words in counts if count)
    parts = [f"{_cells(sum(count for count, _ in counts))} with a value: {landed}."] if landed else []
    astray = len({(each.row, each.column) for each in reading.strays})
    if astray:
        parts.append(f"{astray} {'place is' if astray == 1 else 'places are'} not understood.")
    return " ".join(parts) or "No cell lands on a value."


def _shares_words(texts: Sequence[str]) -> str:
    """What ticking does, for the per cents that may be shares of 1."""
    if len(texts) == 1:
        return f"{texts[0]} is a share of 1: take it times 100"
    return f"{len(texts):,} values such as {next(iter(texts), '')} are shares of 1: take them times 100"


def _layout_words(reading: Reading) -> str:
    blank = f" {_cells(reading.blank)} {'is' if reading.blank == 1 else 'are'} blank and change nothing."
    return reading.layout + (blank if reading.blank else "") + " Nothing is written until you enter it."


def _cells(count: int) -> str:
    return f"{count:,} {'cell' if count == 1 else 'cells'}"


def place_words(stray: Stray) -> str:
    """Where a cell stands in the block: "Row 2, column 3"."""
    said = [f"{word} {at}" for word, at in (("row", stray.row), ("column", stray.column)) if at is not None]
    place = ", ".join(said)
    return place[:1].upper() + place[1:]


def _line(each: Landed, *, gaps: bool) -> _Line:
    definition = each.target.definition_at(each.start)
    typed = each.typed
    gap = each.change is Change.GAP
    becomes = shown(definition, typed.value, level=typed.level, qualifier=typed.qualifier, with_unit=False)
    before = each.before
    now = "" if before is None else GAP if before.is_gap else shown_observation(
        definition, before, with_unit=False
    )  # fmt: skip
    return _Line(
        id=f"{each.row}:{each.column}",
        metric=each.target.name,
        period=short_period(each.target.frequency, each.start),
        now=now,
        becomes=(GAP if gaps else now) if gap else GAP if typed.is_empty else becomes,
        what=_LEFT if gap and not gaps else each.change.value,
    )


def _look(what: str) -> tuple[str, str]:
    return ("left as it is" if what == _LEFT else what), _LOOKS[what]

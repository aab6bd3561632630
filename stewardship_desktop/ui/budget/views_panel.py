"""Three views of one pound: a switch, the common total, the rows and a picture of the largest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stewardship_desktop.domain.budget.pictures import largest_rows
from stewardship_desktop.domain.budget.views import View, ViewRow
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.store.queries.budget.files import FileVersion
from stewardship_desktop.store.queries.budget.views import FileViews
from stewardship_desktop.ui.budget.amounts import Amounts, counted
from stewardship_desktop.ui.charts.view import ChartView
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import Card, Column, DataTable, EmptyState, Remembers, SplitView, label
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

BY = (("service", "By service"), ("organisation", "By organisation"), ("place", "By place"))
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class _Row:
    id: str
    row: ViewRow
    percent: str

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def pence(self) -> int:
        return self.row.pence

    @property
    def lines(self) -> int:
        return self.row.lines


class ViewsPanel(QWidget):
    """`show_choices(files, chosen)`, `show_views(views)`; `file_chosen(id)`, `line_asked(line id)`."""

    file_chosen = Signal(str)
    line_asked = Signal(str)
    import_asked = Signal()

    def __init__(self, amounts: Amounts, remembers: Remembers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amounts, self._remembers = amounts, remembers
        self._views: FileViews | None = None
        self.files = QComboBox()
        self.files.setAccessibleName("File whose pounds are shown")
        self.files.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.files.setMinimumContentsLength(12)
        self.files.activated.connect(self._activated)
        self.switch = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.files, 4)
        for at, (key, words) in enumerate(BY):
            made = QPushButton(words)
            made.setProperty("part", "nav-item")
            made.setCheckable(True)
            self.switch.addButton(made, at)
            self.buttons[key] = made
            head.addWidget(made)
        head.addStretch(1)
        self.total_label = label("", "lead", wrap=False)
        self.switch.idClicked.connect(self._switched)
        self.basis_label = label("", "caption")
        said = QHBoxLayout()
        said.setSpacing(SPACE_3)
        said.addWidget(self.total_label)
        said.addWidget(self.basis_label, 1)
        self.table = DataTable(
            [
                Column("name", "Name"),
                Column(
                    "pence", "Amount", "money", width=108, format=amounts.short,
                    tip=lambda row: amounts.exact(row.pence),
                ),
                Column("percent", "Share", align="right", width=76),
                Column("lines", "Lines", "integer", width=68, hidden=True),
            ],
            "Amounts",
            opens=True,
            totals=self._totals,
            empty=EmptyState("No amounts", "The lines of this file hold no money.", icon="budget"),
            remembers=remembers,
            key="budget.views",
        )  # fmt: skip
        self.table.opened.connect(self._opened)
        self.chart_card = Card()
        self.chart: ChartView | None = None
        self.split = SplitView(
            [self.table, ScrollingPage(self.chart_card)],
            [5, 6],
            remembers=remembers,
            key="budget.views.widths",
        )
        self.empty = EmptyState(
            "No money yet to look at three ways",
            "A budget book adds up the same pounds by service, by organisation and by place; all three have "
            "one total, and what the source doesn't say has a row of its own.",
            "Import a file",
            icon="budget",
        )
        self.empty.acted.connect(self.import_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        self._full = QWidget()
        inside = QVBoxLayout(self._full)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_2)
        inside.addLayout(head)
        inside.addLayout(said)
        inside.addWidget(self.split, 1)
        layout.addWidget(self._full)
        layout.addWidget(self.empty)
        kept = str(remembers.get("budget.views.by", "service"))
        self.buttons[kept if kept in self.buttons else "service"].setChecked(True)
        self.setFocusProxy(self.table)

    @property
    def by(self) -> str:
        """Which of the three views is on show."""
        return BY[self.switch.checkedId()][0]

    def choose(self, by: str) -> None:
        """Show a view: "service", "organisation" or "place"."""
        self.buttons[by].setChecked(True)
        self._switched(0)

    def show_choices(self, files: Sequence[FileVersion], chosen: str) -> None:
        """The files with money in them, and which one is shown."""
        self.files.clear()
        for file in files:
            about = f" of {file.service_line}" if file.service_line else ""
            version = f", version {file.version}" if file.versions > 1 else ""
            title = f"{file.kind_title[:1].upper()}{file.kind_title[1:]}{about}, {file.period.label}{version}"
            self.files.addItem(title, file.import_id)
        self.files.setCurrentIndex(self.files.findData(chosen))
        self._full.setVisible(bool(files))
        self.empty.setVisible(not files)

    def show_views(self, views: FileViews) -> None:
        """Show one file's money; the view chosen stays chosen."""
        self._views = views
        self._fill()

    def _view(self) -> View | None:
        if self._views is None or self._views.views is None:
            return None
        view: View = getattr(self._views.views, self.by)
        return view

    def _fill(self) -> None:
        view = self._view()
        if view is None or self._views is None:
            self.table.set_rows([])
            return
        file, amounts = self._views.file, self._amounts
        total = view.pence
        self.table.set_rows(
            [
                _Row(f"{at}:{row.record_id or row.name}", row, _share(row.pence, total))
                for at, row in enumerate(view.rows)
            ]
        )
        self.total_label.setText(f"The same {amounts.short(total)} in every view")
        self.total_label.setToolTip(amounts.exact(total))
        self.basis_label.setText(self._basis(view))
        source = file.source or file.file_name
        spec = largest_rows(
            view,
            subtitle=f"{file.kind_title[:1].upper()}{file.kind_title[1:]}, by {self.by}, {file.period.label}",
            foot=f"Source: {source}, version {file.version}. Accepted {date_words(file.imported_on)}.",
            illustrative=file.illustrative,
        )
        if self.chart is None:
            self.chart = ChartView(spec)
            self.chart_card.add(self.chart, 1)
        else:
            self.chart.set_spec(spec)

    def _basis(self, view: View) -> str:
        assert self._views is not None
        file, amounts = self._views.file, self._amounts
        said = []
        if file.total_pence is None:
            said.append("The file prints no total.")
        elif file.total_pence == file.lines_pence:
            said.append(f"Its lines add up to the printed total, {amounts.exact(file.total_pence)}.")
        else:
            gap = (file.lines_pence or 0) - file.total_pence
            said.append(
                f"Its lines add up to {amounts.exact(file.lines_pence)}; "
                f"{amounts.exact(file.total_pence)} is printed, "
                f"{amounts.exact(abs(gap))} {'less' if gap > 0 else 'more'}."
            )
        rest = view.pence - view.given_pence
        if rest:
            said.append(f"{amounts.short(rest)} has no {self.by} in the source.")
        if self.by == "place" and self._views.places_known:
            said.append(
                f"{amounts.short(self._views.places_known)} is placed by where its organisation belongs, "
                "not by the file."
            )
        said.append(f"{counted(len(view.rows), 'row')}.")
        return " ".join(said)

    def _totals(self, rows: Sequence[_Row]) -> dict[str, object]:
        return {"name": "Total of the rows shown", "pence": sum(row.pence for row in rows),
                "lines": sum(row.lines for row in rows)}  # fmt: skip

    def _switched(self, _at: int) -> None:
        self._remembers.set("budget.views.by", self.by)
        self._fill()

    def _activated(self, at: int) -> None:
        self.file_chosen.emit(str(self.files.itemData(at)))

    def _opened(self, row_id: str) -> None:
        row = next((each.row for each in self.table.rows() if each.id == row_id), None)
        if row is not None and row.record_id is not None and self.by == "service":
            self.line_asked.emit(row.record_id)


def _share(pence: int, total: int) -> str:
    if not total:
        return ""
    return f"{(Decimal(pence) * 100 / total).quantize(_TENTH, ROUND_HALF_UP)}%"

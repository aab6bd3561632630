"""A care area's resources: the service lines mapped to it as the book has them, none of their cost split."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.domain.budget.pictures import serving_lines
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Confidence
from stewardship_desktop.store.queries.budget.files import FileVersion
from stewardship_desktop.store.queries.budget.lines import (
    CareAreaResources,
    ResourceLine,
    care_area_resources,
)
from stewardship_desktop.ui.budget.amounts import Amounts, counted
from stewardship_desktop.ui.charts.view import ChartView
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import (
    Card,
    Column,
    DataTable,
    EmptyState,
    FigureTile,
    PageHeader,
    SplitView,
    button,
)
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

_TRUST = {
    Confidence.AGREED: ("agreed", "good"),
    Confidence.FOR_DISCUSSION: ("for discussion", "warn"),
    Confidence.ESTIMATE: ("estimate", "warn"),
    Confidence.UNKNOWN: ("not stated", "neutral"),
}


class ResourcesPage(Page):
    """Main and contributing lines with their spend, period and source; Enter opens a line's page."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"service_line", "care_area", "line_mapping", "budget_import", "budget_figure"}
    )

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        amounts = self._amounts = Amounts(context.settings)
        self.header = PageHeader("Resources", action="Map service lines", action_icon="link")
        self.header.acted.connect(self._go_to_mapping)
        self.empty = EmptyState("")
        self.empty.acted.connect(self._act_when_empty)
        self.tiles = {
            "main": FigureTile("Main lines", ""),
            "contributes": FigureTile("Lines that contribute, whole", ""),
            "unmapped": FigureTile("In no care area, all of the system", ""),
        }
        row = QHBoxLayout()
        row.setSpacing(SPACE_4)
        for tile in self.tiles.values():
            row.addWidget(tile, 1)
        self.table = DataTable(
            [
                Column("role", "Role", "chip", width=132, value=_role, chip=_role_chip),
                Column("name", "Service line", width=200),
                Column(
                    "pence", "Whole line", "money", width=104, format=amounts.short,
                    tip=lambda line: amounts.exact(line.pence),
                ),
                Column("also", "Also serves", value=lambda line: ", ".join(line.also)),
                Column(
                    "share", "Share", "money", width=84, hidden=True, format=amounts.short,
                    tip=self._share_tip,
                    help="By a per cent with evidence; blank where nobody has worked one out",
                ),
                Column("confidence", "Confidence", "chip", width=140, chip=lambda trust: _TRUST[trust]),
                Column(
                    "pages", "Files", "integer", width=64, hidden=True, help="Files about this line itself"
                ),
                Column("source", "Source", width=200, hidden=True),
            ],
            "Service lines of the care area",
            row_id="line_id",
            opens=True,
            illustrative=lambda line, key: key == "role" and line.served.illustrative,
            remembers=context.remember,
            key="budget.resources",
        )  # fmt: skip
        self.table.opened.connect(self._go_to_line)
        self.open_button = button("Open its page", "quiet", icon="open", clicked=self._open_chosen)
        self.table.add_tool(self.open_button)
        self.chart_card = Card()
        self.chart: ChartView | None = None
        self.split = SplitView(
            [self.table, ScrollingPage(self.chart_card)],
            [6, 5],
            remembers=context.remember,
            key="budget.resources.widths",
        )
        self._full = QWidget()
        inside = QVBoxLayout(self._full)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_4)
        inside.addLayout(row)
        inside.addWidget(self.split, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.empty)
        body = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollingPage(body))
        layout = QVBoxLayout(body)
        layout.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    # ---- Page
    def refresh(self) -> None:
        if self.care_area_id is None:
            self._show_empty(
                "No care area is chosen",
                "Choose one at the top of the window; its service lines and their money stand here.",
            )
            return
        try:
            found = self.context.bridge.read(care_area_resources, self.care_area_id)
        except UserFixable as error:
            self._show_empty(error.what, error.remedy)
            return
        self.header.set_title(f"Resources of {found.care_area}")
        if not found.lines:
            self._show_empty(
                f"No service line is mapped to {found.care_area}",
                "Its budget is unseen until somebody says which lines of the budget book serve it.",
                "Map service lines",
            )
            return
        self._stack.setCurrentWidget(self._full)
        self.header.set_action("Map service lines")
        self._show(found)

    def show_record(self, record_id: str) -> None:
        """Bring a service line into view."""
        self.table.select(record_id)

    # ---- showing
    def _show(self, found: CareAreaResources) -> None:
        book = found.book
        main = [line for line in found.lines if line.served.role.value == "main"]
        self.header.set_state(
            f"{counted(len(main), 'main line')} and {len(found.lines) - len(main)} that contribute"
            + (f", against the book of {book.period.label}" if book is not None else "; no budget book yet")
            + ". Shared cost is shown whole and split by nobody."
        )
        self._fill_tiles(found, book)
        self.table.set_rows(found.lines)
        held = [
            (line.name, line.pence, line.served.role.value == "main")
            for line in found.lines
            if line.pence is not None
        ]
        period = book.period.label if book is not None else "no period"
        source = (
            f"Source: {book.source or book.file_name}, version {book.version}." if book is not None else ""
        )
        spec = serving_lines(
            held,
            care_area=found.care_area,
            subtitle=f"Whole service lines, {period}",
            foot=f"{source} A line that contributes also serves others.".strip(),
            illustrative=any(line.served.illustrative for line in found.lines),
        )
        if self.chart is None:
            self.chart = ChartView(spec)
            self.chart_card.add(self.chart, 1)
        else:
            self.chart.set_spec(spec)

    def _fill_tiles(self, found: CareAreaResources, book: FileVersion | None) -> None:
        as_at = book.period.label if book is not None else ""
        source = (book.source or book.file_name) if book is not None else ""
        illustrative = any(line.served.illustrative for line in found.lines)
        rest = found.unmapped.unmapped
        for key, pence in (
            ("main", found.main_pence),
            ("contributes", found.contributing_pence),
            ("unmapped", rest.pence),
        ):
            self.tiles[key].set_figure(
                self._amounts.short(pence),
                as_at=as_at,
                source=f"{self._amounts.exact(pence)}. {source}".strip(),
                illustrative=illustrative,
            )
        if rest.percent_shown:
            self.tiles["unmapped"].set_figure(
                f"{self._amounts.short(rest.pence)}",
                unit=rest.percent_shown,
                as_at=as_at,
                source=f"{self._amounts.exact(rest.pence)}. {source}".strip(),
                illustrative=illustrative,
            )

    def _show_empty(self, what: str, why: str, action: str = "") -> None:
        self.empty.set_texts(what, why, action)
        self.header.set_state("")
        self.header.set_action("")
        self._stack.setCurrentWidget(self.empty)

    def _share_tip(self, line: ResourceLine) -> str:
        if line.share is None:
            return "No share: nobody has worked one out with evidence."
        return f"{self._amounts.exact(line.share)}, {line.served.percent}%: {line.served.evidence}"

    # ---- going about
    def _open_chosen(self) -> None:
        for line_id in self.table.selected_ids()[:1]:
            self._go_to_line(line_id)

    def _go_to_line(self, line_id: str) -> None:
        self.context.go("budget", line_id)

    def _go_to_mapping(self) -> None:
        self.context.go("mapping")

    def _act_when_empty(self) -> None:
        self.context.go("mapping")


def _role(line: ResourceLine) -> str:
    return line.served.role.value


def _role_chip(role: str) -> tuple[str, str]:
    return ("main line", "good") if role == "main" else ("contributes", "info")

"""The sections that are one table each: scope, pathways, objectives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stewardship_desktop.application.commands.care_area import move
from stewardship_desktop.domain.aims import Aim, read_aims
from stewardship_desktop.domain.care_area import Objective, ScopeItem, ScopeSide, SubPathway
from stewardship_desktop.domain.due import SOON_DAYS, days_words
from stewardship_desktop.domain.record import Record
from stewardship_desktop.store.queries.care_area import CareAreaView
from stewardship_desktop.ui.care_area.record_table import RecordTable, typed
from stewardship_desktop.ui.care_area.section import Section
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.widgets import Column, DataTable, button, label
from stewardship_desktop.ui.widgets.chip import ChipKind

_SIDES = [(ScopeSide.IN, "In scope"), (ScopeSide.OUT, "Out of scope")]


def side_chip(side: ScopeSide) -> tuple[str, ChipKind]:
    """In or out, as a shape and a word."""
    return ("In scope", "good") if side is ScopeSide.IN else ("Out of scope", "neutral")


def is_illustrative(row: Any, key: str) -> bool:
    """The mark of an invented record stands in its first column."""
    return bool(row.illustrative) and key in ("item", "name", "objective", "what", "citation")


class ScopeSection(Section):
    """What is in and what is out, since when and why."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.state_label = label("", "muted")
        self.table = DataTable(
            (
                Column("item", "What", editable=True, required=True, wrap=True, width=280),
                Column("side", "In or out", "chip", editable=True, required=True, choices=_SIDES,
                       chip=side_chip, width=130),
                Column("decided_on", "Decided on", "date", editable=True, width=140),
                Column("reason", "Reason", "long", editable=True, wrap=True),
            ),
            "Scope", allow_new=True, allow_delete=True, illustrative=is_illustrative,
            remembers=context.remember, key="care_area.scope",
        )  # fmt: skip
        self._wiring = RecordTable(self.table, context, ScopeItem, "scope item", make=self._make)
        self.rows.addWidget(self.state_label)
        self.rows.addWidget(self.table, 1)

    def fill(self, view: CareAreaView) -> None:
        inside = sum(item.side is ScopeSide.IN for item in view.scope)
        undated = sum(item.decided_on is None or not item.reason for item in view.scope)
        said = f"{inside} in scope, {len(view.scope) - inside} out of scope."
        if undated:
            said += f" {undated} without a date or a reason."
        if not view.scope:
            said = (
                "Nothing agreed yet. Say what is in and what is out, and why, before the data is asked for."
            )
        self.state_label.setText(said)
        self.table.set_rows(view.scope)

    def reveal(self, record_id: str) -> bool:
        return self.table.select(record_id)

    def _make(self, values: Mapping[str, Any]) -> Record:
        return ScopeItem(**self.owned(), **values)


class _OrderedSection(Section):
    """A table whose rows have an order of their own, moved with two buttons."""

    record_type: type[Objective] | type[SubPathway]
    noun: str

    def __init__(self, context: RoomContext, columns: tuple[Column, ...], name: str, teach: str) -> None:
        super().__init__(context)
        self._teach = teach
        self.state_label = label("", "muted")
        self.up_button = button("Move up", "quiet", icon="chevron-up", clicked=self.move_up)
        self.down_button = button("Move down", "quiet", icon="chevron-down", clicked=self.move_down)
        self.table = DataTable(
            columns, name, allow_new=True, allow_delete=True, illustrative=is_illustrative,
            remembers=context.remember, key=f"care_area.{name.casefold()}",
        )  # fmt: skip
        self._wiring = RecordTable(self.table, context, self.record_type, self.noun, make=self._make)
        self.table.add_tool(self.up_button)
        self.table.add_tool(self.down_button)
        self.table.selection_changed.connect(self._chosen)
        self.rows.addWidget(self.state_label)
        self.rows.addWidget(self.table, 1)
        self._chosen([])

    def show_records(self, records: tuple[Any, ...], state: str) -> None:
        """Fill the table and the line above it."""
        self.state_label.setText(state if records else self._teach)
        self.table.set_rows(records)
        self._chosen(self.table.selected_ids())

    def reveal(self, record_id: str) -> bool:
        return self.table.select(record_id)

    def move_up(self) -> None:
        """Move the chosen row up."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the chosen row down."""
        self._move(1)

    def _move(self, by: int) -> None:
        chosen = self.table.selected_ids()
        if len(chosen) == 1:
            self.context.bridge.act(move, self.record_type, chosen[0], by, otherwise=self._wiring.refuse)

    def _chosen(self, ids: list[str]) -> None:
        for each in (self.up_button, self.down_button):
            each.setEnabled(len(ids) == 1 and len(self.table.rows()) > 1)

    def _next_position(self) -> int:
        return max((row.position for row in self.table.rows()), default=0) + 1

    def _make(self, values: Mapping[str, Any]) -> Record:
        return self.record_type(**self.owned(), position=self._next_position(), **values)


class PathwaysSection(_OrderedSection):
    """The named pathways within the area."""

    record_type = SubPathway
    noun = "pathway"

    def __init__(self, context: RoomContext) -> None:
        super().__init__(
            context,
            (
                Column("name", "Pathway", editable=True, required=True, width=260, wrap=True),
                Column("description", "What it is", "long", editable=True, wrap=True),
                Column("source", "Source", editable=True, width=200, wrap=True),
            ),
            "Pathways",
            "No pathway yet. Name those that have a life of their own, such as early supported discharge.",
        )

    def fill(self, view: CareAreaView) -> None:
        count = len(view.pathways)
        self.show_records(view.pathways, f"{count} pathway{'s' if count > 1 else ''} in their order.")


class ObjectivesSection(_OrderedSection):
    """What the group has set out to do, with the aims each serves and when it is looked at again."""

    record_type = Objective
    noun = "objective"

    def __init__(self, context: RoomContext) -> None:
        aims = ", ".join(Aim)
        super().__init__(
            context,
            (
                Column("objective", "Objective", "long", editable=True, required=True, wrap=True),
                Column("aims", "Aims", editable=True, parse=typed(read_aims), format="; ".join, width=170,
                       wrap=True, help=f"With semicolons between: {aims}"),
                Column("set_on", "Set on", "date", editable=True, width=130),
                Column("refresh_on", "Refresh on", "date", editable=True, width=150),
                Column("state", "State", "chip", value=self._state, chip=lambda said: said, width=150),
                Column("source", "Source", editable=True, width=160, hidden=True),
            ),
            "Objectives",
            "No objective yet. Two are enough to begin with; give each a date to look at it again.",
        )  # fmt: skip

    def fill(self, view: CareAreaView) -> None:
        late = sum(each.refresh_on is not None and each.refresh_on < self.today for each in view.objectives)
        count = len(view.objectives)
        said = f"{count} objective{'s' if count > 1 else ''}."
        if late:
            said += f" {late} past the date for looking at it again."
        untagged = sum(not each.aims for each in view.objectives)
        if untagged:
            said += f" {untagged} without an aim."
        self.show_records(view.objectives, said)

    def _state(self, row: Objective) -> tuple[str, ChipKind] | None:
        if row.refresh_on is None:
            return None
        days = (row.refresh_on - self.today).days
        kind: ChipKind = "bad" if days < 0 else "warn" if days <= SOON_DAYS else "neutral"
        return days_words(row.refresh_on, self.today), kind

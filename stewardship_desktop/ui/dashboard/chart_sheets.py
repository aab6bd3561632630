"""The sheets of a metric's page: marks, notes, new limits and targets. Each is one form and what there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from stewardship_desktop.application.commands import dashboard, record, value_framework
from stewardship_desktop.application.commands.dashboard import ValueEntry
from stewardship_desktop.domain.dashboard.chart_table import ChartRow
from stewardship_desktop.domain.dashboard.figures import read_value, shown
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import ChartMark, MarkKind, Qualifier, Rebase, ValueKind
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.spc.profile import ProfileKey, profile_named
from stewardship_desktop.domain.spc.words import what_the_limits_are
from stewardship_desktop.domain.value_framework import LEAST_BASELINE_POINTS, Target
from stewardship_desktop.ui.dashboard.chart_listed import ListedForm
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.widgets import Column, Field, PropertyForm, SideSheet, hairline, label

THIS_METRIC, WHOLE_AREA = "metric", "area"
_KINDS = (
    (MarkKind.EVENT.value, "Something that happened"),
    (MarkKind.LAUNCH.value, "A launch of ours"),
)
_WHERE = ((THIS_METRIC, "This chart"), (WHOLE_AREA, "All charts of the care area"))
MARK_FIELDS = (
    Field("on", "Day", "date", required=True, help="As 16 March 2023; the chart shows it between its values"),
    Field(
        "text", "What happened", required=True, most=120, help="A few words: stroke nurse meets the ambulance"
    ),
    Field("kind", "Kind", "choice", choices=_KINDS, required=True),
    Field("where", "Shown on", "choice", choices=_WHERE, required=True),
)
LIMIT_FIELDS = (
    Field("on", "From", "date", required=True, help="The first day of the new level"),
    Field("reason", "Why", "long", lines=2, required=True, help="What changed; the chart says it"),
    Field("role", "Decided by", required=True, help="A role, not a name"),
)
TARGET_FIELDS = (
    Field("value", "Target", required=True, help="In the metric's unit: 95, or a grade: A"),
    Field("holds_from", "Holds from", "date", required=True),
    Field("set_on", "Set on", "date", help="The day it was agreed"),
    Field("source", "Source", help="Where it is written: a plan, a standard, a meeting"),
    Field("reason", "Why", "long", lines=2),
)
READ_FIELDS = (
    Field("profile", "Rules", "choice",
          choices=tuple((key.value, profile_named(key).title) for key in ProfileKey), required=True,
          help="How limits and rules are worked out; the chart prints it"),
    Field("baseline_points", "Limits from the first points", "integer", unit="points",
          help=f"{LEAST_BASELINE_POINTS} or more; blank for all points"),
)  # fmt: skip
NOTE_FIELDS = (Field("note", "Note", "long", lines=3, most=400, help="Blank takes the note away"),)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A row of a sheet's table."""

    id: str
    on: date
    words: str
    more: str = ""


_LISTED = (
    Column("on", "From", "date", width=118),
    Column("words", "What", wrap=True, width=140),
    Column("more", "More", wrap=True, width=110),
)


class ChartSheets(QObject):
    """`ChartSheets(context, host)`: `open_mark`, `open_note`, `open_limits`, `open_target`, each about the
    reading last given to `show_reading`, which also fills the sheet that is open."""

    def __init__(self, context: RoomContext, host: QWidget) -> None:
        super().__init__(host)
        self._context = context
        self._reading: MetricReading | None = None
        self._fill: Callable[[], None] | None = None
        self.sheet = SideSheet(host, width=440)
        self.sheet.closed.connect(self._closed)
        self.part: ListedForm | None = None
        self.settings: PropertyForm | None = None

    def show_reading(self, reading: MetricReading) -> None:
        """Be about this reading from now on."""
        self._reading = reading
        if self._fill is not None:
            self._fill()

    def _closed(self) -> None:
        self._fill = None

    def _open(self, part: ListedForm, title: str, fill: Callable[[], None]) -> ListedForm:
        self.part, self._fill = part, fill
        fill()
        self.sheet.open_with(part, title)
        return part

    @property
    def _now(self) -> MetricReading:
        assert self._reading is not None  # the page shows its reading before it offers an act
        return self._reading

    # ---- marks
    def open_mark(self, on: date) -> None:
        """A line across the chart on a day, of this metric or of the whole care area."""
        part = ListedForm(
            "A line on the chart says what happened and when. It explains nothing by itself: whether the"
            " values changed is for the rules to say.",
            _LISTED, "Marks on this chart", MARK_FIELDS, "Mark it on the chart",
        )  # fmt: skip
        part.sent.connect(self._mark)
        part.removed.connect(partial(self._remove, ChartMark))
        self._open(part, "Mark what happened", self._fill_marks)
        part.begin({"on": on, "text": None, "kind": MarkKind.EVENT.value, "where": THIS_METRIC}, "text")

    def _fill_marks(self) -> None:
        assert self.part is not None
        self.part.show_rows(
            [
                Listed(
                    id=each.id, on=each.on, words=each.text,
                    more=f"{each.kind.value}, {'all charts' if each.metric_id is None else 'this chart'}",
                )
                for each in self._now.records.marks
            ]
        )  # fmt: skip

    def _mark(self, values: dict[str, Any]) -> None:
        records = self._now.records
        metric_id = None if values["where"] == WHOLE_AREA else records.id
        days = [each.on for each in (*self._now.points, *self._now.forecasts)]
        is_seen = bool(days) and min(days) <= values["on"] <= max(days)
        later = "Kept. The chart shows it once there are values before and after that day."
        self._act(
            dashboard.mark, records.outcome.care_area_id, values["on"], values["text"],
            MarkKind(values["kind"]), metric_id, said="Marked on the chart." if is_seen else later,
        )  # fmt: skip

    # ---- notes
    def open_note(self, row: ChartRow) -> None:
        """What a person says of one point."""
        held = next(each for each in (*self._now.points, *self._now.forecasts) if each.id == row.id)
        part = ListedForm(
            f"A note stands as a numbered flag at {row.period} and in words below the chart.",
            _LISTED, "Notes", NOTE_FIELDS, "Keep the note",
        )  # fmt: skip
        part.sent.connect(
            lambda values: self._act(
                dashboard.enter_values,
                [
                    ValueEntry(
                        definition_id=held.definition_id,
                        on=held.on,
                        kind=held.kind,
                        cut=held.cut,
                        category=held.category,
                        values={"note": values["note"] or ""},
                    )
                ],
                said="Note kept.",
            )
        )
        self._open(part, f"Note on {row.period}", lambda: part.show_rows([]))
        part.begin({"note": held.note or None}, "note")

    # ---- limits
    def open_limits(self, on: date, *, why: str = "") -> None:
        """New limits from a day on, those there are, and by which rules the chart is read."""
        reading = self._now
        rules = "" if reading.analysis is None else f" Now: {what_the_limits_are(reading.analysis)}."
        part = ListedForm(
            why or "Start new limits only when you know what changed and the new level has lasted: the chart"
            f" then judges by what is usual now.{rules}",
            _LISTED, "New limits so far", LIMIT_FIELDS, "Start new limits",
        )  # fmt: skip
        part.sent.connect(self._rebase)
        part.removed.connect(partial(self._remove, Rebase))
        self.settings = PropertyForm(READ_FIELDS)
        self.settings.committed.connect(self._set_reading)
        part.column.addWidget(hairline())
        part.column.addWidget(label("How this chart is read", "heading"))
        part.column.addWidget(self.settings)
        self._open(part, "New limits", self._fill_limits)
        part.begin({"on": on, "reason": None, "role": None}, "reason")

    def _fill_limits(self) -> None:
        assert self.part is not None
        assert self.settings is not None
        reading = self._now
        self.part.show_rows(
            [
                Listed(id=each.id, on=each.on, words=each.reason, more=each.decided_by_role)
                for each in reading.records.rebases
                if each.definition_id == reading.definition.id
            ]
        )
        metric = reading.records.metric
        self.settings.set_values({"profile": metric.profile.value, "baseline_points": metric.baseline_points})

    def _rebase(self, values: dict[str, Any]) -> None:
        assert self.part is not None
        definition_id, on = self._now.definition.id, values["on"]
        days = [
            each.on
            for each in self._now.records.observations
            if each.definition_id == definition_id and each.kind is ValueKind.ACTUAL and not each.is_gap
        ]
        if days and on <= min(days):
            what = f"There is no value before {date_words(on)}."
            self.part.refuse_at("on", UserFixable(what, "Limits start with the first one by themselves."))
            return
        is_ahead = not days or on > max(days)
        later = "Kept. New limits start with the first value from that day on."
        self._act(
            dashboard.rebase, definition_id, on, values["reason"], values["role"] or "",
            said=later if is_ahead else "New limits start there.",
        )  # fmt: skip

    def _set_reading(self, key: str, value: object) -> None:
        settings = self.settings
        assert settings is not None

        def refuse(error: UserFixable) -> None:
            settings.show_error(key, f"{error.what} {error.remedy}".strip())

        kept = ProfileKey(str(value)) if key == "profile" else value
        self._context.bridge.act(value_framework.edit_metric, self._now.id, {key: kept}, otherwise=refuse)

    # ---- targets
    def open_target(self, today: date) -> None:
        """A target with the day it holds from; earlier ones stay."""
        part = ListedForm(
            "A target holds from a day on. Earlier ones are kept and drawn as steps.",
            _LISTED, "Targets so far", TARGET_FIELDS, "Set the target",
        )  # fmt: skip
        part.sent.connect(self._set_target)
        part.removed.connect(partial(self._remove, Target))
        self._open(part, "Set a target", self._fill_targets)
        part.begin(
            {"value": None, "holds_from": today, "set_on": today, "source": None, "reason": None}, "value"
        )

    def _fill_targets(self) -> None:
        assert self.part is not None
        reading = self._now
        self.part.show_rows(
            [
                Listed(
                    id=each.id, on=each.holds_from,
                    words=shown(reading.definition, each.value, level=each.level),
                    more=". ".join(part for part in (each.reason, each.source) if part),
                )
                for each in reading.records.targets
                if each.definition_id == reading.definition.id
            ]
        )  # fmt: skip

    def _set_target(self, values: dict[str, Any]) -> None:
        assert self.part is not None
        definition = self._now.definition
        try:
            typed = read_value(definition, values["value"])
            if typed.qualifier is not Qualifier.EXACT:
                raise UserFixable("A target is exact.", f"Leave out '{typed.qualifier.value}'.")
        except UserFixable as error:
            self.part.refuse_at("value", error)
            return
        fields = {
            "value": typed.value, "level": typed.level, "set_on": values["set_on"],
            "reason": values["reason"] or "", "source": values["source"] or "",
        }  # fmt: skip
        self._act(value_framework.set_target, definition.id, values["holds_from"], fields, said="Target set.")

    # ---- doing
    def _act(self, command: Callable[..., Any], *arguments: Any, said: str) -> None:
        assert self.part is not None
        bridge, notify, sheet = self._context.bridge, self._context.notify, self.sheet

        def done(_result: object) -> None:
            sheet.close_sheet()
            notify(said, "Undo", bridge.undo)

        bridge.act(command, *arguments, then=done, otherwise=self.part.refuse)

    def _remove(self, kind: type[Record], ids: list[str]) -> None:
        bridge, notify = self._context.bridge, self._context.notify
        bridge.act(
            record.remove, {kind: ids}, then=lambda _: notify("Removed from the chart.", "Undo", bridge.undo)
        )

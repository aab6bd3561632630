"""One care area: its specification, scope, pathways, objectives, standards, blueprint, and what it is."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.care_area import CareAreaState, CareAreaStatus
from stewardship_desktop.domain.due import has_lead, status_words
from stewardship_desktop.domain.specification import overall_words
from stewardship_desktop.store.queries.care_area import CareAreaView, care_area_view
from stewardship_desktop.ui.care_area.about_section import AboutSection
from stewardship_desktop.ui.care_area.blueprint_section import BlueprintSection
from stewardship_desktop.ui.care_area.list_sections import ObjectivesSection, PathwaysSection, ScopeSection
from stewardship_desktop.ui.care_area.questions_sheet import QuestionsSheet
from stewardship_desktop.ui.care_area.section import Section
from stewardship_desktop.ui.care_area.specification_section import SpecificationSection
from stewardship_desktop.ui.care_area.standards_section import StandardsSection
from stewardship_desktop.ui.care_area.status_form import StatusForm
from stewardship_desktop.ui.care_area.status_look import state_chip
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import (
    Chip,
    EmptyState,
    HistoryEntry,
    HistoryPopover,
    PageHeader,
    SectionTabs,
    SideSheet,
    button,
)

ROOMY = 1000
"""Logical pixels from which the line under the name has room for the named focus."""


class CareAreaPage(Page):
    """The chosen care area, in seven sections."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "care_area", "care_area_status", "specification_prompt", "specification_answer", "scope_item",
            "sub_pathway", "objective", "standard", "standard_adoption", "blueprint", "blueprint_source",
            "organisation",
        }
    )  # fmt: skip

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.setProperty("part", "page")
        self.view: CareAreaView | None = None
        self.header = PageHeader("Care area")
        self.chip = Chip("")
        self.history_button = button("Status history", "quiet", icon="history", clicked=self.open_history)
        self.status_button = button("Change status", "secondary", clicked=self.open_status)
        for part in (self.chip, self.history_button, self.status_button):
            self.header.add_secondary(part)
        self.specification = SpecificationSection(context)
        self.about = AboutSection(context)
        self.blueprint = BlueprintSection(context)
        self.sections: dict[str, tuple[str, Section]] = {
            "specification": ("Specification", self.specification),
            "scope": ("Scope", ScopeSection(context)),
            "pathways": ("Pathways", PathwaysSection(context)),
            "objectives": ("Objectives", ObjectivesSection(context)),
            "standards": ("Standards", StandardsSection(context)),
            "blueprint": ("Blueprint", self.blueprint),
            "about": ("About and status", self.about),
        }
        self.tabs = SectionTabs(
            [(key, title, section) for key, (title, section) in self.sections.items()],
            "Sections of the care area",
        )
        self.tabs.chosen.connect(self._remember_tab)
        self.nothing = EmptyState(
            "No care area chosen",
            "Choose one at the top left, or open the list of all care areas.",
            "Open the list",
            icon="care-area",
        )
        self.nothing.acted.connect(self._open_list)
        self.sheet = SideSheet(self)
        self.questions = QuestionsSheet(context)
        self.questions.hide()
        self.questions_sheet = SideSheet(self, width=760)
        self.specification.questions_asked.connect(self.open_questions)
        self._lay_out()
        kept = context.remember.get("care_area.tab")
        if kept in self.sections:
            self.tabs.choose(str(kept))

    def _lay_out(self) -> None:
        work = QWidget()
        rows = QVBoxLayout(work)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_3)
        rows.addWidget(self.header)
        rows.addWidget(self.tabs, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(work)
        self.stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        layout.addWidget(self.stack)

    def today(self) -> date:
        """Today, where the person is."""
        return local_today()

    def refresh(self) -> None:
        self.view = None
        if self.care_area_id is not None:
            self.view = self.context.bridge.read(care_area_view, self.care_area_id, self.today())
        self.stack.setCurrentIndex(0 if self.view is not None else 1)
        if self.view is None:
            return
        view = self.view
        self.header.set_title(view.area.name)
        self._show_state()
        self.chip.setVisible(view.status is not None)
        if view.status is not None:
            self.chip.set_status(*state_chip(view.status.state))
        for key, count in (
            ("scope", len(view.scope)),
            ("pathways", len(view.pathways)),
            ("objectives", len(view.objectives)),
            ("standards", len(view.standards)),
        ):
            title = self.sections[key][0]
            self.tabs.set_title(key, f"{title} {count}" if count else title)
        for _, section in self.sections.values():
            section.show_view(view, self.today())
        self.questions.show_questions([each.prompt for each in view.prompts])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_state()

    def _show_state(self) -> None:
        if self.view is not None:
            roomy = self.width() >= apply.current().sizes.px(ROOMY)
            self.header.set_state(_state_line(self.view, with_focus=roomy))

    def show_record(self, record_id: str) -> None:
        """Bring a record into view, or a section by its key, or a part of the specification by its name."""
        self._catch_up()
        if record_id in self.sections:
            self.tabs.choose(record_id)
            return
        if record_id == "questions":
            self.tabs.choose("specification")
            if self.view is not None and self.view.prompts:
                self.open_questions()
            return
        for key, (_, section) in self.sections.items():
            if section.reveal(record_id):
                self.tabs.choose(key)
                section.reveal(record_id)
                return

    @Slot()
    def open_status(self) -> None:
        """Open the form that adds a step to the status history."""
        if self.view is None:
            return
        state = None if self.view.status is None else self.view.status.state
        words = f"Now: {status_words(self.view.status)}."
        form = StatusForm(self.context, self.view.area.id, state, words, self.today(), self.sheet.close_sheet)
        self.sheet.open_with(form, f"Status of {self.view.area.name}")

    @Slot()
    def open_questions(self) -> None:
        """Open the table of the questions themselves."""
        self.questions.show()
        self.questions_sheet.open_with(self.questions, "Questions of the specification")

    def open_history(self) -> None:
        """Open the status history, newest first, below its button."""
        if self.view is None:
            return
        steps = self.view.history
        before = [step.state.value.capitalize() for step in steps[1:]] + [""]
        entries = [
            HistoryEntry(
                when=status_words(step).partition("since ")[2],
                who=_held_by(step),
                before=earlier,
                after=step.state.value.capitalize(),
                why=step.reason,
            )
            for step, earlier in zip(steps, before, strict=True)
        ]
        popover = HistoryPopover(
            f"Status of {self.view.area.name}", entries, more="Edit the steps", parent=self
        )
        popover.more_asked.connect(self._edit_steps)
        popover.open_at(self.history_button)

    @Slot()
    def _edit_steps(self) -> None:
        self.tabs.choose("about")

    @Slot(str)
    def _remember_tab(self, key: str) -> None:
        self.context.remember.set("care_area.tab", key)

    @Slot()
    def _open_list(self) -> None:
        self.context.go("care_areas")


def _held_by(step: CareAreaStatus) -> str:
    """Who keeps a paused area meanwhile; where any other step was decided."""
    if step.state is CareAreaState.PAUSED:
        return step.interim_lead_role or "no interim lead"
    return step.source or "no source noted"


def _state_line(view: CareAreaView, *, with_focus: bool) -> str:
    area = view.area
    said = [f"Cohort {area.cohort}, {area.cohort_year}"] if area.cohort else []
    if area.also_called:
        said.append(f"also called {', '.join(area.also_called)}")
    said.append(overall_words(view.parts))
    if not has_lead(area):
        said.append("no lead noted")
    if area.named_focus and with_focus:
        said.append(f"focus: {', '.join(area.named_focus)}")
    line = "; ".join(said)
    return f"{line[:1].upper()}{line[1:]}."

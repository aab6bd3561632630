"""The system room: who and what the integrated care system is made of, all of it editable data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from stewardship_desktop.application.commands import system as commands
from stewardship_desktop.application.commands.system import CellEdit, Removed
from stewardship_desktop.domain.history import count_words, moment_words
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.system import (
    Organisation,
    OrganisationStatus,
    Place,
    ServiceLine,
    Term,
    split_names,
)
from stewardship_desktop.store.queries.system import ENTITIES, OrganisationRow, SystemProfile, system_profile
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.system.columns import (
    LINE_COLUMNS,
    PLACE_COLUMNS,
    TERM_COLUMNS,
    Choices,
    organisation_columns,
)
from stewardship_desktop.ui.system.list_tab import ListTab
from stewardship_desktop.ui.system.profile_tab import ProfileTab
from stewardship_desktop.ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import PageHeader, SectionTabs

TAB_KEY = "system.tab"
CURRENT_KEY = "system.current only"

NEW_WORDS = {
    "organisations": "New organisation",
    "places": "New place",
    "lines": "New service line",
    "terms": "New term",
}


class SystemPage(Page):
    """Profile, organisations, places, service lines and terms, each in a tab."""

    shows = frozenset(ENTITIES)

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._profile: SystemProfile | None = None
        self._places: Choices = []
        self._names: Choices = []
        self._statuses: Choices = []
        self._states: dict[str, OrganisationStatus] = {}
        self.header = PageHeader("System", action_icon="plus")
        self.header.acted.connect(self._new)
        self.profile = ProfileTab(context)
        columns = organisation_columns(self._places, self._names, self._statuses, self._states)
        self.organisations = ListTab(
            context, columns, "Organisations", commands.save_organisations, _organisation_names
        )
        self.places = ListTab(context, PLACE_COLUMNS, "Places", partial(_save, Place), _name_of)
        self.lines = ListTab(context, LINE_COLUMNS, "Service lines", partial(_save, ServiceLine), _name_of)
        self.terms = ListTab(context, TERM_COLUMNS, "Terms", partial(_save, Term), _term_of)
        self.lists: dict[str, tuple[ListTab, type[Record]]] = {
            "organisations": (self.organisations, Organisation),
            "places": (self.places, Place),
            "lines": (self.lines, ServiceLine),
            "terms": (self.terms, Term),
        }
        self.current_only = QCheckBox("Current only")
        self.current_only.setToolTip("Leave out bodies that have closed")
        self.current_only.setChecked(bool(context.remember.get(CURRENT_KEY, False)))
        self.current_only.toggled.connect(self._show_organisations)
        self.organisations.table.add_tool(self.current_only)
        self.tabs = SectionTabs(
            [
                ("profile", "Profile", self.profile),
                ("organisations", "Organisations", self.organisations),
                ("places", "Places", self.places),
                ("lines", "Service lines", self.lines),
                ("terms", "Terms", self.terms),
            ],
            "Parts of the system profile",
        )
        self.tabs.chosen.connect(self._chosen)
        for tab, record_type in self.lists.values():
            tab.remove_asked.connect(partial(self._remove, record_type))
        self.organisations.saved.connect(self._organisations_saved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.header)
        layout.addWidget(self.tabs, 1)
        kept = context.remember.get(TAB_KEY, "organisations")
        self.tabs.choose(kept if kept == "profile" or kept in self.lists else "organisations")
        self._chosen(self.tabs.current_key())

    def refresh(self) -> None:
        """Read the profile again and show it."""
        profile = self.context.bridge.read(system_profile)
        self._profile = profile
        self._places[:] = [(each.id, each.name) for each in profile.places]
        self._names[:] = [(row.id, row.name) for row in profile.organisations]
        self._states.clear()
        self._states.update({row.status: row.state for row in profile.organisations})
        words = {each.value for each in OrganisationStatus}
        printed = sorted({row.status for row in profile.organisations} - words, key=str.casefold)
        self._statuses[:] = [(each, each) for each in (*sorted(words), *printed)]
        self.profile.show_profile(profile)
        self._show_organisations()
        self.places.set_rows(profile.places)
        self.lines.set_rows(profile.service_lines)
        self.terms.set_rows(profile.terms)
        for key, number in (
            ("organisations", len(profile.organisations)),
            ("places", len(profile.places)),
            ("lines", len(profile.service_lines)),
            ("terms", len(profile.terms)),
        ):
            title = {"organisations": "Organisations", "places": "Places", "lines": "Service lines"}
            self.tabs.set_title(key, f"{title.get(key, 'Terms')} {number:,}")
        self.header.set_state(_state_words(profile))

    def show_record(self, record_id: str) -> None:
        """Choose the tab that holds the record, and its row there."""
        self._catch_up()
        profile = self._profile
        if profile is None:
            return
        if any(
            row.id == record_id and row.state is OrganisationStatus.CLOSED for row in profile.organisations
        ):
            self.current_only.setChecked(False)
        for key, rows in (
            ("organisations", profile.organisations),
            ("places", profile.places),
            ("lines", profile.service_lines),
            ("terms", profile.terms),
        ):
            if any(row.id == record_id for row in rows):
                self.tabs.choose(key)
                self.lists[key][0].bring_into_view(record_id)
                return

    # -- what a person does ------------------------------------------------------------------------

    def _chosen(self, key: str) -> None:
        self.header.set_action(NEW_WORDS.get(key, ""))
        self.context.remember.set(TAB_KEY, key)

    def _new(self) -> None:
        self.lists[self.tabs.current_key()][0].start_new()

    def _show_organisations(self) -> None:
        only = self.current_only.isChecked()
        self.context.remember.set(CURRENT_KEY, only)
        if self._profile is not None:
            rows = self._profile.organisations
            hidden = [row for row in rows if only and row.state is OrganisationStatus.CLOSED]
            self.organisations.set_rows([row for row in rows if row not in hidden], hidden)

    def _organisations_saved(self, edits: list[CellEdit], made: tuple[str, ...]) -> None:
        renamed = [edit for edit in edits if edit.field == "name"]
        if len(renamed) == 1 and len(edits) == 1 and not made:
            old = self._name_before(renamed[0].row_id)
            if old:
                self.context.notify(
                    f"Renamed to {renamed[0].value}. Imports do not know “{old}” any more.",
                    "Keep it as another name",
                    partial(self.context.bridge.act, commands.add_alias, renamed[0].row_id, old),
                )

    def _name_before(self, row_id: str) -> str:
        from stewardship_desktop.store.queries.record_life import field_history

        changes = self.context.bridge.read(field_history, "organisation", row_id, "name")
        return changes[0].before if changes else ""

    def _remove(self, record_type: type[Record], row_ids: Sequence[str]) -> None:
        self.context.bridge.act(commands.remove_rows, record_type, row_ids, then=self._removed)

    def _removed(self, removed: Removed) -> None:
        if not removed.names:
            return
        label = self.context.bridge.undo_state().undo
        self.context.notify(removed_words(removed), "Undo", partial(self._undo, label))

    def _undo(self, label: str | None) -> None:
        if self.context.bridge.undo_state().undo == label:
            self.context.bridge.undo()
        else:
            self.context.notify("Other things were done since. Undo those first, one by one.")


def _save(
    record_type: type[Record], writer: object, edits: Sequence[CellEdit], new: Sequence[object]
) -> object:
    return commands.save_rows(writer, record_type, edits, new)  # type: ignore[arg-type]


def _organisation_names(row: OrganisationRow) -> tuple[str, ...]:
    return tuple(name for name in (row.name, row.short_name, *split_names(row.also_known_as)) if name)


def _name_of(row: Place | ServiceLine) -> tuple[str, ...]:
    return (row.name,)


def _term_of(row: Term) -> tuple[str, ...]:
    return (row.term,)


def removed_words(removed: Removed) -> str:
    """What a removal took along, in a sentence or two."""
    names = removed.names
    what = names[0] if len(names) == 1 else f"{len(names)} rows"
    words = f"Removed {what}."
    if removed.gone:
        words += f" With it went {_listed(removed.gone)}."
    if removed.emptied:
        words += f" Left without it: {_listed(removed.emptied)}."
    return words


def _listed(counts: Sequence[tuple[str, int]]) -> str:
    parts = [count_words(number, title) for title, number in counts]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _state_words(profile: SystemProfile) -> str:
    name = profile.system.name if profile.system else "No system named yet"
    words = [name]
    if profile.shared_names:
        words.append(f"{count_words(len(profile.shared_names), 'name')} used twice, see Profile")
    if profile.last_change is not None:
        words.append(f"last changed {moment_words(profile.last_change.at_ms)} by {profile.last_change.who}")
    return " · ".join(words)

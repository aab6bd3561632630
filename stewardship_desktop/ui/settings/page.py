"""The settings room: who I am, how the window looks, where things lie, what this program is."""

from __future__ import annotations

import platform
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import PySide6
from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop import __version__
from stewardship_desktop.application.locations import backup_folder, log_folder, settings_path
from stewardship_desktop.application.settings import (
    NAME,
    NEGATIVES,
    ORGANISATION,
    REDUCE_MOTION,
    ROLE,
    TEXT_SIZE,
    THEME,
    Option,
    Settings,
)
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store.queries.system import store_version
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.settings.identity_form import identity_fields
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import Card, Field, PageHeader, PropertyForm, button, label
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

IDENTITY = (NAME, ROLE, ORGANISATION)
LOOK: tuple[Option[Any], ...] = (THEME, TEXT_SIZE, NEGATIVES, REDUCE_MOTION)
NO_NETWORK = (
    "This program uses no network. It has no account, sends nothing, and looks for no updates. Your work "
    "leaves this computer only in files that you save and hand on yourself."
)


def _option_field(option: Option[Any]) -> Field:
    if option.choices:
        return Field(
            option.key, option.title, kind="choice", choices=option.choices, help=option.help, required=True
        )
    return Field(option.key, option.title, kind="check", help=option.help)


class SettingsPage(Page):
    """Edits the settings at once; they tell whoever listens (theme, frame) of each change."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.settings: Settings = context.settings
        self.problem = label("", "error")
        self.identity = PropertyForm(identity_fields(), columns=3)
        self.identity.committed.connect(self._set_identity)
        self.look = PropertyForm([_option_field(each) for each in LOOK], columns=2)
        self.look.committed.connect(self._set_option)
        self.places: dict[str, Path] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        layout.setSpacing(SPACE_3)
        layout.addWidget(PageHeader("Settings", "They hold for you on this computer, in every workspace"))
        layout.addWidget(self.problem)
        layout.addWidget(ScrollingPage(self._cards()), 1)
        self._stop = self.settings.listen(self._on_option)
        # The settings outlive the page: what is left listening would be called on a dead widget.
        self.destroyed.connect(self._stop)

    def refresh(self) -> None:
        """Show what the settings hold now."""
        settings = self.settings
        self.identity.set_values({option.key: settings.get(option) or None for option in IDENTITY})
        self.look.set_values({option.key: settings.get(option) for option in LOOK})
        self.problem.setText(settings.problem)
        self.problem.setVisible(bool(settings.problem))

    def _cards(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE_2, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(
            Card(
                "Who I am",
                self.identity,
                caption="For the record of changes only. A new name stands beside your earlier changes too, "
                "once you change something in their workspace.",
            )
        )
        column.addWidget(Card("How it looks", self.look))
        column.addWidget(self._places_card())
        column.addWidget(_about_card(self.context.bridge.read(store_version)))
        column.addStretch(1)
        return body

    def _places_card(self) -> Card:
        workspace = self.context.bridge.opened.path
        card = Card("Where things are")
        for title, path, shown in (
            ("This workspace", workspace, workspace.parent),
            ("Backups", backup_folder(), backup_folder()),
            ("Your settings", settings_path(), settings_path().parent),
            ("The log of faults", log_folder(), log_folder()),
        ):
            self.places[title] = shown
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(SPACE_3)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(label(title, "label"))
            words.addWidget(label(str(path), "muted"))
            line.addLayout(words, 1)
            opener = button("Open folder", icon="folder", clicked=partial(self.open_folder, title))
            opener.setAccessibleName(f"Open the folder of: {title}")
            line.addWidget(opener)
            card.add(row)
        return card

    def open_folder(self, title: str, show: Callable[[QUrl], bool] = QDesktopServices.openUrl) -> None:
        """Have the system show one of the folders; what is not there yet is said."""
        folder = self.places[title]
        if not folder.is_dir():
            self.context.notify(f"{folder} is not there yet. It is made when it is first needed.")
        elif not show(QUrl.fromLocalFile(str(folder))):
            self.context.notify(f"The system could not show the folder. Open it yourself: {folder}")

    # -- changes ---------------------------------------------------------------------------------------

    def _set_identity(self, key: str, value: object) -> None:
        held = {option.key: self.settings.get(option) for option in IDENTITY}
        held[key] = str(value or "")
        try:
            self.settings.introduce(held[NAME.key], held[ROLE.key], held[ORGANISATION.key])
        except UserFixable as error:
            # A role without a name has nobody to belong to.
            self.identity.show_error(key, f"{error.what} {error.remedy}".strip())

    def _set_option(self, key: str, value: object) -> None:
        self.settings.set_many({key: value})

    def _on_option(self, _key: str) -> None:
        self._outdate()


def _about_card(store: str) -> Card:
    card = Card("About")
    versions = (
        f"Stewardship Desktop {__version__} · Qt {qVersion()} · PySide6 {PySide6.__version__} · "
        f"{store} · Python {platform.python_version()}"
    )
    words = label(versions)
    words.setTextInteractionFlags(words.textInteractionFlags().TextSelectableByMouse)
    card.add(words)
    card.add(label(NO_NETWORK))
    return card

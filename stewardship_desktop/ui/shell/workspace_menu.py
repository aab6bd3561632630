"""The open workspace's name at the foot, and behind it what is done with workspaces. Opens nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from stewardship_desktop.ui.theme import icons

if TYPE_CHECKING:
    from pathlib import Path

    from stewardship_desktop.ui.shell.command_palette import Entry

    Groups = Sequence[Sequence[Entry]]


class WorkspaceMenu(QToolButton):
    """`show_workspace(path)`, `offer(groups)`: the groups are asked for each time the menu opens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "status")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The arrow stands behind the name, as on every other list that opens.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._groups: Callable[[], Groups] = tuple
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.setAccessibleName("Workspaces")
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)
        self.show_workspace(None)

    def offer(self, groups: Callable[[], Groups]) -> None:
        """What the menu holds: entries in groups, with a line between."""
        self._groups = groups

    def show_workspace(self, path: Path | None) -> None:
        """The open file by name, with the whole path as tool tip; hidden while none is open."""
        self.setVisible(path is not None)
        if path is None:
            self.setText("")
            return
        self.setIcon(icons.icon("chevron-up"))
        self.setText(path.name)
        self.setToolTip(f"{path}\nOpen, make or close a workspace")
        self.setAccessibleName(f"Workspace {path.name}")

    def fill(self) -> None:
        """Ask again for what can be done, as just before the menu opens."""
        menu = self.menu()
        menu.clear()
        for at, group in enumerate(each for each in self._groups() if each):
            if at:
                menu.addSeparator()
            for entry in group:
                action = QAction(icons.icon(entry.icon), entry.words.replace("&", "&&"), menu)
                if entry.detail:
                    action.setText(f"{action.text()}\t{entry.detail}")
                action.triggered.connect(partial(_run, entry))
                menu.addAction(action)


def _run(entry: Entry, *_checked: bool) -> None:
    entry.run()

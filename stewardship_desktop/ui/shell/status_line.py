"""The line at the foot: what is saved, which workspace, who acts. Says "saved" only of what is on disk."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from stewardship_desktop.ui.shell.workspace_menu import WorkspaceMenu
from stewardship_desktop.ui.theme.tokens import SPACE_3, SPACE_4
from stewardship_desktop.ui.widgets.words import label

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from stewardship_desktop.ui.widgets.progress_line import ProgressLine


class StatusLine(QFrame):
    """Saved state at the left, running work in the middle, workspace and person at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "foot")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3, 2, SPACE_3, 2)
        row.setSpacing(SPACE_4)
        self.saved: QLabel = label("", "caption", wrap=False)
        self.saved.setAccessibleName("Saved state")
        row.addWidget(self.saved)
        self._work = QHBoxLayout()
        row.addLayout(self._work, 1)
        row.addStretch(1)
        self.workspace = WorkspaceMenu(self)
        row.addWidget(self.workspace)
        self.person: QLabel = label("", "caption", wrap=False)
        self.person.setAccessibleName("Person")
        row.addWidget(self.person)

    @cached_property
    def progress(self) -> ProgressLine:
        """Running work, how far it is, and the way to stop it; made when something first runs."""
        from stewardship_desktop.ui.widgets.progress_line import ProgressLine

        line = ProgressLine("", "Cancel", self)
        line.hide()
        self._work.addWidget(line)
        return line

    def show_saved(self, at: datetime | None) -> None:
        """Everything is on disk; `at` is when the newest act was written, None when none was yet."""
        self.saved.setText("All changes saved" if at is None else f"Saved {at:%H:%M}")

    def show_saving(self) -> None:
        """Acts wait to be written."""
        self.saved.setText("Saving ...")

    def show_words(self, words: str) -> None:
        """A state that is neither saved nor saving: checking, reading only."""
        self.saved.setText(words)

    def show_workspace(self, path: Path | None) -> None:
        """The open file by name; None where none is."""
        self.workspace.show_workspace(path)

    def show_person(self, name: str, role: str) -> None:
        """Who acts."""
        self.person.setText(", ".join(part for part in (name, role) if part))

    def show_work(self, words: str, share: float | None) -> None:
        """Running work, with how far it is; "" hides the line."""
        self.progress.setVisible(bool(words))
        if words:
            self.progress.set_progress(words, share)

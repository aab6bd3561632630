"""What the palette and the workspace's menu offer: the acts possible now, and records found by typing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stewardship_desktop.ui.shell.command_palette import Entry
from stewardship_desktop.ui.shell.save_copy import ask_for_copy

if TYPE_CHECKING:
    from pathlib import Path

    from stewardship_desktop.ui.shell.session import Session

ENTITY_ROOMS = {
    "care_area": "home",
    "service_line": "budget",
    "organisation": "system",
    "place": "system",
    "term": "system",
    "star_session": "star",
    "star_option": "star",
    "outcome": "value",
    "metric": "dashboard",
}
"""Where a found record is shown."""


class Choices:
    """The palette's and the menu's entries for one session. Runs nothing itself."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def acts(self) -> list[Entry]:
        """What can be done with workspaces now, and undo and redo by name."""
        session = self._session
        acts = [
            *self._openings(),
            *self._endings(),
            Entry("Leave the program", "Ctrl+Q", "close", session.window.close),
        ]
        if session.bridge is not None:
            state = session.bridge.undo_state()
            if state.undo is not None:
                acts.append(Entry(f"Undo {state.undo}", "Ctrl+Z", "undo", session.undo))
            if state.redo is not None:
                acts.append(Entry(f"Redo {state.redo}", "Ctrl+Y", "redo", session.redo))
        return acts

    def workspaces(self) -> tuple[list[Entry], list[Entry], list[Entry]]:
        """What the workspace's name at the foot offers: to open, opened lately, to close."""
        session = self._session
        here = None if session.opened is None else session.opened.path.absolute()
        recent = [
            Entry(path.name, _place_words(path), "folder", partial(session.open_file, path))
            for path in session.settings.recent_workspaces()
            if path != here and path.exists()
        ]
        return self._openings(), recent, self._endings()

    def _openings(self) -> list[Entry]:
        session = self._session
        return [
            Entry("Open a workspace ...", "Ctrl+O", "open", session.ask_open),
            Entry("Make a new workspace ...", "Ctrl+N", "plus", session.ask_new),
            Entry("Open the example system", "", "open", session.open_example),
        ]

    def _endings(self) -> list[Entry]:
        session = self._session
        return [
            Entry("Save a copy of the workspace ...", "", "copy", partial(ask_for_copy, session)),
            Entry("Close the workspace", "", "close", session.leave),
        ]

    def search(self, typed: str) -> list[Entry]:
        """Records whose name holds what was typed; choosing one goes to it."""
        from stewardship_desktop.store.queries import shell

        bridge = self._session.bridge
        if bridge is None:
            return []
        return [
            Entry(
                each.name,
                each.detail,
                "search",
                partial(self._session.go, ENTITY_ROOMS[each.entity], each.row_id, each.scope),
            )
            for each in bridge.read(shell.find, typed)
        ]


def _place_words(path: Path) -> str:
    """The folder a workspace lies in, which tells two of the same name apart."""
    return path.parent.name

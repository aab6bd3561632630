"""The facilitator's own notes on a session. They are on this page alone: no slide and no sheet has them.

One-screen mode closes them, for the room then sees this page.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import workshop
from stewardship_desktop.domain.workshop import PrivateNote
from stewardship_desktop.store.queries.records import record
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets.words import label
from stewardship_desktop.ui.workshop.drafts import QUIET_MS

DRAFT = "notes"
TITLE = "Private notes"


class NotesPanel(QWidget):
    """`NotesPanel(context)`: `show_notes(session_id, draft)`. Leaving the text keeps it.

    `drafted(key, text)` while it is typed, with no text once it is kept.
    """

    drafted = Signal(str, str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._session_id = ""
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(TITLE)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText("What to say, whom to bring in, what to watch for")
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._typed)
        self.quiet = QTimer(self)
        self.quiet.setSingleShot(True)
        self.quiet.setInterval(QUIET_MS)
        self.quiet.timeout.connect(self.keep_draft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        layout.addWidget(label("For you alone: never projected, never printed.", "muted"))
        layout.addWidget(self.text, 1)

    def show_notes(self, session_id: str, draft: str) -> None:
        """Show the notes of a session; `draft` is what was typed last and not kept yet, blank for nothing."""
        self._session_id = session_id
        if not self.text.hasFocus():
            self.text.setPlainText(draft or self._kept())
            self.quiet.stop()

    def _kept(self) -> str:
        found = self.context.bridge.read(record, PrivateNote, PrivateNote.id_for(self._session_id))
        return "" if found is None else found.text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.keep()
        return super().eventFilter(watched, event)

    @Slot()
    def _typed(self) -> None:
        self.quiet.start()

    @Slot()
    def keep_draft(self) -> None:
        """Keep what is typed against a sudden end; it becomes the note when the text is left."""
        self.quiet.stop()
        self.drafted.emit(DRAFT, self.text.toPlainText())

    @Slot()
    def keep(self) -> None:
        """Keep what is typed, if it is new."""
        self.quiet.stop()
        text = self.text.toPlainText().strip()
        if self._session_id and text != self._kept():
            self.context.bridge.act(workshop.keep_note, self._session_id, text)
        self.drafted.emit(DRAFT, "")

"""Asking a person: one seam for every question and file choice, so that tests can answer instead.

`Ask` is what pages are handed; `QtAsk` is the one place with message boxes and file dialogs. Every
answer comes through a callback, so nothing waits in a nested event loop. Prefer undo with a notice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

Done = Callable[[], object]
Chosen = Callable[[Path], object]
# (words, patterns): ("Spreadsheets", ("*.xlsx", "*.csv"))
Filters = Sequence[tuple[str, Sequence[str]]]


class Ask(Protocol):
    """Questions to the person. A callback is not called when they cancel, unless there is one for that."""

    def confirm(
        self,
        title: str,
        text: str,
        action: str,
        done: Done,
        *,
        cancel: str = "Cancel",
        otherwise: Done | None = None,
    ) -> None:
        """Ask before something that cannot be undone; `action` and `cancel` are the buttons' words."""

    def tell(self, title: str, text: str, *, detail: str = "", done: Done | None = None) -> None:
        """Say something that must be read; `detail` can be copied."""

    def choose_file_to_open(self, title: str, filters: Filters, chosen: Chosen) -> None:
        """One file that exists."""

    def choose_file_to_save(self, title: str, filters: Filters, suggested: str, chosen: Chosen) -> None:
        """A file to write, offered under the name `suggested`; replacing one is asked by the dialog."""

    def choose_folder(self, title: str, chosen: Chosen) -> None:
        """A folder that exists."""


class QtAsk:
    """`Ask` by Qt's dialogs over `window`."""

    def __init__(self, window: QWidget, start_in: Path | None = None) -> None:
        self._window = window
        self._folder = start_in

    def confirm(
        self,
        title: str,
        text: str,
        action: str,
        done: Done,
        *,
        cancel: str = "Cancel",
        otherwise: Done | None = None,
    ) -> None:
        box = self._box(title, text)
        yes = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
        yes.setProperty("kind", "primary")
        no = box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        _Answer(box, done, otherwise, yes)
        box.open()

    def tell(self, title: str, text: str, *, detail: str = "", done: Done | None = None) -> None:
        box = self._box(title, text)
        box.setDetailedText(detail)
        close = box.addButton("Close", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(close)
        _Answer(box, done, done, close)
        box.open()

    def choose_file_to_open(self, title: str, filters: Filters, chosen: Chosen) -> None:
        dialog = self._files(title, filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, chosen)

    def choose_file_to_save(self, title: str, filters: Filters, suggested: str, chosen: Chosen) -> None:
        dialog = self._files(title, filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        first = filters[0][1][0] if filters and filters[0][1] else ""
        if first.startswith("*."):
            dialog.setDefaultSuffix(first[2:])
        dialog.selectFile(suggested)
        if len(filters) > 1:
            _SuffixOfFilter(dialog)
        self._open(dialog, chosen)

    def choose_folder(self, title: str, chosen: Chosen) -> None:
        dialog = self._files(title, ())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, chosen)

    def _box(self, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(title)
        box.setInformativeText(text)
        return box

    def _files(self, title: str, filters: Filters) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._folder is not None:
            dialog.setDirectory(str(self._folder))
        if filters:
            dialog.setNameFilters([f"{words} ({' '.join(patterns)})" for words, patterns in filters])
        return dialog

    def _open(self, dialog: QFileDialog, chosen: Chosen) -> None:
        _FileAnswer(dialog, chosen, self._remember)
        dialog.open()

    def _remember(self, path: Path) -> None:
        self._folder = path if path.is_dir() else path.parent


class _Answer(QObject):
    """Lives as long as its box and calls what was asked for when that closes."""

    def __init__(self, box: QMessageBox, done: Done | None, otherwise: Done | None, yes: QObject) -> None:
        super().__init__(box)
        self._box, self._done, self._otherwise, self._yes = box, done, otherwise, yes
        box.finished.connect(self._finished)

    def _finished(self) -> None:
        called = self._done if self._box.clickedButton() is self._yes else self._otherwise
        if called is not None:
            called()


class _SuffixOfFilter(QObject):
    """Gives the file the ending of the kind that is chosen: what it is called decides what it is."""

    def __init__(self, dialog: QFileDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        dialog.filterSelected.connect(self._chosen)

    def _chosen(self, words: str) -> None:
        found = re.search(r"\*(\.\w+)", words)
        names = self._dialog.selectedFiles()
        if found:
            self._dialog.setDefaultSuffix(found[1][1:])
        if found and names and not Path(names[0]).is_dir():
            self._dialog.selectFile(Path(names[0]).with_suffix(found[1]).name)


class _FileAnswer(QObject):
    def __init__(self, dialog: QFileDialog, chosen: Chosen, remember: Chosen) -> None:
        super().__init__(dialog)
        self._dialog, self._chosen, self._remember = dialog, chosen, remember
        dialog.finished.connect(self._finished)

    def _finished(self, result: int) -> None:
        files = self._dialog.selectedFiles()
        if result == QDialog.DialogCode.Accepted and files:
            path = Path(files[0])
            self._remember(path)
            self._chosen(path)

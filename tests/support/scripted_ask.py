"""An `Ask` that answers from a script, and fails the test when it is asked more than the script knows."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from stewardship_desktop.ui.ask import Chosen, Done, Filters


class ScriptedAsk:
    """`ScriptedAsk(True, Path("a.csv"), None)`: one answer per question, in order.

    True or False for `confirm`, a path (or None for cancel) for the file questions; `tell` takes no
    answer. `asked` lists what was asked, as (method, title, text).
    """

    def __init__(self, *answers: bool | Path | None) -> None:
        self._answers = deque(answers)
        self.asked: list[tuple[str, str, str]] = []

    def _next(self, method: str, title: str) -> bool | Path | None:
        assert self._answers, f"{method}({title!r}) was asked, and the script has no answer left"
        return self._answers.popleft()

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
        self.asked.append(("confirm", title, text))
        if self._next("confirm", title):
            done()
        elif otherwise is not None:
            otherwise()

    def tell(self, title: str, text: str, *, detail: str = "", done: Done | None = None) -> None:
        self.asked.append(("tell", title, text))
        if done is not None:
            done()

    def choose_file_to_open(self, title: str, filters: Filters, chosen: Chosen) -> None:
        self._path("choose_file_to_open", title, chosen)

    def choose_file_to_save(self, title: str, filters: Filters, suggested: str, chosen: Chosen) -> None:
        self._path("choose_file_to_save", title, chosen)

    def choose_folder(self, title: str, chosen: Chosen) -> None:
        self._path("choose_folder", title, chosen)

    def _path(self, method: str, title: str, chosen: Chosen) -> None:
        self.asked.append((method, title, ""))
        answer = self._next(method, title)
        assert not isinstance(answer, bool), f"{method}({title!r}) needs a path or None in the script"
        if answer is not None:
            chosen(answer)

    def finished(self) -> bool:
        """Whether every answer of the script was used."""
        return not self._answers

"""A new workspace, open for one author, and the acts in it waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from stewardship_desktop.application.opened import OpenedWorkspace, open_for
from stewardship_desktop.application.runner import Author
from stewardship_desktop.store.workspace import create

ME = Author("11111111-1111-4111-8111-111111111111", "Robin Example", "Steward", "Trust A")


@contextmanager
def open_new(folder: Path, name: str = "test.stewardship") -> Iterator[OpenedWorkspace]:
    """A workspace made in `folder`, closed afterwards."""
    path = folder / name
    create(path)
    opened = open_for(ME, path)
    try:
        yield opened
    finally:
        opened.close()


def act(opened: OpenedWorkspace, command: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Run a command and wait for its result; raises what it raised."""
    return opened.act(command, *arguments, **named).result().result

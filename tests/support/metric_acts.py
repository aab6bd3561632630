"""Acts on the small framework as tests of commands do them: done, named and refused."""

from __future__ import annotations

from typing import Any

import pytest

from stewardship_desktop.domain.errors import UserFixable
from tests.support.metrics import SmallFramework


def do(made: SmallFramework, command: Any, *arguments: Any, **named: Any) -> Any:
    """Run a command in the framework's workspace."""
    return made.workspace.act(command, *arguments, **named)


def label(made: SmallFramework) -> str:
    """What undo would take back, in words."""
    return str(made.workspace.opened.undo_state().undo)


def refused(made: SmallFramework, words: str, command: Any, *arguments: Any, **named: Any) -> None:
    """The act is refused with these words and leaves nothing behind."""
    before = made.whole()
    with pytest.raises(UserFixable, match=words) as caught:
        do(made, command, *arguments, **named)
    assert caught.value.remedy
    assert made.whole() == before

"""A page's surroundings: an open workspace, the bridge to it, and a context whose answers are scripted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.application.runner import Done
from stewardship_desktop.application.settings import Settings
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.ui.bridge import Bridge
from stewardship_desktop.ui.page import Page, RoomContext
from tests.support.scripted_ask import ScriptedAsk
from tests.support.workspaces import open_new


class RememberedInMemory:
    """What a page remembers, kept in a dict."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        return self.kept.get(key, default)

    def set(self, key: str, value: Any) -> None:
        self.kept[key] = value


@dataclass
class Surroundings:
    """What a page under test is given, and what it did with it.

    `told` lists the change notices, `gone` the rooms asked for as (room id, record id), `notices` the
    messages, `jobs` the words of
    jobs, each run at once. `refusals` and `faults` are what the bridge reported.
    """

    qtbot: QtBot
    opened: OpenedWorkspace
    bridge: Bridge
    settings: Settings
    ask: ScriptedAsk = field(default_factory=ScriptedAsk)
    remember: RememberedInMemory = field(default_factory=RememberedInMemory)
    gone: list[tuple[str, str | None]] = field(default_factory=list)
    notices: list[tuple[Any, ...]] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    refusals: list[Any] = field(default_factory=list)
    told: list[Any] = field(default_factory=list)
    faults: list[Any] = field(default_factory=list)

    @property
    def context(self) -> RoomContext:
        """The context for a page's constructor."""
        return RoomContext(
            bridge=self.bridge,
            ask=self.ask,
            remember=self.remember,
            settings=self.settings,
            go=self._go,
            notify=self._notify,
            start_job=self._job,
        )

    def show(self, make: Callable[[RoomContext], Page], width: int = 1080, height: int = 600) -> Any:
        """Make a page, show it at the size of a laptop's content area and wait until it is exposed."""
        page = make(self.context)
        self.qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        self.qtbot.waitExposed(page)
        return page

    def act(self, command: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Do something in the workspace as if from elsewhere, and let the page be told of it."""
        done = self.opened.act(command, *arguments, **named).result()
        self._heard(done)
        return done.result

    def undo(self) -> None:
        """Undo the newest act and let the page be told of it."""
        self.settle()
        self._heard(self.opened.undo().result())

    def settle(self) -> None:
        """Wait until what the page asked for is written and the page was told of it."""
        self.qtbot.waitUntil(lambda: not self.bridge.busy)
        QCoreApplication.processEvents()

    def _heard(self, done: Done[Any]) -> None:
        notice = done.notice
        if notice is not None:
            self.qtbot.waitUntil(lambda: any(each.txn_id == notice.txn_id for each in self.told))

    def _go(self, room_id: str, record_id: str | None = None) -> None:
        self.gone.append((room_id, record_id))

    def _notify(self, *words: Any) -> None:
        self.notices.append(words)

    def _job(
        self,
        words: str,
        work: Callable[..., Any],
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[UserFixable], None] | None = None,
    ) -> None:
        self.jobs.append(words)
        try:
            result = work(lambda *_: None)
        except UserFixable as error:
            if otherwise is None:
                raise
            otherwise(error)
            return
        if then is not None:
            then(result)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    """The workspace that pages are tried over: a new one, unless a suite prepares it."""
    with open_new(tmp_path) as opened:
        yield opened


@pytest.fixture
def surroundings(qtbot: QtBot, tmp_path: Path, workspace: OpenedWorkspace) -> Iterator[Surroundings]:
    """A workspace with everything a page needs around it."""
    bridge = Bridge(workspace)
    made = Surroundings(qtbot, workspace, bridge, Settings(tmp_path / "settings.json"))
    bridge.changed.connect(made.told.append)
    bridge.refused.connect(made.refusals.append)
    bridge.broken.connect(made.faults.append)
    yield made
    qtbot.waitUntil(lambda: not bridge.busy)
    bridge.detach()
    assert made.faults == []

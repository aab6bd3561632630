"""Garbage is collected on the GUI thread, when nothing runs, and the collector is left as it was found."""

from __future__ import annotations

import gc
import weakref

from pytestqt.qtbot import QtBot

from stewardship_desktop.ui.shell.garbage import EVERY_MS, GarbageTimer


class Ring:
    """Something that only a collection can free."""

    def __init__(self) -> None:
        self.me = self


def test_rings_go_when_nothing_runs(qtbot: QtBot) -> None:
    was_on = gc.isenabled()
    busy = [True]
    timer = GarbageTimer(lambda: busy[0])
    try:
        assert not gc.isenabled()
        rings = [Ring() for _ in range(2000)]
        gone = weakref.ref(rings[0])
        rings.clear()
        timer._look()
        assert gone() is not None
        busy[0] = False
        qtbot.waitUntil(lambda: gone() is None, timeout=5 * EVERY_MS)
    finally:
        timer.stop()
    assert gc.isenabled() == was_on

"""Holds for every test: no screen, no network, the person's own files untouched, nothing left behind."""

from __future__ import annotations

import os

# Before anything can import Qt, which reads it once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import socket
import sys
import threading
import uuid
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

HOME_VARIABLE = "STEWARDSHIP_DESKTOP_HOME"

# A shared machine may stop for a moment in any example; that says nothing about the code.
hypothesis.settings.register_profile("project", deadline=None, print_blob=True)
hypothesis.settings.load_profile("project")


# ------------------------------------------------------------------------ the person's own files


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("homes")
    before = os.environ.get(HOME_VARIABLE)
    os.environ[HOME_VARIABLE] = str(folder / "session")
    yield folder
    if before is None:
        del os.environ[HOME_VARIABLE]
    else:
        os.environ[HOME_VARIABLE] = before


@pytest.fixture(autouse=True)
def home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program keeps a person's things in this test. Made when first used."""
    folder = _homes / uuid.uuid4().hex
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


# ------------------------------------------------------------------------------------ no network


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Fails the test that reaches for another machine, also when the code swallows the refusal.

    The list holds what was tried.
    """
    tried: list[str] = []

    def refuse(where: object) -> None:
        tried.append(str(where))
        raise OSError(f"There is no network in tests: {where}")

    def connect(self: socket.socket, address: Any) -> None:
        if not _is_here(self, address):
            refuse(address)
        real_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        if not _is_here(self, address):
            refuse(address)
        return real_connect_ex(self, address)

    def sendto(self: socket.socket, data: Any, *rest: Any) -> int:
        if not _is_here(self, rest[-1]):
            refuse(rest[-1])
        return real_sendto(self, data, *rest)

    def getaddrinfo(host: Any, *rest: Any, **named: Any) -> Any:
        if host not in _HERE:
            refuse(host)
        return real_getaddrinfo(host, *rest, **named)

    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex
    real_sendto, real_getaddrinfo = socket.socket.sendto, socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect_ex)
    monkeypatch.setattr(socket.socket, "sendto", sendto)
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield tried
    if tried:
        pytest.fail(f"reached for the network: {', '.join(tried)}")


_HERE = ("localhost", "127.0.0.1", "::1", b"localhost", None)


def _is_here(connection: socket.socket, address: Any) -> bool:
    local_only = getattr(socket, "AF_UNIX", None)
    return connection.family == local_only or (isinstance(address, tuple) and address[0] in _HERE)


# --------------------------------------------------------------------------- windows left behind


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Threads end with the test; where Qt is used, so do windows, its threads and our timers."""
    before = set(threading.enumerate())
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        _threads_have_ended(before)
        return
    started: weakref.WeakSet[Any] = request.getfixturevalue("_qt_started")
    if "pyqtgraph" in sys.modules:
        # It drops mouse moves that come quicker than a person's, and with them a test's drag.
        sys.modules["pyqtgraph"].setConfigOption("mouseRateLimit", -1)
    # As in the program: a widget in a cycle must not be destroyed by a worker's collection.
    collects = gc.isenabled()
    gc.disable()
    yield
    _close_windows()
    _threads_have_ended(before)
    _qt_has_stopped(started)
    if gc.get_count()[0] > COLLECT_AFTER:
        gc.collect()
    if collects:
        gc.enable()


COLLECT_AFTER = 100_000
"""Objects made since the last collection, after which a test's end makes one on the GUI thread."""


def _close_windows() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
    from PySide6.QtWidgets import QApplication

    QThreadPool.globalInstance().waitForDone(2000)
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    # processEvents alone never delivers a deferred delete outside an event loop.
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _threads_have_ended(before: set[threading.Thread]) -> None:
    # A thread of Qt's that once ran Python shows as a dummy; Qt ends it in its own time.
    new = [
        one
        for one in threading.enumerate()
        if one not in before and not one.daemon and not isinstance(one, threading._DummyThread)
    ]
    for thread in new:
        thread.join(1)
    running = [thread.name for thread in new if thread.is_alive()]
    if running:
        pytest.fail(f"threads still run: {', '.join(running)}")


def _qt_has_stopped(started: weakref.WeakSet[Any]) -> None:
    import shiboken6
    from PySide6.QtCore import QThread

    left = []
    for thing in [one for one in started if shiboken6.isValid(one)]:
        if isinstance(thing, QThread):
            if thing.isRunning() and not thing.wait(2000):
                left.append(f"thread {thing.objectName() or type(thing).__name__}")
        elif thing.isActive() and not thing.isSingleShot():
            thing.stop()
            left.append(f"timer of {type(thing.parent()).__name__}, every {thing.interval()} ms")
    started.clear()
    if left:
        pytest.fail(f"left running: {', '.join(left)}")


@pytest.fixture(scope="session")
def _qt_started() -> Iterator[weakref.WeakSet[Any]]:
    """The threads and timers that the program's own code started, and no dialog that waits for a person."""
    from PySide6 import QtCore, QtWidgets

    started: weakref.WeakSet[Any] = weakref.WeakSet()
    patch = pytest.MonkeyPatch()
    # A wrapped function each time: a mock object in place of a method of Qt's crashes the interpreter.
    for starter in (QtCore.QThread, QtCore.QTimer):
        patch.setattr(starter, "start", _remembering(starter.start, started))
    for kind, names in _WAITS_FOR_A_PERSON.items():
        for name in names:
            patch.setattr(getattr(QtWidgets, kind), name, _asking(f"{kind}.{name}"))
    yield started
    patch.undo()


_WAITS_FOR_A_PERSON = {
    "QDialog": ("exec",),
    "QMessageBox": ("exec", "question", "information", "warning", "critical", "about"),
    "QFileDialog": ("exec", "getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"),
    "QInputDialog": ("exec", "getText", "getItem", "getInt", "getDouble", "getMultiLineText"),
    "QMenu": ("exec",),
}


def _remembering(start: Any, started: weakref.WeakSet[Any]) -> Any:
    def remembering(self: Any, *arguments: Any) -> None:
        if sys._getframe(1).f_globals.get("__name__", "").startswith("stewardship_desktop"):
            started.add(self)
        start(self, *arguments)

    return remembering


def _asking(name: str) -> Any:
    def asking(*_: Any, **__: Any) -> None:
        raise AssertionError(
            f"{name} would wait for a person: ask through the seam, or use open() or popup()."
        )

    return asking

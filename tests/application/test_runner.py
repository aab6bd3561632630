"""One writer in order: committed then told, an author's acts theirs, nothing told of what was refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.notices import ChangeNotice
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.system import Place
from tests.support.stores import OTHER, contents, lines_of, working


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    with working(tmp_path) as one:
        yield one


def place(name: str) -> Place:
    return Place(id=name, name=name)


def test_a_notice_comes_after_the_commit_and_not_for_a_failure(workspace: OpenedWorkspace) -> None:
    heard: list[tuple[ChangeNotice, int]] = []
    stop = workspace.listen(lambda notice: heard.append((notice, len(contents(workspace)["place"]))))

    def fail(writer: Any) -> None:
        writer.insert(place("never"))
        raise ZeroDivisionError

    workspace.act(record.add, [place("a")]).result()
    with pytest.raises(ZeroDivisionError):
        workspace.act(fail).result()
    stop()
    workspace.act(record.add, [place("b")]).result()
    assert [(notice.label, seen) for notice, seen in heard] == [("Add place a", 1)]
    assert heard[0][0].touches(["place"])
    assert not heard[0][0].touches(["organisation"])


def test_a_listener_that_fails_does_not_turn_what_is_saved_into_a_failure(
    workspace: OpenedWorkspace, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_notice: ChangeNotice) -> None:
        raise ZeroDivisionError

    workspace.listen(fail)
    assert workspace.act(record.add, [place("a")]).result().notice is not None
    assert "A listener failed on Add place a" in caplog.text


def test_acts_wait_their_turn_and_are_counted(workspace: OpenedWorkspace) -> None:
    go = threading.Event()
    order: list[int] = []

    def hold(_writer: Any) -> None:
        go.wait(10)

    first = workspace.act(hold)
    rest = [workspace.act(lambda _writer, number=number: order.append(number)) for number in range(20)]
    assert workspace.runner.waiting == 21
    go.set()
    for each in (first, *rest):
        each.result(10)
    assert order == list(range(20))
    workspace.runner.upkeep(lambda _workspace: None).result(10)
    assert workspace.runner.waiting == 0


def test_an_act_is_by_who_acted_even_if_somebody_else_sits_down_before_it_is_written(
    workspace: OpenedWorkspace,
) -> None:
    go = threading.Event()
    held = workspace.act(lambda _writer: go.wait(10))
    mine = workspace.act(record.add, [place("mine")])
    workspace.become(OTHER)
    theirs = workspace.act(record.add, [place("theirs")], reason="because")
    go.set()
    for each in (held, mine, theirs):
        each.result(10)
    (one,), (two,) = lines_of(workspace, "place", "mine"), lines_of(workspace, "place", "theirs")
    assert (one["author"], one["author_role"], one["reason"]) == ("me", "analyst", "")
    assert (two["author"], two["author_role"], two["reason"]) == ("other", "steward", "because")
    assert len(lines_of(workspace, "person", "me")) == len(lines_of(workspace, "person", "other")) == 1


def test_an_act_without_a_name_is_a_fault_of_ours_and_leaves_nothing(workspace: OpenedWorkspace) -> None:
    with pytest.raises(AssertionError, match="did not name"):
        workspace.act(lambda writer: writer.insert(place("a"))).result()
    assert contents(workspace)["place"] == []


def test_closing_waits_for_what_is_queued_and_may_be_repeated(workspace: OpenedWorkspace) -> None:
    future = workspace.act(record.add, [place("a")])
    workspace.close()
    assert future.done()
    workspace.close()

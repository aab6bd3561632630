"""Whatever has happened to a file: it opens whole, or one clear line says why not. Never a traceback."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.application.opened import open_for
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store import rebuild
from stewardship_desktop.store.workspace import open_workspace
from tests.support.stores import ME, Contents, contents, copy_of, differences, fresh, opened
from tests.support.write_store import fill, store_path

SILENT = lambda _words, _share: None  # noqa: E731


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "whole.stewardship"
    shutil.copyfile(store_path(1), path)
    with opened(path):
        pass
    return path


@pytest.fixture(scope="module")
def held(whole: Path) -> Contents:
    with opened(whole) as workspace:
        return contents(workspace)


def survives(path: Path, held: Contents) -> None:
    """The file is refused, or found damaged, or it holds all that it held."""
    refusals: list[UserFixable] = []
    try:
        workspace = open_for(ME, path)
    except UserFixable as refusal:
        refusals.append(refusal)
    else:
        try:
            findings = workspace.check(SILENT, thorough=True)
            if findings.is_sound or findings.tables_differ:
                assert contents(workspace) == held
                assert differences(workspace) == []
            else:
                assert workspace.read_only
        except UserFixable as refusal:
            refusals.append(refusal)
        finally:
            workspace.close()
    for each in refusals:
        assert each.what
        assert each.remedy
        assert "\n" not in each.what + each.remedy


@settings(max_examples=120)
@given(place=st.integers(0, 10**9), junk=st.binary(min_size=1, max_size=40))
def test_bytes_overwritten(place: int, junk: bytes, whole: Path, held: Contents) -> None:
    path = copy_of(whole, "overwritten")
    data = bytearray(path.read_bytes())
    place %= len(data)
    data[place : place + len(junk)] = junk[: len(data) - place]
    path.write_bytes(data)
    survives(path, held)


@settings(max_examples=60)
@given(place=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_a_bit_flipped(place: int, bit: int, whole: Path, held: Contents) -> None:
    path = copy_of(whole, "flipped")
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 1 << bit
    path.write_bytes(data)
    survives(path, held)


@settings(max_examples=40)
@given(share=st.floats(0, 1))
def test_the_end_cut_off(share: float, whole: Path, held: Contents) -> None:
    path = copy_of(whole, "cut")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    survives(path, held)


def edited(path: Path, *statements: str) -> Path:
    """The file after somebody has been at it with another tool."""
    with closing(sqlite3.connect(path)) as raw, raw:
        for statement in statements:
            raw.execute(statement)
    return path


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = fresh(tmp_path, "filled")
    with opened(path) as workspace:
        fill(workspace)
    return path


UNCLEAN = "UPDATE store_meta SET value = '0' WHERE key = 'clean_close'"


def test_a_changed_line_of_the_record_is_found_and_nothing_is_written_over_it(filled: Path) -> None:
    edited(
        filled,
        "UPDATE change SET patch = replace(patch, 'trust', 'must') WHERE patch LIKE '%trust%'",
        UNCLEAN,
    )
    with opened(filled) as workspace:
        assert not workspace.ready
        findings = workspace.check(SILENT)
        assert "has been altered" in findings.faults[0]
        assert not findings.tables_differ
        assert workspace.read_only
        for attempt in (workspace.undo, workspace.redo, lambda: workspace.act(lambda _writer: None)):
            with pytest.raises(UserFixable, match="damaged"):
                attempt().result()
    with opened(filled) as workspace:
        assert not workspace.ready, "a damaged file must not be taken for a clean one"


def test_tables_that_lag_behind_the_record_are_mended(filled: Path) -> None:
    with opened(filled) as workspace:
        held = contents(workspace)
    edited(
        filled,
        "DELETE FROM place WHERE 1",
        "UPDATE organisation SET name = 'x'",
        "DELETE FROM row_state",
        UNCLEAN,
    )
    with opened(filled) as workspace:
        findings = workspace.check(SILENT)
        assert findings.tables_differ
        assert not findings.is_sound
        assert workspace.ready
        assert not workspace.read_only
        assert contents(workspace) == held
        assert workspace.check(SILENT, thorough=True).is_sound
    with opened(filled) as workspace:
        assert workspace.ready


def test_after_an_unclean_close_edits_wait_for_the_check(filled: Path) -> None:
    edited(filled, UNCLEAN)
    heard: list[str] = []
    with opened(filled) as workspace:
        assert not workspace.ready
        with pytest.raises(UserFixable, match="still being checked"):
            workspace.undo().result()
        assert workspace.check(lambda words, _share: heard.append(words)).is_sound
        assert workspace.ready
        workspace.redo().result()
    assert "Checking the change record" in heard
    with opened(filled) as workspace:
        assert workspace.ready


def test_a_check_that_is_stopped_leaves_the_file_unchecked(filled: Path) -> None:
    edited(filled, UNCLEAN)

    def stop(_words: str, _share: float) -> None:
        raise InterruptedError

    with opened(filled) as workspace:
        with pytest.raises(InterruptedError):
            workspace.check(stop)
        assert not workspace.ready
    with opened(filled) as workspace:
        assert not workspace.ready


def test_a_check_that_is_stopped_half_way_lets_go_of_the_file(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(filled, UNCLEAN)
    monkeypatch.setattr(rebuild, "FETCH", 1)  # as a file with more lines than are fetched at a time

    def stop(words: str, _share: float) -> None:
        if words == "Checking the change record":
            raise InterruptedError

    with opened(filled) as workspace:
        # Whoever keeps the fault keeps the frames of the check with it, as a job's future does.
        with pytest.raises(InterruptedError) as kept:
            workspace.check(stop)
        other = sqlite3.connect(filled, timeout=0)
        with other:
            other.execute("UPDATE store_meta SET value = value")
        other.close()
        assert kept.tb is not None
        assert workspace.check(lambda _words, _share: None).is_sound
        assert workspace.ready


NOT_WORKSPACES = {
    "empty": b"",
    "text": b"a,b\n1,2\n" * 100,
    "another program's database": None,
    "half a header": b"SQLite format 3\x00" + b"\x00" * 20,
}


@pytest.mark.parametrize("name", NOT_WORKSPACES)
def test_what_is_not_a_workspace_is_refused_and_left_alone(name: str, tmp_path: Path) -> None:
    path = tmp_path / "thing.stewardship"
    data = NOT_WORKSPACES[name]
    if data is None:
        edited(path, "CREATE TABLE t (x)")
    else:
        path.write_bytes(data)
    before = path.read_bytes()
    with pytest.raises(UserFixable, match=r"not a workspace") as caught:
        open_workspace(path)
    assert "thing.stewardship" in caught.value.what
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_file_and_a_folder_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserFixable, match="is not there"):
        open_workspace(tmp_path / "none.stewardship")
    with pytest.raises(UserFixable, match=r"can't be read|is a folder"):
        open_workspace(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_workspace_is_refused_and_left_alone(filled: Path) -> None:
    edited(filled, "PRAGMA user_version = 99")
    before = filled.read_bytes()
    with pytest.raises(UserFixable, match="newer version of Stewardship Desktop"):
        open_for(ME, filled)
    assert filled.read_bytes() == before


def test_a_workspace_without_what_it_knows_of_itself_is_damaged(filled: Path) -> None:
    edited(filled, "DELETE FROM store_meta WHERE key = 'replica'")
    with pytest.raises(UserFixable, match="damaged"):
        open_for(ME, filled)

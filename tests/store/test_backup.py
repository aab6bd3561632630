"""Backups are whole, sound, equal to the workspace, and thinned by age."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Place
from stewardship_desktop.store.backup import back_up, backups, thin
from tests.support.stores import contents, differences, fresh, opened

NOON = datetime(2023, 3, 16, 12, tzinfo=UTC)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


def test_a_backup_of_an_open_workspace_equals_it_and_goes_on_by_itself(tmp_path: Path) -> None:
    path, folder = fresh(tmp_path, "mine"), tmp_path / "backups"
    with opened(path) as workspace:
        workspace.act(record.add, [Place(id="a", name="A")]).result()
        kept = back_up(path, folder, "daily", NOON)
        assert dump(kept) == dump(path)
        workspace.act(record.add, [Place(id="b", name="B")]).result()
    assert [each for _, each in backups(path, folder)] == [kept]
    assert list(folder.iterdir()) == [kept]
    with opened(kept) as restored:
        assert restored.check(lambda _words, _share: None).is_sound
        assert [row[0] for row in contents(restored)["place"]] == ["a"]
        restored.undo().result()
        assert contents(restored)["place"] == []
        assert differences(restored) == []


def test_a_damaged_workspace_gives_no_backup_and_leaves_nothing(tmp_path: Path) -> None:
    path, folder = fresh(tmp_path, "mine"), tmp_path / "backups"
    data = bytearray(path.read_bytes())
    data[4096 : 8 * 4096] = b"\xff" * (7 * 4096)
    path.write_bytes(data)
    with pytest.raises(UserFixable, match=r"No backup of mine\.stewardship could be made") as caught:
        back_up(path, folder, "daily", NOON)
    assert caught.value.remedy
    assert list(folder.iterdir()) == []


def test_no_backup_where_a_file_stands_in_place_of_the_folder(tmp_path: Path) -> None:
    path, folder = fresh(tmp_path), tmp_path / "backups"
    folder.write_text("not a folder", "utf-8")
    with pytest.raises(UserFixable, match="No backup"):
        back_up(path, folder, "daily", NOON)


def test_old_backups_are_thinned_and_each_workspace_keeps_its_own(tmp_path: Path) -> None:
    path, folder = fresh(tmp_path, "mine"), tmp_path / "backups"
    folder.mkdir()
    for store in ("aaaaaaaa", "bbbbbbbb"):
        for hours in range(0, 24 * 700, 12):
            when = NOON - timedelta(hours=hours)
            (folder / f"mine--{store}--{when:%Y%m%d-%H%M%S}-daily.stewardship").touch()
    (folder / "other--aaaaaaaa--20000101-000000-daily.stewardship").touch()
    (folder / "mine and more.stewardship").touch()
    thin(path, folder)
    left = [each.name for _, each in backups(path, folder)]
    for store in ("aaaaaaaa", "bbbbbbbb"):
        stamps = sorted((name.split("--")[2][:15] for name in left if store in name), reverse=True)
        newest = [f"{NOON - timedelta(hours=12 * back):%Y%m%d-%H%M%S}" for back in range(10)]
        assert stamps[:10] == newest
        assert len({each[:8] for each in stamps}) >= 14
        assert len({each[:6] for each in stamps}) == 12
        assert len(stamps) <= 10 + 14 + 8 + 12
    assert (folder / "other--aaaaaaaa--20000101-000000-daily.stewardship").exists()
    assert (folder / "mine and more.stewardship").exists()
    assert thin(path, folder) == []

"""One backup a day, of what was written since the newest, and none of what can't be backed up."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.opened import open_for
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.system import Organisation
from tests.support.workspaces import ME, act, open_new

NOW = datetime(2026, 11, 20, 9, 30)  # noqa: DTZ001 (a backup's name holds the wall's time)


def written(path: Path, when: datetime) -> None:
    """Have the file say that it was last written then."""
    os.utime(path, (when.timestamp(), when.timestamp()))


def test_one_backup_a_day_and_only_of_something_new(tmp_path: Path) -> None:
    with open_new(tmp_path) as opened:
        act(opened, record.add, [Organisation(id=new_id(), name="Trust A")])
        written(opened.path, NOW)
        first = opened.back_up_today(NOW)
        assert first is not None
        assert opened.back_up_today(NOW + timedelta(hours=3)) is None
        assert opened.back_up_today(NOW + timedelta(days=1)) is None
        written(opened.path, NOW + timedelta(hours=5))
        assert opened.back_up_today(NOW + timedelta(days=1)) is not None
    kept = open_for(ME, first, read_only=True)
    try:
        assert kept.check(lambda _words, _share: None, thorough=True).is_sound
    finally:
        kept.close()


def test_no_backup_of_a_file_that_is_gone(tmp_path: Path) -> None:
    with open_new(tmp_path) as opened:
        opened.path.rename(tmp_path / "elsewhere")
        assert opened.back_up_today(NOW) is None
        (tmp_path / "elsewhere").rename(opened.path)

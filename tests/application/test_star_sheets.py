"""What a session's files are called and where they can't go."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from stewardship_desktop.application.commands import star
from stewardship_desktop.application.star_sheets import sheet_name
from stewardship_desktop.application.star_workings import save_workings, workings_name
from stewardship_desktop.domain.errors import UserFixable
from tests.support.star_sessions import small_session
from tests.support.workspaces import act, open_new


@pytest.mark.parametrize(
    "name, stem",
    [
        ('Stroke: "home"/ward?', "Stroke home ward"),
        ("...", "Session"),
        ("x" * 500, "x" * 60),
        ("\N{BRAIN}" * 500, "\N{BRAIN}" * 45),
    ],
)
def test_a_file_can_be_written_under_the_name_of_any_session(tmp_path: Path, name: str, stem: str) -> None:
    with open_new(tmp_path) as opened:
        room = small_session(
            SimpleNamespace(opened=opened, act=lambda command, *a, **n: act(opened, command, *a, **n))
        )
        act(opened, star.edit_session, room.session_id, {"name": name})
        found = room.reckoning()
    assert sheet_name(found, "score sheets") == f"{stem}, score sheets.pdf"
    (plan,) = found.records.scenarios
    path = tmp_path / workings_name(found, plan)
    save_workings(path, found, plan)
    assert path.name == f"{stem}, plan A, workings.csv"
    assert path.stat().st_size > 0
    with pytest.raises(UserFixable, match="can't be written"):
        save_workings(path / "inside a file.csv", found, plan)

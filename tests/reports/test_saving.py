"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.reports.saving import save_file


def test_a_file_and_its_folder_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "sheet.pdf"
    save_file(path, b"one")
    save_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_long_name_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 240}.pdf"
    save_file(path, b"one")
    assert path.read_bytes() == b"one"


def test_where_no_folder_can_be_made_the_person_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    path = tmp_path / "file" / "sheet.pdf"
    with pytest.raises(UserFixable, match=r"sheet\.pdf can't be written") as caught:
        save_file(path, b"one")
    assert "choose a folder of your own" in caught.value.remedy


def test_what_cannot_be_replaced_stays_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    (path / "inside").mkdir(parents=True)
    with pytest.raises(UserFixable, match="can't be written"):
        save_file(path, b"one")
    assert list(tmp_path.iterdir()) == [path]
    assert list(path.iterdir()) == [path / "inside"]

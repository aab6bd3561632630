"""Opening, locking, saving and closing one file, and what happens when the place does not play along."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.opened import OpenedWorkspace, open_for
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Place
from stewardship_desktop.store.backup import back_up
from stewardship_desktop.store.workspace import create, lock_path, open_workspace
from tests.support.stores import ME, contents, differences, fresh, opened


def add_place(workspace: OpenedWorkspace, name: str, length: int = 1) -> None:
    workspace.act(record.add, [Place(id=name, name="x" * length)]).result()


def on_the_writer(workspace: OpenedWorkspace, statement: str) -> object:
    def run(inner: object) -> object:
        with workspace.workspace.writing() as connection:
            return connection.exec_driver_sql(statement).scalar()

    return workspace.runner.upkeep(run).result()


def test_a_closed_workspace_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "one.stewardship"
    create(path)
    with opened(path) as workspace:
        add_place(workspace, "a")
        assert lock_path(path).exists()
    assert list(path.parent.iterdir()) == [path]
    with pytest.raises(UserFixable, match="there already"):
        create(path)


def test_looking_writes_nothing(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    before = path.read_bytes()
    with opened(path) as workspace:
        assert workspace.act(lambda _writer: 7).result().result == 7
        assert workspace.act(lambda _writer: 7).result().notice is None
        assert workspace.check(lambda _words, _share: None).is_sound
    assert path.read_bytes() == before


def test_a_refused_act_leaves_no_trace(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    before = path.read_bytes()

    def half(writer: object) -> None:
        writer.insert(Place(id="a", name="x"))  # type: ignore[attr-defined]
        raise UserFixable("No.")

    with opened(path) as workspace:
        with pytest.raises(UserFixable, match="No"):
            workspace.act(half).result()
        assert contents(workspace)["place"] == []
    assert path.read_bytes() == before


def test_the_author_is_introduced_with_the_first_act_and_not_undone_with_it(tmp_path: Path) -> None:
    with opened(fresh(tmp_path)) as workspace:
        add_place(workspace, "a")
        workspace.undo().result()
        with workspace.workspace.reading() as connection:
            found = connection.exec_driver_sql("SELECT id, name, role FROM person").all()
        assert [tuple(row) for row in found] == [("me", "A person", "analyst")]
        assert workspace.undo_state().undo is None


HOLDER = """
import sys
from pathlib import Path
from stewardship_desktop.application.opened import open_for
from stewardship_desktop.application.runner import Author
opened = open_for(Author("you", "You"), Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
"""


def test_a_second_process_is_told_and_may_read_meanwhile(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    with opened(path) as workspace:
        add_place(workspace, "a")
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(UserFixable, match="open in another window"):
            open_for(ME, path)
        reader = open_for(ME, path, read_only=True)
        assert len(contents(reader)["place"]) == 1
        with pytest.raises(UserFixable, match="for reading only"):
            add_place(reader, "b")
        reader.close()
        holder.kill()
        holder.wait()
    with opened(path) as workspace:
        add_place(workspace, "b")


def test_the_same_process_cannot_open_it_twice(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    with opened(path) as workspace:
        with pytest.raises(UserFixable, match="another window"):
            open_for(ME, path)
        add_place(workspace, "a")
        assert lock_path(path).exists()


def test_another_program_that_writes_is_named_and_nothing_is_lost(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    with opened(path) as workspace:
        add_place(workspace, "a")
        on_the_writer(workspace, "PRAGMA busy_timeout=20")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(UserFixable, match="Another program is using"):
                add_place(workspace, "b")
            other.execute("ROLLBACK")
            other.execute("BEGIN")
            other.execute("SELECT * FROM place").fetchall()
            # A reader holds up the commit, not the act before it.
            with pytest.raises(UserFixable, match="Another program is using"):
                add_place(workspace, "b")
            other.execute("ROLLBACK")
        add_place(workspace, "b")
        assert [row[0] for row in contents(workspace)["place"]] == ["a", "b"]
        assert differences(workspace) == []


def test_a_full_disk_is_named_and_nothing_is_half_written(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    with opened(path) as workspace:
        add_place(workspace, "a")
        pages = int(str(on_the_writer(workspace, "PRAGMA page_count")))
        on_the_writer(workspace, f"PRAGMA max_page_count={pages + 8}")
        said = 1
        refusal: BaseException | None = None
        while refusal is None and said < 100:
            place = Place(id=f"b{said}", name="x" * 3000)
            refusal = workspace.act(record.add, [place]).exception()
            said += refusal is None
        assert isinstance(refusal, UserFixable)
        assert "disk is full; the last change was not saved" in refusal.what
        assert refusal.remedy
        assert len(contents(workspace)["place"]) == said
        assert differences(workspace) == []
        copy = tmp_path / "elsewhere.stewardship"
        workspace.save_copy(copy)
        on_the_writer(workspace, "PRAGMA max_page_count=1000000")
        add_place(workspace, "c", 3000)
        assert workspace.check(lambda _words, _share: None, thorough=True).is_sound
    with opened(copy) as workspace:
        assert len(contents(workspace)["place"]) == said


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file from being deleted")
def test_a_file_deleted_while_open_is_noticed_and_can_be_saved_elsewhere(tmp_path: Path) -> None:
    path, aside, copy = fresh(tmp_path), tmp_path / "aside", tmp_path / "copy.stewardship"
    with opened(path) as workspace:
        add_place(workspace, "a")
        path.rename(aside)
        with pytest.raises(UserFixable, match="moved or deleted while it was open; the change was not saved"):
            add_place(workspace, "b")
        with pytest.raises(UserFixable, match="moved or deleted"):
            workspace.undo().result()
        workspace.save_copy(copy)
        with pytest.raises(UserFixable, match="there already"):
            workspace.save_copy(copy)
        aside.rename(path)
        add_place(workspace, "c")
        path.unlink()
    with opened(copy) as workspace:
        assert [row[0] for row in contents(workspace)["place"]] == ["a"]
        assert workspace.check(lambda _words, _share: None, thorough=True).is_sound
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.stewardship"]


def test_where_no_lock_can_be_made_it_opens_for_reading(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    lock_path(path).mkdir()
    with opened(path) as workspace:
        assert workspace.read_only
        assert contents(workspace)["place"] == []


@contextmanager
def somebody_without_rights() -> Iterator[None]:
    """Root may write anywhere, so what root may not do has to be tried as somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that everybody may enter; afterwards its owner may write in it again."""
    for each in (tmp_path, *tmp_path.parents):
        if each.owner() == tmp_path.owner() and each.stat().st_mode & 0o005 != 0o005:
            each.chmod(each.stat().st_mode | 0o055)
    folder = tmp_path / "shared"
    folder.mkdir()
    yield folder
    folder.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="needs the rights of Unix")
def test_a_folder_and_file_that_may_only_be_read(open_folder: Path) -> None:
    path = fresh(open_folder, "held")
    with opened(path) as workspace:
        add_place(workspace, "a")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with somebody_without_rights(), opened(path) as workspace:
        assert workspace.read_only
        assert len(contents(workspace)["place"]) == 1
        for attempt in (lambda: add_place(workspace, "b"), lambda: workspace.undo().result()):
            with pytest.raises(UserFixable, match="for reading only"):
                attempt()
        assert workspace.check(lambda _words, _share: None, thorough=True).is_sound
        with pytest.raises(UserFixable, match="No workspace can be made in"):
            create(open_folder / "new.stewardship")
        with pytest.raises(UserFixable, match="No backup of held"):
            back_up(path, open_folder / "backups", "daily", datetime.now(UTC))
    assert list(open_folder.iterdir()) == [path]


def cut_off_copy(source: Path, folder: Path) -> Path:
    """A workspace and its journal as a crash in the middle of saving leaves them."""
    target = folder / "cut.stewardship"
    with closing(sqlite3.connect(source, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode=TRUNCATE")
        raw.execute("PRAGMA cache_size=2")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE place SET name = name || 'spoilt'")
        raw.execute("UPDATE change SET reason = 'spoilt'")
        for name in ("", "-journal"):
            shutil.copyfile(f"{source}{name}", f"{target}{name}")
        raw.execute("ROLLBACK")
    return target


def test_saving_that_was_cut_off_is_taken_back(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    with opened(path) as workspace:
        for number in range(30):
            add_place(workspace, f"p{number}", 500)
        held = contents(workspace)
    cut = cut_off_copy(path, tmp_path)
    with closing(sqlite3.connect(f"{cut.as_uri()}?immutable=1", uri=True)) as raw:
        spoilt = raw.execute("SELECT count(*) FROM change WHERE reason = 'spoilt'").fetchone()[0]
    assert spoilt, "the copy was not made in the middle of saving"
    with opened(cut) as workspace:
        assert contents(workspace) == held
        assert workspace.check(lambda _words, _share: None, thorough=True).is_sound


def test_saving_that_was_cut_off_cannot_be_taken_back_by_a_reader_and_it_says_so(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    with opened(path) as workspace:
        for number in range(30):
            add_place(workspace, f"p{number}", 500)
    cut = cut_off_copy(path, tmp_path)
    with pytest.raises(UserFixable, match="cut off while saving") as caught:
        open_workspace(cut, read_only=True)
    assert "cut.stewardship-journal" in caught.value.remedy


def test_a_clock_far_ahead_elsewhere_does_not_drag_ours_along(tmp_path: Path) -> None:
    path = fresh(tmp_path)
    with opened(path) as workspace:
        add_place(workspace, "a")
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE change SET hlc = 9000000000000000000 WHERE entity = 'place'")
    raw_one = open_workspace(path)
    try:
        assert 0 < raw_one.last_tick < 9 * 10**18
    finally:
        raw_one.close()

"""What the program called saved survives its being killed at any moment, and nothing half-done does."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.system import Organisation
from tests.support.stores import differences, fresh, opened

KILLS = 60

# Imports once and forks a worker for each line it reads: an interpreter's start would take most of the time.
NURSERY = """
import os, sys
from pathlib import Path
from stewardship_desktop.application.commands import record
from stewardship_desktop.application.opened import open_for
from stewardship_desktop.application.runner import Author
from stewardship_desktop.domain.system import Organisation, Place

def say(text):
    os.write(1, f"{text}\\n".encode())

def count_up(writer, number, wide):
    writer.insert_many([Place(id=f"p{number}-{each}", name="x" * 200) for each in range(wide)])
    writer.update(Organisation, "o", name=str(number))
    writer.name_act("Count up")

def work(path, number):
    opened = open_for(Author("me", "Me"), path)
    if not opened.ready:
        opened.check(lambda words, share: None)
    while True:
        number += 1
        opened.act(count_up, number, 1 if number % 5 else 60).result()
        say(number)

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        work(Path(sys.argv[1]), int(line))
    say(f"child {child}")
    os.waitpid(child, 0)
    say("gone")
"""


def kept(path: Path) -> int:
    """The number that the workspace holds, once it has been found whole."""
    with opened(path) as workspace:
        findings = workspace.check(lambda _words, _share: None, thorough=True)
        assert findings.is_sound, findings.faults
        assert differences(workspace) == []
        with workspace.workspace.reading() as connection:
            number = int(connection.exec_driver_sql("SELECT name FROM organisation").scalar_one())
            places = connection.exec_driver_sql("SELECT count(*) FROM place").scalar_one()
            acts = connection.exec_driver_sql("SELECT count(*) FROM txn WHERE kind = 'act'").scalar_one()
    assert places == sum(1 if each % 5 else 60 for each in range(1, number + 1))
    assert acts == number + 1
    return number


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_at_random_nothing_called_saved_is_lost(tmp_path: Path) -> None:
    path = fresh(tmp_path, "counted")
    with opened(path) as workspace:
        workspace.act(record.add, [Organisation(id="o", name="0")]).result()
    dice = random.Random(20230316)
    said = 0
    cut_off = 0
    command = [sys.executable, "-c", NURSERY, str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    with subprocess.Popen(command, **pipes) as nursery:  # type: ignore[call-overload]
        for _ in range(KILLS):
            nursery.stdin.write(f"{said}\n")
            nursery.stdin.flush()
            child = int(nursery.stdout.readline().split()[1])
            for _ in range(dice.randint(0, 6)):
                said = int(nursery.stdout.readline())
            # Somewhere within the next act or two: this moment is what is tested.
            time.sleep(dice.random() * 0.012)
            os.kill(child, signal.SIGKILL)
            while (line := nursery.stdout.readline().strip()) != "gone":
                said = int(line)
            journal = path.with_name(path.name + "-journal")
            cut_off += journal.exists() and journal.stat().st_size > 0
            # One more may be on disk than was said: it was killed between the two.
            number = kept(path)
            assert said <= number <= said + 1
            said = number
        nursery.stdin.close()
    assert said > KILLS
    assert cut_off > 0, "no kill hit a transaction: the test looks in the wrong moment"

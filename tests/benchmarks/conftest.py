"""Each benchmark is printed beside the figure it is held to: `against(name, measured, reference, unit)`.

Run once for breakage (`--benchmark-disable`), sizes are small and nothing is held to a time: a
busy machine says nothing about the code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.large_store import make_large

LARGE = 150_000
SMALL = 600


@dataclass(frozen=True)
class Measured:
    """One line of the table at the end."""

    name: str
    value: float
    reference: float
    unit: str

    @property
    def is_ok(self) -> bool:
        """Whether what was measured keeps to its reference: no more than it."""
        return self.value <= self.reference


_table = pytest.StashKey[list[Measured]]()

Against = Callable[[str, float, float, str], None]


@pytest.fixture(scope="session")
def timed(pytestconfig: pytest.Config) -> bool:
    """Whether times are measured, not only the code tried once."""
    chosen = pytestconfig.getoption
    return bool(chosen("benchmark_enable") or not chosen("benchmark_disable"))


@pytest.fixture(scope="session")
def against(pytestconfig: pytest.Config, timed: bool) -> Against:
    """Takes a name, what was measured, its upper limit and the unit of both, for the table at the end."""
    table = pytestconfig.stash.setdefault(_table, [])

    def note(name: str, measured: float, reference: float, unit: str) -> None:
        if timed:
            table.append(Measured(name, measured, reference, unit))

    return note


@pytest.fixture(scope="session")
def changes(timed: bool) -> int:
    """How many recorded changes the large workspace has."""
    return LARGE if timed else SMALL


@pytest.fixture(scope="session")
def large(changes: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A closed workspace with many recorded changes. Copy it to write in it."""
    path = make_large(tmp_path_factory.mktemp("large") / "large.stewardship", changes)
    yield path
    path.unlink()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table: measured, reference, ok or too much."""
    table = config.stash.get(_table, [])
    if not table:
        return
    terminalreporter.section("measured against the references")
    width = max(len(line.name) for line in table)
    terminalreporter.write_line(f"{'':{width}}  {'measured':>12}  {'reference':>12}")
    for line in table:
        terminalreporter.write_line(
            f"{line.name:{width}}  {line.value:>9.1f} {line.unit:<4} {line.reference:>8.1f} {line.unit:<4}"
            f"  {'ok' if line.is_ok else 'TOO MUCH'}"
        )

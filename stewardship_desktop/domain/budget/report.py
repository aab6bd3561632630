"""The check report of one import: its outcome, as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from stewardship_desktop.domain.amount import format_number
from stewardship_desktop.domain.budget.findings import Check, Problem, plain_number
from stewardship_desktop.domain.errors import one_line


class Outcome(StrEnum):
    """What becomes of a file; `exit_status` is that of the command line."""

    ACCEPTED = "accepted"
    WITH_MISMATCHES = "accepted with mismatches"
    REFUSED = "refused"

    @property
    def exit_status(self) -> int:
        """0 accepted, 1 accepted with mismatches, 2 refused."""
        return list(Outcome).index(self)


@dataclass(frozen=True, kw_only=True)
class CheckReport:
    """`rows` counts the line rows; `checks` are those with two numbers, `problems` the rest."""

    rows: int
    checks: tuple[Check, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """Refused by any problem that refuses, else by whether a check found a mismatch."""
        if any(p.severity == "refuse" for p in self.problems):
            return Outcome.REFUSED
        return Outcome.WITH_MISMATCHES if self.mismatches else Outcome.ACCEPTED

    @property
    def mismatches(self) -> tuple[Check, ...]:
        """The checks whose figures don't agree."""
        return tuple(c for c in self.checks if c.result == "mismatch")

    def count(self, result: str) -> int:
        """How many checks came to a result."""
        return sum(c.result == result for c in self.checks)

    def with_checks(self, checks: Iterable[Check]) -> CheckReport:
        """The same report with further checks, those across files."""
        return replace(self, checks=(*self.checks, *checks))

    def with_problems(self, problems: Iterable[Problem]) -> CheckReport:
        """The same report with further problems."""
        return replace(self, problems=(*self.problems, *problems))

    def to_json(self) -> dict[str, object]:
        """The shape that `import --json` prints; figures in the file's own unit."""
        return {
            "rows": self.rows,
            "checks": [
                {
                    "check": c.check,
                    "printed": plain_number(c.printed),
                    "computed": plain_number(c.computed),
                    "difference": plain_number(c.difference),
                    "result": c.result,
                    "likely_cause": c.likely_cause,
                }
                for c in self.checks
            ],
            "problems": [problem_line(p) for p in self.problems],
        }

    def text(self, *, fine: bool = False) -> str:
        """The report for people: mismatches, rounding, what agrees (counted, listed if `fine`), problems."""
        lines = [f"{self.rows} {'line' if self.rows == 1 else 'lines'} read: {self.outcome.value}."]
        for result, title in (("mismatch", "Mismatch"), ("rounding", "Rounding"), ("ok", "Fine")):
            checks = [c for c in self.checks if c.result == result]
            lines += ["", f"{title} ({len(checks)})"]
            if result != "ok" or fine:
                lines += [_check_line(c) for c in checks]
        if self.problems:
            lines += ["", f"Also ({len(self.problems)})"]
            lines += [f"  {problem_line(p)}" for p in self.problems]
        return "\n".join(lines)


def problem_line(problem: Problem) -> str:
    """A problem in one line, with where it is."""
    where = f"Row {problem.row_no}: " if problem.row_no is not None else ""
    return one_line(f"{where}{problem.text}")


def _check_line(check: Check) -> str:
    line = (
        f"  {one_line(check.check)}: printed {format_number(check.printed)}, "
        f"computed {format_number(check.computed)}, difference {format_number(check.difference)}"
    )
    unit = f" ({check.unit})" if check.unit else ""
    return f"{line}{unit}. {one_line(check.likely_cause)}" if check.result != "ok" else f"{line}{unit}."

"""The batch verbs: example, check, import. No Qt, no display; results on standard output, messages apart."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stewardship_desktop import __version__
from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.kinds import KINDS
from stewardship_desktop.domain.budget.report import Outcome, problem_line
from stewardship_desktop.domain.errors import UserFixable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stewardship_desktop.application.runner import Author

OK, FAULTS, REFUSED = 0, 1, 2

COMMAND_LINE = "command line"
"""The author's name where nobody has said who they are."""


def run(arguments: Sequence[str]) -> int:
    """Do one verb. Returns the exit status: 0 done, 1 faults found, 2 refused with nothing written."""
    chosen = _parser().parse_args(arguments)
    try:
        status: int = chosen.verb(chosen)
    except UserFixable as error:
        say(f"{error.what} {error.remedy}".strip())
        return REFUSED
    return status


def say(words: str) -> None:
    """A message for a person, apart from the results."""
    print(words, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stewardship-desktop",
        description="Value, money and decisions of care areas in one local file. "
        "With no verb, or with a workspace, the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"Stewardship Desktop {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)

    example = verbs.add_parser("example", help="build the example workspace, without a window")
    example.add_argument("--out", type=Path, required=True, metavar="FILE", help="the workspace to make")
    example.set_defaults(verb=_example)

    check = verbs.add_parser("check", help="check a workspace: 0 sound, 1 faults, 2 not a workspace")
    check.add_argument("workspace", type=Path, metavar="WORKSPACE")
    check.set_defaults(verb=_check)

    names = [kind.name for kind in KINDS]
    importing = verbs.add_parser(
        "import", help="read a budget table into a workspace: 0 accepted, 1 with mismatches, 2 refused"
    )
    importing.add_argument("kind", choices=names, metavar="KIND", help=", ".join(names))
    importing.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX; row 1 is the header")
    importing.add_argument(
        "--workspace", type=Path, required=True, metavar="W", help="made if it does not exist"
    )
    importing.add_argument("--period", required=True, help="2020/21, 2020/21-H1 or 2022/23-M10")
    importing.add_argument(
        "--unit", required=True, choices=[unit.value for unit in Unit], help="of the money"
    )
    importing.add_argument(
        "--map", type=Path, metavar="MAP.json", help="file header to column, where not recognised"
    )
    importing.add_argument("--json", action="store_true", help="the check report as JSON")
    importing.set_defaults(verb=_import)
    return parser


def author() -> Author:
    """Who acts in a batch verb: the stored identity, else "command line"."""
    from stewardship_desktop.application.locations import settings_path
    from stewardship_desktop.application.runner import Author
    from stewardship_desktop.application.settings import Settings
    from stewardship_desktop.domain.identity import key_id

    known = Settings(settings_path()).identity
    if known is None:
        return Author(key_id("person", COMMAND_LINE), COMMAND_LINE)
    return Author(known.person_id, known.name, known.role, known.organisation)


def _example(chosen: argparse.Namespace) -> int:
    from stewardship_desktop.application.example import build_example
    from stewardship_desktop.application.locations import database_folder

    built = build_example(chosen.out, database_folder(), lambda _share, words: say(words))
    print(f"{chosen.out}: {built.organisations} organisations, {built.care_areas} care areas, "
          f"{built.service_lines} service lines, {built.figures} figures")  # fmt: skip
    return OK


def _check(chosen: argparse.Namespace) -> int:
    from stewardship_desktop.application.opened import open_for

    opened = open_for(author(), chosen.workspace, read_only=True)
    try:
        findings = opened.check(lambda _words, _share: None, thorough=True)
    finally:
        opened.close()
    for fault in findings.faults:
        print(fault)
    if findings.is_sound:
        print(f"{chosen.workspace.name} is sound.")
        return OK
    say("Go on with a backup: they lie in the folder that Settings names.")
    return FAULTS


def _import(chosen: argparse.Namespace) -> int:
    from stewardship_desktop.application.batch_import import import_file

    report = import_file(
        author(),
        chosen.workspace,
        kind=chosen.kind,
        file=chosen.file,
        period=chosen.period,
        unit=chosen.unit,
        map_file=chosen.map,
    )
    print(json.dumps(report.to_json(), ensure_ascii=False) if chosen.json else report.text())
    if report.outcome is Outcome.REFUSED:
        for problem in report.problems:
            if problem.severity == "refuse":
                say(problem_line(problem))
    return report.outcome.exit_status

"""The batch verbs: example, check, import, star, spc, rates. No Qt; results and messages apart."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from stewardship_desktop import __version__
from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.kinds import KINDS
from stewardship_desktop.domain.budget.report import Outcome, problem_line
from stewardship_desktop.domain.errors import UserFixable, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stewardship_desktop.application.runner import Author

OK, FAULTS, REFUSED, STOPPED = 0, 1, 2, 130

COMMAND_LINE = "command line"
"""The author's name where nobody has said who they are."""

STAR_WORDS = """\
Works out a portfolio problem exactly and writes priority.csv, frontier.csv,
portfolio.csv and summary.json: all four, or none if anything is wrong.

OPTIONS.csv, one option a row; row 1 has the headings, all of them required:
  id, name, people, benefit_share (0 to 1), benefit (-100 to 100),
  success (0 to 1), cost (in the budget's unit), current (0 or 1)
Further columns named row:NAME are other resources; --limit NAME=N limits one,
and without a limit it plays no part. Other columns are refused.
RULES.csv: rule, option, other, group, quantity
  must, must_not            option
  needs, both, excludes     option, other
  at_least, at_most, exactly  option, group, quantity: a row for each member
Cells that a rule doesn't use stay empty.

Numbers are plain decimals (1200, 0.12, -5). Sums and products are written
exactly; quotients whose decimals don't end (value for money, the two smooth
differences) with 34 significant digits. gain_at_same_cost and cost_at_same_gain
are read off the straight lines between convex portfolios (part funding), those
named _whole off whole portfolios; the four are null without --current, and where
the frontier has no such point. Problems too large for the exact merge (many
options with several limits) go to the HiGHS solver, point by point: that can take
long, and it can't tell apart gains within a thousand-millionth of the total.
"""

SPC_WORDS = """\
Reads series as XmR charts by the rules of NHSRplotthedots 0.2 and writes
points.csv and summary.csv: both, or none if anything is wrong.

OBSERVATIONS.csv, an observation a row; row 1 has the headings:
  series_id, date (2023-03-16), value (a plain number; empty is a gap)
OPTIONS.csv, a series a row; all but series_id may be empty or have no column:
  series_id
  improvement_direction  increase, decrease or neutral; empty is increase
  target                 a plain number
  rebase_dates           limits start again there, or at the next observation;
                         several with ; between them
  fix_after_n_points     limits from the first so many points, 12 or more
  screen_outliers        TRUE or FALSE: leave out very large moving ranges
Other columns are left aside. Means and limits are written to the last digit;
a series of one value has no limits.
"""

RATES_METHODS = ("wilson", "byar", "dsr")
RATES_WORDS = """\
Works out rates with their 95% and 99.8% intervals, a row of results for each
row of counts, or for each area: all of them, or none if anything is wrong.

  wilson  x,n       proportions of 1, Wilson's interval; x is not more than n
  byar    x,n       rates per 100,000, Byar's limits, exact Poisson under 10 events
  dsr     area,agegroup,stdpop,x,n
                    directly standardised rates per 100,000, Dobson's limits; no
                    rate for an area with under 10 events

Row 1 has the headings; other columns are left aside. x is a whole number, n and
stdpop are above 0. Numbers are plain decimals (1200, 0.5), no separators.
Nothing is hidden or rounded: look at small numbers before you pass results on.
"""


def run(arguments: Sequence[str]) -> int:
    """Do one verb. Returns the exit status: 0 done, 1 faults found, 2 refused with nothing written."""
    chosen = _parser().parse_args(arguments)
    try:
        status: int = chosen.verb(chosen)
    except KeyboardInterrupt:
        say("Stopped; nothing was written.")
        return STOPPED
    except Exception as error:  # noqa: BLE001 - told and kept, see in_words
        # Nothing that goes wrong may reach a person as a traceback; what is ours goes into the crash log.
        refusal = in_words(error)
        say(f"{refusal.what} {refusal.remedy}")
        return REFUSED
    return status


def say(words: str) -> None:
    """A message for a person in one line, apart from the results."""
    _print(one_line(words), sys.stderr)


def show(results: str) -> None:
    """Results, on standard output. Whoever reads them may stop reading; what was done stays done."""
    try:
        _print(results, sys.stdout)
    except BrokenPipeError:
        # Python would complain again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        say(f"The results can't be printed ({error.strerror}); the work itself was done.")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(words: str, stream: TextIO | None) -> None:
    if stream is None:
        # Closed by whoever started us; print() would take standard output instead.
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    print(words.encode(encoding, "backslashreplace").decode(encoding), file=stream, flush=True)


def in_words(error: Exception) -> UserFixable:
    """What a person is told of an error: its own words, the system's, or where a fault of ours is kept."""
    if isinstance(error, UserFixable):
        return error
    if isinstance(error, OSError) and error.strerror:
        where = f" ({error.filename})" if error.filename else ""
        return UserFixable(
            f"The system refused: {error.strerror}{where}.",
            "Nothing was written. Check the place and its free space, and try again.",
        )
    if isinstance(error, MemoryError):
        return UserFixable("There isn't enough memory for this.", "Close other programs and try again.")
    return UserFixable(
        f"A fault of the program ({type(error).__name__}); nothing was written.",
        f"Please report it{_kept(error)}.",
    )


def _kept(error: Exception) -> str:
    """Keep a fault of ours in the crash log; says where, "" when even that fails."""
    from stewardship_desktop.application.crash_log import CrashLog
    from stewardship_desktop.application.locations import crash_log_path

    try:
        log = CrashLog(crash_log_path())
        log.begin()
        log.write(type(error), error, error.__traceback__)
        log.end()
    except OSError:
        return ""
    return f" with {log.path}"


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
        "--map",
        type=Path,
        metavar="MAP.json",
        help='JSON {"columns": {"heading in the file": "column"}, "sheet": ..., "header_row": ...}',
    )
    importing.add_argument("--json", action="store_true", help="the check report as JSON")
    importing.set_defaults(verb=_import)

    star = verbs.add_parser(
        "star",
        help="work out the best portfolio for a budget and all efficient ones: 0 done, 2 refused",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=STAR_WORDS,
    )
    star.add_argument("--options", type=Path, required=True, metavar="OPTIONS.csv", help="one option a row")
    star.add_argument("--rules", type=Path, metavar="RULES.csv", help="what may go together")
    star.add_argument("--budget", required=True, metavar="N", help="the most that the options may cost")
    star.add_argument(
        "--limit", action="append", default=[], metavar="NAME=N", help="the most of the column row:NAME"
    )
    star.add_argument("--current", action="store_true", help="compare with the options marked as current")
    _add_results(star)
    star.set_defaults(verb=_star)

    spc = verbs.add_parser(
        "spc",
        help="read series as XmR charts: 0 done, 2 refused",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=SPC_WORDS,
    )
    spc.add_argument(
        "--observations", type=Path, required=True, metavar="OBSERVATIONS.csv", help="an observation a row"
    )
    spc.add_argument("--options", type=Path, metavar="OPTIONS.csv", help="how to read each series")
    _add_results(spc)
    spc.set_defaults(verb=_spc)

    rates = verbs.add_parser(
        "rates",
        help="work out rates with their intervals: 0 done, 2 refused",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=RATES_WORDS,
    )
    rates.add_argument("--in", dest="given", type=Path, required=True, metavar="IN.csv", help="the counts")
    rates.add_argument("--method", required=True, choices=RATES_METHODS, help="what to work out")
    rates.add_argument(
        "--out", type=Path, required=True, metavar="OUT.csv", help="the results; folders are made if need be"
    )
    rates.add_argument("--json", action="store_true", help="the outcome, or the problems, as JSON")
    rates.set_defaults(verb=_rates)
    return parser


def _add_results(verb: argparse.ArgumentParser) -> None:
    """The arguments that say where the results of a verb go."""
    verb.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder for the results, made if need be"
    )
    verb.add_argument("--json", action="store_true", help="the summary, or the problems, as JSON")


def author() -> Author:
    """Who acts in a batch verb: the stored identity, else "command line"."""
    from stewardship_desktop.application.locations import settings_path
    from stewardship_desktop.application.runner import Author
    from stewardship_desktop.application.settings import Settings
    from stewardship_desktop.domain.identity import key_id

    try:
        known = Settings(settings_path()).identity
    except OSError:
        # No folder for settings, as for a service account: nobody can have said who they are.
        known = None
    if known is None:
        return Author(key_id("person", COMMAND_LINE), COMMAND_LINE)
    return Author(known.person_id, known.name, known.role, known.organisation)


def _example(chosen: argparse.Namespace) -> int:
    from stewardship_desktop.application.example import build_example
    from stewardship_desktop.application.locations import database_folder

    built = build_example(chosen.out, database_folder(), lambda _share, words: say(words))
    show(f"{chosen.out}: {built.organisations} organisations, {built.care_areas} care areas, "
          f"{built.service_lines} service lines, {built.figures} figures")  # fmt: skip
    return OK


def _check(chosen: argparse.Namespace) -> int:
    from stewardship_desktop.application.opened import open_for
    from stewardship_desktop.store.disk import journal_path
    from stewardship_desktop.store.faults import DamagedFile

    try:
        try:
            opened = open_for(author(), chosen.workspace, read_only=True)
        except UserFixable:
            if not journal_path(chosen.workspace).exists():
                raise
            # A save was cut off; opening for writing takes it back, and then there is something to check.
            open_for(author(), chosen.workspace).close()
            opened = open_for(author(), chosen.workspace, read_only=True)
    except DamagedFile as damaged:
        show(one_line(damaged.what))
        say(damaged.remedy)
        return FAULTS
    try:
        findings = opened.check(lambda _words, _share: None, thorough=True)
    finally:
        opened.close()
    for fault in findings.faults:
        show(one_line(str(fault)))
    if findings.is_sound:
        show(one_line(f"{chosen.workspace.name} is sound."))
        return OK
    say("Go on with a backup: they lie in the folder that Settings names.")
    return FAULTS


def _import(chosen: argparse.Namespace) -> int:
    from stewardship_desktop.application.batch_import import import_file
    from stewardship_desktop.application.importing import refusal

    try:
        report = import_file(
            author(),
            chosen.workspace,
            kind=chosen.kind,
            file=chosen.file,
            period=chosen.period,
            unit=chosen.unit,
            map_file=chosen.map,
        )
    except Exception as error:  # noqa: BLE001 - told and kept, see in_words
        report = refusal(in_words(error))
    # Letters beyond ASCII are escaped, so that the JSON is right in whatever encoding the stream has.
    show(json.dumps(report.to_json()) if chosen.json else report.text())
    if report.outcome is Outcome.REFUSED:
        for problem in report.problems:
            if problem.severity == "refuse":
                say(problem_line(problem))
    return report.outcome.exit_status


def _star(chosen: argparse.Namespace) -> int:
    from stewardship_desktop.application.batch_star import StarRequest, work_out, write_answer

    request = StarRequest(
        options=chosen.options,
        rules=chosen.rules,
        budget=chosen.budget,
        limits=chosen.limit,
        current=chosen.current,
        out=chosen.out,
    )
    try:
        answer = work_out(request, say)
        write_answer(answer, chosen.out)
    except Exception as error:  # noqa: BLE001 - told and kept, see in_words
        return _refuse(error, as_json=chosen.json)
    # An id may hold a line end; it is one line all the same, and not cut, however many are chosen.
    sentence = " ".join(f"{chosen.out}: {answer.sentence()}".splitlines())
    show(answer.files()["summary.json"].rstrip() if chosen.json else sentence)
    return OK


def _spc(chosen: argparse.Namespace) -> int:
    from stewardship_desktop.application.batch_spc import SpcRequest, read_series, write_series

    request = SpcRequest(observations=chosen.observations, options=chosen.options, out=chosen.out)
    try:
        answer = read_series(request, say)
        write_series(answer, chosen.out)
    except Exception as error:  # noqa: BLE001 - told and kept, see in_words
        return _refuse(error, as_json=chosen.json)
    sentence = one_line(f"{chosen.out}: {answer.sentence()}")
    show(json.dumps({"series": answer.summary}) if chosen.json else sentence)
    return OK


def _rates(chosen: argparse.Namespace) -> int:
    from stewardship_desktop.application.batch_rates import RatesRequest, work_out_rates, write_rates
    from stewardship_desktop.exchange.rates_rows import Method

    method = Method(chosen.method)
    try:
        rows = work_out_rates(RatesRequest(given=chosen.given, method=method, out=chosen.out), say)
        write_rates(method, rows, chosen.out)
    except Exception as error:  # noqa: BLE001 - told and kept, see in_words
        return _refuse(error, as_json=chosen.json)
    counted = f"{len(rows)} {'rate' if len(rows) == 1 else 'rates'}"
    show(json.dumps({"rates": len(rows)}) if chosen.json else one_line(f"{chosen.out}: {counted}"))
    return OK


def _refuse(error: Exception, *, as_json: bool) -> int:
    """Tell what kept a verb from its results, a problem a line, and as JSON too where that was asked for."""
    from stewardship_desktop.application.batch_star import BadInputError
    from stewardship_desktop.exchange.star_cells import CellProblem

    if isinstance(error, BadInputError):
        problems = [(problem.line(), problem.to_json()) for problem in error.problems]
    else:
        refusal = in_words(error)
        words = f"{refusal.what} {refusal.remedy}"
        problems = [(words, CellProblem(file="", text=words).to_json())]
    if as_json:
        show(json.dumps({"problems": [found for _, found in problems]}))
    for line, _ in problems:
        say(line)
    return REFUSED

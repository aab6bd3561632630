"""The SPC engine without a window: one or two files in, two files out, both of them or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from stewardship_desktop.application.batch_star import BadInputError
from stewardship_desktop.application.result_files import refuse_odd_folder, write_files
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.spc.engine import Analysis, Options, analyse
from stewardship_desktop.domain.spc.outcome import PointType
from stewardship_desktop.exchange.spc_answers import points_text, summary_rows, summary_text
from stewardship_desktop.exchange.spc_input import OptionsFile, read_observations, read_options

NAMES = ("points.csv", "summary.csv")

Tell = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class SpcRequest:
    """What was asked for. Without `options` every series is read with increase as better and no target."""

    observations: Path
    options: Path | None
    out: Path


@dataclass(frozen=True, kw_only=True)
class SpcAnswer:
    """What was read, by series in order of first appearance, and the rows of the summary."""

    analyses: Mapping[str, Analysis]
    summary: list[dict[str, str]]

    def sentence(self) -> str:
        """The answer in one line."""
        points = sum(len(analysis.dates) for analysis in self.analyses.values())
        changed = sum(1 for row in self.summary if row["variation"] not in ("", PointType.COMMON.value))
        return (
            f"{len(self.analyses):,} series, {points:,} {'point' if points == 1 else 'points'}; "
            f"{changed:,} with a real change at the end"
        )


def read_series(request: SpcRequest, tell: Tell) -> SpcAnswer:
    """Read the files and analyse every series; writes nothing.

    `tell` gets remarks on how the files were read. Raises BadInputError for what is wrong with the input
    and `UserFixable` where `out` is no folder.
    """
    refuse_odd_folder(request.out, NAMES, (request.observations, request.options))
    given = read_observations(request.observations)
    chosen = OptionsFile() if request.options is None else read_options(request.options, given.series)
    problems = [*given.problems, *chosen.problems]
    if problems:
        raise BadInputError(problems)
    for note in (*given.notes, *chosen.notes):
        tell(note)
    analyses: dict[str, Analysis] = {}
    for series_id, series in given.series.items():
        options = chosen.options.get(series_id, Options())
        analyses[series_id] = analyse(series.dates, series.values, options)
        for day in options.rebase_dates:
            if day not in series.rows:
                start = min((each for each in series.dates if each > day), default=None)
                what = (
                    "waits for an observation: there is none so late"
                    if start is None
                    else f"starts at the next observation, of {date_words(start)}"
                )
                tell(f"{series_id}: the rebase on {date_words(day)} {what}.")
    return SpcAnswer(analyses=analyses, summary=summary_rows(analyses))


def write_series(answer: SpcAnswer, out: Path) -> None:
    """Write points.csv and summary.csv, both or none. Raises `UserFixable` where they can't be written."""
    texts = (points_text(answer.analyses), summary_text(answer.summary))
    write_files(dict(zip(NAMES, texts, strict=True)), out)

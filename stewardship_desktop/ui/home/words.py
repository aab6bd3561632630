"""The sentences of the Home room's cards. Plain values in, plain text out."""

from __future__ import annotations

from stewardship_desktop.domain.amount import Unit, format_money
from stewardship_desktop.domain.care_area import CareAreaState
from stewardship_desktop.store.queries.home import (
    AreaHome,
    CohortLine,
    MappedResources,
    ProgrammeHome,
    ValueCounts,
)


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 line", "2 lines"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def resources_figure(resources: MappedResources) -> tuple[str, str, str]:
    """(value, unit, second line) of the resources card. No figure is shown where there is none."""
    lines = count(resources.main_lines, "main line")
    others = f", {resources.contributing_lines} contributing" if resources.contributing_lines else ""
    if resources.main_pence is not None:
        value = format_money(resources.main_pence, Unit.MILLION)
        return value, "mapped", f"{lines}{others}; budget book {resources.book}"
    if not resources.main_lines and not resources.contributing_lines:
        return "None", "mapped", "Map the service lines that serve this area"
    if not resources.book:
        return (
            lines.split()[0],
            "main lines" if resources.main_lines != 1 else "main line",
            "No budget book yet",
        )
    return "No figure", "", f"{lines}{others} without a figure in {resources.book}"


def value_figure(value: ValueCounts) -> tuple[str, str, str]:
    """(value, unit, second line) of the value framework's card."""
    if not value.outcomes:
        return "None", "agreed", "Say what value means in three columns"
    metrics = sum(number for _, number in value.metrics)
    columns = ", ".join(f"{number} {column.value}" for column, number in value.metrics)
    return str(metrics), "metric" if metrics == 1 else "metrics", columns


def dashboard_figure(value: ValueCounts, standing: str) -> tuple[str, str, str]:
    """(value, unit, second line) of the dashboard's card. `standing` says how the charts stand."""
    if not value.priorities:
        return "None", "to watch", "Choose three to nine priority metrics"
    unit = "priority metric" if value.priorities == 1 else "priority metrics"
    return str(value.priorities), unit, standing


def scope_figure(home: AreaHome) -> tuple[str, str, str]:
    """(value, unit, second line) of the scope card."""
    if not home.scope_in and not home.scope_out:
        return "None", "agreed", "Say what is in and what is out, and why"
    return str(home.scope_in), "in scope", f"{home.scope_out} out of scope"


def requests_figure(home: AreaHome) -> tuple[str, str, str]:
    """(value, unit, second line) of the data requests card."""
    if not home.open_requests and not home.received_requests:
        return "None", "asked for", "Ask early: data packs came late before"
    late = f"{home.overdue_requests} overdue, " if home.overdue_requests else ""
    return str(home.open_requests), "open", f"{late}{home.received_requests} received"


def specification_figure(home: AreaHome) -> tuple[str, str, str]:
    """(value, unit, second line) of the specification card."""
    asked = sum(part.questions for part in home.parts)
    if not asked:
        return "None", "asked", "The programme has set no questions yet"
    complete = sum(part.complete for part in home.parts)
    unsourced = sum(part.unsourced for part in home.parts)
    second = f"{unsourced} answered without a source" if unsourced else "in its five parts"
    return f"{complete} of {asked}", "questions complete", second


def state_word(state: CareAreaState | None) -> str:
    """A state in a word."""
    return "no status" if state is None else state.value


def programme_line(home: ProgrammeHome) -> str:
    """The line under the programme's title."""
    if not home.areas:
        return "No care area yet"
    states = ", ".join(f"{number} {state_word(state)}" for state, number in home.by_state)
    return f"{count(home.areas, 'care area')}: {states}"


def cohort_title(line: CohortLine) -> str:
    """ "Cohort 1, 2021/22"."""
    if line.cohort is None:
        return "No cohort"
    return f"Cohort {line.cohort}, {line.year}" if line.year else f"Cohort {line.cohort}"


def cohort_states(line: CohortLine) -> str:
    """ "5 active, 1 paused"."""
    return ", ".join(f"{number} {state_word(state)}" for state, number in line.by_state)

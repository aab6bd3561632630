"""Acts on a care area that mean more than setting a field: status, answers, adoption, blueprints, data.

Plain edits of single fields are `commands.record`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from stewardship_desktop.domain.care_area import (
    AdoptionState,
    Blueprint,
    BlueprintSource,
    CareArea,
    CareAreaState,
    CareAreaStatus,
    DataQuality,
    DataRequest,
    Objective,
    SpecificationAnswer,
    SpecificationPrompt,
    Standard,
    StandardAdoption,
    SubPathway,
)
from stewardship_desktop.domain.due import current_status
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.period import Period
from stewardship_desktop.domain.record import first_line
from stewardship_desktop.domain.specification import is_answered
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.store.writer import Writer


@dataclass(frozen=True, kw_only=True)
class NewStatus:
    """A step to add to a care area's status history."""

    state: CareAreaState
    since: date
    since_words: str = ""
    reason: str = ""
    review_on: date | None = None
    interim_lead_role: str = ""
    source: str = ""


def add_care_areas(writer: Writer, rows: Sequence[Mapping[str, Any]], today: date) -> list[str]:
    """Add care areas from field values (`name` and any other field of CareArea), all or none.

    Each gets the next number unless it has one, and the status "proposed" from `today`. Returns
    their ids. Raises UserFixable for a name that another area has already.
    """
    areas = writer.all(CareArea)
    taken = {_plain(name): area for area in areas for name in (area.name, *area.also_called)}
    live = {area.id for area in areas}
    number = max((area.number or 0 for area in areas), default=0)
    made = []
    for row in rows:
        values = {name: value for name, value in row.items() if value is not None}
        name = str(values.pop("name", "")).strip()
        other = taken.get(_plain(name)) if name else None
        if other is not None:
            raise UserFixable(
                f"{name} is here already, as care area {other.name}.", "Open that one, or use another name."
            )
        if "number" not in values:
            number += 1
            values["number"] = number
        number = max(number, int(values["number"]))
        row_id = CareArea.id_for(name)
        # An area that was renamed keeps the id of its first name, so that one may be in use.
        area = CareArea(id=new_id() if row_id in live else row_id, name=name, **values)
        taken[_plain(name)] = area
        live.add(area.id)
        made.append(area)
    writer.insert_many(made)
    writer.insert_many(
        [
            CareAreaStatus(
                id=new_id(), scope=area.id, care_area_id=area.id, state=CareAreaState.PROPOSED, since=today
            )
            for area in made
        ]
    )
    what = f"care area {made[0].name}" if len(made) == 1 else f"{len(made)} care areas"
    writer.name_act(f"Add {what}")
    return [area.id for area in made]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


_VERBS = {
    CareAreaState.PROPOSED: "Propose",
    CareAreaState.IN_TRAINING: "Start training of",
    CareAreaState.ACTIVE: "Activate",
    CareAreaState.PAUSED: "Pause",
    CareAreaState.CLOSED: "Close",
}


def change_status(writer: Writer, care_area_id: str, status: NewStatus) -> str:
    """Add a step to the status history, which stays whole. Returns the step's id.

    A pause or a closing needs a reason. Raises UserFixable when the area is in that state already
    at that date, since nothing would change.
    """
    area = writer.get(CareArea, care_area_id)
    if status.state in (CareAreaState.PAUSED, CareAreaState.CLOSED) and not status.reason.strip():
        what = "pause" if status.state is CareAreaState.PAUSED else "closing"
        raise UserFixable(f"The {what} of {area.name} has no reason.", "Say why in a sentence.")
    history = writer.all(CareAreaStatus, care_area_id=care_area_id)
    before = current_status([step for step in history if step.since <= status.since], status.since)
    if before is not None and before.state is status.state:
        since = before.since_words or date_words(before.since)
        raise UserFixable(
            f"{area.name} is {status.state.value} already, since {since}.",
            "Change that step in the status history, or choose another status.",
        )
    step = CareAreaStatus(
        id=new_id(),
        scope=care_area_id,
        care_area_id=care_area_id,
        position=max((each.position for each in history if each.since == status.since), default=-1) + 1,
        **vars(status),
    )
    writer.insert(step)
    resumed = before is not None and before.state is CareAreaState.PAUSED
    verb = "Resume" if resumed and status.state is CareAreaState.ACTIVE else _VERBS[status.state]
    writer.name_act(f"{verb} {area.name}")
    return step.id


def answer_prompt(writer: Writer, care_area_id: str, prompt_id: str, values: Mapping[str, Any]) -> None:
    """Set fields of an answer to a question; the answer is made, or goes when nothing is left in it.

    `values` are fields of SpecificationAnswer in their own types.
    """
    prompt = writer.get(SpecificationPrompt, prompt_id)
    writer.get(CareArea, care_area_id)
    answer_id = SpecificationAnswer.id_for(care_area_id, prompt_id)
    before = writer.find(SpecificationAnswer, answer_id)
    empty = SpecificationAnswer(
        id=answer_id, scope=care_area_id, care_area_id=care_area_id, prompt_id=prompt_id
    )
    after = replace(before or empty, **values)
    if before is None:
        if after == empty:
            return
        writer.insert(after)
    elif not is_answered(after) and not after.source.strip():
        writer.delete(SpecificationAnswer, answer_id)
    else:
        writer.update(SpecificationAnswer, answer_id, **values)
    writer.name_act(f"Answer {first_line(prompt.prompt, 40)!r}")


def set_adoption(
    writer: Writer, standard_id: str, organisation_id: str, state: AdoptionState, as_at: date | None
) -> None:
    """Say how far an organisation has adopted a standard; "not asked yet" without a note takes it away."""
    standard = writer.get(Standard, standard_id)
    organisation = writer.get(Organisation, organisation_id)
    row_id = StandardAdoption.id_for(standard_id, organisation_id)
    before = writer.find(StandardAdoption, row_id)
    if state is AdoptionState.NOT_ASKED and (before is None or not before.note):
        if before is not None:
            writer.delete(StandardAdoption, row_id)
    elif before is not None:
        writer.update(StandardAdoption, row_id, state=state, as_at=as_at)
    else:
        writer.insert(
            StandardAdoption(
                id=row_id, scope=standard.scope, standard_id=standard_id, organisation_id=organisation_id,
                state=state, as_at=as_at,
            )
        )  # fmt: skip
    name = organisation.short_name or organisation.name
    writer.name_act(f"Set {standard.name} at {name}: {state.value}")


def start_blueprint(writer: Writer, care_area_id: str, year: str, *, from_year: str = "") -> str:
    """Begin the blueprint of a financial year, blank or from an earlier year's texts and sources.

    Returns its id. What was agreed before is not agreed anew: the date stays open. Raises
    UserFixable when `year` isn't a financial year, is there already, or `from_year` isn't there.
    """
    area = writer.get(CareArea, care_area_id)
    period = Period.parse(year)
    if not period.is_whole_year:
        raise UserFixable(f"'{year}' isn't a whole financial year.", "Type it as 2024/25.")
    wanted = period.year_text
    row_id = Blueprint.id_for(care_area_id, wanted)
    if writer.find(Blueprint, row_id) is not None:
        raise UserFixable(
            f"{area.name} has a blueprint for {wanted} already.", "Open it, or type another year."
        )
    made = Blueprint(id=row_id, scope=care_area_id, care_area_id=care_area_id, year=wanted)
    sources: list[BlueprintSource] = []
    if from_year:
        earlier = writer.get(Blueprint, Blueprint.id_for(care_area_id, from_year))
        made = replace(earlier, id=row_id, year=wanted, agreed_on=None)
        sources = [
            replace(source, id=new_id(), blueprint_id=row_id)
            for source in writer.all(BlueprintSource, blueprint_id=earlier.id)
        ]
    writer.insert_many([made, *sources])
    writer.name_act(f"Start blueprint {wanted}" + (f" from {from_year}" if from_year else ""))
    return row_id


def receive_data(
    writer: Writer, request_id: str, received_on: date, quality: DataQuality, note: str | None = None
) -> None:
    """Note that requested data came, and how good it is. `note` None keeps the note there is."""
    request = writer.get(DataRequest, request_id)
    values: dict[str, Any] = {"received_on": received_on, "quality": quality}
    if note is not None:
        values["note"] = note
    writer.update(DataRequest, request_id, **values)
    writer.name_act(f"Receive {request.display_name}")


def add_questions(writer: Writer, prompts: Sequence[SpecificationPrompt]) -> int:
    """Add questions to the specification; those that are here stay as they are. Returns how many are new."""
    here = {prompt.id for prompt in writer.all(SpecificationPrompt)}
    new = [prompt for prompt in prompts if prompt.id not in here]
    writer.insert_many(new)
    writer.name_act(f"Add {len(new)} specification questions")
    return len(new)


def move(writer: Writer, record_type: type[Objective] | type[SubPathway], row_id: str, by: int) -> None:
    """Move an objective or a pathway up (`by` -1) or down (1) in its care area's list."""
    record = writer.get(record_type, row_id)
    order = sorted(
        writer.all(record_type, care_area_id=record.care_area_id), key=lambda each: (each.position, each.id)
    )
    at = next(place for place, each in enumerate(order) if each.id == row_id)
    order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
    for place, each in enumerate(order, 1):
        writer.update(record_type, each.id, position=place)
    writer.name_act(f"Move {record.display_name} {'up' if by < 0 else 'down'}")

"""Acts on a session's weighted criteria: where the set comes from, its criteria, weights and scores.

A session has a set of its own, so that a weight changed in one room moves no other room's result.
A locked session refuses every act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.commands.star import open_session
from stewardship_desktop.application.criteria_templates import CriteriaTemplate
from stewardship_desktop.domain.criteria_set import CriteriaSet, Criterion, CriterionScore
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.star.session import BenefitScale, StarOption, StarSession
from stewardship_desktop.domain.weighted_criteria import WHOLE, check_criteria, check_number, in_tenths
from stewardship_desktop.store.writer import Writer


def use_template(writer: Writer, session_id: str, template: CriteriaTemplate) -> str:
    """Give the session a copy of a ready set and score by it. Returns the set's id."""
    session = open_session(writer, session_id)
    made = CriteriaSet(id=new_id(), scope=session.scope, name=template.name, source=template.source)
    criteria = [
        Criterion(
            id=new_id(), scope=session.scope, criteria_set_id=made.id, name=each.name, detail=each.detail,
            weight=each.weight, low=each.low, middle=each.middle, high=each.high, position=place,
        )
        for place, each in enumerate(template.criteria, 1)
    ]  # fmt: skip
    writer.insert_many([made, *criteria])
    _take(writer, session, made.id)
    writer.name_act(f"Score {session.name} by {template.name[0].lower()}{template.name[1:]}")
    return made.id


def start_criteria(writer: Writer, session_id: str, name: str) -> str:
    """Give the session a set of one criterion, which has the whole weight. Returns the set's id."""
    session = open_session(writer, session_id)
    made = CriteriaSet(id=new_id(), scope=session.scope, name=f"Criteria of {session.name}")
    first = Criterion(
        id=new_id(), scope=session.scope, criteria_set_id=made.id, name=name.strip(), weight=Decimal(WHOLE),
        position=1,
    )  # fmt: skip
    writer.insert_many([made, first])
    _take(writer, session, made.id)
    writer.name_act(f"Score {session.name} by criteria")
    return made.id


def _take(writer: Writer, session: StarSession, set_id: str) -> None:
    """Score by a new set; one that the session had before goes with its scores."""
    before = session.criteria_set_id
    writer.update(StarSession, session.id, criteria_set_id=set_id, benefit_scale=BenefitScale.CRITERIA)
    if before is not None:
        writer.delete(CriteriaSet, before)


def add_criterion(writer: Writer, session_id: str, name: str) -> str:
    """Add a criterion without weight: the others keep theirs until the group weighs anew. Returns its id."""
    session = open_session(writer, session_id)
    here = _criteria(writer, session)
    check_number(len(here) + 1)
    if any(_plain(each.name) == _plain(name) for each in here):
        raise UserFixable(f"There is a criterion {name.strip()} already.", "Use another name.")
    made = Criterion(
        id=new_id(), scope=session.scope, criteria_set_id=_set_id(session), name=name.strip(),
        weight=Decimal(WHOLE if not here else 0),
        position=max((each.position for each in here), default=0) + 1,
    )  # fmt: skip
    writer.insert(made)
    writer.name_act(f"Add criterion {made.name}")
    return made.id


def edit_criteria(writer: Writer, session_id: str, edits: Sequence[record.FieldEdit]) -> None:
    """Set names, details and the words of bands. Weights are set all at once by `set_weights`."""
    open_session(writer, session_id)
    if any(each.record_type is not Criterion or each.field == "weight" for each in edits):
        raise UserFixable("A weight can't be set alone.", "Set all weights together; they sum to 100.")
    record.edit(writer, edits)


def remove_criterion(writer: Writer, session_id: str, criterion_id: str) -> None:
    """Remove a criterion with its scores; the weights of the rest grow in proportion, to 100.

    Raises UserFixable for the last one.
    """
    session = open_session(writer, session_id)
    gone = writer.get(Criterion, criterion_id)
    rest = [each for each in _criteria(writer, session) if each.id != criterion_id]
    if not rest:
        raise UserFixable("This is the only criterion.", "Add another first, or score on one scale.")
    total = Fraction(sum(each.weight for each in rest))
    even = Fraction(WHOLE, len(rest))
    weights = in_tenths({each.id: Fraction(each.weight) * WHOLE / total if total else even for each in rest})
    writer.delete(Criterion, criterion_id)
    writer.update_many(Criterion, {key: {"weight": weight} for key, weight in weights.items()})
    writer.name_act(f"Remove criterion {gone.name}")


def set_weights(writer: Writer, session_id: str, weights: Mapping[str, Decimal]) -> None:
    """Set the weight of every criterion, in per cent. Raises UserFixable unless they sum to 100."""
    session = open_session(writer, session_id)
    here = _criteria(writer, session)
    check_criteria([replace(each, weight=weights.get(each.id, each.weight)) for each in here])
    writer.update_many(
        Criterion, {each.id: {"weight": weights[each.id]} for each in here if each.id in weights}
    )
    writer.name_act("Set the weights of the criteria")


def set_score(
    writer: Writer, session_id: str, option_id: str, criterion_id: str, values: Mapping[str, Any]
) -> None:
    """Set the score (0 to 10) of an option against a criterion, or its reason; a score of None takes it away.

    Raises UserFixable for a reason before there is a score.
    """
    session = open_session(writer, session_id)
    option, criterion = writer.get(StarOption, option_id), writer.get(Criterion, criterion_id)
    row_id = CriterionScore.id_for(criterion_id, option_id)
    before = writer.find(CriterionScore, row_id)
    score = values.get("score", None if before is None else before.score)
    reason = str(values.get("reason", before.reason if before is not None else ""))
    if score is None:
        if "score" not in values:
            raise UserFixable(f"{criterion.name} has no score yet.", "Score it first, then say why.")
        if before is not None:
            writer.delete(CriterionScore, row_id)
    else:
        writer.put(
            CriterionScore(
                id=row_id, scope=session.scope, criterion_id=criterion_id, subject_id=option_id,
                score=Decimal(score), reason=reason,
            )
        )  # fmt: skip
    writer.name_act(f"Score {option.name} by {criterion.name}")


def _criteria(writer: Writer, session: StarSession) -> list[Criterion]:
    here = writer.all(Criterion, criteria_set_id=_set_id(session))
    return sorted(here, key=lambda each: (each.position, each.id))


def _set_id(session: StarSession) -> str:
    if session.criteria_set_id is None:
        raise UserFixable(f"{session.name} has no criteria.", "Take the investment matrix or begin a set.")
    return session.criteria_set_id


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()

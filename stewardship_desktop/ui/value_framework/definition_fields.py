"""The fields that say exactly what a metric counts, for a correction, a new definition and a new metric.

Which of them are asked depends on the scale: a grade has levels, a rate has a denominator.
"""

from __future__ import annotations

from typing import Any

from stewardship_desktop.domain.value_framework import COUNTED, MetricDefinition, Scale
from stewardship_desktop.ui.record_values import blank_to_default
from stewardship_desktop.ui.value_framework.wording import SCALES
from stewardship_desktop.ui.widgets import Field, PropertyForm
from stewardship_desktop.ui.widgets.typed_text import Unreadable

NEEDS_LEVELS = "A grade needs its levels, from the worst to the best. Type them as E; D; C; B; A."
_PER = {Scale.RATE: 100_000, Scale.RATIO: 100, Scale.PROPORTION: 100}
_UNITS = {Scale.PROPORTION: "%", Scale.MONEY: "£"}


def read_levels(text: str) -> tuple[str, ...] | None:
    """Levels typed with semicolons or commas between them; None for blank. Unreadable for one alone."""
    parts = tuple(" ".join(part.split()) for part in text.replace(",", ";").split(";") if part.strip())
    if not parts:
        return None
    if len(parts) < 2 or len(set(parts)) != len(parts):
        raise Unreadable(NEEDS_LEVELS if len(parts) < 2 else "A level is there twice. Type each level once.")
    return parts


DEFINITION = Field(
    "definition", "What is counted", "long", lines=2, help="So exactly that two people would count the same"
)
SCALE = Field("scale", "What a value is", "choice", required=True, choices=list(SCALES.items()))
UNIT = Field("unit", "Unit", help="What stands behind a value: minutes, patients, £ thousand")
NUMERATOR = Field("numerator", "Numerator", "long", lines=2, help="What is counted: the part")
DENOMINATOR = Field("denominator", "Denominator", "long", lines=2, help="What it is a part of, or is for")
DECIMALS = Field("decimals", "Decimals shown", "integer", required=True)
PER = Field("per", "Per", "integer", help="A rate is per so many people: 1,000 or 100,000; a ratio times 100")
LEVELS = Field(
    "levels", "Levels", parse=read_levels, format="; ".join, help="From the worst to the best: E; D; C; B; A"
)
FIELDS = (DEFINITION, SCALE, UNIT, NUMERATOR, DENOMINATOR, DECIMALS, PER, LEVELS)
"""In pairs for a form of two columns."""
SCALE_UNIT = ("scale", "per", "levels")
"""Fields that mean something together only."""


def asked_for(scale: Scale) -> frozenset[str]:
    """The keys of the fields that a scale leaves to be asked."""
    wanted = {"definition", "scale"}
    if scale is Scale.ORDINAL:
        return frozenset(wanted | {"levels"})
    wanted |= {"unit", "decimals"}
    if scale in COUNTED:
        wanted |= {"numerator", "denominator"}
    if scale in (Scale.RATE, Scale.RATIO):
        wanted |= {"per"}
    return frozenset(wanted)


def fit_to_scale(form: PropertyForm, scale: Scale) -> None:
    """Show those fields of a form that a scale asks for, and leave its other fields alone."""
    wanted, own = asked_for(scale), {field.key for field in FIELDS}
    for key, row in form.rows.items():
        if key in own:
            row.setHidden(key not in wanted)


def scale_of(form: PropertyForm) -> Scale:
    """The scale that is chosen in a form now, saved or not."""
    return Scale(form.rows["scale"].typed())


def typed_scale(form: PropertyForm) -> dict[str, Any]:
    """Scale, per and levels as typed, those that don't belong to the scale at their blank.

    Unreadable, shown at its field, for text that can't be read and for a grade without levels.
    """
    scale = scale_of(form)
    wanted = asked_for(scale)
    levels = form.rows["levels"].typed() if "levels" in wanted else None
    if scale is Scale.ORDINAL and not levels:
        form.show_error("levels", NEEDS_LEVELS)
        raise Unreadable(NEEDS_LEVELS)
    form.show_error("levels", "")
    per = form.rows["per"].typed() if "per" in wanted and "per" in form.rows else None
    return {"scale": scale, "per": per or _PER.get(scale, 1), "levels": tuple(levels or ())}


def typed_definition(form: PropertyForm) -> dict[str, Any]:
    """All fields of a definition as typed in a form that is sent at its end. Unreadable as `typed_scale`."""
    values = typed_scale(form)
    scale: Scale = values["scale"]
    wanted = asked_for(scale)
    for key, row in form.rows.items():
        if key in {field.key for field in FIELDS} and key not in SCALE_UNIT:
            value = row.typed() if key in wanted else None
            values[key] = blank_to_default(MetricDefinition, key, value)
    if not values.get("unit"):
        values["unit"] = _UNITS.get(scale, "")
    return values


def shown_definition(definition: MetricDefinition) -> dict[str, Any]:
    """The values of the fields for a form; blanks as None."""
    values: dict[str, Any] = {field.key: getattr(definition, field.key) or None for field in FIELDS}
    return {**values, "decimals": definition.decimals, "scale": definition.scale}

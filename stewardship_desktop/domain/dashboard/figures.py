"""A metric's numbers as text in its own unit, and typed text as a value of it.

Nothing is guessed: a text that could mean two things is refused with what to type instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from stewardship_desktop.domain.amount import read_number, short_money
from stewardship_desktop.domain.chart.number import Number, NumberFormat, NumberStyle, exact
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import LARGEST_VALUE, Observation, Qualifier
from stewardship_desktop.domain.value_framework import COUNTED, MetricDefinition, Scale

NO_VALUE = "no value"

_QUALIFIERS = {
    Qualifier.ABOUT: ("about", "around", "approximately", "approx", "approx.", "circa", "c.", "c", "~"),
    Qualifier.OVER: ("over", "more than", "above", "at least", ">", ">=", "\u2265"),
    Qualifier.UNDER: ("under", "less than", "fewer than", "below", "up to", "at most", "<", "<=", "\u2264"),
}
_WORDS = {word: qualifier for qualifier, words in _QUALIFIERS.items() for word in words}
_LEADING = re.compile(
    "(" + "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True)) + r")\s*(?=[\d£(\-])",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(?P<top>[^/]+?)\s*(?:/|\bof\b|\bout of\b)\s*(?P<base>[^/]+)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class TypedValue:
    """What a typed text says of one value; all None or blank for an empty one."""

    value: Decimal | None = None
    level: str = ""
    qualifier: Qualifier = Qualifier.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return self.value is None and not self.level


def number_format(definition: MetricDefinition) -> NumberFormat:
    """How a chart writes this metric's numbers."""
    if definition.scale is Scale.MONEY:
        return NumberFormat(style=NumberStyle.POUNDS, decimals=min(definition.decimals, 2))
    if definition.scale is Scale.PROPORTION:
        return NumberFormat(style=NumberStyle.PERCENT, decimals=definition.decimals)
    return NumberFormat(decimals=definition.decimals, unit=unit_words(definition))


def unit_words(definition: MetricDefinition) -> str:
    """What stands behind a number: "patients", "per 100,000"; blank for per cent and money."""
    if definition.scale in (Scale.PROPORTION, Scale.MONEY, Scale.ORDINAL):
        return ""
    if definition.scale is Scale.RATE:
        return f"per {definition.per:,}" + (f" {definition.unit}" if definition.unit else "")
    return definition.unit


def shown(
    definition: MetricDefinition,
    value: Number | None,
    *,
    level: str = "",
    qualifier: Qualifier = Qualifier.EXACT,
    with_unit: bool = True,
) -> str:
    """A value for people: "about 1,000 patients", "81.4%", "£1.83m", "grade B"; NO_VALUE for none."""
    if level:
        return level
    if value is None:
        return NO_VALUE
    if definition.scale is Scale.MONEY:
        said = short_money(exact(value))
    else:
        said = number_format(definition).text(value)
        unit = unit_words(definition)
        said += f" {_of_one(unit) if said == '1' else unit}" if with_unit and unit else ""
    return f"{qualifier.value} {said}" if qualifier.value else said


def value_bounds(
    definition: MetricDefinition, values: Iterable[Decimal | None]
) -> tuple[int | None, int | None]:
    """What values can be: a per cent from 0 to 100, a count or a rate from 0. A metric that has `values`
    below 0 has no such end."""
    if definition.scale is Scale.PROPORTION:
        return 0, 100
    if definition.scale in (Scale.MONEY, Scale.ORDINAL):
        return None, None
    return (None if any(value is not None and value < 0 for value in values) else 0), None


def _of_one(unit: str) -> str:
    """The unit behind a single one: "patients" -> "patient", "calls per month" -> "call per month"."""
    first, _, rest = unit.partition(" ")
    single = first[:-1] if first.endswith("s") and not first.endswith("ss") else first
    return f"{single} {rest}".strip()


def shown_observation(definition: MetricDefinition, each: Observation, *, with_unit: bool = True) -> str:
    """The value of an observation as `shown`, its small numbers not hidden."""
    return shown(definition, each.value, level=each.level, qualifier=each.qualifier, with_unit=with_unit)


def worked_out(
    definition: MetricDefinition, numerator: Decimal | None, denominator: Decimal | None
) -> Decimal | None:
    """The value that counts make: a per cent, a rate per so many, a ratio. None where they make none."""
    if numerator is None or denominator is None or definition.scale not in COUNTED:
        return None
    per = 100 if definition.scale is Scale.PROPORTION else definition.per
    return numerator * per / denominator


def refuse_odd_counts(
    definition: MetricDefinition, numerator: Decimal | None, denominator: Decimal | None
) -> None:
    """Raise UserFixable where counts, or one event more, make more than a value can be, or a chart can draw.

    A denominator of nought or less is for the record itself to refuse.
    """
    if denominator is None or denominator <= 0:
        return
    made = worked_out(definition, max(numerator or Decimal(0), Decimal(1)), denominator)
    if made is not None and made > LARGEST_VALUE:
        raise UserFixable(
            f"The denominator {denominator:f} is too small.", "Check the noughts of both counts."
        )


def read_value(definition: MetricDefinition, text: str) -> TypedValue:
    """Read what somebody typed or pasted for one value.

    "81.4", "81.4%", "about 1,000", ">8000", "under 100", "612/750" (where the metric is counted), "B" for
    a grade, "£1.2m". Raises UserFixable for anything else.
    """
    said = " ".join(text.split())
    if not said:
        return TypedValue()
    if definition.scale is Scale.ORDINAL:
        return TypedValue(level=_level(definition, said))
    if definition.scale in COUNTED and (found := _FRACTION.fullmatch(said)) and _has_counts(found):
        return _counted(definition, said, found)
    qualifier = Qualifier.EXACT
    if leading := _LEADING.match(said):
        qualifier = _WORDS[leading[1].casefold()]
        said = said[leading.end() :].strip()
    value = _plain(definition, _without_unit(definition, said))
    if definition.scale is Scale.PROPORTION and not 0 <= value <= 100:
        words = "more than 100 per cent" if value > 0 else "below 0 per cent"
        raise UserFixable(f"'{said}' is {words}.", "Type a per cent from 0 to 100, or the counts as 612/750.")
    if definition.scale in COUNTED and value < 0:
        raise UserFixable(f"'{said}' is below 0, and what is counted can't be.", "Type 0 or more.")
    if abs(value) > LARGEST_VALUE:
        raise UserFixable(f"'{said}' is too large for a value.", "Check its noughts.")
    return TypedValue(value=value, qualifier=qualifier)


def refuse_share(definition: MetricDefinition, text: str, typed: TypedValue) -> None:
    """Raise UserFixable where a per cent may be meant as a share of 1, as 0.814 for 81.4%.

    A spreadsheet keeps a per cent so, and copies it so where its cells aren't formatted as one.
    """
    if may_be_share(definition, text, typed):
        said, times = text.strip(), f"{as_per_cent(typed).value:f}"
        raise UserFixable(
            f"'{said}' can mean {typed.value:f}% or {times}%.", f"Type {times} or {typed.value:f}%."
        )


def may_be_share(definition: MetricDefinition, text: str, typed: TypedValue) -> bool:
    """Whether a text gives a per cent above 0 and up to 1 without saying that it is one."""
    return (
        definition.scale is Scale.PROPORTION and "%" not in text and typed.numerator is None
        and typed.value is not None and 0 < typed.value <= 1
    )  # fmt: skip


def as_per_cent(share: TypedValue) -> TypedValue:
    """A share of 1 as the per cent that it is."""
    value = None if share.value is None else Decimal(f"{(share.value * 100).normalize():f}")
    return TypedValue(value=value, qualifier=share.qualifier)


def says_nothing(definition: MetricDefinition, text: str) -> bool:
    """Whether a text says that there is no value, as "-" and "n/a" do where they are no grade."""
    if text.casefold() in {level.casefold() for level in definition.levels}:
        return False
    try:
        return bool(read_number(text).nil_mark)
    except UserFixable:
        return False


def _has_counts(found: re.Match[str]) -> bool:
    """Whether there is a digit on both sides, which "n/a" and "#N/A" don't have."""
    return all(any(sign.isdigit() for sign in found[side]) for side in ("top", "base"))


def _counted(definition: MetricDefinition, said: str, found: re.Match[str]) -> TypedValue:
    try:
        top, base = _plain(definition, found["top"]), _plain(definition, found["base"])
    except UserFixable:
        raise UserFixable(
            f"'{said}' is not a count and what it is of.", "Type two numbers, such as 612/750."
        ) from None
    if base <= 0:
        raise UserFixable(f"'{said}' divides by {base:f}.", "Type the count, a stroke, and what it is of.")
    if top < 0:
        raise UserFixable(f"'{said}' counts fewer than none.", "Type 0 or more before the stroke.")
    if definition.scale is Scale.PROPORTION and top > base:
        raise UserFixable(f"'{said}' is more than all of them.", "Type the smaller count first.")
    if max(top, base) > LARGEST_VALUE:
        raise UserFixable(f"'{said}' is too large for counts.", "Check the noughts.")
    refuse_odd_counts(definition, top, base)
    return TypedValue(value=worked_out(definition, top, base), numerator=top, denominator=base)


def _without_unit(definition: MetricDefinition, said: str) -> str:
    """A text without the metric's own unit behind its number: "50 minutes" -> "50"."""
    for unit in filter(None, (unit_words(definition), definition.unit)):
        for known in (unit, _of_one(unit)):
            if known[0].isalpha() and said.casefold().endswith(f" {known.casefold()}"):
                return said[: -len(known)].strip()
    return said


def _level(definition: MetricDefinition, said: str) -> str:
    plain = said.casefold().removeprefix("grade ").strip()
    for level in definition.levels:
        if level.casefold() == plain:
            return level
    raise UserFixable(f"'{said}' is no grade of this metric.", f"Type one of {', '.join(definition.levels)}.")


def _plain(definition: MetricDefinition, text: str) -> Decimal:
    number = read_number(text)
    if number.value is None:
        raise UserFixable(f"'{text.strip()}' is not a number.", "Type a number, or leave the cell empty.")
    if (
        number.percent
        and definition.scale is not Scale.PROPORTION
        and definition.unit not in ("%", "per cent")
    ):
        raise UserFixable(
            f"'{text.strip()}' is a per cent, and this metric is not.", "Type it in the metric's own unit."
        )
    if number.pound and definition.scale is not Scale.MONEY and "£" not in definition.unit:
        raise UserFixable(
            f"'{text.strip()}' is money, and this metric is not.", "Type it in the metric's own unit."
        )
    return number.value * number.scale

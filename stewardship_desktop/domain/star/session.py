"""The records of a STAR session: the session, its options with their figures, rules and scenarios.

What a room does with them (seats, scores, decision) is `domain.workshop`. Money is in whole pounds a
year; shares and probabilities are 0 to 1.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import key_id
from stewardship_desktop.domain.record import Record, lists, may_refer, record, refers, require
from stewardship_desktop.domain.star.rules import GROUPS, PAIRS, SINGLES, RuleKind

LARGEST_FIGURE = 10**15
MOST_OPTIONS = 8
"""More than this and a two-hour session won't do: the rest is parked."""


class Mode(StrEnum):
    """What the money may do."""

    REALLOCATE = "move money at constant spend"
    GROWTH = "spend growth money"


class Equity(StrEnum):
    """How gains of the most deprived fifth are weighted."""

    OFF = "no weighting"
    WEIGHT = "a plain weight"
    ATKINSON = "Atkinson"


class BenefitScale(StrEnum):
    """Where the benefit of an option comes from."""

    SINGLE = "one scale, 0 to 100"
    CRITERIA = "weighted criteria"


@record
class StarSession(Record):
    """One session of a care area's group. `question` is what the room is asked; `anchor` says what 100 means.

    `envelope` is pounds a year on top of today's spend (growth money; nought at constant spend, below
    nought where spend must fall). The limits hold for the whole plan: pounds in year, wte, sessions a
    week, beds. `band` is the distance from the median within which scores agree. `core20_population`
    is the share of the population in the most deprived fifth; the two `health` figures are healthy life
    expectancy in years. `seed` starts every sampling, so that it can be repeated.
    """

    care_area_id: str = refers("care_area")
    name: str
    question: str = ""
    anchor: str = ""
    held_on: date | None = None
    period: str = ""
    price_base: str = ""
    mode: Mode = Mode.REALLOCATE
    envelope: int = 0
    in_year_limit: int | None = None
    wte_limit: Decimal | None = None
    sessions_limit: Decimal | None = None
    beds_limit: Decimal | None = None
    apply_success: bool = True
    benefit_scale: BenefitScale = BenefitScale.SINGLE
    criteria_set_id: str | None = may_refer("criteria_set")
    band: int = 20
    equity: Equity = Equity.OFF
    equity_weight: Decimal = Decimal(1)
    equity_epsilon: Decimal = Decimal(1)
    core20_population: Decimal | None = None
    core20_health: Decimal | None = None
    rest_health: Decimal | None = None
    seed: int = 1
    facilitator_role: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.name, "Name of the session")
        if not 1 <= self.band <= 100:
            raise UserFixable(f"A band of {self.band} points is not one.", "Type a number from 1 to 100.")
        if self.equity_weight < 1 or self.equity_weight > 100:
            raise UserFixable(
                f"A weight of {self.equity_weight} is out of range.", "Type a number from 1 to 100."
            )
        if self.equity_epsilon < 0 or self.equity_epsilon > 30:
            raise UserFixable(
                f"An epsilon of {self.equity_epsilon} is out of range.", "Type a number from 0 to 30."
            )
        _share(self.core20_population, "Share of the population in the most deprived fifth")
        for health in (self.core20_health, self.rest_health):
            if health is not None and health <= 0:
                raise UserFixable(
                    "Healthy life expectancy is not above nought.", "Type it in years, as 59.7."
                )
        for words, limit in (
            ("in-year money", self.in_year_limit), ("wte", self.wte_limit),
            ("sessions", self.sessions_limit), ("beds", self.beds_limit),
        ):  # fmt: skip
            if limit is not None and limit < 0:
                raise UserFixable(
                    f"The limit of {words} is below nought.", "Type 0 or more, or leave it blank."
                )

    @property
    def display_name(self) -> str:
        return self.name


class OptionKind(StrEnum):
    """What an option does with today's service (programme budgeting and marginal analysis)."""

    GROW = "grow"
    SAME_FOR_LESS = "same for less"
    SCALE_BACK = "scale back"
    STOP = "stop"


ACUITY_WORDS = {
    1: "1, self-care and prevention",
    2: "2, primary and community care",
    3: "3, hospital outpatients",
    4: "4, hospital inpatients",
    5: "5, specialised or critical care",
}
"""The ladder of settings by acuity, the lowest first."""


@record
class StarOption(Record):
    """One option of a session. Its figures are `StarEstimate` records.

    `current` is spent on today; `service` and `level` make it one of several levels of one service, of
    which at most one is chosen. `cash_releasing` says whether leaving it out frees its cost as cash;
    where it does not, the cost stays. Of a proposal it says whether what it saves is cash.
    `cost_not_done` is pounds a year that leaving it out costs. `core20_share` is the share of those
    reached who live in the most deprived fifth. A parked option keeps its figures and takes no part.
    """

    session_id: str = refers("star_session")
    name: str
    description: str = ""
    typical_patient: str = ""
    kind: OptionKind = OptionKind.GROW
    current: bool = False
    service: str = ""
    level: str = ""
    setting: str = ""
    acuity: int | None = None
    category: str = ""
    recurrent: bool = True
    cash_releasing: bool = True
    cost_not_done: int = 0
    core20_share: Decimal | None = None
    parked: bool = False
    parked_reason: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(self.name, "Name of the option")
        if self.acuity is not None and self.acuity not in ACUITY_WORDS:
            raise UserFixable(f"{self.name}: acuity {self.acuity} is not a step.", "Type 1 to 5.")
        if self.cost_not_done < 0:
            raise UserFixable(
                f"{self.name}: the cost of not doing it is below nought.", "Type pounds, 0 or more."
            )
        _share(self.core20_share, f"{self.name}: share in the most deprived fifth")

    @property
    def display_name(self) -> str:
        return self.name


class Measure(StrEnum):
    """What an estimate is of, in the method's order."""

    PEOPLE = "people"
    SHARE = "share"
    BENEFIT = "benefit"
    SUCCESS = "success"
    COST = "cost"
    IN_YEAR_COST = "in_year_cost"
    WTE = "wte"
    SESSIONS = "sessions"
    BEDS = "beds"

    @property
    def heading(self) -> str:
        """As a heading: "People", "In-year cost"."""
        return {
            "share": "Share who benefit",
            "benefit": "Benefit per person",
            "in_year_cost": "In-year cost",
            "wte": "wte",
        }.get(self.value, self.value.capitalize())

    @property
    def unit(self) -> str:
        """What one is: "people a year", "£ a year", "points of 100"."""
        return {
            "people": "people a year",
            "share": "of them",
            "benefit": "points of 100",
            "success": "probability",
            "cost": "£ a year",
            "in_year_cost": "£ this year",
            "wte": "wte",
            "sessions": "sessions a week",
            "beds": "beds",
        }[self.value]

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the most it can be; None for no bound."""
        if self in (Measure.SHARE, Measure.SUCCESS):
            return Decimal(0), Decimal(1)
        if self is Measure.BENEFIT:
            return Decimal(-100), Decimal(100)
        return (Decimal(0), None) if self is Measure.PEOPLE else (None, None)


class Evidence(StrEnum):
    """What a figure rests on."""

    DATA = "data"
    LITERATURE = "literature"
    JUDGEMENT = "group judgement"


@record
class StarEstimate(Record):
    """One figure of an option: low, best and high, what it rests on, and where it comes from.

    A figure with only a best value has no range. Costs are whole pounds.
    """

    option_id: str = refers("star_option")
    measure: Measure
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None
    evidence: Evidence = Evidence.JUDGEMENT
    source: str = ""

    def __post_init__(self) -> None:
        least, most = self.measure.bounds
        for value in (self.low, self.best, self.high):
            if value is None:
                continue
            if abs(value) > LARGEST_FIGURE:
                raise UserFixable(
                    f"{self.measure.heading} of {value:.1E} is too large.", "Check its noughts."
                )
            if (least is not None and value < least) or (most is not None and value > most):
                raise UserFixable(f"{self.measure.heading} of {value:f} is out of range.", self._remedy())
            if self.measure in (Measure.COST, Measure.IN_YEAR_COST) and value != value.to_integral_value():
                raise UserFixable(f"{self.measure.heading} of £{value:f} has pence.", "Type whole pounds.")
        known = [value for value in (self.low, self.best, self.high) if value is not None]
        if known != sorted(known):
            raise UserFixable(
                f"{self.measure.heading}: low, best and high are not in order.",
                "Type low first, then best, then high.",
            )

    def _remedy(self) -> str:
        if self.measure in (Measure.SHARE, Measure.SUCCESS):
            return "Type a share from 0 to 1, or a per cent such as 20%."
        return "Type 0 or more." if self.measure is Measure.PEOPLE else "Type a number from -100 to 100."

    @property
    def display_name(self) -> str:
        return self.measure.heading

    @staticmethod
    def id_for(option_id: str, measure: Measure) -> str:
        """The id of this figure of this option."""
        return key_id("star_estimate", option_id, measure.value)


@record
class StarEffect(Record):
    """What an option means for one organisation, in pounds a year: what it pays, saves, and is left with.

    `stranded` is cost that stays with the organisation when the option stops, `stranded_covered` the
    part of it that somebody has agreed to meet.
    """

    option_id: str = refers("star_option")
    organisation_id: str = refers("organisation")
    pays: int = 0
    saves: int = 0
    stranded: int = 0
    stranded_covered: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        for words, value in (
            ("What it pays", self.pays), ("What it saves", self.saves),
            ("The stranded cost", self.stranded), ("The part covered", self.stranded_covered),
        ):  # fmt: skip
            if value < 0:
                raise UserFixable(f"{words} is below nought.", "Type pounds, 0 or more.")
        if self.stranded_covered > self.stranded:
            raise UserFixable(
                "More of the stranded cost is covered than there is.", "Type no more than the stranded cost."
            )

    @staticmethod
    def id_for(option_id: str, organisation_id: str) -> str:
        """The id of this option's effect on this organisation."""
        return key_id("star_effect", option_id, organisation_id)


@record
class StarRule(Record):
    """A rule between options of a session, as `rules.Rule`; `members` are ids of options.

    `cost` (pounds a year) and `gain` (full-benefit equivalents) are what a synergy adds.
    """

    session_id: str = refers("star_session")
    kind: RuleKind
    members: tuple[str, ...] = lists("star_option")
    quantity: int = 0
    cost: int = 0
    gain: Decimal = Decimal(0)
    reason: str = ""

    def __post_init__(self) -> None:
        wanted = 1 if self.kind in SINGLES else 2
        exact = self.kind in SINGLES | PAIRS
        if len(set(self.members)) != len(self.members):
            raise UserFixable("The rule names an option twice.", "Name each option once.")
        if len(self.members) < wanted or (exact and len(self.members) != wanted):
            words = "one option" if wanted == 1 else "two options" + ("" if exact else " or more")
            raise UserFixable(f"A rule '{RULE_WORDS[self.kind]}' takes {words}.", f"Choose {words}.")
        if self.kind in GROUPS and not 0 <= self.quantity <= len(self.members):
            raise UserFixable(
                f"{self.quantity} of {len(self.members)} options can't be.",
                f"Type a number from 0 to {len(self.members)}.",
            )

    @property
    def display_name(self) -> str:
        return RULE_WORDS[self.kind]


RULE_WORDS = {
    RuleKind.MUST: "must be done",
    RuleKind.MUST_NOT: "must not be done",
    RuleKind.NEEDS: "needs",
    RuleKind.BOTH: "both or neither",
    RuleKind.EXCLUDES: "either, not both",
    RuleKind.AT_LEAST: "at least",
    RuleKind.AT_MOST: "at most",
    RuleKind.EXACTLY: "exactly",
    RuleKind.SYNERGY: "together",
}


@record
class StarScenario(Record):
    """One plan of a session, lettered by its position. It begins as today's allocation."""

    session_id: str = refers("star_session")
    name: str
    note: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(self.name, "Name of the scenario")

    @property
    def display_name(self) -> str:
        return self.name


@record
class StarChoice(Record):
    """Whether a scenario has an option; an option without a choice stays as it is today."""

    scenario_id: str = refers("star_scenario")
    option_id: str = refers("star_option")
    chosen: bool

    @staticmethod
    def id_for(scenario_id: str, option_id: str) -> str:
        """The id of this scenario's choice on this option."""
        return key_id("star_choice", scenario_id, option_id)


@record
class StarFunding(Record):
    """Money that a scenario moves to an organisation (below nought: from it), pounds a year.

    Where none is recorded for any organisation, money is taken to move with the work.
    """

    scenario_id: str = refers("star_scenario")
    organisation_id: str = refers("organisation")
    amount: int
    note: str = ""

    @staticmethod
    def id_for(scenario_id: str, organisation_id: str) -> str:
        """The id of this scenario's funding of this organisation."""
        return key_id("star_funding", scenario_id, organisation_id)


def _share(value: Decimal | None, words: str) -> None:
    if value is not None and not 0 <= value <= 1:
        raise UserFixable(f"{words}: {value:f} is not a share.", "Type 0 to 1, or a per cent such as 20%.")

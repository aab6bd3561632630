"""The ledger of a plan: what moves against today, and what that means for money, organisations and settings.

Amounts are whole pounds a year. What is not cash-releasing frees nothing, neither a cost that is left out
nor a saving that is made, and is shown apart.
Nothing is shared out by formula: what no organisation is named for stays "not placed".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from stewardship_desktop.domain.star.model import chosen_ids, current_ids, options_of, rules_of
from stewardship_desktop.domain.star.option import gain
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.star.session import Measure, StarEffect, StarOption, StarScenario


@dataclass(frozen=True, kw_only=True)
class Move:
    """One change against today. Levels of one service make one move, from `before` to `after`.

    `cost` is the change of the option's cost, below nought where it is released; `cash` the part of
    it that is money, which is nought for a saving that is not cash-releasing; `freed` is the cash that
    the level before gives up. `gain` is the change of gain.
    """

    before: StarOption | None
    after: StarOption | None
    cost: int
    cash: int
    freed: int
    gain: Fraction

    @property
    def option(self) -> StarOption:
        """The option that the move is about: what is done after, else what was done before."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def recurrent(self) -> bool:
        """Whether what the move is about goes on; the ledger counts each side of a move by its own."""
        return self.option.recurrent

    @property
    def words(self) -> str:
        """ "Expand ...", "Stop ..." in the option's own name; a change of level says from where."""
        if self.before is not None and self.after is not None:
            return f"{self.before.service}: {_level(self.before)} to {_level(self.after)}"
        return self.option.name


@dataclass(frozen=True, kw_only=True)
class OrganisationNet:
    """What the plan means for one organisation, pounds a year.

    `pays` and `saves` change its cost (`net`); `stranded` stays with it, `uncovered` is what nobody
    meets of it. `funding` is money moved to it, None where money is taken to move with the work.
    `pressure` is cost that it is left with: `net` beyond its funding, and the uncovered stranded cost.
    """

    organisation_id: str
    name: str
    pays: int
    saves: int
    stranded: int
    uncovered: int
    funding: int | None

    @property
    def net(self) -> int:
        return self.pays - self.saves

    @property
    def pressure(self) -> int:
        unfunded = 0 if self.funding is None else max(0, self.net - self.funding)
        return unfunded + self.uncovered


@dataclass(frozen=True, kw_only=True)
class Share:
    """A part of the plan's money: a setting with its acuity, a category, recurrent or not."""

    name: str
    net: int
    acuity: int | None = None


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """A plan against today. `left` is the envelope not spent; below nought the plan is over it.

    `uncounted` are options that the plan moves although their cost is missing. `not_placed` is money
    of the moves that no organisation is named for. `synergy` is the change of cost by synergies, and
    `not_done` that of costs of not doing.
    """

    scenario: StarScenario
    moves: tuple[Move, ...]
    envelope: int
    synergy: int
    not_done: int
    gain: Fraction
    organisations: tuple[OrganisationNet, ...]
    settings: tuple[Share, ...]
    categories: tuple[Share, ...]
    recurrent: int
    non_recurrent: int
    not_placed: int
    uncounted: tuple[StarOption, ...]

    @property
    def released(self) -> tuple[Move, ...]:
        """The shift list: moves that release cost, the largest first."""
        return tuple(sorted((move for move in self.moves if move.cost < 0), key=lambda move: move.cost))

    @property
    def added(self) -> tuple[Move, ...]:
        """The wish list: moves that add cost or none, the largest first."""
        return tuple(sorted((move for move in self.moves if move.cost >= 0), key=lambda move: -move.cost))

    @property
    def freed(self) -> int:
        """Cash that the shift list frees, pounds a year."""
        return -sum(move.cash for move in self.moves if move.cash < 0)

    @property
    def productivity(self) -> int:
        """Cost of the shift list that frees time or capacity but no cash."""
        return sum(max(0, move.cash - move.cost) for move in self.moves if move.cost < 0)

    @property
    def spent(self) -> int:
        """Cash that the wish list takes."""
        return sum(move.cash for move in self.moves if move.cash > 0)

    @property
    def net(self) -> int:
        """The change of spend, all counted."""
        return self.spent - self.freed + self.synergy + self.not_done

    @property
    def left(self) -> int:
        return self.envelope - self.net

    @property
    def moved(self) -> int | None:
        """What the funding recorded adds up to; None where money is taken to move with the work."""
        amounts = [each.funding for each in self.organisations if each.funding is not None]
        return sum(amounts) if amounts else None

    @property
    def uncovered(self) -> int:
        """Stranded cost that nobody has agreed to meet."""
        return sum(each.uncovered for each in self.organisations)

    @property
    def shift(self) -> tuple[Fraction, Fraction] | None:
        """Mean acuity of the money that settings lose and of the money that they gain, per pound.

        None where one side names no acuity: then nothing is known about the shift.
        """
        lost = _mean_acuity([(share.acuity, -share.net) for share in self.settings])
        won = _mean_acuity([(share.acuity, share.net) for share in self.settings])
        return None if lost is None or won is None else (lost, won)


def ledger_of(records: SessionRecords, scenario: StarScenario) -> Ledger:
    """What a scenario of the session moves against today's allocation."""
    return ledger_between(records, scenario, set(current_ids(records)), set(chosen_ids(records, scenario)))


def ledger_between(
    records: SessionRecords, scenario: StarScenario, before: set[str], after: set[str]
) -> Ledger:
    """What a plan with the options `after` moves against `before`; funding is the scenario's."""
    success = records.session.apply_success
    engine = {option.id: option for option in options_of(records)}
    active = {option.id: option for option in records.active}
    gone, new = before - after, after - before
    moves: list[Move] = []
    uncounted: list[StarOption] = []

    def amount(option: StarOption | None) -> int:
        return 0 if option is None else int(records.best(option.id, Measure.COST) or 0)

    def in_cash(option: StarOption | None) -> int:
        return 0 if option is None else int(engine[option.id].cost or 0)

    def gained(option: StarOption | None) -> Fraction:
        return (
            Fraction(0) if option is None else gain(engine[option.id], apply_success=success) or Fraction(0)
        )

    def add(old: StarOption | None, fresh: StarOption | None) -> None:
        uncounted.extend(each for each in (old, fresh) if each and engine[each.id].cost is None)
        cost = amount(fresh) - amount(old)
        paid, to_pay = in_cash(old), in_cash(fresh)
        held = old is not None and not old.cash_releasing and paid > 0
        # What a service costs that is not cash-releasing stays; only what the new level adds is spent.
        cash = to_pay - (max(0, min(to_pay, paid)) if held else paid)
        moves.append(
            Move(
                before=old, after=fresh, cost=cost, cash=cash, freed=0 if held else paid,
                gain=gained(fresh) - gained(old),
            )
        )  # fmt: skip

    for option in records.active:
        if option.id in new:
            twin = next((active[old] for old in sorted(gone) if _same_service(active[old], option)), None)
            add(twin, option)
            if twin is not None:
                gone.discard(twin.id)
    for option in records.active:
        if option.id in gone:
            add(option, None)
    return Ledger(
        scenario=scenario,
        moves=tuple(moves),
        envelope=records.session.envelope,
        synergy=_synergy(records, after) - _synergy(records, before),
        not_done=sum(active[each].cost_not_done for each in before - after)
        - sum(active[each].cost_not_done for each in after - before),
        gain=sum((move.gain for move in moves), Fraction(0))
        + _bonus(records, after)
        - _bonus(records, before),
        organisations=_organisations(records, scenario, moves),
        settings=_settings(moves),
        categories=_shares((side.category, net, None) for move in moves for side, net in sides(move)),
        recurrent=sum(net for move in moves for side, net in sides(move) if side.recurrent),
        non_recurrent=sum(net for move in moves for side, net in sides(move) if not side.recurrent),
        not_placed=sum(abs(_unplaced(records, move)) for move in moves),
        uncounted=tuple(uncounted),
    )


def _mean_acuity(parts: Iterable[tuple[int | None, int]]) -> Fraction | None:
    known = [(acuity, pounds) for acuity, pounds in parts if acuity is not None and pounds > 0]
    total = sum(pounds for _, pounds in known)
    return Fraction(sum(acuity * pounds for acuity, pounds in known), total) if total else None


def _level(option: StarOption) -> str:
    return option.level or option.name


def _same_service(one: StarOption, other: StarOption) -> bool:
    return bool(one.service) and one.service == other.service


def _synergy(records: SessionRecords, chosen: set[str]) -> int:
    """Cost of the synergies that hold in a plan."""
    return int(sum(rule.cost for rule in rules_of(records) if _holds(rule.kind, rule.members, chosen)))


def _bonus(records: SessionRecords, chosen: set[str]) -> Fraction:
    """Gain of the synergies that hold in a plan."""
    held = (rule.gain for rule in rules_of(records) if _holds(rule.kind, rule.members, chosen))
    return sum(held, Fraction(0))


def _holds(kind: RuleKind, members: Iterable[str], chosen: set[str]) -> bool:
    return kind is RuleKind.SYNERGY and chosen.issuperset(members)


def sides(move: Move) -> list[tuple[StarOption, int]]:
    """The options of a move with the cash each side moves: before loses, after gains."""
    if move.before is not None and move.after is not None:
        return [(move.before, -move.freed), (move.after, move.cash + move.freed)]
    return [(move.option, move.cash)]


def _settings(moves: Iterable[Move]) -> tuple[Share, ...]:
    return _shares((side.setting, net, side.acuity) for move in moves for side, net in sides(move))


def _shares(parts: Iterable[tuple[str, int, int | None]]) -> tuple[Share, ...]:
    """The parts added up by name and acuity, lowest acuity first, those without one last."""
    totals: dict[tuple[str, int | None], int] = {}
    for name, net, acuity in parts:
        key = (name.strip() or "not stated", acuity)
        totals[key] = totals.get(key, 0) + net
    ordered = sorted(totals.items(), key=lambda each: (each[0][1] is None, each[0][1] or 0, each[0][0]))
    return tuple(Share(name=name, net=net, acuity=acuity) for (name, acuity), net in ordered)


def _unplaced(records: SessionRecords, move: Move) -> int:
    """The part of a move's cost that its organisations don't account for."""
    placed = 0
    for option, sign in ((move.after, 1), (move.before, -1)):
        for effect in records.effects.get(option.id, ()) if option else ():
            placed += sign * (effect.pays - effect.saves)
    return move.cost - placed


def _effects(records: SessionRecords, option: StarOption | None) -> dict[str, StarEffect]:
    """An option's effects by organisation."""
    return {each.organisation_id: each for each in records.effects.get(option.id, ())} if option else {}


def effects_of_move(
    records: SessionRecords, scenario: StarScenario, move: Move
) -> tuple[OrganisationNet, ...]:
    """What one move alone means for each organisation; over all moves they add up to the ledger's."""
    return _organisations(records, scenario, [move])


def _organisations(
    records: SessionRecords, scenario: StarScenario, moves: Iterable[Move]
) -> tuple[OrganisationNet, ...]:
    """What the moves mean for each organisation, the largest saving first."""
    sums: dict[str, dict[str, int]] = {}

    def book(organisation_id: str, **amounts: int) -> None:
        blank = {"pays": 0, "saves": 0, "stranded": 0, "uncovered": 0}
        each = sums.setdefault(organisation_id, blank)
        for name, value in amounts.items():
            each[name] += value

    for move in moves:
        before = _effects(records, move.before)
        after = _effects(records, move.after)
        for payer, old in before.items():
            # Stopping gives back what it paid, if that is cash, and takes away what it saved.
            gives_back = move.before is not None and move.before.cash_releasing
            book(payer, saves=old.pays if gives_back else 0, pays=old.saves)
            new = after.get(payer)
            if move.cost < 0 or (after and (new.pays if new else 0) < old.pays):
                book(payer, stranded=old.stranded, uncovered=old.stranded - old.stranded_covered)
        for payer, new in after.items():
            was = before.get(payer)
            # Who goes on paying for today's level pays only what the new level costs beyond it.
            stays = was.pays if was and move.before and not move.before.cash_releasing else 0
            # A saving of time is none of money, beyond what today's level saves already.
            is_cash = move.after is not None and move.after.cash_releasing
            saved = new.saves if is_cash else min(new.saves, was.saves if was else 0)
            book(payer, pays=max(0, new.pays - stays), saves=saved)
    funded: Mapping[str, int] = {
        each.organisation_id: each.amount for each in records.funding.get(scenario.id, ())
    }
    for organisation_id in funded:
        sums.setdefault(organisation_id, {"pays": 0, "saves": 0, "stranded": 0, "uncovered": 0})
    found = []
    for organisation_id, each in sums.items():
        body = records.organisations.get(organisation_id)
        found.append(
            OrganisationNet(
                organisation_id=organisation_id,
                name="an organisation since removed" if body is None else body.short_name or body.name,
                funding=funded.get(organisation_id, 0) if funded else None,
                **each,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.net, each.name, each.organisation_id)))

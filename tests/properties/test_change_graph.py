"""The change graph holds what merging relies on, against a judge that knows who had seen what.

Three copies exchange and edit in any order; each copy is the set of changes it holds, so that a
merge is a union. Clocks may be wrong in any way.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain import change as graph
from stewardship_desktop.domain.change import ALIVE, DELETE, PUT, Change, RecordState, Scalar, evaluate

UNIT = ("figure", "unit")
UNITS = (UNIT,)
FIELDS = ("name", "figure", "unit")

Step = tuple[str, int, int, str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(["edit", "edit", "edit", "both", "delete", "send", "send"]),
        st.integers(0, 2),
        st.integers(0, 2),
        st.sampled_from(FIELDS),
        st.integers(0, 2),
        st.integers(-5, 50),
    ),
    max_size=14,
)


@dataclass
class Exchange:
    """Three copies of one record, and every change with the ids its author really had."""

    copies: list[dict[str, Change]] = field(default_factory=lambda: [{}, {}, {}])
    saw: dict[str, frozenset[str]] = field(default_factory=dict)
    every: dict[str, Change] = field(default_factory=dict)
    clock: int = 0

    def start(self) -> None:
        first = self.write(0, PUT, {ALIVE: 1, "name": "a", "figure": "0", "unit": "x"}, 0)
        for copy in self.copies[1:]:
            copy[first.change_id] = first

    def state(self, copy: int) -> RecordState:
        return evaluate(self.copies[copy].values(), UNITS)

    def write(self, copy: int, op: str, patch: dict[str, Scalar], skew: int) -> Change:
        self.clock += 1
        line = Change(
            txn_id=f"t{len(self.every)}",
            scope="s",
            entity="e",
            row_id="r",
            op=op,
            patch=patch,
            parents=self.state(copy).frontier,
            hlc=max(self.clock + skew, 0),
            replica="the same everywhere",
            author=f"copy {copy}",
            author_role="",
            reason="",
            schema_v=1,
        )
        line = graph.change_from_row(line.row())
        self.saw[line.change_id] = frozenset(self.copies[copy])
        self.copies[copy][line.change_id] = self.every[line.change_id] = line
        return line

    def play(self, sequence: list[Step]) -> None:
        self.start()
        for what, copy, other, name, value, skew in sequence:
            state = self.state(copy)
            if what == "send":
                self.copies[other].update(self.copies[copy])
            elif not state.alive:
                continue
            elif what == "delete":
                self.write(copy, DELETE, {ALIVE: 0}, skew)
            else:
                names = UNIT if name in UNIT else (name,)
                if names[0] in state.conflicts or (what == "edit" and state.fields[name] == str(value)):
                    continue
                patch = {each: state.fields[each] for each in names} | {name: str(value)}
                if what == "both":
                    patch = {**state.fields, "name": str(value)}
                    if state.conflicts:
                        continue
                self.write(copy, PUT, patch, skew)


def played(sequence: list[Step]) -> Exchange:
    exchange = Exchange()
    exchange.play(sequence)
    return exchange


@given(steps, st.randoms(use_true_random=False))
def test_the_order_of_arrival_is_of_no_account(sequence: list[Step], random: object) -> None:
    lines = list(played(sequence).every.values())
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert evaluate(shuffled, UNITS) == evaluate(lines, UNITS)


@given(steps)
def test_what_a_conflict_lists_is_concurrent_and_differs(sequence: list[Step]) -> None:
    exchange = played(sequence)
    for copy in range(3):
        known = exchange.copies[copy]
        for name, heads in exchange.state(copy).conflicts.items():
            if name == ALIVE:
                assert any(known[each].op == DELETE for each in heads)
                continue
            unit = UNIT if name in UNIT else (name,)
            for one in heads:
                for two in heads:
                    assert one not in exchange.saw[two]
            assert len({tuple(known[each].patch.get(part) for part in unit) for each in heads}) > 1


@given(steps)
def test_no_value_is_lost_in_silence(sequence: list[Step]) -> None:
    """Every value is shown, or was in front of somebody who changed it, or stands in a conflict."""
    exchange = played(sequence)
    everything = Exchange(copies=[exchange.every, {}, {}])
    state = everything.state(0)
    for change_id, line in exchange.every.items():
        for name in set(line.patch) - {ALIVE}:
            unit = UNIT if name in UNIT else (name,)
            overwritten = any(
                change_id in exchange.saw[other] and not set(unit).isdisjoint(exchange.every[other].patch)
                for other in exchange.every
            )
            listed = change_id in state.conflicts.get(unit[0], ())
            assert overwritten or listed or state.fields[name] == line.patch[name]


@given(steps)
def test_a_record_goes_only_by_a_delete_that_saw_every_edit(sequence: list[Step]) -> None:
    exchange = played(sequence)
    for copy in range(3):
        known = exchange.copies[copy]
        seen: set[str] = set()
        for change_id, line in known.items():
            if line.op == DELETE:
                seen |= exchange.saw[change_id]
        survivors = [each for each, line in known.items() if line.op == PUT and each not in seen]
        assert exchange.state(copy).alive == bool(survivors)


@given(steps)
def test_fields_of_a_unit_always_come_from_one_change(sequence: list[Step]) -> None:
    exchange = played(sequence)
    for copy in range(3):
        state = exchange.state(copy)
        together = [tuple(line.patch[name] for name in UNIT) for line in exchange.copies[copy].values()
                    if UNIT[0] in line.patch]  # fmt: skip
        assert tuple(state.fields[name] for name in UNIT) in together


@given(steps)
def test_the_quick_way_for_unbranched_histories_says_the_same(sequence: list[Step]) -> None:
    exchange = Exchange()
    exchange.play([(what, 0, 0, name, value, 0) for what, _, _, name, value, _ in sequence])
    lines = sorted(exchange.every.values(), key=lambda line: line.hlc)
    assert graph.is_chain(lines)
    assert graph._fold(lines) == graph._judge(lines, UNITS)


@given(steps)
def test_settling_a_conflict_settles_it_everywhere(sequence: list[Step]) -> None:
    exchange = played(sequence)
    for copy in exchange.copies:
        copy.update(exchange.every)
    state = exchange.state(0)
    for name in [each for each in state.conflicts if each != ALIVE]:
        unit = UNIT if name in UNIT else (name,)
        settled = exchange.write(0, PUT, {each: state.fields[each] for each in unit}, 0)
        exchange.copies[1][settled.change_id] = settled
        assert name not in exchange.state(1).conflicts
        assert exchange.state(0) == exchange.state(1)


def test_what_a_change_left_out_of_a_unit_is_what_its_author_had_in_front_of_them() -> None:
    """A change of another version may set part of a unit: the rest is not the newest anybody wrote."""
    exchange = Exchange()
    exchange.start()
    exchange.write(1, PUT, {"unit": "later elsewhere"}, 40)
    exchange.write(0, PUT, {"figure": "1"}, 80)
    exchange.copies[0].update(exchange.every)
    state = exchange.state(0)
    assert (state.fields["figure"], state.fields["unit"]) == ("1", "x")
    assert list(state.conflicts) == ["figure"]

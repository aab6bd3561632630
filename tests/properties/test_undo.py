"""Any sequence of acts undone and done again, step by step; never over what somebody else changed since."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.budget.book import BudgetFigure, BudgetImport
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Organisation, OrganisationAlias, OrganisationStatus, Place
from stewardship_desktop.store.writer import Writer
from tests.support.stores import ME, OTHER, Contents, bring, contents, differences, lines_of, working

Act = tuple[str, int, int, str]
acts = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "add place",
                "add organisation",
                "add organisation in new place",
                "alias",
                "rename",
                "close",
                "move",
                "succeed",
                "remove place",
                "remove organisation",
                "rename all",
                "import",
                "remove import",
                "remove and add again",
                "undo",
                "redo",
            ]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
        st.sampled_from(["a", "b", "ä"]),
    ),
    min_size=1,
    max_size=8,
)


@dataclass
class Actor:
    """Turns drawn steps into commands on what is there."""

    opened: OpenedWorkspace
    made: int = 0
    refused: list[str] = field(default_factory=list)

    def ids(self, record_type: type[Any]) -> list[str]:
        with self.opened.workspace.reading() as connection:
            from stewardship_desktop.store.tables import table_of

            table = table_of(record_type)
            return list(connection.execute(table.select().order_by(table.c.id)).scalars())

    def pick(self, record_type: type[Any], index: int) -> str | None:
        there = self.ids(record_type)
        return there[index % len(there)] if there else None

    def new_id(self, word: str) -> str:
        self.made += 1
        return f"{word}-{self.made}"

    def run(self, command: Callable[..., Any], *arguments: Any) -> None:
        self.opened.act(command, *arguments).result()

    def edit(self, row_id: str | None, **values: Any) -> None:
        if row_id is not None:
            edits = [record.FieldEdit(Organisation, row_id, name, value) for name, value in values.items()]
            self.run(record.edit, edits)

    def do(self, act: Act) -> None:
        what, one, two, text = act
        organisation, place = self.pick(Organisation, one), self.pick(Place, two)
        if what == "add place":
            self.run(record.add, [Place(id=self.new_id("place"), name=text)])
        elif what == "add organisation":
            made = Organisation(id=self.new_id("organisation"), name=text, place_id=place)
            self.run(record.add, [made])
        elif what == "add organisation in new place":
            new = Place(id=self.new_id("place"), name=text)
            made = Organisation(id=self.new_id("organisation"), name=text, place_id=new.id)
            self.run(record.add, [made, new])
        elif what == "alias" and organisation is not None:
            key = OrganisationAlias.id_for(text)
            self.run(record.save, OrganisationAlias(id=key, alias=text, organisation_id=organisation))
        elif what == "rename":
            self.edit(organisation, name=text, short_name=text * 2)
        elif what == "close":
            self.edit(organisation, status=OrganisationStatus.CLOSED, closed_on=date(2022, 7, 1 + one))
        elif what == "move":
            self.edit(organisation, place_id=place)
        elif what == "succeed":
            heir = self.pick(Organisation, two)
            if heir != organisation:
                self.edit(organisation, successor_id=heir)
        elif what == "remove place" and place is not None:
            self.run(record.remove, {Place: [place]})
        elif what == "remove organisation" and organisation is not None:
            self.run(record.remove, {Organisation: [organisation]})
        elif what == "rename all":
            everything = [
                record.FieldEdit(Organisation, each, "name", text) for each in self.ids(Organisation)
            ]
            self.run(record.edit, everything)
        elif what == "import":
            self.run(record.add, book(self.new_id("import"), organisation, 1 + one))
        elif what == "remove import":
            kept = self.pick(BudgetImport, one)
            if kept is not None:
                self.run(record.remove, {BudgetImport: [kept]})
        elif what == "remove and add again" and organisation is not None:
            self.run(replace_organisation, organisation, text)


def book(import_id: str, organisation: str | None, rows: int) -> list[Any]:
    kept = BudgetImport(
        id=import_id,
        kind="budget-book",
        period="2020/21",
        unit="pound",
        version=1,
        file_name="book.csv",
        file_sha256="",
        imported_on=date(2022, 7, 1),
    )
    figures = [
        BudgetFigure(
            id=BudgetFigure.id_for(import_id, number, "spend"),
            budget_import_id=import_id,
            row_no=number,
            row_type="line",
            label=f"Line {number}",
            measure="spend",
            printed=f"{number}.50",
            value=Decimal(number) + Decimal("0.50"),
            pence=number * 100 + 50,
            organisation_id=organisation,
        )
        for number in range(rows)
    ]
    return [*figures, kept]


def replace_organisation(writer: Writer, row_id: str, name: str) -> None:
    """Remove a record and add one with its id again, in one act."""
    writer.delete(Organisation, row_id)
    writer.insert(Organisation(id=row_id, name=name))
    writer.name_act("Replace an organisation")


@settings(max_examples=25)
@given(sequence=acts)
def test_undo_of_all_and_redo_of_all(sequence: list[Act], tmp_path_factory: pytest.TempPathFactory) -> None:
    with working(tmp_path_factory.getbasetemp()) as opened:
        actor = Actor(opened)
        done: list[Contents] = [contents(opened)]
        undone: list[Contents] = []
        for act in sequence:
            state = opened.undo_state()
            if act[0] == "undo":
                assert (state.undo is None) == (len(done) == 1)
                if len(done) > 1:
                    opened.undo().result()
                    undone.append(done.pop())
            elif act[0] == "redo":
                assert (state.redo is None) == (not undone)
                if undone:
                    opened.redo().result()
                    done.append(undone.pop())
            else:
                before = last_act(opened)
                actor.do(act)
                if last_act(opened) != before:
                    done.append(contents(opened))
                    undone.clear()
            assert contents(opened) == done[-1]
            assert differences(opened) == []
        for expected in reversed(done[:-1]):
            opened.undo().result()
            assert contents(opened) == expected
        assert opened.undo_state().undo is None
        assert differences(opened) == []
        for expected in [*done[1:], *reversed(undone)]:
            opened.redo().result()
            assert contents(opened) == expected
        assert opened.undo_state().redo is None
        assert differences(opened) == []
        assert opened.check(lambda _words, _share: None, thorough=True).is_sound


def last_act(opened: OpenedWorkspace) -> object:
    from sqlalchemy import func, select

    from stewardship_desktop.store.tables import txn

    with opened.workspace.reading() as connection:
        return connection.execute(select(func.max(txn.c.seq))).scalar()


FIELDS = ("name", "short_name", "level", "status_words")
turns = st.lists(
    st.tuples(
        st.sampled_from(["mine", "mine", "theirs", "merged", "undo", "undo", "redo", "their undo"]),
        st.sampled_from(FIELDS),
        st.sampled_from("xyz"),
    ),
    max_size=12,
)


@dataclass
class Judge:
    """Knows who set each field last, from what was done alone."""

    setters: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    done: dict[str, list[list[str]]] = field(default_factory=lambda: {"mine": [], "theirs": []})
    undone: dict[str, list[list[str]]] = field(default_factory=lambda: {"mine": [], "theirs": []})
    left: dict[str, list[dict[str, list[str]]]] = field(default_factory=lambda: {"mine": [], "theirs": []})

    def acted(self, who: str, name: str) -> None:
        self.done[who].append(self.set_by(who, name))
        self.undone[who].clear()
        self.left[who].clear()

    def set_by(self, who: str, name: str) -> list[str]:
        fields = [each for each in together(name) if each in FIELDS]
        for each in fields:
            self.setters[each].append(who)
        return fields

    def undone_by(self, who: str, changed: set[str]) -> None:
        for each in changed:
            assert self.setters[each][-1:] in ([], [who]), f"undo of {who} changed {each}"
        fields = self.done[who].pop() if self.done[who] else []
        for each in fields:
            assert self.setters[each].pop() == who
        self.undone[who].append(fields)
        self.left[who].append({each: list(self.setters[each]) for each in FIELDS})

    def redone_by(self, who: str, changed: set[str]) -> None:
        as_left = self.left[who].pop()
        for each in changed:
            assert self.setters[each] == as_left[each], f"redo of {who} changed {each}"
        fields = self.undone[who].pop()
        for each in fields:
            self.setters[each].append(who)
        self.done[who].append(fields)

    def refused(self, who: str, what: str) -> None:
        if what != "redo":
            del self.done[who][-1:]
        elif self.undone[who]:
            self.undone[who].pop()
            self.left[who].pop()


@settings(max_examples=40)
@given(sequence=turns)
def test_undo_never_changes_what_somebody_else_changed_since(
    sequence: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with working(tmp_path_factory.getbasetemp()) as opened:
        opened.become(OTHER)
        opened.act(record.add, [Organisation(id="o", name="a")]).result()
        first = str(lines_of(opened, "organisation", "o")[0]["change_id"])
        judge, ticks = Judge(), 1000
        for what, name, value in sequence:
            who = "theirs" if what in ("theirs", "their undo") else "mine"
            opened.become(OTHER if who == "theirs" else ME)
            before, conflicts = row_of(opened), contents(opened)["conflict"]
            if what == "merged":
                ticks += 1
                patch = {each: before[each] for each in together(name)} | {name: value}
                bring(opened, "organisation", "o", patch, parents=(first,), hlc=ticks)
                judge.set_by("theirs", name)
            elif what in ("mine", "theirs"):
                edit = record.FieldEdit(Organisation, "o", name, value)
                if not is_refused(opened.act(record.edit, [edit])) and row_of(opened) != before:
                    judge.acted(who, name)
            else:
                if is_refused(opened.redo() if what == "redo" else opened.undo()):
                    assert row_of(opened) == before
                    judge.refused(who, what)
                else:
                    after = row_of(opened)
                    changed = {each for each in FIELDS if not after or after[each] != before[each]}
                    (judge.redone_by if what == "redo" else judge.undone_by)(who, changed)
                assert contents(opened)["conflict"] == conflicts
                if not row_of(opened):
                    return
            assert differences(opened) == []


def is_refused(future: Future[Any]) -> bool:
    error = future.exception()
    assert error is None or isinstance(error, UserFixable)
    return error is not None


def together(name: str) -> tuple[str, ...]:
    """The suite's own copy of the unit that these fields are part of."""
    return ("status", "status_words", "closed_on") if name == "status_words" else (name,)


def row_of(opened: OpenedWorkspace) -> dict[str, Any]:
    from stewardship_desktop.store.inverse import current_row

    with opened.workspace.reading() as connection:
        return dict(current_row(connection, "organisation", "o") or {})

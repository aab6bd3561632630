"""What `@record` promises of every kind of record: a frozen dataclass by keywords, equal by its values."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, fields, replace

import pytest

from stewardship_desktop.domain.care_area import CareArea, Objective
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.kinds import KINDS, RecordKind
from stewardship_desktop.domain.record import Record, record, references, refers, require


@record
class Leaf(Record):
    """A record of a tree, for this test alone."""

    tree_id: str = refers("tree")
    colour: str
    veins: int = 7

    def __post_init__(self) -> None:
        require(self.colour, "Colour")


@record
class Needle(Leaf):
    """A kind of leaf, which has its fields and rules."""

    length: int


def leaf(**values: object) -> Leaf:
    return Leaf(**{"id": "l", "tree_id": "t", "colour": "red", **values})  # type: ignore[arg-type]


def test_fields_keep_their_order_and_defaults() -> None:
    assert [each.name for each in fields(Leaf)] == ["id", "scope", "tree_id", "colour", "veins"]
    assert asdict(leaf()) == {"id": "l", "scope": "programme", "tree_id": "t", "colour": "red", "veins": 7}
    assert list(vars(leaf(veins=1))) == [each.name for each in fields(Leaf)]
    assert references(Leaf) == {"tree_id": ("tree", True)}


def test_a_missing_an_unknown_and_a_positional_value_are_refused() -> None:
    with pytest.raises(TypeError, match="Leaf needs 'colour'"):
        Leaf(id="l", tree_id="t")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Leaf has no field 'stalk'"):
        leaf(stalk="long")
    with pytest.raises(TypeError):
        Leaf("l")  # type: ignore[call-arg]


def test_the_rules_hold_whenever_one_is_made() -> None:
    with pytest.raises(UserFixable):
        leaf(colour=" ")
    with pytest.raises(UserFixable):
        replace(leaf(), colour="")
    with pytest.raises(UserFixable):
        Needle(id="n", tree_id="t", colour="", length=3)
    assert Needle(id="n", tree_id="t", colour="green", length=3).veins == 7


def test_no_field_is_set_or_deleted_afterwards() -> None:
    one = leaf()
    with pytest.raises(FrozenInstanceError):
        one.colour = "blue"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        one.stalk = "long"
    with pytest.raises(FrozenInstanceError):
        del one.colour
    assert one == leaf()


def test_equal_means_of_one_kind_with_equal_values() -> None:
    assert leaf() == leaf(veins=7)
    assert leaf() != leaf(veins=8)
    assert hash(leaf()) == hash(leaf(veins=7))
    assert {leaf(), leaf(veins=7), leaf(veins=8)} == {leaf(), leaf(veins=8)}
    needle = Needle(id="l", tree_id="t", colour="red", length=1)
    assert needle != leaf()
    assert leaf() != needle
    assert leaf() != "l"
    assert CareArea(id="a", name="A") != Objective(id="a", care_area_id="a", objective="A")


def test_it_is_copied_kept_and_shown_as_a_dataclass_is() -> None:
    one = CareArea(id="a", name="A", also_called=("B",))
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == replace(one) == one
    assert replace(one, name="C").name == "C"
    assert repr(leaf()) == "Leaf(id='l', scope='programme', tree_id='t', colour='red', veins=7)"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.entity)
def test_every_kind_is_declared_by_it(kind: RecordKind) -> None:
    record_type = kind.record_type
    assert [name for name, _ in record_type.defaults_in_order] == [each.name for each in fields(record_type)]
    # What makes a start dear: methods compiled for each kind anew.
    assert not {"__init__", "__eq__", "__setattr__", "__repr__"} & set(vars(record_type))

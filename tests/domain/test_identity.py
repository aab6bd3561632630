from __future__ import annotations

import uuid
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.identity import NAMESPACE, key_id, key_ids

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(
    TEXTS,
    st.lists(TEXTS),
)
def test_a_derived_id_is_the_uuid5_of_its_parts(entity: str, parts: list[str]) -> None:
    words = [" ".join(part.split()).casefold() for part in parts]
    assert key_id(entity, *parts) == str(uuid.uuid5(NAMESPACE, "\x1f".join([entity, *words])))


def test_case_and_spaces_make_no_other_id() -> None:
    assert key_id("observation", " Most  deprived") == key_id("observation", "most deprived")
    assert key_id("observation", "a", "b") != key_id("observation", "b", "a")


@given(st.lists(TEXTS), st.dates(), st.lists(TEXTS))
def test_ids_that_differ_in_one_part_are_those_of_the_whole_key(
    before: list[str], on: date, after: list[str]
) -> None:
    given_day = on.isoformat()
    assert key_ids("observation", before, after)(given_day) == key_id(
        "observation", *before, given_day, *after
    )

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.identity import NAMESPACE, key_id


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]))),
)
def test_a_derived_id_is_the_uuid5_of_its_parts(entity: str, parts: list[str]) -> None:
    words = [" ".join(part.split()).casefold() for part in parts]
    assert key_id(entity, *parts) == str(uuid.uuid5(NAMESPACE, "\x1f".join([entity, *words])))


def test_case_and_spaces_make_no_other_id() -> None:
    assert key_id("observation", " Most  deprived") == key_id("observation", "most deprived")
    assert key_id("observation", "a", "b") != key_id("observation", "b", "a")

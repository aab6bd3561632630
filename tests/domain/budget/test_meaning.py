from __future__ import annotations

import pytest

from stewardship_desktop.domain.budget.meaning import (
    PriceBase,
    Recurrence,
    price_base_named,
    recurrence_named,
)
from stewardship_desktop.domain.errors import UserFixable


def test_a_blank_is_not_stated_and_a_wording_is_itself() -> None:
    assert price_base_named(" ") is PriceBase.NOT_STATED
    assert recurrence_named("") is Recurrence.NOT_STATED
    for base in PriceBase:
        assert price_base_named(base.value) is base
    assert recurrence_named("Non-recurrent") is Recurrence.NON_RECURRENT
    assert recurrence_named("both") is Recurrence.BOTH


def test_anything_else_is_refused_with_what_there_is() -> None:
    with pytest.raises(UserFixable, match="recurrent, non-recurrent"):
        recurrence_named("sometimes")

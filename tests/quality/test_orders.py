# SPDX-License-Identifier: Apache-2.0
"""Quality floors on notices whose units were moved, edited, merged, split, removed and numbered anew: a small share of
what `./dev bench orders` measures."""

import pytest
from orders import OPERATIONS, STYLES, Order, orders
from orders_scoring import named

SEEDS = 300
LEAST = {"nothing else": 0.98, "nothing for review": 0.98, "edit not hidden": 1.0}
"""Floors by what is counted; every operation has 0.98."""


@pytest.fixture(scope="module")
def cases() -> list[Order]:
    """The cases of the first seeds."""
    return orders(0, SEEDS)


def test_each_operation_and_style_is_there(cases: list[Order]) -> None:
    """The cases hold every operation and every style of numbering, so that a floor on them says something."""
    done = {planted.operation for case in cases for planted in case.planted} | {"move" for case in cases if case.moves}

    assert set(OPERATIONS) <= done
    assert {case.style for case in cases} == {style.name for style in STYLES}


def test_operations_are_named_and_nothing_else_is_told(cases: list[Order]) -> None:
    """What was done to each unit is named as what it is, little else is told, and no edit is hidden."""
    total = named(cases)
    counted = {what for what, noise in total.counts if noise == "all" and not what.endswith(" right")}

    short = {
        what: (total.share(what), total.examples.get(what, [])[:3])
        for what in counted
        if total.share(what) < LEAST.get(what, 0.98)
    }

    assert short == {}

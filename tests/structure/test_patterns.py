# SPDX-License-Identifier: Apache-2.0
"""Patterns that are compiled at their first use."""

import re

import pytest

from policydiff.vocabulary.patterns import late_pattern


def test_a_late_pattern_finds_what_a_compiled_one_finds() -> None:
    """Every method that is asked for is the compiled pattern's, with its flags, the first time and the next."""
    late, compiled = late_pattern("(?P<unit>万|KM)", re.IGNORECASE), re.compile("(?P<unit>万|KM)", re.IGNORECASE)

    for _ in range(2):
        assert [m.span() for m in late.finditer("3km，5万")] == [m.span() for m in compiled.finditer("3km，5万")]
        assert late.sub("x", "3km") == compiled.sub("x", "3km")
    assert (late.pattern, late.groupindex, late.flags) == (compiled.pattern, compiled.groupindex, compiled.flags)


def test_a_fault_in_a_late_pattern_shows_where_it_is_used() -> None:
    """What cannot be compiled raises the error of the compiler at the first use."""
    with pytest.raises(re.error):
        late_pattern("(").match("x")

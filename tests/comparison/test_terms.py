# SPDX-License-Identifier: Apache-2.0
"""A difference inside a listed term is high."""

from copies import NOTICE

from policydiff import compare


def test_a_change_inside_a_term_is_high_and_a_name() -> None:
    """One character of a listed formula is graver than the same character elsewhere."""
    other = NOTICE.replace("创新驱动发展战略", "创新驱动发展策略")

    plain, listed = compare(NOTICE, other), compare(NOTICE, other, terms=["创新驱动发展战略"])

    assert [(d.kind, d.severity) for d in plain.differences] == [("text", "normal")]
    assert [(d.kind, d.severity) for d in listed.differences] == [("name", "high")]

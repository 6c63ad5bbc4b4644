# SPDX-License-Identifier: Apache-2.0
"""Marks that say that text was taken out: 删减, （略）, ×××, ***, …"""

from policydiff.vocabulary.patterns import late_pattern

_CROSSES = r"[×Х]{2,}|\*{3,}"
MENTION = late_pattern(rf"删减|略|{_CROSSES}")
"""A mark inside a reading: what changed may be the statement itself."""
TRACE = late_pattern(rf"删减|略去|\(略\)|{_CROSSES}|x{{3,}}|…{{2,}}")
"""A mark near a place where a unit is lost."""
STUB = late_pattern(
    r"\(?(?:删除|删减|略|本[条项款]略|略去|此处略|此处删减|本文有删减)\)?。?|[×xX*Х]{3,}|…{1,4}|\(?×+\)?"
)
"""The whole text of a unit that is there only to say that its text is not."""

# SPDX-License-Identifier: Apache-2.0
"""Work that is bounded: what is looked at less closely is told, and what people write is looked at in full."""

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from policydiff.diff.edits import edits
from policydiff.vocabulary import written

_HAN = "各级部门要高度重视认真落实责任推进建设完善体系加强督导检查定期通报进展优化空间布局补齐短板弱项"
_VALUES = st.text(
    "0123456789.,-/:() 〇零一二三十百千万亿拾廿两年月日号元正冬腊时点分半上下午晚早凌晨公西民国中华负零下¥%至第几aZ_²",
    max_size=60,
)


def _sentences(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(_HAN, k=40)) + "。" for _ in range(count)]


def test_long_texts_that_say_different_things_are_told_as_such() -> None:
    """Between what two long texts share, stretches that have nothing in common are one difference each, and said to be
    over the budget."""
    shared, one, other = _sentences(1, 40), _sentences(2, 400), _sentences(3, 400)
    a, b = ["".join((*own[:200], *shared, *own[200:])) for own in (one, other)]

    found = edits(a, b)

    assert [edit.budget_hit for edit in found] == [True, True]
    assert "".join(shared) in a[found[0].a1 : found[1].a0]


def test_edits_of_a_long_text_are_found_one_by_one() -> None:
    """A long text with a character changed in every second sentence is compared by characters from end to end."""
    sentences = _sentences(4, 400)
    changed = [one[:20] + "改" + one[21:] if n % 2 else one for n, one in enumerate(sentences)]

    found = edits("".join(sentences), "".join(changed))

    assert len(found) == len(sentences) // 2
    assert not any(edit.budget_hit for edit in found)


_ANY_FORM = re.compile("|".join(form.pattern for _, form in written._FORMS))
"""All forms in one pattern, which the program tries one by one, and only where the text can hold them."""


@given(_VALUES)
def test_no_value_begins_where_none_is_looked_for(text: str) -> None:
    """The values of a text are those that a search of all forms finds at every place."""
    assert [m.span() for m in written._matches(text)] == [m.span() for m in _ANY_FORM.finditer(text)]

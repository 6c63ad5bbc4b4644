# SPDX-License-Identifier: Apache-2.0
"""Equal differences that do not tell, counted."""

from hypothesis import given
from hypothesis import strategies as st

from policydiff import compare

pieces = st.sampled_from(["工", "工(gōng)", "標", "标", "　", "\n", "“作”", "「作」", "范", "範", "发展。"])
texts = st.lists(pieces, max_size=12).map(lambda found: "工作" + "".join(found))


@given(texts, texts)
def test_groups_are_turned_round_with_the_copies(a: str, b: str) -> None:
    """Compared the other way round the groups have their readings exchanged, and are ordered by the same rule."""
    there, back = compare(a, b), compare(b, a)

    turned = [(g.class_, g.kind, g.b, g.a, g.count, g.reason) for g in there.groups]

    assert sorted(turned) == sorted((g.class_, g.kind, g.a, g.b, g.count, g.reason) for g in back.groups)
    for found in (there, back):
        for class_ in {g.class_ for g in found.groups}:
            mine = [(-g.count, g.kind, g.a, g.b) for g in found.groups if g.class_ == class_]
            assert mine == sorted(mine)
            assert sum(g.count for g in found.groups if g.class_ == class_) == found.counts[class_]

# SPDX-License-Identifier: Apache-2.0
"""A page number between the lines is told by itself, and what is lost beside it is told as what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff import compare
from policydiff.diff.edits import edits
from policydiff.diff.page_pieces import page_apart
from policydiff.model import TELLING
from policydiff.structure.notice import Furniture

HEAD = (
    "测试市人民政府办公室关于做好年度工作的通知\n各有关单位：\n现将有关事项通知如下，请认真贯彻执行，确保完成任务。\n"
)
LINES = (
    "一、落实责任。各单位分工负责（牵头单位：市民政局；配合单位：市水利局、市财政局）\n{0}"
    "二、加强督查。逾期未完成的予以通报；情况复杂的，经批准，可以延长9个工作日。\n{1}三、及时报送。\n"
)
CHANGES = {
    "an office lost": ("、市财政局", "", "responsible_unit"),
    "another office": ("市财政局", "市公安局", "responsible_unit"),
    "a clause lost": ("；情况复杂的，经批准，可以延长9个工作日", "", "text"),
    "a number": ("9个", "6个", "number"),
}


@pytest.mark.parametrize(("old", "new", "kind"), CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize(
    "pages",
    [("— 17 —\n", "", "", "— 33 —\n"), ("— 17 —\n", "— 18 —\n", "", ""), ("— 17 —\n", "", "— 16 —\n", "")],
    ids=["on both", "on one", "beside each other"],
)
def test_what_is_lost_beside_a_page_number_is_told_alone(
    old: str, new: str, kind: str, pages: tuple[str, str, str, str]
) -> None:
    """The reading that tells holds nothing of the page, whichever copy has the number."""
    a, b = HEAD + LINES.format(*pages[:2]), HEAD + LINES.format(*pages[2:]).replace(old, new)
    told = [d for d in compare(a, b).differences if d.class_ in TELLING]

    assert [d.kind for d in told] == [kind]
    assert "—" not in told[0].a.text + told[0].b.text


@given(st.text("局）—7。", max_size=6), st.text("局）—7。", max_size=6), st.text("局）—7。", max_size=12))
def test_edits_still_make_one_text_of_the_other(head: str, tail: str, b: str) -> None:
    """Edits stay in order, all text between them is equal, and the piece is changed with nothing, or as part of one
    change that goes over it."""
    a = f"{head}—17—{tail}"
    piece = Furniture(len(head), len(head) + 4, "page_number")
    made = page_apart(a, b, edits(a, b), [piece], [])
    at_a = at_b = 0
    for edit in made:
        assert edit.a0 >= at_a
        assert edit.b0 >= at_b
        assert a[at_a : edit.a0] == b[at_b : edit.b0]
        assert edit.page is None or (edit.a0, edit.a1, edit.b0) == (piece.start, piece.end, edit.b1)
        at_a, at_b = edit.a1, edit.b1
    assert a[at_a:] == b[at_b:]

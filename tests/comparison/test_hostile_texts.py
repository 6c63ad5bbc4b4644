# SPDX-License-Identifier: Apache-2.0
"""Texts written to deceive: what is hidden, looks alike or is folded too far is told for what it is."""

import pytest

from policydiff.api import compare

TEXT = (
    "某市人民政府关于印发重点任务的通知\n一、加强领导\n1.建设实验室，投资30亿元，增长35%。(市科技局)\n"
    "2.推进信息化，征收土地后移交里弄。(市教育局)\n3.未来己日，干部入土，二〇二三年。(市财政局)\n"
)
CASES = [
    ("15 nothing wide in a number", "30亿", "3\u200b0亿", "integrity hidden_in_token"),
    ("16 a number turned round", "30亿", "\u202e03\u202c亿", "integrity bidi_control, substantive number"),
    ("17 two tags", "实", "实\U000e0041\U000e0042", "integrity tag_character"),
    ("17 one selector behind a character", "实", "实\U000e0100", "format compatibility_glyph"),
    ("17 two selectors", "实", "实\U000e0100\U000e0101", "integrity tag_character"),
    ("17 three of the older selectors", "实", "实\ufe00\ufe01\ufe0f", "integrity tag_character"),
    *((f"18 U+{ord(c):04X}", "实", f"实{c}", "format hidden_character") for c in "\xad\u180e\u115f\u1160\u2800\u3164"),
    *((f"18 U+{ord(c):04X}", "30亿", f"3{c}0亿", "integrity hidden_in_token") for c in "\xad\u180e\u3164\uffa0"),
    ("19 a raised digit", "30亿", "3²亿", "substantive number"),
    ("19 a digit in a circle", "30亿", "③0亿", "substantive number"),
    ("19 a half", "35%", "½%", "substantive number"),
    ("20 a character of nobody's", "息", "\ue000", "substantive damaged"),
    ("20 a radical", "里弄", "\u2fa5弄", "format compatibility_glyph"),
    ("20 a compatibility ideograph", "里弄", "\uf9e9弄", "format compatibility_glyph"),
    *((f"21 {a} {b}", a, b, "substantive text") for a, b in ("未末", "己已", "日曰", "土士")),
    ("22 another script's word, which the copy's own script does not give", "征收", "徵收", "review ambiguous_script"),
    ("22 two words of one character", "干部", "乾部", "review ambiguous_script"),
    ("22 the fold and the word", "后移", "后後移", "substantive text"),
    ("23 a reading of another character", "30亿", "30(wàn)亿", "substantive"),
    ("23 words in a reading's brackets", "亿元", "亿元(bù)低于", "substantive"),
    ("23 words in brackets", "亿元", "亿元(不低于)", "substantive"),
    ("23 a reading that is not this character's", "信息", "信(xī)息", "substantive text"),
    ("23 readings", "亿元", "亿(yì)元(yuán)", "gloss pinyin"),
]


@pytest.mark.parametrize(("before", "after", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_deceit_is_told_for_what_it_is(before: str, after: str, told: str) -> None:
    """Each is a difference of its class and kind, and no other is set aside with it; from either side."""
    changed = TEXT.replace(before, after, 1)
    assert changed != TEXT
    for one, other in ((TEXT, changed), (changed, TEXT)):
        found = {f"{difference.class_} {difference.kind}" for difference in compare(one, other).differences}
        wanted = told.split(", ")
        if len(wanted) == 1:
            assert all(said.startswith(told) for said in found), found
        assert all(any(said.startswith(word) for said in found) for word in wanted), found

# SPDX-License-Identifier: Apache-2.0
"""Panes hold every character of a source once, whatever is marked in it."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.report.marks import Look, Mark, Marks, Pane, panes_of, render_panes
from policydiff.show.visible import html

TEXT = st.text(st.sampled_from("甲乙丙丁<>&\"'\n\u202e\u200b \U000e0041"), max_size=60)


def source_of(panes: list[str]) -> str:
    """The text that panes of HTML hold, tags gone."""
    return unescape(re.sub(r"<[^>]*>", "", "".join(panes)))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Pane], list[Mark], list[Mark]]:
    """A text, panes that cover it, and two layers of marks that each do not overlap themselves."""
    text = draw(TEXT)
    places = st.integers(0, len(text))
    panes = panes_of(
        [(start, True, unit, -1) for unit, start in enumerate(sorted(draw(st.sets(places, max_size=4))))], len(text)
    )

    def layer(name: str) -> list[Mark]:
        bounds = sorted(draw(st.lists(places, max_size=8)))
        spans = list(zip(bounds[::2], bounds[1::2], strict=False))
        return [
            (start, end, Look(f"<i id='{name}{n}'>", "</i>", f"<i data-d='{name}{n}'>", draw(st.integers(0, 3))))
            for n, (start, end) in enumerate(spans)
        ]

    return text, panes, layer("d"), layer("f")


@given(marked())
def test_panes_hold_the_source(case: tuple[str, list[Pane], list[Mark], list[Mark]]) -> None:
    """Joined panes, freed of tags, are the source, and every difference's mark stands in them once."""
    text, panes, marks, errata = case

    rendered = render_panes(text, panes, Marks.of(marks), errata)

    assert source_of(rendered) == text
    assert next(pane.start for pane in panes) == 0
    assert sorted(re.findall(r"id='(d\d+)'", "".join(rendered))) == sorted(f"d{n}" for n in range(len(marks)))


@given(marked())
def test_marks_are_well_nested(case: tuple[str, list[Pane], list[Mark], list[Mark]]) -> None:
    """Each pane closes what it opens, even where a mark runs across a pane's end."""
    text, panes, marks, errata = case

    for pane in render_panes(text, panes, Marks.of(marks), errata):
        tags = re.findall(r"<(/?)i\b", pane)
        depth = 0
        for closing in tags:
            depth += -1 if closing else 1
            assert depth >= 0
        assert depth == 0


def test_an_empty_mark_at_a_boundary_stays_with_its_unit() -> None:
    """What was put in at the end of a unit is shown there, not at the head of the next."""
    panes = [Pane(0, 0, 2), Pane(1, 2, 4)]
    first, second = (Look("<i>", "</i>", "<i>", unit=unit) for unit in (0, 1))

    assert render_panes("甲乙丙丁", panes, Marks.of([(2, 2, first)]), []) == ["甲乙<i></i>", "丙丁"]
    assert render_panes("甲乙丙丁", panes, Marks.of([(2, 2, second)]), []) == ["甲乙", "<i></i>丙丁"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#x27;"),
        ("a\r\nb", "a\nb"),
        ("\r", '<span class="ctl" data-t="CR U+000D">&#13;</span>'),
        ("\x00", '<span class="ctl" data-t="NUL U+0000"></span>'),
        ("\u202e1", '<span class="ctl" data-t="RLO U+202E">\u202e</span>1'),
        ("\ud800", '<span class="ctl" data-t="U+D800"></span>'),
        ("\ue123", '<span class="ctl" data-t="U+E123">\ue123</span>'),
        ("工\U000e0100", '工<span class="ctl" data-t="U+E0100">\U000e0100</span>'),
    ],
)
def test_acting_characters_become_tokens(text: str, shown: str) -> None:
    """A character that acts or hides is shown by its code point and kept inside the token where HTML can keep it."""
    assert shown == html(text)

# SPDX-License-Identifier: Apache-2.0
"""Differences that a page needs as columns: what tells is made, what is set aside where it is asked for."""

from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff import read
from policydiff.late import Late, glosses, handled, telling, whole
from policydiff.model import TELLING, Comparison
from policydiff.options import Options
from policydiff.pipeline import compare_prepared, prepare
from policydiff.report.quiet import grouped
from policydiff.report.sources import sources_of
from policydiff.report.texts import Texts

_PIECES = (
    "国家", "國家", "推进", "推進", "工(gōng)作", "工作", "1.", "2.", "\n", "。", "，", ",", "发展", "發展", "后", "後",
    "干部", "乾部", "责任单位：市教育局", "責任單位：市教育局", "5项", "６项",
)  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=40).map(lambda some: "".join(("通知", *some)))


def both(a: str, b: str) -> tuple[Comparison, Comparison]:
    """The comparison with all differences made, and with those that are set aside as columns."""
    copies = [prepare(read(text)) for text in (a, b)]
    first, second = (compare_prepared(*copies, Options(late=late)) for late in (False, True))
    return first, second


@settings(max_examples=25)
@given(_TEXTS, _TEXTS)
def test_late_differences_are_the_same(a: str, b: str) -> None:
    """Whoever walks through late differences, or asks for one, gets what a comparison in full lists, ids included."""
    full, late = both(a, b)
    found = late.differences

    assert isinstance(found, Late)
    assert tuple(found) == full.differences == whole(found)
    assert [found[at] for at in range(len(found))] == list(full.differences)
    assert (
        list(telling(found))
        == [one for one in full.differences if one.class_ in TELLING]
        == list(telling(full.differences))
    )
    assert (late.counts, late.groups, late.fields) == (full.counts, full.groups, full.fields)


@settings(max_examples=25)
@given(_TEXTS, _TEXTS)
def test_columns_say_of_what_is_set_aside_what_its_objects_say(a: str, b: str) -> None:
    """The groups of a page, their numbers, places and glosses come out alike from columns and from objects."""
    full, late = both(a, b)
    texts = sources_of(full, Texts(a, b))
    here, there = grouped(full.differences, texts), grouped(late.differences, texts)

    assert (here.groups, here.counts, list(here.numbers)) == (there.groups, there.counts, list(there.numbers))
    assert (here.starts, here.ends, here.own) == (there.starts, there.ends, there.own)
    assert not handled(late.differences)
    for side in ("a", "b"):
        assert list(glosses(full.differences, side)) == list(glosses(late.differences, side))

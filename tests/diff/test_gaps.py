# SPDX-License-Identifier: Apache-2.0
"""What the layers took out of one text, gap by gap."""

from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical import canonicalize
from policydiff.diff.gaps import GapMap

sources = st.lists(st.sampled_from(["工", "(gōng)", "作", "(zuò)", "\n", " ", "\u200b", "。"]), max_size=12).map(
    "".join
)


@given(sources)
def test_gaps_and_kept_characters_make_up_the_source(source: str) -> None:
    """Each gap stands before the kept character it says, and nothing of the source lies in neither."""
    canonical = canonicalize(source)
    gaps = GapMap(canonical)

    pieces = [gaps.text(kept) + canonical.bare[kept : kept + 1] for kept in range(len(canonical.bare) + 1)]

    assert "".join(pieces) == source
    spans = [gaps.span(kept) for kept in range(len(canonical.bare) + 1)]
    assert all(span is None or span[0] < span[1] for span in spans)
    assert list(gaps.order) == [kept for kept, span in enumerate(spans) if span is not None]


@given(sources)
def test_a_gap_has_a_verdict_where_one_run_makes_it(source: str) -> None:
    """The removed runs of a gap follow each other from its start to its end; a verdict stands for exactly one."""
    gaps = GapMap(canonicalize(source))

    for start, end, verdict in zip(gaps.starts, gaps.ends, gaps.verdicts, strict=True):
        tokens = gaps.tokens(start, end)
        assert "".join(token.text for token in tokens) == source[start:end]
        assert [token.end for token in tokens[:-1]] == [token.start for token in tokens[1:]]
        assert (verdict is None) == (len(tokens) > 1)

# SPDX-License-Identifier: Apache-2.0
"""Differences inside a listed term (a leader, a body, a fixed formula) are grave whatever their size."""

from collections.abc import Sequence

from policydiff.canonical.text import Canonical
from policydiff.diff.raw import Raw
from policydiff.diff.raws import Raws
from policydiff.reasons import further
from policydiff.script.terms import term_spans


def within_terms(raws: Raws, terms: Sequence[str], a: Canonical, b: Canonical) -> Raws:
    """The differences, substantive ones inside a term with severity high and, where they are plain text, kind name."""
    if not terms:
        return raws
    spans_a, spans_b = _source_spans(a, terms), _source_spans(b, terms)
    return Raws(
        _graver(raw) if raw.verdict.class_ == "substantive" and _inside(raw, spans_a, spans_b) else raw for raw in raws
    )


def _source_spans(canonical: Canonical, terms: Sequence[str]) -> list[tuple[int, int]]:
    return [canonical.offsets.span_to_source(start, end) for start, end in term_spans(canonical.text, terms)]


def _inside(raw: Raw, spans_a: Sequence[tuple[int, int]], spans_b: Sequence[tuple[int, int]]) -> bool:
    return _overlaps(spans_a, raw.a0, raw.a1) or _overlaps(spans_b, raw.b0, raw.b1)


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any((s < end and start < e) or s < start == end < e for s, e in spans)


def _graver(raw: Raw) -> Raw:
    verdict = raw.verdict
    kind = "name" if verdict.kind == "text" else verdict.kind
    return raw._replace(
        verdict=verdict._replace(kind=kind, severity="high", reason=further(verdict.reason, "in_listed_term"))
    )

# SPDX-License-Identifier: Apache-2.0
"""Reads the structure of a notice off its canonical text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from policydiff.canonical.text import Canonical
from policydiff.ingest.outside import outside_reasons
from policydiff.model import Reason, Witness
from policydiff.reasons import because
from policydiff.structure import outline
from policydiff.structure.attachments import attachments
from policydiff.structure.closing import closings, copies_to, lone_marks
from policydiff.structure.completeness import missing
from policydiff.structure.contents import contents
from policydiff.structure.continued import unit_line
from policydiff.structure.fields import read_fields
from policydiff.structure.front import front, title_end
from policydiff.structure.furniture import head_furniture, tail_furniture
from policydiff.structure.items import items
from policydiff.structure.labels import Candidate, Rank, candidates
from policydiff.structure.notice import Furniture, Notice
from policydiff.structure.outline import Unit
from policydiff.structure.page_known import NOTHING, Known
from policydiff.structure.page_marks import page_numbers
from policydiff.structure.part import Part
from policydiff.structure.segments import Segments
from policydiff.structure.sequence import Fit, Label, accepted
from policydiff.structure.tables import tables
from policydiff.structure.tree import Opening, build
from policydiff.vocabulary.patterns import late_pattern

_TRAILING = late_pattern(
    r"(?:本(?:通知|意见|措施|办法|方案|规定|政策|条例|计划)|上述|以上(?:政策|措施|各)|各(?:地区|地方|地、|地各|地要|级|区|县|市|省|州|有?关?部门|有?关?单位|设区|街道|镇|乡))"
)
"""How the closing paragraph of a plan starts, which belongs to no task."""
_IN_CHARGE = late_pattern(r"\([^()]{0,200}(?:负责|牵头|配合|参与|(?:单位|部门):[^()]*)\)$")
_HEADING = 48
_PRINTED = frozenset({"application/pdf", "application/ofd"})
"""Pages laid out for good, where a cell may go on in a line of its own."""


def parse(
    canonical: Canonical, witness: Witness | None = None, *, fields: bool = True, known: Known = NOTHING
) -> Notice:
    """Structure, fields and completeness of a copy; never raises on a bad document. About linear in its length.

    Without `fields` none are read, which saves a third of the time; the rest is the same. `known` is what another copy
    shows to be of the page around the notice.
    """
    segments = Segments.of(canonical)
    text = canonical.text
    tail = tail_furniture(segments, known)
    end = tail[0].start if tail else len(text)
    head = head_furniture(segments, end, known)
    start = _initial(head)
    toc = contents(segments, start, end)
    found = candidates(canonical, start, end)
    resets = [part.start for part in attachments(segments, start, end, None) if part.style == "supplied"]
    printed = witness is not None and witness.media_type in _PRINTED
    listed = tables(canonical, witness.grids if witness is not None else (), (start, end), printed=printed)
    listed = tuple(table for table in listed if toc is None or not toc[0] <= table.start < toc[1])
    rows = _without_gaps(text, [Opening.of_row(table, row, text) for table in listed for row in table.full_rows])
    taken = [(row.start, row.end or row.start) for row in rows] + ([toc] if toc else [])
    labels = accepted(text, _beside(found, taken), resets, canonical.breaks)
    over = [Part(*span, "paragraph") for table in listed if (span := unit_line(canonical, table.start)) is not None]
    parts = _frame(
        segments,
        head,
        labels,
        toc,
        end,
        min([end, *(part.start for part in over[:1]), *(row.start for row in rows[:1])]),
    )
    parts = _apart([*parts, *over])
    counted = [label.candidate for label in labels]
    labels = _outside(labels, parts)
    cuts = [part.start for part in parts if part.style == "supplied" or (part.kind == "title" and part.start > start)]
    units = _over_rows(text, outline.units(text, labels, cuts, end), [row.start for row in rows], end)
    numbers = page_numbers(segments)
    closing = _closing_paragraphs(segments, units, parts, end)
    parts = _apart([*parts, *(part for part in closing if not _is_number(part, numbers))])
    blocks = [Opening.of_part(part, text) for part in parts]
    blocks += [Opening.of_unit(unit) for unit in units]
    blocks += [row for row in rows if not any(part.start < row.start < part.end for part in parts)]
    blocks += [Opening(item.start, "page", item.end, item.kind) for item in (*head, *tail)]
    blocks += [Opening(at, "page", after, "running_head") for table in listed for at, after in table.again]
    roots = build(segments, blocks, len(text))
    furniture = (*head, *numbers, *tail)
    read = read_fields(segments, roots, furniture, listed) if fields else ()
    nodes = [node for root in roots for node in root.walk()]
    incomplete = missing(segments, nodes, [unit.label for unit in units])
    incomplete += outside_reasons(witness.events) if witness is not None else ()
    incomplete += _lost(canonical.source)
    below = items(canonical, counted, [unit.label.candidate for unit in units], end)
    return Notice(canonical, roots, read, incomplete, (), furniture, below, listed)


def _is_number(part: Part, numbers: Sequence[Furniture]) -> bool:
    """Is what follows a task the number of its page alone, and no paragraph of the notice?"""
    return any(number.start <= part.start and part.end <= number.end for number in numbers)


def _lost(source: str) -> tuple[Reason, ...]:
    """Whether characters of the notice were lost before it was read."""
    lost = source.count("\ufffd")
    return (because("characters_lost", n=lost),) if lost else ()


def _initial(head: Sequence[Furniture]) -> int:
    at = 0
    for item in head:
        if item.start != at:
            break
        at = item.end
    return at


def _frame(
    segments: Segments,
    head: Sequence[Furniture],
    labels: Sequence[Label],
    toc: tuple[int, int] | None,
    end: int,
    first_row: int,
) -> list[Part]:
    """The elements around the labelled body, in order and without overlaps; `first_row` is where the first table
    begins."""
    text = segments.canonical.text
    start = _initial(head)
    starts = [label.candidate.start for label in labels]
    first = min([*starts, end, first_row, *([toc[0]] if toc else [])])
    parts: list[Part] = []
    page = {item.start for item in head}
    signed = [found for found in closings(segments, start, end) if found[0].start not in page]
    limit = min(first, signed[0][0].start if signed else end)
    for a, b in _between(head, start, limit):
        parts += [
            part for part in front(segments, a, b) if part.kind != "title" or not any(p.kind == "title" for p in parts)
        ]
    if toc:
        parts.append(Part(*toc, "paragraph", "contents"))
    closed = None
    for found in signed:
        after = found[-1].end
        behind = bisect_left(starts, after)
        following = starts[behind] if behind < len(starts) else end
        title = title_end(segments, after, following) if after < following and not _attached(text, after) else after
        if (
            (following == end and not starts)
            or title > after
            or after == end
            or following == end
            or _attached(text, after)
        ):
            parts += found
            closed = after
            if title > after:
                parts.append(Part(after, title, "title"))
    going_on = max(
        (label.candidate.start for label in labels if label.fit is Fit.NEXT and label.candidate.rank == Rank.ARTICLE),
        default=-1,
    )
    if closed is None:
        parts += lone_marks(segments, max([limit, *starts]), end)
    parts += copies_to(segments, closed if closed is not None else max([limit, *starts]), end)
    added = [_before_signature(part, parts) for part in attachments(segments, start, end, closed)]
    return _apart(
        parts + [part for part in added if closed is not None or part.style == "named" or part.start > going_on]
    )


def _before_signature(part: Part, parts: Sequence[Part]) -> Part:
    """A list of attachments without the signature that a joined line runs it into."""
    inside = [
        other.start for other in parts if other.kind in ("issuer", "date") and part.start < other.start < part.end
    ]
    return part._replace(end=min(inside)) if inside else part


def _without_gaps(text: str, rows: Sequence[Opening]) -> list[Opening]:
    """The rows, each with the space that holds a number at its end apart from the next row."""
    following = [row.start for row in rows[1:]]
    spaced = [
        row._replace(end=start) if row.end is not None and text[row.end : start].isspace() else row
        for row, start in zip(rows, following, strict=False)
    ]
    return [*spaced, *rows[-1:]]


def _over_rows(text: str, units: Sequence[Unit], rows: Sequence[int], end: int) -> list[Unit]:
    """The units, where those that are only headings over rows of a table are sections that hold them; so is a heading
    of their rank without rows."""
    if not rows:
        return list(units)
    stops = [*(unit.label.candidate.start for unit in units[1:]), end][: len(units)]
    short, ranks = set(), set()
    for i, (unit, stop) in enumerate(zip(units, stops, strict=True)):
        body = unit.label.candidate.end
        at = bisect_left(rows, body)
        held = at < len(rows) and rows[at] < stop
        own = text[body : rows[at] if held else stop]
        if unit.kind == "task" and len(own) <= _HEADING and "。" not in own:
            short.add(i)
            ranks.update([unit.label.candidate.rank] if held else [])
    return [
        unit._replace(kind="section") if i in short and unit.label.candidate.rank in ranks else unit
        for i, unit in enumerate(units)
    ]


def _beside(found: Sequence[Candidate], spans: Sequence[tuple[int, int]]) -> list[Candidate]:
    """The candidates that stand in none of the spans, which may lie in each other (a table in a cell)."""
    ordered = sorted(spans)
    starts, reach = [a for a, _ in ordered], list(accumulate((b for _, b in ordered), max))
    return [
        candidate
        for candidate in found
        if not (i := bisect_right(starts, candidate.start)) or reach[i - 1] <= candidate.start
    ]


def _outside(labels: Sequence[Label], parts: Sequence[Part]) -> list[Label]:
    """The labels that stand in none of the parts (a numbered list of attachments is not a list of tasks)."""
    kept = []
    i = 0
    for label in labels:
        start = label.candidate.start
        while i < len(parts) and parts[i].end <= start:
            i += 1
        if i == len(parts) or start < parts[i].start:
            kept.append(label)
    return kept


def _closing_paragraphs(segments: Segments, units: Sequence[Unit], parts: Sequence[Part], end: int) -> list[Part]:
    """The paragraphs after the last task of each part, where their first words or the task's last ones show that they
    are not the task's."""
    text = segments.canonical.text
    found = []
    bounds = [part.start for part in parts]
    for i, unit in enumerate(units):
        start = unit.label.candidate.end
        stop = units[i + 1].label.candidate.start if i + 1 < len(units) else end
        following = bisect_left(bounds, start)
        stop = (
            bounds[following]
            if following < len(bounds) and bounds[following] < stop
            else stop
            if i + 1 == len(units)
            else -1
        )
        if unit.kind != "task" or stop - start <= _HEADING:
            continue
        for cut in segments.soft(start + _HEADING, stop):
            told = _TRAILING.match(text, cut) and text[cut - 1] in "。)"
            if told or (text[cut - 1] == ")" and _IN_CHARGE.search(text, max(start, cut - 260), cut)):
                found.append(Part(cut, stop, "paragraph"))
                break
    return found


def _attached(text: str, at: int) -> bool:
    return text.startswith(("附件", "附表", "附录", "附:", "抄送:", "抄报:", "分送:"), at)


def _between(head: Sequence[Furniture], start: int, limit: int) -> list[tuple[int, int]]:
    spans = []
    for item in head:
        if item.start >= limit:
            break
        if item.start > start:
            spans.append((start, item.start))
        start = max(start, item.end)
    return [*spans, (start, limit)]


def _apart(parts: list[Part]) -> list[Part]:
    kept: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.start, -part.end)):
        if part.end > part.start and (not kept or part.start >= kept[-1].end):
            kept.append(part)
    return kept

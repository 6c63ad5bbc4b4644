# SPDX-License-Identifier: Apache-2.0
"""Signs that something is missing from a copy, each a reason.

Said of a copy by itself: a copy that is cut off looks the same whether or not another copy has the rest.
"""

from collections.abc import Sequence

from policydiff.model import Reason
from policydiff.reasons import because
from policydiff.structure.attachments import ENTRY
from policydiff.structure.closing import ends_as_issuer
from policydiff.structure.labels import BULLETS
from policydiff.structure.marks import FINAL
from policydiff.structure.notice import Node
from policydiff.structure.segments import Segments
from policydiff.structure.sequence import Fit, Label
from policydiff.vocabulary.patterns import late_pattern

_CLOSING = frozenset({"issuer", "date", "marking", "attachment"})
_UNFINISHED = frozenset(",、:(《〈-")
_CELL = 26
"""A line of at most this many characters without a stop may be a heading, a caption or a cell of a table."""
_LATIN_STOP = late_pattern(r"[A-Za-z)]\.$")
_IMPRINT = late_pattern(r"日印发$|\d份\)?$")
_MENTIONED = late_pattern(r"(?:见|详见|参见)附(?:件|表)\d{0,2}")


def missing(segments: Segments, nodes: Sequence[Node], labels: Sequence[Label]) -> tuple[Reason, ...]:
    """The reasons to think that the copy is not whole, in the order end, numbering, attachments; else empty."""
    return (*_end(segments, nodes), *_gaps(segments, labels), *_attachments(segments, nodes))


def _end(segments: Segments, nodes: Sequence[Node]) -> list[Reason]:
    body = [node for node in nodes if node.kind != "page"]
    if not body or body[-1].kind in _CLOSING:
        return []
    last = body[-1]
    bare = segments.canonical.bare
    if last.label and _is_bare_heading(segments, last, body):
        return [because("bare_heading", heading=f"{last.label}{last.title}")]
    if _in_mid_sentence(segments, last, body):
        return [because("mid_sentence", text=bare[max(last.start, last.own_end - 12) : last.own_end])]
    return []


def _is_bare_heading(segments: Segments, last: Node, nodes: Sequence[Node]) -> bool:
    """Whether the last unit is a heading alone where others of its kind have text or units under them."""
    if last.kind not in ("section", "task") or _text_after_heading(segments, last):
        return False
    peers = [node for node in nodes if node.style == last.style and node is not last]
    with_text = sum(bool(node.children) or _text_after_heading(segments, node) for node in peers)
    return with_text > len(peers) / 2 or (last.kind == "section" and not peers)


def _text_after_heading(segments: Segments, node: Node) -> bool:
    text = segments.canonical.text[node.body : node.own_end]
    return len(text) > 60 or any(mark in text for mark in "。;:") or segments.line_end(node.body) < node.own_end


def _in_mid_sentence(segments: Segments, last: Node, nodes: Sequence[Node]) -> bool:
    """Whether the text breaks off inside a sentence: not a signature, cells of a table, items without a full stop."""
    text = segments.canonical.text
    own = text[last.start : last.own_end]
    if own[-1:] in FINAL or _LATIN_STOP.search(own):
        return own.endswith(":")
    if own[-1:] in _UNFINISHED or own.count("(") > own.count(")") or own.count("《") > own.count("》"):
        return True
    tail = last.own_end - len(own) + max(own.rfind(mark) for mark in "。;!?") + 1
    rest = text[tail : last.own_end]
    if _IMPRINT.search(own) or any(text[node.start : node.own_end] in rest for node in nodes if node.kind == "title"):
        return False
    lines = segments.lines(tail, last.own_end)
    if (
        last.label
        and len(lines) == 1
        and (tail == last.start or not ends_as_issuer(rest))
        and _peers_end(text, last, nodes)
    ):
        return True
    if tail == last.start and last.label:
        return False
    if tail > last.start and not segments.spaced(tail):
        return True
    if len(lines) > 1 and not (segments.wrapped() and all(end - start > _CELL for start, end in lines[:-1])):
        return False
    cells = len(segments.soft(tail, last.own_end)) >= len(lines)
    return max(end - start for start, end in lines) > _CELL and not cells


def _peers_end(text: str, last: Node, nodes: Sequence[Node]) -> bool:
    """Whether the other units of this kind end with sentences."""
    peers = [node for node in nodes if node.style == last.style and node.kind == last.kind and node is not last]
    ended = sum(text[node.own_end - 1] in FINAL for node in peers)
    return bool(peers) and ended > len(peers) * 0.8


def _gaps(segments: Segments, labels: Sequence[Label]) -> list[Reason]:
    reasons = []
    for label in labels:
        if not label.missing:
            continue
        shown = segments.canonical.bare[label.candidate.start : label.candidate.end].lstrip(BULLETS)
        if label.fit is Fit.LATE_START:
            reasons.append(because("late_start", label=shown))
        elif label.fit is Fit.GAP:
            reasons.append(because("gap_other" if label.missing > 1 else "gap_one", n=label.missing, label=shown))
    return reasons


def _attachments(segments: Segments, nodes: Sequence[Node]) -> list[Reason]:
    text = segments.canonical.text
    supplied = sum(node.kind == "attachment" and node.style == "supplied" for node in nodes)
    lists = [node for node in nodes if node.kind == "attachment" and node.style == "named"]
    entries = sum(max(1, len(ENTRY.findall(text, node.start, node.own_end))) for node in lists)
    if entries > supplied:
        return [because("attachments_absent", n=entries - supplied, total=entries)]
    if not supplied and not lists and "见附" in text and (mention := _MENTIONED.search(text)):
        return [because("attachment_absent", mention=mention.group())]
    return []

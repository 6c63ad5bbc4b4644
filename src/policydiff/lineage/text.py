# SPDX-License-Identifier: Apache-2.0
"""A collation in short for a terminal: the copies, what tells, what is missing, faults in common, the lineage."""

from collections.abc import Iterator

from policydiff.lineage.readings import worded
from policydiff.lineage.result import Collation, Variation
from policydiff.lineage.words import Words, words
from policydiff.model import CLASSES, TELLING
from policydiff.show.i18n import number
from policydiff.show.visible import abbreviate, plain

LISTED = 60
"""Places that a terminal shows; all of them are in the other formats."""
_LONGEST = 60


def write(collation: Collation, ui_lang: str) -> bytes:
    """The summary as lines of text."""
    say = words(ui_lang)
    blocks = (
        _head(collation, say),
        _places(collation, say),
        _missing(collation, say),
        _faults(collation, say),
        _lineage(collation, say),
    )
    said = "\n\n".join("\n".join(lines) for block in blocks if (lines := list(block))) + "\n"
    return said.encode("utf-8", "backslashreplace")


def _head(collation: Collation, say: Words) -> Iterator[str]:
    yield plain(say.title(collation))
    yield say.headline(collation)
    for copy in collation.copies:
        marks = [say.t("ui.same_text", copy=copy.same_text_as)] if copy.same_text_as else []
        marks += [say.t("ui.base")] if copy.siglum == collation.base else []
        marks += [f"{say.main.t('ui.errata')} {number(copy.facts.errata)}"] if copy.facts.errata else []
        yield f"  {copy.siglum}  {plain(copy.facts.name)}" + say.main.aside(say.join(marks))
    yield "  ".join(f"{say.main.t(f'class.{name}')} {number(collation.counts[name])}" for name in CLASSES)


def _places(collation: Collation, say: Words) -> Iterator[str]:
    told = [v for v in collation.variations if v.class_ in TELLING]
    for variation in told[:LISTED]:
        yield f"{variation.number}. {plain(variation.unit)} [{say.main.name('kind', variation.kind)}]"
        yield f"   …{plain(variation.before)}▸ {_readings(variation, say)} ◂{plain(variation.after)}…"
    if len(told) > LISTED:
        yield f"… {number(len(told) - LISTED)}"


def _readings(variation: Variation, say: Words) -> str:
    shown = [f"{abbreviate(plain(r.text), _LONGEST) or '∅'} {','.join(r.copies)}" for r in worded(variation)]
    if variation.missing:
        shown.append(f"{say.t('ui.lacking')} {','.join(variation.missing)}")
    return " | ".join(shown)


def _missing(collation: Collation, say: Words) -> Iterator[str]:
    if collation.passages:
        yield say.t("ui.missing")
    for passage in collation.passages:
        text = abbreviate(plain(passage.text.strip()), _LONGEST)
        length = say.main.aside(say.main.t("ui.characters", n=number(passage.length)))
        lacking = f"{say.t('ui.absent')} {','.join(passage.absent)}{length} {text}"
        yield "  " + say.main.labelled(plain(passage.unit), lacking)
    for move in collation.moves:
        yield "  " + say.t("ui.moved", unit=plain(move.unit), copies=say.join(move.copies))


def _faults(collation: Collation, say: Words) -> Iterator[str]:
    for common, heading in ((True, "faults_common"), (False, "faults_other")):
        groups = [f for f in collation.faults if f.common == common and len(f.copies) > 1]
        if groups:
            yield say.t(f"ui.{heading}")
        for fault in groups[:LISTED]:
            yield f"  {plain(fault.text)} → {plain(fault.suggestion or '?')} ×{fault.count} {','.join(fault.copies)}"


def _lineage(collation: Collation, say: Words) -> Iterator[str]:
    yield say.t("ui.lineage")
    for sentence in say.answer(collation):
        yield f"  {sentence}"
    names = {node.id: say.node(node) for node in collation.lineage.nodes}
    for edge in collation.lineage.edges:
        direction = f"{say.t('ui.direction').lower()} {say.t(f'direction.{edge.direction}')}"
        told = say.main.tables["meta"]["comma"].join([say.t(f"strength.{edge.strength}"), direction])
        clauses = [say.main.labelled(told, say.evidence(edge.evidence))]
        clauses += [say.main.labelled(say.t("ui.against_it"), say.evidence(edge.against))] if edge.against else []
        yield f"  {names[edge.parent]} → {names[edge.child]}  {say.main.clauses(clauses)}"

# SPDX-License-Identifier: Apache-2.0
"""How store commands print: lines for a reader, JSON lines for a program, and the checkpoint at the end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from policydiff.cli.language import language
from policydiff.cli.store_words import entry_of, known_by, reasons_of, value_of
from policydiff.cli.terminal import printable
from policydiff.provenance.anchors.anchor import Seen
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.dossier import Copy
from policydiff.provenance.entry import Entry
from policydiff.provenance.fields import FIELDS, GROUPS
from policydiff.provenance.inquiry import Verification
from policydiff.provenance.recorded import name_of
from policydiff.provenance.trouble import Trouble, ranges
from policydiff.reasons import say, tell
from policydiff.show.i18n import Catalogue, number, terminal
from policydiff.show.visible import ljust

if TYPE_CHECKING:
    from policydiff.provenance.adding import Adder

SHORT = 12
"""Characters of a hash that a reader is shown."""


def line(text: object) -> str:
    """Any text as one line that a terminal can be given."""
    return printable(str(text))


def encoded(value: object) -> str:
    """A result for programs: one object on a line."""
    return msgspec.json.encode(value, order="deterministic").decode() + "\n"


def seen(checkpoint: Checkpoint) -> dict[str, object]:
    """A checkpoint for programs."""
    return {
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": checkpoint.root_text(),
        "line": checkpoint.line(),
    }


def ending(checkpoint: Checkpoint, form: str) -> str:
    """The checkpoint, as the last line of an output."""
    return encoded({"checkpoint": seen(checkpoint)}) if form == "json" else f"{checkpoint.line()}\n"


def added(adder: "Adder", checkpoint: Checkpoint, form: str) -> str:
    """What an `add` did."""
    if form == "json":
        return encoded(_added_json(adder) | {"checkpoint": seen(checkpoint)})
    words = terminal(language())
    lines = []
    for one in adder.added:
        same = words.t("store.same_bytes", which=words.join(list(map(str, one.same_bytes)))) if one.same_bytes else ""
        unread = words.t("store.unread", code=one.unread.code) if one.unread else ""
        lines.append(f"{one.seq:>6}  {one.sha256[:SHORT]}  {line(one.name)}  {line(one.title)}{unread}{same}".rstrip())
    lines += [
        words.t("store.known", n=one.seq, digest=one.sha256[:SHORT], name=line(one.name)) for one in adder.known[:20]
    ]
    if len(adder.known) > 20:
        lines.append(words.t("store.known_more", n=len(adder.known) - 20))
    lines += [words.t("store.passed_over", what=line(what)) for what in adder.passed_over[:20]]
    if len(adder.passed_over) > 20:
        lines.append(words.t("store.passed_over_more", n=len(adder.passed_over) - 20))
    lines += [words.t("store.archived", n=seq) for seq in adder.archives]
    if adder.visits:
        lines.append(words.n("store.visited", len(adder.visits)))
    if adder.known:
        lines.append(words.t("store.known_total", n=len(adder.known)))
    lines.append(words.t("store.added", n=len(adder.added), refused=len(adder.refused)))
    if unread_ones := sum(one.unread is not None for one in adder.added):
        lines.append(words.t("store.unread_total", n=unread_ones))
    return "\n".join([*lines, checkpoint.line()]) + "\n"


def _added_json(adder: "Adder") -> dict[str, object]:
    copies = [
        {
            "entry": one.seq,
            "sha256": one.sha256,
            "name": one.name,
            "title": one.title,
            "same_bytes": one.same_bytes,
            "unread": {"code": one.unread.code, "message": one.unread.message} if one.unread else None,
        }
        for one in adder.added
    ]
    return {
        "schema": "policydiff.store.added/1",
        "added": copies,
        "known": [{"entry": one.seq, "sha256": one.sha256, "name": one.name} for one in adder.known],
        "archives": adder.archives,
        "visits": adder.visits,
        "refused": [{"name": one.name, "code": one.error.code, "message": one.error.message} for one in adder.refused],
        "passed_over": adder.passed_over,
    }


def shown(copy: Copy, later: Sequence[Entry], checkpoint: Checkpoint, form: str, anchors: Sequence[Entry] = ()) -> str:
    """All that is known of one copy; `anchors` are over states of the log that have it."""
    if form == "json":
        entry = {
            "entry": copy.seq,
            "event": copy.entry.data.get("event"),
            "time": copy.entry.time,
            "record": copy.fields,
            "tool": copy.tool,
        }
        about = [{"entry": one.seq, "kind": one.kind, "time": one.time, "data": one.data} for one in later]
        over = [{"entry": one.seq, **{key: one.data.get(key) for key in _ANCHORED}} for one in anchors]
        told = {"schema": "policydiff.store.copy/1", **entry, "later": about, "anchors": over}
        return encoded({**told, "checkpoint": seen(checkpoint)})
    words = terminal(language())
    lines = [
        words.t(
            f"store.copy_{'captured' if copy.captured else 'taken_in'}", n=copy.seq, time=f"{copy.entry.time[:19]}Z"
        )
    ]
    for group in GROUPS:
        lines.append(f"\n{words.t(f'record.{group}')}")
        unknown: dict[str, list[str]] = {"absent": [], "not_examined": []}
        for field in (field for field in FIELDS if field.group == group):
            known = copy.fields.get(field.key, {"basis": "not_examined"})
            label = field.label if words.lang == "en" else words.name("provenance", field.key)
            if known["basis"] in unknown:
                unknown[known["basis"]].append(label)
            else:
                lines += _known(field.key, label, known, words)
        lines += [
            "  " + words.t(f"store.{name}", what=words.join(labels)) for name, labels in unknown.items() if labels
        ]
    if later:
        lines.append("\n" + words.t("store.later"))
        lines += [
            "  "
            + words.t(
                "store.later_entry",
                n=one.seq,
                time=f"{one.time[:19]}Z",
                kind=words.t(f"entry.{one.kind}"),
                what=line(entry_of(one.data, words))[:160],
            )
            for one in later
        ]
    if anchors:
        lines.append("\n" + words.t("store.anchored"))
        lines += ["  " + _anchored(one, words) for one in anchors]
    return "\n".join([*lines, "", checkpoint.line()]) + "\n"


_ANCHORED = ("form", "size", "time", "by", "proven")
"""What is told of an anchor beside a copy, as its entry has it."""


def _anchored(anchor: Entry, words: Catalogue) -> str:
    """An anchor as the log tells of it; whether it holds is `verify`'s to say."""
    time = anchor.data.get("time")
    when = words.t("store.in_store_by", time=line(time)) if time else words.t("store.no_time")
    return words.t("store.anchored_by", n=anchor.seq, when=when, by=line(anchor.data.get("by") or "–"))


def _known(key: str, label: str, known: dict[str, object], words: Catalogue) -> list[str]:
    value = known.get("value")
    basis = f"[{line(known_by(str(known['basis']), str(known.get('source') or ''), words))}]"
    lines = []
    if isinstance(value, list) and value and isinstance(value[0], dict) and "layer" in value[0]:
        lines.append(f"  {label}  {basis}")
        lines += [
            "    "
            + words.t(
                "store.layer",
                layer=ljust(_layer(step["layer"], words), 12),
                digest=step["sha256"],
                n=number(step["length"]),
            )
            for step in value
            if isinstance(step, dict)
        ]
    else:
        said = words.clauses(reasons_of(known, words)) or value_of(value, words, key)
        lines.append(f"  {words.labelled(label, line(said))}  {basis}")
    also = known.get("also")
    for other in also if isinstance(also, list) else ():
        told = words.t(
            "store.also",
            what=line(value_of(other.get("value"), words, key)),
            basis=words.t(f"basis.{other.get('basis')}"),
        )
        lines.append(f"    {told}")
    return lines


def _layer(name: str, words: Catalogue) -> str:
    return words.tables["layer"].get(name) or name


def logged(entry: Entry, form: str) -> str:
    """One entry of the log."""
    if form == "json":
        told = {
            "entry": entry.seq,
            "hash": entry.hash.hex(),
            "prev": entry.prev,
            "time": entry.time,
            "kind": entry.kind,
            "agent": entry.agent,
        }
        return encoded({**told, "blobs": entry.blobs, "supersedes": entry.supersedes, "data": entry.data})
    words = terminal(language())
    what = name_of(entry) if entry.kind == "copy" else entry_of(entry.data, words)
    who = words.t("store.by", who=line(entry.agent["operator"])) if "operator" in entry.agent else ""
    corrects = words.t("store.corrects", n=entry.supersedes) if entry.supersedes is not None else ""
    kind = words.t(f"entry.{entry.kind}")
    return (
        f"{entry.seq:>6}  {entry.time[:19]}Z  {entry.hash.hex()[:SHORT]}  {kind}{who}{corrects}  {line(what)[:120]}\n"
    )


def verified(result: Verification, form: str) -> str:
    """The result of a verification: outcome first, then all troubles, what was checked and what was not."""
    if form == "json":
        troubles = [
            {
                "outcome": one.outcome,
                "kind": one.kind,
                "message": one.message,
                "entries": one.entries,
                "copies": one.copies,
                "next": one.next,
            }
            for one in result.troubles
        ]
        told = {
            "schema": "policydiff.store.verification/1",
            "outcome": result.outcome,
            "depth": result.depth,
            "troubles": troubles,
        }
        checkpoint = seen(result.checkpoint) if result.checkpoint else None
        return encoded(
            {
                **told,
                "checked": result.checked,
                "not_checked": list(map(say, result.not_checked)),
                "anchors": list(map(_anchor, result.anchors)),
                "notes": list(map(say, result.notes)),
                "checkpoint": checkpoint,
            }
        )
    words = terminal(language())
    depth = words.t(f"store.{result.depth}")
    lines = [words.t("store.outcome", outcome=words.t(f"store.{result.outcome}"), depth=depth)]
    for one in result.troubles:
        lines += _trouble(one, words)
    counts = [
        words.t("store.count", n=count, what=words.t(f"checked.{what}")) for what, count in result.checked.items()
    ]
    lines.append(words.t("store.checked", what=words.join(counts)))
    lines += [words.t("store.anchor", what=line(words.reason(one.said))) for one in result.anchors]
    lines += [words.t("store.not_checked", what=line(words.reason(what))) for what in result.not_checked]
    lines += [words.t("store.note", what=line(words.reason(note))) for note in result.notes]
    if result.checkpoint:
        lines.append(result.checkpoint.line())
    return "\n".join(lines) + "\n"


def _anchor(one: Seen) -> dict[str, object]:
    told = {"entry": one.entry, "form": one.form, "size": one.size, "time": one.time, "by": one.by}
    return {**told, "proven": one.proven, "checked_with_given": one.given, "message": say(one.said)}


def _trouble(one: Trouble, words: Catalogue) -> list[str]:
    what = line(tell(one.said, words.lang))
    lines = [words.t("store.trouble", outcome=words.t(f"store.{one.outcome}"), what=what, kind=one.kind)]
    if one.copies:
        more = words.t("store.and_more", n=len(one.copies) - 10) if len(one.copies) > 10 else ""
        lines.append("  " + words.t("store.trouble_copies", what=line(words.join(list(one.copies[:10]))) + more))
    elif one.entries:
        lines.append("  " + words.t("store.trouble_entries", what=ranges(one.entries)))
    return [*lines, "  " + words.t("store.next", what=words.reason(one.advice))]

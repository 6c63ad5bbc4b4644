# SPDX-License-Identifier: Apache-2.0
"""How `store timeline` is written: text for a terminal, an object for programs, or a page that stands alone. The words
are found once; text and page show the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policydiff import __version__
from policydiff.cli.store_listed import moment, row_json
from policydiff.cli.store_text import SHORT, encoded, line, seen
from policydiff.cli.store_words import value_of
from policydiff.provenance.changes import Change
from policydiff.provenance.fields import FIELDS
from policydiff.provenance.listing import Row
from policydiff.provenance.timeline import SCHEMA, Happening, Said, Timeline
from policydiff.reasons import tell
from policydiff.show.assets import asset, environment, policy
from policydiff.show.formats import Format, by_ending, table
from policydiff.show.i18n import Catalogue, number, terminal
from policydiff.show.visible import plain

_FORMATS = table(
    Format("text", "lines", (".txt",), ""),
    Format("json", "an object", (".json",), ""),
    Format("html", "a page", (".html", ".htm"), ""),
)
_SAID = {field.key: field.label for field in FIELDS}
_COLUMNS = ("entry", "copy", "field", "value", "who", "when", "state")
_VISITS = frozenset({"gone", "redirect", "revisit", "error", "other", "digest_failed", "unread"})


@dataclass(frozen=True, slots=True)
class _Between:
    """What stands between two copies: a word for the result, whose class the page colours it by, and the rest."""

    state: str
    badge: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Point:
    """One happening in words: when, what, and the rest line by line; `between` is what changed before it."""

    kind: str
    when: str
    what: str
    title: str
    told: tuple[str, ...]
    between: tuple[_Between, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """All that is shown, in words."""

    lang: str
    heading: str
    wanted: str
    counts: str
    points: tuple[_Point, ...]
    columns: tuple[str, ...]
    said: tuple[tuple[str, ...], ...]
    checkpoint: str


def form_of(form: str | None, output: str | None) -> str:
    """The format that is asked for, by the ending of a file where no other is; UsageError PD231 for an ending that
    stands for none."""
    if form or output is None or output == "-":
        return form or "text"
    return by_ending(output, _FORMATS, "PD231", "a history")


def written(found: Timeline, form: str, lang: str) -> bytes:
    """The history in a format and a language."""
    if form == "json":
        return encoded(_plain(found)).encode()
    words = terminal(lang)
    view = _view(found, words)
    return (_page(view, words) if form == "html" else _text(view, words)).encode()


def _plain(found: Timeline) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "wanted": found.wanted,
        "of": found.meant.of,
        "copies": [{"entry": seq, "because": why} for seq, why in found.meant.copies.items()],
        "happenings": [_happening_json(one) for one in found.happenings],
        "changes": [_change_json(one) for one in found.changes],
        "said": [_said_json(one) for one in found.said],
        "checkpoint": seen(found.checkpoint),
    }


def _filled(told: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in told.items() if value not in (None, "", {})}


def _happening_json(one: Happening) -> dict[str, object]:
    told = {"entry": one.entry, "what": one.what, "time": one.time, "basis": one.basis, "recorded": one.recorded}
    told |= {"url": one.url, "of": one.of, "status": one.status, "location": one.location, "who": one.who}
    return _filled(told | {"note": one.note, "copy": row_json(one.copy) if one.copy else None})


def _change_json(one: Change) -> dict[str, object]:
    told: dict[str, object] = {"a": one.a, "b": one.b, "how": one.how, "verdict": one.verdict, "relation": one.relation}
    return _filled(told | {"counts": one.counts, "entry": one.entry, "code": one.code, "why": tell(one.why)})


def _said_json(one: Said) -> dict[str, object]:
    told = {"entry": one.entry, "copy": one.copy, "field": one.field, "value": one.value, "who": one.who}
    return _filled(told | {"recorded": one.recorded, "source": one.source, "state": one.state, "by": one.by})


def _view(found: Timeline, words: Catalogue) -> _View:
    before: dict[int, list[Change]] = {}
    for change in found.changes:
        before.setdefault(change.b, []).append(change)
    visits = sum(one.what in _VISITS for one in found.happenings)
    told = {"copies": len(found.meant.copies), "visits": visits, "said": len(found.said)}
    return _View(
        words.lang,
        words.t(f"timeline.{found.meant.of}"),
        line(found.wanted),
        words.t("timeline.counts", **{key: number(value) for key, value in told.items()}),
        tuple(_point(one, found, before, words) for one in found.happenings),
        tuple(words.t(f"timeline.column_{name}") for name in _COLUMNS),
        tuple(_saying(one, words) for one in found.said),
        found.checkpoint.line(),
    )


def _point(one: Happening, found: Timeline, before: Mapping[int, Sequence[Change]], words: Catalogue) -> _Point:
    row = one.copy
    recorded = f"{one.recorded[:19]}Z"
    when = words.t("timeline.unknown", time=recorded)
    if one.time:
        when = words.t("timeline.at", time=moment(one.time), basis=words.t(f"basis.{one.basis}"))
    return _Point(
        "copy" if row else one.what,
        line(when),
        words.name("timeline", f"what_{one.what}"),
        plain(row.title or row.name) if row else "",
        tuple(_told(one, row, found, words)),
        tuple(_between(change, words) for change in (before.get(row.entry, ()) if row else ())),
    )


def _told(one: Happening, row: Row | None, found: Timeline, words: Catalogue) -> list[str]:
    t = words.t
    told = [t("timeline.copy", n=one.entry) if row else t("timeline.entry", n=one.entry)]
    told += [t("timeline.of", n=one.of)] if one.of is not None else []
    told += [t("timeline.status", status=one.status)] if one.status is not None else []
    told += [row.sha256[:SHORT], row.media_type] if row else []
    told += [row.doc_number] if row else []
    told += [t("timeline.unread", codes=words.join(list(row.problems)))] if row and row.text != "observed" else []
    told += [one.url] if one.url and one.url != found.wanted else []
    told += [t("timeline.to", place=one.location)] if one.location else []
    if row and found.meant.of == "notice":
        told.append(t(f"timeline.because_{found.meant.copies[row.entry]}"))
    told += [t("timeline.by", who=one.who)] if one.who else []
    told += [t("timeline.retracted_mark")] if row and row.retracted else []
    return [line(part) for part in (*told, one.note) if part]


def _between(change: Change, words: Catalogue) -> _Between:
    pair = words.t("timeline.change", a=change.a, b=change.b)
    if change.how == "same_bytes":
        return _Between("same", words.t("timeline.same_bytes"), (pair,))
    if change.how == "not_compared":
        why = line(tell(change.why, words.lang))
        return _Between(
            "unknown", words.t("timeline.not_compared"), (pair, why, *([change.code] if change.code else []))
        )
    how = words.t("timeline.recorded", n=change.entry) if change.how == "recorded" else words.t("timeline.compared")
    relation = [words.name("relation", change.relation)] if change.relation != "copy" else []
    counts = [f"{words.name('class', key)} {number(count)}" for key, count in change.counts.items()]
    told = [*relation, words.join(counts) or words.t("timeline.no_differences"), pair, how]
    return _Between(line(change.verdict), words.name("verdict", change.verdict), tuple(map(line, told)))


def _saying(one: Said, words: Catalogue) -> tuple[str, ...]:
    label = _SAID.get(one.field, one.field) if words.lang == "en" else words.name("provenance", one.field)
    state = words.t(f"timeline.{one.state}", n=one.by)
    who = one.who or words.t("timeline.nobody")
    when = f"{one.recorded[:19]}Z"
    about = (words.t("timeline.entry", n=one.entry), words.t("timeline.copy", n=one.copy))
    told = (*about, label, value_of(one.value, words, one.field), who, when, state)
    return tuple(map(line, told))


def _text(view: _View, words: Catalogue) -> str:
    lines = [words.labelled(view.heading, view.wanted), view.counts, ""]
    for point in view.points:
        lines += [f"    ↓ {words.labelled(one.badge, words.clauses(list(one.told)))}" for one in point.between]
        lines.append(
            f"{point.when}  {point.what}  {words.clauses([*([point.title] if point.title else []), *point.told])}"
        )
    if view.said:
        lines += ["", words.t("timeline.said")]
    for entry, copy, label, value, who, when, state in view.said:
        at = words.join([entry, copy])
        lines.append(f"  {at}  {words.labelled(label, value)}  [{words.join([who, when, state])}]")
    return "\n".join([*lines, "", view.checkpoint]) + "\n"


def _page(view: _View, words: Catalogue) -> str:
    style = asset("report/page.css", "timeline.css")
    page = environment().get_template("timeline.html.j2")
    return page.render(
        view=view, words=words.tables["timeline"], policy=policy(style, None), style=style.markup, version=__version__
    )

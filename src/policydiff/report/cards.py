# SPDX-License-Identifier: Apache-2.0
"""What an editor decides on, as HTML: differences as sentences, errata, and what is set aside in groups.

A template takes six times as long over them. As in a template everything is escaped that is not a
number, a name of a closed set or HTML already.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from policydiff.report.view import ClassSection, Entry, ErrataGroup, ErrataItem, Picture, Sentence, View
from policydiff.show.visible import escape

_TAGS = {"other": ("<b>", "</b>"), "gloss": ("<small>", "</small>"), "far": ('<span class="far">', "</span>")}
_ROW = '<p class="{side}"><span class="side">{label}</span> '


def entries(listed: Sequence[Entry], t: dict[str, str]) -> Markup:
    """Differences one by one, each with the sentences of both copies, the rule and what was decided."""
    return _joined(_entry(entry, t) for entry in listed)


def _entry(entry: Entry, t: dict[str, str]) -> str:
    ident, note = escape(entry.id), escape(entry.note)
    severity = f" {entry.severity}" if entry.severity else ""
    done = " done" if entry.decision else ""
    class_name = f' <span class="class">{escape(entry.class_name)}</span>' if entry.cls != "substantive" else ""
    return (
        f'<li class="entry {entry.cls}{severity}{done}" id="e-{ident}" data-id="{ident}" data-class="{entry.cls}"'
        f' data-kind="{escape(entry.kind)}" data-decision="{entry.decision}" data-note="{note}"><div class="what"><span'
        f' class="tag">{escape(entry.action)}</span> <b>{escape(entry.kind_name)}</b>{class_name} <span'
        f' class="grave">{escape(entry.severity_name)}</span> <a class="where" href="#d-{ident}"'
        f' title="{escape(t["see_text"])}"><bdi>{escape(entry.where)}</bdi></a></div>\n'
        f'<div class="readings">{_reading(entry, "a", t)}{_reading(entry, "b", t)}{_pictures(entry.pictures)}'
        f"{_why(entry, t)}</div>\n"
        f'<div class="decide">{_settled(entry.decision, note, t)}</div></li>\n'
    )


def _reading(entry: Entry, side: str, t: dict[str, str]) -> str:
    sentence, stands = (entry.a, entry.stands_a) if side == "a" else (entry.b, entry.stands_b)
    tag = "mark" if entry.alike else "del" if side == "a" else "ins"
    said = f' <span class="stands"><bdi>{escape(stands)}</bdi></span>' if stands else ""
    quote = "" if stands and not any(piece.text for piece in sentence.pieces) else _quote(sentence, tag, t)
    return f"{_ROW.format(side=side, label=escape(t[f'side_{side}']))}{quote}{said}</p>"


def _quote(sentence: Sentence, tag: str, t: dict[str, str]) -> str:
    """A sentence: the reading in its tag, glosses small, what else differs marked lightly, what is far foldable."""
    parts = []
    for piece in sentence.pieces:
        if piece.kind == "here":
            nothing = f'<span class="nothing" title="{escape(t["nothing"])}">‸</span>'
            parts.append(f"<{tag}>{escape(piece.text)}</{tag}>" if piece.text else nothing)
        else:
            opening, closing = _TAGS.get(piece.kind, ("", ""))
            parts.append(f"{opening}{escape(piece.text)}{closing}")
    return f'<span class="quote" lang="{sentence.lang}"><bdi>{"".join(parts)}</bdi></span>'


def _pictures(pictures: Sequence[Picture]) -> str:
    """What the pages of scanned and printed copies show at the place."""
    return "".join(
        f'<figure class="crop {picture.side}"><img src="data:image/png;base64,{picture.png}" width="{picture.width}"'
        f' height="{picture.height}" alt="{escape(picture.alt)}" decoding="async"><figcaption>{escape(picture.name)}'
        f"{f' · <bdi>{escape(picture.read)}</bdi>' if picture.read else ''}</figcaption></figure>"
        for picture in pictures
    )


def _why(entry: Entry, t: dict[str, str]) -> str:
    """Why it is told, what it should be, and what only a technical reader asks for."""
    cure = (
        f' <span class="cure">{escape(t["cure"])} <bdi>{escape(entry.suggestion)}</bdi></span>'
        if entry.suggestion
        else ""
    )
    extra = f' <span class="extra">{escape(entry.extra)}</span>' if entry.extra else ""
    suppressed = f' <span class="extra">{escape(entry.suppressed)}</span>' if entry.suppressed else ""
    points = f" <code>{entry.code_points}</code>" if entry.code_points else ""
    tech = (
        f' <span class="tech">{escape(t["side_a"])} {entry.place_a}, {escape(t["side_b"])} {entry.place_b}{points}'
        f" <code>{escape(entry.id)}</code></span>"
    )
    return f'<p class="rule">{escape(entry.rule)}{cure}{extra}{suppressed}{tech}</p>'


def _settled(decision: str, note: str, t: dict[str, str]) -> str:
    """What was decided, with the note, which is escaped already."""
    written = f" · <bdi>{note}</bdi>" if note else ""
    return f'<span class="settled">{escape(t[decision])}{written}</span>' if decision else ""


def errata(groups: Sequence[ErrataGroup], side: str, t: dict[str, str]) -> Markup:
    """The errata of one copy, equal ones decided on together, each with all its places."""
    return _joined(_erratum(group, side, t) for group in groups)


def _erratum(group: ErrataGroup, side: str, t: dict[str, str]) -> str:
    certain, doubt = (" certain", "") if group.certain else ("", f" · {escape(t['unsure'])}")
    suggestion = f" → <ins>{escape(group.suggestion)}</ins>" if group.suggestion else ""
    code_points = f' <code class="tech">{group.code_points}</code>' if group.code_points else ""
    label = f' aria-label="{escape(group.alike)}"' if group.alike else ""
    word = f' <bdi class="word" lang="{group.lang}">{escape(group.word)}</bdi>' if group.word else ""
    together = f'<div class="all js" role="group"{label}></div>'
    left_out = f'\n<p class="rule">{escape(group.left_out)}</p>' if group.left_out else ""
    places = "".join([_erratum_place(item, side, t) for item in group.items])
    return (
        f'<div class="erratum-row"><details class="erratum{certain}"><summary><span class="change"'
        f' lang="{group.lang}"><bdi><del>{escape(group.text)}</del>{suggestion}</bdi></span> <span'
        f' class="times">×{group.count}</span>{word} <span'
        f' class="kind">{escape(group.kind_name)}{doubt}</span>{code_points}</summary>\n<p'
        f' class="rule">{escape(group.rule)}</p>\n<ul>\n{places}</ul>{left_out}</details>{together}</div>\n'
    )


def _erratum_place(item: ErrataItem, side: str, t: dict[str, str]) -> str:
    ident, quote = escape(item.id), item.quote
    note = escape(item.note) if item.note else ""
    settled = _settled(item.decision, note, t) if item.decision else ""
    kind = "place" if item.times else "place again"
    times = f'<span class="paper">\u00a0×{item.times}</span>' if item.times > 1 else ""
    return (
        f'<li class="{kind}" id="x-{side}-{ident}" data-id="{ident}" data-decision="{item.decision}"'
        f' data-note="{note}"><a href="#f-{side}-{ident}" title="{escape(t["see_text"])}">'
        f"<bdi>{escape(item.where)}</bdi></a>{times}"
        f' <span class="quote" lang="{quote.lang}"><bdi>{escape(quote.before)}<mark>{escape(quote.text)}</mark>'
        f'{escape(quote.after)}</bdi></span> <span class="tech">{item.place}</span>'
        f' <div class="decide">{settled}</div></li>\n'
    )


def groups(section: ClassSection, view: View) -> Markup:
    """The rows of a class that does not tell: equal differences, counted; the row of a group leads to its first mark,
    and says for all of its marks why they are set aside."""
    rows = []
    for group in section.groups:
        marked = group.number is not None
        times = f'<a href="#q{group.number}">×{group.count}</a>' if marked else f"×{group.count}"
        ident = f" id=g{group.number}" if marked else ""
        points = f' <code class="tech">{group.code_points}</code>' if group.code_points else ""
        rows.append(
            f'<tr{ident}><td lang="{view.lang_a}"><bdi>{escape(group.a)}</bdi></td><td'
            f' lang="{view.lang_b}"><bdi>{escape(group.b)}</bdi></td>'
            f'<td class="times">{times}</td><td>{escape(group.kind_name)}</td>'
            f"<td>{escape(group.rule)}{points}{_pictures(group.pictures)}</td></tr>\n"
        )
    return _joined(rows)


def _joined(parts: Iterable[str]) -> Markup:
    return Markup("".join(parts))  # noqa: S704  # every part is escaped where it is made

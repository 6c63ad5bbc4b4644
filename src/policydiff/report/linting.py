# SPDX-License-Identifier: Apache-2.0
"""What lint found, as text, as JSON lines and as a page."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from policydiff import __version__
from policydiff.model import Finding
from policydiff.pipeline import Prepared, facts
from policydiff.script.certainty import LIKELY
from policydiff.show.assets import asset, environment, policy
from policydiff.show.i18n import Catalogue, terminal
from policydiff.show.visible import plain

SCHEMA = "policydiff.lint/1"
_FIELDS = (
    "class",
    "kind",
    "start",
    "end",
    "line",
    "column",
    "text",
    "suggestion",
    "reason",
    "certain",
    "probability",
    "id",
)


def render_json(copy: Prepared) -> bytes:
    """One copy as a line of JSON."""
    said = msgspec.to_builtins(facts(copy, brief=True))
    witness = {key: value for key, value in said.items() if key not in ("findings", "events")}
    findings = [{key: found[key] for key in _FIELDS} for found in map(msgspec.to_builtins, copy.findings)]
    return msgspec.json.encode({"schema": SCHEMA, "witness": witness, "findings": findings}) + b"\n"


def render_text(copy: Prepared, lang: str = "en") -> str:
    """One copy for people: a line a finding with its place, then how many of each kind."""
    words, name = terminal(lang), copy.witness.name
    lines = [
        words.labelled(
            f"{name}:{f.line}:{f.column}",
            words.labelled(_titled(f, words), words.labelled(_change(f, words), words.rule(f))),
        )
        for f in copy.findings
    ]
    told = words.join([words.t("lint.kinds", count=n, kind=kind) for kind, n in _kinds(copy.findings, words)])
    return "\n".join([*lines, words.labelled(name, told or words.t("lint.nothing_found"))]) + "\n"


def render_html(copies: Sequence[Prepared], lang: str = "en") -> str:
    """All copies as one page to print, a table for each."""
    words, style = terminal(lang), asset("errata.css")
    tables = [
        (plain(copy.witness.name), copy.witness.sha256, list(_kinds(copy.findings, words)), list(_rows(copy, words)))
        for copy in copies
    ]
    page = environment().get_template("lint.html.j2")
    return page.render(
        lang=words.lang,
        heading=words.n("lint.heading", len(copies)),
        words=words.tables["lint"],
        colon=words.t("meta.colon"),
        list=words.t("meta.list"),
        policy=policy(style, None),
        style=style,
        tables=tables,
        version=__version__,
    )


def _kinds(findings: Sequence[Finding], words: Catalogue) -> Iterator[tuple[str, int]]:
    for kind, count in sorted(Counter(f.kind for f in findings).items()):
        yield words.name("kind", kind), count


def _titled(finding: Finding, words: Catalogue) -> str:
    """The kind, and whether the right form may be written without looking, mostly is right, or may be."""
    p = finding.probability
    level = "certain" if finding.certain else "likely" if p is not None and p >= LIKELY else "possible"
    return words.name("kind", finding.kind) + ("" if p is None else words.t(f"lint.{level}"))


def _change(finding: Finding, words: Catalogue) -> str:
    """What stands there and what should, as words where a word tells."""
    if finding.kind == "fault" and finding.misspelled:
        return f"{finding.misspelled} → {finding.phrase}"
    nothing = words.t("lint.nothing")
    shown = finding.text or nothing
    return shown if finding.suggestion is None else f"{shown} → {finding.suggestion or nothing}"


def _rows(copy: Prepared, words: Catalogue) -> Iterator[tuple[str, ...]]:
    """The cells of each finding: place, kind, reading, right form, reason, context."""
    text = copy.witness.text
    for f in copy.findings:
        context = f"{text[max(0, f.start - 8) : f.start]}【{f.text}】{text[f.end : f.end + 8]}"
        yield (
            f"{f.line}:{f.column}",
            words.name("kind", f.kind),
            plain(f.text),
            plain(f.suggestion or ""),
            plain(words.rule(f)),
            plain(context.replace("\n", " ")),
        )

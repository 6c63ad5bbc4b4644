# SPDX-License-Identifier: Apache-2.0
"""What lint found, as text, as JSON lines and as a page."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from policydiff import __version__
from policydiff.model import Finding
from policydiff.pipeline import Prepared, facts
from policydiff.show.assets import asset, environment, policy
from policydiff.show.i18n import catalogue
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


def render_text(copy: Prepared) -> str:
    """One copy for people: a line a finding with its place, then how many of each kind."""
    name = copy.witness.name
    lines = [f"{name}:{f.line}:{f.column}: {f.kind}{_sure(f)}: {_change(f)}: {f.reason}" for f in copy.findings]
    told = ", ".join(f"{count} {kind}" for kind, count in _kinds(copy.findings)) or "nothing found"
    return "\n".join([*lines, f"{name}: {told}"]) + "\n"


def render_html(copies: Sequence[Prepared]) -> str:
    """All copies as one page to print, a table for each."""
    words, style = catalogue("en"), asset("errata.css")
    tables = [
        (plain(copy.witness.name), copy.witness.sha256, list(_kinds(copy.findings)), list(_rows(copy)))
        for copy in copies
    ]
    page = environment().get_template("lint.html.j2")
    return page.render(lang=words.lang, policy=policy(style, None), style=style, tables=tables, version=__version__)


def _kinds(findings: Sequence[Finding]) -> Iterator[tuple[str, int]]:
    words = catalogue("en")
    for kind, count in sorted(Counter(f.kind for f in findings).items()):
        yield words.tables["kind"].get(kind, kind.replace("_", " ")), count


def _sure(finding: Finding) -> str:
    """Whether the right form may be written without looking."""
    return "" if finding.probability is None else " (certain)" if finding.certain else " (likely)"


def _change(finding: Finding) -> str:
    """What stands there and what should, as words where a word tells."""
    if finding.kind == "fault" and finding.misspelled:
        return f"{finding.misspelled} → {finding.phrase}"
    shown = finding.text or "(nothing)"
    return shown if finding.suggestion is None else f"{shown} → {finding.suggestion or '(nothing)'}"


def _rows(copy: Prepared) -> Iterator[tuple[str, ...]]:
    """The cells of each finding: place, kind, reading, right form, reason, context."""
    words, text = catalogue("en"), copy.witness.text
    for f in copy.findings:
        context = f"{text[max(0, f.start - 8) : f.start]}【{f.text}】{text[f.end : f.end + 8]}"
        kind = words.tables["kind"].get(f.kind, f.kind.replace("_", " "))
        yield (
            f"{f.line}:{f.column}",
            kind,
            plain(f.text),
            plain(f.suggestion or ""),
            plain(f.reason),
            plain(context.replace("\n", " ")),
        )

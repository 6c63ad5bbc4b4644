# SPDX-License-Identifier: Apache-2.0
"""The comparison as Markdown for a pull request or an e-mail (CommonMark with tables)."""

import re
from collections import Counter
from collections.abc import Iterator

from policydiff.model import CLASSES, Comparison, Difference, WitnessFacts
from policydiff.report import checks
from policydiff.report.lists import side_words, units_named
from policydiff.report.texts import Options, Texts
from policydiff.report.wording import action_word, by_severity, headline, script_words, sides, telling, title_of, where
from policydiff.show.i18n import Catalogue, number
from policydiff.show.visible import abbreviate, plain

LISTED = 200
"""Telling differences that the table shows."""
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~@:])")


def escaped(text: str) -> str:
    """Text that Markdown takes as text: no markup, no HTML, no mention, no link."""
    return _MARKUP.sub(r"\\\1", plain(text)).replace("\\@", "&#64;").replace("\\:", "&#58;")


def code(text: str) -> str:
    """A reading as a code span that a table cell can hold."""
    shown = plain(text).replace("|", "¦") if "|" in text else plain(text)
    if not shown:
        return "∅"
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    gap = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{gap}{shown}{gap}{fence}"


def write(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """Headline, counts, a table of what tells, and what is wrong with each copy."""
    words = options.words
    title = title_of(comparison, words)
    tool = words.t("ui.tool_line", version=comparison.tool.version, profile=escaped(comparison.tool.profile))
    blocks = [
        f"## {escaped(title)}",
        words.labelled(f"**{words.t(f'verdict.{comparison.verdict}')}**", headline(comparison, words)),
        words.labelled(words.t("ui.relation"), words.t(f"relation.{comparison.relation.kind}")),
        "\n".join(_counts(comparison, words)),
        *_telling(comparison, words),
        *_checks(comparison, words),
        "\n".join(_copies(comparison, words)),
        *(_errata(facts, side_words(side, words), words) for side, facts in sides(comparison) if facts.findings),
        f"<sub>{tool}</sub>",
    ]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "backslashreplace")


def _table(header: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{' --- |' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _counts(comparison: Comparison, words: Catalogue) -> Iterator[str]:
    header = [words.t(f"class.{name}") for name in CLASSES]
    yield from _table(header, iter([[number(comparison.counts.get(name, 0)) for name in CLASSES]]))


def _telling(comparison: Comparison, words: Catalogue) -> Iterator[str]:
    found = [d for _, group in by_severity(telling(comparison)) for d in group]
    if not found:
        return
    names = units_named(comparison, words)
    header = [
        "",
        words.t("ui.place"),
        words.t("ui.side_a"),
        words.t("ui.side_b"),
        words.t("ui.kind"),
        words.t("ui.reason"),
    ]
    yield f"### {words.t('ui.telling')}"
    yield "\n".join(_table(header, (_row(d, names, comparison, words) for d in found[:LISTED])))
    if len(found) > LISTED:
        yield words.t("ui.telling_left_out", n=number(len(found) - LISTED))


def _checks(comparison: Comparison, words: Catalogue) -> Iterator[str]:
    """核红单: what became of each decision."""
    yield from (escaped(f"{remark.code}: {words.rule(remark)}") for remark in comparison.remarks)
    if comparison.checks:
        yield f"### {words.t('ui.checks')}"
        header = [words.t(f"ui.{name}") for name in checks.COLUMNS]
        rows = ([escaped(cell) for cell in checks.cells(row)] for row in checks.rows(comparison, words)[:LISTED])
        yield "\n".join(_table(header, rows))


def _row(difference: Difference, names: list[str], comparison: Comparison, words: Catalogue) -> list[str]:
    severity = words.t(f"severity.{difference.severity}") if difference.severity == "high" else ""
    named = escaped(where(difference, names, words))
    place = f"{named} ({difference.a.line}:{difference.a.column} / {difference.b.line}:{difference.b.column})".strip()
    readings = [code(abbreviate(side.text, 60)) for side in (difference.a, difference.b)]
    kind = f"{action_word(difference, comparison.base, words)} {words.name('kind', difference.kind)}"
    return [severity, place, *readings, escaped(kind), escaped(words.rule(difference))]


def _copies(comparison: Comparison, words: Catalogue) -> Iterator[str]:
    yield from _table(
        ["", words.t("ui.copy", side=words.t("ui.side_a")), words.t("ui.copy", side=words.t("ui.side_b"))],
        iter(
            [
                [words.t("ui.file"), code(comparison.a.name), code(comparison.b.name)],
                ["SHA-256", code(comparison.a.sha256), code(comparison.b.sha256)],
                [
                    words.t("ui.script"),
                    script_words(comparison.a.script, words),
                    script_words(comparison.b.script, words),
                ],
                [words.t("ui.errata"), number(comparison.a.errata), number(comparison.b.errata)],
                [words.t("ui.complete"), _complete(comparison.a, words), _complete(comparison.b, words)],
            ]
        ),
    )


def _complete(facts: WitnessFacts, words: Catalogue) -> str:
    return (
        words.t("ui.looks_complete")
        if facts.complete
        else escaped("; ".join(words.reason(reason) for reason in facts.incomplete))
    )


def _errata(facts: WitnessFacts, name: str, words: Catalogue) -> str:
    together = Counter((f.text, f.suggestion or "", words.name("kind", f.kind)) for f in facts.findings)
    rows = (
        [code(abbreviate(text, 40)), code(right), str(count), escaped(kind)]
        for (text, right, kind), count in together.most_common(50)
    )
    header = [words.t("ui.reading"), words.t("ui.cure"), words.t("ui.number"), words.t("ui.kind")]
    return f"### {words.t('ui.errata')} ({name})\n\n" + "\n".join(_table(header, rows))

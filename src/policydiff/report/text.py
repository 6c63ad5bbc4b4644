# SPDX-License-Identifier: Apache-2.0
"""The summary for a terminal: verdict first, then what tells, then what is wrong with each copy."""

from collections import Counter
from collections.abc import Iterator

from policydiff.model import CLASSES, TELLING, Comparison, Difference, Finding, Place, WitnessFacts
from policydiff.report import checks
from policydiff.report.lists import side_words, units_named
from policydiff.report.texts import Options, Texts
from policydiff.report.wording import (
    action_word,
    by_severity,
    code_points,
    context_of,
    evidence_words,
    headline,
    script_words,
    telling,
    where,
)
from policydiff.show.i18n import Catalogue, number
from policydiff.show.visible import abbreviate, plain

_STYLE = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "magenta": "35", "cyan": "36"}
_VERDICT = {"identical": "green", "equivalent": "green", "review": "yellow", "different": "red"}
_SEVERITY = {"high": "red", "normal": "bold", "low": "dim", "none": "yellow"}
LISTED = 100
"""Telling differences that a terminal shows; all of them are in the other formats."""
ERRATA = 12
"""Kinds of erratum a copy shows on a terminal."""


class _Pen:
    """Colours a text, or leaves it as it is."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, *styles: str) -> str:
        return f"\x1b[{';'.join(_STYLE[style] for style in styles)}m{text}\x1b[0m" if self.colour and styles else text


def write(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The summary as lines of text, readings with the words around them; with colour under ANSI escapes, none of which
    come from a document."""
    words, pen = options.words, _Pen(options.colour)
    blocks = [
        [
            (
                f"{pen(words.t(f'verdict.{comparison.verdict}').upper(), 'bold', _VERDICT[comparison.verdict])} "
                f" {pen(headline(comparison, words), 'bold')}"
            )
        ],
        list(_relation(comparison, words, pen)) + list(_counts(comparison, words, pen)),
        list(_telling(comparison, texts, words, pen)),
        list(checks.lines(comparison, words)),
        list(_taken(comparison, words, pen)),
        list(_copy(comparison.a, side_words("a", words), comparison.base == "a", words, pen)),
        list(_copy(comparison.b, side_words("b", words), comparison.base == "b", words, pen)),
    ]
    said = "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
    return said.encode("utf-8", "backslashreplace")


def _relation(comparison: Comparison, words: Catalogue, pen: _Pen) -> Iterator[str]:
    reason = words.aside(plain(words.rule(comparison.relation)) if comparison.relation.reason else "")
    yield words.labelled(words.t("ui.relation"), words.t(f"relation.{comparison.relation.kind}")) + pen(reason, "dim")


def _counts(comparison: Comparison, words: Catalogue, pen: _Pen) -> Iterator[str]:
    for classes in ([c for c in CLASSES if c in TELLING], [c for c in CLASSES if c not in TELLING]):
        shown = []
        for name in classes:
            count = comparison.counts.get(name, 0)
            text = f"{words.t(f'class.{name}')} {number(count)}"
            shown.append(pen(text, "bold") if count and name in TELLING else text if count else pen(text, "dim"))
        heading = words.t("ui.tells" if classes[0] in TELLING else "ui.set_aside")
        yield words.labelled(heading, "  ".join(shown))
    status = Counter(pair.status for pair in comparison.units)
    yield words.labelled(
        words.t("ui.text"),
        "  ".join(f"{words.t(f'status.{name}')} {number(count)}" for name, count in status.most_common()),
    )


def _telling(comparison: Comparison, texts: Texts, words: Catalogue, pen: _Pen) -> Iterator[str]:
    names = units_named(comparison, words)
    left = LISTED
    for severity, found in by_severity(telling(comparison)):
        if left <= 0:
            break
        yield pen(words.t(f"severity.{severity}") + words.aside(number(len(found))), _SEVERITY[severity])
        for difference in found[:left]:
            yield from _difference(difference, names, comparison, texts, words, pen)
        left -= len(found)
    if left < 0:
        yield words.t("ui.telling_left_out", n=number(-left))


def _difference(
    difference: Difference, names: list[str], comparison: Comparison, texts: Texts, words: Catalogue, pen: _Pen
) -> Iterator[str]:
    unit = where(difference, names, words)
    place = f"{difference.a.line}:{difference.a.column} | {difference.b.line}:{difference.b.column}"
    decided = f" [{words.t(f'ui.{difference.decision}')}]" if difference.decision else ""
    yield (
        f"  {action_word(difference, comparison.base, words)}"
        f" {pen(words.name('kind', difference.kind), 'bold')}{decided}  {unit}  {pen(place, 'dim')}"
    )
    if difference.a.text != difference.b.text:
        yield f"    {words.t('ui.side_a')} {_reading(difference.a, texts.a, 'red', words, pen)}"
        yield f"    {words.t('ui.side_b')} {_reading(difference.b, texts.b, 'green', words, pen)}"
    else:
        yield f"    {_reading(difference.a, texts.a, 'bold', words, pen)}"
    extra = [
        plain(words.rule(difference)),
        words.t("ui.should_be", text=plain(difference.suggestion)) if difference.suggestion else "",
    ]
    extra += [code_points(difference.a.text, difference.b.text, longest=1), evidence_words(difference, words)]
    yield f"    {pen(words.clauses([part for part in extra if part]), 'dim')}"


def _reading(place: Place, text: str, style: str, words: Catalogue, pen: _Pen) -> str:
    """A reading, in brackets where there is no colour to tell it from the words around it."""
    shown = plain(abbreviate(place.text, 60))
    if not text:
        return pen(shown or words.t("ui.nothing"), style)
    before, after = (plain(around) for around in context_of(text, place.start, place.end, 6))
    marked = pen(shown or "‸", style) if pen.colour else f"【{shown}】"
    return f"{pen(before, 'dim')}{marked}{pen(after, 'dim')}"


def _taken(comparison: Comparison, words: Catalogue, pen: _Pen) -> Iterator[str]:
    rules = Counter(d.suppressed for d in comparison.differences if d.suppressed)
    if rules:
        yield words.t("ui.suppressed")
        for rule, count in rules.most_common():
            yield f"  {number(count)}  {plain(rule or '')}"


def _copy(facts: WitnessFacts, name: str, base: bool, words: Catalogue, pen: _Pen) -> Iterator[str]:
    tagged = words.aside(words.t("ui.base") if base else "")
    yield f"{pen(name, 'bold')}{tagged}  {plain(facts.name)}  {pen(facts.sha256[:16] + '…', 'dim')}"
    sizes = [words.t("ui.bytes", n=number(facts.size)), words.t("ui.characters", n=number(facts.length))]
    comma = words.tables["meta"]["comma"]
    yield f"  {comma.join([*sizes, facts.encoding, script_words(facts.script, words)])}"
    for reason in facts.incomplete:
        yield f"  {pen(plain(words.reason(reason)), 'yellow')}"
    for problem in facts.problems:
        yield f"  {pen(words.labelled(problem.code, plain(words.rule(problem))), 'yellow')}"
    if facts.findings:
        yield "  " + words.labelled(words.n("errata", facts.errata), _errata_line(facts.findings, words))


def _errata_line(findings: tuple[Finding, ...], words: Catalogue) -> str:
    """闆→板, 范→範 ×14 …"""
    together = Counter((plain(abbreviate(f.text, 12)), plain(abbreviate(f.suggestion or "", 12))) for f in findings)
    shown = [f"{text}→{right}" if right else text for text, right in (pair for pair, _ in together.most_common(ERRATA))]
    counted = [
        f"{text} ×{count}" if count > 1 else text
        for text, (_, count) in zip(shown, together.most_common(ERRATA), strict=True)
    ]
    rest = len(together) - len(counted)
    return words.join(counted) + (f" …{words.aside(f'+{rest}')}" if rest > 0 else "")

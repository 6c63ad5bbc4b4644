# SPDX-License-Identifier: Apache-2.0
"""校勘記: each difference and each erratum as a sentence in the formulas of textual criticism.

Omission, intrusion, error and inversion are judgements that
need a base copy; without one the sentences say 增, 刪, 改, 移 and nothing of right and wrong.
Notes are Chinese whatever the interface speaks.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from policydiff.model import OTHER_SIDE, Comparison, Difference, Finding, Place, Reason, Side
from policydiff.report.formulas import formulas_of
from policydiff.report.lists import units_named
from policydiff.report.phrases import Line, of_erratum, pair_of
from policydiff.report.standing import Standing
from policydiff.report.texts import Options, Texts
from policydiff.report.wording import action, core, in_list, language_of, sides, telling, title_of
from policydiff.show.i18n import Catalogue, catalogue
from policydiff.show.visible import plain
from policydiff.vocabulary.numerals import ZERO_TO_NINE

_ANCHOR = 4
"""Characters at least of the words after which something stands."""
_JUDGED = {
    "removed": "omitted",
    "added": "intruded",
    "changed": "miswritten",
    "moved": "misplaced",
    "transposed": "inverted",
    "shared": "shared",
}


def write(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The notes as numbered sentences under the unit they belong to, then the errata of each copy."""
    lang = (
        options.ui_lang
        if options.ui_lang.startswith("zh")
        else "zh-Hant"
        if language_of(comparison.a.script).startswith("zh-Hant")
        else "zh-Hans"
    )
    words, formulas = catalogue(lang, options.terms_style), formulas_of(lang, options.terms_style)
    base: Side = comparison.base or "a"
    base_name, other_name = (
        words.t("ui.copy", side=words.t(f"ui.side_{side}")) for side in (("a", "b") if base == "a" else ("b", "a"))
    )
    heading = formulas["collation" if comparison.base else "neutral"].format(base=base_name, other=other_name)
    title = plain(title_of(comparison, words))
    out = [words.t("ui.notes_title", title=title), "", heading + formulas["stop"], ""]
    notes = _Notes(comparison, (texts.a, texts.b), base, base_name, other_name, formulas, words)
    out += notes.collation() or [formulas["none"] + formulas["stop"]]
    for side, facts in sides(comparison):
        if facts.findings:
            copy = words.t("ui.copy", side=words.t(f"ui.side_{side}"))
            out += ["", formulas["errata"].format(copy=copy), ""]
            out += notes.errata(facts.findings, side)
    return ("\n".join(out) + "\n").encode("utf-8", "backslashreplace")


def count_words(number: int) -> str:
    """A small number of characters as a note writes it: empty for one, 二, 十二, 三十; figures from a hundred on."""
    if number <= 1:
        return "一" if number == 1 else ""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return f"{ZERO_TO_NINE[tens] if tens > 1 else ''}{'十' if tens else ''}{ZERO_TO_NINE[ones] if ones else ''}"


class _Notes:
    """Writes the notes of one comparison."""

    def __init__(
        self,
        comparison: Comparison,
        texts: tuple[str, str],
        base: Side,
        base_name: str,
        other_name: str,
        formulas: dict[str, str],
        words: Catalogue,
    ) -> None:
        self.comparison, self.base, self.base_name, self.other_name, self.formulas = (
            comparison,
            base,
            base_name,
            other_name,
            formulas,
        )
        self.names = units_named(comparison, words)
        self.ours, self.theirs = texts if base == "a" else (texts[1], texts[0])
        self.standing: dict[Side, Standing] = {
            "a": Standing(comparison, "a", texts[0]),
            "b": Standing(comparison, "b", texts[1]),
        }

    def collation(self) -> list[str]:
        """The telling differences in the order of the base copy, numbered, under the names of their units."""
        found = sorted(telling(self.comparison), key=lambda d: self._sides(d)[0].start)
        out: list[str] = []
        number = 0
        for unit, group in groupby(found, key=lambda d: d.unit):
            if unit is not None and unit < len(self.names):
                out.append(f"〔{self.names[unit]}〕")
            for difference in group:
                number += 1
                out.append(f"{number}. {self._place(difference)}：{self.sentence(difference)}")
        return out

    def _place(self, difference: Difference) -> str:
        """The line, and in a table the column."""
        line = self.formulas["line"].format(line=self._sides(difference)[0].line)
        column = (difference.table.column_b or difference.table.column_a) if difference.table else ""
        return f"{line}{self.formulas['column'].format(column=plain(column))}" if column else line

    def sentence(self, difference: Difference) -> str:
        """One difference in its formula."""
        if len(difference.members) > 1 and difference.rule is not None:
            return self._run(difference, difference.rule) + self.formulas["stop"]
        ours, theirs = core(difference, self.base)
        done = action(difference, self.comparison.base)
        if done == "moved" and difference.kind != "moved":
            return self._displaced(difference, ours) + self.formulas["stop"]
        doubtful = difference.class_ in ("review", "integrity")
        name: str = _JUDGED[done] if self.comparison.base else done
        if doubtful and done == "changed":
            name = "variant"
        one, other = self._line(ours, self.base), self._line(theirs, OTHER_SIDE[self.base])
        listed = done == "changed" and in_list(difference)
        around = pair_of(one, other, listed=listed)
        whole, its = one.phrase(around[0]).text, other.phrase(around[1]).text
        if done in ("added", "removed") and (one.cuts() or other.cuts()):
            name = f"cut_{name}"
        quoted = (whole, its) if done == "changed" else (ours.text, theirs.text)
        return (
            self.formulas[name].format(
                ours=_lemma(quoted[0]),
                theirs=_lemma(quoted[1]),
                whole=_lemma(whole),
                its=_lemma(its),
                base=self.base_name,
                other=self.other_name,
                count=_counted(ours.text or theirs.text),
                before=self._before(difference, done, ours, theirs),
                sentence=self._sentence_at(self.ours, ours),
                doubt=self.formulas["doubt"] if doubtful else "",
            )
            + self.formulas["stop"]
        )

    def _displaced(self, difference: Difference, ours: Place) -> str:
        """A cell or a column of a table that stands at another place."""
        table = difference.table
        columns = (table.column_a, table.column_b) if table is not None else ("", "")
        here, there = columns if self.base == "a" else columns[::-1]
        name = "in_columns" if here and there and here != there else "displaced"
        doubt = self.formulas["doubt"] if difference.class_ in ("review", "integrity") else ""
        return self.formulas[name].format(
            ours=_lemma(ours.text),
            base=self.base_name,
            other=self.other_name,
            here=plain(here or ""),
            there=plain(there or ""),
            doubt=doubt,
        )

    def _line(self, place: Place, side: Side) -> Line:
        text = self.ours if side == self.base else self.theirs
        return Line(text, place, self.standing[side].paragraph_of(place.start))

    def _run(self, difference: Difference, rule: Reason) -> str:
        """A run of labels that is told once, from its first to its last."""
        shown = {name: plain(value) for name, value in rule.args.items() if isinstance(value, str)}
        from_a = self.base == "a"
        ours, theirs = (shown.get(name, "") for name in (("from", "to") if from_a else ("to", "from")))
        name = "run"
        if difference.table is not None and difference.kind in ("column_removed", "column_added", "table_form"):
            place = difference.table
            has = (place.row_a if from_a else place.row_b) is not None
            if difference.kind != "table_form":
                has = bool((difference.a if from_a else difference.b).text)
            ours = theirs = shown.get("column", "")
            name = f"{'form' if difference.kind == 'table_form' else 'column'}_{'ours' if has else 'theirs'}"
        elif "labels" in shown:
            ours = theirs = shown["labels"]
            name = "run_lost" if (difference.a if from_a else difference.b).text else "run_added"
        return self.formulas[name].format(ours=ours, theirs=theirs, base=self.base_name, other=self.other_name)

    def errata(self, findings: Sequence[Finding], side: Side) -> Iterator[str]:
        """The errata of one copy in the formula of error, sure or unsure, the wrong word quoted whole."""
        for number, finding in enumerate(findings, 1):
            place = Place(finding.start, finding.end, finding.line, finding.column, finding.text)
            line = self._line(place, side)
            around = of_erratum(line, finding)
            phrase, context = line.phrase(around), line.phrase(line.more(around))
            name = "unexplained" if finding.suggestion is None else "error" if finding.certain else "doubtful"
            right = f"{phrase.before}{finding.suggestion or ''}{phrase.after}"
            said = self.formulas[name].format(text=_lemma(phrase.text), right=plain(right), context=plain(context.text))
            yield f"{number}. {self.formulas['line'].format(line=finding.line)}：{said}{self.formulas['stop']}"

    def _sides(self, difference: Difference) -> tuple[Place, Place]:
        return (difference.a, difference.b) if self.base == "a" else (difference.b, difference.a)

    def _before(self, difference: Difference, done: str, ours: Place, theirs: Place) -> str:
        """The words after which something stands, or the beginning; of a moved unit, the unit."""
        if _is_unit(difference, done):
            return self._unit_before(difference)
        side = self.base if done == "removed" else OTHER_SIDE[self.base]
        place, text = (ours, self.ours) if done == "removed" else (theirs, self.theirs)
        end = len(text[: place.start].rstrip())
        line = self._line(Place(end, end, place.line, 1, ""), side)
        return plain(line.anchor(_ANCHOR)) or self.formulas["start"]

    def _unit_before(self, difference: Difference) -> str:
        """The unit that a moved one stands behind in the other copy."""
        units = self.comparison.units
        side = "b" if self.base == "a" else "a"
        order = [
            index
            for _, index in sorted(
                (ref.start, index) for index, pair in enumerate(units) for ref in getattr(pair, side)
            )
        ]
        at = order.index(difference.unit) if difference.unit in order else 0
        return self.names[order[at - 1]] if at > 0 else self.formulas["start"]

    def _sentence_at(self, text: str, place: Place) -> str:
        """The first words of the sentence or unit at a place, by which a moved one is named."""
        return _lemma(text[place.start : place.start + 40].lstrip("；。，、 \n").partition("\n")[0].partition("。")[0])


def _is_unit(difference: Difference, done: str) -> bool:
    """Is it a unit that moved, and not an item inside one?"""
    return done == "moved" and (difference.rule is None or difference.rule.key in ("moved", "moved_run"))


def _counted(text: str) -> str:
    """The number of characters without punctuation, as notes say it: 六字; empty where there are only marks."""
    number = sum(char.isalnum() for char in text)
    return f"{count_words(number)}字" if number else ""


def _lemma(text: str) -> str:
    """A reading as a note quotes it: a long one by its first and last characters."""
    shown = plain(text.strip())
    return shown if len(shown) <= 24 else f"{shown[:8]}……{shown[-6:]}"

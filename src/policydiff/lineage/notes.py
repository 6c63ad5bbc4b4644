# SPDX-License-Identifier: Apache-2.0
"""校勘記 of many copies: each place as a sentence in the formulas of textual criticism, whatever the interface speaks.

With a base copy (底本) the sentences judge: 脫, 衍, 訛. Without one they give the readings side by side:
A、B本作「某」，C本作「某」."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from policydiff.lineage.readings import worded
from policydiff.lineage.result import Collation, Passage, Reading, Variation
from policydiff.lineage.words import words
from policydiff.model import TELLING
from policydiff.report.formulas import HANS, HANT
from policydiff.report.notes import count_words
from policydiff.report.wording import language_of
from policydiff.show.visible import abbreviate, plain

_LONGEST = 40
_HANS = {
    "equal": "「{before}」下，{sides}",
    "reads": "{who}本作「{text}」",
    "has_not": "{who}本无",
    "lacks": "{who}本脱此段（{count}字）",
    "none": "{who}本无此段（{count}字）",
    "moved": "此段{who}本移在他处",
    "common": "「{text}」疑当作「{right}」，凡{n}处，{who}本皆误",
    "neutral": "{who}本异文",
    "lost": "{who}本缺",
}
_HANT = {
    "equal": "「{before}」下，{sides}",
    "reads": "{who}本作「{text}」",
    "has_not": "{who}本無",
    "lacks": "{who}本脫此段（{count}字）",
    "none": "{who}本無此段（{count}字）",
    "moved": "此段{who}本移在他處",
    "common": "「{text}」疑當作「{right}」，凡{n}處，{who}本皆誤",
    "neutral": "{who}本異文",
    "lost": "{who}本缺",
}


def write(collation: Collation, ui_lang: str) -> bytes:
    """The notes under the units they belong to, then what is missing, what moved, and the faults in common."""
    first = collation.copies[0].facts.script
    lang = ui_lang if ui_lang.startswith("zh") else "zh-Hant" if language_of(first).startswith("zh-Hant") else "zh-Hans"
    say = words(lang)
    notes = _Notes(collation, HANT if lang == "zh-Hant" else HANS, _HANT if lang == "zh-Hant" else _HANS)
    names = [f"{c.siglum}：{plain(c.facts.name)}" for c in collation.copies]
    out = [say.t("ui.notes_title", title=plain(say.title(collation))), "", *names, "", notes.heading(), ""]
    out += list(notes.places()) or [notes.formulas["none"] + notes.formulas["stop"]]
    for section in (notes.passages(), notes.moves(), notes.faults()):
        lines = list(section)
        out += ["", *lines] if lines else []
    return ("\n".join(out) + "\n").encode("utf-8", "backslashreplace")


class _Notes:
    def __init__(self, collation: Collation, formulas: dict[str, str], own: dict[str, str]) -> None:
        self.collation, self.formulas, self.own = collation, formulas, own
        self.base = collation.base

    def heading(self) -> str:
        """Which copy is the base, and which are collated with it; or that all stand side by side."""
        others = "、".join(c.siglum for c in self.collation.copies if c.siglum != self.base)
        if self.base:
            base = f"{self.base}本"
            return self.formulas["collation"].format(base=base, other=f"{others}本") + self.formulas["stop"]
        return self.own["neutral"].format(who=others) + self.formulas["stop"]

    def places(self) -> Iterator[str]:
        """The places that tell, numbered as in the other formats."""
        told = [v for v in self.collation.variations if v.class_ in TELLING]
        for unit, group in groupby(told, key=lambda v: v.unit):
            if unit:
                yield f"〔{plain(unit)}〕"
            for variation in group:
                yield f"{variation.number}. {self.sentence(variation)}{self.formulas['stop']}"

    def sentence(self, variation: Variation) -> str:
        """One place: against the base copy's reading where it has one, else all readings."""
        readings = worded(variation, self.base)
        ours = next((r for r in readings if self.base in r.copies), None) if self.base else None
        doubt = self.formulas["doubt"] if variation.class_ in ("review", "integrity") else ""
        lost = [self.own["lost"].format(who="、".join(variation.missing))] if variation.missing else []
        if ours is None:
            sides = [self._side(reading) for reading in readings]
            return self.own["equal"].format(before=self._before(variation), sides="，".join([*sides, *lost])) + doubt
        sides = [self._against(variation, ours, reading) for reading in readings if reading is not ours]
        return "；".join([*sides, *lost]) + doubt

    def _side(self, reading: Reading) -> str:
        name = "reads" if reading.text.strip() else "has_not"
        return self.own[name].format(who="、".join(reading.copies), text=_lemma(reading.text))

    def _against(self, variation: Variation, ours: Reading, theirs: Reading) -> str:
        name = "omitted" if not theirs.text.strip() else "intruded" if not ours.text.strip() else "miswritten"
        if variation.class_ != "substantive" and name == "miswritten":
            name = "variant"
        longer = ours.text if name == "omitted" else theirs.text
        return self.formulas[name].format(
            ours=_lemma(ours.text),
            theirs=_lemma(theirs.text),
            other="、".join(theirs.copies) + "本",
            before=self._before(variation),
            count=count_words(sum(char.isalnum() for char in longer)),
            doubt="",
        )

    def _before(self, variation: Variation) -> str:
        return plain(variation.before.rpartition("\n")[2][-4:]) or self.formulas["start"]

    def passages(self) -> Iterator[str]:
        """What whole copies lack."""
        for passage in self.collation.passages:
            yield f"P{passage.number}. {self._passage(passage)}{self.formulas['stop']}"

    def _passage(self, passage: Passage) -> str:
        name = "lacks" if self.base and self.base in passage.present else "none"
        said = self.own[name].format(who="、".join(passage.absent), count=sum(char.isalnum() for char in passage.text))
        unit = f"〔{plain(passage.unit)}〕" if passage.unit else ""
        return f"{unit}「{_lemma(passage.text)}」，{said}"

    def moves(self) -> Iterator[str]:
        """Units that stand elsewhere."""
        for move in self.collation.moves:
            yield f"〔{plain(move.unit)}〕{self.own['moved'].format(who='、'.join(move.copies))}{self.formulas['stop']}"

    def faults(self) -> Iterator[str]:
        """Faults that no comparison shows, because all copies have them."""
        for fault in self.collation.faults:
            if fault.common and fault.suggestion:
                said = self.own["common"].format(
                    text=plain(fault.text), right=plain(fault.suggestion), n=fault.count, who=_named(fault.copies)
                )
                yield said + self.formulas["stop"]


def _named(copies: Sequence[str]) -> str:
    return "、".join(copies)


def _lemma(text: str) -> str:
    return abbreviate(plain("".join(text.split())), _LONGEST)

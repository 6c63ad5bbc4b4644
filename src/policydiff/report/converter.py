# SPDX-License-Identifier: Apache-2.0
"""The profile of the converter that made a copy, as JSON (`policydiff.converter/1`) and for people."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from policydiff.model import ScriptProfile
from policydiff.pipeline import Prepared
from policydiff.script.converter import Converter, converter
from policydiff.show.visible import plain

SCHEMA = "policydiff.converter/1"
_GLOSSES = frozenset({"pinyin", "zhuyin", "ruby"})
_SHOWN = 40


class ConverterReport(Struct, frozen=True):
    """One copy and the profile of what converted it."""

    schema: str
    name: str
    sha256: str
    script: ScriptProfile
    converter: Converter


def converter_of(copy: Prepared) -> Converter:
    """The converter's profile of a prepared copy."""
    source = copy.canonical.source
    glosses = [
        (source[r.start - 1], source[r.start : r.end])
        for r in copy.canonical.removals
        if r.kind in _GLOSSES and r.start
    ]
    return converter(copy.plain, copy.script, glosses)


def report(copy: Prepared) -> ConverterReport:
    """The profile with the facts that say of which copy it is."""
    return ConverterReport(SCHEMA, copy.witness.name, copy.witness.sha256, copy.script, converter_of(copy))


def render_json(found: ConverterReport) -> bytes:
    """The profile as one line of JSON."""
    return msgspec.json.encode(found, order="deterministic") + b"\n"


def render_text(found: ConverterReport) -> str:
    """The profile for people."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: ConverterReport) -> Iterator[str]:
    """The report on one copy's converter, line by line for a terminal."""
    made = found.converter
    kinds = {"table": "a table of single characters", "phrase": "a converter that knows words", None: "not to be told"}
    yield f"{plain(found.name)}: {found.script.form}" + (
        f", {found.script.region} forms" if found.script.region else ""
    )
    yield f"converter: {kinds.get(made.kind, made.kind)}"
    if made.several:
        yield f"one-to-many characters written in one way throughout: {made.single} of {made.several}"
    if made.glyphs:
        yield "glyphs that not all regions write: " + ", ".join(f"{region} {n}" for region, n in made.glyphs.items())
    if made.residual:
        yield "left in simplified script: " + " ".join(f"{char}×{n}" for char, n in made.residual.items())
    if made.choices:
        yield "choices: " + "; ".join(
            f"{c.character} → " + ", ".join(f"{form}×{n}" for form, n in c.forms.items()) for c in made.choices
        )
    if made.glosses:
        full = sum(g.glossed == g.of for g in made.glosses)
        yield (
            f"glosses: {sum(g.glossed for g in made.glosses)} after {len(made.glosses)} characters, {full} of them"
            " wherever they stand"
        )
        yield "  " + " ".join(f"{g.character}{plain(g.readings[0])} {g.glossed}/{g.of}" for g in made.glosses[:_SHOWN])
    for near in made.nearest:
        yield f"family {near.family}: {near.places} of {made.examined} places differ, {near.characters} characters"
    if made.nearest:
        told = "one family is clearly nearest" if made.named else "no one family is clearly nearest"
        yield (
            f"margin: {made.margin} places; {told}. The kind of converter can be told from a text, the program hardly"
            " ever."
        )

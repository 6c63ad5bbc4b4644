# SPDX-License-Identifier: Apache-2.0
"""Copies by places as a table for a spreadsheet: a row a place, a column a copy."""

import csv
import io

from policydiff.lineage.result import Collation
from policydiff.lineage.words import words
from policydiff.show.guarding import guard
from policydiff.show.visible import plain

LACKING = "–"


def write(collation: Collation, ui_lang: str) -> bytes:
    """CSV (RFC 4180, UTF-8 with a byte order mark, which Excel asks for); no cell is a formula."""
    say = words(ui_lang)
    sigla = [copy.siglum for copy in collation.copies]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    head = [
        say.t("ui.place"),
        "id",
        say.t("ui.unit"),
        say.t("ui.class"),
        say.t("ui.kind"),
        *(f"{c.siglum} {plain(c.facts.name)}" for c in collation.copies),
    ]
    writer.writerow([guard(cell) for cell in head])
    for v in collation.variations:
        texts = {siglum: plain(reading.text) for reading in v.readings for siglum in reading.copies}
        fixed = [str(v.number), v.id, plain(v.unit), say.main.t(f"class.{v.class_}"), say.main.name("kind", v.kind)]
        writer.writerow([guard(cell) for cell in (*fixed, *(texts.get(siglum, LACKING) for siglum in sigla))])
    for p in collation.passages:
        fixed = [f"P{p.number}", "", plain(p.unit), say.main.t(f"class.{p.class_}"), say.main.name("kind", p.kind)]
        writer.writerow(
            [
                guard(cell)
                for cell in (
                    *fixed,
                    *(LACKING if s in p.absent else plain(p.text) if s in p.present else "" for s in sigla),
                )
            ]
        )
    return out.getvalue().encode("utf-8-sig", "replace")

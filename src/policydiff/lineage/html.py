# SPDX-License-Identifier: Apache-2.0
"""The page of a collation: one self-contained file that loads nothing and works without JavaScript."""

from policydiff.lineage.result import Collation
from policydiff.lineage.view import build
from policydiff.lineage.words import words
from policydiff.show.assets import asset, environment, policy


def write(collation: Collation, ui_lang: str) -> bytes:
    """The apparatus, the matrix and the lineage as a page in a language of the interface."""
    style, script = asset("collation.css"), asset("collation.js")
    page = environment().get_template("collation.html.j2")
    view = build(collation, words(ui_lang))
    return page.render(
        view=view, t=view.t, policy=policy(style, script), style=style.markup, script=script.markup
    ).encode("utf-8")

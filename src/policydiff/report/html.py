# SPDX-License-Identifier: Apache-2.0
"""The HTML report: one self-contained file that loads nothing."""

from collections.abc import Iterator
from itertools import islice

from policydiff.model import Comparison
from policydiff.report.build import build
from policydiff.report.cards import entries, errata, groups
from policydiff.report.fragments import contents, notice, ticks
from policydiff.report.texts import Options, Texts
from policydiff.report.view import View
from policydiff.show.assets import asset, environment, policy

STYLES = (
    "report/page.css",
    "report/cards.css",
    "report/text.css",
    "report/marks.css",
    "report/narrow.css",
    "report/print.css",
)
SCRIPTS = (
    "report/base.js",
    "report/marks.js",
    "report/walk.js",
    "report/decide.js",
    "report/search.js",
    "report/views.js",
    "report/keys.js",
)


_AT_ONCE = 32
"""Parts of a page that are written at once; the longest of them holds some units."""


def write(comparison: Comparison, texts: Texts, options: Options) -> Iterator[bytes]:
    """The report of a comparison, piece by piece."""
    view = build(comparison, texts.a, texts.b, options.ui_lang, options.terms_style, options.cropping)
    parts = _parts(view)
    while some := list(islice(parts, _AT_ONCE)):
        yield "".join(some).encode("utf-8")


def render(view: View) -> str:
    """The page of a view, complete without JavaScript and without a network."""
    return "".join(_parts(view))


def _parts(view: View) -> Iterator[str]:
    style, script = asset(*STYLES), asset(*SCRIPTS)
    page = environment().get_template("report.html.j2")
    return page.generate(
        view=view,
        contents=contents(view.rows),
        ticks=ticks(view.strip) if view.strip else "",
        entries={section.severity: entries(section.entries, view.t) for section in view.telling},
        suppressed=entries(view.suppressed, view.t),
        notice=notice(view),
        errata={copy.side: errata(found, copy.side, view.t) for copy, found in view.errata},
        groups={section.cls: groups(section, view) for section in view.classes},
        policy=policy(style, script),
        style=style.markup,
        script=script.markup,
    )

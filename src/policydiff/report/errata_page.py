# SPDX-License-Identifier: Apache-2.0
"""The table of errata as a page to print, with lines for the proofreader and the reviewer."""

from policydiff.model import Comparison
from policydiff.report.errata import COLUMNS, lines, title_of
from policydiff.report.lists import side_words
from policydiff.report.sources import sources_of
from policydiff.report.texts import Options, Texts
from policydiff.report.wording import headline, sides
from policydiff.show.assets import asset, environment, policy
from policydiff.show.i18n import catalogue
from policydiff.show.visible import plain


def write(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The page; it loads nothing."""
    words, sources, style = catalogue(options.ui_lang), sources_of(comparison, texts), asset("errata.css")
    page = environment().get_template("errata.html.j2")
    said = page.render(
        lang=words.lang,
        policy=policy(style, None),
        style=style,
        heading=words.t("ui.errata_table", title=title_of(comparison, words)),
        headline=headline(comparison, words),
        files=[(side_words(side, words), plain(facts.name), facts.sha256) for side, facts in sides(comparison)],
        columns=[words.t(f"ui.{name}") for name in COLUMNS if name not in ("id", "reason")],
        lines=lines(comparison, sources, words),
        lang_original=sources.lang_b if comparison.base == "b" else sources.lang_a,
        lang_other=sources.lang_a if comparison.base == "b" else sources.lang_b,
        t=words.tables["ui"],
        tool=words.t("ui.tool_line", version=comparison.tool.version, profile=comparison.tool.profile),
    )
    return said.encode("utf-8")

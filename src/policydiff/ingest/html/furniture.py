# SPDX-License-Identifier: Apache-2.0
"""Which parts of a page are the site's and not the notice's: recall first.

A part is set aside only where the page's own markup says what it is (nav, footer, a role, a
class name of a short list) or where it is a list of links, and only if no sentence, label,
date, title or attachment stands in it. All else stays in the text.
"""

import re
from collections.abc import Mapping

from policydiff.ingest.html.survey import Stats

ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar"))
NAVIGATION_NAMES = frozenset(
    [
        "nav",
        "navs",
        "navbar",
        "navigation",
        "menu",
        "submenu",
        "mainmenu",
        "topnav",
        "subnav",
        "crumb",
        "crumbs",
        "breadcrumb",
        "breadcrumbs",
        "pagination",
        "pager",
        "share",
        "sharebox",
        "bdsharebuttonbox",
        "toolbar",
        "sidebar",
        "sitemap",
        "qrcode",
        "footer",
        "foot",
        "copyright",
        "friendlink",
        "friendlinks",
        "skip",
        "login",
        "search",
    ]
)
HEAD_NAMES = frozenset(["header", "head", "top", "topbar", "banner", "logo"])
MAIN_TAGS = frozenset(("article", "main"))
MAIN_NAMES = frozenset(["trs_editor", "ucap-content", "pages_content", "article-content", "zoom"])
CONTROLS = frozenset(("button", "select", "textarea"))
LIST_TAGS = frozenset(["ul", "ol", "dl", "div", "table", "section", "p", "form", "td"])

_WORDS = re.compile(r"[a-z]+")
_HUMP = re.compile(r"([a-z])([A-Z])")
SITE_FOOTER_CHARACTERS = 800
"""A site's footer with its links has fewer characters than this; a block with more is not taken whole."""


def names(attributes: Mapping[str, str | None]) -> set[str]:
    """The words of an element's id and classes."""
    text = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return set(_WORDS.findall(_HUMP.sub(r"\1 \2", text).lower()))


def is_main(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether the page says that this element holds the document itself."""
    if tag in MAIN_TAGS or attributes.get("role") == "main":
        return True
    given = f"{attributes.get('id') or ''} {attributes.get('class') or ''}".lower().split()
    return not MAIN_NAMES.isdisjoint(given)


def furniture(tag: str, attributes: Mapping[str, str | None], stats: Stats | None, in_main: bool) -> str | None:
    """Why an element is set aside as page furniture, or None where its text is the document's."""
    if tag in CONTROLS:
        return f"form control <{tag}>"
    if stats is None or not stats.characters:
        return None
    if stats.crumbs and stats.crumbs == stats.lines:
        return "bread crumbs"
    if _site_footer(tag, stats):
        return "site footer"
    clean = not stats.prose and not stats.marks
    share = stats.linked / stats.characters
    if tag == "footer" and not in_main and not stats.marks and stats.prose <= 2:
        return "<footer>"
    if not clean:
        return None
    if tag == "nav":
        return "<nav>"
    if not in_main and tag in ("header", "aside") and not stats.headings:
        return f"<{tag}>"
    role = (attributes.get("role") or "").lower()
    return f"role {role}" if role in ROLES else _by_name(tag, attributes, stats, share, in_main)


def _by_name(tag: str, attributes: Mapping[str, str | None], stats: Stats, share: float, in_main: bool) -> str | None:
    """The class name or the share of linked text that makes a part without sentences furniture."""
    words = names(attributes)
    named = sorted(words & NAVIGATION_NAMES)
    if named and not (in_main and share < 0.5) and not stats.headings:
        return f"class {named[0]}"
    if words & HEAD_NAMES and share >= 0.5:
        return f"class {min(words & HEAD_NAMES)}"
    if tag in LIST_TAGS and stats.links >= 3 and share >= 0.75:
        return "list of links"
    if tag in LIST_TAGS and stats.related and stats.links and share >= 0.5:
        return "links to other pages"
    return None


def _site_footer(tag: str, stats: Stats) -> bool:
    """Whether a block is the site's own foot: its registration numbers, its keeper, its rights."""
    return bool(
        stats.site
        and tag in LIST_TAGS
        and stats.characters <= SITE_FOOTER_CHARACTERS
        and stats.prose <= 2
        and not stats.marks
        and not stats.headings
    )

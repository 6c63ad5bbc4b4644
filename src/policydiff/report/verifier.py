# SPDX-License-Identifier: Apache-2.0
"""verify.html: one page that checks a dossier's log and a file offline, in every language; the same bytes for every
dossier of a version, so that its hash can be told apart from it."""

import json

from markupsafe import Markup
from msgspec import Struct

from policydiff import __version__
from policydiff.languages import LANGUAGES
from policydiff.show.assets import asset, environment, policy
from policydiff.show.i18n import tables

SCRIPTS = ("bytes.js", "log.js", "seen.js", "check.js", "page.js")
_NAMES = {"en": "English", "zh-Hans": "简体", "zh-Hant": "繁體"}


class Language(Struct, frozen=True):
    """A language that the page can be read in: its code, its own name, and that scripts are switched off."""

    code: str
    name: str
    no_script: str


class Part(Struct, frozen=True):
    """A place for what is given: its id, number and words, what its button says, whether it takes folders and text."""

    id: str
    step: int
    name: str
    help: str
    choose: str
    choose_name: str
    folder: bool = False
    paste: bool = False


def words(lang: str) -> dict[str, str]:
    """The words of the page in a language."""
    found: dict[str, str] = tables(f"verifier/{lang}.toml")["page"]
    return found


def verifier_page() -> bytes:
    """The page, complete in itself."""
    script, style = asset(*(f"verifier/{name}" for name in SCRIPTS)), asset("verifier/page.css")
    t = words("en")
    every = {lang: words(lang) for lang in LANGUAGES}
    parts = [
        Part(one, step, t[one], t[f"{one}_help"], choose, t[choose], folder=one == "dossier", paste=one == "seen")
        for step, (one, choose) in enumerate(
            (("dossier", "choose_log"), ("file", "choose_files"), ("seen", "choose_files")), 1
        )
    ]
    # what would end the element that holds it is written as an escape, which JSON reads back
    told = json.dumps(every, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    page = environment().get_template("verifier.html.j2")
    return page.render(
        t=t,
        parts=parts,
        languages=[Language(lang, _NAMES[lang], every[lang]["no_script"]) for lang in LANGUAGES],
        words=Markup(told),  # noqa: S704  # the project's own words
        tool=f"policydiff {__version__}",
        policy=policy(style, script),
        style=style.markup,
        script=script.markup,
    ).encode()

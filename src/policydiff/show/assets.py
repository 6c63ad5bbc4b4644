# SPDX-License-Identifier: Apache-2.0
"""Where the templates, the style and the script of the HTML report are, and their hashes."""

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from policydiff.show.made import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

    import jinja2
    from markupsafe import Markup


def templates_root() -> "Path":
    """The folder of templates, style, script and catalogues; in a wheel it is in the package."""
    return TEMPLATES


class Asset(Struct, frozen=True):
    """One style or script, and the hash by which the page's security policy admits it."""

    markup: "Markup"
    csp: str


@cache
def asset(*names: str) -> Asset:
    """The files of these names under templates/, joined as one asset."""
    from base64 import b64encode
    from hashlib import sha256

    from markupsafe import Markup

    text = "".join((templates_root() / name).read_text("utf-8") for name in names)
    digest = b64encode(sha256(text.encode()).digest()).decode("ascii")
    return Asset(Markup(text), f"sha256-{digest}")  # noqa: S704  # the project's own files


def policy(style: Asset, script: Asset | None) -> str:
    """The content security policy of a page that holds this style and this script and loads nothing."""
    scripts = f"script-src '{script.csp}'; " if script else ""
    return f"default-src 'none'; {scripts}style-src '{style.csp}'; img-src data:; base-uri 'none'; form-action 'none'"


@cache
def environment() -> "jinja2.Environment":
    """The Jinja environment of every page: everything escaped, nothing undefined."""
    import jinja2

    from policydiff.show.pages import Templates

    return jinja2.Environment(
        loader=Templates(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

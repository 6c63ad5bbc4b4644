# SPDX-License-Identifier: Apache-2.0
"""The language in which the command line speaks.

From the least weight to the most: the system's (LC_ALL, LC_MESSAGES, LANG), POLICYDIFF_UI_LANG, `ui_lang` of
policydiff.toml, `--ui-lang`."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from pathlib import Path

from policydiff.languages import LANGUAGES

_ARGUMENTS: ContextVar[tuple[str, ...]] = ContextVar("arguments", default=())
_ASKED: ContextVar[str | None] = ContextVar("asked", default=None)
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
"""Parts of a tag of Chinese that say traditional (RFC 5646: the script, or a region where it is written)."""


def heed(arguments: Sequence[str]) -> None:
    """Know what the command line was given, so that even a fault in it is told in the language asked for."""
    _ARGUMENTS.set(tuple(arguments))
    _ASKED.set(None)


def speak(lang: str) -> None:
    """Speak this language from here on."""
    _ASKED.set(lang)


def language() -> str:
    """The language to speak, one of `reasons.LANGUAGES`."""
    return _ASKED.get() or chosen(_ARGUMENTS.get(), os.environ)


def settled() -> str:
    """The language that an option or the configuration asks for, whatever machine this is; English where neither
    does. Tables that programs read are written in it."""
    if (asked := _ASKED.get() or _value_of("--ui-lang", _ARGUMENTS.get())) in LANGUAGES:
        return str(asked)
    return _of_configuration(_ARGUMENTS.get()) or "en"


def chosen(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language that arguments, the configuration and the environment choose together."""
    if (asked := _value_of("--ui-lang", arguments)) in LANGUAGES:
        return str(asked)
    return _of_configuration(arguments) or _of_system(environ)


def of_tag(tag: str) -> str:
    """The language that serves a locale or a language tag: zh_TW.UTF-8, zh-Hans, C."""
    first, *parts = tag.partition(".")[0].partition("@")[0].replace("_", "-").lower().split("-")
    if first != "zh":
        return "en"
    return "zh-Hant" if "hans" not in parts and not _TRADITIONAL.isdisjoint(parts) else "zh-Hans"


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    """What an option is given, found before anything is parsed; the last one counts."""
    found = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith(f"{option}="):
            found = argument.partition("=")[2]
        elif argument == option and place + 1 < len(arguments):
            found = arguments[place + 1]
    return found


def _of_configuration(arguments: Sequence[str]) -> str | None:
    """The language of the configuration; what is wrong with it is said where it is loaded."""
    path = Path(_value_of("--config", arguments) or "policydiff.toml")
    if not os.path.exists(path):  # noqa: PTH110 (a path object raises; `ingest.opening.there` would load the readers)
        return None
    from policydiff import config
    from policydiff.errors import UsageError

    try:
        return config.load(path).ui_lang
    except UsageError:
        return None


def _of_system(environ: Mapping[str, str]) -> str:
    """The language of the environment; on Windows, where it says nothing, that of the user's account."""
    names = ("POLICYDIFF_UI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    tag = next((environ[name] for name in names if environ.get(name)), None)
    if tag is None and sys.platform == "win32":
        import ctypes
        import locale

        tag = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return of_tag(tag or "")

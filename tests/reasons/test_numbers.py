# SPDX-License-Identifier: Apache-2.0
"""Sentences with numbers are English whatever the number: 1 page, 2 pages, 0 pages."""

import re
from string import Formatter

import pytest

from policydiff.languages import Counted
from policydiff.model import Reason
from policydiff.reasons import CURES, SENTENCES, say
from policydiff.reasons.anchoring import ANCHORING
from policydiff.reasons.errors.recording import RECORDING
from policydiff.reasons.errors.store import STORE
from policydiff.reasons.verifying import VERIFYING
from policydiff.show.i18n import catalogue, tables, terminal

NUMBERS = frozenset(
    "n count total pages images pairs files notices characters hidden places times wrong units cells more left done new"
    " alone since number limit seconds half stale still gone".split()
)
"""Places of a sentence that take a number."""
ONE = re.compile(r"(?<![\w.,:/-])1 (?!of\b)((?:[a-z]+ ){0,2}?[a-z]+s)\b")
"""A number, and within three words what ends like a plural."""
VERBS = frozenset("is was has does shows stands holds names places rows".split())
"""What ends so after one thing, too."""
OF_A_STORE = ("store", "basis", "entry", "checked", "record", "said", "value", "source", "layer", "timeline", "list")
SEVERAL = re.compile(r"(_other|_other_more|[._]of_more)$")
"""Keys that are taken for several alone."""


def counted(phrase: str, number: str) -> str:
    """The phrase with that number in each place that takes one."""
    phrase = phrase.replace(":note}", "}")
    names = [name for _, name, _, _ in Formatter().parse(phrase) if name]
    return phrase.format_map({name: Counted(number if name in NUMBERS else "X") for name in names})


def plurals(said: str) -> list[str]:
    """What a sentence counts once in the plural."""
    found = ((one[0], one[1].split()) for one in ONE.finditer(said))
    return [whole for whole, (first, *more) in found if first not in VERBS - {"places", "rows"} and not VERBS & {*more}]


def sentences() -> dict[str, str]:
    """Every sentence that says why, of errors what to do, too, but those of a store."""
    store = {*STORE, *RECORDING, *VERIFYING, *ANCHORING}
    found = {key: said[0] for key, said in SENTENCES.items()} | {f"cure {key}": cure[0] for key, cure in CURES.items()}
    return {key: said for key, said in found.items() if key.removeprefix("cure ") not in store}


def phrases() -> dict[str, str]:
    """Every phrase of pages and commands in English, but those of a store and of collations."""
    found = dict(terminal("en").phrases)
    found |= {f"index.{key}": said for key, said in tables("batch/en.toml").items() if isinstance(said, str)}
    return {key: said for key, said in found.items() if key.partition(".")[0] not in OF_A_STORE}


@pytest.mark.parametrize("told", [sentences, phrases])
def test_one_thing_is_not_counted_as_several(told) -> None:
    """No sentence says «1 pages»; two and none are several in each that has two forms."""
    said = {key: phrase for key, phrase in told().items() if not SEVERAL.search(key) and not key.endswith(".other")}
    two_forms = [phrase for phrase in said.values() if "|" in phrase]

    assert len(said) > 100
    assert {key: found for key, phrase in said.items() if (found := plurals(counted(phrase, "1")))} == {}
    assert len(two_forms) > 10
    assert [phrase for phrase in two_forms if counted(phrase, "2").replace("2", "0") != counted(phrase, "0")] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0", "0 tracked deletions stand in the file (0 characters)"),
        ("1", "1 tracked deletion stands in the file (1 character)"),
        ("1,029", "1,029 tracked deletions stand in the file (1,029 characters)"),
    ],
)
def test_the_form_fits_the_number(number: str, said: str) -> None:
    """In a reason, and in a phrase given as a number; Chinese has one form."""
    reason = Reason("tracked_deletions", {"n": number, "characters": number})

    assert say(reason) == said
    assert say(reason, "zh-Hans") == f"文件中有修订删除 {number} 处（{number} 个字符）"
    assert catalogue("en").t("ui.bytes", n=1) == "1 byte"
    assert catalogue("en").t("ui.bytes", n=0) == "0 bytes"

# SPDX-License-Identifier: Apache-2.0
"""Three catalogues that say the same things."""

import re

import pytest
from tests.report.conftest import NOTICE

from policydiff.api import compare
from policydiff.errors import UsageError
from policydiff.model import CLASSES
from policydiff.show.i18n import LANGUAGES, catalogue

PLACES = re.compile(r"\{(\w+)(?::[^}]*)?\}")


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_catalogues_have_the_same_phrases_and_places(lang: str) -> None:
    """A phrase that one language has, the others have, with the same places to fill."""
    ours, theirs = catalogue("en").tables, catalogue(lang).tables

    assert {table: list(names) for table, names in ours.items()} == {
        table: list(names) for table, names in theirs.items()
    }
    for table, names in ours.items():
        for name, phrase in names.items():
            # the English of one carries no number
            wanted = set(PLACES.findall(phrase)) | ({"n"} if name.endswith("_one") or name == "one" else set())
            assert set(PLACES.findall(theirs[table][name])) - {"n"} == wanted - {"n"}, (table, name)


def test_every_class_has_a_name() -> None:
    """No class is without a name in any language."""
    assert [lang for lang in LANGUAGES if not set(CLASSES) <= set(catalogue(lang).tables["class"])] == []


TOLD = [
    (NOTICE, NOTICE.replace("2023", "2024").replace("35项", "45项")),
    (NOTICE, NOTICE.replace("通知", "通知（第二版）", 1).replace("35项", "45项")),
    (NOTICE, "关于转发《" + NOTICE.partition("\n")[0] + "》的通知\n各县：\n" + NOTICE),
    (NOTICE, "国家统计局公报\n一、人口\n1.年末全国人口比上年末增加。\n"),
    (NOTICE, NOTICE.replace("2.完善服务体系", "8.完善服务体系").partition("5.发展")[0] + "5.发展壮大，"),
    (NOTICE, NOTICE.replace("请认真组织实施。", "请认真组织实施。\n附件：1.任务分工表\n2.进度表\n")),
]


@pytest.mark.parametrize(("a", "b"), TOLD)
def test_no_english_is_left_in_what_is_said_of_copies(a: str, b: str) -> None:
    """Whatever a comparison says of the relation and of completeness has its sentence in each catalogue."""
    made = compare(a, b)
    reasons = [made.relation.rule, *made.a.incomplete, *made.b.incomplete]

    assert [
        reason for reason in reasons if reason is None or re.search("[A-Za-z]{3,}", catalogue("zh-Hans").reason(reason))
    ] == []


def test_an_unknown_language_is_refused() -> None:
    """The error names the languages there are."""
    with pytest.raises(UsageError) as caught:
        catalogue("fr")

    assert (caught.value.code, caught.value.cure) == ("PD230", "choose one of en, zh-Hans, zh-Hant")

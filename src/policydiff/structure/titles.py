# SPDX-License-Identifier: Apache-2.0
"""What a canonical title says of its notice: years and editions, whether it passes on what another office wrote or
issues what it names."""

from typing import NamedTuple

from policydiff.vocabulary.numerals import HAN_DIGITS, ONE_TO_TEN, value
from policydiff.vocabulary.patterns import late_pattern

_YEAR = rf"(?:(?:19|20)\d{{2}}|(?:一九|二[〇零])[{HAN_DIGITS}]{{2}})"
_YEARS = late_pattern(_YEAR)
_EDITIONS = late_pattern(rf"第([{ONE_TO_TEN}\d]{{1,4}})(?=版|次修)")
_NAMED = late_pattern(rf"([\u4e00-\u9fff]{{4,24}})\(((?:试行)?第([{ONE_TO_TEN}\d]{{1,3}})版)\)")
"""A plan with its edition in brackets: 诊疗方案(第九版), 防控方案(试行第五版)."""
_STATE = late_pattern(rf"\(?(?:修订|修正|试行|征求意见稿|第[{ONE_TO_TEN}\d]+[版次]|{_YEAR}年[^)]*)\)?")
_PASSES_ON = late_pattern(r"转发|批转")
_GIVES_OUT = late_pattern(r"转发|批转|印发|公布|发布")
_LONG_ENOUGH = 8
"""Characters of a title that is known again inside another one."""


class Edition(NamedTuple):
    """An edition as it is written, and what is compared: whether it is on trial, and its number."""

    written: str
    number: tuple[bool, int | None]


def years(title: str) -> tuple[str, ...]:
    """The years in a title, in digits: 2022 for 二〇二二."""
    return tuple(str(value(year)) for year in _YEARS.findall(title))


def editions(title: str) -> tuple[str, ...]:
    """The numbers of editions and amendments in a title: 第9版 for 第九版."""
    return tuple(f"第{value(number)}版" for number in _EDITIONS.findall(title))


def without_years(title: str) -> str:
    """A title without its years and the numbers of its editions, which one plan has under one name year after year."""
    return _EDITIONS.sub("", _YEARS.sub("", title))


def core(title: str) -> str:
    """A title without years and without what says in which state or edition the text is: (试行), (修订), (第九版)."""
    return _STATE.sub("", _YEARS.sub("", title))


def passes_on(title: str) -> bool:
    """Does the notice pass on what another office wrote (转发, 批转)?"""
    return _PASSES_ON.search(title) is not None


def gives_out(title: str) -> bool:
    """Does the notice pass on, issue or publish what it names?"""
    return _GIVES_OUT.search(title) is not None


def passes_on_named(title: str, other: str) -> bool:
    """Does the notice pass on the one that bears the other title?"""
    found = _PASSES_ON.search(title)
    named = other.strip("《》")
    return found is not None and len(named) >= _LONG_ENOUGH and named in title[found.end() :]


def named_editions(text: str) -> dict[str, Edition]:
    """Names of plans in a text, without what gives them out, with the edition that stands in brackets behind each."""
    return {
        _GIVES_OUT.split(name)[-1].removeprefix("关于"): Edition(written, (written.startswith("试行"), value(number)))
        for name, written, number in (
            _NAMED.findall(text) if "版)" in text else ()
        )  # the pattern tries every character
    }

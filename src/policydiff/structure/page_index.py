# SPDX-License-Identifier: Apache-2.0
"""The table that a site keeps of a document and shows above it: which of its fields are the site's.

The table is that of 政府信息公开: 索引号, 主题分类, 公开方式 … beside what the notice says of itself. It is the
site's where a field stands in it that stands in no notice (索引号, 组配分类); then its own fields are of the page.
成文日期, 发文字号, 有效性 and their kind are never.
"""

from typing import NamedTuple

from policydiff.structure.page_words import NOTICE_FIELDS, SITE_CATALOGUE, SITE_FIELDS
from policydiff.structure.segments import Segments
from policydiff.vocabulary.patterns import late_pattern

_FRONT = 1200
_FEWEST = 3
"""Fields that a table has at least."""
_LONGEST = 70
"""Characters of a field with its value."""


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_FIELD = late_pattern(rf"\(?(?P<name>{_any(SITE_FIELDS + ' ' + NOTICE_FIELDS)})(?:\)?:|\)|(?=$))")
_CATALOGUED = late_pattern(_any(SITE_CATALOGUE))
_CATALOGUE = frozenset(SITE_CATALOGUE.split())
_SITE = frozenset(SITE_FIELDS.split())


class Entry(NamedTuple):
    """A field with its value; `aside` where it is the site's own."""

    start: int
    end: int
    name: str
    aside: bool


def site_table(segments: Segments, limit: int) -> list[Entry]:
    """The fields of the first table that stands in the front of a text, with their values; none where it is not the
    site's."""
    text = segments.canonical.text
    stop = min(limit, _FRONT)
    if _CATALOGUED.search(text, 0, stop) is None:
        return []
    cuts = [0, *segments.soft(0, stop)]
    starts = [(cut, match) for cut in cuts if (match := _FIELD.match(text, cut, stop))]
    found: list[Entry] = []
    for i, (at, match) in enumerate(starts):
        following = starts[i + 1][0] if i + 1 < len(starts) else stop
        end = min(segments.line_end(at), following)
        if end <= match.end() < following:
            end = min(segments.line_end(match.end()), following)
        if found and at - found[-1].end > _LONGEST:
            break
        found.append(Entry(at, end, match["name"], match["name"] in _SITE and _is_value(text[match.end() : end])))
    shown = any(entry.name in _CATALOGUE for entry in found)
    return found if shown and len(found) >= _FEWEST else []


def _is_value(value: str) -> bool:
    return len(value) <= _LONGEST and "。" not in value

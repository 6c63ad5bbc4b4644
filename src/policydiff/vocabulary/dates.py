# SPDX-License-Identifier: Apache-2.0
"""Dates as official documents write them (GB/T 9704-2012, 7.3.5; GB/T 15835-2011): in canonical text."""

from policydiff.vocabulary.numerals import HAN_DIGITS, ONE_TO_NINE, ONE_TO_TEN

HAN_YEAR = rf"[一二][{HAN_DIGITS}]{{3}}"
"""二〇二三"""
HAN_MONTH = rf"(?:十[一二]?|[{ONE_TO_NINE}])"
"""十二"""
HAN_DAY = rf"(?:[一二三]?十[{ONE_TO_NINE}]?|[{ONE_TO_NINE}])"
"""二十三"""
WHOLE_DATE = rf"(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日|{HAN_YEAR}年{HAN_MONTH}月{HAN_DAY}日)"
"""A whole date as a signature has it, in Arabic or Han numerals."""
_YEAR, _DAY = rf"[0-9{HAN_DIGITS}十]{{2,4}}", rf"[0-9〇{ONE_TO_TEN}]{{1,3}}"
ANY_DATE = rf"{_YEAR}年(?:{_DAY}月)?(?:{_DAY}日)?|{_DAY}月(?:{_DAY}日)?|[0-9]{{4}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}"
"""A date or a part of one, also one that no calendar has: what a change lies in may be a slip."""

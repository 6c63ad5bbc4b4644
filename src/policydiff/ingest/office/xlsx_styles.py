# SPDX-License-Identifier: Apache-2.0
"""What the styles of a workbook say of a cell: its number format, and whether its letters are seen or struck."""

from dataclasses import dataclass, field

from lxml import etree

from policydiff.ingest.package import attribute, child, local, whole

_EVERYWHERE = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
_CURRENCY = {
    5: "{0}#,##0;{0}-#,##0",
    6: "{0}#,##0;[Red]{0}-#,##0",
    7: "{0}#,##0.00;{0}-#,##0.00",
    8: "{0}#,##0.00;[Red]{0}-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ {0}* #,##0_ ;_ {0}* -#,##0_ ;_ {0}* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ {0}* #,##0.00_ ;_ {0}* -#,##0.00_ ;_ {0}* "-"??_ ;_ @_ ',
}
_MONTH, _DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_HALF, _HALF_SECOND = '上午/下午h"时"mm"分"', '上午/下午h"时"mm"分"ss"秒"'
_CHINA = {
    27: _MONTH,
    28: _DAY,
    29: _DAY,
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: _HALF,
    35: _HALF_SECOND,
    36: _MONTH,
    50: _MONTH,
    51: _DAY,
    52: _MONTH,
    53: _DAY,
    54: _DAY,
    55: _HALF,
    56: _HALF_SECOND,
    57: _MONTH,
    58: _DAY,
}
_ERA, _ERA_DAY = "[$-404]e/m/d", '[$-404]e"年"m"月"d"日"'
_HALF_TW, _HALF_SECOND_TW = '上午/下午hh"時"mm"分"', '上午/下午hh"時"mm"分"ss"秒"'
_TAIWAN = {
    27: _ERA,
    28: _ERA_DAY,
    29: _ERA_DAY,
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'hh"時"mm"分"',
    33: 'hh"時"mm"分"ss"秒"',
    34: _HALF_TW,
    35: _HALF_SECOND_TW,
    36: _ERA,
    50: _ERA,
    51: _ERA_DAY,
    52: _HALF_TW,
    53: _HALF_SECOND_TW,
    54: _ERA_DAY,
    55: _HALF_TW,
    56: _HALF_SECOND_TW,
    57: _ERA,
    58: _ERA_DAY,
}
_FONTS_OF_TAIWAN = frozenset(
    ("新細明體", "細明體", "pmingliu", "mingliu", "標楷體", "微軟正黑體", "microsoft jhenghei", "dfkai-sb")
)
_CHARSET_OF_TAIWAN = "136"


def built_in(number: int, taiwan: bool) -> str:
    """The format that a workbook names by number only: ECMA-376 part 1, 18.8.30, by the locale of the workbook."""
    if number in _CURRENCY:
        return _CURRENCY[number].format('"NT$"' if taiwan else "¥")
    return _EVERYWHERE.get(number) or (_TAIWAN if taiwan else _CHINA).get(number, "General")


@dataclass(slots=True)
class Styles:
    """Of each cell style: its format, whether its letters are white on white, whether they are struck through."""

    formats: list[str] = field(default_factory=list)
    unseen: list[bool] = field(default_factory=list)
    struck: list[bool] = field(default_factory=list)
    boxed: list[bool] = field(default_factory=list)
    """Whether a truth value is drawn as a check box ([MS-XLSX], feature property bags)."""
    conditional: list[str] = field(default_factory=list)
    """The number format of each style that a condition gives, empty where it has none."""

    def format(self, style: int) -> str:
        """The number format of a cell style."""
        return self.formats[style] if 0 <= style < len(self.formats) else "General"


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of `styles.xml`."""
    listed = child(root, "numFmts")
    custom = {
        whole(attribute(found, "numFmtId"), 0): attribute(found, "formatCode") or "General"
        for found in (listed if listed is not None else ())
    }
    fonts, fills = list(_children(root, "fonts")), list(_children(root, "fills"))
    taiwan = bool(fonts) and _of_taiwan(fonts[0])
    styles = Styles()
    for found in _children(root, "cellXfs"):
        number = whole(attribute(found, "numFmtId"), 0)
        styles.formats.append(custom.get(number) or built_in(number, taiwan))
        font = _at(fonts, attribute(found, "fontId"))
        styles.boxed.append(any(local(part) == "xfComplement" for part in found.iter()))
        fill = child(_at(fills, attribute(found, "fillId")), "patternFill")
        styles.unseen.append(_white(child(font, "color")) and _empty(fill))
        styles.struck.append(
            child(font, "strike") is not None and attribute(child(font, "strike"), "val") not in ("0", "false")
        )
    for found in _children(root, "dxfs"):
        styles.conditional.append(attribute(child(found, "numFmt"), "formatCode") or "")
    return styles


def _children(root: etree._Element | None, name: str) -> list[etree._Element]:
    found = child(root, name)
    return [] if found is None else [item for item in found if local(item)]


def _at(items: list[etree._Element], index: str | None) -> etree._Element | None:
    place = whole(index, 0)
    return items[place] if 0 <= place < len(items) else None


def _of_taiwan(font: etree._Element) -> bool:
    """Whether a workbook's standard font is one of Taiwan: the only sign that a file keeps of its locale."""
    name = attribute(child(font, "name"), "val") or ""
    return attribute(child(font, "charset"), "val") == _CHARSET_OF_TAIWAN or name.lower() in _FONTS_OF_TAIWAN


def _white(color: etree._Element | None) -> bool:
    if color is None or whole(attribute(color, "tint"), 0) or "." in (attribute(color, "tint") or ""):
        return False
    rgb = (attribute(color, "rgb") or "").upper()
    return (
        rgb in ("FFFFFFFF", "00FFFFFF", "FFFFFF")
        or attribute(color, "theme") == "0"
        or attribute(color, "indexed") in ("1", "9")
    )


def _empty(fill: etree._Element | None) -> bool:
    """Whether a cell has no ground of its own, or a white one."""
    if fill is None or (attribute(fill, "patternType") or "none") == "none":
        return True
    return attribute(fill, "patternType") == "solid" and _white(child(fill, "fgColor"))

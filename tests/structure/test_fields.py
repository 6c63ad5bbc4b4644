# SPDX-License-Identifier: Apache-2.0
"""Fields carry spans of the source, glosses and line breaks included, and values without them."""

from policydiff.canonical import canonicalize
from policydiff.model import Field
from policydiff.structure import parse

NOTICE = """发布时间：2023-02-10 浏览次数：3056次
某市人民政府关于推進(jìn)工(gōng)作的通知
某政发〔2023〕5号
各区人民政府，市政府各部门：
根据《关于加强管理的意见》（国发〔2022〕18号），现通知如下：
一、推进改革。各部门要密切配合，按时完成。（市科(kē)技局、
市财政局负责。列第一位者为牵头单位，下同）
二、优化服务。各部门要简化流程，提高效率。（市教育局、市民政局负责）
附件：1.任务分工表
2.考核办法
某市人民政府
2023年2月3日
（此件公开发布）
"""


def fields(source: str) -> list[Field]:
    """The fields of a source text."""
    return list(parse(canonicalize(source)).fields)


def test_each_field_is_a_slice_of_the_source() -> None:
    """The text of a field is what stands in the source at its span, and fields come in the order of their places."""
    found = fields(NOTICE)
    assert all(field.text == NOTICE[field.start : field.end] for field in found)
    assert [field.start for field in found] == sorted(field.start for field in found)


def test_values() -> None:
    """Dates are ISO, numbers have one spelling, text has lost its glosses and breaks."""
    assert [(field.type, field.value) for field in fields(NOTICE) if field.type != "responsible_units"] == [
        ("page_date", "2023-02-10"),
        ("counter", 3056),
        ("title", "某市人民政府关于推進工作的通知"),
        ("doc_number", "某政发〔2023〕5号"),
        ("addressee", "各区人民政府，市政府各部门"),
        ("citation", "关于加强管理的意见"),
        ("attachment", "任务分工表"),
        ("attachment", "考核办法"),
        ("issuer", "某市人民政府"),
        ("signed_date", "2023-02-03"),
        ("access_marking", "此件公开发布"),
    ]


def test_units_in_charge_and_the_rule_stated_once() -> None:
    """A statement spans its bracket; where a copy says that the first one leads, it does so from there on."""
    first, second = (field for field in fields(NOTICE) if field.type == "responsible_units")
    assert first.text == "（市科(kē)技局、\n市财政局负责。列第一位者为牵头单位，下同）"
    assert first.value == [{"role": "lead", "name": "市科技局"}, {"role": "responsible", "name": "市财政局"}]
    assert second.value == [{"role": "lead", "name": "市教育局"}, {"role": "responsible", "name": "市民政局"}]


def test_a_title_that_stands_twice_is_one_field() -> None:
    """Websites print the title above the title; the field spans it once."""
    title = "某市人民政府关于推进工作的通知"
    found = [field for field in fields(f"{title}\n{title}\n某政发〔2023〕5号\n现通知如下。") if field.type == "title"]
    assert [(field.start, field.value) for field in found] == [(0, title)]


def test_without_fields() -> None:
    """A caller that needs the units alone gets no fields, and the same units."""
    canonical = canonicalize(NOTICE)
    bare = parse(canonical, fields=False)
    assert bare.fields == ()
    assert bare.roots == parse(canonical).roots

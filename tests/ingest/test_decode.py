# SPDX-License-Identifier: Apache-2.0
"""Bytes become text strictly, with the evidence kept and every doubt said."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.errors import InputError
from policydiff.ingest.decode import damage, decode

SIMPLIFIED = (
    "关于印发青山市社区图书馆管理办法的通知\n各区人民政府，市政府各部门：\n现将《青山市社区图书馆管理办法》印发给你们，"
    "请认真贯彻执行。\n"
    "一、总体要求。到2027年，全市建成社区图书馆120个，服务人口不少于90万人。\n二、主要任务。完善借阅制度，"
    "提高服务质量，加强资金管理，"
    "确保按时完成。（责任单位：市文化局、市财政局）\n三、本办法自发布之日起施行，有效期五年。"
    "\n青山市人民政府办公室\n2026年3月5日\n"
)
TRADITIONAL = (
    "關於印發青山市社區圖書館管理辦法的通知\n各區人民政府，市政府各部門：\n現將《青山市社區圖書館管理辦法》印發給你們，"
    "請認真貫徹執行。\n"
    "一、總體要求。到2027年，全市建成社區圖書館120個，服務人口不少於90萬人。\n二、主要任務。完善借閱制度，"
    "提高服務質量，加強資金管理，"
    "確保按時完成。（責任單位：市文化局、市財政局）\n三、本辦法自發布之日起施行，有效期五年。"
    "\n青山市人民政府辦公室\n2026年3月5日\n"
)
ENCODINGS = [
    ("utf-8", SIMPLIFIED), ("utf-8", TRADITIONAL), ("gb18030", SIMPLIFIED), ("gb18030", TRADITIONAL),
    ("big5hkscs", TRADITIONAL),
    ("utf-16-le", SIMPLIFIED), ("utf-16-be", SIMPLIFIED), ("utf-16-le", TRADITIONAL), ("utf-16-be", TRADITIONAL),
]  # fmt: skip


@pytest.mark.parametrize("length", [20, 50, 200])
@pytest.mark.parametrize(("encoding", "text"), ENCODINGS)
def test_the_encoding_of_a_piece_of_a_notice_is_found(encoding: str, text: str, length: int) -> None:
    """Every piece of a notice, from 20 characters on, is read as it was written, with no label."""
    for start in range(0, len(text) - length, 3):
        piece = text[start : start + length]
        decoded, facts, _ = decode(piece.encode(encoding))
        assert decoded == piece
        assert facts.used == encoding
        assert facts.declared is None


MARKED = [
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"), (b"\x84\x31\x95\x33", "gb18030"),
]  # fmt: skip


@pytest.mark.parametrize(("mark", "encoding"), MARKED)
def test_a_byte_order_mark_decides_and_is_no_text(mark: bytes, encoding: str) -> None:
    """The mark names the encoding and is not part of the text."""
    text, facts, problems = decode(mark + SIMPLIFIED.encode(encoding))
    assert text == SIMPLIFIED
    assert (facts.used, facts.bom, facts.basis, problems) == (encoding, True, "byte order mark", ())


LABELS = [
    ("gb2312", "gb18030", SIMPLIFIED), ("GBK", "gb18030", TRADITIONAL), ("x-gbk", "gb18030", SIMPLIFIED),
    ("big5", "big5hkscs", TRADITIONAL),
    ("Big5-HKSCS", "big5hkscs", TRADITIONAL), ("utf8", "utf-8", SIMPLIFIED), ('"UTF-8"', "utf-8", SIMPLIFIED),
    ("hz-gb-2312", "hz", "青山市通知"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "encoding", "text"), LABELS)
def test_labels_are_read_as_sites_mean_them(label: str, encoding: str, text: str) -> None:
    """A label of a subset stands for the encoding that holds it; agreement is no problem."""
    decoded, facts, problems = decode(text.encode(encoding), label)
    assert decoded == text
    assert (facts.used, facts.declared, facts.basis) == (encoding, label, "declared")
    assert problems == ()


def test_big5_with_hong_kong_characters_is_read() -> None:
    """Characters of the Hong Kong supplement decode under the plain label."""
    assert decode("香港深水埗的嘅呎".encode("big5hkscs"), "big5")[0] == "香港深水埗的嘅呎"


BROWSERS = {
    "the euro of code page 936": (b"\x80", "€"),
    "a blank cell": (b"\xa3\xa0", "\u3000"),
    "a cell of the edition of 2022": (b"\xfe\x59", "\u9fb4"),
    "an ideograph of plane 2": (b"\xfe\x51", "\U00020087"),
    "a mark of vertical text": (b"\xa6\xd9", "\ufe10"),
    "a user's own cell": (b"\xaa\xa1", "\ue000"),
}


@pytest.mark.parametrize("label", [None, "gbk", "gb_2312"])
@pytest.mark.parametrize(("cell", "char"), BROWSERS.values(), ids=BROWSERS)
def test_gb_is_decoded_as_browsers_do(cell: bytes, char: str, label: str | None) -> None:
    """What Python's codec lacks of the WHATWG Encoding Standard."""
    assert (
        decode(SIMPLIFIED.encode("gbk") + cell + SIMPLIFIED.encode("gbk"), label)[0] == SIMPLIFIED + char + SIMPLIFIED
    )


def test_windows_1252_takes_every_byte() -> None:
    """Five bytes have no character there; browsers read them as controls."""
    assert decode(b"caf\xe9 \x93x\x94 \x81", "iso-8859-1")[0] == "café “x” \x81"


@pytest.mark.parametrize("encoding", ["utf-7", "hz", "iso2022_jp_2"])
def test_chinese_written_in_seven_bits_is_read(encoding: str) -> None:
    """ASCII that reads as Chinese without a doubt is read as it was meant, and the encoding is named."""
    text = "国務院弁公庁通知".encode(encoding, "ignore").decode(encoding)
    decoded, facts, problems = decode(text.encode(encoding))

    assert (decoded, facts.used, facts.basis, problems) == (text, encoding, "characters", ())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("国务院办公厅通知\n".encode("hz") + b"~{!~}~{\x7f\x7f~}", "HZ"),
        ("国务院办公厅通知\n".encode("utf-7") + b"+ZeVnL\n+2AA-", "UTF-7"),
    ],
)
def test_chinese_in_seven_bits_that_is_damaged_is_said(data: bytes, said: str) -> None:
    """What does not decode to its end stays as it is, with a problem."""
    decoded, _, problems = decode(data)

    assert decoded == data.decode("ascii")
    assert [problem.code for problem in problems] == ["PD107"]
    assert said in problems[0].message


@pytest.mark.parametrize("text", ["a+b=c, 1+abcdefg", "path+ABCDEFGHIJ/", "~{} ~{ab}", "tel. +8612345678901"])
def test_plain_ascii_is_not_taken_for_chinese(text: str) -> None:
    """Plus signs and tildes stand in addresses and formulas."""
    assert decode(text.encode())[2] == ()


CONFLICTS = [
    ("gb2312", "big5hkscs", TRADITIONAL), ("big5", "gb18030", SIMPLIFIED), ("utf-8", "gb18030", SIMPLIFIED),
    ("gbk", "utf-8", SIMPLIFIED),
    ("big5", "utf-8", TRADITIONAL), ("utf-16le", "utf-8", SIMPLIFIED),
]  # fmt: skip


@pytest.mark.parametrize(("label", "encoding", "text"), CONFLICTS)
def test_a_label_that_the_bytes_deny_is_a_problem(label: str, encoding: str, text: str) -> None:
    """The bytes win; declared, detected and used are kept and the conflict is said."""
    decoded, facts, problems = decode(text.encode(encoding), label)
    assert decoded == text
    assert (facts.declared, facts.detected, facts.used) == (label, encoding, encoding)
    assert [problem.code for problem in problems] == ["PD106"]


@pytest.mark.parametrize("label", ["punycode", "unicode_escape", "zip", "gb\x0018030", "x" * 5000])
def test_an_unknown_label_is_said_and_never_used(label: str) -> None:
    """Only encodings of the list are ever used, whatever the label."""
    text, facts, problems = decode(SIMPLIFIED.encode(), label)
    assert (text, facts.used, [p.code for p in problems]) == (SIMPLIFIED, "utf-8", ["PD106"])


def test_a_servers_default_label_says_nothing() -> None:
    """iso-8859-1 on Chinese bytes is passed over without a word, but kept."""
    text, facts, problems = decode(SIMPLIFIED.encode("gbk"), "iso-8859-1")
    assert (text, facts.declared, problems) == (SIMPLIFIED, "iso-8859-1", ())


REFUSED = {
    "a lost byte in UTF-8": (SIMPLIFIED.encode()[:10] + SIMPLIFIED.encode()[11:], "PD105", "byte 9 "),
    "UTF-8 cut in a character": (SIMPLIFIED.encode().partition("效".encode())[0] + b"\xe6\x95", "PD105", "utf-8"),
    "UTF-8 with a byte order mark and a bad byte": (codecs.BOM_UTF8 + b"\xff\xff", "PD105", "byte 3 "),
    "bytes of no encoding": (b"\xff\xff\xff\xfe\xff\xff\xff", "PD105", "byte 0 "),
    "odd UTF-16": (codecs.BOM_UTF16_LE + b"\x00\x4e\x4e", "PD105", "utf-16"),
    "a binary file": (bytes(range(256)) * 4, "PD104", "NUL"),
    "a NUL in a text": (SIMPLIFIED.encode() + b"\x00" + SIMPLIFIED.encode(), "PD104", "NUL"),
}


@pytest.mark.parametrize(("data", "code", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_text_is_refused_with_its_place(data: bytes, code: str, said: str) -> None:
    """Decoding is strict: the error names the first bad byte and what to do."""
    with pytest.raises(InputError, match=said) as caught:
        decode(data)
    assert caught.value.code == code
    assert caught.value.cure


MISREAD = [
    ("utf-8", "gb18030", "UTF-8 read as GBK"), ("utf-8", "latin-1", "UTF-8 read as Latin-1"),
    ("gb18030", "latin-1", "GBK read as Latin-1"),
    ("gb18030", "cp1252", "GBK read as Latin-1"),
]  # fmt: skip


@pytest.mark.parametrize(("meant", "misread", "story"), MISREAD)
def test_misread_text_is_named(meant: str, misread: str, story: str) -> None:
    """Text that was decoded wrongly before it was saved is a problem that tells how."""
    text = SIMPLIFIED.encode(meant).decode(misread, "replace")
    assert any(problem.code == "PD107" and story in problem.message for problem in damage(text))


def test_big5_read_as_gbk_is_named() -> None:
    """The traditional counterpart."""
    text = TRADITIONAL.encode("big5hkscs").decode("gb18030", "replace")
    assert any("Big5 read as GBK" in problem.message for problem in damage(text))


def test_a_misread_line_in_a_good_text_is_found() -> None:
    """One wrong line is named with its span, the others are not."""
    wrong = "三、完善借阅制度，提高服务质量。".encode().decode("gb18030", "replace")
    text = SIMPLIFIED + wrong + "\n" + SIMPLIFIED
    problems = damage(text)
    assert [problem.code for problem in problems if problem.code == "PD107"] == ["PD107"]
    assert text[problems[0].start : problems[0].end] == wrong


@pytest.mark.parametrize(
    "text", [SIMPLIFIED, TRADITIONAL, "关于印发通知", "PM2.5", "", "青山（QINGSHAN）", "??", "是吗？？？"]
)
def test_good_text_has_no_problem(text: str) -> None:
    """No false alarm on a notice, a title, Latin, or a few question marks."""
    assert damage(text) == ()


def test_lost_characters_are_counted() -> None:
    """U+FFFD says that something stood there."""
    (problem,) = damage("青山市\ufffd\ufffd人民政府，通知")
    assert (problem.code, problem.start, problem.message[:1]) == ("PD108", 3, "2")


def test_a_page_of_question_marks_is_named() -> None:
    """Text saved in an encoding without Chinese."""
    (problem,) = damage(SIMPLIFIED.encode("ascii", "replace").decode())
    assert problem.code == "PD109"


@given(st.binary(max_size=300), st.sampled_from([None, "gbk", "big5", "utf-16", "latin-1", "nonsense"]))
def test_any_bytes_give_text_or_an_input_error(data: bytes, label: str | None) -> None:
    """Nothing but InputError comes out of bad bytes, and what is read encodes back to the same bytes."""
    try:
        text, facts, _ = decode(data, label)
    except InputError:
        return
    if not facts.bom and facts.used in ("utf-8", "utf-16-le", "utf-16-be"):
        assert text.encode(facts.used) == data


@given(st.text(alphabet=SIMPLIFIED + "，。\r\n 3A", min_size=1, max_size=200))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    """Valid UTF-8 is UTF-8."""
    decoded, facts, _ = decode(text.encode())
    assert (decoded, facts.used) == (text, "utf-8")

# SPDX-License-Identifier: Apache-2.0
"""Reasons are keys with arguments: code, sentences and languages hold each other."""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import policydiff
from policydiff import compare, read
from policydiff.kinds import KINDS
from policydiff.model import CLASSES, TELLING, Kind, Reason
from policydiff.reasons import LANGUAGES, SENTENCES, TABLES, say

SOURCE = Path(policydiff.__file__).parent
PLACES = re.compile(r"\{(\w+)(?::[^}]*)?\}")
COMPUTED = re.compile(r"trace_|_found$|^places_(outside|unread)_|^(text_outside|not_read)_more$|^kind_not_read_")
"""Keys that the code puts together: a trace by its evidence, a hidden character by its kind, one place or several, all
named or not, a kind of file by what to do with it."""
PROMISED = {"control_character"}
"""Kinds of the published schema that no rule gives any more (control characters are `hidden_character`); nothing leaves
a schema of one version."""


def test_a_key_has_one_sentence() -> None:
    """No two tables give a key a sentence each, so that none is said in the place of another."""
    keys = sorted(key for table in TABLES for key in table)

    assert [key for key, following in itertools.pairwise(keys) if key == following] == []


def written_keys() -> Iterator[tuple[str, frozenset[str], str]]:
    """Each literal key that the code gives to `because`, `further` or `Reason`, with the arguments given there, and
    where."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("because", "further", "Reason", "problem")
            ):
                wanted = (
                    node.args[1 if node.func.id in ("further", "problem") else 0]
                    if len(node.args) > (node.func.id == "problem")
                    else None
                )
                names = frozenset(keyword.arg or "**" for keyword in node.keywords)
                for literal in ast.walk(wanted) if wanted is not None else ():
                    if (
                        isinstance(literal, ast.Constant)
                        and isinstance(literal.value, str)
                        and re.fullmatch(r"[a-z]+(_[a-z]+)*", literal.value)
                    ):
                        yield literal.value, names, f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_has_the_same_places_in_each_language(key: str) -> None:
    """What is filled in English is filled in Chinese; the Chinese of one case of a number may leave it out."""
    english, *others = (set(PLACES.findall(sentence)) for sentence in SENTENCES[key])

    assert [other - {"n"} for other in others] == [english - {"n"}] * 2
    assert all(sentence.strip() for sentence in SENTENCES[key])


def test_every_key_in_the_code_has_a_sentence_and_every_place_is_filled() -> None:
    """A key that nobody wrote a sentence for, or a place that is left open, is a fault of the program."""
    missing = [
        (key, where)
        for key, names, where in written_keys()
        for sentence in [SENTENCES.get(key) or SENTENCES.get(f"{key}_other")]  # of one and of several
        if sentence is None
        or ("**" not in names and key in SENTENCES and not set(PLACES.findall(sentence[0])) <= names)
    ]

    assert missing == []


def test_every_sentence_is_used() -> None:
    """A sentence whose key stands nowhere in the code is dead."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if "reasons" not in path.parts)

    assert [key for key in SENTENCES if key not in KINDS and not COMPUTED.search(key) and f'"{key}"' not in text] == []


def test_every_kind_is_declared() -> None:
    """A kind that the model names stands in the table, with class, names, rule and explanation, and no other does."""
    assert set(get_args(Kind)) == set(KINDS)
    assert [
        kind for kind, facts in KINDS.items() if not (facts.class_ in CLASSES and all(facts.label) and all(facts.rule))
    ] == []
    assert [kind for kind, facts in KINDS.items() if not (facts.what and facts.example and facts.do)] == []


def test_every_kind_that_the_code_gives_is_declared() -> None:
    """No rule invents a kind: what it names as one is in the table."""
    named = {
        node.args[1].value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("Verdict", "Judgement", "verdict", "Found")
        if len(node.args) > 1 and isinstance(node.args[1], ast.Constant)
    }

    assert named - set(KINDS) == set()


def test_every_kind_is_given() -> None:
    """A kind that no rule gives is dead: its name stands in code beside the tables that declare it."""
    elsewhere = (path for path in SOURCE.rglob("*.py") if path.parent.name != "kinds" and path.name != "model.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in elsewhere)

    assert [kind for kind in KINDS if f'"{kind}"' not in text and kind not in PROMISED] == []


def test_kinds_mirror_each_other() -> None:
    """What is an addition one way is a removal the other way, and only what tells has a severity."""
    assert [kind for kind, facts in KINDS.items() if facts.mirror and KINDS[facts.mirror].mirror != kind] == []
    assert [kind for kind, facts in KINDS.items() if (facts.severity is None) == (facts.class_ in TELLING)] == []


A = (
    "关于做好工作的通知\n一、总体要求\n1.建设35項工程，復查结果于2023年1月30日上报。\n2.推进改革（市科技局负责）。"
    "\n3.完善服务。\n"
)
B = "關於做好工作的通知\n一、總體要求\n1.建設53項工程，覆查結果於2023年1月31日上報。\n3.推進改革（市教育局負責）。\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reason_of_a_result_is_the_sentence_of_its_rule(lang: str) -> None:
    """The English sentence in a result and its rule say the same, and each rule can be said in each language."""
    found = compare(A, B)
    explained = [*found.differences, *found.groups, *found.a.findings, *found.b.findings, found.relation]

    assert explained
    assert [one for one in explained if one.rule is None or say(one.rule) != one.reason] == []
    assert found.a.completeness == tuple(map(say, found.a.incomplete))
    assert all(say(one.rule, lang) for one in explained if one.rule is not None)


@pytest.mark.parametrize(
    ("reason", "lang", "shown"),
    [
        (Reason("bare_heading", {"heading": "四、协同推进"}), "zh-Hans", "止于空标题：四、协同推进"),
        (Reason("gap_other", {"n": "3", "label": "16."}), "zh-Hans", "编号有缺：16. 之前缺 3 号"),
        (Reason("gap_one", {"n": "1", "label": "21."}), "zh-Hant", "編號有缺：21. 之前缺 1 號"),
        (
            Reason("unit_removed", also=(Reason("trace_gap"),)),
            "en",
            "this unit stands in one copy alone; its number is missing from the copy",
        ),
    ],
)
def test_a_reason_is_said_in_the_language_of_the_reader(reason: Reason, lang: str, shown: str) -> None:
    """One reason, one sentence a language, further sentences behind it."""
    assert say(reason, lang) == shown


def test_a_chinese_report_gives_the_reason_of_the_place() -> None:
    """复 against 覆, which no converter makes of it in that word, is not told as a pair in which both forms make a
    word."""
    found = compare("各单位要复查结果，反复核实。\n", "各單位要覆查結果，反覆核實。\n")
    told = [say(d.rule, "zh-Hans") for d in found.differences if d.kind == "ambiguous_script" and d.rule]

    assert told == ["“覆”在简体中自成一字，此词中没有转换器会由“复”转成“覆”：复 U+590D, 覆 U+8986"]


def test_a_problem_is_said_in_the_language_of_the_reader() -> None:
    """What a reader met is English in a result, and Chinese in a Chinese report."""
    witness = read("关于做好工作的通知\n\ufffd\n各区人民政府：请认真落实。\n".encode(), "a.txt")

    assert [(one.code, one.message) for one in witness.problems] == [
        ("PD108", "1 character was lost in an earlier conversion (U+FFFD)")
    ]
    assert [say(one.rule, "zh-Hans") for one in witness.problems if one.rule] == ["先前转换时丢失 1 个字符（U+FFFD）"]


def test_every_problem_of_a_reader_has_a_rule() -> None:
    """Readers give problems by `problem` alone, so that none is left in English."""
    given = [
        path.name
        for path in (SOURCE / "ingest").rglob("*.py")
        if re.search(r"\bProblem\((?!said\.code)", path.read_text(encoding="utf-8"))
    ]

    assert given == []

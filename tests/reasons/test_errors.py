# SPDX-License-Identifier: Apache-2.0
"""Errors say what happened and what to do by key: code, sentences, cures and languages hold each other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import policydiff
from policydiff.errors import InputError, PolicydiffError, UsageError
from policydiff.reasons import CURES, LANGUAGES, SENTENCES, because, tell
from policydiff.reasons.errors import ERRORS

SOURCE = Path(policydiff.__file__).parent
PLACES = re.compile(r"\{(\w+)(?::[^}]*)?\}")
CLASSES = {"InputError", "UsageError", "OutputError", "IntegrityError", "PolicydiffError", "FaultError"}
CALLED = re.compile(r"`([^`]*)`")


def raised() -> Iterator[tuple[str, ast.Call]]:
    """Each error that the code makes, and where."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES:
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def in_english(said: ast.AST) -> bool:
    """Is it a sentence written out? Sentences stand in `reasons`, names of files do not have two words."""
    texts = [node for node in ast.walk(said) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    inside = {
        id(text)
        for call in ast.walk(said)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "because"
        for text in ast.walk(call)
    }
    return any(id(text) not in inside and re.search(r"[a-z]{2,} [a-z]{2,}", text.value) for text in texts)


def test_every_error_is_said_by_key() -> None:
    """No error carries an English sentence: it would be English to every reader. This lists those that still do."""
    assert [where for where, call in raised() if any(map(in_english, call.args))] == []


@pytest.mark.parametrize("key", ERRORS)
def test_every_error_says_what_to_do_in_each_language(key: str) -> None:
    """A cure has no place to fill that its error does not have, and names the same commands in each language."""
    given = set(PLACES.findall(SENTENCES[key][0]))

    assert all(sentence.strip() for sentence in CURES[key])
    places = [set(PLACES.findall(sentence)) for sentence in CURES[key]]
    assert places[0] == places[1] == places[2]
    assert places[0] - given <= {"file", "files", "folder", "known", "near", "names", "command", "option", "path"}
    called = [[text.split()[:2] for text in CALLED.findall(sentence)] for sentence in CURES[key]]
    assert [[words[0] for words in named] for named in called] == [[words[0] for words in called[0]]] * len(LANGUAGES)


def test_every_place_of_a_cure_is_filled() -> None:
    """What a cure names is given where the error is made."""
    missing = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "because"
                and node.args
            ):
                names = {keyword.arg for keyword in node.keywords}
                for literal in ast.walk(node.args[0]):
                    key = literal.value if isinstance(literal, ast.Constant) else None
                    if key in CURES and None not in names and not set(PLACES.findall(CURES[key][0])) <= names:
                        missing.append((path.name, node.lineno, key))

    assert missing == []


@pytest.mark.parametrize(
    ("lang", "told", "cure"),
    [
        ("en", "a.txt: cannot be read: Permission denied", "look at the path and at the device it lies on"),
        ("zh-Hans", "a.txt：无法读取：没有权限", "请检查路径及其所在的磁盘"),
        ("zh-Hant", "a.txt：無法讀取：沒有權限", "請檢查路徑及其所在的磁碟"),
    ],
)
def test_an_error_is_told_in_the_language_of_the_reader(lang: str, told: str, cure: str) -> None:
    """Its place, what happened and what to do; what the system says is translated where it is known."""
    error = InputError("PD101", because("file_unreadable", reason="Permission denied")).at("a.txt")

    assert (error.told(lang), error.advice(lang)) == (told, cure)
    assert (str(error), error.message) == (error.told("en"), error.told("en"))


def test_what_a_library_is_given_stays_text() -> None:
    """An error with a text of its own says it in every language, and travels between processes."""
    import pickle

    error = pickle.loads(pickle.dumps(UsageError("PD200", "said so", "do that").at("x")))

    assert isinstance(error, UsageError)
    assert (error.told("zh-Hans"), error.cure, error.code) == ("x：said so", "do that", "PD200")
    assert isinstance(error, PolicydiffError)


def test_several_faults_are_several_lines() -> None:
    """A list is lines, a tuple is a place and what is there."""
    said = ("pairs.csv", [because("faults", n=2), (because("at_line", line=3), because("manifest_no_header"))])

    assert tell(said) == "pairs.csv: 2 faults\n  line 3: no header"
    assert tell(said, "zh-Hant") == "pairs.csv：2 處有誤\n  第 3 列：沒有首列（欄名）"

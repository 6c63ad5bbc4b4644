# SPDX-License-Identifier: Apache-2.0
"""The command line speaks the language of its reader: which one it is, and that it knows everything in it."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from policydiff.cli.language import chosen, of_tag
from policydiff.cli.main import LAZY, CellContext, cli
from policydiff.cli.store_words import entry_of
from policydiff.cli.translated import said_of
from policydiff.explanations import explanations
from policydiff.provenance.dossier import in_words
from policydiff.reasons import LANGUAGES, because, note, say
from policydiff.show.i18n import tables, terminal

CHINESE = LANGUAGES[1:]
PLACES = re.compile(r"\{(\w+)(?::[^}]*)?\}")


@pytest.mark.parametrize(
    ("tag", "lang"),
    [
        ("zh_CN.UTF-8", "zh-Hans"),
        ("zh_SG", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-Hans", "zh-Hans"),
        ("zh_TW.UTF-8", "zh-Hant"),
        ("zh_HK@x", "zh-Hant"),
        ("zh_MO", "zh-Hant"),
        ("zh-Hant-CN", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("de_DE.UTF-8", "en"),
        ("", "en"),
    ],
)
def test_a_locale_stands_for_a_language(tag: str, lang: str) -> None:
    """By its script, else by its region; what is not Chinese is answered in English."""
    assert of_tag(tag) == lang


SIMPLIFIED, TRADITIONAL = {"LANG": "zh_CN.UTF-8"}, {"LANG": "zh_TW.UTF-8"}


@pytest.mark.parametrize(
    ("arguments", "toml", "environ", "lang"),
    [
        ((), None, {}, "en"),
        ((), None, SIMPLIFIED, "zh-Hans"),
        ((), None, {**SIMPLIFIED, "LC_ALL": "zh_TW.UTF-8"}, "zh-Hant"),
        ((), None, {**SIMPLIFIED, "LC_ALL": ""}, "zh-Hans"),
        ((), None, {**SIMPLIFIED, "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ((), None, {**SIMPLIFIED, "POLICYDIFF_UI_LANG": "zh-Hant"}, "zh-Hant"),
        ((), "en", {**SIMPLIFIED, "POLICYDIFF_UI_LANG": "zh-Hant"}, "en"),
        (("compare", "--ui-lang", "zh-Hant"), "en", SIMPLIFIED, "zh-Hant"),
        (("compare", "--ui-lang=zh-Hant"), "en", SIMPLIFIED, "zh-Hant"),
        (("compare", "--ui-lang", "xx"), None, SIMPLIFIED, "zh-Hans"),
        (("compare", "--", "--ui-lang", "zh-Hant"), None, {}, "en"),
        ((), "xx", TRADITIONAL, "zh-Hant"),
    ],
)
def test_the_weights_of_what_names_a_language(
    arguments: tuple[str, ...],
    toml: str | None,
    environ: dict[str, str],
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The system, then POLICYDIFF_UI_LANG, then policydiff.toml, then --ui-lang; each beats those before it."""
    monkeypatch.chdir(tmp_path)
    if toml:
        Path("policydiff.toml").write_text(f'ui_lang = "{toml}"\n', encoding="utf-8")

    assert chosen(arguments, environ) == lang


def commands(command: click.Command, name: str = "policydiff") -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command as the catalogue names it, with a context of its own."""
    context = CellContext(command, info_name=name.split()[-1])
    yield name, command, context
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from commands(found, f"{name} {child}".removeprefix("policydiff "))


@pytest.mark.parametrize("lang", CHINESE)
def test_every_command_and_option_is_explained(lang: str) -> None:
    """The catalogue of help has each command's page and each option's line."""
    found = tables(f"help/{lang}.toml")
    lacking = []
    for name, command, context in commands(cli):
        own = found.get(name, {})
        lacking += [name] if "about" not in own or ("more" in own) != bool(command.epilog) else []
        options = [param for param in command.get_params(context) if isinstance(param, click.Option)]
        lacking += [
            f"{name} {option}"
            for option in (max(param.opts, key=len) for param in options)
            if not said_of(option, name, found)
        ]

    assert lacking == []


@pytest.mark.parametrize("lang", CHINESE)
def test_nothing_is_explained_that_is_not_there(lang: str) -> None:
    """No page of a command, and no line of an option, that was taken away stays in the catalogue."""
    found = tables(f"help/{lang}.toml")
    known = {name: {max(param.opts, key=len) for param in c.get_params(x)} for name, c, x in commands(cli)}
    every = set().union(*known.values())
    shared = {name: set().union(*(own for key, own in known.items() if key.startswith(f"{name} "))) for name in known}
    dead = [
        f"{section} {key}"
        for section, entries in found.items()
        if section not in ("words", "places")
        for key in entries
        if key.startswith("-")
        and key not in (every if section == "any" else known.get(section, set()) | shared.get(section, set()))
    ]

    assert dead == []
    assert set(found) - {"any", "words", "places"} <= set(known)


@pytest.mark.parametrize("lang", CHINESE)
def test_the_examples_are_the_same_in_each_language(lang: str) -> None:
    """What can be typed stands in a page of help as it stands in the English one."""
    found = tables(f"help/{lang}.toml")
    typed = re.compile(r"^ *((?:cat \S+ \| )?policydiff [^\n]*?)(?:  .*)?$", re.MULTILINE)
    for name, command, _ in commands(cli):
        english = typed.findall(f"{command.help or ''}\n{command.epilog or ''}")
        own = found[name]
        assert typed.findall(f"{own['about']}\n{own.get('more', '')}") == english, name


@pytest.mark.parametrize("lang", CHINESE)
def test_no_page_of_help_is_half_english(lang: str, run_policydiff, monkeypatch: pytest.MonkeyPatch) -> None:
    """Heads, marks, options and commands of every page are in the language; a word of English is one to type."""
    tag = {"zh-Hans": "zh_CN.UTF-8", "zh-Hant": "zh_TW.UTF-8"}[lang]
    pages = [run_policydiff("--help", env={"LANG": tag})]
    pages += [run_policydiff(name, "--help", env={"LANG": tag}) for name in ("compare", "store")]
    said = [re.sub(r"`[^`]*`|policydiff[^\n]*", "", page.stdout.decode()) for page in pages]

    assert [page.returncode for page in pages] == [0, 0, 0]
    assert [found for page in said for found in re.findall(r"\b(?:Usage|Options|Commands|default:|Show)\b", page)] == []
    assert all("用法：" in page.stdout.decode() for page in pages)


@pytest.mark.parametrize("part", ["terminal"])
@pytest.mark.parametrize("lang", CHINESE)
def test_what_is_printed_has_the_same_places_in_each_language(part: str, lang: str) -> None:
    """A phrase that one language has, the others have, with the same places to fill."""
    ours, theirs = tables(f"{part}/en.toml"), tables(f"{part}/{lang}.toml")

    assert {table: list(rows) for table, rows in ours.items()} == {table: list(rows) for table, rows in theirs.items()}
    assert [
        (table, key)
        for table, rows in ours.items()
        for key, phrase in rows.items()
        if set(PLACES.findall(phrase)) - {"n", "sort"} != set(PLACES.findall(theirs[table][key])) - {"n", "sort"}
    ] == []


@pytest.mark.parametrize("lang", CHINESE)
def test_everything_is_explained_in_each_language(lang: str) -> None:
    """Codes, verdicts, classes and kinds: what it means, an example, what to do, and no term besides."""
    english, said = explanations(), explanations(lang)
    folder = Path(__file__).parents[2] / "src/policydiff/explanations"
    table = tomllib.loads((folder / f"{lang}.toml").read_text(encoding="utf-8"))
    known = {(one.sort, term) for term, entries in english.items() for one in entries}

    assert {(sort, term) for sort, rows in table.items() for term in rows} == known
    assert set(said) == set(english)
    for entries in table.values():
        assert [term for term, row in entries.items() if set(row) != {"what", "example", "do"}] == []
        assert [term for term, row in entries.items() if not re.search(r"[\u4e00-\u9fff]", row["what"])] == []


MISTAKES = [
    ("compar a b", "policydiff compare"),
    ("compare a.txt b.txt a.txt", "policydiff collate a.txt b.txt a.txt"),
    ("compare a.txt b.txt new.html", "policydiff compare a.txt b.txt -o new.html"),
    ("a.txt b.txt", "policydiff compare a.txt b.txt"),
    ("batch a.txt b.txt -o out", "policydiff compare a.txt b.txt"),
    ("batch folder -o out", "policydiff batch --against"),
    ("compare a.txt", "policydiff lint a.txt"),
    ("compare folder a.txt", "policydiff group folder"),
    ("compare folder folder", "policydiff batch folder folder -o out"),
    ("lint folder", "policydiff group"),
    ("compare --fomat x", "--format"),
    ("compare a.txt b.txt -o x.abc", ".html"),
    ("batch folder -o out", "--group"),
    ("batch folder -o x.csv", "policydiff batch folder -o x`"),
    ("batch folder -o a.txt", "policydiff batch folder -o a`"),
    ("store add a.txt made.store", "policydiff store add made.store a.txt"),
    ("collate a.txt", "policydiff inspect"),
    ("lint --fix a.txt", "policydiff lint copy.txt --fix -o fixed.txt"),
    ("store list a.txt", "policydiff store init"),
    ("explain PD115", "PD113"),
    ("apply a.txt b.txt --decisions x", "--in-place"),
]


@pytest.mark.parametrize("tag", ["C", "zh_CN.UTF-8", "zh_TW.UTF-8"])
@pytest.mark.parametrize(("typed", "named"), MISTAKES)
def test_a_mistake_is_answered_with_the_next_command(
    typed: str, named: str, tag: str, run_policydiff, tmp_path: Path
) -> None:
    """Each error names what to type or to do next, in the language of the reader, and nothing in another."""
    work = tmp_path / "work"
    (work / "folder").mkdir()
    for name in ("a.txt", "b.txt"):
        (work / name).write_text("关于做好工作的通知\n各区人民政府：\n请认真落实。\n", encoding="utf-8")
    (work / "made.store").write_bytes(b"SQLite format 3\0")
    done = run_policydiff(*typed.split(), env={"LANG": tag})
    said = done.stderr.decode()

    assert done.returncode == 2
    assert named in said
    assert said.startswith("error[PD" if tag == "C" else "错误[PD" if "CN" in tag else "錯誤[PD")
    assert (re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", re.sub(r"`[^`]*`", "", said)) is None) == (tag != "C")


RECORDED: list[tuple[dict[str, object], str]] = [
    ({"hash": "SHA-256", "layout": 1, "note": "试用"}, "散列算法：SHA-256，库格式：1，附注：试用"),
    (
        {"copy": 2, "said": {"note": {"basis": "asserted", "value": "已核", "source": "options"}}},
        "副本：2，所述（附注：已核（陈述；命令行））",
    ),
    ({"verdict": "different", "counts": {"gloss": 3, "fault": 2}}, "结论：不同，各类处数（注音：3，转换误字：2）"),
    (
        {"form": "traditional", "region": "taiwan", "byte_order_mark": False},
        "字形：繁体，地区：台湾字形，字节序标记：否",
    ),
    ({"retrieved": {"edtf": "2023-02", "precision": "month"}}, "取得时间：2023-02（到月）"),
]


@pytest.mark.parametrize(("data", "said"), RECORDED)
def test_what_a_store_has_recorded_is_told_in_the_language(data: dict[str, object], said: str) -> None:
    """Names and words of the program are put into words; what a person or a file says stays as it is."""
    assert entry_of(data, terminal("zh-Hans")) == said
    assert entry_of(data, terminal("en")) == in_words(data)


@pytest.mark.parametrize("lang", CHINESE)
def test_quotation_marks_are_those_of_the_language(lang: str) -> None:
    """What the program or a library puts between straight quotes stands between those of the language."""
    left, right = "“”" if lang == "zh-Hans" else "「」"

    assert f"{left}a b{right}" in say(because("no_schema", name="'a b'", known=("x", "y")), lang)
    assert note("'c' is not one of 'x', 'y'.", lang).count(left) == 3
    assert "--nope" in note("No such option '--nope'.", lang)
    assert left not in note("No such option '--nope'.", lang)


def test_programs_get_english_in_every_language(run_policydiff, tmp_path: Path) -> None:
    """JSON holds keys and English whatever the locale."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / "work" / name).write_text("关于做好工作的通知\n各区人民政府：\n请落实。\n", encoding="utf-8")
    made = [
        [run_policydiff(*args, env={"LANG": tag}).stdout for tag in ("C", "zh_CN.UTF-8")]
        for args in (
            ("compare", "a.txt", "b.txt", "--format", "json"),
            ("lint", "a.txt", "--format", "json"),
            ("inspect", "a.txt", "--format", "json"),
            ("group", "a.txt", "b.txt", "--format", "json"),
            ("compare", "a.txt", "b.txt", "--format", "csv"),
        )
    ]

    assert all(english and english == chinese for english, chinese in made)


def test_the_lazy_commands_are_all_named() -> None:
    """A command that is added here is asked for in the catalogue."""
    assert {name.split()[0] for name, _, _ in commands(cli)} - {"policydiff"} == set(LAZY)

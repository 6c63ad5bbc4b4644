# SPDX-License-Identifier: Apache-2.0
"""The configuration: what it may say, and what it says of a mistake."""

from hashlib import sha256
from pathlib import Path

import pytest

from policydiff import compare, config
from policydiff.errors import UsageError
from policydiff.profiles import LENIENT, STRICT, profile_named
from policydiff.reasons import say


def written(folder: Path, text: str) -> Path:
    """A configuration file."""
    path = folder / "policydiff.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_configuration_names_profile_rules_and_limits(tmp_path: Path) -> None:
    """All that the file says reaches the settings."""
    path = written(
        tmp_path,
        'profile = "house"\n[profiles.house]\nbracket_style = "review"\n[limits]\npages = 7\n'
        '[[suppress]]\nclass = "review"\nkind = "vocabulary"\nscope = "everywhere"\n',
    )

    settings = config.load(path)

    assert settings.profile.name == "house"
    assert settings.profile.classes == {"bracket_style": "review"}
    assert settings.limits == ("pages=7",)
    assert [rule.kind for rule in settings.rules] == ["vocabulary"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("profil = 1\n", "PD221"),
        ("profiles = 3\n", "PD221"),
        ("limits = 3\n", "PD221"),
        ("profile = \n", "PD220"),
        ('profile = "none"\n', "PD210"),
        ('profile = "x"\n[profiles.x]\nnumber = "gloss"\n', "PD211"),
        ('[[suppress]]\nclass = "nothing"\n', "PD240"),
    ],
)
def test_a_mistake_is_named_by_its_code(tmp_path: Path, text: str, code: str) -> None:
    """Each mistake in the file has a code and a cure."""
    with pytest.raises(UsageError) as raised:
        config.load(written(tmp_path, text))

    assert raised.value.code == code
    assert raised.value.cure


def test_a_folder_without_a_configuration_has_none(tmp_path: Path) -> None:
    """No file, no settings but the defaults."""
    assert config.found_in(tmp_path) is None
    assert config.load(None).profile.name == "default"


def test_strict_raises_and_lenient_lowers() -> None:
    """A profile moves kinds of format and review, and nothing that changes the wording."""
    a, b = "测试市通知\n一、面积12000平方米，国发〔2022〕18号。\n", "测试市通知\n一、面积12000㎡，国发[2022]18号。\n"

    told = {name: compare(a, b, profile=profile_named(name)).counts for name in ("default", "strict", "lenient")}

    assert [(told[n]["review"], told[n]["format"]) for n in ("default", "strict", "lenient")] == [
        (1, 2),
        (3, 0),
        (0, 3),
    ]
    assert not any(kind in ("number", "text", "moved") for profile in (STRICT, LENIENT) for kind in profile.classes)


def test_no_profile_hides_a_change_of_wording() -> None:
    """A table that lowers a substantive kind to format leaves substantive differences substantive."""
    from policydiff.profiles import Profile

    found = compare("组织实施35项。\n", "组织实施53项。\n", profile=Profile("house", {"number": "format"}))

    assert found.counts["substantive"] == 1


HOSTILE = {
    "nested arrays": "profile = " + "[" * 5_000 + "]" * 5_000,
    "a number without end": "[limits]\npages = " + "9" * 6_000,
    "not UTF-8": 'profile = "\udcff"',
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_configuration_of_any_shape_is_read_or_refused(tmp_path: Path, case: str) -> None:
    """Depth and length beyond what a parser takes are errors of the file, with a code."""
    path = tmp_path / "policydiff.toml"
    path.write_bytes(HOSTILE[case].encode("utf-8", "surrogateescape"))

    with pytest.raises(UsageError) as raised:
        config.load(path)

    assert raised.value.code == "PD220"


@pytest.mark.parametrize("classes", ["3", '"wording"', '["format"]', "[1]", "{a = 1}", "[[[]]]", "true"])
@pytest.mark.parametrize("key", ["classes", "unit_notation", "number"])
def test_a_profile_of_any_shape_is_taken_or_refused(tmp_path: Path, key: str, classes: str) -> None:
    """A value that is no class is an error that names the profile."""
    path = written(tmp_path, f'profile = "house"\n[profiles.house]\n{key} = {classes}\n')

    with pytest.raises(UsageError) as raised:
        config.load(path)

    assert raised.value.code in ("PD210", "PD211", "PD221")


def test_a_configuration_that_settles_something_is_told_with_its_hash(tmp_path: Path) -> None:
    """File, SHA-256 and what it settles; one that only bounds files has nothing to tell."""
    rule = '[[suppress]]\nclass = "review"\nkind = "vocabulary"\n'
    path = written(tmp_path, rule + '[profiles.x]\nnumber = "review"\n')
    digest = sha256(path.read_bytes()).hexdigest()

    told = config.load(path).told
    both = config.load(written(tmp_path, 'profile = "lenient"\n' + rule * 2)).told

    assert told is not None
    assert both is not None
    assert say(told) == f"{path} (SHA-256 {digest}) is in force: 1 suppression rule"
    assert "profile lenient, 2 suppression rules" in say(both)
    assert config.load(written(tmp_path, "[limits]\npages = 3\n")).told is None


@pytest.mark.parametrize(
    "named",
    [
        "3",
        '"soffice"',
        '"./soffice"',
        '"{folder}/below/soffice"',
        '"{folder}/../{name}/soffice"',
        '"{folder}/circle"',
        '"/opt/so\\u0000ffice"',
    ],
)
def test_a_program_beside_the_configuration_is_not_taken(tmp_path: Path, named: str) -> None:
    """LibreOffice is named by an absolute path out of the folder: documents may be packed with a program. A link in a
    circle and what no file is called are not taken either."""
    (tmp_path / "circle").symlink_to("circle")
    value = named.replace("{folder}", str(tmp_path)).replace("{name}", tmp_path.name)

    with pytest.raises(UsageError) as raised:
        config.load(written(tmp_path, f"soffice = {value}\n"))

    assert raised.value.code == "PD221"


def test_libreoffice_and_the_folder_of_recognized_pages_may_be_named(tmp_path: Path) -> None:
    """A program by an absolute path elsewhere, a folder from that of the configuration on."""
    found = config.load(written(tmp_path, 'soffice = "/opt/office/soffice"\nocr_cache = "pages"\n')).tools

    assert found.soffice == "/opt/office/soffice"
    assert found.recognized == str(tmp_path.resolve() / "pages")

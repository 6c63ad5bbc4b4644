# SPDX-License-Identifier: Apache-2.0
"""Pairs without a manifest: folders by name, one original with its copies."""

import os
from pathlib import Path

import pytest

from policydiff.batch.folders import files_under, pair_against, pair_folders
from policydiff.errors import InputError


def _tree(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    folder.mkdir(exist_ok=True)
    return folder


def test_files_are_paired_by_their_path_inside_the_folder(tmp_path: Path) -> None:
    """The same path first; then the path without its ending, where it is the only one; the rest is named."""
    first = _tree(tmp_path / "a", "1.txt", "sub/2.txt", "3.html", "4.txt", "5.txt", "5.md", ".hidden")
    second = _tree(tmp_path / "b", "1.txt", "sub/2.txt", "3.txt", "5.docx", "6.txt")

    found = pair_folders(first, second)

    assert [(pair.a, pair.b) for pair in found.pairs] == [
        ("1.txt", "1.txt"),
        ("3.html", "3.txt"),
        ("sub/2.txt", "sub/2.txt"),
    ]
    assert found.only_a == ("4.txt", "5.md", "5.txt")
    assert found.only_b == ("5.docx", "6.txt")


def test_folders_without_a_common_name_are_an_error(tmp_path: Path) -> None:
    """Nothing to compare is told, with what to do instead."""
    with pytest.raises(InputError) as error:
        pair_folders(_tree(tmp_path / "a", "1.txt"), _tree(tmp_path / "b", "2.txt"))

    assert error.value.code == "PD307"


def test_one_original_is_paired_with_each_copy_once(tmp_path: Path) -> None:
    """Copies come from files and folders; the original itself is not its own copy."""
    folder = _tree(tmp_path / "copies", "1.txt", "2.txt", "original.txt")

    pairs = pair_against(folder / "original.txt", [folder, folder / "1.txt"])

    assert [pair.path_b.name for pair in pairs] == ["1.txt", "2.txt"]
    assert {pair.path_a for pair in pairs} == {folder / "original.txt"}


def test_a_notice_of_a_page_can_be_original_and_copy(tmp_path: Path) -> None:
    """`FILE#2` stands for the second notice of a page wherever a file may; what is no number is an error."""
    folder = _tree(tmp_path / "copies", "1.txt", "page.txt")

    pairs = pair_against(folder / "page.txt#2", [folder / "1.txt", folder / "page.txt#1"])

    assert [(pair.path_a.name, pair.path_b.name) for pair in pairs] == [
        ("page.txt#2", "1.txt"),
        ("page.txt#2", "page.txt#1"),
    ]
    for wrong, code in (("none.txt#2", "PD306"), ("page.txt#0", "PD112")):
        with pytest.raises(InputError) as error:
            pair_against(folder / wrong, [folder])
        assert error.value.code == code


def test_an_original_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """Neither a misspelt path nor `-`, which workers cannot share, is taken for an original."""
    for original in (tmp_path / "none", Path("-")):
        with pytest.raises(InputError) as error:
            pair_against(original, [_tree(tmp_path / "copies", "1.txt")])
        assert error.value.code == "PD306"


@pytest.mark.parametrize("name", ["none", "长" * 100, "a/b\0c"])
def test_a_path_that_cannot_be_read_is_named_among_the_files(tmp_path: Path, name: str) -> None:
    """A path that is misspelt, longer than a system's names or no path at all is left to whoever reads it."""
    good = _tree(tmp_path / "copies", "1.txt") / "1.txt"

    assert list(files_under([tmp_path / name, good])) == [tmp_path / name, good]


@pytest.mark.skipif(os.name == "nt", reason="names are characters there")
def test_names_that_are_no_characters_can_be_written(tmp_path: Path) -> None:
    """A file name in another encoding is shown with escapes and still opened."""
    for side in "ab":
        folder = tmp_path / side
        folder.mkdir()
        (folder / os.fsdecode(b"\xb2\xe2.txt")).write_bytes(b"x")

    (pair,) = pair_folders(tmp_path / "a", tmp_path / "b").pairs

    assert pair.a == r"\xb2\xe2.txt"
    assert pair.path_a.is_file()

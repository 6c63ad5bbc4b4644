# SPDX-License-Identifier: Apache-2.0
"""What a manifest may say, and how its faults are told before any work."""

from pathlib import Path

import pytest

from policydiff.batch.manifest import missing_files, read_manifest
from policydiff.errors import InputError


def _written(folder: Path, content: bytes, name: str = "pairs.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"a,b\nx.txt,y.txt\n", "pairs.csv"),
        (b"\xef\xbb\xbfa,b\r\nx.txt,y.txt\r\n", "pairs.csv"),
        (b" a , b \nx.txt , y.txt\n\n\n", "pairs.csv"),
        (b'b,a\n"y.txt","x.txt"\n', "pairs.csv"),
        (b'{"a": "x.txt", "b": "y.txt"}\n\n', "pairs.jsonl"),
        (b'\xef\xbb\xbf{"b": "y.txt", "a": "x.txt"}\r\n', "pairs.txt"),
    ],
    ids=[
        "plain",
        "BOM and CRLF",
        "blanks",
        "columns in another order",
        "JSON lines",
        "JSON lines by their first character",
    ],
)
def test_a_manifest_is_read_in_all_its_dresses(tmp_path: Path, content: bytes, name: str) -> None:
    """CSV and JSON lines, with or without byte order mark, with either line end, give one pair."""
    (pair,) = read_manifest(_written(tmp_path, content, name))

    assert (pair.id, pair.a, pair.b) == ("1", "x.txt", "y.txt")
    assert (pair.path_a, pair.path_b) == (tmp_path / "x.txt", tmp_path / "y.txt")


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "PD302", "line 1: no header"),
        (b"a,c\nx,y\n", "PD302", "line 1: no column b"),
        (b"x.txt,y.txt\n", "PD302", "no column a"),
        (b"a,b,b\nx,y,z\n", "PD302", "two columns b"),
        (b"a,b\nx.txt,\n", "PD303", "line 2: no value for b"),
        (b"a,b\nx.txt\n", "PD303", "line 2: no value for b"),
        (b"a,b\nx,y,z\n", "PD303", "line 2: 3 cells, but the header has 2"),
        (b"id,a,b\n1,x,y\n\n1,v,w\n", "PD304", "line 4: the id 1 is already used on line 2"),
        (b"id,a,b\n2,x,y\n,v,w\n", "PD304", "line 3: the id 2 is already used on line 2"),
        (b"a,b\n../x,y\n", "PD305", "line 2: ../x lies outside"),
        (b"a,b\nsub/../../x,y\n", "PD305", "line 2: sub/../../x lies outside"),
        (b"a,b\n/etc/passwd,y\n", "PD305", "line 2: /etc/passwd lies outside"),
        (b"a,b\nx,\xb2\xe2\xca\xd4.txt\n", "PD301", "line 2: is not UTF-8 (byte 6)"),
        (b'a,b\n"x,y\n', "PD301", "is not CSV"),
        (b'{"a": "x", "b": "y"}\nno\n', "PD301", "line 2: is not JSON"),
        (b'{"a": "x", "b": "y"}\n[1]\n', "PD303", "line 2: is not an object"),
        (b'{"a": "x", "b": "\\ud800"}\n', "PD303", "half of a surrogate pair"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, content: bytes, code: str, said: str) -> None:
    """What can be known from the manifest alone stops the batch before any work, with code, line and cure."""
    with pytest.raises(InputError) as error:
        read_manifest(_written(tmp_path, content))

    assert error.value.code == code
    assert said in error.value.message
    assert error.value.cure


def test_all_faults_of_a_manifest_are_told_at_once(tmp_path: Path) -> None:
    """Nobody has to run a batch five times to find five faults; a thousand are counted, not listed."""
    with pytest.raises(InputError) as error:
        read_manifest(_written(tmp_path, b"id,a,b\n" + b"1,x,\n" * 1000))

    assert error.value.message.startswith(f"{tmp_path / 'pairs.csv'}: 1000 faults\n  line 2: ")
    assert error.value.message.endswith("and 980 more")


def test_a_folder_can_be_named_that_paths_must_stay_in(tmp_path: Path) -> None:
    """With a root of its own a manifest may lie beside the folders that it speaks of."""
    folder = tmp_path / "lists"
    folder.mkdir()
    path = _written(folder, b"a,b\n../old/x.txt,../new/x.txt\n")

    (pair,) = read_manifest(path, root=tmp_path)

    assert pair.path_a.resolve() == tmp_path / "old/x.txt"
    with pytest.raises(InputError, match="lies outside"):
        read_manifest(path)


def test_columns_of_the_user_are_carried_through(tmp_path: Path) -> None:
    """Columns beyond id, a and b stay with their pair, values of JSON as text."""
    (pair,) = read_manifest(_written(tmp_path, "id,a,b,site,備註\nn1,x,y,portal,看\n".encode()))
    (other,) = read_manifest(
        _written(tmp_path, b'{"a": "x", "b": "y", "id": "n1", "rank": 3, "seen": true, "note": null}', "pairs.jsonl")
    )

    assert pair.columns == {"site": "portal", "備註": "看"}
    assert other.columns == {"rank": "3", "seen": "true", "note": ""}


def test_missing_files_are_known_before_the_work(tmp_path: Path) -> None:
    """Each file that is not there is named with its pair."""
    (tmp_path / "x.txt").write_text("x")
    pairs = read_manifest(_written(tmp_path, b"a,b\nx.txt,y.txt\nx.txt,x.txt\n"))

    assert [(pair.line, name) for pair, name in missing_files(pairs)] == [(2, "y.txt")]


def test_a_bad_number_of_a_notice_is_told_with_its_line(tmp_path: Path) -> None:
    """`FILE#…` is checked before any work: what is no number is a fault of the manifest, a page that is not there a
    missing file."""
    (tmp_path / "x.txt").write_text("x")

    with pytest.raises(InputError) as error:
        read_manifest(_written(tmp_path, b"a,b\nx.txt#2,x.txt#0\nx.txt#two,x.txt\n"))
    pairs = read_manifest(_written(tmp_path, b"a,b\nx.txt#2,y.txt#2\n"))

    assert error.value.code == "PD112"
    assert "line 2: x.txt#0: there is no such file" in error.value.message
    assert "line 3: x.txt#two: " in error.value.message
    assert [name for _, name in missing_files(pairs)] == ["y.txt#2"]


def test_a_manifest_that_is_not_there_is_an_error_with_a_cure(tmp_path: Path) -> None:
    """A missing manifest and a folder in its place are told, not raised as they come."""
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InputError) as error:
            read_manifest(path)
        assert error.value.code == "PD301"


def test_a_file_may_be_called_as_standard_input_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` in a manifest is a file of that name, and paths do not depend on where a worker stands."""
    monkeypatch.chdir(tmp_path)
    _written(tmp_path, b"a,b\n-,x.txt\n")

    (pair,) = read_manifest(Path("pairs.csv"))

    assert pair.path_a == tmp_path / "-"

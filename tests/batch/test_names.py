# SPDX-License-Identifier: Apache-2.0
"""Names of report files are safe on every system and never the same twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.batch.names import report_names


@pytest.mark.parametrize("id_", ["1", "n-12", "青發改〔2023〕", "a.b_c"])
def test_a_plain_id_is_its_own_name(id_: str) -> None:
    """Letters and digits of any script, dots, dashes and underscores stay; brackets do not."""
    (name,) = report_names([id_])

    assert name == id_ or (name.startswith("青發改_2023_-") and "〔" not in name)


@pytest.mark.parametrize(
    "id_",
    [
        "../x",
        "/etc/x",
        "a/b",
        "a\\b",
        "con",
        "NUL.txt",
        "COM1",
        "..",
        ".x",
        "-rf",
        "x" * 300,
        "字" * 100,
        "a\nb",
        "a:b",
        "é",
        "\ud800",
    ],
)
def test_an_unsafe_id_is_made_safe(id_: str) -> None:
    """No separator, no device, no hidden file, no option, no name too long, one normal form."""
    (name,) = report_names([id_])

    assert not set(name) & set('/\\:*?"<>|\n')
    assert name.split(".")[0].lower() not in {"con", "nul", "com1"}
    assert name
    assert name[0] not in ".-"
    assert len(name.encode()) < 200


@given(st.lists(st.text(max_size=8), unique=True, max_size=12))
def test_names_never_clash(ids: list[str]) -> None:
    """Different ids have different names, on a system that does not tell a from A too, in any order."""
    names = report_names(ids)

    assert len({name.casefold() for name in names}) == len(ids)
    assert report_names(ids) == names


def test_ids_that_differ_only_in_case_get_two_files() -> None:
    """A and a are two reports."""
    first, second = report_names(["Notice", "notice"])

    assert first == "Notice"
    assert second.startswith("notice-")

# SPDX-License-Identifier: Apache-2.0
"""The library's front door opens to what it promises, and costs nothing until then."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

import policydiff


@pytest.mark.parametrize("name", policydiff.__all__)
def test_public_names_resolve(name: str) -> None:
    """Every name in `__all__` can be imported from the package."""
    assert getattr(policydiff, name) is not None


@pytest.mark.parametrize("name", ["compare", "read", "lint"])
def test_no_module_hides_a_public_function(name: str) -> None:
    """A submodule of the same name would replace the function as soon as anyone imported it."""
    assert find_spec(f"policydiff.{name}") is None


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The lazy door does not invent names."""
    with pytest.raises(AttributeError, match="nonesuch"):
        _ = policydiff.nonesuch


HEAVY = {
    "jinja2",
    "lxml",
    "rapidfuzz",
    "msgspec",
    "opencc",
    "pypinyin",
    "diff_match_patch",
    "selectolax",
    "pypdfium2",
    "numpy",
    "asyncio",
    "sqlite3",
}


@pytest.mark.parametrize(
    "statement",
    ["import policydiff", "from policydiff.cli.main import cli; cli.main(['--help'], standalone_mode=False)"],
)
def test_nothing_heavy_is_imported_early(statement: str) -> None:
    """Neither the package nor the overview of its commands loads a parser, a template engine or a dictionary."""
    code = f"import sys\n{statement}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert HEAVY & {name.partition(".")[0] for name in done.stderr.split()} == set()

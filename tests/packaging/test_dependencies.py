# SPDX-License-Identifier: Apache-2.0
"""The packages that policydiff stands on: the right ones, under licences that fit, pinned for the checks."""

import re
import tomllib
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution, distributions, files, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

GPL = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)


def runtime_distributions() -> list[str]:
    """Return the distributions that an installation with all extras brings, dependencies of dependencies included."""
    found: set[str] = set()
    queue = ["policydiff[anchors,warc,cluster,ocr]"]
    while queue:
        wanted = Requirement(queue.pop())
        name = canonicalize_name(wanted.name)
        try:
            needs = requires(name) or []
        except PackageNotFoundError:
            continue
        found.add(name)
        environments = [{"extra": extra} for extra in wanted.extras] or [{"extra": ""}]
        for need in map(Requirement, needs):
            applies = need.marker is None or any(need.marker.evaluate(environment) for environment in environments)
            if applies and canonicalize_name(need.name) not in found:
                queue.append(str(need))
    return sorted(found - {"policydiff"})


@pytest.mark.parametrize("name", runtime_distributions())
def test_no_dependency_is_under_a_licence_that_would_bind_users(name: str) -> None:
    """No package that is installed with policydiff is under the GPL or the AGPL alone."""
    metadata = distribution(name).metadata
    classifiers = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    licences = [metadata.get("License-Expression") or "", *classifiers]
    bound = [text for text in licences if GPL.search(text) and "Lesser" not in text and " OR " not in text]

    assert bound == []


def test_opencc_is_the_reimplementation() -> None:
    """The module `opencc` belongs to the distribution whose dictionaries are read; the native one has the same name."""
    module = Path(import_module("opencc").__file__ or "").resolve()
    owned = {Path(str(path.locate())).resolve() for path in files("opencc-python-reimplemented") or []}

    assert module in owned


@pytest.mark.parametrize("name", ["opencc", "opencc-py"])
def test_no_other_package_owns_the_module_opencc(name: str) -> None:
    """Neither of the other two distributions that install a module `opencc` is there to overwrite it."""
    with pytest.raises(PackageNotFoundError):
        distribution(name)


def test_every_requirement_is_pinned(root: Path) -> None:
    """The constraints file names a version for whatever pyproject.toml asks for, so that two checks see the same
    packages."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    asked = [
        *project["project"]["dependencies"],
        *(need for name in extras for need in extras[name]),
        *project["dependency-groups"]["dev"],
    ]
    wanted = {canonicalize_name(Requirement(need).name) for need in asked} - {"policydiff"}
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {canonicalize_name(line.partition("==")[0]) for line in lines if not line.startswith("#")}

    assert wanted - pins == set()


def test_every_pinned_version_runs_on_debian_12(root: Path) -> None:
    """A pin that asks for a later Python than 3.11.2 would break the checks on a stable system, and there alone."""
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    installed = {
        canonicalize_name(found.name): found.metadata.get("Requires-Python") or "" for found in distributions()
    }
    asks = {name: SpecifierSet(installed.get(canonicalize_name(name), "")) for name in pins}

    assert [name for name, wanted in asks.items() if not wanted.contains("3.11.2")] == []


def test_constraints_hold_names_and_versions_only(root: Path) -> None:
    """The constraints file names no host and no path."""
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    odd = [
        line
        for line in lines
        if not line.startswith("#") and not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)
    ]

    assert odd == []

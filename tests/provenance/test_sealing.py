# SPDX-License-Identifier: Apache-2.0
"""The sealed dossier: a valid bag that is the store, with its anchors, a program that installs without an index, and
nothing of a store that is not sound."""

import re
import subprocess
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import bagit
import pytest

import policydiff
from policydiff.errors import PolicydiffError
from policydiff.provenance import wheels
from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import assertions
from policydiff.provenance.importing import import_store
from policydiff.provenance.sealing import PROGRAM, seal
from policydiff.provenance.store import Store
from policydiff.provenance.verify import verify
from policydiff.reasons import tell
from policydiff.show.assets import templates_root


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of one copy."""
    (tmp_path / "a.txt").write_text("关于做好防汛工作的通知\n\n各区人民政府：\n　　一、值守。\n", "utf-8")
    with Store.create(tmp_path / "s.store") as store:
        Adder(store).add_paths([tmp_path / "a.txt"], assertions({}, ""))
    return tmp_path / "s.store"


def test_a_dossier_is_a_bag_that_gives_the_store_back(path: Path, tmp_path: Path) -> None:
    """The bag is valid with page and readme among its tags, holds what bag-info was given, and makes the same store."""
    sealed = seal(path, tmp_path / "d", {"Source-Organization": "City Archive"}, "none")

    bag = bagit.Bag(str(tmp_path / "d"))
    assert bag.is_valid()
    assert bag.info["Source-Organization"] == "City Archive"
    listed = (tmp_path / "d/tagmanifest-sha256.txt").read_text()
    assert f"{sealed.page}  verify.html" in listed
    assert "READ-ME.txt" in listed
    assert import_store(tmp_path / "d", tmp_path / "back.store") == sealed.checkpoint
    assert verify(tmp_path / "back.store").outcome == "ok"


def test_what_was_not_checked_before_sealing_is_said(path: Path, tmp_path: Path) -> None:
    """Copies by reference do not keep a store from being sealed; that nobody looked at their bytes is said."""
    with Store.open(path, write=True) as store:
        Adder(store, by_reference=True, again=True).add_paths([tmp_path / "a.txt"], assertions({}, ""))

    (said,) = seal(path, tmp_path / "d", program="none").unchecked
    assert tell(said).startswith("the bytes of 1 copies")


def test_anchors_lie_in_the_dossier_as_other_programs_take_them(path: Path, tmp_path: Path) -> None:
    """openssl checks the time stamp against the certificate and the checkpoint that lie beside it."""
    pytest.importorskip("rfc3161_client")
    from tests.provenance.authority import Authority

    from policydiff.provenance.anchors.anchor import Trust
    from policydiff.provenance.anchors.anchoring import anchor

    authority = Authority(tmp_path)
    with Store.open(path, write=True) as store:
        stamp = authority.stamp_of(store.checkpoint().body().encode())
        seq = anchor(store, stamp, "a.tsr", Trust(certificates=(authority.root.pem,))).seq
    assert seal(path, tmp_path / "d", program="none").anchors == 1

    folder = tmp_path / "d/data/metadata/submissionDocumentation/anchors"
    name = f"{seq:06d}"
    files = ["-data", f"{name}-checkpoint.txt", "-in", f"{name}.tsr", "-CAfile", f"{name}-certificate-1.pem"]
    done = subprocess.run(["openssl", "ts", "-verify", *files], cwd=folder, capture_output=True, check=False)
    assert (done.returncode, b"OK" in done.stdout) == (0, True), done.stderr


def test_a_store_that_is_not_sound_is_not_sealed(path: Path, tmp_path: Path) -> None:
    """A changed byte of a blob keeps the dossier from being made, and nothing is left behind."""
    data = path.read_bytes()
    at = data.index("防汛".encode())
    path.write_bytes(data[:at] + b"x" + data[at + 1 :])

    with pytest.raises(PolicydiffError) as caught:
        seal(path, tmp_path / "d", program="none")

    assert caught.value.code == "PD446"
    assert not (tmp_path / "d").exists()


def test_the_programs_wheel_is_the_program(path: Path, tmp_path: Path) -> None:
    """Every module, table and template is in it, each with the hash that RECORD lists; it runs where it is unpacked;
    the same is made twice."""
    seal(path, tmp_path / "d", program="own")
    (wheel,) = (tmp_path / "d" / PROGRAM).glob("*.whl")
    home = tmp_path / "home"
    with ZipFile(wheel) as held:
        held.extractall(home)
        names = set(held.namelist())

    package = Path(policydiff.__file__).parent
    modules = {f"policydiff/{one.relative_to(package).as_posix()}" for one in package.rglob("*.py")}
    templates = {
        f"policydiff/templates/{one.relative_to(str(templates_root())).as_posix()}"
        for one in Path(str(templates_root())).rglob("*")
        if one.is_file() and not one.name.startswith(".")
    }
    assert modules | templates <= names
    assert "policydiff/tables/" in {name[: len("policydiff/tables/")] for name in names}
    (record,) = home.glob("*.dist-info/RECORD")
    for line in record.read_text("utf-8").splitlines():
        name, digest, size = line.rsplit(",", 2)
        if digest:
            data = (home / name).read_bytes()
            assert digest == "sha256=" + urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
            assert int(size) == len(data)
    assert {line.rsplit(",", 2)[0] for line in record.read_text("utf-8").splitlines()} == names
    told = "import policydiff.report.verifier as v; print(v.__file__, len(v.verifier_page()))"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(home)!r}); {told}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.startswith(str(home))
    (tmp_path / "again").mkdir()
    assert wheels.own_wheel(tmp_path / "again").read_bytes() == wheel.read_bytes()
    assert "--no-index" in (tmp_path / "d" / PROGRAM / "README.txt").read_text("utf-8")


def test_packages_become_wheels_again(tmp_path: Path) -> None:
    """A wheel of an installed package has the name, tags, files and entry points it came with, and none of what an
    installer adds."""
    made = wheels.installed_wheel("markupsafe", tmp_path)

    assert re.fullmatch(r"markupsafe-[\d.]+-cp\d+-\w+-[\w.]+\.whl", made.name)
    with ZipFile(made) as held:
        names = held.namelist()
    assert "markupsafe/__init__.py" in names
    assert not [name for name in names if name.endswith((".pyc", "INSTALLER", "REQUESTED")) or name.startswith("..")]
    assert len([name for name in names if name.endswith("RECORD")]) == 1
    assert "jinja2" in wheels.needed()
    assert "markupsafe" in wheels.needed()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package as an installer leaves it, with a script that has an entry point and one that has none."""
    site = tmp_path / "lib" / "python" / "site-packages"
    info = site / "small-1.0.dist-info"
    for name, text in {
        "lib/python/site-packages/small/__init__.py": "X = 1\n",
        "lib/python/site-packages/small-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: small\nVersion: 1.0\n",
        "lib/python/site-packages/small-1.0.dist-info/WHEEL": "Tag: py2-none-any\nTag: py3-none-any\n",
        "lib/python/site-packages/small-1.0.dist-info/entry_points.txt": "[console_scripts]\nsmall = small:X\n",
        "lib/python/site-packages/small-1.0.dist-info/INSTALLER": "pip\n",
        "bin/small": "#!/bin/sh\n",
        "bin/other": "#!/bin/sh\n",
        "share/man/small.1": "small\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    lines = []
    for one in sorted(
        (*site.rglob("*"), tmp_path / "bin/small", tmp_path / "bin/other", tmp_path / "share/man/small.1")
    ):
        if one.is_file():
            digest = urlsafe_b64encode(sha256(one.read_bytes()).digest()).rstrip(b"=").decode()
            inside = one.is_relative_to(site)
            name = one.relative_to(site if inside else tmp_path).as_posix()
            lines.append(f"{'' if inside else '../../../'}{name},sha256={digest},{one.stat().st_size}")
    (info / "RECORD").write_text("\n".join([*lines, "small-1.0.dist-info/RECORD,,", ""]))
    monkeypatch.syspath_prepend(str(site))
    return site


def test_scripts_and_data_stand_where_a_wheel_has_them(installed: Path, tmp_path: Path) -> None:
    """What an entry point makes is left out; other scripts and data go into the wheel's .data."""
    made = wheels.installed_wheel("small", tmp_path)

    assert made.name == "small-1.0-py2.py3-none-any.whl"
    with ZipFile(made) as held:
        names = set(held.namelist())
    assert {"small-1.0.data/scripts/other", "small-1.0.data/data/share/man/small.1", "small/__init__.py"} <= names
    assert "small-1.0.data/scripts/small" not in names


@pytest.mark.parametrize("change", ["changed", "missing", "unlisted", "absent"])
def test_what_is_not_as_it_was_installed_becomes_no_wheel(installed: Path, tmp_path: Path, change: str) -> None:
    """A file that was changed or is missing, a package without its list, one that is not there: each is an error."""
    name = "small"
    if change == "changed":
        (installed / "small/__init__.py").write_text("X = 2\n")
    elif change == "missing":
        (installed / "small/__init__.py").unlink()
    elif change == "unlisted":
        (installed / "small-1.0.dist-info/RECORD").unlink()
    else:
        name = "no-such-package"

    with pytest.raises(PolicydiffError) as caught:
        wheels.installed_wheel(name, tmp_path)

    assert caught.value.code == "PD447"


def test_the_page_names_every_key_in_every_language() -> None:
    """The languages of the page have the same phrases with the same places, and the scripts use no other and all of
    them."""
    from policydiff.languages import LANGUAGES
    from policydiff.report.verifier import SCRIPTS, words

    every = {lang: words(lang) for lang in LANGUAGES}
    places = {
        lang: {key: sorted(set(re.findall(r"\{(\w+)\}", said))) for key, said in told.items()}
        for lang, told in every.items()
    }
    assert places["en"] == places["zh-Hans"] == places["zh-Hant"]
    source = "".join((templates_root() / "verifier" / name).read_text("utf-8") for name in SCRIPTS)
    source += (templates_root() / "verifier.html.j2").read_text("utf-8")
    starts = ("badge_", "said_", "amber_", "state_", "file_", "basis_")
    unused = [key for key in every["en"] if key not in source and not key.startswith(starts)]
    assert [
        key
        for key in unused
        if not key.endswith("_help") and key not in ("dossier", "seen", "choose_log", "choose_files")
    ] == []
    used = set(re.findall(r"say\(\s*\"\w+\", \"(\w+)\"", source)) | set(re.findall(r"\bt\(\"(\w+)\"", source))
    assert used - set(every["en"]) == set()

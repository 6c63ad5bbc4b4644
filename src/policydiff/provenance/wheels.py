# SPDX-License-Identifier: Apache-2.0
"""Wheels of what is installed, made without an index of packages: of this program from its own folder, of others from
the list of their files (RECORD; packaging.python.org, «Binary distribution format»).

What is made installs as it did here: the same files, the same metadata, the same tags. Each file is held to the hash in
its list first.
"""

import base64
import csv
import re
import stat
from collections.abc import Iterator
from hashlib import new, sha256
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from policydiff import __version__
from policydiff.errors import InputError
from policydiff.reasons import because
from policydiff.show.assets import templates_root

OWN = "policydiff"
EXTRAS = frozenset({"anchors", "warc"})
"""The extras whose packages go along where they are installed; `cluster` derives nothing, `ocr` would be 500 MB."""
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"""extra\s*==\s*["']([\w-]+)["']""")
_LEFT = frozenset({"RECORD", "RECORD.jws", "RECORD.p7s", "INSTALLER", "REQUESTED", "direct_url.json"})
"""Files of .dist-info that an installer writes itself."""
_WHEEL = "Wheel-Version: 1.0\nGenerator: policydiff {version}\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_WHEN = (1980, 1, 1, 0, 0, 0)


def own_wheel(folder: Path) -> Path:
    """Write this program's wheel into a folder; raises InputError PD447 where its metadata is not installed."""
    found = _distribution(OWN)
    told = f"{OWN}-{__version__}.dist-info"
    held = {f"{OWN}/{name}": data for name, data in _tree(files(OWN))}
    held |= {f"{OWN}/templates/{name}": data for name, data in _tree(templates_root())}
    for path in found.files or []:
        at = path.as_posix().partition(".dist-info/")[2]
        if at and at not in _LEFT and at != "WHEEL":
            held[f"{told}/{at}"] = Path(path.locate()).read_bytes()
    held[f"{told}/WHEEL"] = _WHEEL.format(version=__version__).encode()
    return _write(folder / f"{OWN}-{__version__}-py3-none-any.whl", told, held)


def installed_wheel(name: str, folder: Path) -> Path:
    """Write the wheel of an installed package into a folder.

    Raises InputError PD447 where it has no list of its files, or a file is not the one that was installed.
    """
    found = _distribution(name)
    listed = found.files
    if listed is None or not (tags := _tags(found)):
        raise InputError("PD447", because("wheel_unmade", name=name, what="no RECORD"))
    # a finder of metadata that another package brings (importlib_metadata) leaves out of the list what is gone
    rows = csv.reader((found.read_text("RECORD") or "").splitlines())
    if gone := {row[0] for row in rows if row} - {path.as_posix() for path in listed}:
        raise InputError("PD447", because("wheel_unmade", name=name, what=f"{min(gone)} is missing"))
    info = next((path.parts[0] for path in listed if path.parts[0].endswith(".dist-info")), "")
    scripts = {point.name for point in found.entry_points if point.group in ("console_scripts", "gui_scripts")}
    held: dict[str, bytes] = {}
    for path in listed:
        target = _target(path.as_posix(), info, scripts)
        if target is None:
            continue
        try:
            data = Path(path.locate()).read_bytes()
        except OSError as error:
            raise InputError("PD447", because("wheel_unmade", name=name, what=f"{path} is missing")) from error
        if path.hash is not None and _spelt(new(path.hash.mode, data).digest()) != path.hash.value:
            raise InputError("PD447", because("wheel_unmade", name=name, what=f"{path} was changed"))
        held[target] = data
    return _write(folder / f"{info.removesuffix('.dist-info')}-{tags}.whl", info, held)


def needed(name: str = OWN) -> list[str]:
    """The installed packages that a package needs, and those that these need, in order of their names; of the extras,
    those of EXTRAS."""
    found: set[str] = set()
    waiting = [(name, EXTRAS)]
    while waiting:
        one, extras = waiting.pop()
        try:
            asked = metadata.requires(one) or []
        except metadata.PackageNotFoundError:
            continue
        for line in asked:
            match, extra = _NAME.match(line), _EXTRA.search(line)
            other = match[0].lower().replace("_", "-") if match else OWN
            if other not in (OWN, *found) and (extra is None or extra[1] in extras) and _installed(other):
                found.add(other)
                waiting.append((other, frozenset()))
    return sorted(found)


def _installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _distribution(name: str) -> metadata.Distribution:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError as error:
        raise InputError("PD447", because("wheel_unmade", name=name, what="no metadata")) from error


def _tags(found: metadata.Distribution) -> str:
    """The tags of a wheel as its name has them: `cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64`."""
    lines = (found.read_text("WHEEL") or "").splitlines()
    tags = [line.removeprefix("Tag:").strip().split("-") for line in lines if line.startswith("Tag:")]
    if not tags or any(len(tag) != 3 for tag in tags):
        return ""
    return "-".join(".".join(sorted({tag[place] for tag in tags})) for place in range(3))


def _target(path: str, info: str, scripts: set[str]) -> str | None:
    """Where an installed file stands in a wheel; None for what an installer makes."""
    first, _, rest = path.partition("/")
    if "__pycache__" in path or (first == info and rest in _LEFT):
        return None
    if not path.startswith("../"):
        return path
    outside = re.sub(r"^(\.\./)+", "", path)
    kind, _, name = outside.partition("/")
    data = info.removesuffix(".dist-info") + ".data"
    if kind in ("bin", "Scripts"):
        return None if name.removesuffix(".exe") in scripts else f"{data}/scripts/{name}"
    return f"{data}/data/{outside}"


def _tree(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.name == "__pycache__" or (entry.name == "templates" and not prefix):
            continue
        if entry.is_dir():
            yield from _tree(entry, f"{prefix}{entry.name}/")
        elif entry.is_file() and not entry.name.startswith("."):
            yield prefix + entry.name, entry.read_bytes()


def _spelt(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _write(target: Path, info: str, held: dict[str, bytes]) -> Path:
    """The wheel: files in the order of their names, the list of them last; the same bytes each time."""
    lines = [
        f"{_quoted(name)},sha256={_spelt(sha256(data).digest())},{len(data)}" for name, data in sorted(held.items())
    ]
    record = f"{info}/RECORD"
    listed = "\n".join([*lines, f"{record},,", ""]).encode()
    with ZipFile(target, "w", ZIP_DEFLATED) as wheel:
        for name, data in [*sorted(held.items()), (record, listed)]:
            about = ZipInfo(name, _WHEN)
            about.compress_type = ZIP_DEFLATED
            about.external_attr = (stat.S_IFREG | (0o755 if ".data/scripts/" in name else 0o644)) << 16
            wheel.writestr(about, data)
    return target


def _quoted(name: str) -> str:
    return f'"{name}"' if "," in name else name

# SPDX-License-Identifier: Apache-2.0
"""Templates and catalogues in the form that a process loads fast, made from their sources and kept beside them.

An installation makes them (`hatch_build.py`), and `python -m policydiff.show.made` makes them anew. Each says of what
source it was made: where there is none, its source has changed since, or another Jinja is installed, what is wanted is
made from the source as ever, only more slowly.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

TEMPLATES = Path(__file__).parents[1] / "templates"
if not TEMPLATES.is_dir():  # in a wheel they are in the package, in the repository beside it
    TEMPLATES = Path(__file__).parents[3] / "templates"
MADE = TEMPLATES / "made"


class Made(msgspec.Struct, frozen=True):
    """What was made of one file."""

    of: str
    """SHA-256 of the source, and of the program that made it."""
    is_: Any = msgspec.field(name="is")


def made(name: str, source: str, maker: str = "") -> Any:
    """What was made of the source of this name by a version of its maker, None where that is not at hand."""
    try:
        found = msgspec.json.decode(_place(name).read_bytes(), type=Made)
    except (OSError, msgspec.DecodeError):
        return None
    return found.is_ if found.of == _digest(source, maker) else None


def _digest(source: str, maker: str) -> str:
    return sha256(f"{maker}\0{source}".encode()).hexdigest()


def _place(name: str) -> Path:
    return MADE / f"{name.replace('/', '-')}.json"


def all_made() -> dict[Path, bytes]:
    """Every file that is to be there, with its content."""
    import tomllib

    import jinja2

    from policydiff.show.assets import environment

    files: dict[Path, bytes] = {}
    pages = environment()
    for path in sorted([*TEMPLATES.rglob("*.j2"), *(TEMPLATES / "i18n").rglob("*.toml")]):
        source = path.read_text("utf-8")
        if path.suffix == ".toml":
            name = path.relative_to(TEMPLATES / "i18n").as_posix()
            found = Made(_digest(source, ""), tomllib.loads(source))
        else:
            name = path.relative_to(TEMPLATES).as_posix()
            code = pages.compile(source, name, name, raw=True)
            found = Made(_digest(source, jinja2.__version__), code.split("\n"))
        files[_place(name)] = msgspec.json.encode(found)
    return files


def main() -> None:
    """Write what is made, and take away what has no source any more."""
    wanted = all_made()
    for stale in set(MADE.glob("*.json")) - wanted.keys():
        stale.unlink()
    for path, data in wanted.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()

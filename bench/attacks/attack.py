# SPDX-License-Identifier: Apache-2.0
"""What an attack is: a file that costs more than it looks, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LINES = (
    "某市人民政府关于印发重点任务分工的通知",
    "各区人民政府：",
    "一、加强领导",
    *(f"{n}.推进第{n}项重点工作，年内完成{n * 3}个项目。（责任单位：市科技局）" for n in range(1, 9)),
    "2023年1月30日",
)
NOTICE = "\n".join(LINES)
Made = bytes | str | Callable[[Path], object]
"""What lies in the file; or what puts something there that is no file."""


@dataclass(frozen=True, slots=True)
class Attack:
    """One copy that is made to hurt: its kind and what it is, the ending of its name, how it is made, and the copy that
    it is compared with (a sound one where there is none)."""

    kind: str
    what: str
    ending: str
    make: Callable[[], Made]
    beside: Callable[[], Made] | None = None


def put(path: Path, made: Made) -> None:
    """Lay down what was made."""
    if callable(made):
        made(path)
    else:
        path.write_bytes(made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made)


def of(kind: str, ending: str, made: dict[str, Callable[[], Made]]) -> list[Attack]:
    """Attacks of a kind, all by the same ending."""
    return [Attack(kind, what, ending, make) for what, make in made.items()]

# SPDX-License-Identifier: Apache-2.0
"""Work for workers that misbehaves on order; in a module of its own, because a spawned process imports it."""

import ctypes
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policydiff.batch.failure import Failure
from policydiff.batch.guard import Words, each
from policydiff.errors import InputError


@dataclass(frozen=True)
class Piece:
    """A piece of work that does what its name says."""

    number: int
    does: str = "well"


@dataclass(frozen=True)
class Done:
    """What came of it."""

    number: int
    failure: Failure | None = None


@dataclass(frozen=True)
class Setting:
    """How long a piece may take, and where to count how often each was tried."""

    seconds: float
    tries: str


def failed(number: int, failure: Failure) -> Done:
    """The answer of a piece that has none."""
    return Done(number, failure)


def work(pieces: Sequence[Piece], setting: Setting, words: Words | None) -> list[Done]:
    """Do all pieces, each as it says."""
    return each(pieces, lambda piece: _do(piece, setting), failed, setting.seconds, words)


def _do(piece: Piece, setting: Setting) -> Done:
    with Path(setting.tries).open("a") as tries:
        tries.write(f"{piece.number}\n")
    tried = Path(setting.tries).read_text().split().count(str(piece.number))
    match piece.does:
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "dies once" if tried == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        case "crashes":
            ctypes.string_at(0)
        case "sleeps":
            time.sleep(60)
        case "hangs in C":
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
            time.sleep(60)
        case "eats":
            [bytearray(1 << 30) for _ in range(64)]
        case "refuses":
            raise InputError("PD104", "no text")
        case "errs":
            raise KeyError("label")
    return Done(piece.number)

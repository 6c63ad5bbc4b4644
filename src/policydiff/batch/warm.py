# SPDX-License-Identifier: Apache-2.0
"""Loads what every comparison needs, before a worker takes its first pair, so that the tables belong to no pair."""

import gc

from policydiff.model import Comparison, EncodingFacts, Witness
from policydiff.options import Options
from policydiff.pipeline import compare_prepared, prepare
from policydiff.report.formats import Options as Format
from policydiff.report.formats import Texts, write

_TEXTS = (
    "关于印发任务分工的通知\n1.推进信息化(lì)。(市科技局)\n",
    "關於印發任務分工的通知\n1.推進資訊化。(市科技局)\n",
)
_OBJECTS = 50_000
"""New containers after which a worker looks for cycles among them: a comparison makes some ten thousand and no cycle,
and at Python's 700 looking takes a twentieth of its time."""


def load() -> None:
    """Compare two lines, one in each script."""
    gc.set_threshold(_OBJECTS)
    _compared()


def load_with_report() -> None:
    """The same, and make a page of it: its templates are compiled once a worker."""
    gc.set_threshold(_OBJECTS)
    write(_compared(), Texts(*_TEXTS), "html", Format())


def _compared() -> Comparison:
    a, b = (prepare(Witness("", "", 0, text, EncodingFacts("utf-8"))) for text in _TEXTS)
    return compare_prepared(a, b, Options())

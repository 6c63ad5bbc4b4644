# SPDX-License-Identifier: Apache-2.0
"""Loads what every comparison needs, before a worker takes its first pair, so that the tables belong to no pair."""

from policydiff.model import EncodingFacts, Witness
from policydiff.options import Options
from policydiff.pipeline import compare_prepared, prepare

_TEXTS = ("关于印发任务分工的通知\n1.推进信息化(lì)。(市科技局)\n", "關於印發任務分工的通知\n1.推進資訊化。(市科技局)\n")


def load() -> None:
    """Compare two lines, one in each script."""
    a, b = (prepare(Witness("", "", 0, text, EncodingFacts("utf-8"))) for text in _TEXTS)
    compare_prepared(a, b, Options())

# SPDX-License-Identifier: Apache-2.0
"""Loads what reading a file for its group needs, before a worker takes its first file."""

from policydiff.canonical.skeleton import skeleton_codes
from policydiff.group.minhash import sketch
from policydiff.structure.heading import heading


def load() -> None:
    """Sketch one line."""
    text = "关于印发任务分工的通知\n国发〔2022〕18号\n"
    heading(text)
    sketch(skeleton_codes(text))

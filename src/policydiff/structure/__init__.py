# SPDX-License-Identifier: Apache-2.0
"""The structure of a notice: zones, labels, units, fields."""

from policydiff.structure.notice import Furniture, Node, Notice
from policydiff.structure.parser import parse

__all__ = ["Furniture", "Node", "Notice", "parse"]

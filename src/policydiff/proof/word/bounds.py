# SPDX-License-Identifier: Apache-2.0
"""Which runs of a document may be changed: not what a field writes, a bound or locked control shows, or a ruby has."""

import re

from lxml import etree

from policydiff.ingest.office.docx_fields import Field, follow
from policydiff.ingest.package import attribute, child, local
from policydiff.proof.word.names import above

_LINK = re.compile(r"^\s{0,9}HYPERLINK\b", re.IGNORECASE)
_FIXED = ("rubyBase", "rt", "oMath")
_LOCKS = frozenset({"contentLocked", "sdtContentLocked"})


class Bounds:
    """What of one part of a document is written by programs."""

    def __init__(self, root: etree._Element) -> None:
        self._written: set[etree._Element] = set()
        fields: list[Field] = []
        for found in root.iter():
            name = local(found)
            follow(fields, found)
            if name in ("fldChar", "instrText"):
                self._keep(found)
            elif name == "r" and any(not _LINK.match(field.code) for field in fields):
                self._written.add(found)

    def _keep(self, element: etree._Element) -> None:
        run = above(element, "r")
        if run is not None:
            self._written.add(run)

    def changeable(self, run: etree._Element) -> bool:
        """Whether a person may change a run, so that it stays as changed."""
        if run in self._written or any(local(found) in ("ruby", "footnoteReference") for found in run):
            return False
        for found in run.iterancestors():
            name = local(found)
            if name in _FIXED or (name == "fldSimple" and not _LINK.match(attribute(found, "instr") or "")):
                return False
            if name == "sdt" and _locked(found):
                return False
        return True


def _locked(control: etree._Element) -> bool:
    properties = child(control, "sdtPr")
    bound = child(properties, "dataBinding") is not None or child(properties, "showingPlcHdr") is not None
    chosen = any(child(properties, name) is not None for name in ("dropDownList", "comboBox", "date", "checkbox"))
    return bound or chosen or attribute(child(properties, "lock"), "val") in _LOCKS

# SPDX-License-Identifier: Apache-2.0
"""Which comments of a document are those of a proof: the ones with its sign, and short answers to them."""

import re
from collections.abc import Iterable

from lxml import etree

from policydiff.ingest.office.docx_run import plain
from policydiff.vocabulary.decided import answered

SIGN = re.compile(r"policydiff:([0-9a-z_-]{1,36})")
"""What a comment of a proof ends with: the id of its place."""
_LONGEST = 200
"""Characters up to which a decision with its reason is an answer; what is longer is a remark like any other."""


def signed(comment: etree._Element) -> bool:
    """Whether a comment ends with the sign of a proof."""
    return SIGN.fullmatch(plain(comment).rpartition(" ")[2]) is not None


def of_proof(comments: Iterable[etree._Element]) -> set[etree._Element]:
    """The comments of a proof, and where there are any those that answer with a decision: none is of the notice."""
    every = list(comments)
    ours = {comment for comment in every if signed(comment)}
    if not ours:
        return ours
    texts = {comment: plain(comment) for comment in every}
    return ours | {comment for comment, text in texts.items() if len(text) <= _LONGEST and answered(text)}

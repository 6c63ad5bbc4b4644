# SPDX-License-Identifier: Apache-2.0
"""Addresses on the web given where a copy is wanted: nothing is fetched; the answer says how to save a page."""

import re

from policydiff.errors import InputError
from policydiff.reasons import because
from policydiff.vocabulary.patterns import late_pattern

_QUOTES = "\"'<>“”‘’「」『』《》〈〉＂＇ \t\u3000"
_ADDRESS = late_pattern(
    r"(?:view-source:|blob:)?[a-z][a-z0-9+.-]{1,30}(?:://|:/(?!/)|：/)|(?:https?|ftps?|file|data|cid|mailto)[:：]|www\.[^/\s]{1,250}\.",
    re.IGNORECASE,
)
"""A scheme (RFC 3986, section 3.1; a single letter is a drive), or a host that says it is a web site."""


def is_address(name: str) -> bool:
    """Whether a name is a URL; its slashes may be one, as a path object makes them, its marks of full width."""
    return _ADDRESS.match(name.lstrip(_QUOTES)) is not None


def not_fetched(name: str) -> InputError:
    """The error for a URL where a file is wanted; its message is to begin with the name as it was typed."""
    local = re.match(r"file[:：]", name.lstrip(_QUOTES), re.IGNORECASE)
    return InputError("PD113", because("file_address" if local else "address"))

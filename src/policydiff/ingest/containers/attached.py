# SPDX-License-Identifier: Apache-2.0
"""What lies beside a text in its container: attachments, other files of an archive, told by name and digest."""

from policydiff.model import ReadingEvent

PICTURE = 32_768
"""Bytes from which on a picture may hold text of the notice; smaller ones are logos, rules and signatures (a scanned
page has some hundred thousand)."""


def beside(at: int, called: str, data: bytes | None, kind: str, identity: str) -> ReadingEvent:
    """The event for a file that was not read: `unread`, or `image` for a small picture."""
    if data is not None and kind.startswith("image/") and len(data) < PICTURE:
        return ReadingEvent("image", at, at, "", called)
    return ReadingEvent("unread", at, at, "", f"{called} {identity}")

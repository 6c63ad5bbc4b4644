# SPDX-License-Identifier: Apache-2.0
"""MHTML: a page as browsers save it in one file (RFC 2557), a MIME message around the HTML."""

import email
import email.policy
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage

from policydiff.ingest.refusals import damaged

PARTS = 2_000
"""Parts of a message that are looked through; a saved page has some hundred images."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The main page of a message: its bytes, its declared encoding, and what the message says of it."""

    data: bytes
    charset: str | None
    facts: dict[str, str]


def saved_page(data: bytes) -> SavedPage:
    """The first HTML part of a MIME message; raises InputError PD134 where there is none."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        for index, part in enumerate(message.walk()):
            if index > PARTS:
                break
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    return SavedPage(content, part.get_content_charset(), _facts(message, part))
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, IndexError) as error:
        raise damaged(f"the saved page is not a readable MIME message: {str(error)[:100]}") from None
    raise damaged("the MIME message holds no HTML page")


def _facts(message: EmailMessage, part: EmailMessage) -> dict[str, str]:
    wanted = {"saved_from": part["Content-Location"] or message["Snapshot-Content-Location"], "saved_at": message["Date"], "saved_title": message["Subject"]}
    return {name: str(value)[:2000] for name, value in wanted.items() if value}

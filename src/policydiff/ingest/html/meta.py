# SPDX-License-Identifier: Apache-2.0
"""What a page says of itself outside its text: title, `<meta>`, JSON-LD, where it was saved from."""

import json
import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser

VALUE_CHARACTERS = 2_000
"""Longest value kept of one field; the original bytes hold the rest."""
FIELDS = 300
"""Most fields kept of one page."""
JSON_LD_CHARACTERS = 200_000
"""Longest JSON-LD block that is parsed."""

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"^\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,4}=\s{0,4}[\"']([A-Za-z0-9_.:-]{1,40})[\"']")
"""`<?xml version="1.0" encoding="gb2312"`"""
_PAGE_ENCODING = re.compile(rb"<%@\s{0,4}page[^>]{0,200}?charset\s{0,4}=\s{0,4}([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s{0,4}saved from url=\((\d{1,5})\)(\S{1,2000})")
_WANTED_LD = (
    "headline",
    "name",
    "datePublished",
    "dateModified",
    "dateCreated",
    "url",
    "identifier",
    "legislationIdentifier",
    "legislationDate",
    "@type",
)
_NESTED_LD = ("author", "publisher", "sourceOrganization", "creator", "legislationPassedBy")
SCAN = 4_096
"""Bytes in which a page must declare its encoding; the HTML standard asks for the first 1,024."""


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page's own bytes declare (`<meta charset>`, XML declaration, JSP page directive)."""
    head = data[:SCAN]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    for pattern in (_XML_ENCODING, _PAGE_ENCODING, _META_CHARSET):
        match = pattern.search(head)
        if match:
            return match[1].decode("ascii")
    return None


def metadata(parser: LexborHTMLParser, source: str) -> dict[str, str]:
    """Fields of a page by name: `title`, `meta.NAME`, `jsonld.NAME`, `canonical_url`, `saved_from`, `lang`."""
    found: dict[str, str] = {}

    def keep(name: str, value: object) -> None:
        text = " ".join(str(value).split())
        if text and name not in found and len(found) < FIELDS:
            found[name] = text[:VALUE_CHARACTERS]

    title = parser.css_first("title")
    if title is not None:
        keep("title", title.text(deep=True))
    root = parser.root
    if root is not None and root.attributes.get("lang"):
        keep("lang", root.attributes["lang"])
    for node in parser.css("meta"):
        attributes = node.attributes
        name = (
            attributes.get("name")
            or attributes.get("property")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        if name and attributes.get("content"):
            keep(f"meta.{name.strip()[:100]}", attributes["content"])
    for node in parser.css("link"):
        if (node.attributes.get("rel") or "").lower() == "canonical" and node.attributes.get("href"):
            keep("canonical_url", node.attributes["href"])
    saved = _SAVED_FROM.search(source[:SCAN])
    if saved:
        keep("saved_from", saved[2].removesuffix("-->"))
    for node in parser.css("script"):
        if (node.attributes.get("type") or "").strip().lower() == "application/ld+json":
            _linked_data(node.text(deep=True), keep)
    return found


def _linked_data(text: str, keep: Callable[[str, object], None]) -> None:
    """Fields of one JSON-LD block; a block that is not JSON, or is nested too deep, says nothing."""
    if len(text) > JSON_LD_CHARACTERS:
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(value, dict):
        graph = value.get("@graph")
        nodes = [value, *graph] if isinstance(graph, list) else [value]
    else:
        nodes = value if isinstance(value, list) else []
    for node in nodes[:FIELDS]:
        if not isinstance(node, dict):
            continue
        for name in _WANTED_LD:
            if isinstance(node.get(name), str | int | float):
                keep(f"jsonld.{name}", node[name])
        for name in _NESTED_LD:
            inner = node.get(name)
            inner = inner[0] if isinstance(inner, list) and inner else inner
            label = inner.get("name") if isinstance(inner, dict) else inner
            if isinstance(label, str):
                keep(f"jsonld.{name}", label)

# SPDX-License-Identifier: Apache-2.0
"""Every field of the record of a copy, in the order in which it is shown, and where it goes in other vocabularies.

A record has all of them: what was not found is `absent`, what was not looked for `not_examined`, which the log does not
spell out.
The mapping is the one from the W3C's PROV, PREMIS 3 and Dublin Core to what copies of notices can say.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field: its key in the record, its name for a reader, its group, and its Dublin Core term where there is one."""

    key: str
    label: str
    group: str
    dc: str = ""


FIELDS: tuple[RecordField, ...] = (
    RecordField("sha256", "SHA-256 of the bytes", "bytes"),
    RecordField("sha512", "SHA-512 of the bytes", "bytes"),
    RecordField("size", "size in bytes", "bytes", "extent"),
    RecordField("original_name", "original name", "bytes"),
    RecordField("original_path", "path within what was added", "bytes"),
    RecordField("file_modified", "file last modified", "bytes"),
    RecordField("by_reference", "bytes kept elsewhere", "bytes"),
    RecordField("url_requested", "URL asked for", "capture", "source"),
    RecordField("url_final", "URL that answered", "capture", "source"),
    RecordField("redirects", "redirects on the way", "capture"),
    RecordField("retrieved", "retrieved", "capture", "date"),
    RecordField("http_status", "HTTP status", "capture"),
    RecordField("http_headers", "HTTP headers (SHA-256 of the blob)", "capture"),
    RecordField("server_address", "address of the server", "capture"),
    RecordField("crawler", "program that captured it", "capture"),
    RecordField("warc_record", "WARC record", "capture"),
    RecordField("archive_copy", "copy in a web archive", "capture", "isVersionOf"),
    RecordField("saved_from", "page says that it was saved from", "capture"),
    RecordField("media_type_declared", "media type declared", "format"),
    RecordField("media_type", "media type found", "format", "format"),
    RecordField("encoding_declared", "encoding declared", "format"),
    RecordField("encoding_detected", "encoding detected", "format"),
    RecordField("encoding", "encoding used", "format"),
    RecordField("lost_characters", "characters lost before (U+FFFD)", "format"),
    RecordField("page_metadata", "metadata of the page or file", "format"),
    RecordField("extraction", "events of extraction", "format"),
    RecordField("problems", "problems", "format"),
    RecordField("site_published", "date the site gives", "site", "available"),
    RecordField("counter", "page counter when seen", "site"),
    RecordField("site_source", "source the site names", "site"),
    RecordField("publisher", "republishing site", "site", "publisher"),
    RecordField("title", "title", "notice", "title"),
    RecordField("issuer", "issuing body", "notice", "creator"),
    RecordField("addressee", "addressees", "notice", "audience"),
    RecordField("doc_number", "own document number", "notice", "identifier"),
    RecordField("citations", "documents cited", "notice", "references"),
    RecordField("signed_date", "date signed", "notice", "issued"),
    RecordField("access_marking", "access marking", "notice", "accessRights"),
    RecordField("attachments", "attachments named", "notice"),
    RecordField("completeness", "signs that something is missing", "notice"),
    RecordField("language", "language", "text", "language"),
    RecordField("script", "script profile", "text"),
    RecordField("errata", "errata", "text"),
    RecordField("decoded_text", "decoded text (SHA-256)", "text"),
    RecordField("layers", "text after each layer (SHA-256)", "text"),
    RecordField("canonical_text", "canonical text (SHA-256)", "text", "hasFormat"),
    RecordField("rights", "rights", "context", "rights"),
    RecordField("identifiers", "identifiers elsewhere", "context", "identifier"),
    RecordField("note", "note", "context", "description"),
    RecordField("other", "said besides", "context"),
)
GROUPS: dict[str, str] = {
    "bytes": "Bytes",
    "capture": "Where it came from",
    "format": "How it was read",
    "site": "What the site says",
    "notice": "What the notice says",
    "text": "The text",
    "context": "What people say",
}
ASSERTABLE = frozenset(
    {"url_requested", "url_final", "retrieved", "archive_copy", "publisher", "rights", "identifiers", "note", "other"}
    | {"title", "issuer", "doc_number", "signed_date", "site_published", "access_marking"}
)
"""What a person may say of a copy; the rest the program finds by itself."""

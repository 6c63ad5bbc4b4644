#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the checkers of web archives say of a record that is cut off: its Content-Length and its digests promise more than
# the file holds (WARC/1.1, ISO 28500, 5.3 and 5.9).
#
# The archive is one response of 360 bytes; then the same without its last 40 bytes, 36 of them of the page. Seen on 2026-11-30 with Python 3.11:
#   warcio 1.8.1    whole: «digest pass», status 0. Cut: «digest present but not checked», status 0 too; the iterator yields
#                   the 324 bytes that are there, and raises nothing.
#   FastWARC 2.0.1  whole: status 0. Cut: «Failed records», status 1; its iterator yields the 324 bytes too.
# Whoever trusts the status of `warcio check` takes a cut archive for a sound one. Exits non-zero where one of them does
# something else.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install warcio==1.8.1 FastWARC==2.0.1
cat > "$folder/run.py" <<'PY'
import io
import subprocess
import sys
from pathlib import Path

from fastwarc.warc import ArchiveIterator as Fast
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

folder = Path(sys.argv[1])
tools = Path(sys.executable).parent
page = "关于印发通知".encode() * 20
made = io.BytesIO()
writer = WARCWriter(made, gzip=False)
headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
writer.write_record(
    writer.create_warc_record("http://example.org/", "response", payload=io.BytesIO(page), http_headers=headers)
)
seen = {}
for name, content in {"whole.warc": made.getvalue(), "cut.warc": made.getvalue()[:-40]}.items():
    path = folder / name
    path.write_bytes(content)
    warcio = subprocess.run([tools / "warcio", "check", "-v", path], capture_output=True, text=True)
    fastwarc = subprocess.run([tools / "fastwarc", "check", path], capture_output=True, text=True)
    with path.open("rb") as file:
        read = [len(record.content_stream().read()) for record in ArchiveIterator(file)]
    with path.open("rb") as file:
        fast = [len(record.reader.read()) for record in Fast(file)]
    said = warcio.stdout.strip().splitlines()[-1].strip()
    seen[name] = (warcio.returncode, said, read, fastwarc.returncode, fast)
    print(name, *seen[name])
wanted = {
    "whole.warc": (0, "digest pass", [360], 0, [360]),
    "cut.warc": (0, "digest present but not checked", [324], 1, [324]),
}
sys.exit(seen != wanted)
PY
"$folder/venv/bin/python" "$folder/run.py" "$folder"

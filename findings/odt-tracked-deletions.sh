#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What odfpy gives as the paragraphs of an ODT file with a tracked deletion and a ruby (ODF 1.3 part 3, 5.5 and 6.4).
#
# The file says 建设崂山实验室。 with láo over 崂; the words 不得 were deleted with changes tracked, so that they are kept in text:deletion.
# Seen on 2026-11-30 with Python 3.11 and odfpy 1.4.1:
#   ['不得', '建设崂láo山实验室。']
# The deleted words come first, as a paragraph like any other, and the reading stands in the text with no bracket and no blank.
# Exits non-zero where odfpy does something else.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install odfpy==1.4.1
cat > "$folder/run.py" <<'PY'
import sys
import zipfile

from odf import teletype, text
from odf.opendocument import load

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
ODT = "application/vnd.oasis.opendocument.text"
info = "<office:change-info><dc:creator>A</dc:creator><dc:date>2023-01-30T00:00:00</dc:date></office:change-info>"
deleted = f'<text:changed-region text:id="c1"><text:deletion>{info}<text:p>不得</text:p></text:deletion></text:changed-region>'
ruby = "<text:ruby><text:ruby-base>崂</text:ruby-base><text:ruby-text>láo</text:ruby-text></text:ruby>"
shown = f'<text:p>建设{ruby}山实验室<text:change text:change-id="c1"/>。</text:p>'
body = f"<office:text><text:tracked-changes>{deleted}</text:tracked-changes>{shown}</office:text>"
entries = "".join(
    f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>' for path, kind in (("/", ODT), ("content.xml", "text/xml"))
)
manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">{entries}</manifest:manifest>'
path = sys.argv[1]
with zipfile.ZipFile(path, "w") as package:
    package.writestr("mimetype", ODT)
    package.writestr("content.xml", f"<office:document-content {NAMES}><office:body>{body}</office:body></office:document-content>")
    package.writestr("META-INF/manifest.xml", manifest)
seen = [teletype.extractText(paragraph) for paragraph in load(path).getElementsByType(text.P)]
print(seen)
sys.exit(seen != ["不得", "建设崂láo山实验室。"])
PY
"$folder/venv/bin/python" "$folder/run.py" "$folder/notice.odt"

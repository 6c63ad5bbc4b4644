#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What readers of DOCX make of a phonetic guide (w:ruby, ECMA-376 part 1, 17.3.3.25) and of a drop-down control (w:sdt, 17.5.2).
#
# The file says 建设崂山实验室, with láo and shān over 崂 and 山, and 期限：三年。 where 三年 is chosen in a drop-down list.
# Seen on 2026-11-30 with Python 3.11:
#   python-docx 1.2.0  建设实验室 / 期限：。              the annotated characters and the chosen value are not in Paragraph.text
#   docx2txt 0.9       建设láo崂shān山实验室 / 期限：三年。   the reading stands in the text, before its character
#   mammoth 1.13.0     建设实验室 / 期限：三年。            the annotated characters are not in the raw text, the value is
# None of them says that anything was left out. Exits non-zero where one of them does something else.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0
cat > "$folder/run.py" <<'PY'
import sys
import zipfile

import docx
import docx2txt
import mammoth

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELS = "application/vnd.openxmlformats-package.relationships+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def guide(base: str, reading: str) -> str:
    look = '<w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/><w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/>'
    parts = f"<w:rt><w:r><w:t>{reading}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{base}</w:t></w:r></w:rubyBase>"
    return f"<w:r><w:ruby><w:rubyPr>{look}</w:rubyPr>{parts}</w:ruby></w:r>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


control = f"<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>{run('三年')}</w:sdtContent></w:sdt>"
first = run("建设") + guide("崂", "láo") + guide("山", "shān") + run("实验室")
body = f"<w:p>{first}</w:p><w:p>{run('期限：')}{control}{run('。')}</w:p>"
types = f'<Default Extension="rels" ContentType="{RELS}"/><Override PartName="/word/document.xml" ContentType="{MAIN}"/>'
parts = {
    "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
}
path = sys.argv[1]
with zipfile.ZipFile(path, "w") as package:
    for name, content in parts.items():
        package.writestr(name, content)
with open(path, "rb") as file:
    raw = mammoth.extract_raw_text(file).value
seen = {
    "python-docx": [paragraph.text for paragraph in docx.Document(path).paragraphs],
    "docx2txt": docx2txt.process(path).split("\n\n"),
    "mammoth": raw.strip().split("\n\n"),
}
for name, lines in seen.items():
    print(name, " / ".join(lines))
wanted = {
    "python-docx": ["建设实验室", "期限：。"],
    "docx2txt": ["建设láo崂shān山实验室", "期限：三年。"],
    "mammoth": ["建设实验室", "期限：三年。"],
}
sys.exit(seen != wanted)
PY
"$folder/venv/bin/python" "$folder/run.py" "$folder/notice.docx"

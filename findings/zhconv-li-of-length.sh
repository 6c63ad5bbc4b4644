#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What zhconv makes of 里, which is a measure of length and a village in 公里, 里程, 海里, 故里 and stays 里 there
# (裏/裡 is «inside» alone).
#
# Seen on 2026-11-30 with Python 3.11:
#   zhconv 1.4.3   公里 → 公裏 (zh-hant, zh-hk), 公裡 (zh-tw); so are 里程, 海里, 故里, with a number before them or not.
#                  Words with other such characters are right: 系统 → 系統, 余额 → 餘額, 复核 → 複核.
#   OpenCC 1.4.2   公里 in all of s2t, s2tw, s2hk.
# Its tables are those of MediaWiki, where a page mends such words with rules of its own. Exits non-zero where one of the
# two does something else.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install zhconv==1.4.3 OpenCC==1.4.2 setuptools==80.9.0
cat > "$folder/run.py" <<'PY'
import sys

import zhconv
from opencc import OpenCC

TEXT = "新增里程200公里，距海岸12海里，返回故里；系统余额"
WANTED = {
    "zhconv zh-hant": "新增裏程200公裏，距海岸12海裏，返回故裏；系統餘額",
    "zhconv zh-tw": "新增裡程200公裡，距海岸12海裡，返回故裡；系統餘額",
    "zhconv zh-hk": "新增裏程200公裏，距海岸12海裏，返回故裏；系統餘額",
    "OpenCC s2t": "新增里程200公里，距海岸12海里，返回故里；系統餘額",
    "OpenCC s2tw": "新增里程200公里，距海岸12海里，返回故里；系統餘額",
    "OpenCC s2hk": "新增里程200公里，距海岸12海里，返回故里；系統餘額",
}
seen = {f"zhconv {to}": zhconv.convert(TEXT, to) for to in ("zh-hant", "zh-tw", "zh-hk")}
seen |= {f"OpenCC {to}": OpenCC(to).convert(TEXT) for to in ("s2t", "s2tw", "s2hk")}
for name, text in seen.items():
    print(f"{name:14} {text}")
sys.exit(seen != WANTED)
PY
"$folder/venv/bin/python" -W ignore "$folder/run.py"

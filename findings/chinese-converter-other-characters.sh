#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What chinese-converter and openccpy make of simplified text when they are asked for traditional text.
#
# Seen on 2026-11-30 with Python 3.11:
#   chinese-converter 1.1.1  综合 → 呲合, 张贴 → 張跕, 包揽 → 包欖, 链条 → 鍊條: its table has another character in place of
#                            綜, 貼 and 攬. 系统 → 系統 and 头发 → 頭髮 are right.
#   openccpy 0.0.4.3         Opencc.to_traditional("优化营商环境") gives 优化营商环境: a text of more than one character is looked
#                            up as one phrase, and where the phrase is not in its dictionary it comes back as it was; one
#                            character at a time is converted: 优 → 優.
# Neither raises or warns. Exits non-zero where one of them does something else.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install chinese-converter==1.1.1 openccpy==0.0.4.3
cat > "$folder/run.py" <<'PY'
import sys

import chinese_converter
from openccpy.opencc import Opencc

WANTED = {
    "chinese-converter": {"综合": "呲合", "张贴": "張跕", "包揽": "包欖", "链条": "鍊條", "系统": "系統", "头发": "頭髮"},
    "openccpy": {"优化营商环境": "优化营商环境", "优": "優", "化": "化", "营": "營"},
}
CONVERT = {"chinese-converter": chinese_converter.to_traditional, "openccpy": Opencc.to_traditional}
seen = {name: {text: CONVERT[name](text) for text in texts} for name, texts in WANTED.items()}
for name, made in seen.items():
    print(name, "  ".join(f"{text} → {new}" for text, new in made.items()))
sys.exit(seen != WANTED)
PY
"$folder/venv/bin/python" "$folder/run.py"

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What cn2an.transform(text, "cn2an") makes of Han numerals that are parts of names and words, and of numbers that are not exact.
#
# Seen on 2026-11-30 with Python 3.11, cn2an 0.5.24: the words of a notice are rewritten, and two numbers become one:
#   一带一路 → 1带1路, 三公经费 → 3公经费, 八一建军节 → 81建军节, 第二三产业 → 第23产业, 一一对应 → 11对应
# while 万一, 百年大计 stay, and “十四五”规划, 三四十个, 五六十人 stay with a Python warning. 第一百零八条之二 and a date in Han
# numerals are read as they should be. Exits non-zero where it does something else.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install cn2an==0.5.24
cat > "$folder/run.py" <<'PY'
import sys
import warnings

import cn2an

WANTED = {
    "一带一路": "1带1路",
    "三公经费": "3公经费",
    "八一建军节": "81建军节",
    "第二三产业": "第23产业",
    "一一对应": "11对应",
    "万一": "万一",
    "百年大计": "百年大计",
    "“十四五”规划": "“十四五”规划",
    "三四十个": "三四十个",
    "五六十人": "五六十人",
    "第一百零八条之二": "第108条之2",
    "二〇二三年十二月三日": "2023年12月3日",
}
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    seen = {text: cn2an.transform(text, "cn2an") for text in WANTED}
for text, made in seen.items():
    print(text, "→", made)
said = " ".join(str(warning.message) for warning in warned)
print(said)
sys.exit(seen != WANTED or not all(word in said for word in ("十四五", "三四十", "五六十")))
PY
"$folder/venv/bin/python" "$folder/run.py"

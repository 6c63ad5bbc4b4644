#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the Python class and the command of one installed OpenCC make of one text with one configuration.
#
# Seen on 2026-11-30 with Python 3.11:
#   OpenCC 1.4.2   OpenCC("t2s").convert      劉煇訑 → 刘𪸩𫍙   all 895 rare characters of TSCharactersExt are simplified
#                  opencc -c t2s              劉煇訑 → 刘煇訑   none of them is
# The class has include_tofu_risk_dictionaries=True for its default, the command False, and neither says so where it
# converts. Of two copies made by "opencc t2s" one may hold 煇 and the other 𪸩. So it is with t2s, tw2s, tw2sp, hk2s and
# hk2sp. Exits non-zero where one of the two does something else.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install OpenCC==1.4.2
printf '劉煇訑' > "$folder/text"
by_class=$("$folder/venv/bin/python" -c "import opencc; print(opencc.OpenCC('t2s').convert('劉煇訑'))")
by_command=$("$folder/venv/bin/opencc" -c t2s -i "$folder/text")
echo "class   $by_class"
echo "command $by_command"
[ "$by_class" = "刘𪸩𫍙" ] && [ "$by_command" = "刘煇訑" ]

# SPDX-License-Identifier: Apache-2.0
"""The canonical forms of marks that structure is read by, named in one place."""

STOP = "。"
COMMA = ","
PAUSE = "、"
COLON = ":"
SEMICOLON = ";"
OPEN = "("
CLOSE = ")"
DOT = "."
DASH = "-"
QUOTE = '"'
TITLE_OPEN = "《"
TITLE_CLOSE = "》"

HAN_DIGITS = "〇零一二三四五六七八九十百"
"""Characters a Han ordinal is written with; 〇 is the canonical form of ○."""
HAN = r"\u3400-\u9fff\uf900-\ufaff"
SENTENCE_END = "。;!?)》" + QUOTE
"""After these a label may stand without a line break before it (copies on one line)."""
FINAL = "。!?;:)》" + QUOTE + "…"
"""A paragraph that ends with one of these ends as sentences do."""

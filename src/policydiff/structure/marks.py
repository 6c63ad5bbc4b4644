# SPDX-License-Identifier: Apache-2.0
"""Classes of characters that structure is read by, in the canonical forms of the punctuation layer.

Marks stand in patterns as that layer writes them: ( ) for every bracket but 《》 and 〈〉, " for
every double quote, half-width , : ; . and the full stop 。 and the pause 、 as they are.
"""

HAN = r"\u3400-\u9fff\uf900-\ufaff"
QUOTE = '"'
SENTENCE_END = "。;!?)》" + QUOTE
"""After these a label may stand without a line break before it (copies on one line)."""
FINAL = "。!?;:)》" + QUOTE + "…"
"""A paragraph that ends with one of these ends as sentences do."""

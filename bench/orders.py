# SPDX-License-Identifier: Apache-2.0
"""How well a comparison names what became of units: invented notices in which one to three things were done to the
tasks, by operation and by noise."""

import bench.helpers  # noqa: F401 (puts the makers of the tests on the path)

CASES = 2000
FIRST = 100_000
"""Seeds from here on: rules were settled on others."""
NOISES = ("all", "script", "one script", "wrap", "no wrap")
ROWS = (
    "move",
    "edit",
    "merge",
    "merge: office",
    "split",
    "remove",
    "renumber",
    "edit not hidden",
    "nothing else",
    "nothing for review",
)


def figures(scale: float) -> None:
    """Print the share of operations named as what they are, of edits told at all, and of notices with nothing told
    besides."""
    from orders import orders
    from orders_scoring import named

    count = max(100, int(CASES * scale))
    total = named(orders(FIRST, count))
    print(f"orders: {count} invented notices, one to three operations each, script and layout noise on both copies")
    print(f"  {'':20}" + "".join(f"{noise:>18}" for noise in NOISES))
    for what in ROWS:
        cells = (f"{total.share(what, noise):.2%} of {total.counts[what, noise]}" for noise in NOISES)
        print(f"  {what:20}" + "".join(f"{cell:>18}" for cell in cells))

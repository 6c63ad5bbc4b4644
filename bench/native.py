# SPDX-License-Identifier: Apache-2.0
"""The yardstick that costs the least: a pattern, native OpenCC and diff-match-patch, in an environment of its own.

The native package owns the module name `opencc`, as opencc-python-reimplemented does, so that both cannot be installed
beside each other. `timed` makes the environment in a temporary folder and runs this file there as a program."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import process_time

PACKAGES = ("OpenCC==1.4.2", "diff-match-patch==20241021")
_PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")
_ROUNDS = 7


class Native:
    """The environment, made once."""

    def __init__(self, folder: Path) -> None:
        """Make it below a folder; subprocess.CalledProcessError where it cannot be had."""
        import venv

        venv.create(folder, with_pip=True)
        self._python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        pip = [str(self._python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
        subprocess.run(pip, check=True, capture_output=True)

    def timed(self, pairs: Mapping[str, Sequence[tuple[Path, Path]]]) -> dict[str, float]:
        """Seconds of processor that a pair of each kind takes."""
        asked = json.dumps({kind: [[str(file) for file in files] for files in some] for kind, some in pairs.items()})
        done = subprocess.run([str(self._python), __file__], input=asked, check=True, capture_output=True, text=True)
        found: dict[str, float] = json.loads(done.stdout)
        return found


def main() -> None:
    """Read the pairs from standard input, print the seconds of a pair of each kind."""
    from diff_match_patch import diff_match_patch
    from opencc import OpenCC

    converter, differ = OpenCC("t2s"), diff_match_patch()
    differ.Diff_Timeout = 0

    def compare(pair: Sequence[str]) -> None:
        left, right = (converter.convert(_PINYIN.sub("", Path(file).read_text("utf-8"))) for file in pair)
        diffs = differ.diff_main(left, right)
        differ.diff_cleanupSemantic(diffs)

    best: dict[str, float] = {}
    for kind, pairs in json.load(sys.stdin).items():
        for _ in range(_ROUNDS):
            started = process_time()
            for pair in pairs:
                compare(pair)
            best[kind] = min(best.get(kind, float("inf")), (process_time() - started) / len(pairs))
    print(json.dumps(best))


if __name__ == "__main__":
    main()

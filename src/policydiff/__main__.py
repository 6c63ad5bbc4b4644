# SPDX-License-Identifier: Apache-2.0
"""`python -m policydiff`: the command, where no script directory is on the path."""

from policydiff.cli.main import entry

if __name__ == "__main__":
    entry()

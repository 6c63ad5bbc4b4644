# SPDX-License-Identifier: Apache-2.0
"""LibreOffice as a process of its own that leaves nothing behind: takes a document on standard input, gives what it was
converted to.

Started by path, imports nothing of the package. Standard input stays open after the document: where it ends, whoever
asked is gone, and the conversion ends too. LibreOffice gets a folder of its own for profile, input and output, so that
two conversions know nothing of each other. Macros and updates of links are off, its proxy leads nowhere, and where the
system allows it there is no network at all.
"""

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET of unshare(2)."""
SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "CheckDocumentEvents", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Path below `org.openoffice`, name and value, as LibreOffice's schemas name them (officecfg: Common.xcs, Writer.xcs,
Calc.xcs, Inet.xcs); what a release does not know it passes over. Links: 0 is never in Writer, 1 in Calc."""


def leave_network() -> bool:
    """Put this process where there is no network; False where the system does not let it."""
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError, TypeError):
        return False
    if unshare(_NEW_NETWORK) == 0:
        return True
    user, group = os.getuid(), os.getgid()
    if unshare(_NEW_USER | _NEW_NETWORK):
        return False
    for name, line in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with suppress(OSError):
            Path(f"/proc/self/{name}").write_text(line, encoding="ascii")
    return True


def profile(folder: Path) -> None:
    """A user profile in `folder` that holds nothing but the settings above."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )


def ended(process: "subprocess.Popen[bytes]") -> None:
    """End a program with all that it started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


class Conversion:
    """One document in a folder of its own, on its way to another format."""

    def __init__(self, program: str, given: str, wanted: str, largest: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="policydiff-soffice-"))
        self._program, self._given, self._wanted, self._largest = program, given, wanted, largest
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, data: bytes, seconds: float) -> tuple[str, bytes]:
        """What went wrong (empty: nothing), and the converted document."""
        document = self.folder / f"document.{self._given}"
        document.write_bytes(data)
        out = self.folder / "out"
        out.mkdir()
        profile(self.folder / "profile")
        command = [
            self._program,
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *("--convert-to", self._wanted, "--outdir", str(out), str(document)),
        ]
        for name in ("HOME", "TMPDIR"):
            os.putenv(name, str(self.folder))
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self.folder,
                start_new_session=True,
            )
        except OSError as error:
            return f"cannot be started: {error.strerror}", b""
        try:
            status = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return "time", b""
        finally:
            ended(self._process)
        made = out / f"document.{self._wanted}"
        if not made.is_file() or not 0 < made.stat().st_size <= self._largest:
            return f"made nothing of it (status {status})", b""
        return "", made.read_bytes()

    def leave(self) -> None:
        """End what runs and take the folder away."""
        if self._process is not None:
            ended(self._process)
        shutil.rmtree(self.folder, ignore_errors=True)


def main() -> None:
    """Arguments: program, ending of the document, ending that is wanted, bytes that are taken, seconds. Standard input:
    the length of the document in eight bytes, the document, and nothing more until the answer is there."""
    program, given, wanted, largest, seconds = sys.argv[1:6]
    length = int.from_bytes(sys.stdin.buffer.read(8), "big")
    data = sys.stdin.buffer.read(length)
    offline = leave_network()
    work = Conversion(program, given, wanted, int(largest))

    def watch() -> None:
        sys.stdin.buffer.read(1)
        work.leave()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    try:
        failed, made = work.run(data, float(seconds))
    finally:
        work.leave()
    sys.stdout.buffer.write(json.dumps({"failed": failed, "offline": offline}).encode() + b"\n" + made)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()

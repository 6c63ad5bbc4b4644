# SPDX-License-Identifier: Apache-2.0
"""LibreOffice without macros, over its own interface: accepts or rejects all changes of documents, or saves them anew.

Run by the Python of the system, which has `uno` (Debian: libreoffice-writer, python3-uno):
    /usr/bin/python3 bench/libreoffice.py accept|reject|save < TABLE
A line of the table is a document: its path, a tab, where the result goes (.docx, .txt or .pdf)."""

import contextlib
import importlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
FILTERS = {"docx": "MS Word 2007 XML", "pdf": "writer_pdf_Export", "txt": "Text (encoded)"}


def said(name: str, value: object) -> Any:
    """One named property."""
    made = importlib.import_module("uno").createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def started(profile: str) -> tuple[subprocess.Popen[bytes], Any]:
    """An office of its own, and what speaks with it."""
    pipe = f"policydiff{os.getpid()}"
    options = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}"]
    office = subprocess.Popen(
        ["soffice", *options, f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    here = importlib.import_module("uno").getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(240):
        try:
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 (not there yet)
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def main() -> None:
    """Do one thing to each document of the table."""
    command = COMMANDS.get(sys.argv[1])
    pairs = [line.rstrip("\n").split("\t") for line in sys.stdin]
    with tempfile.TemporaryDirectory() as profile:
        office, context = started(profile)
        make = context.ServiceManager.createInstanceWithContext
        desktop = make("com.sun.star.frame.Desktop", context)
        dispatcher = make("com.sun.star.frame.DispatchHelper", context)
        for source, target in pairs:
            document = desktop.loadComponentFromURL(
                f"file://{Path(source).resolve()}", "_blank", 0, (said("Hidden", True),)
            )
            if command:
                dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
            how = [said("FilterName", FILTERS[target.rpartition(".")[2]])]
            if target.endswith(".txt"):
                how.append(said("FilterOptions", "UTF8"))
            document.storeToURL(f"file://{Path(target).resolve()}", tuple(how))
            document.close(True)
        with contextlib.suppress(Exception):
            desktop.terminate()
        office.wait(60)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""Makes the pictures of README.md and README.zh-CN.md anew: `.venv/bin/python docs/pictures.py` (needs the browser that
`./dev check` installs).

The sample is the pair in corpus/ with two places of the republished copy changed, as its text stands in README.md."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

DOCS = Path(__file__).resolve().parent
CORPUS = DOCS.parent / "corpus"
CHANGED = (("青島藍(lán)谷管理局", "市海洋發展局"), ("10處立體", "16處立體"))
PICTURES = (("en", "report.png"), ("zh-Hans", "report.zh-CN.png"))
SIZE = {"width": 1440, "height": 900}


def sample(folder: Path) -> tuple[Path, Path]:
    """The two copies of the sample: `original.txt` as it is, `republished.txt` with two places changed."""
    original, republished = folder / "original.txt", folder / "republished.txt"
    shutil.copy(CORPUS / "qingdao-2023-tasks-plain.txt", original)
    text = (CORPUS / "qingdao-2023-tasks-annotated.txt").read_text(encoding="utf-8")
    for was, now in CHANGED:
        if was not in text:
            raise SystemExit(f"{was} does not stand in the corpus")
        text = text.replace(was, now, 1)
    republished.write_text(text, encoding="utf-8")
    return original, republished


def main() -> None:
    """Write the report in each language and take its first screen."""
    from playwright.sync_api import sync_playwright

    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        names = [copy.name for copy in sample(Path(made))]
        browser = playwright.chromium.launch(executable_path=browser_path)
        for lang, name in PICTURES:
            report = Path(made) / "report.html"
            command = [sys.executable, "-m", "policydiff", "compare", *names, "-o", report, "--ui-lang", lang]
            subprocess.run(command, cwd=made, check=False)
            page = browser.new_page(viewport=SIZE)
            page.goto(report.as_uri())
            page.screenshot(path=DOCS / name)
        browser.close()


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""Foreign converters of script, each in an environment of its own: development only, pinned, and never imported here.

An environment is a folder of the cache into which pip installs one package; a process of the same interpreter that
sees that folder and the standard library alone converts what it is sent. A converter that cannot be installed is left
out, and its cases with it."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

_RUN = """
import json, sys
sys.path[:0] = [sys.argv[1]]
{code}
for line in sys.stdin:
    print(json.dumps(convert(json.loads(line))), flush=True)
"""
_SECONDS = 240


@dataclass(frozen=True)
class Package:
    """A distribution, with what else its environment needs."""

    name: str
    version: str
    more: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Where it is installed."""
        return cache() / f"{self.name}-{self.version}"

    def installed(self) -> bool:
        """Install it where it is not yet; whether it is there."""
        if self.folder.is_dir():
            return True
        parent = cache()
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=parent) as made:
            pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
            wanted = [f"{self.name}=={self.version}", *self.more]
            done = subprocess.run([*pip, "--target", made, *wanted], capture_output=True, timeout=_SECONDS, check=False)
            if done.returncode == 0 and not self.folder.exists():
                Path(made).rename(self.folder)
                Path(made).mkdir()
        return self.folder.is_dir()


@dataclass(frozen=True)
class Converter:
    """A package and one of the ways in which it converts: code that defines `convert`."""

    package: Package
    way: str
    code: str

    @property
    def name(self) -> str:
        """How it is called in the tables."""
        return f"{self.package.name} {self.way}".strip()

    def converted(self, texts: Sequence[str]) -> list[str]:
        """The texts as it writes them."""
        command = [sys.executable, "-S", "-W", "ignore", "-c", _RUN.format(code=self.code), str(self.package.folder)]
        given = "".join(json.dumps(text) + "\n" for text in texts)
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS, check=True
        )
        return [json.loads(line) for line in done.stdout.splitlines()]


def cache() -> Path:
    """The folder of the environments: `policydiff-accuracy` in the user's cache."""
    root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "policydiff-accuracy" / f"python{sys.version_info.major}.{sys.version_info.minor}"


OPENCC = Package("opencc", "1.4.2")
_CODE = "from {module} import OpenCC\nconvert = OpenCC({way!r}).convert"


def _opencc(package: Package, module: str, way: str) -> Converter:
    return Converter(package, way, _CODE.format(module=module, way=way))


CONVERTERS: tuple[Converter, ...] = (
    _opencc(OPENCC, "opencc", "s2t"),
    _opencc(OPENCC, "opencc", "s2tw"),
    _opencc(OPENCC, "opencc", "s2hk"),
    _opencc(Package("opencc-python-reimplemented", "0.1.7"), "opencc", "s2t"),
    _opencc(Package("opencc-purepy", "1.5.0"), "opencc_purepy", "s2tw"),
    _opencc(Package("opencc-pyo3", "0.12.0"), "opencc_pyo3", "s2hk"),
    _opencc(Package("ds-opencc", "1.1.11"), "ds_opencc", "s2t"),
    Converter(
        Package("zhconv", "1.4.3", ("setuptools==80.9.0",)),
        "zh-hant",
        "import zhconv\nconvert = lambda text: zhconv.convert(text, 'zh-hant')",
    ),
    Converter(
        Package("zhconv-rs", "0.4.2"),
        "zh-hant",
        "from zhconv_rs import zhconv\nconvert = lambda text: zhconv(text, 'zh-hant')",
    ),
    Converter(Package("hanziconv", "0.3.2"), "", "from hanziconv import HanziConv\nconvert = HanziConv.toTraditional"),
    Converter(
        Package("chinese-converter", "1.1.1"),
        "",
        "import chinese_converter\nconvert = chinese_converter.to_traditional",
    ),
    Converter(
        Package("pyicu-wheels", "2.15.2"),
        "Simplified-Traditional",
        "import icu\nconvert = icu.Transliterator.createInstance('Simplified-Traditional').transliterate",
    ),
    Converter(
        Package("openccpy", "0.0.4.3"),
        "by character",
        "from openccpy.opencc import Opencc\nconvert = lambda text: ''.join(map(Opencc.to_traditional, text))",
    ),
    Converter(Package("iNLP", "0.0.2"), "", "from inlp.convert.chinese import s2t as convert"),
)
"""Only ways that keep words: a region's vocabulary is another wording, and no noise (see docs/hard-cases.md)."""
BACK = _opencc(OPENCC, "opencc", "t2s")
"""Tells which character of what a converter wrote is still the one it was given."""


def available(converters: Iterable[Converter] = CONVERTERS) -> list[Converter]:
    """Those that are installed or could be."""
    wanted = list(converters)
    packages = list({converter.package: None for converter in wanted})
    with ThreadPoolExecutor(2) as pool:
        there = dict(zip(packages, pool.map(_tried, packages), strict=True))
    return [converter for converter in wanted if there[converter.package]]


def _tried(package: Package) -> bool:
    try:
        return package.installed()
    except (OSError, subprocess.SubprocessError):
        return False


def convert_all(asked: Mapping[Converter, Iterable[str]]) -> dict[tuple[str, str], str]:
    """What each converter makes of the texts it is asked for, by its name and the text."""
    wanted = {converter: sorted(set(texts)) for converter, texts in asked.items()}
    with ThreadPoolExecutor(2) as pool:
        made = pool.map(lambda item: item[0].converted(item[1]), wanted.items())
        return {
            (converter.name, text): new
            for (converter, texts), results in zip(wanted.items(), made, strict=True)
            for text, new in zip(texts, results, strict=True)
        }

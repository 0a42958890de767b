"""What no source may bring about, whatever it says: looked for while a book is built and in what was made."""

from __future__ import annotations

import os
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from fuzz_cases import CANARY, SECRET

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
#: Audit events of what changes a disk, with the places of the paths among their arguments.
_CHANGES = {"os.rename": (0, 1), "os.remove": (0,), "os.mkdir": (0,), "os.rmdir": (0,), "os.link": (1,), "os.symlink": (1,),  # noqa: E501
            "os.truncate": (0,), "os.chmod": (0,), "shutil.rmtree": (0,)}  # fmt: skip
_RUNS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "socket.connect", "urllib.Request"}
_REFUSED = frozenset(
    ["script", "iframe", "object", "embed", "style", "base", "meta", "frame", "form", "applet", "textarea"]
)
_ADDRESSES = frozenset(
    ["href", "src", "action", "formaction", "poster", "data", "cite", "background", "xlink:href", "srcset"]
)
_DONE_BY_TEX = re.compile(rf"(?<!\\)(?:\\\\)*\\(?:begin\{{)?{CANARY}")


def watch(book: Path, outside: Path) -> list[str]:
    """What this process does from now on that none may; for a process that ends soon, since nothing takes a hook away."""  # noqa: E501
    found: list[str] = []
    made = str(book / "_build")

    def is_ours(path: object) -> bool:
        named = os.path.abspath(os.fsdecode(path)) if isinstance(path, str | bytes | os.PathLike) else ""
        return not named or named.startswith((made, "/dev/null", "/dev/shm"))

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.path.realpath(os.path.abspath(os.fsdecode(arguments[0])))
            if path.startswith(str(outside)):
                found.append(f"read {path}")
            if isinstance(arguments[2], int) and arguments[2] & _WRITING and not is_ours(arguments[0]):
                found.append(f"written {path}")
        elif event in ("os.remove", "os.rmdir") and arguments[1] != -1:
            pass  # within a folder whose removal was heard of
        elif event in _CHANGES:
            found.extend(f"{event} {arguments[n]}" for n in _CHANGES[event] if not is_ours(arguments[n]))
        elif event in _RUNS:
            found.append(f"{event} {arguments[:2]}")

    sys.addaudithook(heard)
    return found


class _Page(HTMLParser):
    """What runs in the main part of a page, or stands there and can't belong to it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._depth = 0
        self._scripts = 0

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div":
            self._depth += bool(self._depth) or ("role", "main") in attrs
        self._look(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1

    def _look(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        # the theme's own form stands in the main part where a source leaves a <div> open
        if self._depth and tag in _REFUSED and not (tag == "form" and values.get("action") == "search.html"):
            self.found.append(f"<{tag}>")
        for name, value in values.items():
            bare = value.strip().lower()
            if name.startswith("on") or name in ("srcdoc", "formaction"):
                self.found.append(f"{tag} {name}")
            runs = name in _ADDRESSES and bare.startswith(("javascript:", "zut:", "file:", "data:"))
            if runs and not (tag == "img" and bare.startswith("data:image/")):
                self.found.append(f"{tag} {name}={value[:60]}")
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.found.append("refresh")
        if tag == "script" and CANARY in values.get("src", ""):
            self.found.append(f"script {values['src']}")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and f"{CANARY}()" in data and '"@context"' not in data:
            self.found.append(f"script {data[:60]}")


def in_pages(folder: Path, suffix: str) -> Iterator[tuple[str, str]]:
    """Names of pages, and what runs in each."""
    for path in sorted(folder.rglob(f"*{suffix}")):
        if path.stem in ("search", "genindex", "404"):  # the theme's own form
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        read = _Page()
        read.feed(text)
        yield from ((path.stem, what) for what in read.found)
        if SECRET in text:
            yield path.stem, "a text from out of the book"
        if suffix == ".xhtml":
            try:
                ET.fromstring(text)
            except ET.ParseError as error:
                yield path.stem, f"no XML: {error}"


def in_epub(path: Path) -> Iterator[tuple[str, str]]:
    """The same of the pages a finished book holds."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx")):
                try:
                    ET.fromstring(archive.read(name))
                except ET.ParseError as error:
                    yield Path(name).stem, f"no XML: {error}"


def in_tex(path: Path) -> Iterator[tuple[str, str]]:
    """What TeX would do, with the lines around it."""
    text = path.read_text(encoding="utf-8", errors="replace")
    for found in _DONE_BY_TEX.finditer(text):
        page = re.findall(r"\\detokenize\{(c\d+)", text[: found.start()])
        yield (page[-1] if page else "index"), f"TeX: {text[max(0, found.start() - 60) : found.end() + 20]!r}"
    if SECRET in text:
        yield "index", "a text from out of the book in TeX"

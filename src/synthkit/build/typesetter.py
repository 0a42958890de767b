"""Sets one file of a book by Typst, without what can't be shown, which is reported with its source and line.

What was set is kept for the next build and taken as long as all it was made of is the same.
"""

import io
import json
import re
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import typst
from pikepdf import Pdf

from synthkit.build import pdf_files
from synthkit.build.runner import Run
from synthkit.fs.atomic import write_whole
from synthkit.i18n import N_

#: Without them a sign that no font has is left out and nobody notices.
_STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
#: Where an error arose: a file of the book and its line.
_PLACE = re.compile(r"┌─ (?:\S*/)?([^/\s]+\.typ):(\d+):\d+")
_SOURCE = re.compile(r"// at (.+)")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_UNKNOWN_SIGN = re.compile(r'the text `"([^"]+)"` could not be displayed')
#: The first words of the names of signs that one family has: Chinese, Japanese, Korean.
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "HALFWIDTH"})
#: Scripts that the fonts within Typst have but for some signs; and signs of no script.
_KNOWN = frozenset({"LATIN", "GREEK", "CYRILLIC", "MODIFIER", "COMBINING", "Symbols"})
_PICTURE = re.compile(r"#picture\(\"((?:[^\"\\]|\\.)*)\", \"(?:[^\"\\]|\\.)*\", \"((?:[^\"\\]|\\.)*)\"")
#: An SVG that names another file.
_SHOWS_OTHERS = re.compile(rb"""<(?:image|use|feImage)\b[^>]*\bhref\s*=\s*["'](?!#|data:)""")
_MAIN = """#import "print.typ": *
#show: sheets
#include sys.inputs.file
"""


class Typesetter:
    """Sets the ``files`` of a folder; ``book`` is what ``print.typ`` knows of all of them, ``kept`` a folder."""

    def __init__(self, run: Run, folder: Path, files: Sequence[str], book: Mapping[str, Any], kept: Path) -> None:
        self._run, self._folder, self._files = run, folder, files
        self._book = book
        self._broken: list[str] = []
        self._unknown = ""
        self._timestamp = int(run.environment.get("SOURCE_DATE_EPOCH") or time.time())
        # those within Typst, so that a book is the same on every machine
        self._fonts = typst.Fonts(include_system_fonts=False)
        self._has_system_fonts = False
        self._main = folder / "part.typ"
        self._main.write_text(_MAIN, encoding="utf-8")
        versions = version("typst") + version("pikepdf")
        self._made_by = _digest(versions.encode(), Path(pdf_files.__file__).read_bytes())
        self._kept = kept
        self._used: set[Path] = set()
        self._has_set = False
        #: Of each file the digest of its markup and its pictures; empty where a picture shows others.
        self._sources: dict[str, str] = {}

    def set(
        self, file: str, inputs: Mapping[str, Any], facts: Mapping[str, str] | None = None
    ) -> tuple[dict[str, Any], bytes] | None:
        """What ``print.typ`` notes of a file, and its PDF unless it is a draft; None for an error, which is reported.

        ``facts`` are stated in the PDF. A picture that can't be shown costs no more than itself.
        """
        while True:
            given = {**inputs, "book": self._book, "broken": self._broken, "unknown": list(self._unknown)}
            known = self._known(file, given, facts)
            if known and (kept := _read(known)):
                return kept
            self._has_set = True
            # as a file: another input, or several, and Typst lays out all of it again
            (self._folder / f"{file}.inputs").write_text(json.dumps(given), encoding="utf-8")
            compiler = typst.Compiler(
                self._main,
                root=self._folder,
                font_paths=self._fonts,
                ignore_system_fonts=True,
                sys_inputs={"file": file},
            )
            try:
                found, made = _places(compiler), b""
                if not inputs["is-draft"]:
                    made = _pdf(compiler, self._timestamp)
            except typst.TypstError as error:
                if self._leaves_out(error):
                    continue
                message = N_("%(where)s: no PDF: %(found)s; write it another way, or use --pdf-engine lualatex")
                self._run.warn(message, is_failure=True, where=self._where(error), found=_message(error))
                return None
            if facts is not None:
                made = pdf_files.stated(Pdf.open(io.BytesIO(made)), **facts)
            if known:
                content = json.dumps(found).encode() + b"\n" + made
                write_whole(known, _digest(content).encode() + b"\n" + content)
            return found, made

    def _known(self, file: str, given: Mapping[str, Any], facts: Mapping[str, str] | None) -> Path | None:
        """The file that keeps what is set of this; None where something is left out, to be reported each time."""
        if self._broken or self._has_system_fonts or not self._source(file):
            return None
        date = None if given["date"] else self._timestamp
        made_of = (self._made_by, self._source(file), given, facts, date)
        path = self._kept / f"{_digest(json.dumps(made_of).encode())}.pdf"
        self._used.add(path)
        return path

    def _source(self, file: str) -> str:
        if file not in self._sources:
            markup = (self._folder / file).read_text(encoding="utf-8")
            names = {unescaped(name) for name, _ in _PICTURE.findall(markup)} | {"print.typ"}
            paths = [path for name in sorted(names) if (path := self._folder / name).is_file()]
            contents = [path.read_bytes() for path in paths]
            is_whole = not any(map(_SHOWS_OTHERS.search, contents))
            self._sources[file] = _digest(markup.encode(), *contents) if is_whole else ""
        return self._sources[file]

    def forget_unused(self) -> None:
        """Keep for the next build no more than this one has set or taken."""
        for path in set(self._kept.glob("*.pdf")) - self._used:
            path.unlink()

    def forget(self, times: int = 1) -> None:
        """Make Typst's memory of what it laid out older: after ten times, or ten PDFs, it is given back."""
        times, self._has_set = times if self._has_set else 0, False
        for _ in range(times):
            typst.Compiler(b"", font_paths=self._fonts, ignore_system_fonts=True).compile(format="svg")

    def _leaves_out(self, error: typst.TypstError) -> bool:
        """Whether the next try does without what this one failed at; each is reported once."""
        before = len(self._broken), self._has_system_fonts, self._unknown
        message = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(error.diagnostic))
        unknown = {sign for text in _UNKNOWN_SIGN.findall(message) for sign in text}
        if unknown and not self._has_system_fonts:
            self._has_system_fonts = True
            self._fonts = typst.Fonts()
        elif unknown:
            # of a script that the fonts within Typst lack, all at once
            text = [sign for markup in self._markup() for sign in markup]
            for script in sorted(set(map(_script, unknown))):
                missing = unknown if script in _KNOWN else text
                signs = dict.fromkeys(one for one in missing if _script(one) == script and one not in self._unknown)
                self._unknown += "".join(signs)
                where = self._first_with(signs.keys()) or self._where(error)
                family = f"Noto {'Serif CJK' if script in _EAST_ASIAN else f'Sans {script.title()}'}"
                message = N_(
                    "%(where)s: no font has '%(found)s': install one that has it, such as %(font)s (Debian: fonts-noto)"
                )
                self._run.warn(message, where=where, found="".join(signs)[:40], font=family)
        else:
            self._find_broken_pictures()
        return before != (len(self._broken), self._has_system_fonts, self._unknown)

    def _find_broken_pictures(self) -> None:
        used: dict[str, str] = {}
        for markup in self._markup():
            used.update(_PICTURE.findall(markup))
        for escaped, where in used.items():
            name = unescaped(escaped)
            if name in self._broken:
                continue
            try:
                typst.Compiler(f'#image("{escaped}")'.encode(), root=self._folder).compile(format="pdf")
            except typst.TypstError as error:
                self._broken.append(name)
                message = N_("%(where)s: the picture '%(name)s' is left out of the PDF: %(found)s")
                self._run.warn(message, where=where, name=name, found=_message(error))

    def _markup(self) -> Iterator[str]:
        return ((self._folder / file).read_text(encoding="utf-8") for file in self._files)

    def _first_with(self, signs: Set[str]) -> str:
        """The file and the line of the book's sources that has one of these signs first; empty for none."""
        for markup in self._markup():
            where = ""
            for line in markup.splitlines():
                if found := _SOURCE.match(line):
                    where = found[1]
                elif where and not signs.isdisjoint(line):
                    return where
        return ""

    def _where(self, error: typst.TypstError) -> str:
        for name, line in _PLACE.findall(str(error.diagnostic)):
            path = self._folder / name
            if name != "print.typ" and path.is_file():
                above = path.read_text(encoding="utf-8").splitlines()[: int(line)]
                return next((found[1] for one in reversed(above) if (found := _SOURCE.match(one))), name)
        return self._files[0]


def unescaped(literal: str) -> str:
    """What stands between the quotation marks of a text of Typst."""
    return literal.replace('\\"', '"').replace("\\\\", "\\")


def _digest(*parts: bytes) -> str:
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(b"%d " % len(part) + part)
    return found.hexdigest()


def _read(kept: Path) -> tuple[dict[str, Any], bytes] | None:
    with suppress(FileNotFoundError):
        digest, _, content = kept.read_bytes().partition(b"\n")
        if digest == _digest(content).encode():
            places, _, made = content.partition(b"\n")
            return json.loads(places), made
    return None


def _script(sign: str) -> str:
    """The first word of a letter's name, which is that of its script; « Symbols » for what is no letter."""
    return unicodedata.name(sign, "Symbols").partition(" ")[0] if unicodedata.category(sign)[0] in "LM" else "Symbols"


def _places(compiler: typst.Compiler) -> dict[str, Any]:
    """What ``print.typ`` notes. Raises TypstError."""
    try:
        found: dict[str, Any] = json.loads(compiler.query("<synthkit-places>", field="value", one=True))
    except RuntimeError:
        compiler.compile(format="pdf", pdf_standards=[*_STANDARDS])  # whose error says where
        raise
    return found


def _pdf(compiler: typst.Compiler, timestamp: int) -> bytes:
    made = compiler.compile(format="pdf", pdf_standards=[*_STANDARDS], timestamp=timestamp)
    assert isinstance(made, bytes)
    return made


def _message(error: typst.TypstError) -> str:
    return "; ".join([error.message, *error.hints])

"""Sets one file of a book by Typst, without what can't be shown, which is reported with its source and line."""

import json
import re
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any, Literal

import typst

from synthkit.build.runner import Run
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
_MAIN = """#import "print.typ": *
#show: sheets
#include sys.inputs.file
"""


class Typesetter:
    """Sets the ``files`` of a folder; ``book`` is what ``print.typ`` knows of all of them."""

    def __init__(self, run: Run, folder: Path, files: Sequence[str], book: Mapping[str, Any]) -> None:
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

    def set(self, file: str, inputs: Mapping[str, Any]) -> tuple[dict[str, Any], bytes] | None:
        """What ``print.typ`` notes of a file, and its PDF unless it is a draft; None for an error, which is reported.

        A picture that can't be shown costs no more than itself.
        """
        while True:
            # as a file: another input, or several, and Typst lays out all of it again
            given = {**inputs, "book": self._book, "broken": self._broken, "unknown": list(self._unknown)}
            (self._folder / f"{file}.inputs").write_text(json.dumps(given), encoding="utf-8")
            compiler = typst.Compiler(
                self._main,
                root=self._folder,
                font_paths=self._fonts,
                ignore_system_fonts=True,
                sys_inputs={"file": file},
            )
            try:
                found = _places(compiler)
                if inputs["is-draft"]:
                    return found, b""
                made = compiler.compile(format="pdf", pdf_standards=[*_STANDARDS], timestamp=self._timestamp)
            except typst.TypstError as error:
                if self._leaves_out(error):
                    continue
                message = N_("%(where)s: no PDF: %(found)s; write it another way, or use --pdf-engine lualatex")
                self._run.warn(message, is_failure=True, where=self._where(error), found=_message(error))
                return None
            assert isinstance(made, bytes)
            return found, made

    def forget(self, times: int = 1) -> None:
        """Make Typst's memory of what it laid out older: after ten times, or ten PDFs, it is given back."""
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
        for name, where in used.items():
            if name in self._broken:
                continue
            try:
                typst.Compiler(f'#image("{name}")'.encode(), root=self._folder).compile(format="pdf")
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


def _message(error: typst.TypstError) -> str:
    return "; ".join([error.message, *error.hints])

"""Files of BibTeX read with their lines and their flaws: what can't be read is listed, never raised."""

import logging
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import BlockAbortedException
from bibtexparser.model import Block, Entry, Field, ImplicitComment, ParsingFailedBlock, String

from synthkit.bibliography import _field_value
from synthkit.bibliography._field_value import Flaw
from synthkit.fs.encoding import decoded

__all__ = ["BibFiles", "Broken", "Flaw", "SourceEntry", "SourceField"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# what BibTeX calls a name, and what no program takes in a key
_FIELD_NAME = re.compile(r"[A-Za-z][\w:+.-]*", re.ASCII)
_NOT_IN_KEYS = re.compile(r"[\s\"#%'(),={}~\\]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# bibtexparser writes to stderr what is reported here in the book's language
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of a file that can't be read as it is: where (from 1; 0 for the whole file), what stands there, in which
    field.
    """

    path: str
    line: int
    flaw: Flaw
    found: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class SourceField:
    """A field as its file has it: name in lower case, LaTeX value without its enclosing, line from 1.

    ``spelled`` and ``written`` are the name and the enclosed value for who writes it again; empty for the name and the
    value in braces.
    """

    name: str
    value: str
    line: int
    spelled: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """An entry as its file has it, a second one of the same key too; of a field given twice, both."""

    path: str
    line: int
    type: str
    key: str
    fields: tuple[SourceField, ...]
    spelled: str = ""

    def field(self, name: str) -> SourceField | None:
        """The first field of that name."""
        return next((field for field in self.fields if field.name == name), None)

    def block(self) -> Entry:
        """The entry for who writes it again, of a field given twice the first.

        Made when it is requested: kept, they were half of what a build knows of its references.
        """
        fields: dict[str, Field] = {}
        for field in self.fields:
            written = field.written or f"{{{field.value}}}"
            fields.setdefault(field.name, Field(field.spelled or field.name, written, field.line - 1))
        return Entry(self.spelled or self.type, self.key, list(fields.values()), self.line - 1)


class BibFiles:
    """Every entry of some files, and what is wrong with them.

    ``sources`` has the entries in the order of the files; ``broken`` is what can't be read.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self.sources: list[SourceEntry] = []
        self.broken: list[Broken] = []
        for path in dict.fromkeys(paths):
            self._read(path)

    def _read(self, path: Path) -> None:
        strings = {month: month for month in _MONTHS}
        failed = False
        for block in map(_unwrapped, parse_string(self._text(path), parse_stack=[]).blocks):
            line = (block.start_line or 0) + 1
            if isinstance(block, Entry):
                self._add(block, str(path), line, strings)
            elif isinstance(block, String):
                value = _field_value.read(block.value, strings)
                self.broken += [
                    Broken(str(path), line, flaw, block.key) for flaw in value.flaws if flaw is Flaw.ENDLESS
                ]
                strings[block.key.lower()] = value.text
            elif isinstance(block, ParsingFailedBlock):
                found = (block.raw or "").partition("\n")[0].strip()
                self.broken.append(Broken(str(path), line, _flaw(block.error), found))
            elif isinstance(block, ImplicitComment) and not failed:
                self.broken += _stray(block.comment, str(path), line)
            # the parser leaves the rest of a failed block as a comment
            failed = isinstance(block, ParsingFailedBlock)

    def _text(self, path: Path) -> str:
        """The file as text, whatever its bytes; empty where there is no file."""
        try:
            raw = path.read_bytes()
        except (OSError, ValueError):  # ValueError: a name with a NUL
            self.broken.append(Broken(str(path), 0, Flaw.NO_FILE, path.name))
            return ""
        try:
            raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.broken.append(Broken(str(path), line, Flaw.NOT_UTF8, f"0x{raw[error.start]:02X}"))
        text = decoded(raw).replace("\r\n", "\n").replace("\r", "\n")
        # bibtexparser takes what begins like « @comment » for one
        text = re.sub(r"(?i)@commentary(?=\s*\{)", "@book", text)
        control = _CONTROLS.search(text)
        if control:
            line = text.count("\n", 0, control.start()) + 1
            self.broken.append(Broken(str(path), line, Flaw.CONTROL_CHARACTER, f"U+{ord(control[0]):04X}"))
        return _CONTROLS.sub("", text)

    def _add(self, entry: Entry, path: str, line: int, strings: Mapping[str, str]) -> None:
        sources = []
        for field in entry.fields:
            value = _field_value.read(field.value, strings)
            field_line = (field.start_line or 0) + 1
            named = bool(_FIELD_NAME.fullmatch(field.key))
            flaws = [(Flaw.FIELD_NAME, field.key)] if not named else [(flaw, field.key) for flaw in value.flaws]
            flaws += [(Flaw.UNKNOWN_MACRO, macro) for macro in value.unknown]
            self.broken += [Broken(path, field_line, flaw, found, field.key.lower()) for flaw, found in flaws]
            if named:
                sources.append(_field(field.key, value, field_line))
        if not entry.key or _NOT_IN_KEYS.search(entry.key):
            self.broken.append(Broken(path, line, Flaw.NO_KEY, entry.key))
        if not entry.key:
            return
        kind = sys.intern(entry.entry_type.lower())
        spelled = "" if kind == entry.entry_type else entry.entry_type
        self.sources.append(SourceEntry(path, line, kind, entry.key, tuple(sources), spelled))


def _unwrapped(block: Block) -> Block:
    """The entry or string of a block that only repeats a key or a field; any other block itself."""
    while isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return block


def _flaw(error: Exception) -> Flaw:
    """What bibtexparser missed when it gave a block up."""
    reason = error.abort_reason if isinstance(error, BlockAbortedException) else ""
    reasons = {
        "Expected comma": Flaw.NO_COMMA,
        "Expected a `=`": Flaw.NO_EQUALS,
        "Expected equals": Flaw.NO_EQUALS,
        "Expected either": Flaw.NO_SEPARATOR,
    }
    return next((flaw for start, flaw in reasons.items() if reason.startswith(start)), Flaw.UNCLOSED)


def _stray(comment: str, path: str, line: int) -> Iterator[Broken]:
    """The first line between entries that looks like a piece of one; lines of ``%`` and ``@comment`` are none."""
    for number, text in enumerate(comment.split("\n"), line):
        if not text.lstrip().lower().startswith(("%", "@comment")) and re.search(r"^\s*@\w|[{}]", text):
            yield Broken(path, number, Flaw.STRAY, text.strip())
            return


def _field(spelled: str, value: _field_value.Value, line: int) -> SourceField:
    name = sys.intern(spelled.lower())
    written = "" if value.written == f"{{{value.text}}}" else value.written
    return SourceField(name, value.text, line, "" if spelled == name else spelled, written)

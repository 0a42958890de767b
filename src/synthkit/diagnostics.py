"""What can be wrong with a source: the closed list, and where it was found."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from synthkit.i18n import N_, I18n


class Remark(NamedTuple):
    """A message to an editor: a key of the catalogues that ``values`` fill, or a text in the terminal's language."""

    message: str
    values: Mapping[str, object] = {}

    def format(self, i18n: I18n) -> str:
        """The message in the language of ``i18n``, filled in."""
        return format_message(self.message, self.values, i18n) if self.values else i18n(self.message)


class CommandError(RuntimeError):
    """Why a command comes to no result: what a user has to know instead of a traceback; ``more`` of its reasons."""

    def __init__(self, message: str, *more: Remark, **values: object) -> None:
        self.remarks = (Remark(message, values), *more)
        super().__init__(self.format(I18n("en")))

    def format(self, i18n: I18n) -> str:
        """All reasons in the language of ``i18n``, a line each."""
        return "\n  ".join(remark.format(i18n) for remark in self.remarks)


class Code(StrEnum):
    """One kind of problem, silenced one by one as ``synthkit.<code>``."""

    MISSING_ID = "missing_id"
    INVALID_ID = "invalid_id"
    DUPLICATE_ID = "duplicate_id"
    MISSING_TITLE = "missing_title"
    UNKNOWN_OPTION = "unknown_option"
    INVALID_VALUE = "invalid_value"
    MISSING_OPTION = "missing_option"
    INVALID_NAME = "invalid_name"
    INVALID_ORCID = "invalid_orcid"
    INVALID_ROR = "invalid_ror"
    INVALID_DATE = "invalid_date"
    INVALID_TIME = "invalid_time"
    INVALID_TIMEZONE = "invalid_timezone"
    INVALID_URL = "invalid_url"
    UNKNOWN_EVENT = "unknown_event"
    UNKNOWN_PROCEEDINGS = "unknown_proceedings"
    UNKNOWN_SESSION = "unknown_session"
    UNKNOWN_SPEAKER = "unknown_speaker"
    UNKNOWN_CHAPTER = "unknown_chapter"
    UNKNOWN_BLOCK = "unknown_block"
    AMBIGUOUS_NAME = "ambiguous_name"
    MISSING_SPEAKER = "missing_speaker"
    END_BEFORE_START = "end_before_start"
    OUTSIDE_EVENT = "outside_event"
    OUTSIDE_BLOCK = "outside_block"
    OVERLAP = "overlap"
    CONTROL_CHARACTER = "control_character"
    MISSING_BIBLIOGRAPHY = "missing_bibliography"
    BROKEN_REFERENCE = "broken_reference"
    DUPLICATE_REFERENCE = "duplicate_reference"
    DUPLICATE_DOI = "duplicate_doi"
    UNCITED_REFERENCE = "uncited_reference"
    INVALID_CITATION = "invalid_citation"
    UNKNOWN_REFERENCE = "unknown_reference"
    UNKNOWN_ENTRY_TYPE = "unknown_entry_type"
    MISSING_FIELD = "missing_field"
    INVALID_FIELD = "invalid_field"
    LATEX_ACCENT = "latex_accent"
    REFERENCE_REMARK = "reference_remark"
    MIS_SPLIT_NAME = "mis_split_name"
    MISPLACED_REVISION = "misplaced_revision"
    MARKUP_IN_TITLE = "markup_in_title"
    RAW_HTML = "raw_html"
    OUTSIDE_BOOK = "outside_book"
    UNSAFE_LINK = "unsafe_link"
    UNSAFE_TEX = "unsafe_tex"
    UNSAFE_EXPRESSION = "unsafe_expression"
    LONG_TEXT = "long_text"
    UNKNOWN_SETTING = "unknown_setting"
    UNKNOWN_STYLE = "unknown_style"
    UNREADABLE_FORMULA = "unreadable_formula"
    MISSING_FILE = "missing_file"
    NOT_UTF8 = "not_utf8"
    MERGE_CONFLICT = "merge_conflict"
    BROKEN_FRONT_MATTER = "broken_front_matter"
    UNCLOSED_FENCE = "unclosed_fence"
    MALFORMED_FENCE = "malformed_fence"
    MALFORMED_OPTION = "malformed_option"
    MALFORMED_HEADING = "malformed_heading"
    MALFORMED_ROLE = "malformed_role"
    MALFORMED_LINK = "malformed_link"
    MALFORMED_MARKUP = "malformed_markup"
    BROKEN_SETTINGS = "broken_settings"
    DISK_FULL = "disk_full"
    NOT_WRITABLE = "not_writable"
    UNREADABLE_FILE = "unreadable_file"
    UNREADABLE_PAGE = "unreadable_page"
    INTERNAL_ERROR = "internal_error"
    MISSING_ALT = "missing_alt"
    BARE_ADDRESS = "bare_address"
    STRAIGHT_QUOTE = "straight_quote"
    MISSING_SPACE = "missing_space"
    DOUBLED_SPACE = "doubled_space"
    PLACEHOLDER = "placeholder"
    EMPTY_OPTION = "empty_option"
    STRAY_CHARACTER = "stray_character"

    @property
    def is_style(self) -> bool:
        """Whether a book can be built in spite of it: ``synthkit check`` reports it, a build does not."""
        return self in _STYLE


_STYLE = {
    *(Code.MISSING_ALT, Code.BARE_ADDRESS, Code.STRAIGHT_QUOTE, Code.MISSING_SPACE, Code.DOUBLED_SPACE),
    *(Code.PLACEHOLDER, Code.EMPTY_OPTION, Code.STRAY_CHARACTER, Code.LATEX_ACCENT),
    Code.REFERENCE_REMARK,
}


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in the source: the document's name, its file, a line counted from 1.

    Empty and 0 when unknown (a record read from JSON, a setting of conf.py).
    """

    docname: str = ""
    path: str = ""
    line: int = 0

    def __str__(self) -> str:
        """``path:line``, as editors and compilers write it; the document's name where no file is known."""
        place = self.path or self.docname
        return f"{place}:{self.line}" if self.line else place

    def at(self, line: int) -> "Where":
        """A line of the same file."""
        return Where(self.docname, self.path, line)


NOWHERE = Where()
#: Sphinx knows no line of a setting; without one it would take the path for a document's name.
CONF = Where(path="conf.py", line=1)


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem, its message in English.

    ``message`` is a key of the catalogues with ``%(name)s`` fields; ``values`` fills them. Two values are
    special: ``expected`` may be a key of its own, ``nearest`` stands at the end unless it is empty.
    """

    code: Code
    message: str
    where: Where
    values: Mapping[str, object] = field(default_factory=dict)

    def format(self, i18n: I18n) -> str:
        """The message in the language of ``i18n``, filled in."""
        return format_message(self.message, self.values, i18n)


def format_message(message: str, values: Mapping[str, object], i18n: I18n) -> str:
    """A message with ``%(name)s`` fields in the language of ``i18n``, filled in as ``Problem`` has it."""
    text = i18n(message) % {**values, "expected": i18n(str(values.get("expected", "")))}
    return text + i18n(N_("; nearest known: '%s'")) % values["nearest"] if values.get("nearest") else text


def nearest(found: str, known: Iterable[str]) -> str:
    """The known value that looks most like what was found; empty when none does."""
    by_fold = {value.casefold(): value for value in known}
    close = difflib.get_close_matches(found.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else ""


def unknown_keys(
    message: str, where: Where, given: Iterable[object], known: Collection[str], **values: object
) -> Iterator[Problem]:
    """A problem for each key of a table that nobody knows."""
    for key in given:
        if key not in known:
            found = {"found": key, "nearest": nearest(str(key), known), "known": ", ".join(known)}
            yield Problem(Code.UNKNOWN_SETTING, message, where, values | found)

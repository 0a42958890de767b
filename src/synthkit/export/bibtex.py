"""BibTeX that biblatex and the classic styles both take in without a warning.

Fields follow the biblatex data model (Kime, Wemheuer & Lehman, *The biblatex Package*, § 2); ``year`` and
``month`` stand beside ``date`` for the classic styles, which know no other.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

from babel import Locale, UnknownLocaleError
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from synthkit.export._exporter import Exporter, one_line
from synthkit.i18n import I18n
from synthkit.labels import held_note, talk_note, version_note, volume_note
from synthkit.model.people import Name
from synthkit.model.works import Work
from synthkit.schema import WorkKind

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MACROS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: "\\" + char for char in "%&#$_"},
}
_ESCAPES = str.maketrans(_MACROS)
_BALANCED = str.maketrans({**_MACROS, "{": r"\{", "}": r"\}"})
_ACRONYM = re.compile(r"\w*[^\W\d_a-zà-öø-ÿ]\w*[^\W\d_a-zà-öø-ÿ]\w*(?:-\w+)*")
_WORD = re.compile(r"\w+(?:-\w+)*")
_COMMANDS = {"i": "emph", "b": "textbf", "sup": "textsuperscript", "sub": "textsubscript"}
_TAG = r"</?(?:i|b|su[bp])>"
_TAG_OR_WORD = re.compile(rf"{_TAG}|{_WORD.pattern}")
_MARKED = re.compile(rf"<(i|b|su[bp])>((?:(?!{_TAG}).)*)</\1>")


def escaped(text: str) -> str:
    """``text`` as the value of a BibTeX field, without its enclosing braces."""
    return one_line(text).translate(_escapes(text))


def _escapes(text: str) -> dict[int, str]:
    """BibTeX counts braces even behind a backslash: those in pairs alone are written so, which more clients read."""
    depths = [*accumulate((char == "{") - (char == "}") for char in text)]
    return _ESCAPES if depths and (min(depths) < 0 or depths[-1]) else _BALANCED


def protected(title: str, language: str, *, is_rich: bool = False) -> str:
    """An escaped title whose acronyms, and in French whose proper nouns, keep their capitals; in a rich title the
    markup of CSL-JSON is commands, whose braces keep what stands in them.

    French writes titles as sentences: a capital inside one belongs to a name. English may do so too, or capitalise
    every word: then only words of two capitals or more are braced.
    """
    text = one_line(title)
    is_sentence = language.startswith("fr") or _is_sentence(text)
    parts, escapes = [], _escapes(text)
    end = depth = 0
    for word in (_TAG_OR_WORD if is_rich else _WORD).finditer(text):
        parts.append(text[end : word.start()].translate(escapes))
        # BibTeX leaves the first sign of all its capital, and the one behind a colon
        is_kept_anyway = word.start() == 0 or text.endswith(": ", 0, word.start())
        is_name = is_sentence and word[0][0].isupper() and not is_kept_anyway
        escaped_word = word[0].translate(escapes)
        is_kept = not depth and (is_name or _ACRONYM.fullmatch(word[0]))
        parts.append(f"{{{escaped_word}}}" if is_kept else escaped_word)
        depth += word[0].startswith("<") - 2 * word[0].startswith("</")
        end = word.end()
    found, count = "".join(parts) + text[end:].translate(escapes), int(is_rich)
    while count:  # the innermost first
        found, count = _MARKED.subn(lambda marked: f"\\{_COMMANDS[marked[1]]}{{{marked[2]}}}", found)
    return found


def _is_sentence(title: str) -> bool:
    """Whether a title is written as a sentence: of its longer words behind the first, most begin small."""
    longer: list[str] = [word for word in _WORD.findall(title)[1:] if len(word) > 3]
    return sum(1 for word in longer if word[0].islower()) * 2 > len(longer)


def name(value: Name) -> str:
    """« Family, Jr., Given » as BibTeX splits it; a body, or a part that would be split, in braces."""
    if value.literal:
        return f"{{{escaped(value.literal)}}}"
    parts = [_braced_if_split(part) for part in (value.family_part, value.suffix, value.given) if part]
    return ", ".join(parts) if len(parts) > 1 else f"{{{escaped(value.family_part or value.given)}}}"


def _braced_if_split(part: str) -> str:
    text = escaped(part)
    words = part.split()
    # « Ortega y Gasset »: a small word inside would be taken for a particle, and what precedes it
    is_split = words[0][0].isupper() and any(word[0].islower() for word in words[1:])
    return f"{{{text}}}" if is_split or "," in part or re.search(r"\band\b", part, re.IGNORECASE) else text


def entry(work: Work, i18n: I18n) -> Entry:
    """A work as an entry of bibtexparser's model; values carry their own enclosing."""
    values = {
        "author": _names(work.authors),
        "title": protected(work.rich_title or work.title, work.language, is_rich=bool(work.rich_title)),
        **_kind_fields(work, i18n),
        **_date_fields(work),
        **_event_fields(work),
        "language": _babel_language(work.language),
        "langid": _babel_language(work.language),
        "abstract": escaped(work.abstract),
        "keywords": ", ".join(escaped(keyword) for keyword in work.keywords),
        "doi": _verbatim(work.doi),
        "url": _verbatim(work.url),
    }
    # a month is a macro, which BibTeX writes in its own words
    fields = [Field(key, value if key == "month" else f"{{{value}}}") for key, value in values.items() if value]
    return Entry(work.kind.bibtex, work.id, fields)


def export(works: Iterable[Work], i18n: I18n, references: Iterable[Entry] = ()) -> str:
    """One .bib of all works, then the references as their own file has them."""
    entries = [entry(work, i18n) for work in works]
    taken = {work.key for work in entries}
    # a reference that has a work's id is reported by the checks; BibTeX takes no key twice
    library = Library([*entries, *(reference for reference in references if reference.key not in taken)])
    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = "  "
    layout.block_separator = "\n"
    return write_string(library, unparse_stack=[], bibtex_format=layout)


def _verbatim(text: str) -> str:
    """An address or identifier as fields of that kind take it: never escaped, so never with a brace."""
    return one_line(text).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _names(names: Iterable[Name]) -> str:
    return " and ".join(name(value) for value in names)


def _kind_fields(work: Work, i18n: I18n) -> dict[str, str]:
    # a @book has authors or editors: the classic styles warn of both
    editors = "" if work.kind is WorkKind.BOOK and work.authors else _names(work.editors)
    volume = {
        "editor": editors,
        "publisher": escaped(work.publisher),
        "address": escaped(work.place),
        "volume": escaped(work.volume),
        "series": escaped(work.series),
        "number": escaped(work.series_number),
        "issn": escaped(work.issn),
        "isbn": escaped(work.isbn),
        "pages": escaped(work.pages).replace("–", "--"),
        "eid": escaped(work.article_number),
        "note": escaped(". ".join(filter(None, (held_note(work, i18n), version_note(work, i18n))))),
        "addendum": work.licence and f"{{{escaped(work.licence)}}}",  # MLA has small letters there
    }
    if work.kind.is_spoken:
        return _talk_fields(work, i18n)
    if work.kind in (WorkKind.PAPER, WorkKind.CHAPTER):
        return {"booktitle": protected(work.container, work.volume_language or work.language), **volume}
    return volume


def _talk_fields(work: Work, i18n: I18n) -> dict[str, str]:
    kind = i18n(work.session_kind.label) if work.session_kind else ""
    return {
        "type": escaped(kind),
        # what few styles print of an event and of who else takes part; no howpublished: clients take it for a publisher
        "note": escaped(". ".join(filter(None, (talk_note(work, i18n), held_note(work, i18n))))),
        "addendum": escaped(". ".join(filter(None, (volume_note(work, i18n), work.licence)))),
    }


def _date_fields(work: Work) -> dict[str, str]:
    whole = work.days.iso if work.days else str(work.date or "")
    if work.date is None:
        return {"date": whole}
    date, month = work.date, _MONTHS[work.date.month - 1] if work.date.month else ""
    return {"year": str(date.year), "month": month, "day": str(date.day or ""), "date": whole}


def _event_fields(work: Work) -> dict[str, str]:
    event = work.held_at
    if event is None:
        return {}
    return {
        "eventtitle": protected(event.title, work.volume_language or work.language),
        "eventdate": event.days.iso if event.days else "",
        "venue": escaped(event.place),
    }


@cache
def _babel_language(code: str) -> str:
    """The name babel and biblatex know a language by: the English one, lower case."""
    if not code:
        return ""
    try:
        name = Locale.parse(code.replace("-", "_")).get_language_name("en")
    except (ValueError, UnknownLocaleError):
        return escaped(code)
    return (name or code).partition(" (")[0].lower()


EXPORTER = Exporter(
    "BibTeX",
    ".bib",
    "application/x-bibtex",
    lambda bundle: export(bundle.works, bundle.i18n, bundle.entries),
    joined=("", "\n", ""),
    rank=1,
)

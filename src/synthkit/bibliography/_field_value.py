"""The value of a field of BibTeX: braces, quotation marks, macros, joined by ``#``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from synthkit.i18n import N_

#: Characters of macros that a value may hold: macros made of macros could fill any memory.
_LONGEST = 10_000
_PART = re.compile(r"\s*(?:(?P<open>[{\"])|(?P<word>[^\s{}\"#,=]+))")
_HASH = re.compile(r"\s*#")
_UNREADABLE = N_("the bibliography can't be read at '%(found)s'; expected: %(expected)s")


class Flaw(Enum):
    """Why a .bib, or a part of it, can't be read: what is reported, what is expected."""

    # fmt: off
    NO_FILE = (N_("the bibliography '%(found)s' can't be read; expected: %(expected)s"),
               N_("a file that bibtex_bibfiles in conf.py names, seen from the folder of conf.py"))
    NOT_UTF8 = (N_("the bibliography holds the byte %(found)s, which is not UTF-8; expected: %(expected)s"),
                N_("a file saved as UTF-8"))
    CONTROL_CHARACTER = (N_("the bibliography holds the control character %(found)s; expected: %(expected)s"),
                         N_("text alone"))
    UNCLOSED = (N_("what begins with '%(found)s' has no end; expected: %(expected)s"),
                N_("a closing brace for each opening one, before the next entry"))
    STRAY = (N_("'%(found)s' stands outside of any entry; expected: %(expected)s"),
             N_("an entry such as @book{key, …}, its braces balanced, or a comment after %"))
    NO_KEY = (N_("'%(found)s' can't be the key of an entry; expected: %(expected)s"),
              N_("letters and digits, without spaces, braces, commas or quotation marks"))
    NO_COMMA = (_UNREADABLE, N_("a comma after the key"))
    NO_EQUALS = (_UNREADABLE, N_("the name of a field, '=' and a value in braces"))
    NO_SEPARATOR = (_UNREADABLE, N_("a comma between two fields"))
    NO_VALUE = (_UNREADABLE, N_("a value in braces after '='"))
    FIELD_NAME = (N_("'%(found)s' can't be the name of a field; expected: %(expected)s"),
                  N_("one word of letters without accents"))
    UNKNOWN_MACRO = (N_("'%(found)s' is no macro of the bibliography; expected: %(expected)s"),
                     N_("a value in braces, a month such as jan, or an @string above"))
    UNBALANCED = (N_("the braces in field '%(found)s' are not balanced; expected: %(expected)s"),
                  N_(r"as many } as {, counted behind a backslash too, or \textbraceleft{} and \textbraceright{}"))
    ENDLESS = (N_("the macros in '%(found)s' are too long together, and are cut; expected: %(expected)s"),
               N_("macros that hold a name or a title, not each other over and over"))
    # fmt: on


@dataclass(frozen=True, slots=True)
class Value:
    """A value read: its text, itself as a file without the macros of its own may have it, what is wrong with it."""

    text: str
    written: str
    flaws: tuple[Flaw, ...] = ()
    unknown: tuple[str, ...] = ()


def read(raw: str, strings: Mapping[str, str]) -> Value:
    """``{a}``, ``"a"``, ``12``, ``macro``, or several of them joined by ``#``."""
    texts: list[str] = []
    unknown: list[str] = []
    flaws: list[Flaw] = []
    is_portable = True
    room = _LONGEST
    position = 0
    while part := _PART.match(raw, position):
        if part["word"]:
            known = part["word"] if part["word"].isdigit() else strings.get(part["word"].lower())
            unknown += [part["word"]] if known is None else []
            text = part["word"] if known is None else known
            flaws += [Flaw.ENDLESS] if len(text) > room and Flaw.ENDLESS not in flaws else []
            texts.append(text[:room])
            room -= len(texts[-1])
            is_portable = is_portable and known == part["word"]
            position = part.end()
        else:
            end = _closing(raw, part.end(), part["open"])
            texts.append(raw[part.end() : end])
            position = end + 1
        joint = _HASH.match(raw, position)
        if not joint:
            break
        position = joint.end()
    if not texts:
        flaws.append(Flaw.NO_VALUE)
    if raw[position:].strip():
        flaws.append(Flaw.NO_SEPARATOR)
    text = "".join(texts)
    sound = text
    if _is_unbalanced(text):
        flaws.append(Flaw.UNBALANCED)
        sound = text.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")
        sound = re.sub("[{}]", "", sound) if _is_unbalanced(sound) else sound
    written = raw.strip() if is_portable and not flaws else f"{{{sound}}}"
    return Value(sound, written, tuple(flaws), tuple(unknown))


def _closing(raw: str, start: int, opening: str) -> int:
    """Where the brace or the quotation mark before ``start`` is closed; the end where it isn't."""
    depth = 0
    for mark in re.finditer(r"(?<!\\)[{}]" if opening == "{" else r'(?<!\\)"', raw[start:]):
        position = start + mark.start()
        if opening == '"':
            if raw[position - 1 : position + 2] != '{"}':
                return position
        elif mark[0] == "{":
            depth += 1
        elif depth == 0:
            return position
        else:
            depth -= 1
    return len(raw)


def _is_unbalanced(text: str) -> bool:
    """Whether BibTeX, which counts braces even behind a backslash, loses count."""
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return True
    return depth != 0

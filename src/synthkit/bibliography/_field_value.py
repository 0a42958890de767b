"""The value of a field of BibTeX: braces, quotation marks, macros, joined by ``#``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

#: Characters of macros that a value may hold: macros made of macros could fill any memory.
_LONGEST = 10_000
_PART = re.compile(r"\s*(?:(?P<open>[{\"])|(?P<word>[^\s{}\"#,=]+))")
_HASH = re.compile(r"\s*#")


class Flaw(StrEnum):
    """Why a .bib, or a part of it, can't be read."""

    NO_FILE = "no file"
    NOT_UTF8 = "not UTF-8"
    CONTROL_CHARACTER = "control character"
    UNCLOSED = "unclosed"
    STRAY = "outside of any entry"
    NO_KEY = "no key"
    NO_COMMA = "no comma after the key"
    NO_EQUALS = "no = after the name of a field"
    NO_SEPARATOR = "no comma between fields"
    NO_VALUE = "no value"
    FIELD_NAME = "no name of a field"
    UNKNOWN_MACRO = "unknown macro"
    UNBALANCED = "unbalanced"
    ENDLESS = "too long"


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

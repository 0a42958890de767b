"""Text in parts: what elements of a style show, joined to runs with quotation marks and punctuation put right."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, Union

#: Texts and nodes, one behind the other; nothing shown is an empty list.
Parts = list[Union[str, "Node"]]

FORMATS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
#: The quotation mark that ends what another begins.
CLOSING = {'"': '"', "'": "'", "“": "”", "‘": "’"}
#: What two signs become where one part ends with the first and the next begins with the second.
_COLLISIONS = {
    "!.": "!", "?.": "?", "..": ".", ":.": ":", ";.": ";", ",,": ",", ";;": ";", "::": ":", "!!": "!", "!:": "!",
    "?:": "?", ";:": ";", ":!": "!", ":?": "?", "??": "?", ";!": "!", ";?": "?",
}  # fmt: skip


class Node:
    """Parts with something of their own.

    ``formats`` are CSL's properties. ``role`` is one of ``quote``, ``markup`` (of a record, which turns over within
    itself), ``nocase``, ``field``, ``names``, ``name``, ``year``, ``suffix``, ``term``, ``cite``;
    ``value`` belongs to it.
    """

    def __init__(self, parts: Parts, formats: Mapping[str, str] = {}, role: str = "", value: object = "") -> None:
        self.parts = parts
        self.formats = formats
        self.role = role
        self.value = value


class Quotes(NamedTuple):
    """The quotation marks of a locale, and whether a full stop stands within them."""

    open: str
    close: str
    inner_open: str
    inner_close: str
    punctuation_inside: bool


class Run:
    """A text in one typeface: ``formats`` in the order of ``FORMATS``; ``kind`` is ``open`` or ``close`` of a quote."""

    def __init__(self, text: str, formats: tuple[str, ...], kind: str, cite: object) -> None:
        self.is_inner = False  # within a record's text, which stays as it is written
        self.text = text
        self.formats = formats
        self.kind = kind
        self.cite = cite


def text_of(parts: Parts) -> str:
    """The letters of parts, without quotation marks."""
    return "".join(part if isinstance(part, str) else text_of(part.parts) for part in parts)


def mapped(parts: Parts, change: Callable[[str], str]) -> Parts:
    """Parts with their texts changed."""
    return [
        change(part) if isinstance(part, str) else Node(mapped(part.parts, change), part.formats, part.role, part.value)
        for part in parts
    ]


def nodes_of(parts: Parts, role: str) -> Iterator[Node]:
    """The nodes of a role, the outer before the inner."""
    for part in parts:
        if isinstance(part, Node):
            if part.role == role:
                yield part
            yield from nodes_of(part.parts, role)


def joined(groups: list[Parts], delimiter: str) -> Parts:
    """Parts of those groups that have any, with the delimiter between them."""
    found: Parts = []
    for group in groups:
        if group:
            if found and delimiter:
                found.append(delimiter)
            found += group
    return found


def runs(parts: Parts, quotes: Quotes) -> list[Run]:
    """The parts as runs, quotation marks within one another, a sign that meets another as typography has it."""
    found: list[Run] = []
    _flatten(parts, ("",) * len(FORMATS), 0, None, quotes, found)
    return _punctuated(found, quotes)


def _flatten(
    parts: Parts, formats: tuple[str, ...], depth: int, cite: object, quotes: Quotes, found: list[Run]
) -> None:
    for part in parts:
        if isinstance(part, str):
            if part:
                found.append(Run(part, formats, "", cite))
            continue
        inner = formats
        if part.formats:
            own = part.formats
            is_turned = part.role == "markup"
            inner = tuple(
                ("normal" if is_turned and own[kind] == now and kind != "vertical-align" else own[kind])
                if kind in own
                else now
                for kind, now in zip(FORMATS, formats, strict=True)
            )
        here = part.value if part.role == "cite" else cite
        start = len(found)
        if part.role == "quote":
            opening, closing = (quotes.inner_open, quotes.inner_close) if depth % 2 else (quotes.open, quotes.close)
            if part.value and not depth:  # typographic already
                opening, closing = str(part.value), CLOSING[str(part.value)]
            found.append(Run(opening, inner, "open", here))
            _flatten(part.parts, inner, depth + 1, here, quotes, found)
            found.append(Run(closing, inner, "close", here))
        else:
            _flatten(part.parts, inner, depth, here, quotes, found)
            if part.role == "field":
                for run in found[start + 1 :]:
                    run.is_inner = True


def _punctuated(found: list[Run], quotes: Quotes) -> list[Run]:
    """Runs without signs shown twice; in English a comma or full stop behind a quote moves into it."""
    done: list[Run] = []
    for run in found:
        if not run.text:
            continue
        place = len(done)
        while place and done[place - 1].kind == "close":
            place -= 1
        if place and run.kind == "" and not run.is_inner:
            before = done[place - 1]  # what the text ends with, within the quotation marks
            sign, last = run.text[0], before.text[-1:]
            if before.text.endswith(". ") and sign in ".,":  # what would have stood between is left out
                before.text, last = before.text[: -1 if sign == "." else -2], "."
            is_quoted = place < len(done)
            if is_quoted and quotes.punctuation_inside and sign in ".,!?":
                together = _COLLISIONS.get(last + sign)
                if together is None:
                    done.insert(place, Run(sign, before.formats, "", before.cite))
                else:
                    before.text = before.text[:-1] + together
                run.text = run.text[1:]
            elif is_quoted and _COLLISIONS.get(last + sign) == last and (quotes.punctuation_inside or last == "."):
                run.text = run.text[1:]
            elif not is_quoted and (last + sign) in _COLLISIONS:
                before.text = before.text[:-1] + _COLLISIONS[last + sign]
                run.text = run.text[1:]
            if run.text[:1] == " " and done[-1].text[-1:] in (" ", "\u00a0"):
                run.text = run.text.lstrip(" ")
        if run.text:
            done.append(run)
    return done

"""Values, texts, code and formulas as Typst has them: the one escaper of this language.

Formulas are made of the MathML that HTML and EPUB have.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lxml import etree

from synthkit.sanitize.macros import Macro
from synthkit.sphinx.html.mathml import mathml
from synthkit.sphinx.node_helpers import Printed

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u200b]")
_ASCII = re.compile(r"[!-/:-@\[-`{-~]")


def value(of: Printed) -> str:
    """A text, a number or a list as Typst writes it."""
    if isinstance(of, tuple):
        return "(" + "".join(f"{value(part)}, " for part in of) + ")"
    if isinstance(of, int):
        return str(of)
    plain = _UNSEEN.sub("", of).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\n", "\\n").replace("\t", "\\t") + '"'


def text(of: str) -> str:
    """Text in a line: whatever it holds, it is a literal."""
    return f"#{value(of.replace(chr(10), ' '))};" if of else ""


def call(function: str, arguments: Iterable[Printed] = (), *bodies: str) -> str:
    """A call of a function with values, and then contents."""
    values = ", ".join(map(value, arguments))
    return f"#{function}({values})" + "".join(f"[{body}]" for body in bodies) + (";" if not bodies else "")


def code(source: str, lexer: Any, style: Any) -> Printed:
    """Lines of pieces of code, by a lexer and a style of Pygments.

    A piece is its text, its colour (empty for none), 1 for bold, 1 for italic.
    """
    lines: list[list[Printed]] = [[]]
    for kind, token in lexer.get_tokens(source):
        look = style.style_for_token(kind)
        for number, piece in enumerate(token.split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append((piece, look["color"] or "", int(look["bold"]), int(look["italic"])))
    while lines and not lines[-1]:
        lines.pop()
    return tuple(map(tuple, lines))


def formula(tex: str, macros: Mapping[str, Macro], *, is_block: bool) -> str:
    """The inside of a formula of Typst; ValueError when it can't be read."""
    parts = [part for part in tex.split("\n\n") if part.strip()] if is_block else [tex]
    written = [etree.fromstring(mathml(part, macros, is_block=is_block).encode()) for part in parts]
    return r" \ ".join(map(_written, written))


def _written(node: etree._Element) -> str:
    kind = etree.QName(node).localname
    parts = [_written(child) for child in node if isinstance(child.tag, str)]
    if kind == "mtable":
        rows = [[_written(cell) for cell in row] for row in node]
        return f"mat(delim: #none, {'; '.join(', '.join(row) for row in rows)})"
    if kind == "mover" and "true" in (node.get("accent"), node[1].get("accent")):
        kind = "accent"
    if kind in _LAYOUTS and len(parts) in _LAYOUTS[kind][0]:
        return _LAYOUTS[kind][1](*parts)
    text = (node.text or "").replace("\\,", "\u2009")
    if kind == "mtext" or (kind == "mi" and len(text) > 1):
        return f"op({value(text)})" if kind == "mi" else value(text)
    own = _ASCII.sub(r"\\\g<0>", text.strip())
    inside = " ".join([own, *parts]).strip()
    is_enclosed = kind == "mrow" and not _FENCES.isdisjoint((*parts[:1], *parts[-1:]))
    return f"lr({inside})" if is_enclosed else inside or ("space" if kind == "mspace" else '""')


#: Signs that are as long as what they stand above or below.
_STRETCHED = {
    "overline": r"\_¯",
    "overbrace": "⏞",
    "overparen": "⏜",
    "underline": r"\_",
    "underbrace": "⏟",
    "underparen": "⏝",
}
#: Signs that are as high as what they enclose.
_FENCES = frozenset((*"()[]{}|‖⌊⌋⌈⌉⟨⟩", *(f"\\{sign}" for sign in "()[]{}|")))


def _beside(place: str, otherwise: str) -> Callable[[str, str], str]:
    """A sign « over » or « under » a base, stretched where it is one of these."""

    def written(base: str, sign: str) -> str:
        name = next((one for one, signs in _STRETCHED.items() if one.startswith(place) and sign in signs), "")
        return f"limits({name}({base}))" if name else otherwise.format(base, sign)

    return written


_LAYOUTS: dict[str, tuple[tuple[int, ...], Callable[..., str]]] = {
    "mfrac": ((2,), lambda above, below: f"frac({above}, {below})"),
    "msqrt": (tuple(range(1, 99)), lambda *parts: f"sqrt({' '.join(parts)})"),
    "mphantom": (tuple(range(1, 99)), lambda *parts: f"std.hide({' '.join(parts)})"),
    "mroot": ((2,), lambda base, degree: f"root({degree}, {base})"),
    "msub": ((2,), lambda base, below: f"attach({base}, b: {below})"),
    "msup": ((2,), lambda base, above: f"attach({base}, t: {above})"),
    "msubsup": ((3,), lambda base, below, above: f"attach({base}, b: {below}, t: {above})"),
    "munder": ((2,), _beside("under", "attach(limits({}), b: {})")),
    "mover": ((2,), _beside("over", "attach(limits({}), t: {})")),
    "accent": ((2,), _beside("over", "std.math.accent({}, {})")),
    "munderover": ((3,), lambda base, below, above: f"attach(limits({base}), b: {below}, t: {above})"),
}

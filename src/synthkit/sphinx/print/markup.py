"""Values, texts and code as Typst has them: the one escaper of this language."""

import re
from collections.abc import Iterable
from typing import Any

from synthkit.sphinx.node_helpers import Printed

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u200b]")


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

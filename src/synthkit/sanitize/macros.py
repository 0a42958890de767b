r"""Commands of TeX a source may use: those of ``tex.toml``, and macros that conf.py defines or loads for LaTeX.

TeX can read, write and run as well. What is not known by name is refused: there is always another name for what reads
a file. Macros of ``\newcommand``, ``\def``, ``\DeclareMathOperator`` and ``\let`` are expanded, so that formulas may
use them in every edition, others are known by name.
"""

import re
import tomllib
from collections.abc import Container, Mapping
from pathlib import Path
from typing import NamedTuple

from synthkit.i18n import N_

_LISTS = tomllib.loads(Path(__file__).with_name("tex.toml").read_text(encoding="utf-8"))
FORMULA = frozenset(_LISTS["formula"].split())
PASSAGE = frozenset(_LISTS["passage"].split())
COLUMNS = frozenset(_LISTS["columns"].split())
PACKAGES = {package: tuple(names.split()) for package, names in _LISTS["packages"].items()}
#: Signs behind a backslash, which set a sign, a space, an accent, or end a row.
_SIGNS = frozenset(" !\"#$%&'()*+,-./:;<=>?[\\]^_`{|}~\n")
_COMMAND = re.compile(r"\\(?:(?:begin|end)\s*(\{[A-Za-z]+\*?\})|([A-Za-z@]+\*?|.|$))", re.DOTALL)


class Macro(NamedTuple):
    r"""The tokens a command stands for, with ``#1`` for its first argument; None where only its name is known.

    ``default`` is that of an optional first argument. ``is_final``: ``\let`` copied the body, as it was defined then.
    """

    body: list[str] | None
    arguments: int = 0
    default: list[str] | None = None
    is_final: bool = False


_COMMENT = re.compile(r"(?<!\\)%.*")
_TOKEN = re.compile(r"\\[A-Za-z@]+|\\.|#\d|.", re.DOTALL)
_DEFINING = {
    **dict.fromkeys([r"\usepackage", r"\RequirePackage"], "package"),
    **dict.fromkeys([r"\newcommand", r"\renewcommand", r"\providecommand", r"\DeclareRobustCommand"], "command"),
    **dict.fromkeys([r"\def", r"\gdef", r"\edef", r"\xdef"], "def"),
    r"\DeclareMathOperator": "operator",
    r"\let": "let",
    **dict.fromkeys([rf"\{verb}DocumentCommand" for verb in ("New", "Renew", "Provide", "Declare")], "name"),
    **dict.fromkeys([r"\DeclarePairedDelimiter", r"\DeclarePairedDelimiterX", r"\DeclareSIUnit"], "name"),
    **dict.fromkeys([r"\newenvironment", r"\renewenvironment", r"\newtheorem"], "environment"),
}
#: Expansions of one formula, and tokens by which they may lengthen it.
_MOST = 10_000


def unknown_command(tex: str, known: Container[str]) -> str:
    """The first command or environment that is not known; empty where all are."""
    if "^^" in tex:  # another way to write any character, a backslash too
        return "^^"
    for command in _COMMAND.finditer(tex):
        name = command[1] or command[2]
        if name not in _SIGNS and name not in known and (command[1] or name.removesuffix("*") not in known):
            return command[0]
    return ""


def defined_in(latex: str) -> dict[str, Macro]:
    """What LaTeX of conf.py defines, by names without backslash; an environment is ``{name}``."""
    macros: dict[str, Macro] = {}
    waiting = _tokens(_COMMENT.sub("", latex))
    while waiting:
        command = waiting.pop()
        kind = _DEFINING.get(command)
        if kind == "package":
            _optional(waiting)
            for package in "".join(_argument(waiting)).split(","):
                macros = {**dict.fromkeys(PACKAGES.get(package.strip(), ()), Macro(None)), **macros}
        elif kind:
            star = _skip(waiting, "*")
            name = "".join(_argument(waiting)).strip()
            macro = _definition(kind, star, waiting, macros)
            if command != r"\providecommand" or macros.get(name[1:], Macro(None)).body is None:
                macros[f"{{{name}}}" if kind == "environment" else name[1:]] = macro
    return macros


def _definition(kind: str, star: str, waiting: list[str], macros: Mapping[str, Macro]) -> Macro:
    if kind == "let":
        _skip(waiting, "=")
        meant = _argument(waiting)
        return macros.get("".join(meant)[1:], Macro(meant, is_final=True))
    if kind == "operator":
        return Macro([rf"\operatorname{star}", "{", *_argument(waiting), "}"])
    if kind == "command":
        count, default = "".join(_optional(waiting) or "0"), _optional(waiting)
        return Macro(_argument(waiting), int(count), default) if count.isdecimal() else Macro(None)
    if kind == "def":
        parameters = []
        while waiting and waiting[-1] != "{":
            parameters.append(waiting.pop())
        body = _argument(waiting)
        is_plain = parameters == [f"#{number}" for number in range(1, len(parameters) + 1)]
        return Macro(body, len(parameters)) if is_plain else Macro(None)
    return Macro(None)


def expand(tex: str, macros: Mapping[str, Macro]) -> str:
    """A formula with the bodies of macros in their place. Raises ValueError where that comes to no end."""
    waiting = _tokens(tex)
    written, most = [""], len(waiting) + _MOST
    for _ in range(most):
        if not waiting:
            return "".join(written)
        token = waiting.pop()
        macro = macros.get(token[1:], Macro(None)) if token[0] == "\\" else Macro(None)
        body = [token]
        if macro.body is not None:
            arguments = []
            if macro.default is not None:
                optional = _optional(waiting)
                arguments.append(macro.default if optional is None else optional)
            arguments += [_argument(waiting) for _ in range(macro.arguments - len(arguments))]
            values = {f"#{number}": value for number, value in enumerate(arguments, 1)}
            body = [part for word in macro.body for part in values.get(word, [word])]
        if macro.body is not None and not macro.is_final:
            waiting += reversed(body)
        else:
            # a letter behind a command's name would become part of it
            written += [f" {word}" if word.isalpha() and written[-1][1:].isalpha() else word for word in body]
        if len(waiting) > most:
            break
    raise ValueError(N_("its macros are too long"))


def _tokens(tex: str) -> list[str]:
    """The tokens of a text, the last first, so that they are taken from the end."""
    return _TOKEN.findall(tex)[::-1]


def _skip(waiting: list[str], sign: str) -> str:
    """The sign where it comes next, which is passed over with the space around it; else nothing."""
    found = ""
    while waiting and (waiting[-1].isspace() or (waiting[-1] == sign and not found)):
        found += waiting.pop().strip()
    return found


def _optional(waiting: list[str]) -> list[str] | None:
    """What stands in the square brackets that come next, if they do."""
    if not _skip(waiting, "["):
        return None
    found = []
    while waiting and (token := waiting.pop()) != "]":
        found.append(token)
    return found


def _argument(waiting: list[str]) -> list[str]:
    _skip(waiting, "")
    found = [waiting.pop()] if waiting else []
    if found != ["{"]:
        return found
    depth = 1
    while waiting and depth:
        found.append(waiting.pop())
        depth += {"{": 1, "}": -1}.get(found[-1], 0)
    return found[1 : None if depth else -1]

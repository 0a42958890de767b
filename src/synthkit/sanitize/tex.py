"""Commands of TeX a source may use, those of ``tex.toml`` and of conf.py. TeX can read, write and run as well.

What is not known by name is refused: there is always another name for what reads a file.
"""

import re
import tomllib
from collections.abc import Container
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_name("tex.toml").read_text(encoding="utf-8"))
FORMULA = frozenset(_LISTS["formula"].split())
PASSAGE = frozenset(_LISTS["passage"].split())
COLUMNS = frozenset(_LISTS["columns"].split())
PACKAGES = {package: tuple(names.split()) for package, names in _LISTS["packages"].items()}
#: Signs behind a backslash, which set a sign, a space, an accent, or end a row.
_SIGNS = frozenset(" !\"#$%&'()*+,-./:;<=>?[\\]^_`{|}~\n")
_COMMAND = re.compile(r"\\(?:(?:begin|end)\s*(\{[A-Za-z]+\*?\})|([A-Za-z@]+\*?|.|$))", re.DOTALL)


def unknown_command(tex: str, known: Container[str]) -> str:
    """The first command or environment that is not known; empty where all are."""
    if "^^" in tex:  # another way to write any character, a backslash too
        return "^^"
    for command in _COMMAND.finditer(tex):
        name = command[1] or command[2]
        if name not in _SIGNS and name not in known and (command[1] or name.removesuffix("*") not in known):
            return command[0]
    return ""

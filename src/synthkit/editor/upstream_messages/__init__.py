"""What Sphinx, docutils and MyST report of a source, reworded for an editor: what is wrong, and what to write instead.

They speak English to people who write extensions. Each rule knows one of their messages by its type and its words;
a message no rule knows is passed on as it is, behind a word that says whose it is.
"""

import re
from typing import NamedTuple

from synthkit.editor.upstream_messages import _markup, _project
from synthkit.i18n import N_


class Rule(NamedTuple):
    """A warning by its type, or any type below it, and how it begins; ``known`` names the list of known values.

    In the pattern ``{name}`` is a value, ``{name?}`` one as short as can be.
    """

    message: str
    type: str
    pattern: str
    known: str = ""


RULES = tuple(
    Rule(message, *row) for table in (_markup.RULES, _project.RULES) for message, rows in table.items() for row in rows
)
#: A message no rule knows.
UNKNOWN = Rule(N_("Sphinx says, in English: %(found)s"), "", "")
#: What docutils or MyST report, too, at the line.
ECHO = Rule("", "", r"unknown (?:directive|role) name: ")
_VALUE = re.compile(r"\{(\w+)(\??)\}")
#: How Sphinx sets a name of Python: `str'.
_QUOTED = re.compile(r"`(\w+)'")


def rewritten(type: str, text: str) -> tuple[Rule, dict[str, str]]:
    """The rule for ``text``, a warning of that type (``myst.header``), and the values of its message.

    A value ``document`` is the page that has to be mended, where that isn't the one the warning points to.
    """
    for rule in (*RULES, ECHO):
        is_of_type = type == rule.type or type.startswith(f"{rule.type}.")
        match = re.match(_VALUE.sub(r"(?P<\1>.*\2)", rule.pattern), text, re.DOTALL) if is_of_type else None
        if match:
            return rule, {name: _QUOTED.sub(r"\1", value or "") for name, value in match.groupdict().items()}
    return UNKNOWN, {"found": " ".join(text.split())}

"""The tables of the reference, read from the source: what is not there can't be told here."""

from __future__ import annotations

import argparse
import ast
from collections.abc import Callable, Iterable
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive

import synthkit
from synthkit.cli import COMMANDS
from synthkit.problems import Code
from synthkit.sphinx_ext import _DIRECTIVES
from synthkit.wording import Wording

SOURCE = Path(synthkit.__file__).parent


class ReferenceDirective(Directive):
    """``reference``: one of the tables below, by its name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The table."""
        return TABLES[self.arguments[0]]()


def options() -> list[nodes.Node]:
    """Each directive with the options it takes."""
    rows = [(name, ", ".join(directive.fields) or "–") for name, directive in _DIRECTIVES.items()]
    return [_table(("Directive", "Options"), rows)]


def problems() -> list[nodes.Node]:
    """Each code with the messages it is told by; its own words where the message is written elsewhere."""
    rows = ((f"synthkit.{code}", told or code.replace("_", " ")) for code, told in messages().items())
    return [_table(("Type of the warning", "What is told"), rows)]


def messages() -> dict[Code, list[str]]:
    """The messages of each code, in the order of the source; a value is told by its name."""
    found: dict[Code, list[str]] = {code: [] for code in Code}
    wording = Wording("en")
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
            codes = [Code[each.attr] for each in arguments if _is_code(each)]
            said = [wording(message) for message in map(_marked, arguments) if message]
            for code in codes:
                found[code] += [message for message in said if message not in found[code]]
    return found


def commands() -> list[nodes.Node]:
    """The help of each command, as the command itself prints it."""
    told: list[nodes.Node] = []
    for name, command in COMMANDS.items():
        parser = argparse.ArgumentParser(prog=f"synthkit {name}", description=f"{command.help}.", formatter_class=_wide)
        command.add_options(parser)
        told += [nodes.rubric(text=f"synthkit {name}"), nodes.literal_block(text=parser.format_help(), language="text")]
    return told


TABLES: dict[str, Callable[[], list[nodes.Node]]] = {"options": options, "problems": problems, "commands": commands}


def _wide(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, width=100)  # the same on every terminal


def _is_code(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Code"


def _marked(node: ast.expr) -> str:
    """The message of ``N_("…")``; empty for any other expression."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
        return str(ast.literal_eval(node.args[0]))
    return ""


def _table(headings: Iterable[str], rows: Iterable[Iterable[str | list[str]]]) -> nodes.table:
    widths = (30, 70)
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", _row(headings))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["colwidths-given"])


def _row(cells: Iterable[str | list[str]]) -> nodes.row:
    found = []
    for cell in cells:
        lines = [cell] if isinstance(cell, str) else cell
        found.append(nodes.entry("", *(nodes.paragraph(text=line) for line in lines)))
    return nodes.row("", *found)

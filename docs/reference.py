"""The tables of the reference, read from the source: what is not there can't be told here."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable

from docutils import nodes
from docutils.parsers.rst import Directive

from synthkit.cli import COMMANDS
from synthkit.cli._parser import Parser
from synthkit.sphinx import DIRECTIVES
from synthkit.sphinx.directives.records import ViewDirective


class ReferenceDirective(Directive):
    """``reference``: one of the tables below, by its name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The table."""
        return TABLES[self.arguments[0]]()


def options() -> list[nodes.Node]:
    """Each directive with the options it takes."""
    rows = [(name, ", ".join(_fields(directive)) or "–") for name, directive in DIRECTIVES.items()]
    return [_table(("Directive", "Options"), rows)]


def _fields(directive: type[Directive]) -> tuple[str, ...]:
    return (
        directive.view.fields
        if issubclass(directive, ViewDirective)
        else getattr(directive, "fields", directive.option_spec)
    )


def commands() -> list[nodes.Node]:
    """The help of each command, as the command itself prints it."""
    told: list[nodes.Node] = []
    for name, command in COMMANDS.items():
        parser = Parser(prog=f"synthkit {name}", description=command.HELP, formatter_class=_wide)
        command.add_options(parser)
        told += [nodes.rubric(text=f"synthkit {name}"), nodes.literal_block(text=parser.format_help(), language="text")]
    return told


TABLES: dict[str, Callable[[], list[nodes.Node]]] = {"options": options, "commands": commands}


def _wide(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, width=100)  # the same on every terminal


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> nodes.table:
    widths = (30, 70)
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", _row(headings))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["colwidths-given"])


def _row(cells: Iterable[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph(text=cell)) for cell in cells))

"""What the directives that show many records have in common."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from synthkit.diagnostics import Where
from synthkit.sphinx.directives.options import AnyOption, Options
from synthkit.sphinx.domain import SynthDomain, View
from synthkit.sphinx.nodes import view_slot


class ViewDirective(SphinxDirective):
    """A directive that leaves a place for a list; its options choose what the list holds."""

    fields: ClassVar[tuple[str, ...]] = ()
    optional_arguments = 1
    final_argument_whitespace = True

    def __init_subclass__(cls) -> None:
        cls.option_spec = AnyOption(cls.fields)

    def choice(self, options: Options) -> dict[str, str]:
        """The options as the view reads them."""
        return {field: options.text(field) for field in self.fields}

    def run(self) -> list[nodes.Node]:
        """Leave a slot for the view."""
        path, line = self.get_source_info()
        view = self.name.rpartition(":")[2]
        where = Where(self.env.docname, path, line)
        options = Options(self.options, self.fields, view, where)
        choice = self.choice(options)
        if self.arguments:
            choice["event"] = self.arguments[0].strip()
        domain = SynthDomain.of(self.env)
        domain.note_problems(self.env.docname, options.problems)
        domain.note_view(View(view, choice, where))
        slot = view_slot(view=view, choice=choice, docname=self.env.docname)
        self.set_source_info(slot)
        return [slot]

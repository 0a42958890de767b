"""The directives that show many records: one for each view of ``render``."""

from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from synthkit.diagnostics import Where
from synthkit.model.options import Options
from synthkit.sphinx.config import session_kinds
from synthkit.sphinx.directives.records import AnyOption
from synthkit.sphinx.domain import PlacedView, SynthDomain
from synthkit.sphinx.nodes import view_slot
from synthkit.sphinx.render.view import View, views


class ViewDirective(SphinxDirective):
    """A directive that leaves a place for a view; its argument is the event, as the option ``event``."""

    view: ClassVar[View]
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Leave a slot for the view."""
        path, line = self.get_source_info()
        where = Where(self.env.docname, path, line)
        options = Options(self.options, self.view.fields, self.view.name, where, session_kinds(self.config))
        choice = self.view.choice(options)
        if self.arguments:
            choice["event"] = self.arguments[0].strip()
        document, view = SynthDomain.of(self.env).document(self.env.docname), self.view
        document.problems += options.problems
        document.views.append(PlacedView(view.name, choice, where, view.needs_event, view.is_sought))
        slot = view_slot(view=self.view.name, choice=choice, docname=self.env.docname)
        self.set_source_info(slot)
        return [slot]


def view_directives() -> dict[str, type[ViewDirective]]:
    """A directive for each view, by name."""
    return {
        name: type("ViewDirective", (ViewDirective,), {"view": view, "option_spec": AnyOption(view.fields)})
        for name, view in views().items()
    }

"""The roles of sphinxcontrib-bibtex, with a malformed citation told instead of raised."""

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.roles import CiteRole

from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import N_
from synthkit.sphinx.domain import SynthDomain


class CheckedCiteRole(CiteRole):
    """A citation; what can't be read as keys stays in the page as it was written."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The citation, or the text of the role and a problem."""
        try:
            list(parse_citation_targets(self.target))
        except ValueError:
            path, line = self.get_source_info()
            problem = Problem(
                Code.INVALID_CITATION,
                N_(
                    "the citation '%(found)s' can't be read; expected: keys with commas between them, such as key1,key2"
                ),
                Where(self.env.docname, path, line),
                {"found": self.target},
            )
            SynthDomain.of(self.env).note_problems(self.env.docname, [problem])
            return [nodes.Text(self.target)], []
        return super().run()


def register(app: Sphinx) -> None:
    """Put the checked role in the place of every citation role."""
    app.add_role("cite", CheckedCiteRole(), override=True)
    for name in BibtexDomain.roles:
        app.add_role_to_domain("cite", name, CheckedCiteRole(), override=True)

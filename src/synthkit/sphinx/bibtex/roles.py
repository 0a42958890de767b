"""The roles of sphinxcontrib-bibtex: malformed citations become problems, those of headings have words."""

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain
from sphinxcontrib.bibtex.foot_roles import FootCiteRole
from sphinxcontrib.bibtex.roles import CiteRole

from synthkit.diagnostics import Code, Where
from synthkit.i18n import N_
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.warnings import note

#: Roles that name the authors in the sentence.
TEXTUAL = ("t", "ts", "ct", "cts")
_UNREADABLE = N_("the citation '%(found)s' can't be read; expected: keys with commas between them, such as key1,key2")


class CheckedCiteRole(CiteRole):
    """A citation; what can't be read as keys stays in the page as it was written."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The citation, or the text of the role and a problem."""
        try:
            list(parse_citation_targets(self.target))
        except ValueError:
            path, line = self.get_source_info()
            note(self.env, Code.INVALID_CITATION, _UNREADABLE, line, path, found=self.target)
            return [nodes.Text(self.target)], []
        return super().run()


class NotedFootCiteRole(FootCiteRole):
    """A citation by a footnote, which counts as one."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The references to footnotes."""
        keys = [key.strip() for key in self.text.split(",")]
        path, line = self.get_source_info()
        where = Where(self.env.docname, path, line)
        SynthDomain.of(self.env).document(self.env.docname).cited += [(key, where) for key in keys]
        return super().run()


def word_citations_of_headings(env: BuildEnvironment, document: nodes.document) -> None:
    """Give citations in headings and captions the words that menus, contents and links to them show.

    Those are taken from the text as it is read, where a citation is its key alone. The letter after a year isn't known
    then; nor are numbers, so that in a style that numbers only authors have words. The document is read again when a
    .bib changes.
    """
    for node in list(document.findall(pending_xref)):
        if node.get("refdomain") != "cite" or not isinstance(node.parent, nodes.title | nodes.caption):
            continue
        if words := words_of(env, node["reftarget"], is_textual=node["reftype"] in TEXTUAL):
            node[:] = [words]
        for path in context_of(env).bibfile_dates:
            env.note_dependency(path)


def words_of(env: BuildEnvironment, target: str, *, is_textual: bool) -> nodes.inline | None:
    """A citation without links, its years without letters; None where a .bib lacks one of its keys."""
    style, known = context_of(env).styles[0], context_of(env).references.references
    keys = [found.key for found in parse_citation_targets(target)]
    if not all(key in known for key in keys):
        return None
    labels = [style.label(known[key].item) for key in keys]
    if style.kind == "numeric":
        words = ", ".join(label.who for label in labels) if is_textual else ""
    elif is_textual:
        words = ", ".join(f"{label.who} ({label.year})" if label.year else label.text for label in labels)
    else:
        words = "(" + "\u00a0; ".join(label.text for label in labels) + ")"
    return nodes.inline("", words)


def register(app: Sphinx) -> None:
    """Put the checked role in the place of every citation role."""
    for domain, role in ((BibtexDomain, CheckedCiteRole), (BibtexFootDomain, NotedFootCiteRole)):
        app.add_role(domain.name, role(), override=True)
        for name in domain.roles:
            app.add_role_to_domain(domain.name, name, role(), override=True)

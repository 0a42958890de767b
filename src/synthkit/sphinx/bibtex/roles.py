"""What authors write of sphinxcontrib-bibtex: what is malformed becomes a problem; a citation as plain words."""

import ast
from collections.abc import Mapping, Sequence
from contextlib import suppress

from docutils import nodes
from docutils.nodes import Node, system_message
from pybtex.plugin import enumerate_plugin_names
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.directives import BibliographyDirective
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain
from sphinxcontrib.bibtex.foot_roles import FootCiteRole
from sphinxcontrib.bibtex.roles import CiteRole

from synthkit.csl.style import Label, Style
from synthkit.csl.work import Hints
from synthkit.diagnostics import Code, Where
from synthkit.i18n import N_
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.warnings import note

#: Roles that name the authors in the sentence.
TEXTUAL = ("t", "ts", "ct", "cts")
#: Roles in brackets; ``cite`` itself is one of the first two.
IN_BRACKETS = ("p", "ps", "labelpar", "yearpar", "authorpar", "authorpars")
_UNREADABLE = N_("the citation '%(found)s' can't be read; expected: keys with commas between them, such as key1,key2")
_NO_STYLE = N_(
    "bibliography: '%(found)s' is no style of pybtex; expected: no option, so that synthkit_citation_style of conf.py "
    "counts, or one such as plain"
)


class CheckedBibliography(BibliographyDirective):
    """A list of references, in the style of the book where nobody knows its own; a number in a filter is a text."""

    def run(self) -> Sequence[Node]:
        """The list, and a problem."""
        with suppress(SyntaxError):  # reported by the base class
            wanted = ast.parse(self.options.get("filter", ""))
            for node in ast.walk(wanted):
                if isinstance(node, ast.Constant) and type(node.value) in (int, float):
                    node.value = str(node.value)
                    self.options["filter"] = ast.unparse(wanted)
        found = self.options.get("style")
        if found is not None and found not in enumerate_plugin_names("pybtex.style.formatting"):
            path, line = self.get_source_info()
            note(self.env, Code.UNKNOWN_STYLE, _NO_STYLE, line, path, found=found[:60])
            del self.options["style"]
        return super().run()


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


def words_of(env: BuildEnvironment, role: str, target: str, hints: Mapping[str, Hints]) -> str | None:
    """A citation as text; None where a .bib lacks one of its keys.

    ``hints`` are what is known of works by key: without, years are without letters, and in a style that numbers the
    authors stand alone.
    """
    style, known = context_of(env).styles[0], context_of(env).references.references
    found = []
    for one in parse_citation_targets(target):
        if one.key not in known:
            return None
        item = known[one.key]
        label = style.label(item, hints.get(one.key, Hints()))
        if style.kind == "numeric" and one.key not in hints:
            label = Label("", label.who)
        found.append(
            "".join(text for text, _ in words_of_one(style, role, label, one.pre, style.behind(item, one.post)))
        )
    left, separator, right = around(style, role)
    whole = separator.join(filter(None, found))
    return f"{left}{whole}{right}" if whole else whole


def around(style: Style, role: str) -> tuple[str, str, str]:
    """What stands before, between and behind the works of a citation."""
    left, separator, right = style.brackets if role in IN_BRACKETS else ("", style.brackets[1], "")
    return left, ", " if role in TEXTUAL else separator, right


def words_of_one(
    style: Style, role: str, label: Label, pre: str, behind: str, gap: str = " "
) -> list[tuple[str, bool]]:
    """A work of a citation: ``Ackerman 2026`` for ``p``, ``Ackerman (2026)`` for ``t``, the other roles alike.

    Each text with whether it leads to the entry; in a style of notes (``notes.py``) a sentence has the authors alone.
    """
    before, alone = (f"{pre} " if pre else ""), behind.lstrip(", \u00a0")
    year = [(label.year, True), (behind if label.year else alone, False)]
    if role == "empty":
        return []
    if "author" in role:
        return [(label.who, True)]
    if "year" in role:
        return year
    if role in TEXTUAL:
        left, _, right = style.brackets
        inside = [(alone, False)] if style.is_note else year
        if not any(text for text, _ in inside):
            return [(label.who or label.text, True)]
        return [(label.who, True), (f"{gap}{left}{before}", False), *inside, (right, False)]
    return [(before, False), (label.text, True), (behind, False)] if label.text else []


def register(app: Sphinx) -> None:
    """Put the checked role in the place of every citation role, the checked list in that of the directive."""
    app.add_directive("bibliography", CheckedBibliography, override=True)
    for domain, role in ((BibtexDomain, CheckedCiteRole), (BibtexFootDomain, NotedFootCiteRole)):
        app.add_role(domain.name, role(), override=True)
        for name in domain.roles:
            app.add_role_to_domain(domain.name, name, role(), override=True)

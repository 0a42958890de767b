"""The Sphinx extension: the only folder that imports Sphinx. ``pipeline`` has what happens to a book, in order."""

from typing import Any, cast

from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from synthkit import __version__
from synthkit.sphinx import config, nodes, pipeline
from synthkit.sphinx.bibtex import domain as citations
from synthkit.sphinx.bibtex import roles
from synthkit.sphinx.builders import SHARE_WRITTEN
from synthkit.sphinx.cache import RECORDS
from synthkit.sphinx.compat import searches, sphinx_faults
from synthkit.sphinx.directives.charts import ChartDirective
from synthkit.sphinx.directives.records import record_directives, view_directives
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.epub import builder as epub
from synthkit.sphinx.html import mathml
from synthkit.sphinx.html.builder import WebsiteBuilder
from synthkit.sphinx.html.search import FrenchSearch
from synthkit.sphinx.print.builder import PrintBuilder
from synthkit.sphinx.sandbox import files

DIRECTIVES: dict[str, type[Directive]] = {**record_directives(), **view_directives(), "chart": ChartDirective}
#: The last digit is raised when a doctree changes its form; records change the others.
_ENV_VERSION = 10 * RECORDS + 6
#: Folders of the extension that can be switched off: the book still builds.
OPTIONAL = ("compat", "diagnostics", "editor", "incremental", "sandbox")
WITHOUT: frozenset[str] = frozenset()


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything; ``pipeline`` connects it."""
    if "editor" not in WITHOUT:
        app.setup_extension("synthkit.editor.extension")  # first: it translates the warnings of all that follow
    for folder, part in (("compat", sphinx_faults), ("compat", searches), ("sandbox", files)):
        if folder not in WITHOUT:
            part.register(app)
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(citations.CiteDomain, override=True)
    for part in (roles, config, epub, mathml):
        part.register(app)
    app.add_event(SHARE_WRITTEN)
    app.add_builder(WebsiteBuilder, override=True)
    app.add_builder(PrintBuilder)
    app.add_domain(SynthDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain(SynthDomain.name, name, directive)
    for node in (nodes.record_slot, nodes.revision_note, nodes.translation_note, nodes.view_slot):
        app.add_node(node)
    for element in (nodes.html_block, nodes.html_inline):
        app.add_node(element, **nodes.HTML_WRITERS)
    app.add_node(cast(Any, nodes.ordinal), **nodes.ORDINAL_WRITERS)
    app.add_search_language(FrenchSearch)
    pipeline.connect(app, WITHOUT)
    return {
        "version": __version__,
        "env_version": _ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }

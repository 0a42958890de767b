"""What is wrong with the page that is being read: kept with it, and reported at each build until it is mended."""

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.environment import BuildEnvironment

from synthkit.diagnostics import Code, Problem, Where
from synthkit.sphinx.domain import SynthDomain


def note(
    env: BuildEnvironment, code: Code, message: str, place: nodes.Node | int, source: str = "", **values: object
) -> None:
    """Keep a problem found at a node or a line; ``source`` is another file than the page's own."""
    docname = env.current_document.docname
    line = place if isinstance(place, int) else get_source_line(place)[1]
    where = Where(docname, source or str(env.doc2path(docname)), max(line or 1, 1))
    SynthDomain.of(env).note_problems(docname, [Problem(code, message, where, values)])

"""Tables of headings alone, at whose end Sphinx's LaTeX builder raises StopIteration."""

from docutils import nodes
from sphinx.environment import BuildEnvironment


def give_bodies(env: BuildEnvironment, document: nodes.document) -> None:
    """Give a table that has no rows an empty body."""
    for group in list(document.findall(nodes.tgroup)):
        if not isinstance(group.children[-1], nodes.tbody):
            group.append(nodes.tbody())

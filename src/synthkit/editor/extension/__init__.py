"""The editor's side of a build, an extension of its own: without it a book builds as well, with fewer hints.

What is wrong with the lines of a source is noted while it is read, warnings of Sphinx, docutils and MyST are
translated for editors, and ``synthkit check`` has its builder.
"""

from typing import Any

from sphinx.application import Sphinx

from synthkit import __version__
from synthkit.editor.extension import check, source_lint, upstream


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything. The filter stands first: it sees the warnings of all that is loaded later."""
    upstream.install(app)
    note = source_lint.note
    app.connect("builder-inited", source_lint.read_leniently)
    app.connect("source-read", lambda app, name, source: note(app, name, app.env.doc2path(name), source[0]))
    app.connect("include-read", lambda app, path, name, source: note(app, name, app.srcdir / path, source[0]))
    app.add_builder(check.CheckBuilder)
    app.add_post_transform(check.WithoutCitations)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

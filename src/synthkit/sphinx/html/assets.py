"""What a page of the pydata theme loads: scripts after the text, few icons, no index of a search nobody asked for.

The theme puts all it can do on each page: 300 kB for a session, half of them for a font of 1,900 icons and a
search that a book's reader does elsewhere. ``templates/pydata`` leaves those out.
"""

from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from synthkit.sphinx.builders import is_online

THEME = "pydata_sphinx_theme"
_PACKAGE = Path(__file__).parents[2]
#: Files that only some pages have a use for, with what the text of such a page holds.
_SOMETIMES = {"sphinx-design.min.css": "sd-", "design-tabs.js": "sd-tab", "pygments.css": "highlight"}
#: What the theme writes into each page for its menu of versions and for a search while one types.
_THEME_OPTIONS = ("DOCUMENTATION_OPTIONS.pagename =", "DOCUMENTATION_OPTIONS.search_as_you_type = false")


def use_templates(_app: Sphinx, config: Config) -> None:
    """Add the templates for a theme."""
    # other themes are made of Sphinx's own, whose templates have a script within the page too
    folder = "pydata" if config.html_theme == THEME else "basic"
    # a list of its own: that of Sphinx's default is shared by all builds of a process
    config.templates_path = [*config.templates_path, str(_PACKAGE / "templates" / folder)]


def add_files(app: Sphinx) -> None:
    """Add the style sheets of all pages."""
    if not is_online(app.builder):
        return
    app.add_css_file("synthkit-print.css", media="print")
    if app.config.html_theme == THEME:
        app.config.html_static_path.append(str(_PACKAGE / "static" / "fonts"))
        app.add_css_file("synthkit-page.css")


def leave_out(
    app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Style sheets hold back the first line until all are there: those that style nothing of this page don't."""
    if app.config.html_theme != THEME:
        return
    body = str(context.get("body", ""))
    idle = {name for name, mark in _SOMETIMES.items() if mark not in body}
    for kind in ("css_files", "script_files"):
        files = context.get(kind, [])
        context[kind] = [file for file in files if PurePosixPath(str(getattr(file, "filename", ""))).name not in idle]


def defer_scripts(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Scripts run once the page is read, in their order; the page shows before.

    Left as they are on the page of the search, whose own scripts want the others at once, and beside a script
    that stands within the page, which can't be deferred and may want them too.
    """
    if app.config.html_theme != THEME or context.get("theme_switcher"):
        return
    scripts = [script for script in context.get("script_files", []) if not _body(script).startswith(_THEME_OPTIONS)]
    if pagename != "search" and all(getattr(script, "filename", None) for script in scripts):
        scripts = [_deferred(script) for script in scripts]
    context["script_files"] = scripts


def _deferred(script: Any) -> Any:
    """A script like it that waits for the page; the record itself belongs to every page."""
    if "async" in script.attributes:
        return script
    return type(script)(script.filename, priority=script.priority, **{**script.attributes, "defer": "defer"})


def _body(script: Any) -> str:
    return str(getattr(script, "attributes", {}).get("body", "")).strip()

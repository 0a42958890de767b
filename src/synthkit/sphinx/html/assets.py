"""The theme of a book, and what a page of it loads: scripts after the text, styles for what the page shows."""

from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from synthkit.sphinx.builders import is_online

THEME = "synthkit"
_TEMPLATES = Path(__file__).parents[2] / "templates"
#: Files that only some pages have a use for, with what the text of such a page holds.
_SOMETIMES = {
    "sphinx-design.min.css": "sd-",
    "design-tabs.js": "sd-tab",
    "pygments.css": "highlight",
    "pygments_dark.css": "highlight",
}


def register(app: Sphinx) -> None:
    """Add the theme."""
    app.add_html_theme(THEME, str(_TEMPLATES / "website"))


def use_templates(_app: Sphinx, config: Config) -> None:
    """Add templates for other themes, which are made of Sphinx's own: those have a script within the page."""
    if config.html_theme != THEME:
        # a list of its own: that of Sphinx's default is shared by all builds of a process
        config.templates_path = [*config.templates_path, str(_TEMPLATES / "basic")]


def add_files(app: Sphinx) -> None:
    """Add the style sheet of paper."""
    if is_online(app.builder):
        app.add_css_file("synthkit-print.css", media="print")


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
    scripts = context.get("script_files", [])
    are_files = all(getattr(script, "filename", None) for script in scripts)
    if app.config.html_theme == THEME and pagename != "search" and are_files:
        context["script_files"] = [_deferred(script) for script in scripts]


def _deferred(script: Any) -> Any:
    """A script like it that waits for the page; the record itself belongs to every page."""
    if "async" in script.attributes:
        return script
    return type(script)(script.filename, priority=script.priority, **{**script.attributes, "defer": "defer"})

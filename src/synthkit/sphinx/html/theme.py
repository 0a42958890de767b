"""Defaults of the website and of file names: those of Sphinx and of its themes are made for software."""

from sphinx.builders.latex import default_latex_documents
from sphinx.config import Config
from sphinx.util import texescape
from sphinx.util.osutil import make_filename

from synthkit.i18n import N_, I18n
from synthkit.sphinx.html.assets import THEME

#: Of the pydata theme: a book's pages follow each other in the sidebar, say who made them, and don't name the tools.
_OPTIONS: dict[str, object] = {
    "navigation_with_keys": False,
    "show_nav_level": 2,
    "navbar_align": "left",
    "footer_start": ["copyright"],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "primary_sidebar_end": [],
    # the theme's own, and those that are never empty: others are rendered once more, to find out
    "templates_skip_empty_check": [
        *("sidebar-nav-bs.html", "navbar-nav.html", "navbar-logo.html"),
        *("theme-switcher.html", "search-button-field.html"),
    ],
}


def apply_defaults(config: Config) -> None:
    """For what conf.py leaves alone: no « documentation » in the title, no sources beside the pages, colon fences."""
    if config.html_theme == THEME:  # which would say « Search the docs ... » in any language
        search = I18n(config.language or "en")(N_("Search this book"))
        config.html_theme_options = {**_OPTIONS, "search_bar_text": search, **config.html_theme_options}
        # without the button that folds the chapters away
        config.html_sidebars = config.html_sidebars or {"**": ["sidebar-nav-bs"]}
    if _is_unstated(config, "html_title"):
        config.html_title = config.project
    for name in ("html_copy_source", "html_show_sourcelink"):
        if _is_unstated(config, name):
            config[name] = False
    if "myst_enable_extensions" in config and not config.myst_enable_extensions:
        config.myst_enable_extensions = ["colon_fence", "deflist"]
    texescape.init()  # Sphinx fills its tables when the builder starts, and would escape nothing in the title now
    id_ = config.synthkit_publication.get("id")
    if id_ and config.epub_basename == make_filename(config.project):
        config.epub_basename = make_filename(str(id_))
    if id_ and config.latex_documents == default_latex_documents(config):
        config.latex_documents = [
            (root, f"{make_filename(str(id_))}.tex", *rest) for root, _, *rest in config.latex_documents
        ]


def _is_unstated(config: Config, name: str) -> bool:
    """Whether a setting has the value it has in any book; stated to be the same, it can't be told apart."""
    default = config.values[name].default
    return bool(config[name] == (default(config) if callable(default) else default))

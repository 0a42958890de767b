"""Defaults of the website and of file names: those of Sphinx and of its themes are made for software."""

from importlib.util import find_spec

from sphinx.application import Sphinx
from sphinx.builders.latex import default_latex_documents
from sphinx.config import Config
from sphinx.util import texescape
from sphinx.util.osutil import make_filename


def apply_defaults(app: Sphinx, config: Config) -> None:
    """For what conf.py leaves alone: no « documentation » in the title, no sources beside pages, MyST for chapters."""
    if _is_unstated(config, "html_title"):
        config.html_title = config.project
    for name in ("html_copy_source", "html_show_sourcelink"):
        if _is_unstated(config, name):
            config[name] = False
    if "myst_enable_extensions" in config and not config.myst_enable_extensions:
        linkify = ["linkify"] if find_spec("linkify_it") else []
        config.myst_enable_extensions = ["amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath", *linkify]
        config.myst_linkify_fuzzy_links = False  # « conf.py » would lead to Paraguay
        # « 5 $ et 6 $ », « 10$/kg ou 12$/kg » are prices
        config.myst_dmath_allow_space = config.myst_dmath_allow_digits = False
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

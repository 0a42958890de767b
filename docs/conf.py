"""The documentation of synthkit: written pages, and a reference that is read from the source."""

import os
import sys
from pathlib import Path

from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
os.environ["LANGUAGE"] = "en"  # of the commands' help

import reference  # noqa: E402 - beside this file

from synthkit import __version__  # noqa: E402

project = "synthkit"
author = copyright = "The synthkit developers"
release = version = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_preserve_defaults = True

html_theme = "alabaster"
html_title = "synthkit"
html_copy_source = False
html_show_sourcelink = False
html_sidebars = {"**": []}


def setup(app: Sphinx) -> None:
    """The tables of the reference stand where a page asks for one."""
    app.add_directive("reference", reference.ReferenceDirective)

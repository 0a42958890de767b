"""French spacing and ordinals in every edition, from the rules of ``french.py``; one switch turns it off.

A document gets them when it is read. So every place that Sphinx takes from a document has them: the table of
contents, the titles of pages, the navigation, an EPUB's contents, the search. What is written into pages later (the
programme, references) gets them when its page is written. Both may meet: a text that has them stays as it is.

In print babel-french makes the gaps: there the rules put plain spaces where it wants them, and it adds none itself.
"""

from collections.abc import Iterable
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import ENUM, Config
from sphinx.environment import BuildEnvironment

from synthkit.sphinx.builders import is_checked
from synthkit.sphinx.config import is_french
from synthkit.sphinx.context import context_of
from synthkit.sphinx.nodes import ORDINAL_WRITERS, ordinal
from synthkit.sphinx.typography.languages import french_parts
from synthkit.sphinx.typography.text_runs import change, polish
from synthkit.typography import french

SETTING = "synthkit_french_typography"
#: Attributes a reader meets as words: of images, links, tables of contents.
_HIDDEN = {"alt", "reftitle", "caption"}
#: Strings of a page that come from conf.py.
_CONTEXT = ("project", "shorttitle", "docstitle", "copyright")
#: Sphinx's own default of ``smartquotes_excludes``, and what replaces it: plain text has French quotes too.
_EXCLUDES = ({"languages": ["ja", "zh_CN", "zh_TW"], "builders": ["man", "text"]}, {"builders": ["man"]})


def register(app: Sphinx) -> None:
    """The switch, the nodes and the moments at which texts are changed."""
    app.add_config_value(SETTING, "auto", "env", ENUM("auto", True, False))
    app.add_node(cast(Any, ordinal), **ORDINAL_WRITERS)


def set_up(app: Sphinx, config: Config) -> None:
    """In print without it, nothing is to be spaced by babel either."""
    if is_french(config):
        theirs, ours = _EXCLUDES
        if config.smartquotes_excludes == theirs:
            config.smartquotes_excludes = {**theirs, **ours}
    elif (config.language or "").startswith("fr"):
        preamble = config.latex_elements.get("preamble", "") + "\n\\synthkitaswritten\n"
        config.latex_elements = {**config.latex_elements, "preamble": preamble}


def space_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Space the titles that templates get."""
    if is_french(app.config):
        for name in _CONTEXT:
            if isinstance(context.get(name), str):
                context[name] = french.spaced(context[name])
        links = [context.get("prev"), context.get("next"), *context.get("parents", ())]
        for titled in (context, *filter(None, links)):
            if "title" in titled:
                # a template that strips markup makes plain spaces of the characters
                titled["title"] = titled["title"].replace("\u202f", "&#8239;").replace("\u00a0", "&#160;")


def end_elisions(env: BuildEnvironment, document: nodes.document) -> None:
    """Make elided words end in an apostrophe also where what follows is in italics, a link or code.

    SmartQuotes looks at a text alone: there « l' » before *italics* would end in a closing quotation mark.
    """
    if env.config.smartquotes:
        for part in _french_parts(env, document):
            change(part, french.apostrophes)


def space_source(env: BuildEnvironment, document: nodes.document) -> None:
    """Space a document that is read, and what is read aloud, shown on hovering, or no text in it."""
    for part in _french_parts(env, document):
        polish(part, french.SCREEN)
    if is_french(env.config):
        for element in document.findall(nodes.Element):
            for attribute in _HIDDEN & element.attributes.keys():
                if isinstance(element[attribute], str):
                    element[attribute] = french.spaced(element[attribute])
        for tree in document.findall(addnodes.toctree):
            tree["entries"] = [(title and french.spaced(title), page) for title, page in tree["entries"]]


def space_page(env: BuildEnvironment, document: nodes.document) -> None:
    """Space what a page was filled with; in print take no-break spaces out where babel makes them."""
    builder = context_of(env).builder
    spaces = french.PRINT if builder.name == "latex" else french.SCREEN
    for part in _french_parts(env, document) if not is_checked(builder) else ():
        polish(part, spaces)


def _french_parts(env: BuildEnvironment, document: nodes.document) -> Iterable[nodes.Element]:
    """The whole document; in a book of another language what is marked as French; nothing where it is switched off."""
    if is_french(env.config):
        return [document]
    return french_parts(document) if env.config[SETTING] == "auto" else []

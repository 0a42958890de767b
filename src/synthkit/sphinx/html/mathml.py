"""Formulas as MathML, on the screen and in EPUB: no script, nothing fetched from elsewhere.

docutils converts them, once the macros of conf.py are expanded. What it can't read is shown as it was written.
"""

import html
import re
from collections.abc import Mapping
from pathlib import Path

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import _ as sphinx_i18n
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from synthkit.diagnostics import NOWHERE, Code, Problem
from synthkit.i18n import N_
from synthkit.sanitize.macros import Macro, defined_in, expand
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.warnings import report

RENDERER = "mathml"
#: The macros, in the configuration so that pages are read again when they change. No setting: ``read_macros`` sets it.
MACROS = "synthkit_macros"
#: Environments docutils has no name for: it lines up rows by itself, and numbers are Sphinx's.
_LINED_UP = re.compile(r"\\(?:begin|end)\{(?:align|equation|gather|split|eqnarray|multline|flalign|gathered)\*?\}")
#: What only numbers formulas or names them.
_UNSEEN = re.compile(r"\\(?:nonumber|notag|label\{[^{}]*\})")
_TABLE = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
_ALIGNED = re.compile(r"(?<!\\)&")
_ESCAPED = re.compile(r"\\[\\{}]")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML"'
_UNREADABLE = N_(
    "the formula '%(found)s' can't be shown as MathML (%(error)s) and stands as it was written; "
    "expected: LaTeX mathematics"
)
_OF_PACKAGE = N_(
    "the formula '%(found)s' can't be shown as MathML (%(error)s) and stands as it was written; "
    "expected: LaTeX mathematics, or a \\providecommand for '\\%(command)s' in latex_elements of conf.py"
)


def register(app: Sphinx) -> None:
    """Make MathML one of Sphinx's ways to show formulas."""
    app.add_html_math_renderer(RENDERER, (_inline, None), (_block, None))
    app.add_config_value(MACROS, {}, "env", dict)


def read_macros(app: Sphinx, config: Config) -> None:
    """Find the macros that conf.py defines for LaTeX, and hand them to MathJax where that shows formulas."""
    texts = [text for text in config.latex_elements.values() if isinstance(text, str)]
    packages = [Path(app.confdir, str(name)) for name in config.latex_additional_files if str(name).endswith(".sty")]
    texts += [path.read_text(encoding="utf-8", errors="replace") for path in packages if path.is_file()]
    config[MACROS] = macros = defined_in("\n".join(texts))
    if macros and config.html_math_renderer == "mathjax" and not config.mathjax2_config:
        setting = "mathjax4_config" if config.mathjax4_config else "mathjax3_config"
        given = config[setting] or {}
        tex = given.get("tex", {})
        config[setting] = {**given, "tex": {**tex, "macros": {**_of_mathjax(macros), **tex.get("macros", {})}}}


def _of_mathjax(macros: Mapping[str, Macro]) -> dict[str, object]:
    """The macros as MathJax has them, without copies of commands that would lead back to themselves there."""
    return {
        name: ["".join(macro.body), macro.arguments, *(["".join(macro.default)] if macro.default is not None else [])]
        for name, macro in macros.items()
        if macro.body is not None and not (macro.is_final and "".join(macro.body)[1:] in macros)
    }


def mathml(tex: str, macros: Mapping[str, Macro], *, is_block: bool = False) -> str:
    """A formula as MathML, its TeX as the text that stands for it; ValueError when it can't be read."""
    # docutils reads the star of an operator as its name
    source = (expand(tex, macros) if macros else tex).replace(r"\operatorname*", r"\operatorname")
    source = _UNSEEN.sub("", _LINED_UP.sub("", source) if is_block else source).strip()
    if is_block and r"\\" not in source and _ALIGNED.search(_TABLE.sub("", source)):
        source = rf"\begin{{aligned}}{source}\end{{aligned}}"  # docutils lines up several rows alone
    bare = _ESCAPED.sub("", source)
    # docutils closes by itself what is left open, and shows nothing of it
    if bare.count("{") != bare.count("}") or source.count(r"\begin") != source.count(r"\end"):
        raise ValueError(N_(r"unpaired braces, \begin or \end"))
    try:
        written: str = tex2mathml(source, as_block=is_block)
    except MathError as error:
        raise ValueError(str(error)) from error
    except (AttributeError, IndexError, KeyError, TypeError, RecursionError) as error:
        # some broken formulas break docutils too
        raise ValueError(type(error).__name__) from error
    return written.replace(_MATH, f'{_MATH} alttext="{html.escape(" ".join(tex.split()))}"', 1)


def _inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body += [self.starttag(node, "span", "", CLASS="math"), _formula(self, node), "</span>"]
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math"))
    if node.get("number"):
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, sphinx_i18n("Link to this equation"))
        self.body.append("</span>")
    self.body += [_formula(self, node), "</div>\n"]
    raise nodes.SkipNode


def _formula(self: HTML5Translator, node: nodes.math | nodes.math_block) -> str:
    tex, is_block = node.astext(), isinstance(node, nodes.math_block)
    config = self.builder.config
    macros: dict[str, Macro] = config[MACROS]
    try:
        # blank lines part formulas of one block, as they do for LaTeX
        parts = [part for part in tex.split("\n\n") if part.strip()] if is_block else [tex]
        return "\n".join(mathml(part, macros, is_block=is_block) for part in parts)
    except ValueError as error:
        report_unreadable(node, config, error)
        element = "pre" if is_block else "code"
        return f"<{element}>{html.escape(tex)}</{element}>"


def report_unreadable(node: nodes.math | nodes.math_block, config: Config, error: ValueError) -> None:
    """Report a formula that ``mathml`` refused."""
    i18n = i18n_of(config)
    values = {"found": " ".join(node.astext().split()), "error": i18n(str(error))}
    known = next((name for name in _COMMAND.findall(str(error)) if name in config[MACROS]), "")
    message = _OF_PACKAGE if known else _UNREADABLE
    report([Problem(Code.UNREADABLE_FORMULA, message, NOWHERE, {**values, "command": known})], i18n, location=node)

"""Formulas as MathML, on the screen and in EPUB: no script, nothing fetched from elsewhere.

docutils converts them. What it can't read is shown as it was written and told.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.locale import _ as word_of_sphinx
from sphinx.util.math import get_node_equation_number

from synthkit.diagnostics import NOWHERE, Code, Problem
from synthkit.i18n import N_
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.diagnostics.warnings import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

RENDERER = "mathml"
#: Environments docutils has no name for: it lines up rows by itself, and numbers are Sphinx's.
_LINED_UP = re.compile(r"\\(?:begin|end)\{(?:align|equation|gather|split|eqnarray|multline|flalign|gathered)\*?\}")
#: What only numbers formulas or names them.
_UNSEEN = re.compile(r"\\(?:nonumber|notag|label\{[^{}]*\})")
_ESCAPED = re.compile(r"\\[\\{}]")
_MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML"'


def mathml(tex: str, *, is_block: bool = False) -> str:
    """A formula as MathML, its TeX as the text that stands for it; ValueError when it can't be read."""
    source = _UNSEEN.sub("", _LINED_UP.sub("", tex) if is_block else tex).strip()
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


def register(app: Sphinx) -> None:
    """Make MathML one of Sphinx's ways to show formulas."""
    app.add_html_math_renderer(RENDERER, (_inline, None), (_block, None))


def _inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(self.starttag(node, "span", "", CLASS="math"))
    self.body.append(_shown(self, node))
    self.body.append("</span>")
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math"))
    if node.get("number"):
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, word_of_sphinx("Link to this equation"))
        self.body.append("</span>")
    self.body.append(_shown(self, node))
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _shown(self: HTML5Translator, node: nodes.math | nodes.math_block) -> str:
    """The formula, or its source where it can't be read."""
    tex, is_block = node.astext(), isinstance(node, nodes.math_block)
    try:
        # blank lines part formulas of one block, as they do for LaTeX
        parts = [part for part in tex.split("\n\n") if part.strip()] if is_block else [tex]
        return "\n".join(mathml(part, is_block=is_block) for part in parts)
    except ValueError as error:
        i18n = i18n_of(self.builder.config)
        problem = Problem(
            Code.UNREADABLE_FORMULA,
            N_(
                "the formula '%(found)s' can't be shown as MathML (%(error)s) and stands as it was written; "
                "expected: LaTeX mathematics"
            ),
            NOWHERE,
            {"found": " ".join(tex.split()), "error": i18n(str(error))},
        )
        report([problem], i18n, location=node)
        element = "pre" if is_block else "code"
        return f"<{element}>{html.escape(tex)}</{element}>"

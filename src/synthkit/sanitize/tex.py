"""Commands of TeX a source may use: those that set mathematics or space. TeX can read, write and run as well.

What is not known by name is refused: there is always another name for what reads a file.
"""

from __future__ import annotations

import re
from collections.abc import Set

_COMMAND = re.compile(r"\\([A-Za-z@]+\*?|.|$)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\s*\{([A-Za-z]+\*?)\}")
#: In formulas, beside what has a sign of its own.
FORMULA = frozenset(
    """allowbreak atop begin big Big bigg Bigg bigl bigm bigr Bigl Bigm Bigr biggl biggm biggr Biggl Biggm Biggr
    binom bm bmod boldsymbol boxed brace brack cancel cfrac choose colon dbinom dfrac displaystyle dots dotsb
    dotsc dotsi dotsm dotso end ensuremath eqref frac genfrac hbox hdotsfor hfill hline hphantom hspace idotsint
    intertext label left limits lvert lVert mathbb mathbf mathbin mathcal mathclose mathfrak mathinner mathit
    mathnormal mathop mathopen mathord mathpunct mathrel mathring mathrm mathscr mathsf mathstrut mathtt mbox
    middle mkern mod mspace negmedspace negthickspace negthinspace nolimits nonumber not notag operatorname
    operatorname* over overbrace overleftarrow overleftrightarrow overline overrightarrow overset phantom pmb pmod
    pod prescript qquad quad raisebox ref right root rule rvert rVert scriptscriptstyle scriptstyle shoveleft
    shoveright sideset smash space sqrt stackrel strut substack tag tag* tbinom text textbf textit textnormal
    textrm textsc textsf textstyle texttt textup tfrac thickspace thinspace underbrace underleftarrow
    underleftrightarrow underline underrightarrow underset uproot leftroot vphantom xleftarrow xrightarrow""".split()  # noqa: SIM905
)
#: In raw passages for print: room, breaks, sizes, faces.
PASSAGE = FORMULA | frozenset(
    """addvspace appendix backmatter bigskip bigskip* cleardoublepage clearpage centering dotfill emph enspace
    footnotesize frontmatter hfil hrulefill hspace* huge Huge indent item large Large LARGE linebreak linewidth
    mainmatter medskip newline newpage noindent nolinebreak nopagebreak normalsize pagebreak par quad raggedleft
    raggedright scriptsize small smallskip textwidth textheight baselineskip tiny vfil vfill vspace vspace* ldots
    textquotedblleft""".split()  # noqa: SIM905
)
#: In what the columns of a table are.
COLUMNS = frozenset(
    ["X", "Y", "arraybackslash", "centering", "hsize", "linewidth", "raggedleft", "raggedright", "textwidth"]
)
#: Signs behind a backslash, which set a sign, a space, an accent, or end a row.
_SIGNS = frozenset(" !\"#$%&'()*+,-./:;<=>?[\\]^_`{|}~\n")
_ENVIRONMENTS = frozenset(
    """align align* alignat alignat* aligned alignedat array bmatrix Bmatrix cases center eqnarray eqnarray* equation
    equation* flalign flalign* flushleft flushright gather gather* gathered itemize enumerate matrix multline
    multline* pmatrix quote quotation smallmatrix split subarray tabular vmatrix Vmatrix""".split()  # noqa: SIM905
)


def refused(tex: str, known: Set[str]) -> str:
    """The first command or environment that is not known; empty where all are."""
    if "^^" in tex:  # another way to write any character, a backslash too
        return "^^"
    for found in _COMMAND.finditer(tex):
        name = found[1]
        if name in ("begin", "end"):
            environment = _ENVIRONMENT.match(tex, found.end())
            if environment is None or environment[1] not in _ENVIRONMENTS:
                return rf"\{name}" + (f"{{{environment[1]}}}" if environment else "")
        elif name not in _SIGNS and name not in known and name.removesuffix("*") not in known:
            return rf"\{name}"
    return ""

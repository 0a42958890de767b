"""LaTeX in the fields of a .bib as plain text."""

import logging
import re
import unicodedata

from pylatexenc import latexwalker, macrospec
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

#: What prints nothing here: a citation within a field, what \\noopsort of BibTeX's examples sorts by.
UNSET = ("cite", "citet", "citep", "parencite", "textcite", "autocite", "footcite", "noopsort", "SortNoop", "footnote")
_CONTEXT = get_default_latex_context_db()
_CONTEXT.add_context_category(
    "braces, signs and what names and addresses are written with",
    prepend=True,
    macros=[
        *(MacroTextSpec(name, text) for name, text in {
            "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^", "textasciitilde": "~",
            "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "BibLaTeX": "BibLaTeX",
            "XeTeX": "XeTeX", "LuaTeX": "LuaTeX", "pdfTeX": "pdfTeX", "ConTeXt": "ConTeXt", "LyX": "LyX", "AmS": "AMS",
            "AmSTeX": "AMS-TeX", "AmSLaTeX": "AMS-LaTeX", "METAFONT": "Metafont", "MF": "Metafont", "emdash": "—",
            "KOMAScript": "KOMA-Script", "adddot": ".", "addcomma": ",", "addcolon": ":", "addspace": " ",
            "hyphen": "-", "slash": "/", "textdegree": "°", "degree": "°",
            "degres": "°", "no": "n°", "No": "N°", "og": "« ", "fg": " »", "textendash": "–", "textemdash": "—",
            "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "euro": "€", "-": "", "par": " ",
            "ier": "ᵉʳ", "iers": "ᵉʳˢ", "iere": "ʳᵉ", "ieres": "ʳᵉˢ", "ieme": "ᵉ", "iemes": "ᵉˢ", "primo": "1ᵒ",
            "secundo": "2ᵒ", "tertio": "3ᵒ", "quarto": "4ᵒ",
        }.items()),
        MacroTextSpec("href", "%(2)s"),
        # what these are given follows as it stands
        MacroTextSpec("url", "%s"),
        *(MacroTextSpec(name, "") for name in ("nolinkurl", "path", *UNSET)),
        *(MacroTextSpec(name, '"%s"') for name in ("enquote", "mkbibquote")),
        MacroTextSpec("mkbibparens", "(%s)"),
        MacroTextSpec("mkbibbrackets", "[%s]"),
        MacroTextSpec("foreignlanguage", "%(2)s"),
        MacroTextSpec("textcolor", "%(3)s"),
        *(MacroTextSpec(name, "%s") for name in ("textsl", "mkbibemph", "mkbibitalic", "mkbibbold")),
        *(MacroTextSpec(name, "%s") for name in ("texttt", "textsf", "textup", "textmd", "mbox")),
    ],
)  # fmt: skip
_ARGUMENTS = latexwalker.get_default_latex_context_db()
_ARGUMENTS.add_context_category(
    "links and emphasis",
    prepend=True,
    macros=[
        *(macrospec.std_macro(name, False, 2) for name in ("href", "foreignlanguage")),
        *(macrospec.std_macro(name, False, 1) for name in ("textsl", "mkbibemph", "mkbibitalic", "mkbibbold")),
        *(macrospec.std_macro(name, False, 1) for name in ("enquote", "mkbibquote", "mkbibparens", "mkbibbrackets")),
        *(macrospec.std_macro(name, False, 1) for name in UNSET[-3:]),
    ],
)
_RICH_CONTEXT = _CONTEXT.filter_context()
_RICH_CONTEXT.add_context_category(
    "the markup of CSL-JSON",
    prepend=True,
    macros=[
        *(MacroTextSpec(name, "<i>%s</i>") for name in ("emph", "textit", "textsl", "mkbibemph", "mkbibitalic")),
        *(MacroTextSpec(name, "<b>%s</b>") for name in ("textbf", "mkbibbold")),
        MacroTextSpec("textsc", '<span style="font-variant: small-caps;">%s</span>'),
    ],
)
_RICH = LatexNodes2Text(math_mode="verbatim", latex_context=_RICH_CONTEXT)
_TEXT = LatexNodes2Text(math_mode="verbatim", latex_context=_CONTEXT)
_MATHS = LatexNodes2Text(math_mode="text", latex_context=_CONTEXT)
# what LaTeX would read as anything but the character it is
_HAS_LATEX = re.compile(r"[\\{}$~%&^_#]|``|''")
# pylatexenc takes seconds for what is longer, and no reference is
_LONGEST = 20_000
#: A formula of one raised or lowered thing: « H$_2$O », « n$^\circ$ ».
_SCRIPT = re.compile(r"\$\s*([\^_])\s*(?:\{([^{}$^_\\]*)\}|(\\[A-Za-z]+|[^{}$^_\\\s]))\s*\$")
_ALSO_SCRIPT = re.compile(r"\\(?:text(super|sub)script|up|fup)\{([^{}\\]*)\}")
#: « {\\em a} », as BibTeX's older files have italics.
_SWITCHED = re.compile(r"\{\\(em|it|itshape|sl|slshape|bf|bfseries|sc|scshape)(?![A-Za-z])\s*")
_QUOTED_WITHIN = re.compile(r"(\\(?:enquote|mkbibquote)\{[^{}]*)\\(?:enquote|mkbibquote)\{([^{}]*)\}")
_SIGNS = {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SWITCHES = {"b": r"\textbf{", "s": r"\textsc{", "e": r"\emph{", "i": r"\emph{", "l": r"\emph{"}
#: Any other formula; what begins with a number and goes on in words are two prices.
_FORMULA = re.compile(r"(?<!\\)\$(?!\s*\d[^$]*\s[^\W\d_]{2,})([^$]*[^$\\])\$")
_IN_FORMULA = re.compile(r"([\^_])\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|[^{}\\\s]))")
_OF_LETTERS = re.compile(r"\\(?:rm|bf|it|sf|tt|cal|displaystyle|textstyle|limits)(?![A-Za-z])\s*")
_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True)) | {
    letter: unicodedata.lookup(f"MODIFIER LETTER SMALL {letter.upper()}") for letter in "abcdefghjklmoprstuvwxyz"
}
_LOWERED = dict(zip("0123456789+-=()aeoxijrt", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓᵢⱼᵣₜ", strict=True))
#: What changes letters, spaces or capitals, and leaves the words as they are.
_UNSEEN = re.compile(
    r"normal(?:font|size)|(?:rm|sf|tt|md|up|it|sl|sc|bf|em)(?:family|series|shape)?|textnormal|fup|small|large|autocap"
    r"|[hv]?phantom|smash|[rl]lap|(?:Make)?(?:[Uu]pper|[Ll]ower)case|unskip|thinspace|nobreak(?:space|dash)|newline"
    r"|(?:no|allow|line)break|relax|protect|ensuremath|nohyphens|selectlanguage|color|label|(?:no|foot)?cite\w*|Cite\w*"
)
# it writes to stderr what is reported in the book's language
logging.getLogger("pylatexenc").addHandler(logging.NullHandler())


def decoded(value: str, *, is_rich: bool = False) -> str:
    """A BibTeX value as plain text: escapes read, braces gone, white space folded; a formula in signs of Unicode, or
    as it is written where it has a macro that nobody knows.

    ``is_rich`` keeps italics, bold and small capitals, in the markup of CSL-JSON (``<i>``).
    """
    folded = re.sub(r"\s+", " ", value).replace("---", "—").replace("--", "–")
    if not _HAS_LATEX.search(folded):
        return folded.strip()
    bare = re.sub(r"[{}\\]", "", folded)
    if len(folded) > _LONGEST:
        return bare.strip()
    try:
        folded = _ALSO_SCRIPT.sub(lambda found: _script("_" if found[1] == "sub" else "^", found[2]), folded)
        folded = _SCRIPT.sub(lambda found: _script(found[1], found[2] if found[3] is None else found[3]), folded)
        folded = _FORMULA.sub(lambda found: _formula(found[0], found[1], is_rich), folded)
        folded = re.sub(r"\\([~^])\{\}", lambda sign: _SIGNS[sign[1]], folded)
        folded = _QUOTED_WITHIN.sub(r"\1‘\2’", folded)
        folded = _SWITCHED.sub(lambda found: _SWITCHES["l" if found[1].startswith("sl") else found[1][0]], folded)
        # a bare % or & is a slip that no comment or table was meant by, « ` » with its other half a quotation mark
        folded = re.sub(r"(?<![`\\])`(?=\w[^`']*')", "‘", folded)
        text = (_RICH if is_rich else _TEXT).latex_to_text(
            re.sub(r"(?<!\\)[%&]", r"\\\g<0>", folded), latex_context=_ARGUMENTS
        )
    except Exception:  # of half a macro pylatexenc makes an IndexError, a KeyError, a RecursionError …
        text = bare
    return re.sub(r"[ \n]+", " ", re.sub(r"\\([%&])", r"\1", text)).strip()


def is_known(macro: str) -> bool:
    """Whether a macro outside of formulas becomes a text of its own, or changes nothing that is printed."""
    return _CONTEXT.get_macro_spec(macro) is not None or bool(_UNSEEN.fullmatch(macro))


def _formula(whole: str, inner: str, is_rich: bool) -> str:
    """A formula in signs of Unicode, « E = mc² »; as it is written where it has a macro that nobody knows."""
    inner = _OF_LETTERS.sub("", inner)
    if any(_CONTEXT.get_macro_spec(name) is None for name in re.findall(r"\\([A-Za-z]+)", inner)):
        return whole

    def placed(found: re.Match[str]) -> str:
        kind, text = found[1], _script(found[1], found[3] if found[2] is None else found[2])
        if text == "°" or all(char in (_RAISED if kind == "^" else _LOWERED).values() for char in text):
            return text
        tag = "sup" if kind == "^" else "sub"
        return f"<{tag}>{text}</{tag}>" if is_rich else f"{kind}{text}" if text.isalnum() else f"{kind}({text})"

    def spaced(found: re.Match[str]) -> str:
        spec = _ARGUMENTS.get_macro_spec(found[1])
        return found[0] if spec and spec.args_parser and spec.args_parser.argspec else f"\\{found[1]}{{}} "

    text = _MATHS.latex_to_text(re.sub(r"\\([A-Za-z]+) +", spaced, _IN_FORMULA.sub(placed, inner))).strip()
    return re.sub(r"[{}]", r"\\\g<0>", text)


def _script(kind: str, written: str) -> str:
    """What is raised or lowered in signs of Unicode; in letters on the line where it has none for one of them."""
    if written == r"\circ":
        return "°"
    text = _MATHS.latex_to_text(written).strip() if "\\" in written else written
    table = _RAISED if kind == "^" else _LOWERED
    return "".join(map(table.get, text)) if text and all(char in table for char in text) else text  # type: ignore[arg-type]

"""Markup that other programs read and MyST prints as it stands: of Word, pandoc, Quarto, Obsidian, WordPress."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from synthkit.diagnostics import Code, Problem, Where
from synthkit.editor.lint.myst_lines import Kind, Source
from synthkit.editor.lint.prose import CODE, COVER, cover, paragraphs
from synthkit.i18n import N_


class _Form(NamedTuple):
    """What is found, what has to stand there (with its groups), the extension of MyST that reads it as it is."""

    found: re.Pattern[str]
    expected: str
    extension: str = ""


#: Nobody types these between two dollars for money: a sign of TeX, a letter alone, a sum.
_TEX = r"(?=[^$]*[\\^_={}<>]|[a-zA-Z]\$|[a-zA-Z\d(]+\s*[-+*/]\s*[a-zA-Z\d])"
_FORMS = (
    _Form(re.compile(r"\$\$(?P<tex>.{1,2000}?)\$\$", re.DOTALL), "```{{math}}", "dollarmath"),
    _Form(
        re.compile(rf"(?<![\\$\w])\${_TEX}(?P<tex>[^\s$](?:[^$\n]*[^\s$\\])?)\$(?![\d$])"),
        "{{math}}`{tex}`",
        "dollarmath",
    ),
    _Form(re.compile(r"\\begin\{(?:equation|align|gather|multline|eqnarray)\*?\}"), "```{{math}}", "amsmath"),
    _Form(re.compile(r"\\\((?P<tex>[^()\n]*[\\^_={}][^()\n]*)\\\)"), "{{math}}`{tex}`"),
    _Form(re.compile(r"!\[\[(?P<target>[^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]"), "![…]({target})"),
    _Form(
        re.compile(r"(?<!!)\[\[(?P<target>[^\[\]|#\n]*[^\W\d][^\[\]|#\n]*)(?:[|#][^\[\]\n]*)?\]\](?!\()"),
        "[…]({target}.md)",
    ),
    _Form(
        re.compile(r"(?<![*\w\\])\*\*(?=\s|[^*\n]*\s\*\*)\s*(?P<text>[^*\s](?:[^*\n]*[^*\s])?)\s*\*\*(?![*\w])"),
        "**{text}**",
    ),
    _Form(re.compile(r"(?<![=\w])==(?P<text>[^\s=](?:[^=\n]*[^\s=])?)==(?![=\w])"), "*{text}*"),
    _Form(re.compile(r"(?<=[\w)])\^(?P<text>[^\s^]{1,12})\^"), "{{sup}}`{text}`"),
    _Form(re.compile(r"(?<=[\w)])~(?P<text>[^\s~]{1,12})~(?!~)"), "{{sub}}`{text}`"),
    _Form(re.compile(r"^[ \t]*[•●▪◦‣·][ \t]+(?P<text>[^\n]{1,40})", re.MULTILINE), "- {text}"),
    _Form(re.compile(r"^>\s*\[!(?P<name>\w+)\]", re.MULTILINE), ":::{{{name}}}", "alert"),
    _Form(re.compile(rf"(?<=[){COVER}])\{{[^{{}}\n]*[=.#][^{{}}\n]*\}}"), "```{{figure}}", "attrs_inline"),
    _Form(re.compile(r"\{\{<\s*(?P<name>\w+)[^{}\n]*>\}\}"), "```{{{name}}}"),
    _Form(re.compile(r"\[(?:caption|gallery|embed|footnote|audio|video)\b[^\]\n]*\](?!\()"), "Markdown"),
)
_BARE = re.compile(r"(?<![\w<(\[\"'=/])https?://[^\s<>]*[^\s<>.,;:!?)\]»”’\"'*_]")
_OF_OTHERS = re.compile(
    rf"{CODE.pattern}|<!--.*?-->|</?[A-Za-z][^<>]*>|<[^<>\s]+>|(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    r"|^\s*\[[^\]^\n]+\]:.*$|^\s*%.*$|^\s*:[\w-]+:(?:\s.*)?$",
    re.DOTALL | re.MULTILINE,
)


def check(source: Source, where: Where, extensions: frozenset[str]) -> Iterator[Problem]:
    """All of it in one file of a book with these extensions of MyST."""
    message = N_("'%(found)s' is shown as it stands; expected: %(expected)s")
    forms = [form for form in _FORMS if form.extension not in extensions]
    for paragraph in paragraphs(source):
        text = _OF_OTHERS.sub(cover, paragraph.text)
        found = [(one, form) for form in forms for one in form.found.finditer(text)]
        taken = 0
        for one, form in sorted(found, key=lambda pair: pair[0].start()):
            if one.start() < taken:
                continue
            taken = one.end()
            groups = {name: of.strip() for name, of in one.groupdict().items()}
            shown = " ".join(paragraph.text[one.start() : one.end()].split())[:60]
            values = {"found": shown, "expected": form.expected.format(**groups)}
            yield Problem(Code.MALFORMED_MARKUP, message, where.at(paragraph.line_at(one.start())), values)
        for address in () if "linkify" in extensions else _BARE.finditer(text):
            bare = N_("'%(found)s' is no link; expected: <%(found)s>, or linkify among the extensions of MyST")
            place = where.at(paragraph.line_at(address.start()))
            yield Problem(Code.BARE_ADDRESS, bare, place, {"found": address[0]})
    yield from _tables(source, where)


def _tables(source: Source, where: Where) -> Iterator[Problem]:
    """Rows without the rule behind the first, which alone makes a table of them."""
    before = None
    for number, line in enumerate(source.lines):
        is_row = line.kind is Kind.PROSE and _is_row(line.text)
        following = source.lines[number + 1].text if number + 1 < len(source.lines) else ""
        if is_row and not before and _is_row(following) and not set(following.strip()) <= set("|:- \t"):
            message = N_("this row begins no table; expected: a line %(expected)s behind it")
            cells = line.text.strip().strip("|").count("|") + 1
            yield Problem(Code.MALFORMED_MARKUP, message, where.at(line.number), {"expected": "|" + "---|" * cells})
        before = is_row


def _is_row(line: str) -> bool:
    """Whether a line is two cells or more between upright strokes."""
    bare = line.strip()
    return bare.startswith("|") and bare.endswith("|") and bare.count("|") > 2

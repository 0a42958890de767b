"""Markup that other programs read and MyST prints as it stands: of Word, pandoc, Quarto, Obsidian, WordPress, LaTeX."""

import html
import re
from collections.abc import Iterator
from html.entities import html5

from synthkit.diagnostics import Code, Problem, nearest
from synthkit.editor.lint.blocks import WITH_EXTENSION
from synthkit.editor.lint.myst_lines import Kind, Line, Source, Vocabulary, problem
from synthkit.editor.lint.prose import CODE, COVER, cover, paragraphs
from synthkit.i18n import N_
from synthkit.model import values
from synthkit.schema import RECORDS

#: Nobody types these between two dollars for money: a sign of TeX, a letter alone, a sum.
_TEX = r"(?=[^$]*[\\^_={}<>]|[a-zA-Z]\$|[a-zA-Z\d(]+\s*[-+*/]\s*[a-zA-Z\d])"
_TEXT = r"(?P<text>[^{}\n]*)"
_AMS = r"\\begin\{(?P<kind>equation|align|gather|multline|eqnarray)\*?\}"
#: Words no factor of a product ends with, those none begins with, what stands behind a sign that ends emphasis.
_BEFORE = (
    "un une le la les leur du des de ce cette ces mon son sa ses au aux en et ou est dans sur par the an of is and or"
)
_BEFORE = "|".join(rf"(?<=\b{word} )" for word in _BEFORE.split())
#: Commands of LaTeX that are understood, and what stands behind a command.
_NO_CITE = r"(?!(?:cite[pt]?|parencite|autocite|textcite)\*?[\[{])"
_OF_IT = r"\*?(?:\[[^\[\]\n]*\])?(?:\{[^{}\n]*\})*"
#: What a book with references reads as MyST does with an extension.
_CITATIONS = "citations"
_BEHIND = r"(?=[ ]?[,;:!?»)]|\.(?:\s|\Z)|[ ](?:est|sont|et|ou|dans|qui|que|is|are|and|or|which)\b)"
_EMPHASIS = r"(?P<text>[^\W\d_](?:[^*\n]*[^*\s\\])?)"
_ENDS = r"\*(?=[\s.,;:!?…»)]|\Z)(?!\s*\d)"
#: What is found, what has to stand there (with its groups), the extension of MyST that reads it as it is.
FORMS = tuple(
    (re.compile(pattern, re.MULTILINE), expected, "".join(extension))
    for pattern, expected, *extension in (
        # -- formulas
        (r"(?s:\$\$(?P<tex>.{1,2000}?)\$\$)", "```{{math}}", "dollarmath"),
        (rf"(?<![\\$\w])\${_TEX}(?P<tex>[^\s$](?:[^$\n]*[^\s$\\])?)\$(?![\d$])", "{{math}}`{tex}`", "dollarmath"),
        (rf"\$(?P<code>{COVER}+)\$", "{{math}}{code}"),
        (rf"(?<![\\$\w])\$[ ]+{_TEX}(?P<tex>[^$\n]*?)[ ]+\$(?![\d$])", "{{math}}`{tex}`", "dmath_allow_space"),
        (rf"(?s:{_AMS}(?:.*?\\end\{{(?P=kind)\*?\}})?)", "```{{math}}", "amsmath"),
        (r"\\\((?P<tex>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\\\)", "{{math}}`{tex}`"),
        (r"\\\[(?=[^\]]*(?:(?<!\\)[\^_={}]|\\[A-Za-z]))(?P<tex>[^\]]{1,2000}?)\\\]", "```{{math}}"),
        # -- commands of LaTeX
        (rf"\\(?:emph|textit)\{{{_TEXT}\}}", "*{text}*"),
        (rf"\\textbf\{{{_TEXT}\}}", "**{text}**"),
        (rf"\\(?:(?:sub)*section|chapter|paragraph)\*?\{{{_TEXT}\}}", "## {text}"),
        (r"\\(?:auto|page|eq|[cC])?ref\{(?P<target>[^{}\n]+)\}", "[…](#{target})"),
        (rf"\\footnote\{{{_TEXT}\}}", "[^1] ⏎ [^1]: {text}"),
        (r"(?s:\\begin\{(?P<kind>[a-z]+\*?)\}.*?(?:\\end\{(?P=kind)\}|\Z))", "Markdown"),
        (
            r"\\(?:foot|full|super|smart|footfull)cite[a-z]*\*?(?:\[[^\[\]\n]*\])*\{(?P<target>[^{}\n]+)\}",
            "[@{target}]",
        ),
        (
            rf"(?:(?<![\w\\:/.])\\{_NO_CITE}[a-zA-Z]{{2,}}(?![\w\\.-])|(?<!\\)\\{_NO_CITE}[a-zA-Z]+(?=\*?[\[{{])){_OF_IT}",
            "Markdown",
        ),
        (r"(?<=\w)\\,(?=\w)", "&nbsp;"),
        (r"(?<!\\)\\['`^\"~=.]\{\\?[a-zA-Z]\}", "Unicode"),
        (r"\b(?P<text>[^\W\d_]{1,12}\.?)~(?P<name>\w+)\b(?!~)", "{text}&nbsp;{name}"),
        # -- pandoc, Quarto
        (r"(?<![*\w\\])\*\*(?=\s|[^*\n]*\s\*\*)\s*(?P<text>[^*\s](?:[^*\n]*[^*\s])?)\s*\*\*(?![*\w])", "**{text}**"),
        (rf"(?:(?<=[\s(«“])|^)\*{_EMPHASIS}[ \t]+{_ENDS}", "*{text}*"),
        (rf"(?i:{_BEFORE})\*[ \t]+{_EMPHASIS}[ \t]*{_ENDS}", "*{text}*"),
        (rf"(?<=\S[ ])\*[ \t]+(?!(?:et|ou|and|or)\b){_EMPHASIS}[ \t]+\*{_BEHIND}", "*{text}*"),
        (r"(?<!\w)__[ \t]+(?P<text>[^\s_](?:[^_\n]*[^\s_])?)[ \t]+__(?!\w)", "**{text}**"),
        (r"(?<=[\w)])\^(?P<text>[^\s^]{1,12})\^", "{{sup}}`{text}`"),
        (r"(?<=[\w)])~(?P<text>[^\s~]{1,12})~(?!~)", "{{sub}}`{text}`"),
        (r"(?<![~\w])~~(?P<text>[^\s~](?:[^~\n]*[^\s~])?)~~(?![~\w])", "<del>{text}</del>", "strikethrough"),
        (r"(?:\^|\bfootnote:)\[(?P<text>[^\[\]\n]+)\]", "[^1] ⏎ [^1]: {text}"),
        (r"\A\[\^(?P<name>[^\]\s]+)\][ \t]+(?P<text>\S[^\n]{0,40})", "[^{name}]: {text}"),
        (r"\[\^[^\]\n]*\s[^\]\n]*\]:?", "[^1]"),
        (r"\[\\?\[?(?P<name>\d+|[ivx]+)\\?\]\]?\(#_(?:ftn|edn)\w*\)", "[^{name}]"),
        (
            r"^(?P<signs>#{1,6})[ \t]+(?P<text>[^\n{]*?)[ \t]*\{#(?P<name>[\w:-]+)[^{}\n]*\}[ \t]*$",
            "({name})= ⏎ {signs} {text}",
        ),
        (r"^(?P<signs>#{1,6})[ \t]+(?P<text>[^\n{]*?)[ \t]*\{(?:-|\.[^{}\n]*)\}[ \t]*$", "{signs} {text}"),
        (rf"(?<={COVER})[ \t]+\{{#(?P<name>[\w:-]+)[^{{}}\n]*\}}", "$$ ({name})"),
        (r"\A:[ \t]+(?P<text>[^\n{]+?)[ \t]*(?:\{[^{}\n]*\})?[ \t]*$", "```{{table}} {text}"),
        (rf"(?<={COVER})\{{=(?P<name>\w+)\}}", "```{{raw}} {name}"),
        (rf"(?<=[)\]\w{COVER}])\{{(?!:)[^{{}}\n]*[=.#][^{{}}\n]*\}}", "```{{figure}}", "attrs_inline"),
        (r"\{(?P<name>[\w-]+)=(?P<text>[^\s\"'{}]*[^\w\s\"'{}:-][^\s{}]*)\}", '{{{name}="{text}"}}'),
        (r"(?<=\*)\{[.#=][^{}\n]*\}", "Markdown"),
        (r"\\@ref\((?P<target>[^()\n]+)\)", "[…](#{target})"),
        (r"\{\{[<%]\s*(?P<name>\w+)[^{}\n]*[>%]\}\}", "```{{{name}}}"),
        (r"\[[^\[\]@\n]*(?<![\w.])@\w[^\[\]\n]*\](?![(\[:])", N_("an entry of that key in a .bib"), _CITATIONS),
        (r"(?<![\w@/.-])@(?P<target>(?i:fig|tbl|sec|eq|lst|thm)-[\w-]+)", "[…](#{target})"),
        (r"^\(@[\w-]*\)[ \t]+(?P<text>[^\n]{1,40})", "1. {text}"),
        (r"^\|[ \t](?P<text>[^|\n]+)$", "{text}\\"),
        (r"^\+(?:[-=]{2,}\+)+[ \t]*$(?:\n[|+][^\n]*)*", "| … | … |"),
        (r"^[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*$", "| … | … |"),
        (r"^(?P<text>[^\n:]{1,80})\n:[ \t]+\S", "- **{text}** : …", "deflist"),
        (r"^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]", "- ☐ …", "tasklist"),
        # -- Obsidian, GitHub, MkDocs, Jekyll
        (r"!\[\[(?P<target>[^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]", "![…]({target})"),
        (r"(?<!!)\[\[(?P<target>[^\[\]|#\n]*[^\W\d][^\[\]|#\n]*)(?:[|#][^\[\]\n]*)?\]\](?!\()", "[…]({target}.md)"),
        (r"(?<![=\w])==(?P<text>[^\s=](?:[^=\n]*[^\s=])?)==(?![=\w])", "*{text}*"),
        (r"^>\s*\[!(?P<kind>\w+)\]", ":::{{{kind}}}", "alert"),
        (r"^(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>\w+)[^\n]*", ":::{{{kind}}}"),
        (r"^===[ \t]+\"(?P<text>[^\"\n]+)\"", ":::{{tab-item}} {text}"),
        (r"(?<!\w)\+\+(?P<text>\w[\w+-]*)\+\+(?!\w)", "{{kbd}}`{text}`"),
        (rf"(?<![\w:/`.])(?P<text>:[a-z]{{2,}}(?:_[a-z]+)*:)(?![\w`:{COVER}\\])", "Unicode"),
        (r"%%(?P<text>[^%\n]+)%%", "% {text}"),
        (r"\{%[^{}\n]*%\}|\{:[ \t]*[.#\w][^{}\n]*\}", "Markdown"),
        (r"^\[(?i:\[?_*toc_*\]?|table des matières)\][ \t]*$", "```{{contents}}"),
        (r"\{\{\{(?P<text>[^{}\n]+)\}\}\}", "## {text}"),
        (r"\{\{[^{}\n]+\}\}", "Markdown", "substitution"),
        # -- WordPress, wikis, SPIP, Textile, AsciiDoc, Org
        (r"\[/?(?:caption|gallery|embed|footnote|audio|video)\b[^\]\n]*\](?!\()", "Markdown"),
        (r"\[[a-z][\w-]*(?:[ \t]+[\w-]+=[\"'][^\"'\]\n]*[\"'])+[ \t]*/?\](?!\()", "Markdown"),
        (r"\[(?P<name>[a-z][\w-]*)(?:[ \t][^\]\n]*)?\](?!\()[^\[\]]*\[/(?P=name)\]", "Markdown"),
        (r"\[[a-z][\w-]+[ ]https?://[^\]\s]+\](?!\()", "Markdown"),
        (r"(?:(?<=\s)|^)\^(?P<name>[a-zA-Z][\w-]*)\s*\Z", "({name})="),
        (r"^\[(?:NOTE|TIP|WARNING|CAUTION|IMPORTANT|quote|source|verse)\b[^\]\n]*\][ \t]*$", "Markdown"),
        (r"^\|={3,}[ \t]*$", "| … | … |"),
        (r"\A\*[ \t][^\n]*\n\*{2,}[ \t]+(?P<text>[^\n]{1,40})", "  - {text}"),
        (r"'''(?P<text>[^'\n]+)'''", "**{text}**"),
        (r"(?<!')''(?P<text>[^'`\n]+)''(?!')", "*{text}*"),
        (r"^={1,6}[ \t]+(?P<text>[^=\n]+?)[ \t]*=*[ \t]*$", "## {text}"),
        (r"^h[1-6]\.[ \t]+(?P<text>[^\n]+)", "## {text}"),
        (r"^#\+[A-Za-z_]+", "Markdown"),
        (r"\[(?P<target>https?://[^\s\]]+)[ \t]+(?P<text>[^\]\n]+)\](?!\()", "[{text}]({target})"),
        (r"\b(?:image|xref|link|kbd|btn|menu|include|video|audio|stem)::?[^\s\[\]:]*\[[^\]\n]*\]", "Markdown"),
        (r"(?:link:)?(?P<target>https?://[^\s\[\]]+)\[(?P<text>[^\]\n]+)\]", "[{text}]({target})"),
        (r"\[(?P<text>[^\[\]\n]+?)->(?P<target>[^\[\]\n]+)\]", "[{text}]({target})"),
        (r"\"(?P<text>[^\"\n]+)\":(?P<target>https?://[^\s.,;]+(?:[.,;][^\s.,;]+)*)", "[{text}]({target})"),
        # -- reStructuredText
        (r"^\.\.[ \t]+(?P<name>[\w:-]+)::[ \t]*(?P<text>[^\n]{0,40})", ":::{{{name}}} {text}"),
        (r"^\.\.[ \t]+_(?P<name>[^:\n]+):[ \t]*$", "({name})="),
        (r"^\.\.[ \t]+\[#?(?P<name>[^\]\n]+)\]", "[^{name}]:"),
        (r"^\.\.[ \t]+(?P<text>[^\n.]{1,40})", "% {text}"),
        (r"(?<!\w)\[(?P<name>#?\w+)\]_(?!\w)", "[^{name}]"),
        (rf"(?P<text>{COVER}{{3,}})__?(?![\w{COVER}])", "[…](…)"),
        # -- word processors, Zotero
        (r"</?[a-z]:\w+[^<>\n]*>(?:</[a-z]:\w+>)?", "Markdown"),
        (r"^[ \t]*[•●▪◦‣·∙○■□◆◇▫➢➤❖✓✔►▶☐-☒❏-❒✗✘⁃\ue000-\uf8ff][ \t]+(?P<text>[^\n]{1,40})", "- {text}"),
        (
            r"^[ \t]*(?P<sign>[–—→⇒]|o(?=\t))[ \t]+(?P<text>[^\n]{1,40})[^\n]*(?:\n[ \t]*(?P=sign)[ \t]+[^\n]*)+",
            "- {text}",
        ),
        (r"\A[ \t]*[-*+][ \t][^\n]{1,40}\n[ \t]*[–—][ \t]+(?P<text>[^\n]{1,40})", "- {text}"),
        (r"^-(?P<text>[^\W\d_][^\n]{0,40})[^\n]*(?:\n-[^\W\d_][^\n]*)+", "- {text}"),
        *(
            (rf"^[ \t]*{sign}(?P<text>[^\n]{{1,40}})[^\n]*(?:\n[ \t]*{sign}[^\n]*)+", "1. {text}")
            for sign in (
                r"[a-z]\)[ \t]+",
                r"\(\d{1,2}\)[ \t]+",
                r"\d{1,2}[ \t]+[-–][ \t]+",
                r"\d{1,2}\.(?=[^\W\d_])",
                r"[ivx]+[.)][ \t]+",
            )
        ),
        (r"^(?P<text>[^\s|>#][^\t\n|]*)\t[^\n|]*(?:\n[^\t\n|]+\t[^\n|]*)+", "| {text} | … |"),
        (r"^\[(?P<name>\d{1,3})\]:?[ \t]+(?P<text>[^\s(][^\n]{0,40})", "[^{name}]: {text}"),
        (r"^[¹²³⁴-⁹][⁰¹²³⁴-⁹]*[ \t]+(?P<text>\S[^\n]{0,40})", "[^1]: {text}"),
        (r"^(?P<text>[^\n]{2,80})\n[ \t]*(?P<sign>[_^*+])(?P=sign){3,}[ \t]*$", "## {text}"),
        (r"^(?P<text>[^\n]{60,}[.!?…»])\n-{3,}[ \t]*$", "⏎ ---"),
        (
            r"Erreur\s?! (?:Source du renvoi introuvable|Signet non défini)"
            r"|Error! (?:Reference source not found|Bookmark not defined)"
            r"|\{ ?(?:REF|PAGEREF|NOTEREF|HYPERLINK|SEQ|TOC)\b[^{}\n]*\}"
            r"|\\\* ?MERGEFORMAT",
            "[…](…)",
        ),
        (r"\bADDIN [A-Z]+[^\n]*|\{[ |]*[^\W\d_][^{}|\n]*\b(?:1[5-9]|20)\d\d[a-z]?(?:[ ,|][^{}\n]*)?\}", "[@…]"),
    )
)
#: Lines of words and of signs that begin nothing above: nearly all of a book, in which nothing is looked for.
_WORDS = rf"[^\W\d_]{{2}}(?:[^\W_]|[ \u00a0\u202f{COVER},;.!?()’«»–—…-]|'(?!')|:(?![\na-z/]))*+"
PLAIN = re.compile(rf"(?s:(?!.*(?:Err(?:eur|or)|ADDIN|www\.|\bdoi))){_WORDS}(?:\n{_WORDS})*+\n?")
BARE = re.compile(
    r"(?<![\w<(\[\"=/@.+-])(?<!(?<!\w)')(?:https?://|www\.|doi: ?(?=10\.\d{4})|[\w.+-]+@(?=[\w-]+\.[a-z]))"
    r"[^\s<>\[\]]*[^\s<>.,;:!?)\[\]»”’\"'*_]"
)
_OF_OTHERS = rf"{CODE.pattern}|<!--.*?-->|</?(?![a-z]:)[A-Za-z][^<>]*>|<(?!/?[a-z]:)[^<>\s]+>"
_OF_OTHERS += r"|(?<=\])\((?!#_)[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
_OF_OTHERS += r"|^\s*\[[^\]^\n]+\]:\s*(?:<[^<>\n]*>|\S+)(?:\s+[\"'(].*)?$|^\s*%.*$|^[ \t>]*:[\w-]+:(?:\s.*)?$"
#: By the extension that reads it, what is no prose then.
_READ = {"dollarmath": r"\$\$.+?\$\$|(?<![\\\w])\$[^$\n]+\$", "amsmath": rf"{_AMS}.*?\\end\{{(?P=kind)\*?\}}"}
#: A row without strokes outside, or the rule of such a table; no sentence that has one.
_OPEN_ROW = re.compile(r"(?!.*(?:[,.;:] |[.:]$))[^|`$]*\S[ \t]+\|[ \t]+[^|`$]+(?:\|[^|`$]+)*|[ :-]+(?:\|[ :-]+)+")
SHOWN = N_("'%(found)s' is shown as it stands; expected: %(expected)s")
#: Options whose words no edition reads as markup, and markup with the words in it.
_PLAIN = {
    option.name
    for rows in RECORDS.values()
    for option in rows
    if option.format in (values.TEXT, values.WORDS, values.BODIES, values.AFFILIATIONS)
    and not option.field.startswith("name.")  # a check of names has them
}
_VALUE = re.compile(r"\s*:(?P<name>[\w-]+):\s+(?P<value>.+)")
_MARKUP = re.compile(
    r"(?<![\w*])\*{1,2}(?=[^\s*])([^*]+?)\*{1,2}(?![\w*])|\[([^\[\]]+)\]\([^()]+\)"
    r"|(&(?:[a-zA-Z]{2,8}|#\d+);)|\{[a-z:]+\}`([^`]+)`|\\[a-zA-Z]+\{([^{}]*)\}"
)
_ENTITY = re.compile(r"&(?P<name>[A-Za-z]\w{1,20};)")


def check(source: Source, vocabulary: Vocabulary) -> Iterator[Problem]:
    """All of it in one file."""
    extensions = vocabulary.extensions | ({_CITATIONS} if vocabulary.has_references else set())
    covered = re.compile("|".join([_OF_OTHERS, *(_READ[name] for name in _READ if name in extensions)]), re.S | re.M)
    bare = N_("'%(found)s' is no link; expected: <%(expected)s>, or linkify among the extensions of MyST")
    forms = [form for form in FORMS if form[2] not in extensions]
    for paragraph in paragraphs(source):
        text = covered.sub(cover, paragraph.text)
        if PLAIN.fullmatch(text):
            continue
        matches = [(one, expected, more) for pattern, expected, more in forms for one in pattern.finditer(text)]
        taken = 0
        for one, expected, extension in sorted(matches, key=lambda match: match[0].start()):
            if one.start() < taken:
                continue
            taken = one.end()
            groups = {name: paragraph.text[slice(*one.span(name))].strip() for name in one.groupdict()}
            groups["kind"] = groups.get("kind", "").lower()
            found, meant = " ".join(paragraph.text[slice(*one.span())].split())[:60], expected.format(**groups).rstrip()
            line, message = (
                paragraph.line_at(one.start()),
                WITH_EXTENSION if extension not in ("", _CITATIONS) else SHOWN,
            )
            yield problem(line, Code.MALFORMED_MARKUP, message, found=found, expected=meant, extension=extension)
        for entity in _ENTITY.finditer(text):
            if entity["name"] not in html5:
                meant = nearest(entity["name"], [name for name in html5 if name.endswith(";")]) or "amp;"
                line = paragraph.line_at(entity.start())
                yield problem(line, Code.MALFORMED_MARKUP, SHOWN, found=entity[0], expected=f"&{meant}")
        for address in BARE.finditer(text):
            is_read = "linkify" in extensions and re.search("://|@", address[0])
            if address.start() >= taken and not is_read:
                full = re.sub("^www", "https://www", re.sub("^doi: ?", "https://doi.org/", address[0]))
                message, line = SHOWN if "linkify" in extensions else bare, paragraph.line_at(address.start())
                yield problem(line, Code.BARE_ADDRESS, message, found=address[0], expected=full)
    yield from _tables(source)


def marked_options(source: Source) -> Iterator[Problem]:
    """Remarks on markup in options whose words no edition reads as markup."""
    for block in source.blocks:
        for number in block.options if block.name in RECORDS else ():
            option = _VALUE.match(source.lines[number - 1].text)
            if option and option["name"] in _PLAIN and (markup := _MARKUP.search(option["value"])):
                plain = html.unescape(
                    _MARKUP.sub(
                        lambda one: next(filter(None, one.groups()), ""),
                        option["value"],
                    )
                )
                meant = " ".join(plain.split())[:60] or "…"
                yield problem(number, Code.STRAY_CHARACTER, SHOWN, found=markup[0][:60], expected=meant)


def _tables(source: Source) -> Iterator[Problem]:
    """Rows without the rule behind the first, which alone makes a table of them."""
    lines = [*source.lines, Line(0, "", Kind.BLANK)]
    rows, begins, size = [_is_row(line) for line in lines], True, 0
    for number, line in enumerate(source.lines):
        following = lines[number + 1].text
        is_rule = set(following.strip()) <= set("|:- \t") and _cells(following) == _cells(line.text)
        if size and rows[number] and _cells(line.text) > size:
            message = N_(
                "this row has more cells than the first, so what is in the last is lost; expected: %(expected)s"
            )
            yield problem(line.number, Code.MALFORMED_MARKUP, message, expected=size)
        size = (_cells(line.text) if begins and is_rule else size) if rows[number] else 0
        if begins and rows[number] and rows[number + 1] and not is_rule:
            message = N_("this row begins no table; expected: a line %(expected)s behind it")
            yield problem(line.number, Code.MALFORMED_MARKUP, message, expected="|" + "---|" * _cells(line.text))
        begins = line.kind is not Kind.PROSE or (line.text.strip().startswith("|") and not rows[number])


def _cells(row: str) -> int:
    return len(re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|")))


def _is_row(line: Line) -> bool:
    """Whether a line is two cells or more, between upright strokes or without those outside."""
    bare = line.text.strip()
    is_closed = bare.startswith("|") and bare.endswith("|") and bare.count("|") > 2
    return line.kind is Kind.PROSE and bool(is_closed or _OPEN_ROW.fullmatch(bare))

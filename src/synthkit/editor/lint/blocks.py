"""Settings, fences, options and headings are what they look like: each opened one closed, each option read as one."""

import re
from collections.abc import Iterator
from contextlib import suppress

import yaml
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from synthkit.diagnostics import Code, Problem, nearest
from synthkit.editor.lint.myst_lines import PROSE, Block, Kind, Line, Source, Vocabulary, problem
from synthkit.i18n import N_

#: Short of one character, or with the braces forgotten.
_ALMOST = re.compile(
    r"^\s*(?P<fence>:{1,2}|`{1,2}|[‘’“”´′'\"]{2,4}|[：·.…]{1,4}|: : :)\s*\{(?P<name>[a-z][\w:-]*)\}\s*(?P<rest>[^`]*)$"
)
_BARE = re.compile(r"^(?P<name>[a-z][\w-]*)\s*(?P<rest>.*)$")
#: What stands in braces behind a fence of pandoc and Quarto: a format, a class among others, a language.
_ATTRIBUTES = re.compile(r"^=(?P<format>\w+)|\.(?:callout-)?(?P<class>[\w-]+)|^(?P<name>[\w+-]+)")
_OPTION = re.compile(r"^\s*:(?P<name>[^\s:]+)[ ]*:(?: +(?P<value>.*)|)$")
#: Options without a value, and what somebody writes behind one who doesn't want it.
_FLAGS = ("hidden", "glob", "titlesonly", "includehidden", "reversed", "local", "linenos", "open", "nowrap", "all")
_NO = re.compile(r"[\"']?(?:non?|false|faux|off|0)[\"']?", re.IGNORECASE)
#: The second line of a value that takes several.
_CONTINUED = re.compile(r"^\s*: +\S[^\t]*$")
_LIKE_OPTION = re.compile(r"^\s*:?\s*(?P<name>[A-Za-z][\w-]*)\s*(?P<colon>:?)\s*(?P<value>.*)$")
#: With no space behind its signs, or one that isn't any for Markdown.
_HEADING = re.compile(r"^(?P<signs>#{1,6})(?:(?=[^\W\d_])|(?=[\u00a0\u2007\u2009\u200b\u202f]))\s*(?P<title>.*)$")
#: Several values between quotation marks each: YAML reads the first and stops.
_QUOTED_LIST = re.compile(r"""\s*(["'])[^"']*\1\s*[,;].*""")
#: A sentence, as far as one can be recognized from code.
_INDENTED = re.compile(r"^\s+[«“]?\s*[^\W\d_a-z][^{}();=<>$\\]*(?: [^{}();=<>$\\ ]+){2}.*[.!?…»:]\s*$")
#: What other programs have above a page and no edition shows, with the option of a chapter that is.
_ELSEWHERE = {
    **dict.fromkeys(("abstract", "subtitle", "license", "licence", "bibliography", "csl", "description"), ""),
    **dict.fromkeys(("affiliation", "affiliations", "résumé", "sous-titre", "categories", "thumbnail"), ""),
    **dict.fromkeys(("author", "authors", "auteur", "auteurs"), "authors"),
    **dict.fromkeys(("keywords", "tags", "mots-clés", "mots-clefs"), "keywords"),
    **dict.fromkeys(("lang", "language", "langue"), "language"),
    **{name: name for name in ("date", "doi")},
}
NOTHING_MADE = N_("nothing is made of the block '%(found)s'; expected: %(expected)s")
_UNREAD = N_("'%(found)s' above the page is in no edition; expected: %(expected)s")
WITH_EXTENSION = N_(
    "'%(found)s' is shown as it stands; expected: %(expected)s, or %(extension)s in myst_enable_extensions"
)
UNREADABLE = N_("the option '%(found)s' can't be read; expected: %(expected)s")
NO_OPTION = N_(
    "'%(found)s' is no option as it stands here, but text; "
    "expected: '%(expected)s', right below the options or the line that opens the block"
)
#: YAML takes a second for each two hundred lines.
_LONGEST = 30_000


def check(source: Source, vocabulary: Vocabulary) -> Iterator[Problem]:
    """All that is wrong with the settings, the blocks and the headings of one file."""
    yield from _front_matter(source)
    for block in source.blocks:
        yield from _fence(block, vocabulary)
        yield from _options(block, source, vocabulary)
        yield from _glossary(block, source)
    for number in source.strays:
        message = N_("these colons close nothing; expected: no such line, or the line that opens the block above it")
        yield problem(number, Code.MALFORMED_FENCE, message)
    for line in source.lines:
        if line.kind is Kind.PROSE:
            yield from _line(line, source, vocabulary)
        elif line.kind is Kind.VERBATIM and _INDENTED.match(line.text):
            above = (block for block in source.blocks if block.line < line.number < (block.end or line.number + 1))
            if source.lines[line.number - 2].kind is Kind.VERBATIM or not all(block.holds_prose for block in above):
                continue  # within another paragraph, or no text of the page
            message = N_("this paragraph begins with spaces or a tab, so it is shown as code; expected: '%(expected)s'")
            yield problem(line.number, Code.MALFORMED_MARKUP, message, expected=line.text.strip()[:60])


_DRAFT = re.compile(r"(?:draft|brouillon): *(?:true|yes|oui)\b|published: *(?:false|no)\b", re.IGNORECASE)
#: A line of settings: a name, what goes on, a remark.
_SETTING_LINE = re.compile(r"\s|#|$|[^:]+:(?:\s|$)")
#: Settings as Hugo has them, or between other signs than three hyphens, or without any.
_NO_SETTINGS = re.compile(
    r"\s*\n---\n\w[\w-]*: |---\n\w[\w-]*(?: *=| +(?:true|false)\b)"
    r"|(?i:title|titre|authors?|auteurs?|date|orphan|tags|keywords|lang): \S"
    r"|(?:\+{3}|[—–_*-]{1,2}|-{4,}|\*{3}|_{3})\s*\n\w[\w-]*\s*[:=]\s"
)
#: What MyST and Sphinx read above a page.
_READ = ("orphan", "tocdepth", "nocomments", "no-search", "nosearch", "title", "myst", "html_meta", "substitutions")
#: A setting with several values, each between quotation marks.
_SEVERAL = re.compile(r"(?P<name>[\w-]+):\s*(?P<values>(?:\"[^\"]*\"|'[^']*')(?:\s*,\s*(?:\"[^\"]*\"|'[^']*'))+)")


def _front_matter(source: Source) -> Iterator[Problem]:
    """A block without its end, or one that is no YAML."""
    lines = [line for line in source.lines if line.kind is Kind.FRONT_MATTER]
    first = "\n".join(line.text for line in source.lines[:3])
    if not lines and _NO_SETTINGS.match(first):
        message = N_(
            "settings stand here that nothing reads; expected: a line --- as the first of the file, "
            "one setting a line, as name: value, and a line --- behind the last of them"
        )
        yield problem(1, Code.BROKEN_FRONT_MATTER, message)
    if not lines:
        yield from _title_block(source)
        return
    if len(lines) == 1 or lines[-1].text.rstrip() not in ("---", "..."):
        message = N_("the settings that begin here have no end; expected: a line --- behind the last of them")
        yield problem(1, Code.BROKEN_FRONT_MATTER, message)
        return
    settings = "\n".join(line.text for line in lines[1:-1])
    if len(settings) > _LONGEST:
        return  # reported by those who would use them
    place = None
    try:
        found = yaml.safe_load(settings)
        if found is None or isinstance(found, dict):
            yield from _unread(found or {}, lines)
            return
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date that is none; brackets a thousand deep
        # a bracket that is never closed is noticed at the end; where it opens is what has to be mended
        opening = getattr(error, "context_mark", None) if "flow" in str(getattr(error, "context", "")) else None
        place = opening or getattr(error, "problem_mark", None)
    odd = next((line.number for line in lines[1:-1] if not _SETTING_LINE.match(line.text)), 2)
    number = min(place.line + 2 if place else odd, lines[-1].number - 1)
    if several := _SEVERAL.fullmatch(source.lines[number - 1].text.strip()):
        if several["name"] in _ELSEWHERE:
            yield from _unread({several["name"]: ""}, lines)
        else:
            message = N_("'%(found)s' are several values; expected: %(expected)s")
            expected = f"{several['name']}: [{several['values']}]"
            yield problem(number, Code.BROKEN_FRONT_MATTER, message, found=several["values"], expected=expected)
        return
    message = N_(
        "the settings above the page can't be read at '%(found)s'; expected: one setting a line, as name: value, "
        "without tabs, a value with : [ ] { } # or quotation marks in it between quotation marks"
    )
    found = source.lines[number - 1].text.strip()[:60]
    yield problem(number, Code.BROKEN_FRONT_MATTER, message, found=found)


def _unread(settings: dict[object, object], lines: list[Line]) -> Iterator[Problem]:
    """Facts of the page, which no edition reads here."""
    for name in (one for one in _ELSEWHERE if one in settings):
        number = next(line.number for line in lines if re.match(rf"['\"]?{name}\b", line.text))
        expected = f"{{chapter}} :{_ELSEWHERE[name]}:" if _ELSEWHERE[name] else N_("no such line")
        yield problem(number, Code.UNKNOWN_SETTING, _UNREAD, found=name, expected=expected)
    for line in lines[1:-1]:
        name = line.text.partition(":")[0].strip()
        if name in settings and name not in (*_READ, *_ELSEWHERE) and (near := nearest(name, _READ)):
            yield problem(line.number, Code.UNKNOWN_SETTING, _UNREAD, found=name, expected=f"{near}: …")
        elif _DRAFT.match(line.text):
            message = N_("'%(found)s' keeps the page out of no edition; expected: %(expected)s")
            expected = N_("its file among exclude_patterns in conf.py")
            yield problem(line.number, Code.UNKNOWN_SETTING, message, found=line.text.strip(), expected=expected)


#: « % Title », « % Authors », « % Date » of pandoc, which MyST takes for remarks; no remark has names below it.
_NAME = r"[^\W\d_a-z][\w.’'-]*(?: (?:d[eu]|van|von|der|[^\W\d_a-z][\w.’'-]*))*"
_NAMES = re.compile(rf"%[ \t]+{_NAME}(?:(?:[;,]| and| et) {_NAME})*")
_NOTICE = re.compile(r"copyright|©|\(c\)|licen[cs]e|spdx|todo|https?:|vim:", re.IGNORECASE)


def _title_block(source: Source) -> Iterator[Problem]:
    """Title, authors and date as pandoc has them above a page."""
    texts = [line.text.rstrip() for line in source.lines[:4]] + [""] * 4
    size = texts.index("")
    if size not in (2, 3) or not all(re.match(r"%[ \t]+\S", text) for text in texts[:size]):
        return
    if _NAMES.fullmatch(texts[1]) and not any(map(_NOTICE.search, texts[:size])):
        wanted = (f"# {texts[0][1:].strip()}", "{chapter} :authors:", "{chapter} :date:")
        for number, (text, expected) in enumerate(zip(texts[:size], wanted, strict=False), 1):
            yield problem(number, Code.UNKNOWN_SETTING, _UNREAD, found=text[:60], expected=expected)


def _glossary(block: Block, source: Source) -> Iterator[Problem]:
    """Terms with what they mean in the same line, which no edition shows."""
    first = block.first if block.name == "glossary" and block.end else block.end
    for line, following in zip(source.lines[first - 1 : block.end - 1], source.lines[first : block.end], strict=False):
        term, colon, meaning = line.text.partition(" : ")
        if colon and not line.text[0].isspace() and not following.text.startswith((" ", "\t")):
            message = N_("of '%(found)s' what stands behind the colon isn't shown; expected: %(expected)s")
            expected = f"{term.strip()} ⏎   {meaning.strip()}"[:60]
            yield problem(line.number, Code.MALFORMED_MARKUP, message, found=line.text.strip()[:60], expected=expected)


def _fence(block: Block, vocabulary: Vocabulary) -> Iterator[Problem]:
    outer = block.inside
    name = f"{{{block.name}}} " if block.name else ""
    opening = f"{block.fence}{name}{block.argument}".strip()[:60]
    if block.is_text:
        message = N_("'%(found)s' opens no block, for a sign ` stands behind it; expected: %(expected)s")
        mended = opening.replace("```", "~~~", 1)
        yield problem(block.line, Code.MALFORMED_FENCE, message, found=opening, expected=mended)
    elif not block.end:
        message = N_("the block '%(found)s' has no end; expected: a line %(fence)s behind its last line")
        yield problem(block.line, Code.UNCLOSED_FENCE, message, found=opening, fence=block.fence)
    elif outer and outer.end and outer.fence[0] == block.fence[0] and len(outer.fence) <= len(block.fence):
        message = N_(
            "this block would end the one around it, of line %(outer)s; "
            "expected: more signs around than within, such as %(fence)s at the lines %(outer)s and %(end)s"
        )
        fence = block.fence[0] * (len(block.fence) + 1)
        yield problem(block.line, Code.MALFORMED_FENCE, message, outer=outer.line, end=outer.end, fence=fence)
    meant, found = _meant(block, vocabulary), block.name or block.argument
    if block.fence[0] == ":" and block.name in vocabulary.directives and "colon_fence" not in vocabulary.extensions:
        expected = f"```{{{block.name}}} {block.argument}".strip()
        values = {"found": opening, "expected": expected, "extension": "colon_fence"}
        yield problem(block.line, Code.MALFORMED_FENCE, WITH_EXTENSION, **values)
        return
    if block.name in vocabulary.directives and not block.is_apart:
        meant, found = f"{{{block.name}}} {block.argument}", f"{{{block.name}}}{block.argument}"
    elif meant_editions := _editions(block):
        name, near = meant_editions
        message = N_(
            "no edition is called '%(found)s', so nothing is shown of the block '%(block)s'; expected: %(expected)s"
        )
        yield problem(block.line, Code.INVALID_VALUE, message, found=name, block=opening, expected=near)
    if meant:
        if found[0] == "{" or block.name:
            message = NOTHING_MADE
        else:
            message = N_("the name '%(found)s' has no braces, so nothing is made of this block; expected: %(expected)s")
            found = found.split()[0]
        expected = f"{block.fence}{meant}".strip()
        yield problem(block.line, Code.MALFORMED_FENCE, message, found=found[:60], expected=expected)
    if block.name and len(block.indent.expandtabs(4)) >= 4:
        message = N_(
            "this line begins with four spaces or more, so it is text; expected: '%(expected)s' at its beginning"
        )
        yield problem(block.line, Code.MALFORMED_FENCE, message, expected=f"{block.fence}{{{block.name}}}")


#: What people call an edition by in ``only`` and ``raw``.
_EDITIONS = {
    **dict.fromkeys(("pdf", "print", "tex", "imprimé", "papier"), "latex"),
    **dict.fromkeys(("web", "site", "online"), "html"),
    **dict.fromkeys(("ebook", "epub2", "epub3"), "epub"),
    **dict.fromkeys(("et", "ou", "sauf", "non", "pas"), "and, or, not"),
}


def _editions(block: Block) -> tuple[str, str] | None:
    """A word by which ``only`` or ``raw`` leaves its text out of all editions, and the one that was meant."""
    known = ("html", "epub", "latex", "and", "or", "not", "text", "xml")
    for word in re.findall(r"[^\W\d_]\w*", block.argument) if block.name in ("only", "raw") else ():
        meant = _EDITIONS.get(word.lower()) or (nearest(word, known) if word not in known else "")
        if meant:
            return word, meant
    return None


def _meant(block: Block, vocabulary: Vocabulary) -> str:
    """What should stand behind the signs of a block in pandoc's markup, or without its braces; empty where it may."""
    is_code, known = block.fence[0] != ":", vocabulary.directives
    attributes = block.name or (
        block.argument.lstrip("{([ ").rstrip("})] ") if block.argument[:1] in ("{", "(", "[") else ""
    )
    if attributes and (attributes not in known or not block.name):
        if language := re.match(r"lang=[\"']?([\w-]+)", attributes):
            return f"{{container}} language-{language[1]}"
        words = _ATTRIBUTES.search(attributes)
        if words and words["format"]:
            return f"{{raw}} {words['format']}"
        name = (words and (words["class"] or words["name"])) or ""
        if is_code and _is_code(name):
            return name
        name = name if name in known else nearest(name, PROSE & known.keys())
        return f"{{{name or 'container'}}}" if attributes[0] in ".#" or not block.name else ""
    bare = None if block.name else _BARE.match(block.argument)
    if not bare or (is_code and (bare["name"] in vocabulary.fences or _is_code(bare["name"]))):
        return ""
    # the directives of synthkit are those whose options are known
    records = [name for name, options in known.items() if options and not is_code]
    name = bare["name"].removeprefix("callout-")
    name = name if name in known else nearest(name, records)
    return f"{{{name}}} {bare['rest']}" if name else ""


def _is_code(name: str) -> bool:
    with suppress(ClassNotFound):
        return bool(find_lexer_class_by_name(name))
    return False


def _options(block: Block, source: Source, vocabulary: Vocabulary) -> Iterator[Problem]:
    known = vocabulary.directives.get(block.name, frozenset())
    lines = [source.lines[number - 1] for number in block.options]
    if any(line.text.strip() == "---" for line in lines):
        return
    end = block.end or len(source.lines)
    whole = {"block": block.line, "end": end}
    first: dict[str, int] = {}
    for position, line in enumerate(lines):
        option = _OPTION.match(line.text)
        before = first.setdefault(option["name"], line.number) if option else line.number
        if option and before != line.number:
            message = N_("the option '%(found)s' is there already, at line %(before)s; expected: one of the two")
            name = option["name"]
            yield problem(line.number, Code.MALFORMED_OPTION, message, found=name, before=before, block=0, end=0)
        if option and option["name"] in _FLAGS and _NO.fullmatch((option["value"] or "").strip()):
            message = N_("'%(found)s' holds by standing here, whatever its value; expected: no such line")
            yield problem(line.number, Code.MALFORMED_OPTION, message, found=line.text.strip(), block=0, end=0)
        flaw = None if position and _CONTINUED.match(line.text) else _unreadable(line.text)
        if flaw:
            message, found, expected = flaw
            yield problem(line.number, Code.MALFORMED_OPTION, message, found=found, expected=expected, **whole)
    if not block.first or block.is_verbatim:
        return
    following = source.lines[block.first - 1]
    # of others' directives what follows may be their text; behind an option that goes on stands another one
    is_lost = known or (block.first < len(source.lines) and _OPTION.match(source.lines[block.first].text))
    is_indented = following.text[:1] in (" ", "\t") and following.text.strip() and following.number < end
    if lines and is_indented and is_lost:
        message = N_(
            "'%(found)s' goes on the option above, so what follows is text; expected: '%(expected)s' in one line"
        )
        words = following.text.strip()
        expected = re.sub(r"\s+[|>]$", "", lines[-1].text.strip()) + f" {words}"
        yield problem(following.number, Code.MALFORMED_OPTION, message, found=words[:60], expected=expected, **whole)
    if not known:
        return
    body = [line for line in source.lines[block.first - 1 : end - 1] if line.text.strip()]
    for position, line in enumerate(body):
        like = _LIKE_OPTION.match(line.text)
        # an option in spite of its form: a colon behind a name that is known or has a colon before it, too
        is_meant = like and like["colon"] and (like["name"] in known or like[0].lstrip()[0] == ":")
        if not like or not is_meant or line.kind is Kind.FENCE:
            break
        if position and _OPTION.match(line.text):
            continue  # sound, once what stands above it is mended
        expected = f":{like['name']}: {like['value']}".strip()
        found = line.text.strip()[:60]
        yield problem(line.number, Code.MALFORMED_OPTION, NO_OPTION, found=found, expected=expected, **whole)


def _unreadable(text: str) -> tuple[str, str, str] | None:
    """What keeps an option, and with it all others of its directive, from being read; how it stands, what is meant."""
    found = _OPTION.match(text)
    value = (found["value"] or "") if found else ""
    is_open = value[:1] in ('"', "'") and (len(value) == 1 or not value.rstrip().endswith(value[0]))
    if "\t" in text.lstrip():
        message = N_("a tab stands in '%(found)s'; expected: a space in its place, '%(expected)s'")
    elif not found:
        message = UNREADABLE
    elif is_open:
        message = N_("'%(found)s' opens a quotation mark and doesn't close it; expected: '%(expected)s'")
    elif re.match(r"[>|][ \t]*[^\s\d+-]", value):
        message = N_("'%(found)s' begins with a sign that makes it unreadable; expected: '%(expected)s'")
        return message, text.strip()[:60], f":{found['name'] if found else ''}: '{value.strip()}'"
    elif several := _QUOTED_LIST.fullmatch(value):
        message = N_("quotation marks in '%(found)s' part what they should hold together; expected: '%(expected)s'")
        return message, text.strip()[:60], f":{found['name']}: {re.sub(several[1], '', value)}"
    else:
        return None
    like = _LIKE_OPTION.match(re.sub("[\t\u00a0\u202f]", " ", text))
    rest = (like["value"] if like else "").lstrip(":= ").strip()
    expected = f":{like['name']}: {rest}".strip() if like else ":name: value"
    if found and is_open:
        is_within = value[0] in value[1:]
        expected = f":{found['name']}: '{value}'" if is_within else f":{found['name']}: {value}{value[0]}"
    return message, text.lstrip().replace("\t", "⇥")[:60], expected


def _line(line: Line, source: Source, vocabulary: Vocabulary) -> Iterator[Problem]:
    found = line.text.strip()[:60]
    almost = _ALMOST.match(line.text)
    if almost and almost["name"] in vocabulary.directives:
        message = N_("'%(found)s' opens no block; expected: three signs, '%(expected)s'")
        sign = ":" if almost["fence"][0] in ":：·.…" else "`"
        expected = f"{sign * 3}{{{almost['name']}}} {almost['rest']}".strip()
        yield problem(line.number, Code.MALFORMED_FENCE, message, found=found, expected=expected)
    heading = _HEADING.match(line.text)
    if heading and (line.number == 1 or source.lines[line.number - 2].kind is not Kind.PROSE):
        found = re.sub("[\u00a0\u2007\u2009\u200b\u202f]", "⍽", found)
        message = N_("'%(found)s' is no heading; expected: a space behind the signs, '%(expected)s'")
        expected = f"{heading['signs']} {heading['title'].strip()}"[:60]
        yield problem(line.number, Code.MALFORMED_HEADING, message, found=found, expected=expected)

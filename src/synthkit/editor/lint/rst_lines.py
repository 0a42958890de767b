"""Directives, options and roles of reStructuredText that are almost ones, which docutils takes for remarks or text."""

import re
from collections.abc import Iterator

from synthkit.diagnostics import Code, Problem, nearest
from synthkit.editor.lint.blocks import NO_OPTION, NOTHING_MADE, UNREADABLE
from synthkit.editor.lint.foreign import SHOWN
from synthkit.editor.lint.inline import NO_ROLE
from synthkit.editor.lint.myst_lines import CODE_DIRECTIVES, Vocabulary, problem
from synthkit.editor.lint.prose import cover

_RST = "reStructuredText"
_DIRECTIVE = re.compile(r"^(?P<indent>\s*)\.\. (?:\|[^|]+\| +)?(?P<name>[\w:-]*\w) ?::(?: |$)")
#: A colon, a space or a dot short, the braces of MyST, the signs of a word processor.
_ALMOST = re.compile(
    r"^\s*(?:\.\. +(?P<one>[a-z][\w-]*) ?:(?!:)|\.\.(?P<close>[\w:-]*[\w])::|(?:\.|…|\.\.\.) ?(?P<dot>[\w:-]*\w)::"
    r"|\.\. +\{(?P<braces>[\w:-]+)\}|(?:`{3,}|:{3,})\{(?P<fence>[\w:-]+)\}|\.\. +(?P<none>[a-z][\w-]*)(?= |$))"
    r"(?P<rest>.*)$"
)
_OPTION = re.compile(r"^\s*:(?P<name>[\w-]+):(?:\s|$)")
_LIKE_OPTION = re.compile(r"^\s*(?::(?P<open>[\w-]+)(?!:)\s+|(?P<bare>[\w-]+)\s*:\s+)(?P<value>\S.*)$")
_REMARK = re.compile(r"\s*\.\.(?:\s+(?![\[_])|$)")
_CODE = re.compile(r"``.+?``")
_ROLE = re.compile(
    r"(?<![\w:`{])(?:(?P<bare>[a-z]+(?::[a-z]+)?):?|\{(?P<braces>[a-z:]+)\}|:(?P<apart>[a-z:]*[a-z]): +)"
    r"`(?P<target>[^`]+)`(?!_)"
)
#: Roles, links and words of the default role: what they hold is theirs.
_INTERPRETED = re.compile(r"(?::[\w:+-]+:)?`[^`]+`_{0,2}")
#: A sign that is meant as a letter.
_ESCAPED = re.compile(r"\\[^\w\s]")
#: Markdown, HTML, TeX, and what word processors and Obsidian add.
_MARKDOWN = (
    (re.compile(r"!\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]+)\)"), ".. image:: {target}"),
    (re.compile(r"(?<![!\\])\[(?P<text>[^\[\]]+)\]\((?P<target>[^()\s]+)\)"), "`{text} <{target}>`_"),
    (re.compile(r"^#{1,6} (?P<text>\S.*)$"), "{text} ⏎ ===="),
    (re.compile(r"^`{3,}(?P<text>[\w-]*)$"), ".. code-block:: {text}"),
    (re.compile(r"<(?P<tag>b|strong)>(?P<text>[^<>]+)</(?P=tag)>"), "**{text}**"),
    (re.compile(r"<(?P<tag>i|em)>(?P<text>[^<>]+)</(?P=tag)>"), "*{text}*"),
    (re.compile(r"<(?P<tag>su[bp])>(?P<text>[^<>]+)</(?P=tag)>"), ":{tag}:`{text}`"),
    (re.compile(r"</?(?:br|p|div|span|u|a|img|[uo]l|li|h[1-6]|t[dhr]|table|font|[a-z]:\w+)(?:\s[^<>]*)?/?>"), _RST),
    (re.compile(r"&(?:[A-Za-z]\w{1,20}|#\d+|#x[\da-f]+);"), "Unicode"),
    (re.compile(r"(?<![\\$\w])\$(?=[^$]*[\\^_={}])(?P<text>[^\s$](?:[^$]*[^\s$\\])?)\$(?![\d$])"), ":math:`{text}`"),
    (re.compile(r"\[\[(?P<text>[^\[\]|#]*[^\W\d][^\[\]|#]*)(?:[|#][^\[\]]*)?\]\]"), ":doc:`{text}`"),
    (re.compile(r"\[-?@(?P<text>[^\s\];,]+)[^\]]*\]"), ":cite:p:`{text}`"),
    (re.compile(r"\[\^(?P<text>\w+)\]"), "[#{text}]_"),
    (re.compile(r"(?P<sign>~~|==)(?P<text>\w(?:[^~=]*\w)?)(?P=sign)(?![~=])"), "{text}"),
    (re.compile(r"^\s*[●▪◦·○■□➢➤✓✔►▶\ue000-\uf8ff][ \t]+(?P<text>.{1,40})"), "- {text}"),
    (re.compile(r"\{\{[<%][^{}]+[>%]\}\}|\{%[^{}]*%\}"), _RST),
)


def check(text: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    """All of it in one file, by line."""
    lines = text.split("\n")
    name, base, verbatim = "", 0, -1  # the directive around, its indentation; that of what code stands below
    place_of_options = False, False  # right below the directive, behind a blank line
    for number, line in enumerate(lines, start=1):
        indent, words = len(line) - len(line.lstrip()), line.strip()
        if not words:
            place_of_options = False, any(place_of_options)
            continue
        if 0 <= verbatim < indent:
            continue
        directive = _DIRECTIVE.match(line)
        verbatim = indent if words.endswith("::") and not directive else -1
        if directive:
            name, base, place_of_options = directive["name"], indent, (True, False)
            verbatim = indent if name.rpartition(":")[2] in CODE_DIRECTIVES else -1
            continue
        is_below, is_behind = place_of_options if indent > base else (False, False)
        option, like = _OPTION.match(line), _LIKE_OPTION.match(line)
        known = vocabulary.directives.get(name, frozenset())
        if option and (is_below or (is_behind and option["name"] in known)):
            if is_behind:
                values = {"found": words[:60], "expected": words, "block": number, "end": number}
                yield problem(number, Code.MALFORMED_OPTION, NO_OPTION, **values)
        elif is_below and like and (like["open"] or like["bare"] in known):
            expected = f":{like['open'] or like['bare']}: {like['value']}"
            values = {"found": words[:60], "expected": expected, "block": number, "end": number}
            yield problem(number, Code.MALFORMED_OPTION, UNREADABLE, **values)
        else:
            place_of_options = False, False
            if meant := _meant(line, lines[number] if number < len(lines) else "", vocabulary):
                yield problem(number, Code.MALFORMED_FENCE, NOTHING_MADE, found=words[:60], expected=meant)
            elif _REMARK.match(line):
                verbatim = indent
            else:
                yield from _inline(line, number, vocabulary)


def _meant(line: str, following: str, vocabulary: Vocabulary) -> str:
    """The directive a line almost is; empty for none."""
    almost = _ALMOST.match(line)
    name = next(filter(None, almost.groups()), "") if almost else ""
    if almost is None or name == almost["rest"]:
        return ""
    if almost["none"] and not _OPTION.match(following):
        return ""  # a remark
    records = [one for one, options in vocabulary.directives.items() if options]
    name = name if name in vocabulary.directives else nearest(name, records)
    return f".. {name}:: {almost['rest'].strip()}".strip() if name else ""


def _inline(line: str, number: int, vocabulary: Vocabulary) -> Iterator[Problem]:
    bare = _CODE.sub(cover, line)
    for role in _ROLE.finditer(bare):
        name = role["bare"] or role["braces"] or role["apart"]
        if name in vocabulary.roles:
            expected = f":{name}:`{role['target']}`"
            yield problem(number, Code.MALFORMED_ROLE, NO_ROLE, found=role[0], expected=expected)
    bare = _ESCAPED.sub(cover, _INTERPRETED.sub(cover, bare))
    for form, expected in _MARKDOWN:
        for found in form.finditer(bare):
            meant = expected.format(**found.groupdict()).strip()
            yield problem(number, Code.MALFORMED_MARKUP, SHOWN, found=found[0][:60], expected=meant)

"""Roles and links within a text are written so that they are ones."""

import re
from collections.abc import Iterator

from synthkit.diagnostics import Code, Problem, nearest
from synthkit.editor.lint.myst_lines import Source, Vocabulary, problem
from synthkit.editor.lint.prose import CODE, COVER, cover, paragraphs
from synthkit.i18n import N_

#: Without any of these there is no role, no link and no remark.
_SIGNS = re.compile(r"[{`\[]|<!--|<doi:|<[\w./-]*\.\w")
_ROLE = re.compile(r"(?<![:`])\{(?P<name>[A-Za-z][\w:.+-]*)\}(?P<rest>[^\n]{0,60})")
#: A role as reStructuredText has it, or with its braces forgotten.
_FOREIGN_ROLE = re.compile(
    r"(?<![\w{}:`])(?::(?P<rest>[a-z][\w:-]*[a-z]):|(?P<bare>[a-z]+(?::[a-z]+)?)|\((?P<round>[a-z]+:?[a-z]+)\))"
    r"`(?P<target>[^`\n]+)`"
)
_TARGET = re.compile(r"^\s*[`'’‘\"“«(\[]?\s*(?P<target>[^`'’‘\"”»)\]\n]+?)\s*(?:[`'’\"”»)\]]|$)")
_CODE_OR_COMMENT = re.compile(rf"{CODE.pattern}|<!--.*?-->", re.DOTALL)
_LINE_COMMENT = re.compile(r"^\s*%.*$", re.MULTILINE)
_TEXT = r"\[(?P<text>[^\[\]\n]+)\]"
_WEB = r"https?://[^\s()<>\[\]{}]+"
_HOST = r"(?:[\w-]+\.)+(?:org|com|net|edu|eu|fr|be|ch|ca|uk|de|io|info)(?:/[^\s()<>]*)?"
#: A link by a name, and where a name is given its address.
_BY_NAME = re.compile(r"(?<![\w\]])\[(?P<text>[^\[\]\n]+)\]\[(?P<name>(?!https?:)[^\W\d_][^\[\]\n]*)\](?![\[(])")
_NAMED = re.compile(r"^[ >]*\[([^\[\]\n]+)\]:")
#: Links as others write them, each with what has to stand there.
_LINKS = tuple(
    (re.compile(found, re.MULTILINE), expected)
    for found, expected in (
        (r"!\[(?P<text>[^\[\]\n]*)\]\((?P<target>[^\s()<>\"]+)[ \t]+(?:=\d*x?\d*|\"[^\"\n]*)\)", "![{text}]({target})"),
        (r"!\[(?P<text>[^\[\]\n]*)\](?:[ \t]+\((?P<target>[^\s()]+\.\w{2,4})\)|\((?:file:)[^()\n]*\))", "![{text}](…)"),
        (r"!(?:\((?P<text>[^()\n]*)\)\[(?:[^\s\[\]]+)\]|\{[^{}\n]*\}\([^\s()]+\))", "![…](…)"),
        (
            rf"{_TEXT}\((?:https?:/(?!/)|https?//|htt?ps?://(?<!http://)(?<!https://))(?P<target>[^\s()/][^\s()]*)\)",
            "[{text}](https://{target})",
        ),
        (r"(?P<text>!?\[[^\[\]\n]*\])\((?P<target>(?:\.{1,2}|[\w-]+)(?:\\[A-Za-z0-9][\w.-]*)+)\)", "{text}({target})"),
        (rf"{_TEXT}\((?P<target>{_HOST})\)", "[{text}](https://{target})"),
        (rf"(?<!\])<(?P<target>{_HOST})>", "<https://{target}>"),
        (r"<(?P<target>[^\s<>:]+\.md(?:#[^\s<>]*)?)>(?!\))", "[…]({target})"),
        (rf"{_TEXT}\((?P<target>[\w.+-]+@[\w-]+\.[\w.-]+)\)", "[{text}](mailto:{target})"),
        (rf"{_TEXT}\((?P<target>{_WEB}(?:[ ][^\s()<>\"']+)+)\)", "[{text}](<{target}>)"),
        (rf"{_TEXT}\((?P<target>{_WEB})[ ]+(?:\"[^\"()\n]*|'[^'()\n]*)\)", "[{text}]({target})"),
        (rf"(?<!!){_TEXT}\((?:javascript|file|vbscript):[^()\n]*(?:\([^()\n]*\))?[^()\n]*\)", "[{text}](…)"),
        (r"\[[^\[\]\n]*\]\(@(?P<target>[\w:-]+)\)", "[@{target}]"),
        (rf"{_TEXT}[ \t]+\((?P<target>{_WEB}|[^\s()]+\.md(?:#[^\s()]*)?)\)", "[{text}]({target})"),
        (rf"\((?P<text>[^()\n]+)\)\[(?P<target>{_WEB}|[^\s\[\]]+\.md(?:#[^\s\[\]]*)?)\]", "[{text}]({target})"),
        (rf"{_TEXT}[\[<](?P<target>{_WEB})[\]>]", "[{text}]({target})"),
        (rf"{_TEXT}\(\s*(?:<>)?\s*\)", "[{text}](…)"),
        (rf"{_TEXT}\((?P<target>www\.[^\s()]+)\)", "[{text}](https://{target})"),
        (r"\[(?P<text>[^\[\]\n]*)\]\(doi:(?P<target>10\.[^\s()]+)\)", "[{text}](https://doi.org/{target})"),
        (r"<doi:(?P<target>10\.[^\s<>]+)>", "<https://doi.org/{target}>"),
        (rf"{_TEXT}\((?P<target>(?!https?:)[^()<>\"'\n]*[ \t][^()<>\"'\n]*\.\w{{2,4}})\)", "[{text}](<{target}>)"),
        (rf"{_TEXT}\((?P<target>{_WEB})[ \t]*$(?!\n[^\n]*\))", "[{text}]({target})"),
    )
)


def check(source: Source, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Roles without their backticks or braces, links whose two halves don't hold together."""
    named = {_folded(name) for line in source.lines for name in _NAMED.findall(line.text)}
    for paragraph in paragraphs(source):
        if not _SIGNS.search(paragraph.text):
            continue
        # what is left of braces and backticks when code, roles and comments are covered is a mistake
        bare = _LINE_COMMENT.sub(cover, _CODE_OR_COMMENT.sub(cover, paragraph.text))
        for at, found, expected in _roles(paragraph.text, bare, vocabulary):
            short = " ".join(found.split())[:60]
            yield problem(paragraph.line_at(at), Code.MALFORMED_ROLE, NO_ROLE, found=short, expected=expected)
        for form, remedy in _LINKS:
            for link in form.finditer(bare):
                groups = link.groupdict(default="")
                groups = {name: re.sub(r"\\(?=[A-Za-z0-9])", "/", group) for name, group in groups.items()}
                line, values = paragraph.line_at(link.start()), {"expected": remedy.format(**groups)}
                yield problem(line, Code.MALFORMED_LINK, _NO_LINK, found=" ".join(link[0].split())[:60], **values)
        for link in _BY_NAME.finditer(bare):
            if _folded(link["name"]) not in named:
                line, values = paragraph.line_at(link.start()), {"expected": f"[{link['text']}](…)"}
                yield problem(line, Code.MALFORMED_LINK, _NO_LINK, found=link[0][:60], **values)
        remark = bare.find("<!--")
        line = paragraph.line_at(remark)
        if remark >= 0 and not any("-->" in one.text for one in source.lines[line - 1 :]):
            message = N_(
                "the remark that begins with <!-- has no end, so no reader sees the rest; expected: --> behind it"
            )
            yield problem(line, Code.UNCLOSED_FENCE, message)


NO_ROLE = N_("'%(found)s' is shown as it stands, for it is no role; expected: %(expected)s")
_NO_LINK = N_("'%(found)s' is no link; expected: %(expected)s")


def _folded(name: str) -> str:
    """A name of a link as Markdown compares them."""
    return " ".join(name.split()).casefold()


def _roles(text: str, bare: str, vocabulary: Vocabulary) -> Iterator[tuple[int, str, str]]:
    for role in _ROLE.finditer(bare):
        name = role["name"]
        known = name if name in vocabulary.roles else nearest(name, vocabulary.roles)
        rest = text[role.end("name") + 1 : role.end()]
        if not known or (name not in vocabulary.roles and not re.match(r"\s*[`'’]", rest)):
            continue
        target = _TARGET.match(rest)
        words = target["target"].strip() if target else ""
        end = role.end("name") + 1 + (target.end() if target else 0)
        # without a sign behind it nobody knows where the target ends: its first word
        if words and not re.match(r"\s*[`'’‘\"“«(\[].*[`'’\"”»)\]]", rest):
            words = words.split()[0].rstrip(".,;:!?")
            end = text.index(words, role.end("name")) + len(words)
        yield role.start(), text[role.start() : end], f"{{{known}}}`{words or '…'}`"
    for role in _FOREIGN_ROLE.finditer(text):
        name = role["rest"] or role["bare"] or role["round"]
        if name in vocabulary.roles and bare[role.start()] != COVER:
            yield role.start(), role[0], f"{{{name}}}`{role['target']}`"

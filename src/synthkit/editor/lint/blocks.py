"""Fences, options and headings are what they look like: each opened fence closed, each option read as one."""

import re
from collections.abc import Iterator

from synthkit.diagnostics import Code, Problem, Where, nearest
from synthkit.editor.lint.myst_lines import Block, Kind, Line, Source, Vocabulary
from synthkit.i18n import N_

#: Short of one character, or with the braces forgotten.
_ALMOST = re.compile(r"^\s*(?P<fence>:{1,2}|`{1,2})\s*\{(?P<name>[a-z][\w:-]*)\}\s*(?P<rest>[^`]*)$")
_BARE = re.compile(r"^(?P<name>[a-z][\w-]*)\s*(?P<rest>.*)$")
_OPTION = re.compile(r"^\s*:(?P<name>[^\s:]+)[ ]*:(?: +(?P<value>.*)|)$")
#: The second line of a value that takes several.
_CONTINUED = re.compile(r"^\s*: +\S[^\t]*$")
_LIKE_OPTION = re.compile(r"^\s*:?\s*(?P<name>[A-Za-z][\w-]*)\s*(?P<colon>:?)\s*(?P<value>.*)$")
_HEADING = re.compile(r"^#{1,6}(?=[^\W\d_])(?P<title>.*)$")


def check(source: Source, where: Where, vocabulary: Vocabulary) -> Iterator[Problem]:
    """All that is wrong with the blocks and the headings of one file."""
    for block in source.blocks:
        yield from _fence(block, where, vocabulary)
        yield from _options(block, source, where, vocabulary)
    for number in source.strays:
        message = N_("these colons close nothing; expected: no such line, or the line that opens the block above it")
        yield _problem(Code.MALFORMED_FENCE, message, where.at(number))
    for line in source.lines:
        if line.kind is Kind.PROSE:
            yield from _line(line, source, where, vocabulary)


def _problem(code: Code, message: str, where: Where, **values: object) -> Problem:
    return Problem(code, message, where, values)


def _fence(block: Block, where: Where, vocabulary: Vocabulary) -> Iterator[Problem]:
    outer = block.inside
    opening = f"{block.fence}{{{block.name}}} {block.argument}" if block.name else f"{block.fence}{block.argument}"
    if not block.is_closed:
        yield _problem(
            Code.UNCLOSED_FENCE,
            N_("the block '%(found)s' has no end; expected: a line %(fence)s behind its last line"),
            where.at(block.line),
            found=opening.strip()[:60],
            fence=block.fence,
        )
    elif outer and outer.is_closed and outer.fence[0] == block.fence[0] and len(outer.fence) <= len(block.fence):
        yield _problem(
            Code.MALFORMED_FENCE,
            N_(
                "this block would end the one around it, of line %(outer)s; "
                "expected: more signs around than within, such as %(fence)s at the lines %(outer)s and %(end)s"
            ),
            where.at(block.line),
            outer=outer.line,
            end=outer.end,
            fence=block.fence[0] * (len(block.fence) + 1),
        )
    bare = _BARE.match(block.argument) if not block.name and block.fence[0] == ":" else None
    if bare and (bare["name"] in vocabulary.directives or nearest(bare["name"], _records(vocabulary))):
        name = bare["name"] if bare["name"] in vocabulary.directives else nearest(bare["name"], _records(vocabulary))
        yield _problem(
            Code.MALFORMED_FENCE,
            N_("the name '%(found)s' has no braces, so nothing is made of this block; expected: %(expected)s"),
            where.at(block.line),
            found=bare["name"],
            expected=f"{block.fence}{{{name}}} {bare['rest']}".strip(),
        )
    if block.name and len(block.indent.expandtabs(4)) >= 4:
        yield _problem(
            Code.MALFORMED_FENCE,
            N_("this line begins with four spaces or more, so it is text; expected: '%(expected)s' at its beginning"),
            where.at(block.line),
            expected=f"{block.fence}{{{block.name}}}",
        )


def _records(vocabulary: Vocabulary) -> list[str]:
    """The directives of synthkit: those whose options are known."""
    return [name for name, options in vocabulary.directives.items() if options]


def _options(block: Block, source: Source, where: Where, vocabulary: Vocabulary) -> Iterator[Problem]:
    known = vocabulary.directives.get(block.name, frozenset())
    lines = [source.lines[number - 1] for number in block.options]
    if any(line.text.strip() == "---" for line in lines):
        return
    end = block.end or len(source.lines)
    yield from _twice(lines, where)
    for position, line in enumerate(lines):
        if position and _CONTINUED.match(line.text):
            continue
        told = _of_option(line, where, block, end)
        if told:
            yield told
    if not known or not block.first:
        return
    body = [line for line in source.lines[block.first - 1 : end - 1] if line.text.strip()]
    for position, line in enumerate(body):
        found = _LIKE_OPTION.match(line.text)
        if not found or not _is_meant(found, known) or line.kind is Kind.FENCE:
            break
        if position and _OPTION.match(line.text):
            continue  # sound, once what stands above it is mended
        yield _problem(
            Code.MALFORMED_OPTION,
            N_(
                "'%(found)s' is no option as it stands here, but text; "
                "expected: '%(expected)s', right below the options or the line that opens the block"
            ),
            where.at(line.number),
            found=line.text.strip()[:60],
            expected=f":{found['name']}: {found['value']}".strip(),
            block=block.line,
            end=end,
        )


def _twice(lines: list[Line], where: Where) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for line in lines:
        option = _OPTION.match(line.text)
        before = first.setdefault(option["name"], line.number) if option else line.number
        if option and before != line.number:
            message = N_("the option '%(found)s' is there already, at line %(before)s; expected: one of the two")
            yield _problem(
                Code.MALFORMED_OPTION,
                message,
                where.at(line.number),
                found=option["name"],
                before=before,
                block=0,
                end=0,
            )


def _is_meant(found: re.Match[str], known: frozenset[str]) -> bool:
    """Whether a line of a body is an option in spite of its form: a colon, and a name that is or looks known."""
    return bool(found["colon"]) and (found["name"] in known or (found[0].lstrip()[0] == ":" and bool(known)))


def _of_option(line: Line, where: Where, block: Block, end: int) -> Problem | None:
    """What keeps an option, and with it all others of its directive, from being read."""
    found = _OPTION.match(line.text)
    value = (found["value"] or "") if found else ""
    has_tab = "\t" in line.text.lstrip()
    if found and not has_tab and not _is_open_quote(value):
        return None
    if has_tab:
        message = N_("a tab stands in '%(found)s'; expected: a space in its place, '%(expected)s'")
    elif found:
        message = N_("'%(found)s' opens a quotation mark and doesn't close it; expected: '%(expected)s'")
    else:
        message = N_("the option '%(found)s' can't be read; expected: %(expected)s")
    like = _LIKE_OPTION.match(line.text.replace("\t", " ").replace("\u00a0", " ").replace("\u202f", " "))
    rest = (like["value"] if like else "").removeprefix(":").strip()
    expected = f":{like['name']}: {rest}".strip() if like else ":name: value"
    if found and _is_open_quote(value):
        expected = f":{found['name']}: {value}{value[0]}"
    return _problem(
        Code.MALFORMED_OPTION,
        message,
        where.at(line.number),
        found=line.text.lstrip().replace("\t", "⇥")[:60],
        expected=expected,
        block=block.line,
        end=end,
    )


def _is_open_quote(value: str) -> bool:
    return value[:1] in ('"', "'") and (len(value) == 1 or not value.rstrip().endswith(value[0]))


def _line(line: Line, source: Source, where: Where, vocabulary: Vocabulary) -> Iterator[Problem]:
    almost = _ALMOST.match(line.text)
    if almost and almost["name"] in vocabulary.directives:
        yield _problem(
            Code.MALFORMED_FENCE,
            N_("'%(found)s' opens no block; expected: three signs, '%(expected)s'"),
            where.at(line.number),
            found=line.text.strip()[:60],
            expected=f"{almost['fence'][0] * 3}{{{almost['name']}}} {almost['rest']}".strip(),
        )
    heading = _HEADING.match(line.text)
    before = source.lines[line.number - 2] if line.number > 1 else None
    if heading and (before is None or before.kind is not Kind.PROSE):
        signs = line.text[: line.text.index(heading["title"])]
        yield _problem(
            Code.MALFORMED_HEADING,
            N_("'%(found)s' is no heading; expected: a space behind the signs, '%(expected)s'"),
            where.at(line.number),
            found=line.text.strip()[:60],
            expected=f"{signs} {heading['title'].strip()}"[:60],
        )

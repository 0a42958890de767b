"""The block of settings above a page can be read: YAML, opened and closed by three hyphens."""

from collections.abc import Iterator

import yaml

from synthkit.diagnostics import Code, Problem, Where
from synthkit.editor.lint.myst_lines import Kind, Source
from synthkit.i18n import N_

#: YAML takes a second for each two hundred lines.
_LONGEST = 30_000


def check(source: Source, where: Where) -> Iterator[Problem]:
    """A block without its end, or one that is no YAML."""
    lines = [line for line in source.lines if line.kind is Kind.FRONT_MATTER]
    if not lines:
        return
    if len(lines) == 1 or lines[-1].text.rstrip() not in ("---", "..."):
        message = N_("the settings that begin here have no end; expected: a line --- behind the last of them")
        yield Problem(Code.BROKEN_FRONT_MATTER, message, where.at(1))
        return
    settings = "\n".join(line.text for line in lines[1:-1])
    if len(settings) > _LONGEST:
        return  # told by those who would use them
    try:
        found = yaml.safe_load(settings)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date that is none; brackets a thousand deep
        mark = getattr(error, "problem_mark", None)
        # a bracket that is never closed is noticed at the end; where it opens is what has to be mended
        opening = getattr(error, "context_mark", None) if "flow" in str(getattr(error, "context", "")) else None
        place = opening or mark
        number = min(place.line + 2 if place else 2, lines[-1].number - 1)
    else:
        if found is None or isinstance(found, dict):
            return
        number = lines[0].number + 1
    yield Problem(
        Code.BROKEN_FRONT_MATTER,
        N_(
            "the settings above the page can't be read at '%(found)s'; expected: one setting a line, as name: value, "
            "without tabs, a value with : [ ] { } # or quotation marks in it between quotation marks"
        ),
        where.at(number),
        {"found": source.lines[number - 1].text.strip()[:60]},
    )
